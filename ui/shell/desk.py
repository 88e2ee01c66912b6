"""The one place where a scan gets its meaning: what came in, what it stands for, who on the screen wants it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app import clock, errors, words
from app.labels import rules
from app.labels.types import Command
from app.line_errors import CentreAway
from ui.shell import lang
from ui.shell.scan import Scans
from ui.shell.search import Flash, Hit
from ui.shell.sounds import Sound
from ui.work import Ticket

if TYPE_CHECKING:
    from app.leads.types import CardFace
    from app.requests.types import Scanned
    from ui.shell.frame import Frame
    from ui.shell.station import Station

_SHOWN = 9
_OFTEN = 3
_LONGEST = 64
_SOUNDS: dict[Flash, Sound] = {
    "hit": Sound.HIT,
    "miss": Sound.MISS,
    "refused": Sound.REFUSED,
}
#: Where a scan leads when the page shown has no use for it.
_PAGES = {
    "item": "item",
    "location": "locations",
    "request": "request",
    "seal": "item",
    "lot": "item",
    "lead": "leads",
}


class Wants(Protocol):
    """What stands before the person now: it may take a scan or a command for itself."""

    def take_scan(self, scanned: Any) -> bool: ...
    def take_hidden(self, text: str) -> bool: ...
    def at_work(self) -> str: ...
    def pages(self) -> list[str]: ...
    def wants_place(self) -> bool: ...
    def command(self, command: Command) -> bool: ...


class Desk(QObject):
    """Takes each scan in turn, asks the books what it is, and gives it to the page or opens what it names."""

    #: A scan was dealt with: its text, and hit, miss or refused.
    settled = Signal(str, str)

    def __init__(
        self,
        station: Station,
        frame: Frame,
        scans: Scans,
        wants: Wants,
        listens: Callable[[], bool],
    ) -> None:
        super().__init__(station)
        self._station = station
        self._frame = frame
        self._scans = scans
        self._wants = wants
        self._asking: Ticket | None = None
        self._unknown = ("", 0)
        #: The unknown code whose card is looked for: that there is none is said too.
        self._sought = ""
        # While the screen is locked or the second person stands there, a scan is not for a page.
        self._listens = listens
        scans.scanned.connect(self.take)
        frame.search_asked.connect(self._search)
        frame.search_submitted.connect(self._submit)
        frame.hit_chosen.connect(self._open_hit)

    # -- scans -------------------------------------------------------------------------------------

    def take(self, text: str) -> None:
        """A code came in from a scanner, a camera, or typed and entered."""
        if not self._listens():
            return
        self._station.notices.clear()
        code = rules.parse(text)
        command = rules.command_of(code) if code is not None else None
        if command is not None:
            self._settle(text, "hit" if self._command(command) else "miss")
            return
        from app.requests import scanning  # by now the store is open

        # The next scan waits until this one is understood: order is kept, none is dropped.
        self._scans.hold()
        self._station.ask(
            self,
            scanning.scan,
            text=text,
            then=lambda scanned: self._understood(text, scanned),
            failed=lambda trouble: self._not_understood(text, trouble),
        )

    def _command(self, command: Command) -> bool:
        """What the page shown makes of a command; find, lock and undo are known everywhere."""
        if self._wants.command(command):
            return True
        match command:
            case Command.FIND:
                self._frame.top.field.take_focus()
            case Command.LOCK:
                self._frame.lock_asked.emit()
            case Command.UNDO:
                field = QApplication.focusWidget()
                if not isinstance(field, QLineEdit | QPlainTextEdit):
                    return False
                field.undo()
            case _:
                return False
        return True

    def _understood(self, text: str, scanned: Scanned) -> None:
        try:
            self._settle(text, self._give(text, scanned))
        finally:
            self._scans.release()

    def _not_understood(self, text: str, trouble: Exception) -> None:
        from app.leads import codes  # by now the store is open
        from app.requests.types import Scanned

        if not isinstance(trouble, CentreAway) or not codes.has_form(text):
            self._refuse_scan(text, trouble)
        elif (
            codes.parse(text) is None
        ):  # its own last sign says that it was misread; nobody need be asked
            self._understood(text, Scanned("unreadable", number=text))
        else:
            self._ask_here(text, trouble)

    def _refuse_scan(self, text: str, trouble: Exception) -> None:
        try:
            if isinstance(trouble, errors.NotOfTheCase):
                self._note_refused(
                    text, trouble
                )  # the books did refuse it, also where it is asked for then
                if self._wants.take_hidden(text):
                    self._settle(text, "hit")
                    return
            self._station.refuse(trouble)
            self._settle(text, "refused", silent=True)
        finally:
            self._scans.release()

    def _ask_here(self, code: str, away: Exception) -> None:
        """Without the centre a lead's card still tells where its lead stood when this desk last heard of it."""
        from app.leads import views  # by now the store is open

        self._station.ask(
            self,
            views.card_face,
            code=code,
            then=lambda face: self._stood(code, face),
            failed=lambda _: self._refuse_scan(code, away),
        )

    def _stood(self, code: str, face: CardFace) -> None:
        told = f"{face.number}  {self._station.word(f'status.{face.status}')}"
        hint = self.tr("The centre cannot be reached: so it stood when this desk last heard of it.")
        self._station.notices.warn(told, hint)
        self._settle(code, "hit")
        self._scans.release()

    def _give(self, text: str, scanned: Scanned) -> Flash:
        if scanned.sent and self._station.may("custodian", "store_head"):
            self._note_out(scanned)
        if self._wants.take_scan(scanned):
            return "hit"
        if scanned.kind == "void":
            self._say_void(text, scanned)
            return "refused"
        if scanned.id and (work := self._wants.at_work()):
            what = f"{scanned.number} {scanned.name}".strip()
            wanted = errors.PlaceWanted if self._wants.wants_place() else errors.NoPartOfThis
            no = wanted(what=what, work=work)
            self._station.refuse(no)
            self._note_refused(text, no)
            return "refused"
        page = _PAGES.get(scanned.kind, "")
        if page == "locations" and page not in self._wants.pages():
            self._say_place(scanned)
            return "hit"
        if page and scanned.id:
            self._station.go(page, scanned.id)
            return "hit"
        if scanned.kind == "lead":
            self._say_stage(scanned)
            return "hit"
        if scanned.kind == "form":
            return self._open_paper(scanned)
        self._say_unknown(text, scanned)
        self._count_unknown(text, scanned)
        return "miss"

    def _say_place(self, scanned: Scanned) -> None:
        """The code of a shelf in front of somebody who has no page of places, and no use for one."""
        self._station.notices.warn(
            self.tr("This is the code of a place: {0}.").format(scanned.number),
            self.tr(
                "Places are for the custodians, who put things there. For a thing, scan its own label or seal, or type "
                "its name or number (F2)."
            ),
        )

    def _say_stage(self, scanned: Scanned) -> None:
        """A lead's card in the hand of somebody who may not read it: its code and where it stands, no more."""
        told = f"{scanned.number}  {self._station.word(scanned.detail)}"
        self._station.notices.done(told)

    def _note_out(self, scanned: Scanned) -> None:
        """The label is in somebody's hand: it came out of the printer."""
        from app.custody import label_verbs  # by now the store is open

        verbs = label_verbs.VERBS[scanned.kind]
        given: dict[str, Any] = {verbs.key: scanned.id, "payload": scanned.payload}
        self._station.do(self, verbs.printed, how="scanned", **given)

    def _count_unknown(self, text: str, scanned: Scanned) -> None:
        """The same unknown code again and again is no slip of the hand: the third time is kept in the trail."""
        if scanned.kind not in ("unknown", "strange"):
            return
        self._unknown = (text, self._unknown[1] + 1) if self._unknown[0] == text else (text, 1)
        if self._unknown[1] == _OFTEN and not self._station.store.read_only:
            from app.requests import scanning

            self._station.do(self, scanning.note_unknown, code=text[:_LONGEST])

    def _open_paper(self, scanned: Scanned) -> Flash:
        """What a form is of; and whether the paper says what the books say."""
        self._station.go(scanned.page, scanned.id)
        told = f"{self._station.word(scanned.name)} {scanned.number}"
        if scanned.detail in ("", "paper.newest"):
            self._station.told.emit(f"{told}  {self._station.word(scanned.detail)}".strip())
            return "hit"
        self._station.notices.warn(told, self._station.word(scanned.detail))
        return "hit" if scanned.detail == "paper.older" else "refused"

    def _say_void(self, text: str, scanned: Scanned) -> None:
        # First the card: a page that comes takes the banner of the one before away.
        if scanned.id and not self._wants.at_work():
            report = f"void {scanned.generation}" if scanned.living else ""
            self._station.go(scanned.page or "item", scanned.id, report)
        no = errors.LabelVoid(
            generation=scanned.generation,
            living=scanned.living or "",
            at=clock.local(scanned.living_at).strftime("%Y-%m-%d") if scanned.living_at else "",
            by=scanned.living_by,
        )
        self._station.refuse(no)
        self._note_refused(text, no)

    def _note_refused(self, text: str, no: errors.Refusal) -> None:
        if not self._station.store.read_only:
            from app.requests import scanning

            self._station.do(self, scanning.note_refused, code=text[:_LONGEST], refusal=no.code)

    def _say_unknown(self, text: str, scanned: Scanned) -> None:
        if scanned.kind == "unreadable":
            said = words.refusal(errors.CodeMistyped(code=text[:40]), lang.now())
            self._station.notices.warn(said.what, said.next)
            return
        self._station.notices.warn(
            self.tr("“{0}” is not known here.").format(text[:40]),
            self.tr(
                "It is no label, place, seal or document number of this storeroom. A thing without a label: look for "
                "its card first; one without a card is put apart and told to the store head."
            ),
            (self.tr("Look for its card"), lambda: self._look_for(text[:_LONGEST])),
        )

    def _settle(self, text: str, what: Flash, *, silent: bool = False) -> None:
        if not silent:
            self._station.sounds.play(_SOUNDS[what])
        self._frame.flash(what)
        self.settled.emit(text, what)

    def _look_for(self, text: str) -> None:
        self._sought = text
        self._frame.top.field.look_for(text)

    # -- words -------------------------------------------------------------------------------------

    def _search(self, words: str) -> None:
        from app.custody import looking

        self._drop()
        self._asking = self._station.ask(
            self,
            looking.look_up,
            text=words[:200],
            limit=_SHOWN,
            then=functools.partial(self._show_found, words),
            failed=lambda _: self._frame.show_hits(()),
        )

    def _show_found(self, words: str, found: Any) -> None:
        hits = self._hits(found)
        if not hits and words == self._sought:
            self._station.notices.warn(
                self.tr("No card has “{0}” in it.").format(words),
                self.tr(
                    "Look by the name of the thing too. Is it on no card: put it apart and tell the store head."
                ),
            )
        self._frame.show_hits(hits)

    def _submit(self, words: str) -> None:
        """Enter before the list has come: a code is a scan, words open the first that is found."""
        self._drop()
        if not words:
            return
        if rules.looks_ours(words):
            self._frame.top.field.clear()
            self.take(words)
            return
        from app.custody import looking

        self._asking = self._station.ask(
            self,
            looking.look_up,
            text=words[:200],
            limit=1,
            then=lambda found: self._open_first(words, self._hits(found)),
        )

    def _open_first(self, words: str, hits: list[Hit]) -> None:
        self._frame.top.field.clear()
        if hits:
            self._open(hits[0])
            return
        # Nothing has these words; it may still be a seal's or a document's number.
        self.take(words)

    def _open_hit(self, hit: Hit) -> None:
        self._drop()
        self._open(hit)

    def _open(self, hit: Hit) -> None:
        """The page of what was found; in the middle of an act a card's number is typed for a label that cannot be read
        (C36), and nothing leads away from the act, not even what was found before it began.
        """
        work = self._wants.at_work()
        if not work:
            self._station.go(hit.page, hit.id)
        elif hit.page == "item":
            self.take(hit.title)
        else:
            wanted = errors.PlaceWanted if self._wants.wants_place() else errors.NoPartOfThis
            self._station.refuse(wanted(what=hit.title, work=work))

    def _drop(self) -> None:
        """An answer to older words would only confuse."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _hits(self, found: Any) -> list[Hit]:
        """In their order; in the middle of an act only cards are of use, and a case would lead away from it."""
        if self._wants.at_work():
            return [self._hit(row) for row in found.items]
        cases = {case.id for case in found.cases}
        told = found.in_order()[:_SHOWN]
        return [self._case_hit(row) if row.id in cases else self._hit(row) for row in told]

    def _case_hit(self, row: Any) -> Hit:
        parts = (row.alias, row.title, self._station.word(f"status.{row.status}"))
        return Hit(row.id, row.number, "  ·  ".join(parts), "folder-open", "accent", "case")

    def _hit(self, row: Any) -> Hit:
        where = row.place or row.holder
        parts = (row.name, row.case_alias, self._station.word(f"status.{row.custody}"), where)
        return Hit(row.id, row.number, "  ·  ".join(part for part in parts if part))
