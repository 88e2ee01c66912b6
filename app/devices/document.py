"""A sheet of paper photographed on the table, made flat: its four edges found, the slant taken out, upright lines.

What is kept as evidence is the photograph itself; the flat copy is made from it and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.devices import decode
from app.devices.decode import Corners, Pixels

_LOOK: Final = 900  # dots; edges are looked for at this size
_LEAST: Final = 0.12  # of the picture: anything smaller is no sheet that was meant
_TOO_SMALL: Final = 100  # dots
_ON_EDGE: Final = 0.6
_A4: Final = 297 / 210
_NEAR_A4: Final = 0.07
_TURN: Final = 8.0  # degrees of slant that are taken out of what fills the whole picture
_STEP: Final = 0.25
_QUALITY: Final = 92


@dataclass(frozen=True, slots=True)
class Flat:
    """A sheet made flat: its JPEG, where it lay in the photograph (empty: it filled it), and what was turned."""

    data: bytes
    edges: Corners
    turned: float


def flat(data: bytes) -> Flat | None:
    """The sheet in a photograph, made flat; None when there is none. Raises `NotAPicture`."""
    pixels = decode.pixels_of(data)
    found = edges(pixels)
    sheet = pulled(pixels, found) if found else pixels
    turn = slant(sheet)
    if not found and abs(turn) < _STEP:
        return None
    return Flat(_jpeg(_turned(sheet, turn)), found, turn)


def edges(pixels: Pixels) -> Corners:
    """The four corners of the largest sheet, clockwise from its upper left; empty when none is seen."""
    import cv2
    import numpy as np

    scale = min(1.0, _LOOK / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = decode.grey(np.asarray(small, dtype=np.uint8))
    if min(grey.shape) < _TOO_SMALL:
        return ()
    steep = _steepness(grey)
    best, most = None, 0.0
    for mask in _masks(grey):
        for contour in cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
            quad = _quad(contour, grey.shape)
            worth = _worth(quad, steep) if quad is not None else 0.0
            if worth > most:
                best, most = quad, worth
    if best is None:
        return ()
    return tuple((round(float(x / scale)), round(float(y / scale))) for x, y in _clockwise(best))


def _steepness(grey: Pixels) -> Any:
    """Where the picture changes sharply, thick enough that a straight line finds a bent edge."""
    import cv2
    import numpy as np

    soft = cv2.GaussianBlur(grey, (0, 0), 1.5)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    return cv2.dilate(
        (cv2.magnitude(across, down) > 60).astype(np.uint8), np.ones((5, 5), np.uint8)
    )


def _worth(quad: Any, steep: Any) -> float:
    """How much of the outline lies on an edge, weighed by its size; an outline in thin air is worth nothing."""
    import cv2
    import numpy as np

    line = np.zeros(steep.shape, np.uint8)
    cv2.polylines(line, [quad.astype(np.int32)], True, 1, 1)
    share = float(steep[line > 0].mean())
    return float(share**2 * np.sqrt(cv2.contourArea(quad))) if share > _ON_EDGE else 0.0


def pulled(pixels: Pixels, corners: Sequence[tuple[int, int]]) -> Pixels:
    """What lies between the corners, seen from straight above; a sheet that is nearly A4 becomes A4."""
    import cv2
    import numpy as np

    four = np.array(corners, dtype=np.float32)
    sides = np.linalg.norm(four - np.roll(four, -1, axis=0), axis=1)
    wide, high = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    shape = float((sides[1] + sides[3]) / (sides[0] + sides[2]))
    if abs(shape / _A4 - 1) < _NEAR_A4:
        high = wide * _A4
    elif abs(1 / shape / _A4 - 1) < _NEAR_A4:
        wide = high * _A4
    size = (max(8, round(wide)), max(8, round(high)))
    onto = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(four, onto)
    return np.asarray(cv2.warpPerspective(pixels, turn, size, flags=cv2.INTER_CUBIC), np.uint8)


def slant(pixels: Pixels) -> float:
    """By how many degrees the lines of text lean; 0 when there are none. The angle at which rows and gaps part best."""
    import cv2
    import numpy as np

    scale = min(1.0, _LOOK / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = decode.grey(np.asarray(small, dtype=np.uint8))
    if min(grey.shape) < 60:
        return 0.0
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )
    border = max(4, min(ink.shape) // 25)  # the edge of the table is no line of text
    ink[:border], ink[-border:], ink[:, :border], ink[:, -border:] = 0, 0, 0, 0
    if float((ink > 0).mean()) < 0.003:
        return 0.0
    angles = np.arange(-_TURN, _TURN + _STEP, _STEP)
    clear = [_clearness(ink, float(angle)) for angle in angles]
    best = int(np.argmax(clear))
    is_sure = clear[best] > 1.15 * float(np.median(clear)) and 0 < best < len(angles) - 1
    return float(angles[best]) if is_sure else 0.0


def _clearness(ink: Any, angle: float) -> float:
    rows = _rotated(ink, angle, 0).mean(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _turned(pixels: Pixels, angle: float) -> Pixels:
    import numpy as np

    return pixels if not angle else np.asarray(_rotated(pixels, angle, 255), dtype=np.uint8)


def _rotated(pixels: Any, angle: float, paper: int) -> Any:
    import cv2

    high, wide = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    return cv2.warpAffine(
        pixels, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(paper,) * 3
    )


def _masks(grey: Pixels) -> list[Any]:
    """Ways to see a sheet: by its edge, and as what is brighter than this or that."""
    import cv2
    import numpy as np

    soft = cv2.GaussianBlur(grey, (0, 0), 2)
    edge = cv2.Canny(soft, 30, 90)
    masks = [cv2.morphologyEx(edge, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))]
    filled = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, np.ones((21, 21), np.uint8))  # print is gone
    for level in range(90, 250, 16):
        mask = (filled > level).astype(np.uint8)
        masks.append(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8)))
    return masks


def _quad(contour: Any, shape: tuple[int, ...]) -> Any:
    """A contour as four corners, if it is a sheet: large, of four sides, filling them, not the picture's own frame."""
    import cv2

    area = shape[0] * shape[1]
    if cv2.contourArea(contour) < _LEAST * area:
        return None
    hull = cv2.convexHull(contour)
    for share in (0.02, 0.03, 0.05):
        four = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True).reshape(-1, 2)
        if len(four) == 4:
            break
    else:
        return None
    on_frame = sum(x < 3 or y < 3 or x > shape[1] - 4 or y > shape[0] - 4 for x, y in four.tolist())
    is_full = cv2.contourArea(hull) > 0.9 * cv2.contourArea(four)
    return four if is_full and on_frame < 3 else None


def _clockwise(four: Any) -> Any:
    """From the upper left: of the four orders the one whose first corner is nearest to it."""
    import numpy as np

    middle = four.mean(axis=0)
    order = np.argsort(np.arctan2(four[:, 1] - middle[1], four[:, 0] - middle[0]))
    around = four[order]
    first = int(np.argmin(around.sum(axis=1)))
    return np.roll(around, -first, axis=0)


def _jpeg(pixels: Pixels) -> bytes:
    import cv2

    return bytes(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
