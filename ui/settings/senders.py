"""Packages on disc: this computer's key, and the senders whose packages are taken in; two administrators enter one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app.leads import packing
from app.leads.packing import Sender
from app.packages import keys
from ui.settings.lines import Section
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet
from ui.work import Lane

_READERS: Final = ("lead_clerk", "secadmin", "sysadmin", "auditor")
#: So much of a key is read out to compare it.
_SHOWN: Final = 16


class SendersSection(Section):
    """The own key to give away, the others' keys in a list, the form that enters or ends one."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._rows: tuple[Sender, ...] = ()
        self._public = ""
        self._doing = ""
        self._lead = parts.label(self, "soft", wraps=True)
        self._mine = parts.label(self, "heading")
        self.key = parts.label(self, wraps=True)
        self.key.setObjectName("senders.key")
        self.key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where = parts.label(self, "small", wraps=True)
        self.where.setObjectName("senders.where")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = parts.button(self, "senders.copy", self._copy, icon="key")
        self._others = parts.label(self, "heading")
        self.table = QTreeWidget(self)
        self.table.setObjectName("settings.senders")
        self.table.setRootIsDecorated(False)
        self.table.setColumnCount(3)
        self.table.setMinimumHeight(160)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.currentItemChanged.connect(lambda *_: self._chose())
        self.end = parts.button(self, "senders.end", self._begin_end, kind="danger")
        self.enter = parts.button(self, "senders.enter", self._begin_enter, icon="plus")
        self.sheet = Sheet("sender", self)
        self.sheet.setMinimumHeight(340)
        self.sheet.hide()
        self.empty = EmptyState("package", self)
        for whole in (self._lead, self._mine, self.key, self.where):
            self.put(whole)
        self.put_row(self.copy)
        self.put(self._others)
        self.put(self.empty)
        self.put(self.table)
        self.put_row(self.end, self.enter)
        self.put(self.sheet)
        self.sheet.submitted.connect(self._send)
        self.sheet.closed.connect(self._chose)
        self.retranslate()
        self._show(())

    def refresh(self) -> None:
        """Read the own key, ask for the others."""
        self._station.work.run(self, _own, then=self._show_own, lane=Lane.READS)
        if self._station.may(*_READERS):
            self._station.ask(self, packing.senders, then=self._show)

    def current(self) -> Sender | None:
        """The sender under the cursor."""
        item = self.table.currentItem()
        at = self.table.indexOfTopLevelItem(item) if item is not None else -1
        return self._rows[at] if at >= 0 else None

    # -- what is shown -----------------------------------------------------------------------------

    def _show_own(self, public: str) -> None:
        self._public = public
        self.key.setText(grouped(public))

    def _say_where(self) -> None:
        told = self.tr(
            "Each computer, and each account on it, has a key of its own: write packages and take them in on one and "
            "the same. Keep a copy of {0} apart; who gets a new computer takes it along."
        )
        self.where.setText(told.format(keys.file()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._public)
        self._station.notices.done(self.tr("The key is on the clipboard."))

    def _show(self, rows: tuple[Sender, ...]) -> None:
        self._rows = rows
        self.table.clear()
        for row in rows:
            item = QTreeWidgetItem([row.name, row.organ, grouped(row.public[:_SHOWN])])
            item.setToolTip(2, grouped(row.public))
            self.table.addTopLevelItem(item)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._chose()

    def _chose(self) -> None:
        may = self._station.may("secadmin") and self.sheet.isHidden()
        self.enter.setVisible(may)
        self.end.setVisible(may and self.current() is not None)

    # -- what is done ------------------------------------------------------------------------------

    def _begin_enter(self) -> None:
        self._open(
            "enter",
            self.tr("Enter a sender's key"),
            self.tr("Enter it"),
            self.tr(
                "Compare it with the sender by another way, by telephone or in person. A second administrator signs."
            ),
            [
                FieldDef("name", self._station.word("organ.name"), required=True),
                FieldDef("organ", self._station.word("organ.code"), Kind.CODE, required=True),
                FieldDef("key", self._station.word("field.package.key"), Kind.LONG, required=True),
            ],
        )

    def _begin_end(self) -> None:
        row = self.current()
        assert row is not None
        self._open(
            "end",
            self.tr("{0} is not taken in any more").format(row.name),
            self.tr("End it"),
            self.tr("What was taken in stays. A second administrator signs."),
            [FieldDef("why", self._station.word("package.why"), required=True)],
        )

    def _open(self, doing: str, head: str, submit: str, hint: str, defs: list[FieldDef]) -> None:
        self._doing = doing
        self.sheet.say(head, submit, hint)
        self.sheet.set_defs(defs)
        self.sheet.form.set_values({})
        self.sheet.set_busy(False)
        self.sheet.show()
        self.sheet.form.focus_first()
        self._chose()

    def _send(self) -> None:
        given = {name: str(value or "") for name, value in self.sheet.form.values().items()}
        self.sheet.set_busy(True)
        row = self.current()
        if self._doing == "end" and row is not None:
            self._station.do_with_second(
                self,
                packing.distrust_sender,
                self.tr("Packages of {0} ({1}…) are not taken in any more: {2}").format(
                    row.name, grouped(row.public[:_SHOWN]), given["why"]
                ),
                then=lambda _: self._done(self.tr("{0} is ended.").format(row.name)),
                failed=self.sheet.blame,
                public=row.public,
                why=given["why"],
            )
            return
        public = "".join(given["key"].split()).lower()
        self._station.do_with_second(
            self,
            packing.trust_sender,
            self.tr("Packages of {0} {1} with the key {2}… are taken in from now on").format(
                given["name"], given["organ"], grouped(public[:_SHOWN])
            ),
            then=lambda _: self._done(self.tr("{0} is entered.").format(given["name"])),
            failed=self.sheet.blame,
            public=public,
            organ=given["organ"],
            name=given["name"],
        )

    def _done(self, told: str) -> None:
        self.sheet.leave()
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.refresh()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr(
                "Organs without a network send signed packages on disc. A package is taken in only when its sender's "
                "key was entered here; these senders hold for every computer of these books."
            )
        )
        self._mine.setText(self.tr("This computer's key, to be given to others"))
        self._say_where()
        self._others.setText(self.tr("Senders"))
        self.table.setHeaderLabels(
            [
                self._station.word("organ.name"),
                self._station.word("organ.code"),
                self._station.word("field.package.key"),
            ]
        )
        parts.say(self.copy, self.tr("Copy the key"))
        parts.say(self.end, self.tr("End…"))
        parts.say(self.enter, self.tr("Enter a key…"))
        self.empty.say(
            self.tr("No sender is entered"),
            self.tr("The security administrator enters a sender's key; another one signs."),
        )
        self._show(self._rows)


def grouped(public: str) -> str:
    """A key in groups of four, as it is read out."""
    return " ".join(public[at : at + 4] for at in range(0, len(public), 4)).upper()


def _own() -> str:
    return keys.here().public
