"""The organs as a tree: the system administrator adds one below another, or lets one end and another go on for it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.identity.types import Colleague
from app.organs import service as organs
from app.organs.types import NewOrgan, OrganKind, OrganRow
from ui import texts
from ui.settings.lines import Section
from ui.shell import icons, lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

_ID: Final = Qt.ItemDataRole.UserRole.value
_ICONS: Final = {
    OrganKind.COMMITTEE: "landmark",
    OrganKind.GROUP: "users",
    OrganKind.STATION: "house",
    OrganKind.UNIT: "building-2",
}


class OrgansSection(Section):
    """The tree, who works at the chosen organ, and the form that adds or ends one."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._rows: tuple[OrganRow, ...] = ()
        self._doing = ""
        self._lead = parts.label(self, "soft", wraps=True)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("settings.organs")
        self.tree.setUniformRowHeights(True)
        self.tree.setMinimumHeight(360)
        self.tree.setColumnCount(4)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(lambda *_: self._chose())
        self.staff = parts.label(self, "soft", wraps=True)
        self.add = parts.button(self, "organs.add", self._begin_add, kind="primary", icon="plus")
        self.end = parts.button(self, "organs.close", self._begin_end)
        self.sheet = Sheet("organ", self)
        self.sheet.hide()
        self.sheet.setMinimumHeight(520)
        self.sheet.submitted.connect(self._submit)
        self.sheet.closed.connect(lambda: self._show_body(True))
        self.empty = EmptyState("landmark", self)
        self._body = QWidget(self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.end)
        buttons.addStretch()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for piece in (self.empty, self.tree, self.staff):
            column.addWidget(piece)
        column.addLayout(buttons)
        for whole in (self._lead, self._body, self.sheet):
            self.put(whole)
        self.retranslate()
        self._show(())

    def refresh(self) -> None:
        """Ask for the tree."""
        self._station.ask(self, organs.tree, then=self._show)

    def current(self) -> OrganRow | None:
        """The organ under the cursor."""
        item = self.tree.currentItem()
        id_ = item.data(0, _ID) if item is not None else ""
        return next((row for row in self._rows if row.id == id_), None)

    def choose(self, code: str) -> None:
        """Put the cursor on an organ."""
        for item in self.tree.findItems(
            code, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 1
        ):
            self.tree.setCurrentItem(item)

    # -- what is shown -----------------------------------------------------------------------------

    def _show(self, rows: tuple[OrganRow, ...]) -> None:
        was = self.current()
        self._rows = rows
        self.tree.clear()
        made: dict[str, QTreeWidgetItem] = {}
        for row in sorted(rows, key=lambda each: (each.path.count("/"), each.kind, each.code)):
            item = QTreeWidgetItem(
                [
                    row.name,
                    row.code,
                    self._station.word(f"organ_kind.{row.kind}"),
                    self.tr("ended {0}").format(texts.day(row.until)) if row.until else row.region,
                ]
            )
            item.setData(0, _ID, row.id)
            item.setIcon(0, icons.icon(_ICONS.get(OrganKind(row.kind), "landmark")))
            above = made.get(row.parent_id)
            (above.addChild if above else self.tree.addTopLevelItem)(item)
            made[row.id] = item
        self.tree.expandAll()
        self.tree.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows:
            self.tree.setCurrentItem(made.get(was.id if was else "") or made[_first(rows).id])
        self._chose()

    def _chose(self) -> None:
        row = self.current()
        may = self._station.may("sysadmin")
        is_open = row is not None and row.until is None
        self.add.setVisible(may and (is_open or not self._rows))
        self.end.setVisible(may and is_open and row is not None and bool(row.parent_id))
        self.staff.setText("")
        if row is not None:
            self._station.ask(self, organs.staff, organ_id=row.id, then=self._show_staff)

    def _show_staff(self, people: tuple[Colleague, ...]) -> None:
        told = [f"{p.name} · {self._station.word(f'office.{p.department}')}" for p in people]
        self.staff.setText(
            self.tr("Posted here: {0}").format(("；" if lang.now() == "zh" else "; ").join(told))
            if told
            else self.tr("Nobody is posted here; postings are made with each person under People.")
        )

    # -- what is done ------------------------------------------------------------------------------

    def _begin_add(self) -> None:
        above = self.current()
        self._doing = "add"
        self.sheet.say(
            self.tr("New organ below {0}").format(above.name) if above else self.tr("Root organ"),
            self.tr("Add it"),
            self.tr("The region code stands in every number that the organ gives."),
        )
        kinds = tuple((k.value, self._station.word(f"organ_kind.{k}")) for k in OrganKind)
        levels = tuple(
            (str(n), told)
            for n, told in enumerate(
                (self.tr("City"), self.tr("District"), self.tr("Township"), self.tr("Village")), 1
            )
        )
        self.sheet.set_defs(
            [
                FieldDef("name", self._station.word("organ.name"), required=True),
                FieldDef("code", self._station.word("organ.code"), Kind.CODE, required=True),
                FieldDef("region", self._station.word("organ.region"), Kind.CODE, required=True),
                FieldDef(
                    "kind",
                    self._station.word("organ.kind"),
                    Kind.CHOICE,
                    required=True,
                    choices=kinds,
                ),
                FieldDef("level", self.tr("Level"), Kind.CHOICE, required=True, choices=levels),
            ]
        )
        self.sheet.form.set_values(
            {
                "kind": OrganKind.COMMITTEE.value,
                "level": str(min(4, above.level + 1) if above else 1),
                "region": above.region if above else "",
            }
        )
        self._open_sheet()

    def _begin_end(self) -> None:
        row = self.current()
        assert row is not None
        self._doing = "end"
        self.sheet.say(
            self.tr("{0} ends").format(row.name),
            self.tr("End it"),
            self.tr("A second administrator signs. What still comes for it goes to its successor."),
        )
        heirs = tuple((o.id, o.name) for o in self._rows if o.until is None and o.id != row.id)
        self.sheet.set_defs(
            [FieldDef("successor", self.tr("Successor"), Kind.CHOICE, required=True, choices=heirs)]
        )
        self.sheet.form.set_values({})
        self._open_sheet()

    def _open_sheet(self) -> None:
        self.sheet.set_busy(False)
        self._show_body(False)
        self.sheet.form.focus_first()

    def _show_body(self, shown: bool) -> None:
        """The form takes the tree's place while something is being done."""
        self._body.setVisible(shown)
        self.sheet.setVisible(not shown)

    def _submit(self) -> None:
        given = self.sheet.form.values()
        row = self.current()
        self.sheet.set_busy(True)
        if self._doing == "add":
            organ = NewOrgan(
                row.id if row else "",
                str(given["kind"]),
                int(str(given["level"])),
                str(given["code"]),
                str(given["region"]),
                str(given["name"]),
            )
            self._station.do(
                self, organs.add, then=self._done, failed=self.sheet.blame, organ=organ
            )
            return
        assert row is not None
        heir = next(o.name for o in self._rows if o.id == given["successor"])
        self._station.do_with_second(
            self,
            organs.close,
            self.tr("{0} ends; {1} goes on for it").format(row.name, heir),
            then=self._done,
            failed=self.sheet.blame,
            organ_id=row.id,
            successor_id=str(given["successor"]),
        )

    def _done(self, row: OrganRow) -> None:
        self.sheet.leave()
        told = (
            self.tr("{0} has ended.") if row.until else self.tr("{0} stands in the tree.")
        ).format(row.name)
        self._station.told.emit(told)
        self._station.notices.done(told)
        self.refresh()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._lead.setText(
            self.tr(
                "Reports and leads belong to an organ; who works where is a posting. A storeroom alone needs neither."
            )
        )
        self.tree.setHeaderLabels(
            [
                self._station.word("organ.name"),
                self._station.word("organ.code"),
                self._station.word("organ.kind"),
                self._station.word("organ.region"),
            ]
        )
        parts.say(self.add, self.tr("Add below…"))
        parts.say(self.end, self.tr("Let it end…"))
        self.empty.say(
            self.tr("No organ yet"),
            self.tr("The system administrator adds the root: the organ that this store serves."),
        )
        self._show(self._rows)


def _first(rows: tuple[OrganRow, ...]) -> OrganRow:
    return next(row for row in rows if not row.parent_id)
