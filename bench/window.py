"""Figures of the window: how soon it can be used, and how much it holds; each run in a process of its own."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from bench import load
from bench.figure import Figure

_RUNS: Final = 5
_ROOT: Final = Path(__file__).parents[1]
#: A window of Qt alone, until it has been painted and the event loop is idle.
_BARE: Final = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("案库"))
window.resize(1280, 800)
window.show()
def done():
    print(time.monotonic(), flush=True)
    app.quit()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, done))
app.exec()
"""
#: Ours, until it has been painted and takes typing (the store opens meanwhile), or until it is open too.
_OURS: Final = """
import sys, time
from PySide6.QtCore import QTimer
from ui import main
app = main.application()
window = main.start(app, sys.argv[1])
window.show()
def done():
    print(time.monotonic(), flush=True)
    app.quit()
if sys.argv[2] == "shown":
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, done))
else:
    window.ready.connect(done)
app.exec()
window.shut()
"""
#: Ours, signed in, with the item table and the cases shown: what it holds then.
_HELD: Final = """
import sys, time
from PySide6.QtCore import QTimer
from ui import main
import psutil
app = main.application()
window = main.start(app, sys.argv[1])
window.ready.connect(lambda: window._sign_in(sys.argv[2], sys.argv[3]))
pages = iter(("items", "cases", "items"))
def entered():
    turn()
def turn():
    page = next(pages, None)
    if page is None:
        print(psutil.Process().memory_info().rss, flush=True)
        app.quit()
        return
    window.inside.frame.page_chosen.emit(page) if page in window.inside.navigation.pages() else None
    QTimer.singleShot(1500, turn)
window.entered.connect(lambda: QTimer.singleShot(1500, entered))
window.show()
app.exec()
window.shut()
"""


def start() -> Figure:
    """From the process to a window that takes typing, on 2,000 items, beside a bare window in turns."""
    url = load.store(2_000)
    bare, ours = [], []
    for _ in range(_RUNS):  # by turns: what else the computer does meets both
        bare.append(_until(_BARE))
        ours.append(_until(_OURS, url, "shown"))
    value, baseline = statistics.median(ours) * 1000, statistics.median(bare) * 1000
    return Figure(value, "ms", baseline, "≤ 2 × a bare window", value <= 2 * baseline)


def ready() -> Figure:
    """From the process to the open store behind the sign-in page: somebody may enter."""
    url = load.store(2_000)
    value = statistics.median(_until(_OURS, url, "ready") for _ in range(_RUNS)) * 1000
    return Figure(value, "ms", None, "≤ 3 s", value <= 3_000)


def memory() -> Figure:
    """What the window holds on 1,000,000 items, beside 2,000."""
    value = _held(load.store(1_000_000, received=5))
    baseline = _held(load.store(2_000))
    return Figure(value, "MB", baseline, "≤ 1.3 × on 2,000", value <= 1.3 * baseline)


def _until(script: str, *args: str) -> float:
    began = time.monotonic()
    return float(_run(script, *args)) - began


def _held(url: str) -> float:
    return float(_run(_HELD, url, load.LOGIN, load.PASSWORD + "!")) / 1e6


def _run(script: str, *args: str) -> str:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, *args],
        env=env, cwd=_ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode != 0 or not done.stdout.strip():
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout.split()[-1]
