"""The pinned PySide6 survives what 6.12.0 does not: thousands of calls, thousands of signals.

6.12.0 loses a reference to `None` with each call and to `True` with each signal, until Python
aborts; so each loop runs in a process of its own.
"""

import os
import subprocess
import sys

import pytest

CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range(10_000):
    label.setText(str(number))
lost = before - sys.getrefcount(None)
assert lost < 5_000, f"{lost} references to None lost"
"""

SIGNALS = """
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(bool)
heard = []
bell = Bell()
bell.rung.connect(heard.append)
for _ in range(2_000):
    bell.rung.emit(True)
assert len(heard) == 2_000
"""


@pytest.mark.parametrize("loop", [CALLS, SIGNALS], ids=["calls", "signals"])
def test_qt_survives_a_day_of_work(loop):
    done = subprocess.run([sys.executable, "-c", loop], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_window_loads_with_pythons_own_import() -> None:
    """Qt's keeps the source of every module (30 MB), and fails now and then when two threads load at once."""
    look = (
        "from ui import main; main.application(); import builtins, linecache; before = len(linecache.cache);"
        " import pydantic; print(builtins.__import__.__name__, len(linecache.cache) - before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", look],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["__import__", "0"]
