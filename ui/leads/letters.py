"""督办函: the letters that late leads brought about; a draft is sent once, each leaves as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.forms import exports
from app.leads import letters
from app.leads.rules import LAW
from app.leads.types import AnswerLine, LeadEvent, Letter, LetterState
from app.store import Store
from ui import texts
from ui.leads import answering, words
from ui.shell import files, lang
from ui.shell.station import Station
from ui.whole_list import WholeList
from ui.widgets import parts
from ui.widgets.table import Column
from ui.work import Lane

#: So much of an answer stands under the list.
_SHOWN: Final = 240
_KINDS: Final = "PDF (*.pdf)"


class LettersTab(lang.Speaks, QWidget):
    """The list, the words of the chosen one beneath it, and what can be done with it."""

    #: The lead of a letter was chosen, by its id.
    chosen = Signal(str)
    #: An answer, or the word on one, is asked for: the event and the lead's id.
    act_asked = Signal(object, str)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._letter: Letter | None = None
        self.table = WholeList(station, "letters.table", _columns(), self)
        self.send = parts.button(self, "letters.send", self._send, kind="primary", icon="send")
        self.pdf = parts.button(self, "letters.pdf", self._save, icon="file-text")
        self.answer = parts.button(
            self, "letters.answer", lambda: self._ask(LeadEvent.ANSWER_LETTER), kind="primary"
        )
        self.judge = parts.button(
            self, "letters.judge", lambda: self._ask(LeadEvent.JUDGE_LETTER), kind="primary"
        )
        self.attached = parts.button(
            self, "letters.attached", self._save_paper, icon="download", kind="ghost"
        )
        self.text = parts.label(self, "soft", wraps=True)
        self.text.setObjectName("letters.text")
        self._lay_out()
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda row: self.chosen.emit(row.lead_id))
        self.table.came.connect(self._came)
        self.retranslate()
        self._choose(None)

    def refresh(self) -> None:
        """Ask for the letters."""
        self.table.ask(letters.letters)

    def _came(self, rows: tuple[Letter, ...]) -> None:
        was = self._letter.id if self._letter is not None else ""
        self._choose(next((row for row in rows if row.id == was), None))

    def _choose(self, letter: Letter | None) -> None:
        self._letter = letter
        newest = answering.answers(letter.answers[-1:]) if letter is not None else []
        told = [letter.text, *newest] if letter is not None else []
        self.text.setText("\n".join(map(_clipped, told)))
        is_here = self.table.is_here()  # what is done with a letter is done where the letters are
        may_send = self._station.may(*LAW[LeadEvent.SEND_LETTER].starts)
        self.send.setVisible(may_send and is_here)
        self.pdf.setVisible(is_here)
        self.send.setEnabled(letter is not None and letter.is_draft)
        self.answer.setVisible(letter is not None and letter.may_answer)
        self.judge.setVisible(letter is not None and letter.may_judge)
        self.attached.setVisible(self._paper() is not None)
        self.pdf.setEnabled(letter is not None)

    def _paper(self) -> AnswerLine | None:
        """The newest answer with a file."""
        found = self._letter.answers if self._letter is not None else ()
        return next((a for a in reversed(found) if a.sha256), None)

    def _ask(self, event: LeadEvent) -> None:
        if self._letter is not None:
            self.act_asked.emit(event, self._letter.lead_id)

    def _save_paper(self) -> None:
        answer = self._paper()
        if answer is None:
            return
        path = files.ask_save(self, self.attached.text().strip(), answer.paper, "*")
        if path is not None:
            self.save_paper_to(path)

    def save_paper_to(self, path: Path) -> None:
        """Note that the file with an answer leaves, then write it there."""
        answer = self._paper()
        assert answer is not None
        self._take_out(
            "lead_paper",
            answer.id,
            partial(_paper_written, self._station.store, answer, path),
            path,
        )

    def _take_out(self, what: str, id_: str, write: Callable[[], Path], path: Path) -> None:
        """Note that something leaves the program, then write it."""
        self._station.do(
            self,
            exports.exported,
            what=what,
            object_id=id_,
            form=path.suffix.lstrip(".").lower() or "file",
            then=lambda _: self._station.work.run(
                self,
                write,
                then=lambda _: self._station.notices.done(self.tr("Saved: {0}").format(path)),
                failed=self._station.refuse,
                lane=Lane.WIRE,
            ),
        )

    def _send(self) -> None:
        letter = self._letter
        if letter is None:
            return
        self.send.setEnabled(False)
        self._station.do(
            self,
            letters.send_letter,
            lead_id=letter.lead_id,
            version=letter.version,
            letter_id=letter.id,
            then=lambda _: self._sent(letter),
            failed=lambda _: self.refresh(),
        )

    def _sent(self, letter: Letter) -> None:
        told = self.tr("{0} is sent; print it or save it as a PDF.").format(letter.number)
        self._station.notices.done(told)
        self._station.told.emit(told)
        self.refresh()

    def _save(self) -> None:
        if self._letter is None:
            return
        path = files.ask_save(self, self.pdf.text().strip(), f"{self._letter.number}.pdf", _KINDS)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Note that it leaves, then write the letter there."""
        letter = self._letter
        assert letter is not None
        actor = self._station.store.actor
        write = partial(_written, letter, actor.name if actor else "", path)
        self._take_out("lead_letter", letter.id, write, path)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.text, 1)
        for button in (self.attached, self.pdf, self.answer, self.judge, self.send):
            foot.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.table, 1)
        whole.addLayout(foot)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self.send, self.tr("Send"))
        parts.say(self.pdf, self.tr("Save as PDF…"))
        parts.say(self.answer, texts.word("event.ANSWER_LETTER"))
        parts.say(self.judge, texts.word("event.JUDGE_LETTER"))
        parts.say(self.attached, self.tr("Save the attachment…"))
        self.table.say_nothing(
            self.tr("No supervision letter"),
            self.tr("They are drafted for late leads, from the button in the head of this page.")
            if self._station.may(*LAW[LeadEvent.SEND_LETTER].starts)
            else self.tr(
                "What urges your office about a late lead stands here, and is answered here."
            ),
            "send",
        )


def _written(letter: Letter, who: str, path: Path) -> Path:
    from app.leads import sheets  # heavy, and only a letter needs it

    return files.write(path, sheets.letter_pdf(letter, who, clock.now()))


def _paper_written(store: Store, answer: AnswerLine, path: Path) -> Path:
    return files.write(path, store.blobs.get(answer.sha256))


def _state(row: Letter) -> str:
    return texts.word(f"lead_letter.{row.state}")


def _clipped(told: str) -> str:
    """A long answer is read whole beside its lead."""
    return told if len(told) <= _SHOWN else f"{told[:_SHOWN]}……"


def _sent(row: Letter) -> str:
    if row.sent_at is None:
        return ""
    return f"{texts.day(clock.day(row.sent_at))}　{row.sent_by}"


def _answered(row: Letter) -> str:
    """When the newest answer came, and that it came late."""
    if not row.answers:
        return ""
    newest = row.answers[-1]
    late = texts.word("lead.answered_late") if newest.late else ""
    return "　".join(x for x in (texts.day(clock.day(newest.replied_at)), late) if x)


def _to(row: Letter) -> str:
    level = texts.word(f"lead_notice.{row.level}")
    return words.office_word(row.to_office) if row.level == "head" else level


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "state",
            lambda: texts.word("lead.status"),
            _state,
            width=120,
            chip=lambda r: answering.TONES[LetterState(r.state)],
            sortable=False,
        ),
        Column(
            "number", lambda: texts.word("lead.letter"), lambda r: r.number, 130, sortable=False
        ),
        Column(
            "lead", lambda: texts.word("lead.number"), lambda r: r.lead_number, 206, sortable=False
        ),
        Column(
            "level",
            lambda: texts.word("lead.letter_to"),
            _to,
            130,
            sortable=False,
        ),
        Column(
            "drafted",
            lambda: texts.word("lead.drafted"),
            lambda r: texts.day(clock.day(r.drafted_at)),
            104,
            sortable=False,
        ),
        Column(
            "reply",
            lambda: texts.word("lead.reply_due"),
            lambda r: texts.day(r.reply_due) if r.level == "head" else "",
            110,
            sortable=False,
        ),
        Column("answered", lambda: texts.word("lead.reply"), _answered, 150, sortable=False),
        Column("by", lambda: texts.word("lead.sent"), _sent, 170, sortable=False),
    )
