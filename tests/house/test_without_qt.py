"""The second proof that only the window knows Qt: the floors below it load where Qt is not there."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

LOAD_ALL = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "PyQt6"):
            raise ImportError(f"{name}: there is no Qt below the window")

sys.meta_path.insert(0, NoQt())
for floor in ("db", "app", "server"):
    package = importlib.import_module(floor)
    for module in pkgutil.walk_packages(package.__path__, floor + "."):
        if module.name.startswith("db.migrations.") :
            continue  # Alembic loads these itself, with its own context around them
        importlib.import_module(module.name)
print(sum(name.split(".")[0] in ("app", "db", "server") for name in sys.modules))
"""


def test_every_module_below_the_window_loads_without_qt():
    done = subprocess.run(
        [sys.executable, "-c", LOAD_ALL], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20
