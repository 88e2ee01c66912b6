"""Half-filled forms of the desk: kept by themselves while one types, there again when one comes back, also after a crash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from app import clock, drafts
from ui.shell.station import Station
from ui.widgets.form import Form
from ui.work import Lane

_AFTER_MS: Final = 600
Kept = dict[str, Any]


class Keeper(QObject):
    """Keeps one form for the person signed in; `more` adds what stands beside the form."""

    def __init__(
        self,
        station: Station,
        form: Form,
        kind: str,
        parent: QObject,
        more: Callable[[], Kept] = dict,
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._form = form
        self._kind = kind
        self._more = more
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self.save)
        form.changed.connect(lambda _: self._soon.start())

    def save(self) -> None:
        """Keep what stands there now."""
        self._soon.stop()
        values = {name: _plain(value) for name, value in self._form.draft().items()}
        if values:
            self._run(drafts.save, self._kind, self._key(), {**self._more(), "values": values})

    def load(self, then: Callable[[Kept | None], object]) -> None:
        """What was kept, if anything."""
        self._run(drafts.load, self._kind, self._key(), then=then)

    def discard(self) -> None:
        """It was done: nothing is left to offer."""
        self._soon.stop()
        self._run(drafts.discard, self._kind, self._key())

    def _key(self) -> str:
        # Not the login: in the practice store, or in another storeroom, somebody else has the same one.
        actor = self._station.store.actor
        return actor.id if actor is not None else ""

    def _run(
        self, job: Callable[..., Any], *args: Any, then: Callable[[Any], object] | None = None
    ) -> None:
        # One lane for all of them: a form is never discarded before its last keeping. A lane of their own: what was
        # begun is not waited for behind a slow device or a meeting with the centre.
        self._station.work.run(
            self, job, *args, then=then, failed=self._station.refuse, lane=Lane.DRAFTS
        )


def _plain(value: object) -> object:
    """As JSON keeps it and an editor shows it again."""
    if isinstance(value, datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    return value if isinstance(value, bool | int | str) else str(value)
