"""The minutes of a meeting on one lead: who was there, and what each one said for himself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app import ids
from app.identity.types import Colleague
from app.leads import disposing
from app.leads.errors import OpinionMissing
from app.leads.types import LeadView, Meeting, Opinion, Way
from ui import texts
from ui.leads import words
from ui.leads.fields import Context
from ui.shell import theme
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet

#: Not invited, there, asked and could not come.
_NOT, _THERE, _AWAY = 0, 1, 2


class _Attendee:
    """One line: name, whether he was there, his own words."""

    def __init__(self, who: Colleague, parent: QWidget, grid: QGridLayout, row: int) -> None:
        self.who = who
        self.name = parts.label(parent)
        self.name.setText(who.name)
        self.part = QComboBox(parent)
        self.part.setObjectName(f"minutes.part.{row}")
        self.said = QLineEdit(parent)
        self.said.setObjectName(f"minutes.said.{row}")
        self.said.textEdited.connect(self._wrote)
        grid.addWidget(self.name, row, 0)
        grid.addWidget(self.part, row, 1)
        grid.addWidget(self.said, row, 2)

    def _wrote(self, text: str) -> None:
        """Who is quoted was there."""
        if text.strip() and self.part.currentIndex() == _NOT:
            self.part.setCurrentIndex(_THERE)
        theme.set_property(self.said, "bad", False)

    def opinion(self) -> Opinion | None:
        """What the minutes say of him in his own words; nothing when he was not asked.

        No way is noted for him: who spoke against what was agreed must not stand in the books as for it.
        """
        if self.part.currentIndex() == _NOT:
            return None
        there = self.part.currentIndex() == _THERE
        return Opinion(self.who.id, self.said.text().strip(), present=there)


class MinutesSheet(Sheet):
    """集体研究: one lead, one meeting; nobody's opinion is written by another's name."""

    done = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__("minutes", parent)
        self._station = station
        self._view: LeadView | None = None
        self._act = ids.new()
        self._rows: list[_Attendee] = []
        self._staff: tuple[Colleague, ...] = ()
        self.setMinimumWidth(400)
        self._box = QWidget(self)
        self._box.setProperty("surface", "clear")
        self._grid = QGridLayout(self._box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self._who = parts.label(self, "strong")
        self.extra.addWidget(self._who)
        self.extra.addWidget(self._box)
        self.submitted.connect(self._do)
        self.retranslate()

    def begin(self, context: Context) -> None:
        """Show the minutes for this lead, a line for everybody of its office."""
        self._view, self._act = context.view, ids.new()
        office = context.view.row.office
        self._show_staff(tuple(c for c in context.staff if c.department in (office, "LD")))
        self._say_defs()
        self.show()
        self.form.focus_first()

    def _show_staff(self, staff: tuple[Colleague, ...]) -> None:
        if staff == self._staff:
            return
        self._staff = staff
        for row in self._rows:
            for piece in (row.name, row.part, row.said):
                self._grid.removeWidget(piece)
                piece.hide()
                piece.deleteLater()
        self._rows = [_Attendee(c, self._box, self._grid, at) for at, c in enumerate(staff)]
        self._say_parts()

    def _do(self) -> None:
        if self._view is None:
            return
        given = self.form.values()
        told = [row.opinion() for row in self._rows]
        for row, opinion in zip(self._rows, told, strict=True):
            missing = opinion is not None and opinion.present and not opinion.text
            theme.set_property(row.said, "bad", missing)
            if missing:
                row.said.setFocus()
                self._station.refuse(OpinionMissing(name=row.who.name))
                return
        meeting = Meeting(
            held_at=given["held_at"],  # type: ignore[arg-type]  # a moment, by its kind
            place=str(given["place"]),
            host=str(given["host"]),
            level=str(given["level"]),
            conclusion=str(given["conclusion"]),
            way=str(given["way"]),
            opinions=tuple(o for o in told if o is not None),
        )
        self.set_busy(True)
        self._station.do(
            self,
            disposing.hold_meeting,
            act=self._act,
            then=lambda _: self._well(),
            failed=self._refused,
            queued=self._kept,
            lead_id=self._view.row.id,
            version=self._view.row.version,
            meeting=meeting,
        )

    def _well(self) -> None:
        self._station.notices.done(self.tr("The meeting is minuted."))
        self._kept()

    def _kept(self) -> None:
        """Done, or kept until there is a network."""
        self.set_busy(False)
        self.form.set_values({})
        for row in self._rows:
            row.part.setCurrentIndex(_NOT)
            row.said.clear()
        self.hide()
        self.done.emit()

    def _refused(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    def _say_defs(self) -> None:
        people = tuple((c.id, c.name) for c in self._staff)
        levels = (
            ("office", texts.word("meeting.office")),
            ("organ", texts.word("meeting.organ")),
        )

        def need(
            id_: str,
            kind: Kind = Kind.TEXT,
            key: str = "",
            choices: tuple[tuple[str, str], ...] = (),
        ) -> FieldDef:
            return FieldDef(
                id_, texts.word(key or f"meeting.{id_}"), kind, required=True, choices=choices
            )

        self.set_defs(
            (
                need("held_at", Kind.MOMENT),
                need("place"),
                need("level", Kind.CHOICE, choices=levels),
                need("host", Kind.CHOICE, choices=people),
                need("way", Kind.CHOICE, "lead.way", words.choices("lead_way", tuple(Way))),
                need("conclusion", Kind.LONG),
            )
        )

    def _say_parts(self) -> None:
        told = (self.tr("—"), self.tr("present"), self.tr("on leave"))
        for row in self._rows:
            at = max(row.part.currentIndex(), _NOT)
            row.part.clear()
            row.part.addItems(list(told))
            row.part.setCurrentIndex(at)
            row.said.setPlaceholderText(self.tr("his own opinion"))

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        told = texts.word("event.HOLD_MEETING")
        self.say(told, told, self.tr("One lead, one meeting; each one's own opinion is recorded."))
        self._who.setText(texts.word("meeting.opinions"))
        self._say_defs()
        self._say_parts()
