"""The two lists of the page Sync, alike in manner."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QWidget

INTENTS: Final = ("state", "what", "about", "made")
FIELDS: Final = ("field", "was", "asked", "now")
#: verb → what its form calls what it asks for.
CALLED: Final[dict[str, dict[str, str]]] = {
    "leads.add_alias": {"organ": "lead.other_organ", "code": "lead.alias"},
    "leads.add_matter": {"summary": "lead.matter"},
    "leads.file_paper": {
        "kind": "lead.paper_kind",
        "number": "lead.paper_no",
        "title": "lead.paper_title",
        "dated": "lead.dated",
    },
}
_NARROWEST: Final = 96
_STATE: Final = 168
#: What takes the room that the others leave.
_WIDEST: Final[dict[tuple[str, ...], str]] = {INTENTS: "about", FIELDS: "asked"}


def listing(parent: QWidget, name: str, columns: tuple[str, ...]) -> QTableWidget:
    """A list whose rows are chosen whole; only the cells that say so may be written in."""
    made = QTableWidget(0, len(columns), parent)
    made.setObjectName(name)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    if columns is INTENTS:
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setWordWrap(False)
    head = made.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setMinimumSectionSize(_NARROWEST)
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(columns.index(_WIDEST[columns]), QHeaderView.ResizeMode.Stretch)
    if columns is INTENTS:  # a chosen cell's words are wider than their hint says
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(0, _STATE)
    made.setTabKeyNavigation(False)
    return made
