"""Where one is in the window: builds pages when they are first shown, goes, comes back, tells them to look again."""

from __future__ import annotations

import functools
import importlib
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.shell import turns
from ui.shell.pages import InPieces, PageSpec
from ui.shell.station import Place
from ui.widgets import parts
from ui.widgets.form import Form

if TYPE_CHECKING:
    from app.labels.types import Command
    from ui.shell.frame import Frame
    from ui.shell.station import Station

_REMEMBERED: Final = 50
_LOOK_AGAIN_MS: Final = 60
#: From the end of a piece of getting pages ready to the next: whatever the person does, and drawing, comes first.
_READY_PAUSE_MS: Final = 5
_DRESS_S: Final = 0.010
#: So many widgets are drawn in one turn at most.
_DRAWN_AT_ONCE: Final = 40
#: And so much of a list: its other rows look alike.
_DRAWN_HIGH: Final = 240


class Navigation(QObject):
    """The pages of one person's window."""

    #: Another place is shown now.
    moved = Signal(object)

    def __init__(self, station: Station, frame: Frame, specs: Sequence[PageSpec]) -> None:
        super().__init__(station)
        self._station = station
        self._frame = frame
        self._specs = {spec.id: spec for spec in specs}
        self._back: list[Place] = []
        self._here = Place("")
        self._built: dict[str, QWidget] = {}
        self._dirty: set[str] = set()
        # Several acts in one turn make a page look again once.
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_MS)
        self._soon.timeout.connect(self.refresh)
        self._going = False
        self._pieces: Iterator[None] = iter(())
        self._ready = QTimer(self, singleShot=True, interval=_READY_PAUSE_MS)
        self._ready.timeout.connect(self._get_ready)
        self._put_on_rail()
        frame.page_chosen.connect(self._chosen_on_rail)
        station.going.connect(self.go)
        station.changed.connect(self._changed)

    def here(self) -> Place:
        """Where one is."""
        return self._here

    def pages(self) -> list[str]:
        """Every page this person may go to by the rail, in order."""
        held = self._held()
        return [s.id for s in self._specs.values() if s.title is not None and s.is_for(held)]

    def first(self) -> str:
        """Where this person begins: the first page that is his work, the settings at the latest."""
        held = self._held()
        return next(page for page in self.pages() if self._specs[page].is_work_of(held))

    def hidden(self) -> list[str]:
        """The pages that are reached from others only."""
        return [s.id for s in self._specs.values() if s.title is None]

    def page(self) -> Any:
        """The page that is shown."""
        return self._frame.page(self._here.page)

    def go(self, place: Place) -> None:
        """Show a place and remember where one came from."""
        if place.page not in self._specs:
            return
        if self._here.page and place != self._here:
            self._back.append(self._here)
            del self._back[:-_REMEMBERED]
        self._show(place)

    def back(self) -> bool:
        """Go back to where one came from; False at the beginning."""
        if not self._back:
            return False
        self._show(self._back.pop())
        return True

    def get_ready(self) -> None:
        """Build the other pages in pieces while nothing else is done, so that none keeps anybody waiting."""
        self._pieces = self._in_pieces()
        self._ready.start()

    def making(self, name: str) -> Iterator[None]:
        """One page made whole, dressed and laid out in pieces, before anybody sees it."""
        page: Any = self._frame.page(name)
        yield
        if isinstance(page, InPieces):
            yield from page.pieces()
        # What a page builds only when it is first shown, it may build now.
        if hasattr(page, "get_ready"):
            yield from page.get_ready()
        for form in page.findChildren(Form):
            yield from form.get_ready()
        yield from _dressing(page)
        if not page.isVisible():
            self._frame.lay_out(name)
            yield

    def let_go(self) -> None:
        """Another person comes: nothing more is made."""
        self._ready.stop()

    def is_ready(self) -> bool:
        """Whether every page is there."""
        made = [self._built.get(name) for name in (*self.pages(), *self.hidden())]
        return all(page and getattr(page, "is_whole", True) for page in made)

    def refresh(self) -> None:
        """Let the page shown look again."""
        page = self.page() if self._here.page else None
        self._dirty.discard(self._here.page)
        if page is not None and hasattr(page, "refresh"):
            page.refresh()

    def next_pane(self) -> None:
        """Let the page move to its next pane; a page without panes moves to its next field."""
        page = self.page()
        if hasattr(page, "next_pane"):
            page.next_pane()
        else:
            page.focusNextChild()

    def title(self) -> str:
        """What the page shown is called."""
        spec = self._specs[self._here.page]
        return spec.title() if spec.title is not None else ""

    def help_text(self) -> str:
        """What the page says about itself."""
        page = self.page()
        return str(page.help_text()) if hasattr(page, "help_text") else ""

    # -- what a scan may be given to (ui/shell/desk.py) ---------------------------------------------

    def take_scan(self, scanned: Any) -> bool:
        """Whether the page shown took the scan for itself."""
        page = self.page()
        return hasattr(page, "take_scan") and bool(page.take_scan(scanned))

    def take_hidden(self, text: str) -> bool:
        """Whether the page shown has a use for the code of a thing that its person may not see."""
        page = self.page()
        return hasattr(page, "take_hidden") and bool(page.take_hidden(text))

    def at_work(self) -> str:
        """What the page shown is in the middle of: a scan that it has no use for leads nobody away from that."""
        page = self.page()
        return str(page.at_work()) if hasattr(page, "at_work") else ""

    def wants_place(self) -> bool:
        """Whether the page shown waits for the code of a place."""
        page = self.page()
        return hasattr(page, "wants_place") and bool(page.wants_place())

    def command(self, command: Command) -> bool:
        """Whether the page shown did what a command code asks; back is known everywhere."""
        page = self.page()
        if hasattr(page, "command") and page.command(command):
            return True
        return command.name == "BACK" and self.back()

    # -- inside ------------------------------------------------------------------------------------

    def _held(self) -> frozenset[str]:
        actor = self._station.store.actor
        return actor.roles if actor is not None else frozenset()

    def _put_on_rail(self) -> None:
        held = self._held()
        for spec in self._specs.values():
            make = functools.partial(self._build, spec)
            if spec.title is None:
                self._frame.add_hidden_page(spec.id, make)
            elif spec.is_for(held):
                self._frame.add_page(spec.id, spec.title, spec.icon, make, bottom=spec.bottom)

    def _build(self, spec: PageSpec) -> QWidget:
        module, _, name = spec.path.rpartition(".")
        page = getattr(importlib.import_module(module), name)
        made: QWidget = (
            page(self._station, whole=False) if issubclass(page, InPieces) else page(self._station)
        )
        made.setObjectName(made.objectName() or f"page.{spec.id}")
        self._built[spec.id] = made
        return made

    def _get_ready(self) -> None:
        """One piece more, unless what is shown is still being made."""
        if turns.are_waiting() or next(self._pieces, self) is not self:
            self._ready.start()

    def _in_pieces(self) -> Iterator[None]:
        for name in (*self.pages(), *self.hidden()):
            yield from self.making(name)
            page = self._frame.page(name)
            if page.isVisible():
                continue
            # Drawing a whole page when it is first shown would be seen.
            for part in _parts(page):
                part.grab(QRect(QPoint(), part.size().boundedTo(QSize(part.width(), _DRAWN_HIGH))))
                yield

    def _chosen_on_rail(self, page: str) -> None:
        if not self._going and page != self._here.page:
            if self._here.page:
                self._back.append(self._here)
            self._arrive(Place(page))

    def _show(self, place: Place) -> None:
        self._going = True
        try:
            self._frame.show_page(place.page)
        finally:
            self._going = False
        self._arrive(place)

    def _arrive(self, place: Place) -> None:
        self._here = place
        page = self.page()
        if hasattr(page, "show_target") and (place.target or place.extra):
            page.show_target(place.target, place.extra)
        self.refresh()
        if hasattr(page, "first_focus"):
            page.first_focus()
        self.moved.emit(place)

    def _changed(self, features: frozenset[str]) -> None:
        for name, page in self._built.items():
            known: frozenset[str] = getattr(page, "features", frozenset())
            if not known or not known.isdisjoint(features):
                self._dirty.add(name)
        if self._here.page in self._dirty:
            self._soon.start()


def _parts(page: QWidget) -> Iterator[QWidget]:
    """What can be drawn by itself, a little at a time: fonts, icons and styles are then at hand."""
    for child in page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not shiboken6.isValid(child) or child.isHidden() or child.isWindow():
            continue
        if len(child.findChildren(QWidget)) > _DRAWN_AT_ONCE:
            yield from _parts(child)
        else:
            yield child


def _dressing(page: QWidget) -> Iterator[None]:
    """Give the page's widgets their style, some in each step."""
    until = time.monotonic() + _DRESS_S
    for _ in parts.dressing(page):
        if time.monotonic() >= until:
            yield
            until = time.monotonic() + _DRESS_S
