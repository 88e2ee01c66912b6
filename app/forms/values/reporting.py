"""The year in figures, and who was in the room: F25 and F26."""

from dataclasses import dataclass
from datetime import date, datetime

from app.forms.parts import Signers


@dataclass(frozen=True, slots=True)
class YearRow:
    """A line of F25: one class of cases in one currency, opening to closing."""

    name: str
    currency: str
    opening: int
    opening_fen: int
    taken: int
    taken_fen: int
    returned: int
    transferred: int
    treasury: int
    sold: int
    destroyed: int
    archived: int
    ended_fen: int
    closing: int
    closing_fen: int
    late: int
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReport:
    """F25 年度涉案财物情况统计表."""

    year: int
    unit: str
    made_on: date
    cases: str
    text: str
    secrecy: int = 0
    rows: tuple[YearRow, ...] = ()
    makers: Signers = ()
    checkers: Signers = ()
    approvers: Signers = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """A line of F26: who was in the room, why, with whom, from when to when."""

    name: str
    unit: str
    document: str
    reason: str
    escort: str
    came_at: datetime
    left_at: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBook:
    """F26 出入库房登记."""

    room: str
    since: date
    until: date
    secrecy: int = 0
    rows: tuple[Visit, ...] = ()
    keepers: Signers = ()
    checkers: Signers = ()
