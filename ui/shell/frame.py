"""The frame of the main window: rail, top line, banner, pages, status line. Knows no page by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.shell import theme
from ui.shell.notices import Done, Notices
from ui.shell.pages import InPieces
from ui.shell.rail import Rail
from ui.shell.search import Flash, Hit
from ui.shell.status import Status
from ui.shell.top import Health, Top
from ui.widgets.scroll import Scroll


class Frame(QWidget):
    """What stands around every page."""

    page_chosen = Signal(str)
    search_asked = Signal(str)
    search_submitted = Signal(str)
    hit_chosen = Signal(Hit)
    dot_clicked = Signal(str)
    person_clicked = Signal()
    lock_asked = Signal()
    status_action = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "window")
        self.rail = Rail(self)
        self.top = Top(self)
        self._done = Done(self, self._room_for_done)
        self.notices = Notices(self, self._done)
        self.status = Status(self)
        self._alarm = QLabel(self)
        self._alarm.setProperty("part", "alarm")
        self._alarm.setWordWrap(True)
        self._alarm.setTextFormat(Qt.TextFormat.PlainText)
        self._alarm.hide()
        self._stack = QStackedWidget(self)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        # Stands there until the first page is whole: Qt shows what is put into an empty stack, and each part of it anew.
        self._stack.addWidget(QWidget(self._stack))
        self._pages: dict[str, QWidget] = {}
        self._places: dict[str, Scroll] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._now = ""
        self._lay_out()
        self._wire()
        self.setMinimumSize(800, 480)

    def add_page(
        self,
        page: str,
        title: Callable[[], str],
        icon: str,
        make: QWidget | Callable[[], QWidget],
        *,
        bottom: bool = False,
    ) -> None:
        """Put a page on the rail; given a function, the page is built when it is first shown."""
        self.rail.add(page, title, icon, bottom=bottom)
        if isinstance(make, QWidget):
            self._keep(page, make)
        else:
            self._makers[page] = make

    def add_hidden_page(self, page: str, make: QWidget | Callable[[], QWidget]) -> None:
        """A page that is reached from others, such as one item's card."""
        if isinstance(make, QWidget):
            self._keep(page, make)
        else:
            self._makers[page] = make

    def show_page(self, page: str) -> QWidget:
        """Show a page and light up its place; says `page_chosen` when it was another before."""
        widget = self.page(page)
        if isinstance(widget, InPieces):
            widget.finish()
        self._stack.setCurrentWidget(self._places[page])
        self.rail.choose(page)
        if page != self._now:
            self._now = page
            self.notices.clear()
            self.page_chosen.emit(page)
        return widget

    def page(self, page: str) -> QWidget:
        """The page itself, built now if it was not yet."""
        if page not in self._pages:
            self._keep(page, self._makers.pop(page)())
        return self._pages[page]

    def lay_out(self, page: str) -> None:
        """Give a page that is not shown its size and its parts their places."""
        place = self._places[page]
        place.resize(self._stack.size())
        place.ensurePolished()
        for part in (place, place.widget(), self._pages[page]):
            layout = part.layout() if part is not None else None
            if layout is not None:
                layout.activate()

    def current_page(self) -> str:
        """The page that is shown."""
        return self._now

    def set_counts(self, counts: Mapping[str, int], urgent: Sequence[str] = ()) -> None:
        """How many wait in each place, and where it is urgent."""
        for page, number in counts.items():
            self.rail.set_count(page, number, urgent=page in urgent)

    def set_person(self, room: str, person: str, detail: str = "") -> None:
        """Who is here and in which room."""
        self.top.set_person(room, person, detail)

    def add_dot(self, name: str, title: Callable[[], str]) -> None:
        """Put a device on the top line."""
        self.top.add_dot(name, title)

    def set_dot(self, name: str, health: Health, trouble: str = "") -> None:
        """How a device is, and what is wrong in words."""
        self.top.set_dot(name, health, trouble)

    def set_status(self, text: str, action: str = "") -> None:
        """What was done last; action is the one thing that can still be done about it."""
        self.status.set_last(text, action)

    def set_head(self, head: str, detail: str = "") -> None:
        """The room's current chain head."""
        self.status.set_head(head, detail)

    def set_busy(self, count: int) -> None:
        """How many jobs are under way."""
        self.status.set_busy(count > 0)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """What was found for the words in the search field."""
        self.top.field.show_hits(hits)

    def flash(self, what: Flash) -> None:
        """Show for a moment what came of a scan."""
        self.top.field.flash(what)

    def focus_search(self) -> None:
        """Go to the scan and search field."""
        self.top.field.take_focus()

    def set_practice(self, practice: bool) -> None:
        """The red frame that says nothing here is real."""
        theme.set_property(self, "part", "practice" if practice else "")
        edge = 4 if practice else 0
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(edge, edge, edge, edge)

    def set_alarm(self, words: str, tone: str = "danger") -> None:
        """What must stay before everybody's eyes (books that do not agree, practice); empty takes it away."""
        self._alarm.setText(words)
        theme.set_property(self._alarm, "alarm", tone)
        self._alarm.setVisible(bool(words))

    def alarm(self) -> str:
        """What the strip above the pages says now."""
        return "" if self._alarm.isHidden() else self._alarm.text()

    def _keep(self, page: str, widget: QWidget) -> None:
        self._pages[page] = widget
        # a banner and a low screen leave less room than a page needs: it scrolls, and nothing of it is cut
        self._places[page] = Scroll(widget, self._stack)
        self._stack.addWidget(self._places[page])

    def _lay_out(self) -> None:
        banner = QVBoxLayout()
        banner.setContentsMargins(16, 0, 16, 0)
        banner.addWidget(self.notices)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._alarm)
        right.addWidget(self.top)
        right.addLayout(banner)
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)

    def _room_for_done(self) -> QRect:
        """Over the devices and, for a long sentence, over the field: beside who is here."""
        return self.top.beside_person().translated(self.top.pos())

    def _wire(self) -> None:
        self.rail.chosen.connect(self.show_page)
        field = self.top.field
        field.asked.connect(self.search_asked)
        field.submitted.connect(self.search_submitted)
        field.hit_chosen.connect(self.hit_chosen)
        self.top.dot_clicked.connect(self.dot_clicked)
        self.top.person_clicked.connect(self.person_clicked)
        self.top.lock_asked.connect(self.lock_asked)
        self.status.action_clicked.connect(self.status_action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.NARROW_BELOW
        if narrow != self.rail.is_narrow():
            theme.set_property(self, "narrow", narrow)
            self.rail.set_narrow(narrow)
            self.top.set_narrow(narrow)
        self._done.place()
