"""Putting right what a petition says, and who keeps away from it: amended, recused, protected."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.deadlines import limits
from app.ledger.types import Act
from app.petitions import fields, rules, saving, scopes
from app.petitions.errors import NotAmendable
from app.petitions.types import Done, Event
from db.identity import queries as people
from db.petitions import belongings, models
from db.petitions.models import Petition

_CHANGES: Final = ("petitions",)
_KIND: Final = "petition"
#: What a recusal of a petition brings with it above: (session, act, petition, account, reason, now).
Recusal = Callable[[Session, Act, str, str, str, datetime], None]


@registry.verb(
    "petitions.amend",
    rules.LAW[Event.AMEND].starts,
    seconds=rules.LAW[Event.AMEND].seconds,
    changes=_CHANGES,
)
def amend(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    field: str,
    value: str,
    reason: str,
    version: int = 0,
) -> Done:
    """更正: what was taken down wrongly; a second person signs, and both values stay readable for ever."""
    row = scopes.take(session, actor, now, act, Event.AMEND, petition_id, version)
    if field not in rules.AMENDABLE:
        raise NotAmendable(field=f"petition.{field}")
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    was, new = getattr(row, field), _amended(now, row, field, value)
    told = {"field": field, "was": _text(was), "now": _text(new), "reason": reason.strip()}
    saving.save(session, act, row, Event.AMEND, sets={field: new}, **told)
    if field == "received_at":
        _count_from(session, act, row, now)
    return saving.done(row)


def _amended(now: datetime, row: Petition, field: str, value: str) -> object:
    if field == "received_at":
        moment = _moment(value)
        if moment > now:
            raise errors.FieldInvalid(field="petition.received_at", why="field.future")
        return moment
    if field == "reporters":
        if not value.isdigit() or int(value) < 1:
            raise errors.FieldInvalid(field="petition.reporters", why=value)
        return int(value)
    if field == "region":
        return fields.require_region(value)
    name = "channel" if field == "original_channel" else field
    fields.require_choice(field, value, name, row.channel if field == "sub_channel" else "")
    return value


def _moment(value: str) -> datetime:
    try:
        return clock.moment(value)
    except ValueError:
        raise errors.FieldInvalid(field="petition.received_at", why=value) from None


def _text(value: object) -> str:
    return clock.text(value) if isinstance(value, datetime) else str(value)


def _count_from(session: Session, act: Act, row: Petition, now: datetime) -> None:
    """The clocks that run from the receipt run from the new one: the old ones end and say why."""
    on = clock.day(row.received_at)
    for rule in ("T-P2", "T-P3", "T-P5"):
        running = limits.running(session, _KIND, row.id, rule)
        if running is not None and running.started_on != on:
            limits.end(session, act, running, now, "AMEND")
            limits.start(session, act, _KIND, row.id, rule, on)


recusals: list[Recusal] = []


@registry.verb("petitions.recuse", rules.LAW[Event.RECUSE].starts, changes=_CHANGES)
def recuse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    account_id: str,
    reason: str,
    version: int = 0,
) -> Done:
    """回避: from now on the petition is not there for somebody."""
    row = scopes.take(session, actor, now, act, Event.RECUSE, petition_id, version)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    if people.account(session, account_id) is None:
        raise errors.NotFound(key=account_id)
    _keep_away(session, act, row, account_id, reason.strip(), now)
    return saving.done(row)


def _keep_away(
    session: Session, act: Act, row: Petition, account_id: str, reason: str, now: datetime
) -> None:
    """Hide a petition from somebody, and what came of it: its copies at organs below, and its leads."""
    if session.get(models.Exclusion, (row.id, account_id)) is None:
        session.add(models.Exclusion(petition_id=row.id, account_id=account_id, reason=reason))
    # a copy that the organ below voided or passed on sealed takes no entry any more: its row hides it
    if row.status in rules.LAW[Event.RECUSE].froms:
        sets = {"handler": ""} if row.handler == account_id else {}
        saving.save(session, act, row, Event.RECUSE, sets=sets, account=account_id, reason=reason)
    for recusal in recusals:
        recusal(session, act, row.id, account_id, reason, now)
    for copy in belongings.children(session, row.id):
        if session.get(models.Exclusion, (copy.id, account_id)) is None:
            _keep_away(session, act, copy, account_id, reason, now)


@registry.verb("petitions.protect", rules.LAW[Event.PROTECT].starts, changes=_CHANGES, offline=True)
def protect(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    level: str,
    version: int = 0,
) -> Done:
    """保护: how much the reporter must be looked after."""
    row = scopes.take(session, actor, now, act, Event.PROTECT, petition_id, version)
    fields.require_choice("protection", level, "protection")
    saving.save(session, act, row, Event.PROTECT, sets={"protection": level}, level=level)
    return saving.done(row)
