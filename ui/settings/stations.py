"""The desks that reach the centre: which computer, of which organ, when it was last used; one is taken off, one let in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from app.organs import service as organs
from app.organs.types import OrganRow
from app.stations import rules
from app.stations import service as stations
from app.stations.types import Invitation, StationRow
from ui import texts
from ui.settings.lines import Section
from ui.shell import theme
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

_ID: Final = Qt.ItemDataRole.UserRole.value
_READERS: Final = ("sysadmin", "secadmin", "auditor")


class StationsSection(Section):
    """A list, the ones in use first; taking a desk off stands before letting one in."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._rows: tuple[StationRow, ...] = ()
        self._organs: tuple[OrganRow, ...] = ()
        self._doing = ""
        self._code = ""
        self._lead = parts.label(self, "soft", wraps=True)
        self.table = QTreeWidget(self)
        self.table.setObjectName("settings.stations")
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setColumnCount(5)
        self.table.setMinimumHeight(280)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.currentItemChanged.connect(lambda *_: self._chose())
        self.why = parts.label(self, "soft", wraps=True)
        self.revoke = parts.button(self, "stations.revoke", self._begin_revoke, kind="danger")
        self.invite = parts.button(self, "stations.invite", self._begin_invite, icon="plus")
        self.code = parts.label(self, "title")
        self.code.setObjectName("stations.code")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = parts.label(self, "soft", wraps=True)
        self.sheet = Sheet("station", self)
        self.sheet.setMinimumHeight(300)
        self.empty = EmptyState("building-2", self)
        for whole in (self._lead, self.code, self.told, self.empty, self.table, self.why):
            self.put(whole)
        self.put_row(self.revoke, self.invite)
        self.put(self.sheet)
        for hidden in (self.sheet, self.code, self.told):
            hidden.hide()
        self.sheet.submitted.connect(self._send)
        self.sheet.closed.connect(self._chose)
        self.retranslate()
        self._show(())

    def refresh(self) -> None:
        """Ask who is enrolled."""
        if not self._station.may(*_READERS):
            self._show(())
            return
        self._station.ask(self, organs.tree, then=self._show_organs)

    def current(self) -> StationRow | None:
        """The desk under the cursor."""
        item = self.table.currentItem()
        id_ = item.data(0, _ID) if item is not None else ""
        return next((row for row in self._rows if row.id == id_), None)

    # -- what is shown -----------------------------------------------------------------------------

    def _show_organs(self, found: tuple[OrganRow, ...]) -> None:
        self._organs = found
        self._station.ask(self, stations.rows, then=self._show)

    def _show(self, rows: tuple[StationRow, ...]) -> None:
        was = self.current()
        self._rows = tuple(sorted(rows, key=lambda row: row.revoked_at is not None))
        names = {organ.id: organ.name for organ in self._organs}
        self.table.clear()
        for row in self._rows:
            item = QTreeWidgetItem(
                [
                    row.name,
                    names.get(row.organ_id, texts.NONE),
                    texts.day(row.enrolled_at),
                    texts.moment(row.last_at),
                    self.tr("taken off {0}").format(texts.day(row.revoked_at))
                    if row.revoked_at
                    else self.tr("in use"),
                ]
            )
            item.setData(0, _ID, row.id)
            if row.revoked_at:
                for column in range(self.table.columnCount()):
                    item.setForeground(column, theme.colour("soft"))
            self.table.addTopLevelItem(item)
            if row.id == (was.id if was else ""):
                self.table.setCurrentItem(item)
        first = self.table.topLevelItem(0)
        if first is not None and self.table.currentItem() is None:
            self.table.setCurrentItem(first)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._chose()

    def _chose(self) -> None:
        row = self.current()
        writes = not self.sheet.isHidden()
        in_use = row is not None and row.revoked_at is None
        self.revoke.setVisible(in_use and not writes and self._station.may("sysadmin", "secadmin"))
        self.invite.setVisible(not writes and self._station.may("sysadmin"))
        told = row.revoked_why if row is not None else ""
        self.why.setVisible(bool(told))
        self.why.setText(texts.pair(self._station.word("station.why"), told))

    # -- what is done ------------------------------------------------------------------------------

    def _begin_revoke(self) -> None:
        row = self.current()
        assert row is not None
        self._open(
            "revoke",
            self.tr("{0} is taken off").format(row.name),
            self.tr("Take it off"),
            self.tr(
                "For good: at its next word it is told to erase what it keeps, and it hears nothing any more. "
                "Do it first when a computer was lost, and ask afterwards."
            ),
            [FieldDef("why", self._station.word("station.why"), required=True)],
        )

    def _begin_invite(self) -> None:
        self._code = rules.new_code()
        offered = tuple((organ.id, organ.name) for organ in self._organs if organ.until is None)
        self._open(
            "invite",
            self.tr("Let a desk in"),
            self.tr("Draw a code"),
            self.tr("The code is shown once, here; it is good for one computer and two days."),
            [
                FieldDef("name", self._station.word("station.name"), required=True),
                FieldDef("organ_id", self.tr("Organ"), Kind.CHOICE, choices=offered),
            ],
        )

    def _open(self, doing: str, heading: str, submit: str, hint: str, defs: list[FieldDef]) -> None:
        self._doing = doing
        self.code.hide()
        self.told.hide()
        self.sheet.say(heading, submit, hint)
        self.sheet.set_defs(defs)
        self.sheet.form.set_values({})
        self.sheet.set_busy(False)
        self.sheet.show()
        self.sheet.form.focus_first()
        self._chose()

    def _send(self) -> None:
        given = self.sheet.form.values()
        self.sheet.set_busy(True)
        if self._doing == "invite":
            self._station.do(
                self,
                stations.invite,
                then=self._invited,
                failed=self.sheet.blame,
                name=str(given["name"]),
                organ_id=str(given.get("organ_id") or ""),
                code=self._code,
            )
            return
        row = self.current()
        assert row is not None
        self._station.do(
            self,
            stations.revoke,
            then=self._revoked,
            failed=self.sheet.blame,
            station_id=row.id,
            why=str(given["why"]),
        )

    def _invited(self, invitation: Invitation) -> None:
        self.sheet.leave()
        self.code.setText(self._code)
        self._code = ""
        self.told.setText(
            self.tr(
                "Code for {0}, good until {1}. Type it on that computer: anku enrol. It is not shown again."
            ).format(invitation.name, texts.moment(invitation.until))
        )
        self.code.show()
        self.told.show()

    def _revoked(self, row: StationRow) -> None:
        self.sheet.leave()
        told = self.tr("{0} is taken off.").format(row.name)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.refresh()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr(
                "Each computer that works with the centre has a key of its own. A storeroom whose books lie on one "
                "computer needs none."
            )
        )
        self.table.setHeaderLabels(
            [
                self._station.word("station.name"),
                self.tr("Organ"),
                self.tr("Let in"),
                self.tr("Last sign-in"),
                self.tr("State"),
            ]
        )
        parts.say(self.revoke, self.tr("Take off…"))
        parts.say(self.invite, self.tr("Let a desk in…"))
        self.empty.say(
            self.tr("No desk is enrolled"),
            self.tr("The system administrator draws a code; the computer shows it once.")
            if self._station.may(*_READERS)
            else self.tr("The administrators look after them."),
        )
        self._show(self._rows)
