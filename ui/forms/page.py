"""The sheets of a thing, a request or a case: which there are, how they look, on paper or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import errors
from app.forms import service
from app.forms.service import Offer, Sheet
from app.labels.types import Command
from app.signatures.types import Sheet as Signed
from ui import texts
from ui.forms import making, printer
from ui.forms.takeout import TakeOut, Target
from ui.shell import files, keys
from ui.shell.keys import Key
from ui.shell.pages import InPieces
from ui.signing import SignPanel
from ui.widgets import parts
from ui.widgets.busy import Busy
from ui.widgets.empty import EmptyState
from ui.work import Lane, Ticket

if TYPE_CHECKING:
    from app.forms.raster import Raster
    from app.requests.types import Scanned

_SHARPEST: Final = 200.0  # dots an inch: more than a screen can show of a whole page
_EXTRACTS_OF: Final = {"item": ("F8",), "case": ("F9", "F8")}


class FormPage(InPieces, QWidget):
    """单据: a list of sheets on the left, the chosen one as it will be printed on the right."""

    features = frozenset({"forms"})

    def _pieces(self) -> Iterator[None]:
        station = self._station
        self._kind = self._id = self._wanted = ""
        self._offers: list[Offer | str] = []
        self._sheet: Sheet | None = None
        self._pdf = b""
        self._number = self._pages = 0
        self._ticket: Ticket | None = None
        self._drawing: Ticket | None = None
        self._build()
        yield
        self._out = TakeOut(station, self.busy, self)
        yield
        self._lay_out()
        yield
        self._wire()
        self.retranslate()

    def show_target(self, target: str, extra: str = "") -> None:
        """ "item ID", "request ID", "case ID" or "store" (with a year or a month); extra is the form to begin with."""
        self._kind, _, self._id = target.partition(" ")
        self._wanted = extra
        self.refresh()

    def refresh(self) -> None:
        """Look again which sheets there are."""
        if self._id or self._kind == "store":
            self._station.ask(
                self, service.offered, then=self._took_offers, kind=self._kind, id=self._id
            )

    def first_focus(self) -> None:
        """Where the keys go first."""
        self.list.setFocus()

    def command(self, command: Command) -> bool:
        """The command cards of the counter."""
        if command in (Command.PRINT, Command.CONFIRM):
            self.print_sheet()
            return True
        return False

    def take_scan(self, scanned: Scanned) -> bool:
        """A scan opens what it names, as everywhere; the sheet that is being signed lies before the camera."""
        return scanned.kind == "form" and scanned.number == self.at_work()

    def at_work(self) -> str:
        """The sheet that is being signed."""
        return self.signing.number() if self.signing.isVisible() else ""

    def help_text(self) -> str:
        """What F1 says."""
        return self.tr(
            "The sheets of this thing, request or case, the newest act first. Choose one, read it as it will be "
            "printed (Page Up, Page Down), then Ctrl+P prints it and Ctrl+S saves it as PDF. The first print gives "
            "the sheet its number; each one after it is a copy (副本) and needs a reason."
        )

    # -- which -----------------------------------------------------------------------------------------

    def _took_offers(self, found: tuple[Offer, ...]) -> None:
        chosen = self._wanted or self._form()
        self._wanted = ""
        self.list.clear()
        self._offers = list(found)
        for offer in found:
            self.list.addItem(self._told(offer))
        for form in _EXTRACTS_OF.get(self._kind, ()):
            self._offers.append(form)
            self.list.addItem("\n".join((self._title_of(form), self.tr("as of now"))))
        forms = [each if isinstance(each, str) else each.form for each in self._offers]
        self.list.setCurrentRow(forms.index(chosen) if chosen in forms else 0)

    def _title_of(self, form: str) -> str:
        """What an extract is called: the cards of a whole case are a booklet."""
        booklet = form == "F8" and self._kind == "case"
        return texts.word("form.booklet" if booklet else f"form.{form}")

    def _told(self, offer: Offer) -> str:
        """A line of the list: which form, of when, printed how often."""
        which = offer.id if offer.kind == "store" else texts.moment(offer.at)
        told = [texts.word(f"form.{offer.form}"), which]
        if offer.prints:
            told.append(self.tr("{0}, printed {1} times").format(offer.number, offer.prints))
        return "\n".join(told)

    def _chosen(self) -> Offer | str:
        """A sheet of the books; or the extract that is chosen, by its form; or nothing."""
        row = self.list.currentRow()
        return self._offers[row] if 0 <= row < len(self._offers) else ""

    def _offer(self) -> Offer | None:
        """The chosen sheet of the books; none when a card or a ledger is chosen."""
        chosen = self._chosen()
        return None if isinstance(chosen, str) else chosen

    def _extract(self) -> str:
        """The chosen extract of the books: F8, F9 or nothing."""
        chosen = self._chosen()
        return chosen if isinstance(chosen, str) else ""

    def _form(self) -> str:
        """The form that is chosen."""
        chosen = self._chosen()
        return chosen if isinstance(chosen, str) else chosen.form

    def _show_chosen(self) -> None:
        self._drop()
        self._sheet, self._pdf = None, b""
        self.signing.hide()
        self.halted.hide()
        self.view.show()
        self.picture.clear()
        self._say_page()
        offer = self._offer()
        if offer is not None:
            self._ticket = self._station.ask(
                self,
                service.preview,
                then=self._took_sheet,
                failed=self._not_gathered,
                form=offer.form,
                kind=offer.kind,
                id=offer.id,
            )
            self.busy.begin(self.tr("Gathering what it says…"), self._ticket)
        elif self._extract():
            self._make(
                partial(making.extract, self._station.store, self._extract(), self._kind, self._id)
            )
        self._say_choices()

    def _drop(self) -> None:
        """An answer about what was chosen before would only confuse."""
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None
            self.busy.end()
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None

    def _not_gathered(self, trouble: Exception) -> None:
        self._ticket = None
        self.busy.end()
        if not isinstance(trouble, errors.SignedInElsewhere):  # of that the window tells
            self._station.refuse(trouble)

    def _took_sheet(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._say_choices()
        self._make(partial(making.sheet, self._station.store, sheet))

    # -- how it looks ----------------------------------------------------------------------------------

    def _make(self, job: partial[bytes]) -> None:
        self._drop()
        self._ticket = self._station.work.run(
            self,
            job,
            then=self._took_pdf,
            failed=self._failed,
            progress=self.busy.report,
            lane=Lane.FORMS,
        )
        self.busy.begin(self.tr("Making the form…"), self._ticket)

    def _took_pdf(self, pdf: bytes) -> None:
        self._ticket = None
        self.busy.end()
        self._pdf, self._number = pdf, 1
        self._draw()

    def turn(self, by: int) -> None:
        """The next page, or the one before."""
        if 1 <= self._number + by <= self._pages:
            self._number += by
            self._draw()

    def _draw(self) -> None:
        from app.forms import raster

        if not self._pdf:
            return
        room = max(300, self.view.viewport().width() - 8) * self.devicePixelRatioF()
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = self._station.work.run(
            self,
            raster.page,
            self._pdf,
            self._number,
            _SHARPEST,
            wide=room,
            then=self._took_page,
            failed=self._failed,
            lane=Lane.PICTURES,
        )

    def _took_page(self, page: Raster) -> None:
        image = QImage(
            page.data, page.width, page.height, page.stride, QImage.Format.Format_Grayscale8
        )
        shown = QPixmap.fromImage(image)
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(shown)
        self._pages = page.pages
        self._say_page()

    def _stopped(self) -> None:
        """The paper that was being made is not wanted; it can be made after all."""
        if self._ticket is not None and self._ticket.is_cancelled():
            self._ticket = None
            self.view.hide()
            self.halted.show()

    def _failed(self, trouble: Exception) -> None:
        self._ticket = None
        self.busy.end()
        self._station.refuse(trouble)

    # -- on paper, or as a file ------------------------------------------------------------------------

    def print_sheet(self) -> None:
        """Ctrl+P: to a printer of the system; the sheet gets its number when a printer was chosen."""
        if not self._pdf or not self._reason_is_given():
            return
        chosen = printer.ask(self, self._pages)
        if chosen is not None:
            self._take_out(chosen)

    def save_sheet(self) -> None:
        """Ctrl+S: as a PDF file, which counts as a print."""
        if not self._pdf or not self._reason_is_given():
            return
        number = self._sheet.number if self._sheet is not None else ""
        name = f"{self._title_of(self._form())} {number}".strip().replace("/", "-")
        path = files.ask_save(self, self.tr("Save the form"), f"{name}.pdf", "PDF (*.pdf)")
        if path is not None:
            self._take_out(path)

    def _reason_is_given(self) -> bool:
        needed = self._sheet is not None and self._sheet.reason_needed
        if needed and not self.reason.text().strip():
            self._station.refuse(errors.FieldMissing(field="form.reason"))
            self.reason.setFocus()
            return False
        return True

    def _take_out(self, target: Target) -> None:
        offer = self._offer()
        if offer is None:
            self._out.extract(self._extract(), self._id, self._pdf, target)
            return
        reason, every = self.reason.text().strip(), self.every_copy.isChecked()
        self._out.sheet(offer, reason, self._pdf, target, every_copy=every)

    def sign_sheet(self) -> None:
        """Those whose places are on the sheet sign it: on the pad, on the printed paper, or not at all."""
        sheet = self._sheet
        if sheet is None or not sheet.reason_needed:
            return
        self.view.hide()
        self.signing.open_for(
            Signed(sheet.form, sheet.number, sheet.digest), making.places_of(sheet)
        )

    def _signing_left(self) -> None:
        self.view.show()
        self._show_chosen()

    # -- parts -----------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = parts.label(self, "title")
        self.list = QListWidget(self)
        self.list.setObjectName("form.list")
        self.list.setMinimumWidth(240)
        self.list.setSpacing(4)
        self.list.setWordWrap(True)
        self.picture = QLabel(self)
        self.picture.setObjectName("form.picture")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.view = QScrollArea(self)
        self.view.setWidgetResizable(True)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.setWidget(self.picture)
        self._before = parts.button(self, "form.before", partial(self.turn, -1), kind="quiet", icon="chevron-left")  # fmt: skip
        self._after = parts.button(self, "form.after", partial(self.turn, 1), kind="quiet", icon="chevron-right")  # fmt: skip
        self._where = parts.label(self, "soft")
        self._state = parts.label(self, "soft", wraps=True)
        self._state.setObjectName("form.state")
        self._reason_name = parts.label(self)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("form.reason")
        self.reason.setMaxLength(200)
        self.every_copy = QCheckBox(self)
        self.every_copy.setObjectName("form.every_copy")
        self._print = parts.button(self, "form.print", self.print_sheet, kind="primary", icon="printer")  # fmt: skip
        self._save = parts.button(self, "form.save", self.save_sheet, icon="save")
        self._sign = parts.button(self, "form.sign", self.sign_sheet, icon="pencil")
        self.signing = SignPanel(self._station, self)
        self.busy = Busy(self)
        self.halted = EmptyState("printer", self)
        self.halted.setObjectName("form.halted")
        self.halted.hide()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(self.list, 1)
        for part in (self._state, self._reason_name, self.reason, self.every_copy):
            side.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self._print)
        buttons.addWidget(self._save)
        side.addLayout(buttons)
        side.addWidget(self._sign)
        turning = QHBoxLayout()
        turning.addWidget(self.busy, 1)
        turning.addWidget(self._before)
        turning.addWidget(self._where)
        turning.addWidget(self._after)
        sheet = QVBoxLayout()
        sheet.addLayout(turning)
        sheet.addWidget(self.view, 1)
        sheet.addWidget(self.halted, 1)
        sheet.addWidget(self.signing, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(side, 2)
        both.addLayout(sheet, 5)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addWidget(self._title)
        whole.addLayout(both, 1)

    def _wire(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._show_chosen())
        self.list.itemActivated.connect(lambda _: self.print_sheet())
        self.reason.returnPressed.connect(self.print_sheet)
        self._out.booked.connect(self.reason.clear)
        self._out.finished.connect(self.refresh)
        self.busy.stopped.connect(self._stopped)
        self.halted.acted.connect(self._show_chosen)
        self.signing.left.connect(self._signing_left)
        keys.bind(self, Key.PRINT, self.print_sheet)
        keys.bind(self, Key.SAVE, self.save_sheet)
        for key, by in (("PgDown", 1), ("PgUp", -1)):
            keys.bind(self, key, partial(self.turn, by))

    def _say_choices(self) -> None:
        """What this print will be: the first, a copy that needs a reason, or an extract of today."""
        sheet = self._sheet
        again = sheet is not None and sheet.reason_needed
        for part in (self._reason_name, self.reason):
            part.setVisible(again)
        self._sign.setVisible(
            again and self._kind != "store"
        )  # printed as it stands: now it can be signed
        self.every_copy.setVisible(sheet is not None and len(making.copies(sheet)) > 1)
        if sheet is None:
            self._state.setText(self.tr("An extract of the books as they stand now.") if self._extract() else "")  # fmt: skip
        elif again:
            self._state.setText(self.tr("Printed before: this print is a copy (副本)."))
        elif sheet.number:
            self._state.setText(self.tr("More has happened since: it is printed anew as {0}.").format(sheet.number))  # fmt: skip
        else:
            self._state.setText(self.tr("Not printed yet: it gets its number when it is printed."))

    def _say_page(self) -> None:
        shown = bool(self._pdf)
        self._where.setText(self.tr("Page {0} of {1}").format(self._number, self._pages) if shown else "")  # fmt: skip
        self._before.setEnabled(shown and self._number > 1)
        self._after.setEnabled(shown and self._number < self._pages)
        for part in (self._print, self._save):
            part.setEnabled(shown)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Sheets"))
        self._reason_name.setText(texts.word("form.reason"))
        self.every_copy.setText(self.tr("One for each who gets a copy, with his name on it"))
        parts.say(self._print, self.tr("Print…"), Key.PRINT)
        parts.say(self._save, self.tr("Save PDF…"), Key.SAVE)
        parts.say(self._sign, self.tr("Sign…"))
        self.halted.say(
            self.tr("This paper was stopped before it was whole"),
            self.tr(
                "Nothing of it was kept. A long ledger takes a while: its pages are counted above."
            ),
            self.tr("Make it"),
        )
        self._before.setToolTip(self.tr("Page before (Page Up)"))
        self._after.setToolTip(self.tr("Next page (Page Down)"))
        self._say_choices()
        self._say_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_whole and event.size().width() != event.oldSize().width():
            self._draw()

    def sizeHint(self) -> QSize:
        return QSize(1100, 700)
