"""The way back behind the locked screen: the own password opens it, or signs in anew where the sign-in was ended."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import errors
from app.line_errors import CentreAway
from ui.identity.lock import LockPage
from ui.shell import troubles
from ui.work import Work

if TYPE_CHECKING:
    from app.store import Store


class Unlocking(QObject):
    """Asks the store whose password it is that was written on the lock's page."""

    #: It was his own.
    opened = Signal()

    def __init__(self, work: Work, page: LockPage) -> None:
        super().__init__(page)
        self._work = work
        self._page = page
        self._store: Store | None = None
        self._is_ended = False
        #: Whose screen is locked, and behind which sign-in.
        self._of = ("", "")
        page.submitted.connect(self._try)

    def begin(self, store: Store) -> None:
        """The screen of who is signed in at this store is locked."""
        who = store.actor
        of = ("", "") if who is None else (who.id, who.sign_in)
        if of != self._of:  # it was another's sign-in that had ended
            self._is_ended = False
        self._store, self._of = store, of

    def end_sign_in(self) -> None:
        """Taken over elsewhere: the password opens a new sign-in here, and ends the other one."""
        self._is_ended = True

    def _try(self, password: str) -> None:
        assert self._store is not None
        assert self._store.actor is not None
        if self._is_ended:
            self._sign_in_anew(password)
            return
        self._work.run(
            self,
            self._store.check_password,
            password,
            then=self._opened,
            failed=functools.partial(self._not_checked, password),
        )

    def _not_checked(self, password: str, trouble: Exception) -> None:
        """Where no centre says whose password it is, it opens what this desk holds, as a sign-in does."""
        if isinstance(trouble, CentreAway | errors.SignedInElsewhere):
            self._sign_in_anew(password)
        else:
            self._refused(trouble)

    def _sign_in_anew(self, password: str) -> None:
        assert self._store is not None
        assert self._store.actor is not None
        self._work.run(
            self,
            self._store.sign_in,
            self._store.actor.login,
            password,
            then=self._opened,
            failed=self._refused,
        )

    def _opened(self, _: object) -> None:
        self._is_ended = False
        self.opened.emit()

    def _refused(self, trouble: Exception) -> None:
        self._page.refuse(functools.partial(troubles.sentence, trouble))
