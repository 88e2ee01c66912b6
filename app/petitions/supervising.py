"""督查督办: orders with their number, the ladder of urging, what an office must take note of, and measures."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import calendar as days
from app.deadlines import limits
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import lines, numbers, progress, rules, saving, scopes, views
from app.petitions.errors import OrderSettled
from app.petitions.types import Event, Measure, NoticeRow, OrderRow, Urged
from db.ledger import queries as trail
from db.petitions import measures, queries, supervision
from db.petitions.models import Order, Petition

_CHANGES: Final = ("petitions",)
REASONS: Final = ("overdue", "leader_note", "superior", "repeated", "opinion")
#: Below this many a share tells about people, not about work: only the number is shown (casework §2.8).
_SMALL: Final = 5
#: How far the ladder looks ahead: five working days are never more than so many days.
_AHEAD: Final = timedelta(days=20)
#: More often nothing is urged.
_MOST: Final = 1_000


@registry.verb("petitions.order", rules.LAW[Event.ORDER].starts, changes=_CHANGES)
def order(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    reason: str,
    demand: str,
    due: date,
    version: int = 0,
) -> OrderRow:
    """督办: a numbered demand with its day; it never moves the petition itself."""
    row = scopes.take(session, actor, now, act, Event.ORDER, petition_id, version)
    if reason not in REASONS:
        raise errors.NotAmong.of("petition.reason", reason, REASONS, "petition.order_reason")
    if not demand.strip():
        raise errors.FieldMissing(field="petition.demand")
    if due <= clock.day(now):
        raise errors.FieldInvalid(field="petition.due", why="field.past")
    year = clock.day(now).year
    number = numbers.order(year, trail.next_number(session, f"order:{year}"))
    made = Order(
        id=ids.new(),
        number=number,
        petition_id=row.id,
        reason=reason,
        demand=demand.strip(),
        due_on=due,
        issued_by=actor.id,
        issued_at=now,
        reply="",
        replied_by="",
        replied_at=None,
        verdict="",
        judged_by="",
        judged_at=None,
    )
    session.add(made)
    saving.notice(session, now, row, "order", row.organ_id, row.office or "XF")
    told: dict[str, Any] = {"number": number, "reason": reason, "demand": made.demand, "due": due}
    saving.save(session, act, row, Event.ORDER, **told)
    return lines.orders_of(session, [made])[0]


@registry.verb("petitions.answer_order", rules.LAW[Event.ANSWER_ORDER].starts, changes=_CHANGES)
def answer_order(
    session: Session, actor: Actor, now: datetime, act: Act, *, order_id: str, reply: str
) -> OrderRow:
    """答复: what was done about it."""
    found, row = _take(session, actor, now, act, Event.ANSWER_ORDER, order_id)
    if not reply.strip():
        raise errors.FieldMissing(field="petition.reply")
    found.reply, found.replied_by, found.replied_at = reply.strip(), actor.id, now
    found.verdict = ""
    told: dict[str, Any] = {"number": found.number, "reply": found.reply}
    saving.save(session, act, row, Event.ANSWER_ORDER, **told)
    return lines.orders_of(session, [found])[0]


@registry.verb("petitions.judge_order", rules.LAW[Event.JUDGE_ORDER].starts, changes=_CHANGES)
def judge_order(
    session: Session, actor: Actor, now: datetime, act: Act, *, order_id: str, verdict: str
) -> OrderRow:
    """销号 or 退回: by one who did not answer it himself."""
    found, row = _take(session, actor, now, act, Event.JUDGE_ORDER, order_id)
    if verdict not in ("cancel", "return"):
        raise errors.NotAmong.of(
            "petition.outcome", verdict, ("cancel", "return"), "petition.verdict"
        )
    if found.replied_at is None or found.verdict:  # what was sent back waits for another answer
        raise errors.FieldMissing(field="petition.reply")
    if found.replied_by == actor.id:
        raise errors.OwnApproval
    found.verdict, found.judged_by, found.judged_at = verdict, actor.id, now
    saving.save(session, act, row, Event.JUDGE_ORDER, number=found.number, verdict=verdict)
    return lines.orders_of(session, [found])[0]


def _take(
    session: Session, actor: Actor, now: datetime, act: Act, event: Event, id_: str
) -> tuple[Order, Petition]:
    """An order that is not settled yet, with its petition."""
    found = supervision.order(session, id_)
    if found is None:
        raise errors.NotFound(key=id_)
    row = scopes.take(session, actor, now, act, event, found.petition_id, 0)
    if found.verdict == "cancel":
        raise OrderSettled(number=found.number)
    return found, row


@registry.query("petitions.orders", views.READERS)
def orders(
    session: Session, actor: Actor, now: datetime, *, open_only: bool = True
) -> tuple[OrderRow, ...]:
    """The orders on petitions that are there for the asker; a desk that only takes in has none."""
    if progress.is_all(actor):
        return ()
    scope = scopes.scope_of(session, actor, now)
    return lines.orders_of(session, supervision.orders(session, scope, open_only=open_only))


# -- the ladder ----------------------------------------------------------------------------------------


@registry.query("petitions.ladder", views.READERS)
def ladder(session: Session, actor: Actor, now: datetime) -> tuple[Urged, ...]:
    """Every clock that stands on a rung: five working days before its end and on, the worst first."""
    if progress.is_all(actor):
        return ()
    today = clock.day(now)
    calendar = limits.calendar(session)
    scope = scopes.scope_of(session, actor, now)
    found = []
    for deadline, row in supervision.running_clocks(session, scope, today + _AHEAD):
        left = days.workdays_between(calendar, today, deadline.rolled_on)
        rung = rules.rung(left)
        if rung:
            found.append(
                Urged(
                    row.id,
                    row.number,
                    row.channel,
                    deadline.rule,
                    deadline.rolled_on,
                    left,
                    rung,
                    row.office,
                    deadline.id,
                )
            )
    return tuple(found)


@registry.verb("petitions.urge", rules.LAW[Event.URGE].starts, changes=_CHANGES)
def urge(session: Session, actor: Actor, now: datetime, act: Act) -> int:
    """催办: tell each rung that a clock of the own organ has reached to whom it concerns, once; says how many."""
    told, mine = 0, organs.place(session, actor.id, now).organ_id
    for each in ladder(session, actor, now):
        row = queries.locked(session, each.petition_id)
        if row is None or row.status not in rules.NUMBERED:
            continue
        said: dict[str, Any] = {
            "rung": each.rung,
            "deadline": each.deadline_id,
            "due": each.due.isoformat(),
        }
        if not scopes.is_ours(Event.URGE, mine, row) or _was_told(session, row.id, said):
            continue
        office = "LD" if each.rung == "leader" else row.office or "XF"
        saving.notice(session, now, row, each.rung, row.organ_id, office)
        saving.save(session, act, row, Event.URGE, rule=each.rule, **said)
        told += 1
    return told


def _was_told(session: Session, petition_id: str, said: dict[str, Any]) -> bool:
    """A rung is told once for each clock and each end of it; an extended one begins anew."""
    found = trail.page(session, kind=Event.URGE, object_id=petition_id, limit=_MOST, offset=0)
    return any(said.items() <= ledger.facts(entry).items() for entry in found)


# -- notices -------------------------------------------------------------------------------------------


@registry.query("petitions.notices", views.READERS)
def notices(session: Session, actor: Actor, now: datetime) -> tuple[NoticeRow, ...]:
    """What my office has not taken note of yet, of petitions that are there for me."""
    place = organs.place(session, actor.id, now)
    scope = scopes.scope_of(session, actor, now)
    found = [
        row
        for row in supervision.notices(session, place.organ_id, place.office)
        if queries.sees(session, scope, row.petition_id)
    ]
    of = queries.some(session, {row.petition_id for row in found})
    return tuple(
        NoticeRow(
            row.id,
            row.petition_id,
            of[row.petition_id].number,
            of[row.petition_id].channel,
            row.kind,
            row.made_at,
        )
        for row in found
    )


@registry.verb("petitions.read_notice", views.READERS, changes=_CHANGES)
def read_notice(session: Session, actor: Actor, now: datetime, act: Act, *, notice_id: str) -> None:
    """阅知."""
    row = supervision.notice(session, notice_id)
    place = organs.place(session, actor.id, now)
    if row is None or (row.organ_id, row.office) != (place.organ_id, place.office):
        raise errors.NotFound(key=notice_id)
    row.read_at, row.read_by = row.read_at or now, row.read_by or actor.id


# -- measures ------------------------------------------------------------------------------------------


@registry.query("petitions.effects", (*rules.CLERKS, *rules.OVERSEERS, *rules.LEADERS))
def effects(
    session: Session, actor: Actor, now: datetime, *, since: date, until: date
) -> tuple[Measure, ...]:
    """跟踪问效 of what was received from a day to another: each with its base; shares of few are not shown."""
    scope = scopes.scope_of(session, actor, now)
    first, end = _moment(since), _moment(until + timedelta(days=1))
    facts = measures.measured(session, scope, first, end, rules.TOLD_ON_PROOF)
    ontime: Counter[str] = Counter()
    for rule, ended, rolled, proof in facts.clocks:
        if rules.fell_away(rule, proof) or (ended is None and rolled >= clock.day(now)):
            continue  # no longer owed; or he may still be told in time, and is neither early nor late
        ontime[f"{rule}:base"] += 1
        ontime[f"{rule}:met"] += rules.was_told(proof) and clock.day(ended) <= rolled
    told = [
        Measure("on_time_notice", ontime["T-P3:met"], ontime["T-P3:base"]),
        Measure("on_time_result", ontime["T-P4:met"], ontime["T-P4:base"]),
        Measure("converted", facts.converted, facts.received),
        Measure("repeated", facts.repeated, facts.received),
        Measure("objected", facts.objected, facts.told),
        Measure("upheld", facts.upheld, facts.objected),
        Measure("clarified", facts.clarified, facts.closed),
        Measure("false_accusation", facts.false_accusation, facts.closed),
    ]
    return tuple(m if m.base >= _SMALL else Measure(m.name, m.n, m.base, False) for m in told)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.CIVIL)
