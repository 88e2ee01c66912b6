"""The rules in force: everybody may read them; the security administrator changes one, another administrator signs."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.deadlines import rules as shipped
from app.deadlines import service as deadlines
from ui import texts
from ui.settings.lines import Section
from ui.shell import lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet


class RulesSection(Section):
    """A table of names and values; below it the form for a new value."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._rows: tuple[deadlines.RuleRow, ...] = ()
        self._lead = parts.label(self, "soft", wraps=True)
        self.table = QTreeWidget(self)
        self.table.setObjectName("settings.rules")
        self.table.setRootIsDecorated(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a law ends with its article
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(520)
        self.table.setColumnCount(4)
        head = self.table.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.sheet = Sheet("rule", self)
        self.sheet.hide()
        self.column.insertWidget(0, self._lead)
        self.column.insertWidget(1, self.table)
        self.column.insertWidget(2, self.sheet)
        self.table.itemActivated.connect(self._edit)
        self.table.itemClicked.connect(self._edit)
        self.sheet.submitted.connect(self._send)
        self.retranslate()

    def refresh(self) -> None:
        """Ask what is in force."""
        self._station.ask(self, deadlines.in_force, then=self._show)

    def _show(self, rows: tuple[deadlines.RuleRow, ...]) -> None:
        self._rows = rows
        self.table.clear()
        for row in rows:
            line = QTreeWidgetItem(
                [
                    self._station.word(f"rule.{row.name}"),
                    written(row),
                    texts.cited(row.basis),
                    texts.day(row.since),
                ]
            )
            line.setData(0, Qt.ItemDataRole.UserRole, row.name)
            line.setToolTip(2, "\n".join(dict.fromkeys((line.text(2), row.basis))))
            self.table.addTopLevelItem(line)

    def _chosen(self) -> deadlines.RuleRow | None:
        line = self.table.currentItem()
        name = line.data(0, Qt.ItemDataRole.UserRole) if line is not None else ""
        return next((row for row in self._rows if row.name == name), None)

    def _edit(self) -> None:
        row = self._chosen()
        if row is None or not self._station.may("secadmin"):
            return
        self.sheet.say(
            self._station.word(f"rule.{row.name}"),
            self.tr("Put in force"),
            self.tr(
                "In force from today; a second administrator signs. Older acts keep the rule of their day."
            ),
        )
        is_number = isinstance(shipped.DEFAULTS[row.name].value, int)
        self.sheet.set_defs(
            [
                FieldDef(
                    "value",
                    self.tr("New value"),
                    Kind.NUMBER if is_number else Kind.LONG,
                    required=True,
                    least=0 if is_number else None,
                    unit=self.tr("fen") if row.name.endswith("_fen") else "",
                ),
                FieldDef("basis", self._station.word("rule.basis"), required=True, wide=True),
            ]
        )
        value: Any = int(row.value) if is_number else row.value
        self.sheet.form.set_values({"value": value, "basis": row.basis})
        self.sheet.set_busy(False)
        self.sheet.show()
        self.sheet.form.focus_first()

    def _send(self) -> None:
        row = self._chosen()
        if row is None:
            return
        given = self.sheet.form.values()
        value, basis = str(given["value"]), str(given["basis"] or "")
        self.sheet.set_busy(True)
        name = self._station.word(f"rule.{row.name}")
        self._station.do_with_second(
            self,
            deadlines.set_rule,
            self.tr("{0}: from {1} to {2}. Basis: {3}").format(name, written(row), value, basis),
            then=self._in_force,
            failed=self.sheet.blame,
            name=row.name,
            value=value,
            basis=basis,
        )

    def _in_force(self, row: deadlines.RuleRow) -> None:
        self.sheet.leave()
        told = self.tr("In force: {0} {1}").format(
            self._station.word(f"rule.{row.name}"), written(row)
        )
        self._station.told.emit(told)
        self._station.notices.done(told)
        self.refresh()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr("Choose a rule to change it; a second administrator signs.")
            if self._station.may("secadmin")
            else self.tr(
                "The security administrator changes the rules; a second administrator signs."
            )
        )
        self.table.setHeaderLabels(
            [self.tr("Rule"), self.tr("Value"), self._station.word("rule.basis"), self.tr("Since")]
        )
        self._show(self._rows)


def written(row: deadlines.RuleRow) -> str:
    """A rule's value as a person reads it; amounts of money in yuan."""
    value = json.loads(row.value)
    if row.name.endswith("_fen") and isinstance(value, int):
        return texts.money(value)
    if isinstance(value, int):
        return f"{value:,}"
    return "按类别分档" if lang.now() == "zh" else "by category"
