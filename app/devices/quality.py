"""Whether a photo is fit to be evidence: sharp, well exposed, the lens not covered; and small copies of it."""

from __future__ import annotations

import enum
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.devices import decode
from app.devices.decode import Pixels

if TYPE_CHECKING:
    from PIL import Image

EDGE: Final = 640  # judged at this size, so that one measure fits every camera
BLURRED: Final = 0.008
NOISE: Final = 12.0  # edges that a sensor makes up by itself
DARK: Final = 45
BURNT_SHARE: Final = 0.5
FLAT: Final = 2.0
FLAT_SHARE: Final = 0.06  # a thumb or a cap: one shade, whatever the light


class Fault(enum.StrEnum):
    """What is wrong with a photo; the words are in resources/words under `fault.`."""

    BLURRED = "BLURRED"
    DARK = "DARK"
    BRIGHT = "BRIGHT"
    COVERED = "COVERED"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A hint to the person at the counter, never a refusal."""

    reasons: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing to complain about."""
        return not self.reasons


def judge(data: bytes) -> Verdict:
    """The verdict on a stored photo; raises `NotAPicture` for what is none."""
    return judge_pixels(decode.pixels_of(_reduced(data, EDGE)))


def judge_pixels(pixels: Pixels) -> Verdict:
    """The verdict on a frame of the live view."""
    import cv2
    import numpy as np

    grey = _small_grey(pixels)
    middle, spread = float(np.median(grey)), float(grey.std())
    if spread < FLAT + FLAT_SHARE * float(grey.mean()):
        return Verdict((Fault.COVERED,))
    faults = []
    edges = cv2.Laplacian(grey, cv2.CV_32F)
    is_dark = middle < DARK and float(np.percentile(grey, 95)) < 2 * DARK
    if is_dark:  # whether it is sharp cannot be told
        faults.append(Fault.DARK)
    elif float(edges.var()) < max(NOISE, BLURRED * spread**2):  # against the contrast there is
        faults.append(Fault.BLURRED)
    if float((grey >= 250).mean()) > BURNT_SHARE:
        faults.append(Fault.BRIGHT)
    return Verdict(tuple(faults))


def thumbnail(data: bytes, edge: int = 320) -> bytes:
    """A small JPEG whose longer side is at most `edge`."""
    import numpy as np
    from PIL import Image

    image = _reduced(data, edge)
    if image.mode != "RGB":
        image = Image.fromarray(np.ascontiguousarray(_coloured(image)[:, :, ::-1]))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=82, optimize=True)
    return file.getvalue()


def _coloured(image: Image.Image) -> Pixels:
    pixels = decode.pixels_of(image)
    return pixels if pixels.ndim == 3 else decode.coloured(pixels)


def _reduced(data: bytes, edge: int) -> Image.Image:
    from PIL import Image

    image = decode.opened(data, at_least=edge)
    image.thumbnail((edge, edge), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return image


def _small_grey(pixels: Pixels) -> Pixels:
    import cv2
    import numpy as np

    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    scale = EDGE / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(grey, dtype=np.uint8)
