"""Signing a sheet at the counter: each place in turn on the pad, all on paper with the scan owed, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.signatures import errors as no
from app.signatures import service as signatures
from app.signatures import strokes
from app.signatures.types import Kept, Sheet, SignatureRow, Signer
from app.store import Store
from ui import texts
from ui.shell import icons, lang
from ui.shell.keys import Key
from ui.shell.sounds import Sound
from ui.shell.station import Station
from ui.widgets import parts
from ui.widgets.sign_pad import SignPad
from ui.work import Lane

_ID: Final = Qt.ItemDataRole.UserRole
_SIGNS: Final = {
    "pad": ("circle-check", "ok"),
    "refused": ("ban", "danger"),
    "absent": ("circle-slash", "danger"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place to sign on a sheet: its name there ("carriers.0"), what it is called, who is to sign."""

    id: str
    label: str
    name: str = ""
    account_id: str = ""


class SignPanel(lang.Speaks, QFrame):
    """Who signs where, the pad, and what may be done instead."""

    #: Everything is signed, refused, or goes by paper.
    done = Signal()
    left = Signal()

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._sheet: Sheet | None = None
        self._places: tuple[Place, ...] = ()
        self._rows: dict[str, SignatureRow] = {}
        self._busy = False
        self.setProperty("kind", "card")
        self._title = parts.label(self, "heading")
        self._bound = parts.label(self, "small")
        self._next = parts.label(self, "large")
        self._next.setObjectName("sign.next")
        self.places = QListWidget(self)
        self.places.setObjectName("sign.places")
        self.places.setFixedWidth(240)
        self.name = QLineEdit(self)
        self.name.setObjectName("sign.name")
        self.name.setMaxLength(80)
        self.namesake = QCheckBox(self)
        self.namesake.setObjectName("sign.namesake")
        self.namesake.hide()
        self.pad = SignPad(self)
        self.pad.setObjectName("sign.pad")
        self.reason = QLineEdit(self)
        self.reason.setObjectName("sign.reason")
        self.reason.setMaxLength(400)
        self.absent = QCheckBox(self)
        self.absent.setObjectName("sign.absent")
        self._sign = parts.button(self, "sign.do", self.sign, kind="primary", icon="pencil")
        self._clear = parts.button(self, "sign.clear", self.pad.clear, kind="quiet")
        self._paper = parts.button(self, "sign.paper", self.on_paper, icon="file-text")
        self._refuse = parts.button(self, "sign.refuse", self.refuse, kind="danger", icon="ban")
        self._leave = parts.button(self, "sign.leave", self.leave, kind="quiet")
        self.places.currentRowChanged.connect(lambda _: self._choose())
        self.pad.changed.connect(self._say)
        self.name.textEdited.connect(lambda _: self._other_name())
        self.reason.textEdited.connect(lambda _: self._say())
        self._lay_out()
        self.retranslate()
        self.hide()

    def open_for(self, sheet: Sheet, places: Sequence[Place]) -> None:
        """Let this sheet be signed."""
        self._sheet, self._places, self._rows = sheet, tuple(places), {}
        self.pad.clear()
        self._show()
        self.show()
        self._refresh()

    def number(self) -> str:
        """The number of the sheet that is signed here."""
        return self._sheet.number if self._sheet is not None else ""

    def leave(self) -> None:
        """Close; what is not signed stays open."""
        self.hide()
        self.left.emit()

    # -- acts --------------------------------------------------------------------------------------

    def sign(self) -> None:
        """What is on the pad is this person's signature on this sheet."""
        place, sheet = self._place(), self._sheet
        if place is None or sheet is None or self._busy or self.pad.is_empty():
            return
        written = self.pad.written(sheet.hash)
        self._set_busy(on=True)
        self._station.work.run(
            self,
            _keep,
            self._station.store,
            written,
            then=lambda sha256: self._write(
                signatures.sign,
                signer=self._signer(place),
                written=written.text(),
                picture=Kept(sha256),
            ),
            failed=self._failed,
            lane=Lane.PICTURES,
        )

    def on_paper(self) -> None:
        """All of them sign the printed sheet; its scan is owed from now on."""
        if self._sheet is None or self._busy:
            return
        names = tuple(p.name or p.label for p in self._places if p.id not in self._rows)
        self._set_busy(on=True)
        self._write(signatures.sign_on_paper, names=names)

    def refuse(self) -> None:
        """He does not sign: the reason stands, a witness signs in himself."""
        place, sheet = self._place(), self._sheet
        if place is None or sheet is None or self._busy:
            return
        if not self.reason.text().strip():
            self.reason.setFocus()
            return
        self._set_busy(on=True)
        self._station.do_with_second(
            self,
            signatures.refuse,
            self.tr("{0} does not sign {1}: {2}").format(
                self._signer(place).name, sheet.number, self.reason.text().strip()
            ),
            then=self._written,
            failed=self._failed_said,
            sheet=sheet,
            signer=self._signer(place),
            reason=self.reason.text().strip(),
            absent=self.absent.isChecked(),
        )

    # -- answers -----------------------------------------------------------------------------------

    def _write(self, verb: Any, **arguments: Any) -> None:
        self._station.do(
            self, verb, then=self._written, failed=self._failed_said, sheet=self._sheet, **arguments
        )

    def _written(self, row: SignatureRow) -> None:
        self._set_busy(on=False)
        self._station.sounds.play(Sound.HIT)
        self._station.told.emit(f"{row.number}  {row.name}  {texts.word(f'signed.{row.method}')}")
        if row.due_at is not None:
            self._station.notices.done(
                self.tr("Signed on paper: the scan of {0} is owed by {1}.").format(
                    row.number, texts.moment(row.due_at)
                )
            )
        self.pad.clear()
        self.reason.clear()
        self.absent.setChecked(False)
        self._refresh()

    def _failed(self, trouble: Exception) -> None:
        self._set_busy(on=False)
        self._station.refuse(trouble)

    def _failed_said(self, trouble: Exception) -> None:
        self._set_busy(on=False)
        if isinstance(trouble, no.BearsName):  # what nobody else needs is asked only now
            self.namesake.show()

    def _refresh(self) -> None:
        if self._sheet is not None:
            self._station.ask(self, signatures.of_sheet, then=self._took, sheet=self._sheet)

    def _took(self, rows: tuple[SignatureRow, ...]) -> None:
        sheet = self._sheet
        if sheet is None or any(row.sheet != sheet.hash for row in rows):
            return
        self._rows = {row.place: row for row in rows}
        self._show()
        if self._is_done():
            self._station.sounds.play(Sound.FINISHED)
            self.done.emit()

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self._title.setText(self.tr("Sign {0}").format(sheet.number))
        self._bound.setText(self.tr("Bound to what the sheet says: {0}").format(sheet.code))
        self.places.blockSignals(True)
        self.places.clear()
        for place in self._places:
            row = self._rows.get(place.id)
            icon = _SIGNS.get(row.method, _SIGNS["pad"]) if row is not None else ("circle", "faint")
            told = row.name if row is not None else place.name
            line = QListWidgetItem(icons.icon(*icon), f"{place.label}\n{told}".strip())
            line.setData(_ID, place.id)
            line.setSizeHint(QSize(0, 60))
            self.places.addItem(line)
        self.places.blockSignals(False)
        open_ = [at for at, place in enumerate(self._places) if place.id not in self._rows]
        named = [at for at in open_ if self._places[at].name]
        self.places.setCurrentRow(named[0] if named else open_[0] if open_ else -1)
        self._choose()

    def _choose(self) -> None:
        place = self._place()
        self.name.setText(place.name if place is not None else "")
        self.name.setReadOnly(place is not None and bool(place.name))
        self._other_name()

    def _other_name(self) -> None:
        self.namesake.setChecked(False)
        self.namesake.hide()
        self._say()

    def _say(self) -> None:
        place = self._place()
        is_open = place is not None and not self._busy and "paper" not in self._rows
        named = is_open and bool(self.name.text().strip())
        self._sign.setEnabled(named and not self.pad.is_empty())
        self._refuse.setEnabled(named)
        self._paper.setEnabled(is_open)
        self.pad.setEnabled(is_open)
        if self._is_done():
            self._next.setText(self.tr("Everything is signed"))
        elif place is not None:
            who = self.name.text().strip() or place.label
            self._next.setText(self.tr("Next: {0} signs").format(who))

    # -- small ones --------------------------------------------------------------------------------

    def _place(self) -> Place | None:
        at = self.places.currentRow()
        place = self._places[at] if 0 <= at < len(self._places) else None
        return place if place is not None and place.id not in self._rows else None

    def _signer(self, place: Place) -> Signer:
        name = self.name.text().strip() or place.name
        return Signer(place.id, name, place.account_id, self.namesake.isChecked())

    def _is_done(self) -> bool:
        if "paper" in self._rows:
            return True
        # A place without a name is room for one more, not somebody who is missing.
        wanted = [place for place in self._places if place.name] or self._places
        return bool(wanted) and all(place.id in self._rows for place in wanted)

    def _set_busy(self, *, on: bool) -> None:
        self._busy = on
        self._say()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._leave, self._paper):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self._clear)
        buttons.addWidget(self._sign)
        refusing = QHBoxLayout()
        refusing.setSpacing(8)
        refusing.addWidget(self.reason, 1)
        refusing.addWidget(self.absent)
        refusing.addWidget(self._refuse)
        named = QHBoxLayout()
        named.setSpacing(8)
        named.addWidget(self.name, 1)
        named.addWidget(self.namesake)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(named)
        right.addWidget(self.pad, 1)
        right.addLayout(buttons)
        right.addLayout(refusing)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.places)
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(self._title)
        whole.addWidget(self._bound)
        whole.addWidget(self._next)
        whole.addLayout(row, 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        parts.say(self._sign, self.tr("Sign"))
        parts.say(self._clear, self.tr("Write again"))
        parts.say(self._paper, self.tr("On paper instead"))
        parts.say(self._refuse, self.tr("Does not sign"))
        parts.say(self._leave, self.tr("Back"), Key.BACK)
        self.name.setPlaceholderText(self.tr("Name of who signs"))
        self.reason.setPlaceholderText(self.tr("Why it is not signed; a witness signs in"))
        self.absent.setText(self.tr("absent"))
        self.namesake.setText(self.tr("another of that name"))
        self._show()


def _keep(store: Store, written: strokes.Written) -> str:
    """Keep the picture of a signature; for a worker."""
    return store.keep(strokes.png(written))
