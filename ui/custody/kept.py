"""Half-filled forms: kept on this computer by a worker while one types, offered again after a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app import drafts
from app.line_errors import CentreAway
from ui.shell.station import Station
from ui.work import Lane

if TYPE_CHECKING:
    from app.store import Store

Form = dict[str, Any]


def save(station: Station, owner: QObject, kind: str, key: str, value: Form) -> None:
    """Keep what stands in a form now."""
    _run(station, owner, drafts.save, kind, key, value)


def discard(station: Station, owner: QObject, kind: str, key: str) -> None:
    """The form was done: nothing is left to offer."""
    _run(station, owner, drafts.discard, kind, key)


def load(
    station: Station, owner: QObject, kind: str, key: str, then: Callable[[Form | None], object]
) -> None:
    """What was kept for this one, if anything; of its photographs those that are there for who asks now."""
    _run(station, owner, _load, station.store, kind, key, then=then)


def all_of(
    station: Station, owner: QObject, kind: str, then: Callable[[dict[str, Form]], object]
) -> None:
    """Everything of this kind that was never finished, by key, the newest first."""

    def told(found: tuple[drafts.Draft, ...]) -> None:
        then({draft.key: draft.value for draft in found})

    _run(station, owner, drafts.all, kind, then=told)


def _load(store: Store, kind: str, key: str) -> Form | None:
    """A centre shows nobody the photographs that another has not put into the books: `gone` counts them."""
    form = drafts.load(kind, key)
    shots = form.get("shots", ()) if form else ()
    if not form or not shots:
        return form
    try:
        here = [each for each in shots if store.blobs.has(each["sha256"])]
    except CentreAway:
        return form
    return {**form, "shots": here, "gone": len(shots) - len(here)}


def _run(
    station: Station,
    owner: QObject,
    job: Callable[..., Any],
    *args: Any,
    then: Callable[[Any], object] | None = None,
) -> None:
    # One lane for all of them: a form is never discarded before its last keeping. A lane of their own: what was
    # begun is not waited for behind a slow device or a meeting with the centre.
    station.work.run(owner, job, *args, then=then, failed=station.refuse, lane=Lane.DRAFTS)
