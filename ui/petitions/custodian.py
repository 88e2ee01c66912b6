"""The identity custodian's panel: requests to see who reported, each with its reason; he sees no petition."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.petitions import identities
from app.petitions.types import IdentityRequestRow
from ui import texts
from ui.petitions.erasing import EraseSheet
from ui.shell import lang
from ui.shell.rows import GivenRows
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.table import Column, DataTable


class RequestsPanel(lang.Speaks, QWidget):
    """Grant one view, or refuse it, each with an opinion."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._rows = GivenRows()
        self.table = DataTable(station.work, self._rows, _columns(), self)
        self.table.setObjectName("petitions.requests")
        self._reason = parts.label(self, wraps=True)
        self._opinion = QPlainTextEdit(self)
        self._opinion.setObjectName("petitions.motivation")
        self._opinion.setMaximumHeight(90)
        self._opinion.setTabChangesFocus(True)
        self._grant = parts.button(
            self, "petitions.grant", lambda: self._decide(grants=True), kind="primary", icon="check"
        )
        self._refuse = parts.button(
            self, "petitions.refuse_identity", lambda: self._decide(grants=False), icon="x"
        )
        self.erase = parts.button(
            self, "petitions.erase", self._erase, kind="danger", icon="trash-2"
        )
        self.erasing = EraseSheet(station, self)
        self.erasing.hide()
        self._lay_out()
        self.erasing.done.connect(self.reload)
        self.table.current_changed.connect(self._choose)
        self.table.model.arrived.connect(self._begin_with_first)
        self.retranslate()

    def reload(self) -> None:
        """Ask for the open requests."""
        self._station.ask(self, identities.identity_requests, open_only=True, then=self._show)

    def _show(self, rows: tuple[IdentityRequestRow, ...]) -> None:
        self._rows.show(rows)
        self.table.reload()
        self._choose(None)
        self.table.empty.say(
            self.tr("Nobody asks to see a reporter"),
            self.tr("Requests appear here; a grant serves for one view."),
            icon="shield-check",
        )

    def _begin_with_first(self) -> None:
        if self.table.current_row() is None and self.table.model.rowCount():
            self.table.select_row(0)

    def _choose(self, row: Any) -> None:
        self._reason.setText(row.reason if row is not None else "")
        self._reason.setVisible(row is not None)
        for button in (self._grant, self._refuse):
            button.setEnabled(row is not None)

    def _decide(self, *, grants: bool) -> None:
        row = self.table.current_row()
        if row is None:
            return
        self._station.do(
            self,
            identities.decide_identity,
            request_id=row.id,
            grants=grants,
            motivation=self._opinion.toPlainText().strip(),
            then=self._decided,
        )

    def _erase(self) -> None:
        row = self.table.current_row()
        self.erasing.begin(row.number if row is not None else "")

    def _decided(self, row: IdentityRequestRow) -> None:
        said = self.tr("One view granted") if row.decision == "granted" else self.tr("Refused")
        self._station.notices.done(f"{said}  {row.number}  {row.asked_by_name}")
        self._opinion.clear()
        self.reload()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._grant)
        buttons.addWidget(self._refuse)
        buttons.addStretch()
        buttons.addWidget(self.erase)
        side = QWidget(self)
        side.setProperty("surface", "clear")
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addWidget(side, 1)
        both.addWidget(self.erasing)
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._reason)
        whole.addWidget(self._opinion)
        whole.addLayout(buttons)
        self._reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._grant, self.tr("Grant one view"))
        parts.say(self._refuse, self.tr("Refuse"))
        parts.say(self.erase, self.tr("Erase an identity…"))
        self._opinion.setPlaceholderText(texts.word("petition.motivation"))


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", lambda: texts.word("petition.number"), lambda r: r.number, width=200),
        Column(
            "who", lambda: texts.word("petition.asked_by"), lambda r: r.asked_by_name, width=120
        ),
        Column(
            "at", lambda: texts.word("petition.asked_at"), lambda r: texts.moment(r.asked_at), 140
        ),
        Column("reason", lambda: texts.word("petition.reason"), lambda r: r.reason, width=400),
    )
