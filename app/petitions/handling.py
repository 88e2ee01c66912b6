"""移送、签收、转线索、办结、反馈、归档: what becomes of an accepted petition."""

import functools
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, paths, registry
from app.actor import Actor
from app.deadlines import limits
from app.identity import service as identity
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import Office
from app.petitions import alike, fields, intake, rules, saving, scopes, telling
from app.petitions.errors import (
    CityMustDecide,
    GivesAway,
    GroundInvalid,
    LeadsOpen,
    NotNamed,
    NotTold,
    OfficeWithoutClerk,
    OriginalMissing,
    ProofMissing,
    StillOut,
)
from app.petitions.types import Done, Event, LinkKind, Original, Status
from db.petitions import belongings, models, queries
from db.petitions.models import Petition

_CHANGES: Final = ("petitions",)
_KIND: Final = "petition"
#: Makes the lead of a converted petition and gives its id and code; the feature of leads puts its own here.
LeadMaker = Callable[[Session, Actor, datetime, Act, Petition], tuple[str, str]]
lead_makers: list[LeadMaker] = []
#: How many leads of a petition are not ended; the feature of leads puts its own here.
lead_counters: list[Callable[[Session, str], int]] = []


@registry.verb("petitions.transfer", rules.LAW[Event.TRANSFER].starts, changes=_CHANGES)
def transfer(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    office: str,
    version: int = 0,
) -> Done:
    """移送: to an office that has named its clerk; case supervision is told in the same transaction."""
    row = scopes.take(session, actor, now, act, Event.TRANSFER, petition_id, version)
    if office not in list(Office) or office == Office.PETITIONS:
        raise errors.FieldInvalid(field="petition.office", why=office)
    if not organs.people_of(session, row.organ_id, now, Role.OFFICE_CLERK, office):
        raise OfficeWithoutClerk(office=f"office.{office}")
    saving.notice(session, now, row, "transferred", row.organ_id, Office.SUPERVISION)
    saving.notice(session, now, row, "transferred", row.organ_id, office)
    told: dict[str, Any] = {"office": office, "told": Office.SUPERVISION}
    saving.save(session, act, row, Event.TRANSFER, sets={"office": office}, **told)
    limits.start(session, act, _KIND, row.id, "sign_in", clock.day(now))
    return saving.done(row)


@registry.verb("petitions.sign_in", rules.LAW[Event.SIGN_IN].starts, changes=_CHANGES)
def sign_in(
    session: Session, actor: Actor, now: datetime, act: Act, *, petition_id: str, version: int = 0
) -> Done:
    """签收: by the clerk whom the office has named for it."""
    row = scopes.take(session, actor, now, act, Event.SIGN_IN, petition_id, version)
    saving.save(session, act, row, Event.SIGN_IN)
    limits.end_rules(session, act, _KIND, row.id, ("sign_in",), now, "SIGN_IN")
    return saving.done(row)


@registry.verb(
    "petitions.give_back",
    rules.LAW[Event.GIVE_BACK].starts,
    seconds=rules.LAW[Event.GIVE_BACK].seconds,
    changes=_CHANGES,
)
def give_back(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    ground: str,
    reason: str,
    version: int = 0,
) -> Done:
    """退回: without substance or another organ's, after a talk, and with the own leader's signature."""
    row = scopes.take(session, actor, now, act, Event.GIVE_BACK, petition_id, version)
    if ground not in rules.GIVE_BACK_GROUNDS:
        raise GroundInvalid(ground=ground)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    told: dict[str, Any] = {"ground": ground, "reason": reason.strip()}
    saving.save(session, act, row, Event.GIVE_BACK, sets={"office": "", "handler": ""}, **told)
    return saving.done(row)


@registry.verb("petitions.convert", rules.LAW[Event.CONVERT].starts, changes=("petitions", "leads"))
def convert(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    handler_id: str = "",
    version: int = 0,
) -> Done:
    """转问题线索: a lead gets its code, the petition keeps its number, and both point at one another."""
    row = scopes.take(session, actor, now, act, Event.CONVERT, petition_id, version)
    handler = handler_id or (actor.id if actor.has(*rules.HANDLERS) else "")
    if handler and not identity.holds(session, handler, now, *rules.HANDLERS):
        raise errors.NotPermitted(verb="verb.petitions.convert", roles=", ".join(rules.HANDLERS))
    codes = []
    for make in lead_makers:
        lead_id, code = make(session, actor, now, act, row)
        alike.note(session, now, act, row, lead_id, LinkKind.LEAD, 100, "lead")
        codes.append(code)
    saving.save(session, act, row, Event.CONVERT, sets={"handler": handler}, lead=", ".join(codes))
    return saving.done(row)


@registry.verb(
    "petitions.close",
    rules.LAW[Event.CLOSE].starts,
    seconds=rules.LAW[Event.CLOSE].seconds,
    changes=_CHANGES,
)
def close(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    outcomes: dict[str, str],
    text: str,
    city_document: str = "",
    version: int = 0,
) -> Done:
    """办结: an outcome for each matter, a text that may be told; every linked lead is ended, a leader has agreed."""
    row = scopes.take(session, actor, now, act, Event.CLOSE, petition_id, version)
    count = open_leads(session, row.id)
    if count:
        raise LeadsOpen(count=count)
    matters = belongings.matters(session, [row.id])
    for matter in matters:
        fields.require_choice("outcome", outcomes.get(matter.id, ""), "outcome")
    _require_city(session, row, outcomes, city_document)
    if not text.strip():
        raise errors.FieldMissing(field="petition.feedback.text")
    require_safe(text)
    for matter in matters:
        matter.outcome = outcomes[matter.id]
    told: dict[str, Any] = {
        "outcomes": [outcomes[m.id] for m in matters],
        "text": text.strip(),
        "city_document": city_document,
    }
    sets = {"result": text.strip(), "closed_at": now}
    saving.save(session, act, row, Event.CLOSE, sets=sets, **told)
    limits.end_rules(session, act, _KIND, row.id, ("T-P5",), now, "CLOSE")
    if row.reporter_mode in rules.NAMED:
        limits.start(session, act, _KIND, row.id, "T-P4", clock.day(now))
    if row.parent_id:
        _tell_parent(session, now, row)
    return saving.done(row)


def open_leads(session: Session, petition_id: str) -> int:
    """How many leads of a petition are not ended."""
    return sum(count(session, petition_id) for count in lead_counters)


def _require_city(
    session: Session, row: Petition, outcomes: Mapping[str, str], document: str
) -> None:
    """A false accusation is found by a city's organ or above (工作规则 第39条)."""
    level = organs.require(session, row.organ_id).level
    if "false_accusation" in outcomes.values() and level > 1 and not document.strip():
        raise CityMustDecide


@functools.cache
def _giveaways() -> tuple[str, ...]:
    file = paths.resources() / "petitions" / "giveaways.json"
    return tuple(json.loads(file.read_text("utf-8")))


def require_safe(text: str) -> None:
    """Refuse a text to be told that may show who reported."""
    for word in _giveaways():
        if word in text:
            raise GivesAway(word=word)


def _tell_parent(session: Session, now: datetime, row: Petition) -> None:
    parent = queries.get(session, row.parent_id)
    if parent is not None:
        saving.notice(session, now, parent, "forwarded", parent.organ_id, Office.PETITIONS)


@registry.verb(
    "petitions.feed_back", rules.LAW[Event.FEED_BACK].starts, changes=_CHANGES, offline=True
)
def feed_back(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    way: str,
    at: datetime,
    proof: Original | None = None,
    version: int = 0,
) -> Done:
    """反馈: the result told by the handler in a way that exposes nobody; the clock stops at the proof."""
    row = scopes.take(session, actor, now, act, Event.FEED_BACK, petition_id, version)
    if row.reporter_mode not in rules.NAMED:
        raise NotNamed
    telling.require_way(way)
    telling.require_told_at(row, at, now)
    if proof is None:
        raise ProofMissing
    session.add(
        telling.told_row(act, now, row, "result", at=at, way=way, text=row.result, proof=proof)
    )
    saving.save(session, act, row, Event.FEED_BACK, way=way, at=at, proof=proof.sha256)
    running = limits.running(session, _KIND, row.id, "T-P4")
    if running is not None:
        limits.end(session, act, running, at, proof.sha256)
    return saving.done(row)


@registry.verb("petitions.object", rules.LAW[Event.OBJECT].starts, changes=_CHANGES)
def object_(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    objection: str,
    explanation: str,
    evidence: tuple[Original, ...] = (),
    version: int = 0,
) -> Done:
    """异议: recorded and explained; new evidence goes to the handler as a supplement, and must be checked."""
    row = scopes.take(session, actor, now, act, Event.OBJECT, petition_id, version)
    for name, value in (("objection", objection), ("explanation", explanation)):
        if not value.strip():
            raise errors.FieldMissing(field=f"petition.{name}")
    told = telling.told_row(act, now, row, "objection")
    told.objection, told.explanation = objection.strip(), explanation.strip()
    told.is_upheld = bool(evidence)
    session.add(told)
    if evidence:
        intake.add_originals(session, row.id, evidence, "objection", now)
        saving.notice(session, now, row, "supplement", row.organ_id, row.office)
    saving.save(
        session,
        act,
        row,
        Event.OBJECT,
        Status.HANDLING if evidence else Status.FED_BACK,
        objection=told.objection,
        explanation=told.explanation,
        evidence=[each.sha256 for each in evidence],
    )
    return saving.done(row)


@registry.verb(
    "petitions.supplement", rules.LAW[Event.SUPPLEMENT].starts, changes=_CHANGES, offline=True
)
def supplement(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    originals: tuple[Original, ...],
    version: int = 0,
) -> Done:
    """补充: new material on the same petition goes to its handler at once."""
    row = scopes.take(session, actor, now, act, Event.SUPPLEMENT, petition_id, version)
    if not originals:
        raise OriginalMissing
    intake.add_originals(session, row.id, originals, "supplement", now)
    if row.office:
        saving.notice(session, now, row, "supplement", row.organ_id, row.office)
    saving.save(session, act, row, Event.SUPPLEMENT, originals=[each.sha256 for each in originals])
    return saving.done(row)


@registry.verb("petitions.archive", rules.LAW[Event.ARCHIVE].starts, changes=_CHANGES)
def archive(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    volume: str,
    version: int = 0,
) -> Done:
    """归档: into a volume, with the hash of all that is in it; a named reporter has been told before."""
    row = scopes.take(session, actor, now, act, Event.ARCHIVE, petition_id, version)
    if row.status == Status.CLOSED and row.reporter_mode in rules.NAMED:
        raise NotTold
    if row.status == Status.ASSIGNED:
        _require_reported(session, row)
    if not volume.strip():
        raise errors.FieldMissing(field="petition.volume")
    manifest = registry.digest(
        {
            "number": row.number,
            "head": ledger.head(session, _KIND, row.id),
            "originals": [o.sha256 for o in belongings.originals(session, row.id)],
            "proofs": [f.proof for f in belongings.feedbacks(session, row.id)],
        }
    )
    sets = {"volume": volume.strip()}
    saving.save(session, act, row, Event.ARCHIVE, sets=sets, volume=volume, manifest=manifest)
    limits.end_all(session, act, _KIND, row.id, now, "ARCHIVE")
    return saving.done(row)


def _require_reported(session: Session, row: Petition) -> None:
    ended = (Status.CLOSED, Status.FED_BACK, Status.ARCHIVED)
    for child in belongings.children(session, row.id):
        if child.status not in ended:
            raise StillOut(number=child.number or row.number)


@registry.verb(
    "petitions.extend",
    rules.LAW[Event.EXTEND].starts,
    seconds=rules.LAW[Event.EXTEND].seconds,
    changes=_CHANGES,
)
def extend(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    rule: str,
    reason: str,
    document: str = "",
    version: int = 0,
) -> Done:
    """延期: first by the own head, and the superior is told; from the second time on by the superior's decision."""
    row = scopes.take(session, actor, now, act, Event.EXTEND, petition_id, version)
    running = limits.running(session, _KIND, row.id, rule)
    if running is None:
        raise errors.NotFound(key=f"rule.limit.{rule}")
    step = limits.require_extendable(session, running)
    if step["by"] == "chief" and not identity.holds(session, act.second, now, Role.CHIEF):
        raise errors.NeedsSecondPerson(roles=f"role.{Role.CHIEF}")
    if step["by"] == "superior" and not document.strip():
        raise errors.DocumentMissing(document="petition.city_document")
    limits.extend(session, act, running, reason)
    over = organs.require(session, row.organ_id).parent_id
    if over:
        saving.notice(session, now, row, "extension", over, Office.PETITIONS)
    told: dict[str, Any] = {
        "rule": rule,
        "reason": reason.strip(),
        "due": running.rolled_on,
        "document": document,
    }
    saving.save(session, act, row, Event.EXTEND, **told)
    return saving.done(row)


@registry.verb("petitions.note_effect", rules.LAW[Event.NOTE_EFFECT].starts, changes=_CHANGES)
def note_effect(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    effect: str,
    note: str = "",
    version: int = 0,
) -> Done:
    """跟踪问效: what was found after the closing, as a fact that the measures count."""
    row = scopes.take(session, actor, now, act, Event.NOTE_EFFECT, petition_id, version)
    fields.require_choice("effect", effect, "effect")
    session.add(
        models.Effect(
            id=ids.new(),
            petition_id=row.id,
            kind=effect,
            note=note.strip(),
            noted_at=now,
            noted_by=actor.id,
        )
    )
    saving.save(session, act, row, Event.NOTE_EFFECT, effect=effect)
    return saving.done(row)
