"""Packages of npm that the tests use, in the house's own folder, each installed once by its lock file."""

import fcntl
import functools
import os
import shutil
import subprocess
from pathlib import Path

_HERE = Path(__file__).parent
_MADE = Path(__file__).parents[2] / ".dev"


@functools.cache
def installed(name: str) -> Path:
    """The folder of `tests/support/<name>` with its node_modules."""
    made, home = _MADE / name, _HERE / name
    made.mkdir(parents=True, exist_ok=True)
    with (made / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the test workers all want it at once
        wanted = (home / "package-lock.json").read_bytes()
        stamp = made / "installed.json"
        for file in home.iterdir():
            shutil.copy2(file, made)
        if not stamp.exists() or stamp.read_bytes() != wanted:
            subprocess.run(
                [program("npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                cwd=made,
                env={**os.environ, "npm_config_cache": str(made / "cache")},
                check=True,
                capture_output=True,
            )
            stamp.write_bytes(wanted)
    return made


def program(name: str) -> str:
    """A program of the system; `python3 dev.py test` installs what is missing."""
    found = shutil.which(name)
    assert found, f"{name} is needed: `python3 dev.py test` installs it"
    return found
