"""核实实名、告知: whether a name is his who reported, and that he was told."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import limits
from app.ledger.types import Act
from app.petitions import rules, saving, scopes
from app.petitions.errors import NotNamed, WayUnsafe
from app.petitions.types import Done, Event, Original
from db.petitions import models
from db.petitions.models import Petition

_CHANGES: Final = ("petitions",)
_KIND: Final = "petition"


@registry.verb("petitions.verify_name", rules.LAW[Event.VERIFY_NAME].starts, changes=_CHANGES)
def verify_name(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    way: str,
    version: int = 0,
) -> Done:
    """核实实名: by telephone or in person; a signed letter becomes a named one, and its clock begins."""
    row = scopes.take(session, actor, now, act, Event.VERIFY_NAME, petition_id, version)
    if way not in rules.VERIFY_WAYS:
        raise errors.FieldInvalid(field="petition.name_verified", why=way)
    if row.reporter_mode not in (*rules.NAMED, "unverified"):
        raise NotNamed
    becomes = row.reporter_mode == "unverified"
    mode = "named" if becomes else row.reporter_mode
    sets = {"verified_how": way, "reporter_mode": mode}
    saving.save(session, act, row, Event.VERIFY_NAME, sets=sets, way=way)
    if becomes and row.number and row.receipt_kind == "first":
        limits.start(session, act, _KIND, row.id, "T-P3", clock.day(row.received_at))
    return saving.done(row)


@registry.verb("petitions.notify", rules.LAW[Event.NOTIFY].starts, changes=_CHANGES)
def notify(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    way: str,
    at: datetime,
    text: str,
    proof: Original | None = None,
    version: int = 0,
) -> Done:
    """告知受理: that the petition was accepted; without a proof it is noted and the clock keeps running."""
    row = scopes.take(session, actor, now, act, Event.NOTIFY, petition_id, version)
    if row.reporter_mode not in rules.NAMED:
        raise NotNamed
    require_way(way)
    require_told_at(row, at, now)
    session.add(
        told_row(act, now, row, "acceptance", at=at, way=way, text=text.strip(), proof=proof)
    )
    sha256 = proof.sha256 if proof else ""
    saving.save(session, act, row, Event.NOTIFY, way=way, at=at, proof=sha256)
    running = limits.running(session, _KIND, row.id, "T-P3")
    if proof is not None and running is not None:
        limits.end(session, act, running, at, proof.sha256)
    return saving.done(row)


def require_way(way: str) -> None:
    """A way of telling that exposes nobody."""
    if way not in rules.SAFE_WAYS:
        raise WayUnsafe(way=way)


def require_told_at(row: Petition, at: datetime, now: datetime) -> None:
    """Told after it was received, and not in the future."""
    if not clock.minute(row.received_at) <= at <= now:
        raise errors.FieldInvalid(field="petition.told_at", why="field.told")


def told_row(
    act: Act,
    now: datetime,
    row: Petition,
    kind: str,
    *,
    at: datetime | None = None,
    way: str = "",
    text: str = "",
    proof: Original | None = None,
) -> models.Feedback:
    return models.Feedback(
        id=ids.new(),
        petition_id=row.id,
        kind=kind,
        at=at or now,
        way=way,
        told_by=act.actor,
        text=text,
        proof=proof.sha256 if proof else "",
        proof_key=proof.key if proof else "",
        objection="",
        explanation="",
        is_upheld=False,
    )
