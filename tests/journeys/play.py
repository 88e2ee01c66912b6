"""Runs one journey in a process of its own: python -m tests.journeys.play MODULE:FUNCTION FOLDER < what it is given.

The program is started as it always is (ui.main), on the screen that DISPLAY names; what happened is written to
FOLDER/told.json.
"""

import importlib
import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Play, tell, and leave with 0 when every step came to what it had to."""
    # Not at the top: the process that verifies reads this file anew, as it reads the program's own door, which is light.
    from PySide6.QtCore import QTimer

    from app.labels import printers
    from app.labels.printers import Printer
    from tests.journeys.player import Player
    from tests.support.xvfb import hurry
    from ui import main as program
    from ui.shell import settings
    from ui.shell.collector import Collector

    name, folder = sys.argv[1], Path(sys.argv[2])
    given = json.load(sys.stdin)
    hurry(os.getpid())
    module, _, function = name.partition(":")
    journey = getattr(importlib.import_module(module), function)
    settings.prepare()
    for key, value in {"language": "zh", "loudness": 0, **given["settings"]}.items():
        settings.put(key, value)
    printers.save((Printer(**given.get("printer", {})),))
    app = program.application()
    collector = Collector()
    collector.start()
    window = program.start(app, given["url"])
    window.showMaximized()
    player = Player(window, given, folder)
    window.ready.connect(lambda: QTimer.singleShot(0, player, lambda: player.begin(journey)))
    code = app.exec()
    player.end()
    collector.stop()
    window.shut()
    (folder / "told.json").write_text(json.dumps(player.told, ensure_ascii=False), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
