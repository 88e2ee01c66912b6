"""What every page is given: the store, the lanes, the banner, the sounds; and the three ways to ask the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import errors, ids, registry, words
from app.line_errors import BeingConfirmed
from app.sync.errors import Queued
from ui.shell import lang
from ui.shell.confirming import Confirming
from ui.shell.notices import Notices
from ui.shell.sounds import Sound, Sounds
from ui.work import Lane, Ticket, Work

if TYPE_CHECKING:  # the store's libraries are heavy, and the window is shown before they are needed
    from app.store import Store
    from ui.shell.devices import Devices
    from ui.shell.scan import Scans

R = TypeVar("R")
#: So much of an unexpected trouble is read aloud to the administrator.
_READ_ALOUD: Final = 160


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the window to go: a page, and what it is to show there (an item's id, a case's …)."""

    page: str
    target: str = ""
    extra: str = ""


class SecondPerson(Protocol):
    """Brings the second person to the screen (ui/shell/second.py): he signs in himself, or goes away."""

    def __call__(
        self,
        verb: Callable[..., Any],
        arguments: dict[str, Any],
        summary: str,
        then: Callable[[str], object],
        given_up: Callable[[], object],
        *,
        after: str = "",
    ) -> None: ...


class Station(QObject):
    """One station's desk: pages ask through it and hear from it, and know nothing else of the window."""

    #: Names of the features whose records changed (app.registry Spec.changes): a visible page looks again.
    changed = Signal(frozenset)
    #: Somebody wants another page to be shown.
    going = Signal(object)
    #: The person leaves the window: what still runs for him stops.
    left = Signal()
    #: A job was done: the words for the status line.
    told = Signal(str)
    #: The person's sign-in was ended (another station took over, the account was closed): lock the screen.
    ended = Signal(object)

    #: The books did not answer: why not.
    out_of_reach = Signal(object)
    #: The books were verified from a page: a Verdict.
    verified = Signal(object)

    def __init__(
        self,
        store: Store,
        work: Work,
        notices: Notices,
        sounds: Sounds,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.work = work
        self.notices = notices
        self.sounds = sounds
        self.second_person: SecondPerson | None = None
        #: For whom the rules are asked before a second person is called.
        self._weighing: set[QObject] = set()
        #: Camera, scanner and printer of this place; the window gives them.
        self.devices: Devices | None = None
        #: The keys of scanners that type; the window gives it.
        self.scans: Scans | None = None

    def do(
        self,
        owner: QObject,
        verb: Callable[..., R],
        /,
        *,
        then: Callable[[R], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        queued: Callable[[], object] | None = None,
        act: str = "",
        token: str = "",
        **arguments: Any,
    ) -> Ticket:
        """Do a verb in the books' lane. A refusal becomes the banner, then `failed` hears of it.

        `act` is the idempotency key: give the same one when the same deed is tried again. `queued` hears that it was
        kept as a draft for want of a network, which is done as far as this desk goes; without it `failed` does.
        """

        def done(result: R) -> None:
            self.changed.emit(registry.spec_of(verb).changes)
            if then is not None:
                then(result)

        def refused(trouble: Exception) -> None:
            self.refuse(trouble)
            if failed is not None:
                failed(trouble)

        def lost(trouble: Exception) -> None:
            if isinstance(trouble, Queued):
                self._kept(trouble)
                (queued or partial(failed or _nothing, trouble))()
                return
            if not isinstance(trouble, BeingConfirmed):
                refused(trouble)
                return
            said = words.refusal(trouble, lang.now())
            self.notices.warn(said.what, said.next)
            Confirming(self, owner, verb, key, done, refused)

        key = act or ids.new()
        return self.work.run(
            owner,
            self.store.run,
            verb,
            then=done,
            failed=lost,
            lane=Lane.BOOKS,
            act=key,
            second=token,
            **arguments,
        )

    def _kept(self, draft: Queued) -> None:
        """As far as this desk goes it is done: the banner names the draft and says that it goes by itself."""
        said = words.refusal(draft, lang.now())
        self.notices.warn(said.what, said.next)
        self.changed.emit(frozenset({"sync"}))

    def do_with_second(
        self,
        owner: QObject,
        verb: Callable[..., R],
        summary: str,
        /,
        *,
        then: Callable[[R], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        act: str = "",
        **arguments: Any,
    ) -> None:
        """Do a verb that a second person signs: he reads `summary` and signs in on this screen himself.

        The rules are asked first: nobody is called to sign what they refuse whoever signs. Where the law wants one
        more after him, that one is asked next.
        """
        ask = self.second_person
        assert ask is not None

        def all_signed(token: str) -> None:
            self.do(owner, verb, then=then, failed=failed, act=act, token=token, **arguments)

        def signed(token: str) -> None:
            if not registry.spec_of(verb).others:
                all_signed(token)
                return
            more = words.word("second.other", lang.now())
            ask(
                verb,
                arguments,
                f"{summary}\n{more}",
                lambda other: all_signed(f"{token} {other}"),
                given_up,
                after=token,
            )

        def given_up() -> None:
            if failed is not None:
                failed(errors.NeedsSecondPerson(roles=""))

        call = partial(ask, verb, arguments, summary, signed, given_up)
        if owner not in self._weighing:  # else it was pressed twice
            self._weigh(owner, verb, call, given_up, failed or _nothing, act=act, **arguments)

    def _weigh(
        self,
        owner: QObject,
        verb: Callable[..., Any],
        call: Callable[[], object],
        left: Callable[[], object],
        failed: Callable[[Exception], object],
        /,
        **arguments: Any,
    ) -> None:
        """Ask the rules, and then call who signs; he is not called (`left`) on a page that somebody has left meanwhile."""
        self._weighing.add(owner)

        def weighed(_: object) -> None:
            self._weighing.discard(owner)
            (left if _was_left(owner) else call)()

        def refused(trouble: Exception) -> None:
            self._weighing.discard(owner)
            self.refuse(trouble)
            failed(trouble)

        self.work.run(
            owner,
            self.store.weigh,
            verb,
            then=weighed,
            failed=refused,
            lane=Lane.BOOKS,
            **arguments,
        )

    def ask(
        self,
        owner: QObject,
        query: Callable[..., R],
        /,
        *,
        then: Callable[[R], object],
        failed: Callable[[Exception], object] | None = None,
        **arguments: Any,
    ) -> Ticket:
        """Ask a query in the readers' lane. With `failed` given, the page itself says what went wrong."""

        def went_wrong(trouble: Exception) -> None:
            if failed is None or isinstance(trouble, errors.SignedInElsewhere):
                self.refuse(trouble)
            if failed is not None:
                failed(trouble)

        return self.work.run(
            owner,
            self.store.read,
            query,
            then=then,
            failed=went_wrong,
            lane=Lane.READS,
            **arguments,
        )

    def closed(self) -> str:
        """That nothing can be written into these books now, in words; empty while they are open."""
        if not self.store.read_only:
            return ""
        return words.refusal(errors.StoreReadOnly(), lang.now()).what

    def refuse(self, trouble: Exception) -> None:
        """Say a refusal in the banner, with its sound; anything else is reported and not hidden."""
        if isinstance(trouble, errors.SignedInElsewhere):
            here = self.store.actor
            # an answer may come late: it is about a sign-in that was renewed since, and the screen is not locked again
            if here is None or trouble.sign_in in ("", here.sign_in):
                self.ended.emit(trouble)
            return
        if isinstance(trouble, errors.Refusal):
            said = words.refusal(trouble, lang.now())
            self.sounds.play(Sound.REFUSED)
            self.notices.refuse(said.what, said.next, said.code, said.basis)
            if _is_of_books(trouble):
                self.out_of_reach.emit(trouble)
            return
        self._say_unexpected(trouble)
        self.work.on_failure(trouble)

    def _say_unexpected(self, trouble: Exception) -> None:
        """What no rule says and nobody foresaw: it is seen, not only written into a log."""
        from app import trouble as trouble_of

        self.sounds.play(Sound.REFUSED)
        self.notices.refuse(
            self.tr("Something unexpected happened."),
            self.tr(
                "Look whether it was done before you do it again. Call the administrator and read the small line aloud."
            ),
            trouble_of.named(trouble)[:_READ_ALOUD],
        )

    def go(self, page: str, target: str = "", extra: str = "") -> None:
        """Show another page."""
        self.going.emit(Place(page, target, extra))

    def may(self, *roles: str) -> bool:
        """Whether the person signed in holds one of the roles: for what to offer, never for what to allow."""
        actor = self.store.actor
        return actor is not None and actor.has(*roles)

    def word(self, key: str) -> str:
        """The vocabulary's word in the language shown now."""
        return words.word(key, lang.now())


def _nothing(_: Exception) -> None:
    """Nobody listens."""


def _is_of_books(trouble: errors.Refusal) -> bool:
    """Whether the books did not answer, or their disk did not write; a file elsewhere (a printer's, a sheet that is
    saved) is the system's own trouble."""
    if isinstance(trouble, errors.DiskTrouble):
        return not isinstance(trouble.__cause__, OSError)
    return isinstance(trouble, errors.StoreUnreadable)


def _was_left(owner: QObject) -> bool:
    """Whether a part of a page is out of sight with all around it; a part may well hide itself."""
    if not isinstance(owner, QWidget) or owner.isVisible():
        return False
    around = owner.parentWidget()
    return around is None or not around.isVisible()
