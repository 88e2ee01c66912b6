"""One report in the clear: what was written, cleaned copies of its files, the answer, taking it in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.petitions import fields
from app.petitions.types import Done
from app.reporting import attachments, opening, taking
from app.reporting.keys import OrganKey
from app.reporting.opening import Opened, OpenedReport
from app.reporting.types import Attached, Author, ReportRow, ReportStatus
from ui import texts
from ui.reporting.original import OriginalSheet
from ui.reporting.pass_up import PassUpSheet
from ui.shell import files, lang
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.photos import Photos
from ui.widgets.picture import Picture
from ui.work import Lane


class ReportPanel(lang.Speaks, QWidget):
    """The right side of the page."""

    changed = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._key: OrganKey | None = None
        self._row: ReportRow | None = None
        self._report: OpenedReport | None = None
        self._head = parts.label(self, "heading", wraps=True)
        self._open = parts.button(
            self, "reporting.open", self.open_report, kind="primary", icon="lock-open"
        )
        self._kind = QComboBox(self)
        self._kind.setObjectName("reporting.kind")
        self._take = parts.button(self, "reporting.take_in", self.take_in, icon="inbox")
        self._pass = parts.button(
            self, "reporting.pass_on", self.pass_on, kind="primary", icon="send"
        )
        self._up = parts.button(self, "reporting.pass_up", self.pass_up, icon="lock")
        self.up = PassUpSheet(station, self)
        self.up.hide()
        self.up.passed.connect(self._gone)
        self._facts = Facts(self, label_width=72)
        self._words = parts.label(self, wraps=True)
        self._words.setObjectName("reporting.words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pictures = Photos(station.work, self)
        self.pictures.setMinimumHeight(260)
        self._files = QVBoxLayout()
        self.answer = QPlainTextEdit(self)
        self.answer.setObjectName("reporting.answer_text")
        self.answer.setFixedHeight(96)
        self.answer.setTabChangesFocus(True)
        self._send = parts.button(self, "reporting.answer", self.send_answer, icon="send")
        self.original = OriginalSheet(station, self)
        self.original.hide()
        self._nothing = EmptyState("lock", self)
        self._lay_out()
        self.retranslate()
        self.show_row(None)

    # -- what is shown -------------------------------------------------------------------------------

    def use_key(self, key: OrganKey | None) -> None:
        """Another key, or none: what was in the clear is gone from the screen."""
        self._key = key
        self.show_row(self._row)

    def shown(self) -> str:
        """The id of what is shown, opened or sealed; "" for none."""
        return self._row.id if self._row is not None else ""

    def show_row(self, row: ReportRow | None) -> None:
        """Another report, still sealed; or the one that is open, which more was written to meanwhile."""
        is_same = row is not None and self._report is not None and row.id == self._report.row.id
        self._row = row
        if is_same and self._key is not None:
            self._offer_opening()
            return
        self._report = None
        self.answer.clear()
        self._show()

    def open_report(self) -> None:
        """开封: fetch it and open it here; the look is in the trail."""
        if self._row is None or self._key is None:
            return
        self._open.setEnabled(False)
        self._station.work.run(
            self,
            opening.open_report,
            self._station.store,
            self._key,
            self._row.id,
            then=self._took,
            failed=self._refused,
            lane=Lane.BOOKS,
        )

    def take_in(self) -> None:
        """收为信访件."""
        if self._report is None or self._key is None:
            return
        self._work(self._take, self._taken, taking.take_in, self._kind.currentData())

    def pass_on(self) -> None:
        """补充转入信访件: what was added since it was taken in goes to its handler."""
        if self._report is None or self._key is None:
            return
        self._work(self._pass, self._passed, taking.pass_on)

    def pass_up(self) -> None:
        """封转上级: it is asked once more."""
        if self._report is not None and self._key is not None:
            self.up.begin(self._key, self._report)

    def _gone(self) -> None:
        """Nothing of it is here any more, on the screen neither."""
        self._row = self._report = None
        self.answer.clear()
        self._show()
        self.changed.emit()
        self._station.changed.emit(frozenset({"petitions", "reporting"}))

    def _passed(self, many: int) -> None:
        told = self.tr("{0} supplements are with the petition now.").format(many)
        self._station.notices.done(told)
        self._station.changed.emit(frozenset({"petitions", "reporting"}))
        self.open_report()

    def send_answer(self) -> None:
        """Put the answer into the reporter's box."""
        words = self.answer.toPlainText().strip()
        if self._report is None or self._key is None or not words:
            return
        self._work(self._send, self._answered, opening.answer, words)

    def _work(
        self,
        button: QPushButton,
        then: Callable[[Any], object],
        job: Callable[..., Any],
        *more: Any,
    ) -> None:
        """Something is done with the report that is open, once however often the button is pressed."""
        button.setEnabled(False)
        self._station.work.run(
            self,
            job,
            self._station.store,
            self._key,
            self._report,
            *more,
            then=then,
            failed=self._refused,
            lane=Lane.BOOKS,
        )

    def _took(self, report: OpenedReport) -> None:
        self._report = report
        self._show()
        self.changed.emit()

    def _taken(self, done: Done) -> None:
        self._station.notices.done(self.tr("Registered as {0}.").format(done.number))
        self._station.changed.emit(frozenset({"petitions", "reporting"}))
        self.open_report()

    def _answered(self, row: ReportRow) -> None:
        self.answer.clear()
        self._row = row
        self._station.notices.done(self.tr("The reporter reads the answer with his receipt."))
        self.open_report()

    def _refused(self, trouble: Exception) -> None:
        self._station.refuse(trouble)
        self._show()

    # -- drawing -------------------------------------------------------------------------------------

    def _show(self) -> None:
        row, report = self._row, self._report
        self._body.setVisible(report is not None)
        self._nothing.setVisible(report is None)
        self._offer_opening()
        may_take = report is not None and report.row.status is ReportStatus.OPENED
        for piece in (self._kind, self._take, self._up):
            piece.setVisible(may_take)
        waits = report is not None and any(m.is_waiting for m in report.messages)
        self._pass.setVisible(waits)
        self._pass.setEnabled(True)
        self._take.setEnabled(True)
        self._send.setEnabled(True)
        self._head.setText(_named(row) if row else "")
        self._say_nothing()
        if report is None:
            self._forget()
        else:
            self._show_report(report)

    def _offer_opening(self) -> None:
        """What is sealed can be opened, and so can what came to an open report since."""
        row, report = self._row, self._report
        is_behind = row is not None and report is not None and row.messages > len(report.messages)
        self._open.setVisible(row is not None and (report is None or is_behind))
        self._open.setEnabled(self._key is not None)
        told = self.tr("Open what came since") if is_behind else self.tr("Open report")
        parts.say(self._open, told)

    def _forget(self) -> None:
        """What was in the clear is neither on the screen nor in a widget."""
        self.original.leave()
        self.up.leave()
        self._words.clear()
        self._facts.show_groups([])
        self.pictures.forget()
        self._show_files([])

    def _show_report(self, report: OpenedReport) -> None:
        first = report.messages[0].letter
        told = (
            (self.tr("Accused"), first.accused),
            (self.tr("Unit"), first.unit),
            (self.tr("Post"), first.post),
            (self.tr("Level"), texts.word(f"public.rank.{first.rank}") if first.rank else ""),
            (self.tr("When"), first.when),
            (self.tr("Contact"), self.tr("given, see below") if first.contact else ""),
        )
        self._facts.show_groups(
            [Group("", tuple(Fact(name, value) for name, value in told if value))]
        )
        self._words.setText("\n\n".join(map(self._said, report.messages)))
        found = [(m, a) for m in report.messages for a in m.letter.attached]
        self.pictures.show_pictures([self._picture(m, a) for m, a in found if _is_picture(a)])
        self.pictures.setVisible(any(_is_picture(a) for _, a in found))
        self._show_files(found)

    def _said(self, message: Opened) -> str:
        is_ours = message.author is Author.ORGAN
        who = self.tr("We answered") if is_ours else self.tr("The reporter wrote")
        when = f"{message.day} {texts.word(f'half.{message.half}')}"
        lines = [f"{who} · {when}", message.letter.text]
        if message.letter.contact:
            lines.append(self.tr("Contact: {0}").format(message.letter.contact))
        return "\n".join(line for line in lines if line)

    def _picture(self, message: Opened, attached: Attached) -> Picture:
        read = self._reader(message.id, attached)
        return Picture(attached.copy, read, read, attached.name)

    def _reader(self, message_id: str, attached: Attached) -> Callable[[], bytes]:
        """Reads a copy with the key of now: a worker may be at it while the key is put away."""
        assert self._key is not None
        assert self._row is not None
        store, key = self._station.store, self._key
        return partial(opening.copy_of, store, key, self._row.id, message_id, attached)

    def _show_files(self, found: list[tuple[Opened, Attached]]) -> None:
        while self._files.count():
            taken = self._files.takeAt(0)
            if taken is not None and (old := taken.widget()) is not None:
                old.deleteLater()
        for message, attached in found:
            self._files.addWidget(self._file_line(message, attached))

    def _file_line(self, message: Opened, attached: Attached) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        name = QLabel(attached.name, line)
        name.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(name, 1)
        if attached.copy:
            save = parts.button(
                line,
                "reporting.save_copy",
                partial(self._save, message, attached),
                kind="quiet",
                icon="download",
            )
            parts.say(save, self.tr("Save cleaned copy"))
            row.addWidget(save)
        else:
            row.addWidget(QLabel(texts.word(attached.note), line))
        take = parts.button(
            line,
            "reporting.original",
            partial(self._take_original, message, attached),
            kind="quiet",
            icon="shield",
        )
        parts.say(take, self.tr("Original…"))
        row.addWidget(take)
        return line

    def _take_original(self, message: Opened, attached: Attached) -> None:
        if self._key is not None and self._row is not None:
            self.original.begin(self._key, self._row.id, message, attached)

    def _save(self, message: Opened, attached: Attached) -> None:
        path = files.ask_save(
            self, self.tr("Cleaned copy"), attachments.copy_name(attached.name), "*"
        )
        if path is None:
            return
        read = self._reader(message.id, attached)
        self._station.work.run(
            self,
            lambda: files.write(path, read()),
            then=lambda at: self._station.notices.done(self.tr("Saved: {0}").format(at)),
            failed=self._station.refuse,
            lane=Lane.PICTURES,
        )

    def _say_nothing(self) -> None:
        if self._row is None:
            self._nothing.say(self.tr("No report chosen"), icon="inbox")
        elif self._key is None:
            self._nothing.say(
                self.tr("Sealed to the organ"),
                self.tr("Open the organ's key above, then open the report."),
                icon="lock",
            )
        else:
            self._nothing.say(
                self.tr("Sealed"), self.tr("Opening it is written in the trail."), icon="lock"
            )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._kind)
        head.addWidget(self._take)
        head.addWidget(self._up)
        head.addWidget(self._pass)
        head.addWidget(self._open)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._facts)
        column.addWidget(self._words)
        column.addWidget(self.pictures)
        column.addLayout(self._files)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        foot = QHBoxLayout()
        foot.addWidget(self.answer, 1)
        foot.addWidget(self._send, 0, Qt.AlignmentFlag.AlignBottom)
        self._body = QWidget(self)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(scroll, 1)
        body.addWidget(self.original)
        body.addWidget(self.up)
        body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._body, 1)
        whole.addWidget(self._nothing, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._offer_opening()
        at = max(self._kind.currentIndex(), 0)
        self._kind.clear()
        for kind in fields.choices("kind"):
            self._kind.addItem(texts.word(f"petition.kind.{kind}"), kind)
        self._kind.setCurrentIndex(at)
        parts.say(self._take, self.tr("Take in as petition"))
        parts.say(self._up, self.tr("Pass up sealed…"))
        parts.say(self._pass, self.tr("Pass the supplement on"))
        parts.say(self._send, self.tr("Answer"))
        self.answer.setPlaceholderText(self.tr("Answer, sealed to the reporter's receipt"))
        self._say_nothing()


def _named(row: ReportRow) -> str:
    return f"{row.channel}  {row.day.isoformat()} {texts.word(f'half.{row.half}')}"


def _is_picture(attached: Attached) -> bool:
    return bool(attached.copy) and attachments.is_picture(attached.name)
