"""The intake page: for custodians the counter where deliveries are received, for handlers registering and declaring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.labels.types import Command
from ui.custody.receiving import Receiving
from ui.custody.register import RegisterPanel
from ui.shell import lang
from ui.shell.station import Station

if TYPE_CHECKING:
    from app.requests.types import Scanned

Side = TypeVar("Side", bound=QWidget)


class IntakePage(lang.Speaks, QWidget):
    """入库 / 登记移交: one page, two sides of the counter; each is built when first needed."""

    features = frozenset({"custody", "cases", "locations"})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._receiving: Receiving | None = None
        self._register: RegisterPanel | None = None
        self._stack = QStackedLayout(self)

    @property
    def receiving(self) -> Receiving:
        """The custodian's side."""
        if self._receiving is None:
            self._receiving = Receiving(self._station, self, whole=False)
        self._receiving.finish()
        return self._placed(self._receiving)

    @property
    def register(self) -> RegisterPanel:
        """The handler's side."""
        if self._register is None:
            self._register = RegisterPanel(self._station, self, whole=False)
        self._register.finish()
        return self._placed(self._register)

    def _placed(self, side: Side) -> Side:
        if self._stack.indexOf(side) < 0:
            self._stack.addWidget(side)
        return side

    @property
    def leaves_draft(self) -> bool:
        """Whether something half done stays behind, kept and offered again."""
        return self._is_counter() and self.receiving.has_begun()

    def get_ready(self) -> Iterator[None]:
        """Build the side of who is signed in before it is shown: first made, then put in its place."""
        if self._is_counter():
            self._receiving = self._receiving or Receiving(self._station, self, whole=False)
            yield from self._receiving.pieces()
        else:
            self._register = self._register or RegisterPanel(self._station, self, whole=False)
            yield from self._register.pieces()
        self._side()
        yield

    def refresh(self) -> None:
        """Show the side of who is signed in; a side that must be built first comes in the next turn."""
        is_built = (self._receiving if self._is_counter() else self._register) is not None
        if is_built:
            self._show_side()
        else:
            QTimer.singleShot(0, self, self._show_side)

    def _show_side(self) -> None:
        side = self._side()
        self._stack.setCurrentWidget(side)
        side.refresh()

    def show_target(self, target: str, extra: str = "") -> None:
        """An item to be received, or a case to be registered for (extra "declare": its drafts)."""
        if self._is_counter():
            if extra == "case":
                self.receiving.show_case(target)
            elif target:
                self.receiving.show_item(target)
        elif target:
            self.register.show_case(target, declare=extra == "declare")

    def take_scan(self, scanned: Scanned) -> bool:
        """A scan at the counter; a thing's own number over the form of a new card."""
        return self._side().take_scan(scanned)

    def at_work(self) -> str:
        """What is being received."""
        return self.receiving.at_work() if self._is_counter() else ""

    def command(self, command: Command) -> bool:
        """A command card at the counter."""
        return self._is_counter() and self.receiving.command(command)

    def first_focus(self) -> None:
        """Where the keys go first."""
        self._side().first_focus()

    def help_text(self) -> str:
        """What F1 says."""
        if self._is_counter():
            return self.tr(
                "One thing at a time: the line at the top says what is next. F3 photographs, a scanned seal or "
                "place goes into its field, Enter goes on and at the end receives. F4 prints the last label, "
                "Ctrl+P the intake sheet, Alt+↓ takes the next item, Ctrl+R refuses. What is half done is kept by itself."
            )
        return self.tr(
            "Choose the case, write one card for each thing (Ctrl+Enter registers it), or import a list. Then "
            "declare the drafts with a second officer: they appear at the counter."
        )

    def _is_counter(self) -> bool:
        return self._station.may("custodian", "store_head") or not self._station.may("handler")

    def _side(self) -> Receiving | RegisterPanel:
        return self.receiving if self._is_counter() else self.register

    def retranslate(self) -> None:
        """Its sides speak for themselves."""
