"""ZPL as zpl-renderer-js prints it: a renderer that we did not write, from the npm registry, pinned with its hash."""

import base64
import fcntl
import functools
import io
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

_HOME = Path(__file__).parent / "zpl_renderer"
_MADE = Path(__file__).parents[2] / ".dev" / "zpl_renderer"
_DPMM = {203: 8, 300: 12}


def rendered(jobs: Sequence[bytes], dots: tuple[int, int], dpi: int) -> list[Image.Image]:
    """One picture for each job, black and white, on a label of so many dots."""
    dpmm = _DPMM[dpi]
    asked = [
        {
            "zpl": job.decode("ascii"),
            "width": dots[0] / dpmm,
            "height": dots[1] / dpmm,
            "dpmm": dpmm,
        }
        for job in jobs
    ]
    done = subprocess.run(
        [_program("node"), str(_installed() / "render.cjs")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[:500]
    made = [base64.b64decode(each) for each in json.loads(done.stdout)]
    return [Image.open(io.BytesIO(each)).convert("L").point(_to_ink).convert("1") for each in made]


def _to_ink(value: int) -> int:
    return 255 if value > 127 else 0


@functools.cache
def _installed() -> Path:
    """The renderer in the house's own folder, installed once by the lock file."""
    _MADE.mkdir(parents=True, exist_ok=True)
    with (_MADE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the test workers all want it at once
        wanted = (_HOME / "package-lock.json").read_bytes()
        stamp = _MADE / "installed.json"
        for file in _HOME.iterdir():
            shutil.copy2(file, _MADE)
        if not stamp.exists() or stamp.read_bytes() != wanted:
            subprocess.run(
                [_program("npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                cwd=_MADE,
                env={**os.environ, "npm_config_cache": str(_MADE / "cache")},
                check=True,
                capture_output=True,
            )
            stamp.write_bytes(wanted)
    return _MADE


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is needed to render ZPL: `python3 dev.py test` installs nodejs and npm"
    return found
