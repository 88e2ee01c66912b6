"""Python's garbage is collected on the GUI thread."""

import gc

from pytestqt.qtbot import QtBot

from ui.shell import collector
from ui.shell.collector import Collector


class Knot:
    """Garbage that only the cyclic collector can find."""

    def __init__(self) -> None:
        self.me = self


def test_garbage_is_collected_here_while_python_does_not_collect_by_itself(
    qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setattr(collector, "_EVERY_MS", 10)
    monkeypatch.setattr(collector, "_SETTLED_MS", 10)
    made = Collector()
    made.start()
    try:
        assert not gc.isenabled()
        for _ in range(5000):
            Knot()
        qtbot.wait_until(lambda: gc.get_count()[0] < 4000)
    finally:
        made.stop()
    assert gc.isenabled()
