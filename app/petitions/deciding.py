"""甄别、分流: what the petition office decides, and what it puts right or tells."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import limits
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import OrganKind
from app.petitions import alike, fields, identities, intake, rules, saving, scopes
from app.petitions.errors import (
    GroundInvalid,
    GuidanceMissing,
    NewFactsInside,
    NotAmendable,
    NothingAcceptable,
    NotNamed,
    NotOwnLevel,
    ToTheAccused,
    WayUnsafe,
)
from app.petitions.types import Done, Event, LinkKind, Original
from db.identity import queries as people
from db.petitions import belongings, models
from db.petitions.models import Petition

_CHANGES: Final = ("petitions",)
_KIND: Final = "petition"
#: The clocks that run until it is decided what becomes of a petition.
_SCREENING: Final = ("T-P2", "T-P3")


@registry.verb("petitions.screen", rules.LAW[Event.SCREEN].starts, changes=_CHANGES, offline=True)
def screen(
    session: Session, actor: Actor, now: datetime, act: Act, *, petition_id: str, version: int = 0
) -> Done:
    """甄别: begin to look what it is."""
    row = scopes.take(session, actor, now, act, Event.SCREEN, petition_id, version)
    saving.save(session, act, row, Event.SCREEN)
    return saving.done(row)


@registry.verb("petitions.accept", rules.LAW[Event.ACCEPT].starts, changes=_CHANGES)
def accept(
    session: Session, actor: Actor, now: datetime, act: Act, *, petition_id: str, version: int = 0
) -> Done:
    """受理: an accusation, an appeal or advice that is for this level, each matter with its marks."""
    row = scopes.take(session, actor, now, act, Event.ACCEPT, petition_id, version)
    if organs.place(session, actor.id, now).organ_id != row.organ_id:
        raise NotOwnLevel
    matters = belongings.matters(session, [row.id])
    if not any(matter.kind in rules.ACCEPTABLE for matter in matters):
        raise NothingAcceptable
    marks = belongings.marks(session, row.id)
    for matter in matters:
        borne = sum(mark.matter_id == matter.id for mark in marks)
        intake.require_marks(matter.kind, matter.summary, borne)
    saving.save(session, act, row, Event.ACCEPT)
    limits.end_rules(session, act, _KIND, row.id, ("T-P2",), now, "ACCEPT")
    return saving.done(row)


@registry.verb("petitions.forward", rules.LAW[Event.FORWARD].starts, changes=_CHANGES)
def forward(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    target_id: str,
    version: int = 0,
) -> Done:
    """转送: down to the organ whose it is; it receives its own petition, with the first channel as second seal."""
    row = scopes.take(session, actor, now, act, Event.FORWARD, petition_id, version)
    _pass_down(session, act, now, row, target_id, Event.FORWARD)
    return saving.done(row)


@registry.verb(
    "petitions.assign",
    rules.LAW[Event.ASSIGN].starts,
    seconds=rules.LAW[Event.ASSIGN].seconds,
    changes=_CHANGES,
)
def assign(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    target_id: str,
    version: int = 0,
) -> Done:
    """交办: down with a reply due in three months; a leader has agreed."""
    row = scopes.take(session, actor, now, act, Event.ASSIGN, petition_id, version)
    _pass_down(session, act, now, row, target_id, Event.ASSIGN)
    return saving.done(row)


def _pass_down(
    session: Session, act: Act, now: datetime, row: Petition, target_id: str, event: Event
) -> None:
    target = organs.require_open(session, target_id)
    mine = organs.require(session, row.organ_id)
    below = target.id != mine.id and target.path.startswith(mine.path)
    if not below or target.kind == OrganKind.UNIT:
        raise errors.FieldInvalid(field="petition.target", why=target.name)
    if intake.target_is_accused(session, row.id, target):
        raise ToTheAccused(target=target.name)
    assigned = event == Event.ASSIGN
    sub = "assigned_down" if assigned else "passed_down"
    child = intake.passed_down(session, act, now, row, target, sub)
    identities.pass_on(session, row, child)
    rule = "T-P5" if assigned else "T-P2"
    limits.start(session, act, _KIND, child.id, rule, clock.day(now))
    alike.note(session, now, act, row, child.id, LinkKind.FORWARDED, 100)
    saving.notice(session, now, child, "forwarded", target.id, "XF")
    package = registry.digest({"parent": row.id, "child": child.id, "seq": row.seq})
    saving.save(
        session,
        act,
        row,
        event,
        sets={"disposition": target.name},
        target=target.id,
        child=child.id,
        package=package,
    )
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, event)


@registry.verb("petitions.route_out", rules.LAW[Event.ROUTE_OUT].starts, changes=_CHANGES)
def route_out(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    competent: str,
    guidance: str,
    version: int = 0,
) -> Done:
    """转其他机关: out of scope; who gave his name is told on a slip where to go."""
    row = scopes.take(session, actor, now, act, Event.ROUTE_OUT, petition_id, version)
    if not competent.strip():
        raise errors.FieldMissing(field="petition.competent")
    _guide(session, act, now, row, guidance)
    told = {"competent": competent.strip(), "guidance": guidance.strip()}
    sets = {"disposition": competent.strip()}
    saving.save(session, act, row, Event.ROUTE_OUT, sets=sets, **told)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "ROUTE_OUT")
    return saving.done(row)


@registry.verb("petitions.refuse", rules.LAW[Event.REFUSE].starts, changes=_CHANGES)
def refuse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    ground: str,
    guidance: str = "",
    version: int = 0,
) -> Done:
    """不予受理: on one of three grounds; who gave his name is told which way is open to him."""
    row = scopes.take(session, actor, now, act, Event.REFUSE, petition_id, version)
    if ground not in rules.GROUNDS:
        raise GroundInvalid(ground=ground)
    _guide(session, act, now, row, guidance)
    sets = {"ground": ground}
    saving.save(session, act, row, Event.REFUSE, sets=sets, ground=ground, guidance=guidance)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "REFUSE")
    return saving.done(row)


def _guide(session: Session, act: Act, now: datetime, row: Petition, guidance: str) -> None:
    if row.reporter_mode in rules.NAMED and not guidance.strip():
        raise GuidanceMissing
    if guidance.strip():
        session.add(told_row(act, now, row, "guidance", text=guidance.strip()))


@registry.verb(
    "petitions.keep_as_repeat",
    rules.LAW[Event.KEEP_AS_REPEAT].starts,
    seconds=rules.LAW[Event.KEEP_AS_REPEAT].seconds,
    changes=_CHANGES,
)
def keep_as_repeat(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    first_id: str,
    no_new_facts: bool,
    version: int = 0,
) -> Done:
    """重复留存: nothing new is in it, as a second person has looked himself; the handler is told that it came."""
    row = scopes.take(session, actor, now, act, Event.KEEP_AS_REPEAT, petition_id, version)
    if not no_new_facts:
        raise NewFactsInside
    first = scopes.require_visible(session, actor, now, first_id)
    alike.require_same_accused(session, row.id, first.id)
    _, sets = alike.join(session, now, act, row, first, LinkKind.REPEAT, 100)
    if first.office:
        saving.notice(session, now, first, "repeat", first.organ_id, first.office)
    told = {"first": first.number, "no_new_facts": True}
    sets["disposition"] = first.number
    saving.save(session, act, row, Event.KEEP_AS_REPEAT, sets=sets, **told)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "KEEP_AS_REPEAT")
    return saving.done(row)


@registry.verb("petitions.keep_as_empty", rules.LAW[Event.KEEP_AS_EMPTY].starts, changes=_CHANGES)
def keep_as_empty(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    reason: str,
    version: int = 0,
) -> Done:
    """无实质留存: kept, because nothing in it can be followed."""
    row = scopes.take(session, actor, now, act, Event.KEEP_AS_EMPTY, petition_id, version)
    _save_with_reason(session, act, row, Event.KEEP_AS_EMPTY, reason)
    limits.end_rules(session, act, _KIND, row.id, _SCREENING, now, "KEEP_AS_EMPTY")
    return saving.done(row)


@registry.verb("petitions.void", rules.LAW[Event.VOID].starts, changes=_CHANGES)
def void(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    reason: str,
    version: int = 0,
) -> Done:
    """作废: before it has a number, with the reason; nothing is ever deleted."""
    row = scopes.take(session, actor, now, act, Event.VOID, petition_id, version)
    _save_with_reason(session, act, row, Event.VOID, reason)
    limits.end_all(session, act, _KIND, row.id, now, "VOID")
    return saving.done(row)


def _save_with_reason(session: Session, act: Act, row: Petition, event: Event, reason: str) -> None:
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    saving.save(session, act, row, event, reason=reason.strip())


# -- putting right, keeping away, telling ----------------------------------------------------------------


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


#: What a recusal of a petition brings with it above: (session, act, petition, account, reason, now).
Recusal = Callable[[Session, Act, str, str, str, datetime], None]
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
