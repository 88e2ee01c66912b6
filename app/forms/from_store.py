"""From the whole store to what its forms say: a year in figures (F25), a month's visitors (F26)."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from app import clock, errors, words
from app.actor import Actor
from app.custody import holds, visits
from app.deadlines import service as deadlines
from app.forms.errors import FormOfOther
from app.forms.types import Visit, VisitBook, YearReport, YearRow
from app.identity.roles import Role
from app.states import TERMINAL, Custody
from db.forms import queries
from db.ledger import queries as trail

#: Who reads figures of every case of the store.
_COUNTS: Final = (Role.STORE_HEAD, Role.OVERSIGHT, Role.LEADER, Role.AUDITOR)
_YEAR, _MONTH = re.compile(r"(20\d\d)"), re.compile(r"(20\d\d-(0[1-9]|1[0-2]))")
_WAYS: Final = {
    Custody.T_RETURNED: "returned",
    Custody.T_TRANSFERRED: "transferred",
    Custody.T_TREASURY: "treasury",
    Custody.T_SOLD: "sold",
    Custody.T_DESTROYED: "destroyed",
    Custody.T_ARCHIVED: "archived",
}
#: The event by which each way ends: what is handed to another body has gone when that one signed.
_ENDED_BY: Final = tuple("SIGN_TRANSFER" if e == "TRANSFER" else str(e) for e in holds.WAYS)
_TEXT: Final = (
    "件数以接收入库为准；金额为卡片所载价值（无价值的按评估值），按现账计，含其后更正；各币种不相加。"
    "期初＋暂扣－处置＝期末。超期：本年接收时已超过移交期限的件数。"
)

_NOT_YET: Final = "本年未满，数字截至制表之日。"


class Kind(NamedTuple):
    """A form of the store: of which `period` it is, who may have it, what names one of it, what it says."""

    period: str
    roles: tuple[Role, ...]
    name: re.Pattern[str]
    value: Callable[[Session, Actor, datetime, str], Any]


def year(session: Session, actor: Actor, now: datetime, which: str) -> YearReport:
    """F25: what came in, what left by which way, what is there, by class of cases and currency."""
    since = clock.midnight(date(int(which), 1, 1))
    until = clock.midnight(date(int(which) + 1, 1, 1))
    sums: dict[tuple[str, str], _Sum] = {}
    late = functools.cache(functools.partial(deadlines.days_to_deliver, session))
    for row in queries.kept(session, _ENDED_BY, until):
        for key in ((row.kind, row.currency), ("", row.currency)):
            sums.setdefault(key, _Sum()).add(row, since, until)
        days = (row.received_at - row.measured_at).days
        if row.received_at >= since and days > late(row.storage, clock.day(row.received_at)):
            sums[row.kind, row.currency].late += 1
            sums["", row.currency].late += 1
    store = trail.installation(session)
    return YearReport(
        year=int(which),
        unit=f"{store.unit} {store.name}" if store else "",
        made_on=clock.day(now),
        cases=_cases(session, since, until),
        text=_TEXT + (_NOT_YET if until > now else ""),
        rows=tuple(_year_row(key, sums[key]) for key in sorted(sums, key=_order)),
    )


@dataclass(slots=True)
class _Sum:
    """Pieces and amounts of one class of cases in one currency."""

    opening: int = 0
    opening_fen: int = 0
    taken: int = 0
    taken_fen: int = 0
    returned: int = 0
    transferred: int = 0
    treasury: int = 0
    sold: int = 0
    destroyed: int = 0
    archived: int = 0
    ended_fen: int = 0
    late: int = 0

    def add(self, row: Any, since: datetime, until: datetime) -> None:
        """One thing that came in before the end of the year."""
        fen = row.value_fen if row.value_fen is not None else row.assessed_fen or 0
        ended = row.ended_at if row.custody in TERMINAL else None
        if ended is not None and ended < since:
            return
        if row.received_at < since:
            self.opening, self.opening_fen = self.opening + 1, self.opening_fen + fen
        else:
            self.taken, self.taken_fen = self.taken + 1, self.taken_fen + fen
        if ended is not None and ended < until:
            way = _WAYS[Custody(row.custody)]
            setattr(self, way, getattr(self, way) + 1)
            self.ended_fen += fen

    def ended(self) -> int:
        """How many left, by whichever way."""
        return sum(getattr(self, way) for way in _WAYS.values())


def _order(key: tuple[str, str]) -> tuple[str, bool, str]:
    """Currency by currency, its sum last."""
    return key[1], not key[0], key[0]


def _year_row(key: tuple[str, str], told: _Sum) -> YearRow:
    kind, currency = key
    return YearRow(
        name=words.word(f"case_kind.{kind}") if kind else "合计",
        currency=currency,
        closing=told.opening + told.taken - told.ended(),
        closing_fen=told.opening_fen + told.taken_fen - told.ended_fen,
        bold=not kind,
        **{field.name: getattr(told, field.name) for field in fields(told)},
    )


def _cases(session: Session, since: datetime, until: datetime) -> str:
    before, opened, settled = queries.cases_of(session, since, until)
    return f"期初 {before} 件，本年新立 {opened} 件，结清 {settled} 件，期末 {before + opened - settled} 件"


def book(session: Session, actor: Actor, now: datetime, which: str) -> VisitBook:
    """F26: who was let into the storeroom in a month."""
    since, until = _month(which)
    found = visits.visits(session, actor, now, since=since, until=until)
    store = trail.installation(session)
    rooms = {row.room for row in found}
    return VisitBook(
        room=store.name if store else "",
        since=clock.day(since),
        until=min(clock.day(until) - timedelta(days=1), clock.day(now)),
        rows=tuple(_visit(row, several=len(rooms) > 1) for row in found),
    )


def _month(which: str) -> tuple[datetime, datetime]:
    first = date.fromisoformat(f"{which}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return clock.midnight(first), clock.midnight(after)


def _visit(row: visits.VisitRow, *, several: bool) -> Visit:
    note = "　".join(part for part in (row.room if several else "", row.note) if part)
    return Visit(
        name=row.name,
        unit=row.unit,
        document=row.document,
        reason=row.reason,
        escort=row.escort,
        came_at=row.came_at,
        left_at=row.left_at,
        note=note,
    )


KINDS: Final[Mapping[str, Kind]] = {
    "F25": Kind("year", _COUNTS, _YEAR, year),
    "F26": Kind("month", visits.READERS, _MONTH, book),
}


def named(actor: Actor, now: datetime, id_: str) -> tuple[tuple[str, str], ...]:
    """(form, which) that the asker may have: the one that is named, or those of this year and month and the last."""
    here = clock.day(now)
    last = date(here.year - (here.month == 1), (here.month - 2) % 12 + 1, 1)
    known = {"F26": (f"{here:%Y-%m}", f"{last:%Y-%m}"), "F25": (f"{here.year}", f"{here.year - 1}")}
    return tuple(
        (form, which)
        for form, all_ in known.items()
        for which in ((id_,) if id_ else all_)
        if actor.has(*KINDS[form].roles) and KINDS[form].name.fullmatch(which)
    )


def value(session: Session, actor: Actor, now: datetime, form: str, which: str) -> Any:
    """What the form says; refuses who may not have it, and what names none, or one that is still to come."""
    kind = KINDS.get(form)
    if kind is None:
        raise errors.NotFound(key=f"{form} {which}")
    if not kind.name.fullmatch(which) or which > f"{clock.day(now)}":
        of, title = f"form_of.{kind.period}", f"form.{form}"
        raise FormOfOther(sheet=form, title=title, of=of, given=which, found="form_found.unfit")
    if not actor.has(*kind.roles):
        raise errors.NotPermitted(verb="verb.forms.preview", roles=", ".join(kind.roles))
    return kind.value(session, actor, now, which)
