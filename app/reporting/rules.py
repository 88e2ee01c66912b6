"""The law of a filed report: its steps, its half-day, which organ it goes to, and what a letter must hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from app import clock
from app.ledger.law import Row, require
from app.reporting.types import Entrance, Half, Letter
from app.reporting.types import ReportEvent as E
from app.reporting.types import ReportStatus as S

#: Who opens what was filed: the petition office of the organ it went to.
_CLERKS: Final = ("petition_clerk", "petition_head")
ROWS: Final = (
    Row(E.FILE, ("",), (S.FILED,), ()),
    Row(E.ADD, (S.FILED, S.OPENED, S.TAKEN), (), ()),
    Row(E.OPEN, (S.FILED,), (S.OPENED,), _CLERKS),
    Row(E.OPEN, (S.OPENED, S.TAKEN), (), _CLERKS),
    Row(E.TAKE_IN, (S.OPENED,), (S.TAKEN,), _CLERKS, basis="工作规则 第13条"),
    Row(E.ANSWER, (S.OPENED, S.TAKEN), (), _CLERKS),
    # at the superior it is a report that nobody has opened yet
    Row(E.PASS_UP, (S.OPENED,), (S.FILED,), _CLERKS, records=("erased",), basis="工作规则 第15条"),
    Row(E.PASS_ON, (S.TAKEN,), (), _CLERKS, records=("message",)),
)
LAW: Final[dict[str, Row]] = {
    row.event: Row(
        row.event, tuple(f for r in ROWS if r.event == row.event for f in r.froms), (), row.starts
    )
    for row in ROWS
}
CLERKS: Final = _CLERKS

TEXT_MOST: Final = 20_000
LINE_MOST: Final = 200
FILE_MOST: Final = 10 * 1024 * 1024
FILES_MOST: Final = 8
#: A recording that an office itself takes in may be larger.
DESK_FILE_MOST: Final = 50 * 1024 * 1024
TOTAL_MOST: Final = 30 * 1024 * 1024


def step(event: E, status: str) -> None:
    """Refuse (R06) an event that the law does not know from this state."""
    require(LAW, event, status)


def half_of(moment: datetime) -> Half:
    """The half-day that a moment lies in, in the civil time of the country."""
    return Half.MORNING if clock.local(moment).hour < 12 else Half.AFTERNOON


def begins(day: date, half: Half) -> datetime:
    """When a half-day begins: the moment at which a petition made of a report counts as received."""
    hour = 0 if half is Half.MORNING else 12
    return datetime.combine(day, time(hour), clock.CIVIL)


# -- which organ -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """An organ on the way from the unit up to the root: its level (1 city … 4 village) and kind."""

    id: str
    level: int
    kind: str


def goes_to(
    rank: str, way: Sequence[Place], above: Callable[[int], frozenset[str]], *, own_organ: bool
) -> str:
    """The committee that may know of it (干部管理权限); empty when that is none of ours.

    `way` is where the person works and everything over it, the nearest first; `above` tells the ranks that an organ
    of a level may not deal with. What is about people of the discipline organs themselves goes one committee higher.
    """
    fit = [place for place in way if place.kind == "committee" and place.level <= 2]
    fit = [place for place in fit[1 if own_organ else 0 :] if rank not in above(place.level)]
    return fit[0].id if fit else ""


# -- what a letter holds -----------------------------------------------------------------------------


def faults(letter: Letter) -> list[tuple[str, str]]:
    """(field, reason) of everything that keeps a letter from being taken, in the order of the form."""
    found: list[tuple[str, str]] = []
    lines = ("accused", "unit", "post", "when", "contact")
    for name in lines:
        if len(getattr(letter, name)) > LINE_MOST:
            found.append((name, "long"))
    if not letter.accused.strip() and not letter.unit.strip():
        found.insert(0, ("accused", "missing"))
    if not letter.text.strip():
        found.append(("text", "missing"))
    elif len(letter.text) > TEXT_MOST:
        found.append(("text", "long"))
    return found


#: entrance → the channel under which its petitions are counted.
CHANNELS: Final = {Entrance.WEB: "web", Entrance.MICRO: "micro", Entrance.CLIENT: "app"}


def entrance(given: str) -> Entrance:
    """The entrance that a link names; a link that names none came over the web."""
    return {"wei": Entrance.MICRO, "duan": Entrance.CLIENT}.get(given, Entrance.WEB)
