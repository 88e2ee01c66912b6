"""What a test must not leave behind: unexpected warnings in the log, threads, top-level windows."""

import gc
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

GRACE = 2.0  # seconds a thread that was told to stop may take


class Ear(logging.Handler):
    """Hears every record of level WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@contextmanager
def listening() -> Iterator[list[str]]:
    """The warnings that are logged while the block lasts."""
    ear = Ear()
    logging.getLogger().addHandler(ear)
    try:
        yield ear.heard
    finally:
        logging.getLogger().removeHandler(ear)


def threads() -> set[threading.Thread]:
    return {t for t in threading.enumerate() if not t.daemon and t.is_alive()}


def leftover_threads(before: set[threading.Thread]) -> list[str]:
    until = time.monotonic() + GRACE
    left = threads() - before
    while left and time.monotonic() < until:
        for thread in left:
            thread.join(0.05)
        left = threads() - before
    return sorted(t.name for t in left)


def windows() -> dict[int, "QWidget"]:
    """Top-level windows without a parent, by the address of the C++ object; Qt is not loaded for it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    import shiboken6

    return {
        shiboken6.getCppPointer(w)[0]: w
        for w in widgets.QApplication.topLevelWidgets()
        if w.parent() is None
    }


def leftover_windows(before: set[int]) -> list[str]:
    if not windows().keys() - before:
        return []
    _let_go()
    return sorted(repr(w) for key, w in windows().items() if key not in before)


def _let_go() -> None:
    """What was told to go, goes; what only a reference cycle holds, too."""
    from PySide6.QtCore import QCoreApplication, QEvent

    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
