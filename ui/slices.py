"""How long the window's own work may go on in one turn: whatever begins within a slice shares what is left of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class _Now:
    """The end of the slice under way; None while there is none."""

    until: float | None = None


_now = _Now()


@contextmanager
def turn(seconds: float) -> Iterator[None]:
    """A turn that the event loop gives: so long from now, also in a dialog's loop that stands within another slice."""
    before, _now.until = _now.until, time.monotonic() + seconds
    try:
        yield
    finally:
        _now.until = before


@contextmanager
def of(seconds: float) -> Iterator[None]:
    """So long may the work within go on in this turn; within another slice, as long as that one lasts."""
    before = _now.until
    if before is None:
        _now.until = time.monotonic() + seconds
    try:
        yield
    finally:
        _now.until = before


def is_over() -> bool:
    """Whether the slice under way is used up."""
    return _now.until is None or time.monotonic() >= _now.until


def end() -> None:
    """Nothing more in this turn: what was done is drawn before anything goes on."""
    if _now.until is not None:
        _now.until = time.monotonic()
