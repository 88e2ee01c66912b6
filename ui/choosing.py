"""Cases to choose one from: what is typed is looked for in number, alias and title, and the newest are offered."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.cases import service as cases
from app.cases.types import CaseRow
from app.store import Store
from ui.shell.station import Station
from ui.widgets.sought import OFFERED
from ui.work import Lane

#: Cases as `Sought` offers them, and how many there are.
Found = tuple[list[tuple[str, str, str]], int]


def look_for_case(
    station: Station, page: QWidget, words: str, then: Callable[[Found], object], status: str = ""
) -> None:
    """The newest cases with these words, for a page that offers them."""
    station.work.run(
        page,
        _cases_with,
        station.store,
        words,
        status,
        then=then,
        failed=station.refuse,
        lane=Lane.READS,
    )


def case_words(row: CaseRow) -> str:
    """What a case is called in a choice."""
    return f"{row.alias}  {row.number}"


def _cases_with(store: Store, words: str, status: str) -> Found:
    found: Sequence[CaseRow] = store.read(cases.rows, words=words, status=status, limit=OFFERED)
    count: int = store.read(cases.count, words=words, status=status)
    return [(row.id, case_words(row), row.title) for row in found], count
