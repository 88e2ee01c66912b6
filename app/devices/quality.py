"""Whether a photo is fit to be evidence: sharp, well lit, the lens free, what should be legible legible; small copies.

A seal's number is judged by what a reader of it needs: a row of signs of one height whose strokes are sharper than they
are wide. No machine reads the number here; the person at the counter does, and must be able to from the photo alone.
"""

from __future__ import annotations

import enum
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

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


SMALL: Final = 1000  # dots; a photo whose longer side is shorter shows no detail
_READ_AT: Final = 2000  # dots; legibility is judged at this size
_SIGNS: Final = 5  # in a row, as in a seal's number
_SIGN_HIGH: Final = (14, 240)
_SHARP: Final = 5.0  # strokes of a sign are a seventh of its height; a softer edge fills them


class Fault(enum.StrEnum):
    """What is wrong with a photo; a sentence for each is in resources/words under `fault.`."""

    BLURRED = "BLURRED"
    DARK = "DARK"
    BRIGHT = "BRIGHT"
    COVERED = "COVERED"
    SMALL = "SMALL"
    LABEL_UNREAD = "LABEL_UNREAD"
    LABEL_OTHER = "LABEL_OTHER"
    NUMBER_UNREAD = "NUMBER_UNREAD"


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be legible in a photo: this label (its payload), a number in clear (a seal's)."""

    label: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A hint to the person at the counter, never a refusal."""

    reasons: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing to complain about."""
        return not self.reasons


def judge(data: bytes, expected: Expected = Expected()) -> Verdict:  # frozen
    """The verdict on a stored photo; raises `NotAPicture` for what is none."""
    pixels = decode.pixels_of(data)
    seen = judge_pixels(pixels).reasons
    if Fault.COVERED in seen:
        return Verdict(seen)
    faults = [*seen]
    if max(pixels.shape[:2]) < SMALL:
        faults.append(Fault.SMALL)
    if expected.label and (fault := _label_fault(pixels, expected.label)):
        faults.append(fault)
    if expected.number and not has_legible_row(pixels):
        faults.append(Fault.NUMBER_UNREAD)
    return Verdict(tuple(faults))


def _label_fault(pixels: Pixels, label: str) -> Fault | None:
    texts = {read.text for read in decode.read_image(pixels)}
    if label in texts:
        return None
    alike = any(len(text) == len(label) and text.isdecimal() for text in texts)
    return Fault.LABEL_OTHER if alike else Fault.LABEL_UNREAD


def has_legible_row(pixels: Pixels) -> bool:
    """Whether a row of signs can be read: dark on light or light on dark, at any slant up to a fifth of a right angle."""
    import cv2
    import numpy as np

    grey = decode.grey(pixels)
    scale = min(1.0, _READ_AT / max(grey.shape))
    if scale < 1:
        grey = np.asarray(
            cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
    return any(_is_sharp(grey, row) for ink in (grey, 255 - grey) for row in _rows(_signs(ink)))


def _signs(ink: Pixels) -> Any:
    """Boxes (x, y, width, height) of what may be a letter or a digit, from left to right."""
    import cv2
    import numpy as np

    window = 41
    dark = cv2.adaptiveThreshold(
        ink, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 12
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    wide, high, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    share = area / np.maximum(1, wide * high)
    fits = (
        (high >= _SIGN_HIGH[0]) & (high <= _SIGN_HIGH[1]) & (wide > high * 0.18)
        & (wide < high * 1.3) & (share > 0.15) & (share < 0.9)
    )  # fmt: skip
    boxes = stats[1:, :4][fits]
    return boxes[np.argsort(boxes[:, 0])]


def _rows(boxes: Any) -> list[list[Any]]:
    """Chains of neighbours of one height, each near the end of the one before."""
    rows: list[list[Any]] = []
    for box in boxes:
        x, y, _, high = box
        for row in rows:
            last_x, last_y, last_wide, last_high = row[-1]
            is_next = 0 <= x - last_x - last_wide + 0.2 * high < 1.6 * high
            if is_next and abs(high - last_high) < 0.3 * high and abs(y - last_y) < 0.35 * high:
                row.append(box)
                break
        else:
            rows.append([box])
    return [row for row in rows if len(row) >= _SIGNS]


def _is_sharp(grey: Pixels, row: list[Any]) -> bool:
    import numpy as np

    boxes = np.array(row)
    left, top = boxes[:, 0].min(), boxes[:, 1].min()
    right, low = (boxes[:, 0] + boxes[:, 2]).max(), (boxes[:, 1] + boxes[:, 3]).max()
    cut = grey[top:low, left:right].astype(np.float32)
    contrast = float(np.percentile(cut, 95) - np.percentile(cut, 5))
    steepest = float(np.percentile(np.abs(np.diff(cut, axis=1)), 97))
    return contrast > 40 and steepest / contrast * float(np.median(boxes[:, 3])) > _SHARP


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
