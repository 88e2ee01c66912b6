"""The wording of the forms: everybody may read it; the security administrator changes it, another administrator signs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
)

from app.forms import layout, wording
from app.forms.wording import Wording
from ui import texts
from ui.settings.lines import Section
from ui.shell.station import Station
from ui.widgets import parts, scroll
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

_TEXT = Qt.ItemDataRole.UserRole


class WordingSection(Section):
    """A form, its texts as they ship and as they are in force; below them the field for other words."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._wording: Wording | None = None
        self._lead = parts.label(self, "soft", wraps=True)
        self.forms = QComboBox(self)
        self.forms.setObjectName("settings.wording.form")
        self._since = parts.label(self, "soft", wraps=True)
        self.table = QTreeWidget(self)
        self.table.setObjectName("settings.wording")
        self.table.setRootIsDecorated(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(420)
        self.table.setColumnCount(2)
        self.table.setWordWrap(True)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.sheet = Sheet("wording", self)
        self.sheet.hide()
        for at, part in enumerate((self._lead, self.forms, self._since, self.table, self.sheet)):
            self.column.insertWidget(at, part)
        self.forms.currentIndexChanged.connect(lambda _: self.refresh())
        self.table.itemActivated.connect(self._edit)
        self.table.itemClicked.connect(self._edit)
        self.sheet.submitted.connect(self._send)
        self.retranslate()

    def refresh(self) -> None:
        """Ask what is in force for the chosen form."""
        self.sheet.leave()
        self._station.ask(self, wording.wording, then=self._show, form=self._form())

    def _form(self) -> str:
        return str(self.forms.currentData())

    def _show(self, told: Wording) -> None:
        self._wording = told
        self.table.clear()
        for text, words in told.texts:
            line = QTreeWidgetItem([text, words if words != text else ""])
            line.setData(0, _TEXT, text)
            for column in (0, 1):
                line.setToolTip(column, line.text(column))
            self.table.addTopLevelItem(line)
        since = self.tr("In force since {0}. Basis: {1}")
        shipped = self.tr("As shipped.")
        self._since.setText(
            since.format(texts.day(told.since), texts.cited(told.basis)) if told.since else shipped
        )

    def _chosen(self) -> str:
        line = self.table.currentItem()
        return str(line.data(0, _TEXT)) if line is not None else ""

    def _edit(self) -> None:
        text = self._chosen()
        if not text or self._wording is None or not self._station.may("secadmin"):
            return
        self.sheet.say(
            text,
            self.tr("Put in force"),
            self.tr(
                "In force from today; a second administrator signs. What was done before keeps the words of its day."
            ),
        )
        self.sheet.set_defs(
            [
                FieldDef("words", self.tr("New wording"), Kind.LONG, required=True, wide=True),
                FieldDef("basis", self._station.word("rule.basis"), required=True, wide=True),
            ]
        )
        self.sheet.form.set_values({"words": dict(self._wording.texts)[text], "basis": ""})
        self.sheet.set_busy(False)
        self.sheet.show()
        self.sheet.form.field("words").editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.sheet, partial(scroll.follow, self.sheet))

    def _send(self) -> None:
        text = self._chosen()
        if not text or self._wording is None:
            return
        given = self.sheet.form.values()
        said, basis = str(given["words"]).strip(), str(given["basis"] or "")
        self.sheet.set_busy(True)
        self._station.do_with_second(
            self,
            wording.set_wording,
            self.tr("{0}: “{1}” is printed as “{2}”. Basis: {3}").format(
                self._title(), text, said, basis
            ),
            then=self._in_force,
            failed=self.sheet.blame,
            form=self._form(),
            words={**dict(self._wording.texts), text: said},
            basis=basis,
        )

    def _in_force(self, told: Wording) -> None:
        self.sheet.leave()
        said = self.tr("In force: the wording of {0}").format(self._title())
        self._station.told.emit(said)
        self._station.notices.done(said)
        self._show(told)

    def _title(self) -> str:
        return texts.word(f"form.{self._form()}")

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr("Choose a text to put it in other words; a second administrator signs.")
            if self._station.may("secadmin")
            else self.tr(
                "The security administrator changes the wording; a second administrator signs."
            )
        )
        chosen = max(self.forms.currentIndex(), 0)
        self.forms.blockSignals(True)
        self.forms.clear()
        for form in layout.all_():
            self.forms.addItem(f"{form}  {texts.word(f'form.{form}')}", form)
        self.forms.setCurrentIndex(chosen)
        self.forms.blockSignals(False)
        self.table.setHeaderLabels([self.tr("As shipped"), self.tr("In force")])
        if self._wording is not None:
            self._show(self._wording)
