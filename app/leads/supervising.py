"""督办 (casework §3.7): the ladder of letters for late leads, and the month's ledger that balances office by office."""

from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import limits
from app.identity.roles import Role as R
from app.leads import clocks, flow, rules, steps
from app.leads.types import Lamp, LeadEvent, MonthLedger
from app.ledger.types import Act
from app.organs import service as organs
from db.leads import belongings, months, queries
from db.leads.models import Lead, LeadNotice
from db.ledger import queries as trail

#: clerk and office head when a lead is late (yellow), the leaders' list when it is red.
HEAD, LEADERS = "head", "leader"
#: Who reads the month.
READERS: Final = (R.LEAD_CLERK, R.LEADER, R.CHIEF, R.OVERSIGHT, R.OFFICE_CLERK, R.HEAD)


@registry.query("leads.to_remind", rules.AG)
def to_remind(session: Session, actor: Actor, now: datetime) -> int:
    """How many letters `leads.remind` would draft."""
    place = organs.place_or_none(session, actor.id, now)
    return len(_owed(session, place.organ_id, now)) if place else 0


@registry.verb("leads.remind", rules.LAW[LeadEvent.REMIND].starts, changes=steps.CHANGES)
def remind(session: Session, actor: Actor, now: datetime, act: Act) -> tuple[str, ...]:
    """Draft a 督办函 for every late lead: to the office's head when yellow, to the leaders when red; each rung once.

    Answers with the letters' numbers.
    """
    place = organs.place(session, actor.id, now)
    made = []
    for lead, level in _owed(session, place.organ_id, now):
        year = clock.day(now).year
        number = f"DB{year}-{trail.next_number(session, f'notice:{year}'):05d}"
        late = clocks.due(_deadlines(session, [lead.id], now).get(lead.id, []))
        row = LeadNotice(
            id=ids.new(),
            lead_id=lead.id,
            round=lead.round,
            level=level,
            number=number,
            to_office=lead.office if level == HEAD else "LD",
            text=_letter(lead, level, late, now),
            reply_due=limits.due(session, clocks.LETTER, clock.day(now)).rolled,
            status="draft",
            drafted_at=now,
        )
        steps.save(session, act, lead, LeadEvent.REMIND, notice=number, level=level)
        session.add(row)
        session.flush()
        made.append(number)
    return tuple(made)


def _owed(session: Session, organ_id: str, now: datetime) -> list[tuple[Lead, str]]:
    today = clock.day(now)
    late = queries.late(session, organ_id, rules.STOCK, today)
    running = _deadlines(session, [lead.id for lead in late], now)
    owed = []
    for lead in late:
        lamp = clocks.lamp(lead.status, today, running.get(lead.id, []))
        drafted = {n.level for n in belongings.notices(session, lead.id) if n.round == lead.round}
        wanted = [HEAD, LEADERS] if lamp == Lamp.RED else [HEAD]
        owed += [(lead, level) for level in wanted if level not in drafted]
    return owed


def _deadlines(
    session: Session, ids_: list[str], now: datetime
) -> dict[str, list[limits.DeadlineRow]]:
    return limits.of(session, clocks.KIND, ids_, clock.day(now))


def _letter(lead: Lead, level: str, late: date | None, now: datetime) -> str:
    """The draft as it is printed: a code and days, no name and no content."""
    days = (clock.day(now) - clock.day(lead.received_at)).days
    told = f"问题线索 {lead.number} 自收到之日起已 {days} 日"
    if late is not None and late < clock.day(now):
        told += f"，应于 {late.isoformat()} 前办理的事项尚未办结"
    end = "请说明原因并提出办结时间。" if level == HEAD else "现列入超期清单报请审示。"
    return f"{told}，{end}"


# -- the month -----------------------------------------------------------------------------------------


@registry.query(
    "leads.month",
    READERS,
    central=True,
)
def month(
    session: Session, actor: Actor, now: datetime, *, first: date, organ_id: str = ""
) -> MonthLedger:
    """月度台账: opening + new + woken − closed − out = closing for each office; refused when it does not hold (R125).

    The stocks are counted from where each lead lay, the flows from the trail: two books that have to agree.
    """
    if first.day != 1:
        raise errors.FieldInvalid(field="ledger.month", why=first.isoformat())
    place = organs.place(session, actor.id, now)
    organ = organs.require(session, organ_id or place.organ_id)
    if not organs.is_under(session, organ.id, place.organ_id):
        raise errors.NotFound(key=organ_id)
    since, before = span(first)
    lines, total = flow.month(
        months.stock_at(session, organ.id, since),
        months.stock_at(session, organ.id, before),
        months.flows(session, organ.id, since, before),
    )
    return MonthLedger(organ.id, organ.name, first, now, lines, total)


def span(first: date) -> tuple[datetime, datetime]:
    """A month from its first moment to the next one's, on the wall clock."""
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    since, before = (
        datetime.combine(day, time(), clock.CIVIL).astimezone(UTC) for day in (first, after)
    )
    return since, before
