"""Opens the window. Everything heavy waits until it is shown: the store opens behind the sign-in page."""

from __future__ import annotations

import builtins
import importlib
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import ui
from app import paths
from ui.shell import icons, settings
from ui.shell.collector import Collector
from ui.window import Window
from ui.work import Lane

#: The store's libraries come in a worker and would take turns with the first painting.
_PAINT_FIRST_MS: Final = 25


def main(url: str = "", *, self_test: bool = False) -> int:
    """Run the window on a store until it is closed; `self_test` shows every page once off screen instead."""
    if self_test:
        walk = importlib.import_module("ui.walk")
        return int(walk.self_test(url))
    app = application()
    collector = Collector()
    collector.start()
    window = start(app, url or paths.default_url())
    window.show()
    code = app.exec()
    collector.stop()
    window.shut()
    return code


#: A worker in the middle of Python lets the GUI thread in after so long; each of the hundreds of calls into Qt that an
#: answer costs may have to wait for it (with 0.5 ms a turn took 20 ms longer while a label was drawn). What a worker
#: loses by it is a quarter at most, while both are busy.
_LET_IN_S: Final = 0.00002
#: Linux lets whoever waits sleep 50 µs longer than asked, which is more than that; this many nanoseconds are enough.
_SLACK_NS: Final = 1


def application() -> QApplication:
    """The one Qt application, dressed as this computer was told."""
    sys.setswitchinterval(_LET_IN_S)
    with suppress(OSError):  # Linux only
        Path("/proc/self/timerslack_ns").write_text(str(_SLACK_NS), "ascii")
    # Qt's import, there for `from __feature__`, reads the source of every module that is loaded and keeps it, and
    # when two threads load at once it runs into itself.
    builtins.__import__ = ui.IMPORT
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    settings.prepare()
    settings.dress(app)
    return app


def start(app: QApplication, url: str) -> Window:
    """A window that opens the store as soon as it has been painted."""
    window = Window(app)
    window.signin.show_opening()
    window.signin.first_focus()
    QTimer.singleShot(_PAINT_FIRST_MS, window, lambda: _open(window, url))
    return window


def _open(window: Window, url: str) -> None:
    window.open(url)
    window.work.run(window, icons.read_ahead, lane=Lane.PICTURES)
