"""The real window on a store of the tests, as the person named sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.world import PASSWORD, World
from ui.shell import settings, turns
from ui.window import Window

#: What is long is shown in several turns of the event loop (ui/shell/turns.py).
_TURNS = 8


@contextmanager
def opened(qtbot: QtBot, world: World, login: str, *, sounds: int = 0) -> Iterator[Window]:
    """The window with this person's pages, signed in at his own station; closed and gone at the end.

    `window.inside.navigation.go(Place("item", item_id))` shows a page, `window.inside.navigation.page()`
    is the page shown, `window.services.scans.feed(payload)` is a scan.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings.prepare()
    settings.put("loudness", sounds)
    devices = (
        "camera/source",
        "camera/detail/source",
        "camera/foot_key",
        "scanner/profile",
        "scale/port",
    )
    for name in devices:
        settings.put(name, "")
    store = world.store(login)
    window = Window(app)
    window.resize(1366, 768)
    window.use(store, store.about())
    window.show()
    qtbot.wait_exposed(window)
    try:
        with qtbot.wait_signal(window.entered):
            window.enter()
        settled(qtbot, window)
        yield window
    finally:
        gone(window)
        # The world closes the store itself, and may still look into it.


def settled(qtbot: QtBot, window: Window, patience_ms: int = 30_000) -> None:
    """Wait until nothing is under way behind the window, and what came of it is shown."""
    for _ in range(2):
        qtbot.wait_until(
            lambda: not (window.work.waiting() or turns.are_waiting()), timeout=patience_ms
        )
        for _ in range(_TURNS):
            QCoreApplication.processEvents()


def until(qtbot: QtBot, true: Callable[[], bool], patience_ms: int = 30_000) -> None:
    """Wait until it is so."""
    qtbot.wait_until(true, timeout=patience_ms)


def gone(window: Window) -> None:
    """Close the window and let Qt destroy it."""
    # the world signs its people in once: the window leaves the store as it is
    window.store = None
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def sign(qtbot: QtBot, window: Window, login: str, password: str = PASSWORD) -> None:
    """The second person signs in the dialog that stands on the screen."""
    assert window.inside is not None
    second = window.inside.second
    until(qtbot, second.is_open)
    dialog = second.dialog
    assert dialog is not None
    dialog.login.setText(login)
    dialog.password.setText(password)
    dialog.sign()
    until(qtbot, lambda: not second.is_open())
