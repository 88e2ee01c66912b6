"""The form that takes a petition in: filled by keyboard alone; what is not ours turns it into the sealed form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from app import clock, ids
from app.organs import service as organs
from app.petitions import alike, sealed, service
from app.petitions.papers import COPY
from app.petitions.types import Candidate, Done, Jurisdiction, Original, SealedRow
from ui import texts
from ui.petitions import form, words
from ui.petitions.acting import keep_file
from ui.petitions.seal import SealSign
from ui.shell import keys
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.sheet import Sheet
from ui.work import Lane

_ASK_AFTER_MS: Final = 250
_ATTACH: Final = "Ctrl+O"
#: Fields by which it is told whose the petition is, and those that say what is alike.
_WHOSE: Final = frozenset({"name", "unit", "rank", "is_about_own_head"})
_ALIKE: Final = frozenset({"name", "unit", "summary"})


class RegisterSheet(Sheet):
    """登记: one form for all channels. Nothing of it is kept on this computer before it is sent."""

    def __init__(
        self, station: Station, done: Callable[[Done | None], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("petition", parent, columns=4)
        self._station = station
        self._told = done
        self._act = ids.new()
        self._is_begun = False
        self._is_sealed = False
        self._target = ""
        self._region = ""
        self._files: list[Original] = []
        self._alike: tuple[Candidate, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask_about)
        self._asks: set[str] = set()
        self._seal = SealSign(self)
        self._attach = parts.button(self, "petition.attach", self._pick, icon="file-plus")
        self._attached = parts.label(self, "soft", wraps=True)
        self._back = parts.button(self, "petition.not_sealed", self._not_sealed, kind="quiet")
        self.head.insertWidget(0, self._seal)  # the seal stands at the top left, as on paper
        for piece in (self._attach, self._back):
            self.foot.addWidget(piece)
        self.extra.addWidget(self._attached)
        self._likeness = parts.label(self, "strong", wraps=True)
        self.extra.addWidget(self._likeness)
        keys.bind(self, _ATTACH, self._pick)
        self.form.changed.connect(self._changed)
        self.submitted.connect(self._send)
        self.closed.connect(self._give_up)
        self.retranslate()

    def begin(self) -> None:
        """Begin anew, or go on with what was put aside."""
        if not self._is_begun:
            self._clear()
            self._is_begun = True
        # a desk that has never met its centre does not know where it stands: then the region is typed
        self._station.ask(self, organs.mine, then=self._at_home, failed=lambda _: None)
        self.show()
        self.form.focus_first()

    def _give_up(self) -> None:
        self._is_begun = False

    def _at_home(self, place: Any) -> None:
        self._region = place.region if place is not None else ""
        if not self.form.draft().get("region") and not self._is_sealed:
            self.form.field("region").set_value(self._region)

    def _clear(self) -> None:
        self._act = ids.new()
        self._is_begun = False
        self._is_sealed = False
        self._files, self._alike = [], ()
        self._lay_fields(
            {
                "received_at": f"{clock.local(clock.now()):%Y-%m-%d %H:%M}",
                "kind": "accusation",
                "reporter_mode": "anonymous",
                "region": self._region,
            }
        )
        self._say_head()

    # -- the fields ----------------------------------------------------------------------------------

    def _lay_fields(self, values: dict[str, Any]) -> None:
        if self._is_sealed:
            self.set_defs(form.sealed_defs())
        else:
            self.set_defs(form.defs(values, self._alike))
        self.form.set_values(values)
        self._seal.show_channel(str(values.get("channel", "")))

    def _changed(self, name: str) -> None:
        if name == "channel":
            self._seal.show_channel(str(self.form.draft().get("channel", "")))
        if self._is_sealed:
            return
        if name in ("channel", "reporter_mode", "phone", "address"):
            self._again(name)
        if name in _WHOSE | _ALIKE:
            self._asks.add(name)
            self._soon.start()

    def _again(self, name: str) -> None:
        """Other fields for another channel or mode; what was typed stays, and so does the cursor."""
        kept = self.form.draft()
        before = [field.id for field in self.form.fields()]
        wanted = form.defs(kept, self._alike)
        if [each.id for each in wanted] == before:
            self.set_defs(wanted)
            return
        self.set_defs(wanted)
        self.form.set_values({k: _shown(v) for k, v in kept.items()})
        self.form.field(name).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- whose it is, and what is alike ---------------------------------------------------------------

    def _ask_about(self) -> None:
        asked, self._asks = self._asks, set()
        told = self.form.draft()
        if asked & _WHOSE and told.get("rank"):
            self._station.ask(
                self,
                service.jurisdiction,
                accused=(form.accused(told),),
                is_about_own_head=bool(told.get("is_about_own_head")),
                then=self._judged,
            )
        if asked & _ALIKE and len(str(told.get("summary", ""))) >= form.ENOUGH:
            if not self._station.may("petition_clerk", "petition_head"):
                return
            self._station.ask(
                self,
                alike.alike,
                name=str(told.get("name", "")),
                unit=str(told.get("unit", "")),
                text=str(told.get("summary", "")),
                then=self._similar,
            )

    def _judged(self, found: Jurisdiction) -> None:
        if found.whose == "own" or self._is_sealed:
            return
        # what was typed is thrown away at once: it may not even be copied (工作规则 第15条)
        channel = self.form.draft().get("channel")
        self._is_sealed = True
        self._station.notices.forgive()
        self._files, self._alike = [], ()
        own_head = found.whose == "own_head"
        today = f"{clock.day(clock.now()):%Y-%m-%d}"
        self._lay_fields(
            {"channel": channel, "received_on": today, "pieces": "1", "is_about_own_head": own_head}
        )
        self._target = found.target
        self._say_head()
        self.form.focus_first()

    def _not_sealed(self) -> None:
        self._clear()
        self.form.focus_first()

    def _similar(self, found: tuple[Candidate, ...]) -> None:
        self._alike = found
        first = found[0] if found else None
        told = self.tr("Alike: {0}  {1} %  {2}")
        self._say_likeness(
            told.format(first.number, first.score, first.summary[:40]) if first else ""
        )
        names = [field.id for field in self.form.fields()]
        if bool(found) != ("repeat_of" in names) and not self._is_sealed:
            focus = self.focusWidget()
            at = focus.textCursor().position() if isinstance(focus, QPlainTextEdit) else 0
            kept = self.form.draft()
            self.set_defs(form.defs(kept, found))
            self.form.set_values({k: _shown(v) for k, v in kept.items()})
            if focus is not None:
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(focus, QPlainTextEdit):  # he is in the middle of a sentence
                written = focus.textCursor()
                written.setPosition(at)
                focus.setTextCursor(written)

    def _say_likeness(self, told: str) -> None:
        self._likeness.setText(told)
        self._likeness.setVisible(bool(told))

    # -- originals -----------------------------------------------------------------------------------

    def _pick(self) -> None:
        if self._is_sealed:
            return
        chosen, _ = QFileDialog.getOpenFileNames(self, self._attach.text())
        for each in chosen:
            self.attach(Path(each))

    def attach(self, path: Path) -> None:
        """Keep a scan, a picture or a file as it came, enciphered."""
        channel = str(self.form.draft().get("channel", ""))
        kind = "recording" if channel == "phone" else "paper" if channel == "letter" else "file"
        self._station.work.run(
            self,
            keep_file,
            self._station.store,
            path,
            kind,
            then=self._kept,
            failed=self._station.refuse,
            lane=Lane.WIRE,
        )

    def _kept(self, kept: tuple[Original, ...]) -> None:
        self._files += kept
        self._station.notices.forgive()
        self._say_attached()

    def _say_attached(self) -> None:
        self._attached.setText("、".join(each.name for each in self._files if each.kind != COPY))
        self._attached.setVisible(bool(self._files))

    # -- sending -------------------------------------------------------------------------------------

    def _send(self) -> None:
        told: dict[str, Any] = {k: v for k, v in self.form.values().items() if v is not None}
        self.set_busy(True)
        do = partial(self._station.do, self, act=self._act, failed=self._failed)
        if self._is_sealed:
            on = told["received_on"]
            do(
                sealed.seal_pass,
                channel=told["channel"],
                received_on=on if isinstance(on, date) else clock.day(on),
                pieces=int(told["pieces"]),
                seal_no=told["seal_no"],
                is_about_own_head=bool(told.get("is_about_own_head")),
                then=self._sealed_on,
            )
            return
        petition = form.petition(told, tuple(self._files))
        reporter = form.reporter(told)
        clerk = self._station.may("petition_clerk", "petition_head")
        verb: Any = service.register if clerk else service.receive
        do(verb, petition=petition, reporter=reporter, then=self._done, queued=self._drafted)

    def _done(self, done: Done) -> None:
        self.set_busy(False)
        self._station.notices.done(
            self.tr("Taken in: {0}").format(done.number)
            if done.number
            else self.tr(
                "Taken in. It gets its number when the petition office above registers it."
            )
        )
        self._clear()
        self._told(done)

    def _drafted(self) -> None:
        """Kept without a network: the banner names the draft, and the form is ready for the next one."""
        self.set_busy(False)
        self._clear()
        self._told(None)

    def _sealed_on(self, row: SealedRow) -> None:
        self.set_busy(False)
        told = self.tr("Sealed and passed on: {0}, to {1} by {2}.")
        target = row.target or self.tr("the superior organ")
        self._station.notices.done(told.format(row.number, target, texts.day(row.due)))
        self._clear()
        self._told(None)

    def _failed(self, trouble: Exception) -> None:
        self._act = ids.new()
        self.blame(trouble)

    # -- words ---------------------------------------------------------------------------------------

    def _say_head(self) -> None:
        self._attach.setVisible(not self._is_sealed)
        self._back.setVisible(self._is_sealed)
        self._say_likeness("")
        self._say_attached()
        if self._is_sealed:
            self.say(
                texts.word("verb.petitions.seal_pass"),
                texts.word("verb.petitions.seal_pass"),
                self.tr(
                    "It belongs to {0} or is about the own head: nothing of it is written down here, "
                    "only its way. What was typed is gone."
                ).format(self._target or self.tr("the superior organ")),
            )
            return
        self.say(
            self.tr("Take a petition in"),
            texts.word("verb.petitions.register"),
            self.tr(
                "Enter goes on (Tab out of the summary), a digit chooses in a list, Ctrl+O attaches, Ctrl+S registers; "
                "the centre gives the number."
            ),
        )

    def retranslate(self) -> None:
        """Set every text anew."""
        super().retranslate()
        parts.say(self._attach, self.tr("Attach originals"), _ATTACH)
        parts.say(self._back, self.tr("It is ours after all"))
        self._lay_fields({k: _shown(v) for k, v in self.form.draft().items()})
        self._say_head()


def _shown(value: object) -> object:
    """A value as its editor shows it again."""
    return words.plain(value)
