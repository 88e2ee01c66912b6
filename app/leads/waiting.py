"""What waits in the leads on somebody's work desk: signatures, steps of his own, limits that end, days that come."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app import clock
from app.actor import Actor
from app.deadlines import limits
from app.identity.roles import Role as R
from app.leads import acts, clocks, matrix, rules, sight
from app.leads.answering import end_of
from app.leads.types import LeadStatus as S
from app.leads.types import Stage
from app.organs import service as organs
from app.requests import desk
from app.requests.types import Pile, Task
from db.leads import belongings, waiting
from db.leads.models import Lead

SIGN, WORK, ENDS, WAKES = "leads_sign", "leads_work", "leads_due", "leads_wake"
#: Where a signature is what is missing.
_UNSIGNED: Final = (
    S.ASSIGN_PENDING,
    S.DISPOSAL_PENDING,
    S.RESULT_PENDING,
    S.TO_VERIFY,
    S.TO_FILE,
)
_TO_ARCHIVE: Final = (S.CLOSING, S.FILED, S.MOVED)
#: Whose piles these are: who decides or keeps the ledger, who works on one.
_OVER: Final = (*rules.AG, R.LEADER, R.CHIEF)
_CONCERNED: Final = (*_OVER, *rules.OFFICE)
#: As the lamp turns yellow; a parked lead is made ready for in a week.
_SOON: Final = timedelta(days=3)
_WEEK: Final = timedelta(days=7)
#: Letters have a pile of their own, and the red lamp is no day on which something is due.
_NO_LIMITS: Final = (clocks.LETTER, clocks.RED)
#: So many are weighed at most, one by one and the oldest first, whether they are his to sign.
_MOST: Final = 200


def _to_sign(session: Session, actor: Actor, now: datetime) -> Pile:
    """待批: the next signature is mine, for myself or for whom I stand in."""
    scope = sight.scope(session, actor, now)
    opens = (S.TO_VERIFY,) if _begins(now) & set(scope.signs) else ()
    count, found = waiting.to_sign(session, scope, opens, _UNSIGNED, _MOST)
    mine: list[Lead] = []
    for lead in found:
        if len(mine) == desk.SHOWN:
            break
        if acts.waits_for(session, actor, now, lead):
            mine.append(lead)
        else:  # somebody's other part in it, or another's turn
            count -= 1
    return _pile(session, SIGN, now, count, mine)


def _begins(now: datetime) -> set[str]:
    """Whose signature begins a verification, by the matrix of today."""
    whose = (matrix.classes(lower_head=head, key=False) for head in (False, True))
    return {matrix.roles(Stage.VERIFY, clock.day(now), who=who)[0] for who in whose}


def _to_do(session: Session, actor: Actor, now: datetime) -> Pile:
    """待办: the next step is mine, as who keeps the ledger, has the lead in his office, or handles it."""
    scope = sight.scope(session, actor, now)
    place = organs.place_or_none(session, actor.id, now)
    clerk, handler = actor.has(R.OFFICE_CLERK), actor.has(*rules.OFFICE)
    mine = waiting.Steps(
        ledger=(S.REGISTERED, S.LEAVING) if actor.has(*rules.AG) else (),
        handing=S.ASSIGNED,
        office=place.office if place is not None else "",
        in_office=(S.SIGNED_IN,) if actor.has(R.HEAD) else (),
        as_clerk=(S.SIGNED_IN, *_TO_ARCHIVE) if clerk else (),
        as_handler=(S.ANALYSING, S.TALKING, S.VERIFYING, *_TO_ARCHIVE) if handler else (),
    )
    return _pile(session, WORK, now, *waiting.to_do(session, scope, mine, desk.SHOWN))


def _running_out(session: Session, actor: Actor, now: datetime) -> Pile:
    """到期: of the leads in my line those with a limit that ends in three days, or has ended."""
    scope = sight.scope(session, actor, now)
    until = clock.day(now) + _SOON
    found = waiting.running_out(session, scope, rules.STOCK, _NO_LIMITS, until, desk.SHOWN)
    return _pile(session, ENDS, now, *found)


def _waking(session: Session, actor: Actor, now: datetime) -> Pile:
    """暂存到期: of the leads in my line those that are looked at again within a week."""
    scope = sight.scope(session, actor, now)
    until = clock.day(now) + _WEEK
    return _pile(session, WAKES, now, *waiting.waking(session, scope, S.PARKED, until, desk.SHOWN))


def _pile(session: Session, kind: str, now: datetime, count: int, found: Sequence[Lead]) -> Pile:
    today, ids = clock.day(now), [lead.id for lead in found]
    persons = belongings.persons_of(session, ids)
    running = limits.of(session, clocks.KIND, ids, today) if ids else {}
    rows = []
    for lead in found:
        open_ = [
            (d.rolled_on, d.rule)
            for d in running.get(lead.id, ())
            if d.ended_at is None and d.rule not in _NO_LIMITS
        ]
        due, rule = min(open_, default=(None, ""))
        rows.append(_task(kind, lead, due, rule, today, [p.name for p in persons.get(lead.id, ())]))
    return Pile(kind, count, tuple(rows))


def _task(
    kind: str, lead: Lead, due: date | None, rule: str, today: date, names: Sequence[str]
) -> Task:
    ends = kind == ENDS and due is not None
    if kind == WAKES:
        due = lead.review_on
    late = (today - due).days if ends and due is not None else 0
    return Task(
        kind=kind,
        object_kind="lead",
        id=lead.id,
        number=lead.number,
        # whom it is about stands with what it is about: who the desk names beside a thing holds it
        title="　".join(x for x in ("、".join(names), lead.summary) if x),
        state=f"rule.limit.{rule}" if ends else f"status.{lead.status}",
        since=lead.received_at,
        due_at=end_of(due),
        days=max(late, 0) if ends else (today - clock.day(lead.received_at)).days,
    )


_PILES: Final[tuple[tuple[str, tuple[R, ...], desk.Filler, tuple[R, ...]], ...]] = (
    (SIGN, rules.APPROVERS, _to_sign, (R.CHIEF, R.COMMITTEE)),
    (WORK, (*rules.AG, *rules.OFFICE), _to_do, (*rules.AG, R.OFFICE_CLERK)),
    (ENDS, _CONCERNED, _running_out, ()),
    (WAKES, _CONCERNED, _waking, ()),
)
for _kind, _roles, _filler, _always in _PILES:
    desk.add(_kind, _roles, _filler, _always)
