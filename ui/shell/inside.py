"""One person's work at this station: the frame, its pages, the desk, the counts, the status line."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from app import clock, errors, words
from app.labels.types import Command
from ui import slices
from ui.shell import keys, lang, settings
from ui.shell.desk import Desk
from ui.shell.devices import CAMERA, PRINTER, SCANNER, Devices
from ui.shell.frame import Frame
from ui.shell.help import HelpPanel
from ui.shell.navigation import Navigation
from ui.shell.pages import PageSpec
from ui.shell.right_time import RightTime
from ui.shell.scales import SCALE
from ui.shell.scan import Scans
from ui.shell.second import Second
from ui.shell.sounds import Sounds
from ui.shell.station import Place, Station
from ui.shell.top import Health
from ui.shell.turns import Turns
from ui.work import Lane, Work

if TYPE_CHECKING:
    from app.ledger.about import About
    from app.organs.types import Place as OrganPlace
    from app.requests.types import Desk as Tasks
    from app.store import Store

BOOKS: Final = "books"
#: Where each device of the top line is set up.
_SECTIONS: Final = {
    CAMERA: "cameras",
    SCANNER: "scanners",
    SCALE: "scale",
    PRINTER: "printers",
    BOOKS: "store",
}
#: Where the settings keep the key of the foot switch.
FOOT: Final = "camera/foot_key"
_COUNT_AFTER_MS: Final = 120
_COUNT_EVERY_MS: Final = 60_000
#: While the books do not answer they are asked so often.
_LOST_EVERY_MS: Final = 10_000
_HEALTH: Final = {
    "OPENING": Health.BUSY,
    "LIVE": Health.OK,
    "LOST": Health.LOST,
    "CLOSED": Health.OFF,
    "": Health.OFF,
}
#: The files of the room are seen to when the first page has long been shown.
_UPKEEP_AFTER_MS: Final = 120_000
#: What waits on which page of the rail.
_WAITS: Final = {
    "intake": ("to_receive",),
    "approvals": ("to_approve",),
    "leads": ("letters", "leads_sign", "leads_work"),
}
_REPORTS: Final = "reports"
#: Who has this page has something to do in the storeroom.
_STOREROOM: Final = "items"
_URGENT: Final = ("overdue", "on_hold", "moving_long")


class Inside(QObject):
    """Lives from a sign-in to the next; another person gets a new one."""

    #: The first page stands on the screen.
    stands = Signal()
    lock_asked = Signal()
    ended = Signal(object)
    person_menu_asked = Signal()
    #: What time alone changes is looked for at each sign-in, and then so often, the screen locked or not.
    every_ms: ClassVar[int] = 3_600_000
    #: After so many seconds without a touch the screen is locked.
    idle_limit = Signal(float)

    def __init__(
        self,
        store: Store,
        about: About,
        work: Work,
        sounds: Sounds,
        scans: Scans,
        devices: Devices,
        specs: Sequence[PageSpec],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.about = about
        #: What stands before the person's name: the room, or the organ of who has nothing to do in it.
        self._seat = about.room
        self.is_open = False
        self.frame = Frame(window)
        # what he begins signs as him, also when it goes on in a worker while another sits down
        self.station = Station(store.held(), work, self.frame.notices, sounds, self)
        self.station.devices = devices
        self.station.scans = scans
        self.second = Second(self.station, window, scans, lambda: self.is_open)
        self.station.second_person = self.second
        self.navigation = Navigation(self.station, self.frame, specs)
        self.desk = Desk(self.station, self.frame, scans, self.navigation, self._listens)
        self.help = HelpPanel(self.frame)
        self._time = RightTime(self.station)
        self._devices = devices
        devices.set_practice(on=about.practice)
        self._work = work
        self._told = self._alarm = ""
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._soon.timeout.connect(self.look_again)
        self._often = QTimer(self, interval=_COUNT_EVERY_MS)
        self._often.timeout.connect(self.look_again)
        self._hourly = QTimer(self, interval=self.every_ms)
        self._hourly.timeout.connect(self.sweep)
        self._hourly.timeout.connect(self.keep_house)
        self._later = QTimer(self, singleShot=True, interval=_UPKEEP_AFTER_MS)
        self._later.timeout.connect(self.keep_house)
        self._turns = Turns(self)
        self._foot = keys.bind(self.frame, "", self._step)
        # A pile that comes in: all its labels in one photograph.
        keys.bind(self.frame, keys.Key.PILE, lambda: self.station.go("shelf", "", "pile"))
        self.use_foot()
        self._wire()
        self._dress()

    def start(self) -> None:
        """Show the first page, and look what waits."""
        self.is_open = True
        self._turns.begin(self._starting())

    def _starting(self) -> Iterator[None]:
        """A little in each turn: the window answers between."""
        first = self.navigation.first()
        yield from self.navigation.making(first)
        slices.end()
        yield
        if not self.navigation.here().page:  # who scanned something meanwhile is where it led him
            self.navigation.go(Place(first))
        self.stands.emit()
        slices.end()
        yield
        self._devices.open_scanner()
        self._often.start()
        self._hourly.start()
        self._later.start()
        slices.end()
        yield
        self.sweep()
        self.look_again()
        self._ask_rules()
        self._ask_place()
        self._time.look()
        slices.end()
        yield
        self.navigation.get_ready()

    def use_foot(self) -> None:
        """A foot switch is a keyboard with one key: it takes a photograph, whichever page is shown."""
        key = settings.text(FOOT)
        self._foot.setKey(QKeySequence(key))
        self._foot.setEnabled(bool(key))

    def _step(self) -> None:
        if self._listens():
            self.navigation.command(Command.PHOTO)

    def pause(self) -> None:
        """The screen is locked: nobody listens."""
        self.is_open = False
        self._often.stop()
        self.second.give_up()
        self.help.hide()

    def resume(self) -> None:
        """The screen is open again: what changed meanwhile is shown."""
        self.is_open = True
        self._often.start()
        self.navigation.refresh()
        self.look_again()

    def discard(self) -> None:
        """Another person comes: nothing of this one stays on the screen, nothing that he began goes on."""
        self.pause()
        self._turns.stop()
        self.station.left.emit()
        self._hourly.stop()
        self._later.stop()
        self.navigation.let_go()
        self.frame.hide()
        self.frame.deleteLater()
        self.deleteLater()

    def look_again(self) -> None:
        """Ask what waits and where the trail stands; nobody is told when it cannot be asked."""
        from app.requests import desk

        self._soon.stop()
        self.station.ask(self, desk.desk, then=self._show_counts, failed=self._books_lost)
        self._work.run(
            self,
            self.station.store.newest_hash,
            then=self._show_head,
            failed=self._books_lost,
            lane=Lane.READS,
        )
        if _REPORTS in self.navigation.pages():
            self._count_reports()

    def _count_reports(self) -> None:
        """A citizen's report rings no bell: how many nobody has opened stands where they lie."""
        from app.reporting import service as reporting
        from app.reporting.types import ReportStatus

        self.station.ask(
            self,
            reporting.count,
            status=ReportStatus.FILED,
            then=lambda many: self.frame.set_counts({_REPORTS: many}),
            failed=lambda _: None,  # a desk without its centre does not know
        )

    def sweep(self) -> None:
        """What time alone changes: things become overdue, approvals that nobody used come to an end.

        Every station where somebody works with things does it, on every kind of store: nobody decides anything by
        it. An administrator's does not: his roles carry no act on a thing.
        """
        from app.custody import loans
        from app.identity.roles import WORKING
        from app.requests import service as requests

        if self.station.store.read_only or not self.station.may(*WORKING):
            return
        for due, verb in (
            (loans.becomes_overdue, loans.mark_overdue),
            (requests.unused, requests.expire),
        ):
            self.station.ask(self, due, then=functools.partial(self._swept, verb))

    def _swept(self, verb: Callable[..., int], due: int) -> None:
        if due:
            self.station.do(self, verb)

    def keep_house(self) -> None:
        """The nightly backup, and photos that nobody names set aside, behind the window; what where: app/backup/upkeep."""
        from app.backup import upkeep

        self._work.run(
            self,
            upkeep.upkeep,
            self.station.store,
            practice=self.about.practice,
            failed=self.station.refuse,
            lane=Lane.CHECKS,
        )

    def toggle_help(self) -> None:
        """Show the help of this page, or take it away."""
        if self.help.isVisible():
            self.help.hide()
            return
        self._show_help()

    def _show_help(self) -> None:
        spec = self.navigation.title()
        self.help.show_help(spec, self.navigation.help_text())

    def escape(self) -> None:
        """Take away what stands in the way, else go back."""
        if self.help.isVisible():
            self.help.hide()
        elif self.frame.notices.text():
            self.frame.notices.clear()
        else:
            self.navigation.back()

    def _ask_place(self) -> None:
        if _STOREROOM in self.navigation.pages():
            return
        from app.organs import service as organs  # by now the store is open

        self.station.ask(self, organs.mine, then=self._sits_at, failed=lambda _: None)

    def _sits_at(self, place: OrganPlace | None) -> None:
        if place is not None:
            self._seat = place.name
            self.say_texts()

    def say_texts(self) -> None:
        """Set every text that the frame was given anew."""
        actor = self.station.store.actor
        name = actor.name if actor is not None else ""
        roles = sorted(actor.roles) if actor is not None else []
        lines = [", ".join(self.station.word(f"role.{role}") for role in roles), self._last_time()]
        self.frame.set_person(self._seat, name, "\n".join(line for line in lines if line))
        for device in (CAMERA, SCANNER, SCALE, PRINTER):
            self._show_link(device, self._devices.link(device))
        if self.about.practice:
            self.frame.set_practice(True)
            self._say_practice()
        if self.help.isVisible():
            self._show_help()

    # -- inside ------------------------------------------------------------------------------------

    def _listens(self) -> bool:
        return self.is_open and not self.second.is_open()

    def _wire(self) -> None:
        station, frame = self.station, self.frame
        station.changed.connect(lambda _: self._soon.start())
        self.navigation.moved.connect(self._time.arrived)
        station.told.connect(self._say_last)
        station.ended.connect(self.ended)
        station.out_of_reach.connect(self._books_lost)
        frame.lock_asked.connect(self.lock_asked)
        frame.person_clicked.connect(self.person_menu_asked)
        frame.dot_clicked.connect(
            lambda name: station.go("settings", _SECTIONS.get(name, "cameras"))
        )
        self._work.busy.connect(frame.set_busy)
        self._devices.link_changed.connect(self._show_link)
        self._devices.set_up_changed.connect(self.use_foot)

    def _dress(self) -> None:
        frame = self.frame
        frame.add_dot(CAMERA, lambda: self.tr("Camera"))
        frame.add_dot(SCANNER, lambda: self.tr("Scanner"))
        frame.add_dot(SCALE, lambda: self.tr("Scale"))
        frame.add_dot(PRINTER, lambda: self.tr("Printer"))
        frame.add_dot(BOOKS, lambda: self.tr("Books"))
        self._say_books()
        self.say_texts()

    def say_alarm(self, told: str) -> None:
        """What is to stand above every page; empty: nothing any more."""
        self._alarm = told
        self.frame.set_alarm(told)
        self._say_books()
        if self.about.practice:
            self._say_practice()

    def _say_books(self) -> None:
        """Books that do not agree, or cannot be looked through, are not well, however quickly they answer."""
        trusted = not self.station.store.read_only
        self.frame.set_dot(BOOKS, Health.OK if trusted else Health.TROUBLE, self._where())

    def _say_practice(self) -> None:
        if not self._alarm:
            self.frame.set_alarm(
                self.tr("Practice storeroom: nothing here is real."), tone="practice"
            )

    def _last_time(self) -> str:
        actor = self.station.store.actor
        if actor is None or actor.last_at is None:
            return ""
        at = clock.local(actor.last_at).strftime("%Y-%m-%d %H:%M")
        return self.tr("Last signed in {0} at {1}").format(at, actor.last_station or "—")

    def _where(self) -> str:
        return self.about.file or self.about.centre or self.tr("on the network")

    def _show_link(self, device: str, link: str) -> None:
        trouble = self.station.word(f"link.{link}") if link else self.tr("not in use")
        self.frame.set_dot(device, _HEALTH[link], trouble)

    def _say_last(self, text: str) -> None:
        self._told = f"{clock.local(clock.now()).strftime('%H:%M')}  {text}"
        self.frame.set_status(self._told)

    def _show_counts(self, tasks: Tasks) -> None:
        if tasks.whole:  # a desk's own copy tells nothing of the books
            self._say_books()
            if self._often.interval() != _COUNT_EVERY_MS:
                self._books_back()
        piles = {pile.kind: pile.count for pile in tasks.piles()}
        waits = {page: sum(piles.get(k, 0) for k in kinds) for page, kinds in _WAITS.items()}
        waits["workdesk"] = sum(piles.values())
        urgent = ["workdesk"] if any(piles.get(kind) for kind in _URGENT) else []
        shown = set(self.navigation.pages())
        self.frame.set_counts({p: n for p, n in waits.items() if p in shown}, urgent=urgent)

    def _show_head(self, head: str) -> None:
        short = f"{head[:4]}-{head[4:8]}".upper() if head else ""
        self.frame.set_head(short, head)

    def _books_back(self) -> None:
        """The books answer again: what could not be shown is looked up now."""
        self._often.setInterval(_COUNT_EVERY_MS)
        if self.frame.notices.tone() == "refused":
            self.frame.notices.warn(
                self.tr("The books answer again."),
                self.tr(
                    "Look at what was refused meanwhile; what was not done is to be done again."
                ),
            )
        self.navigation.refresh()

    def _books_lost(self, trouble: Exception) -> None:
        if not isinstance(trouble, errors.Refused):
            from app import trouble as trouble_of

            said = (
                words.refusal(trouble, lang.now()).what
                if isinstance(trouble, errors.Refusal)
                else trouble_of.named(trouble)
            )
            self.frame.set_dot(BOOKS, Health.LOST, said[:200])
            self._often.setInterval(_LOST_EVERY_MS)

    def _ask_rules(self) -> None:
        from app.deadlines import service as deadlines

        self.station.ask(self, deadlines.in_force, then=self._take_rules)

    def _take_rules(self, rules: tuple[Any, ...]) -> None:
        minutes = {rule.name: rule.value for rule in rules}.get("idle_lock_minutes", "5")
        own = settings.number("idle_seconds", 0)  # an own, shorter limit
        limit = float(minutes) * 60
        self.idle_limit.emit(min(limit, own) if own > 0 else limit)
