"""ZPL as zpl-renderer-js prints it: a renderer that we did not write, from the npm registry, pinned with its hash."""

import base64
import io
import json
import subprocess
from collections.abc import Sequence

from PIL import Image

from tests.support import npm

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
        [npm.program("node"), str(npm.installed("zpl_renderer") / "render.cjs")],
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
