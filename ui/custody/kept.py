"""Half-filled forms: kept on this computer by a worker while one types, offered again after a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from app import drafts
from ui.shell.station import Station
from ui.work import Lane

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
    """What was kept for this one, if anything."""
    _run(station, owner, drafts.load, kind, key, then=then)


def all_of(
    station: Station, owner: QObject, kind: str, then: Callable[[dict[str, Form]], object]
) -> None:
    """Everything of this kind that was never finished, by key, the newest first."""

    def told(found: tuple[drafts.Draft, ...]) -> None:
        then({draft.key: draft.value for draft in found})

    _run(station, owner, drafts.all, kind, then=told)


def _run(
    station: Station,
    owner: QObject,
    job: Callable[..., Any],
    *args: Any,
    then: Callable[[Any], object] | None = None,
) -> None:
    # One lane for all of them: a form is never discarded before its last keeping.
    station.work.run(owner, job, *args, then=then, failed=station.refuse, lane=Lane.WIRE)
