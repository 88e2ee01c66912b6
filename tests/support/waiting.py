"""Waiting for a thread without guessing how long it takes."""

import time
from collections.abc import Callable


def until(true: Callable[[], object], patience_s: float = 10.0) -> None:
    """Return as soon as `true()` holds; fail when it does not in time."""
    end = time.monotonic() + patience_s
    while not true():
        if time.monotonic() > end:
            raise AssertionError("did not happen in time")
        time.sleep(0.005)
