"""A person chooses a password of his own: asked for at the first sign-in, or from his menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.identity.password import PasswordPage
from ui.shell import troubles
from ui.work import Work

if TYPE_CHECKING:
    from app.store import Store


class Changing(QObject):
    """Gives the store what was written on the page of the password."""

    #: It is his own now, or he leaves it as it was.
    done = Signal()
    #: He goes without one, and so may not come in.
    gave_up = Signal()

    def __init__(self, work: Work, page: PasswordPage) -> None:
        super().__init__(page)
        self._work = work
        self._page = page
        self._store: Store | None = None
        page.submitted.connect(self._send)
        page.left.connect(self._leave)

    def begin(self, store: Store, *, must: bool) -> None:
        """Who is signed in at this store may choose another; or must, the one he has was given to him."""
        self._store = store
        self._page.begin(must=must)

    def _send(self, old: str, new: str) -> None:
        from app.identity import service as identity

        assert self._store is not None
        self._work.run(
            self,
            self._store.run,
            identity.change_password,
            old=old,
            new=new,
            then=lambda _: self.done.emit(),
            failed=lambda trouble: self._page.refuse(troubles.sentence(trouble)),
        )

    def _leave(self) -> None:
        (self.gave_up if self._page.must else self.done).emit()
