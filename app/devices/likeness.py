"""Two photographs of one thing laid over each other, and how alike they are: a hint for the eye, never a decision.

Points that look the same in both are matched; if enough of them agree on one way of laying the second photograph over the
first, it is drawn so. The score says how many agreed and how alike the two are where they overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from app.devices import decode
from app.devices.decode import Pixels

_LOOK: Final = 1280  # dots; larger tells no more
_POINTS: Final = 2500
_BETTER: Final = 0.75  # than the second best: a point that fits two places fits none
_LEAST: Final = 18  # points that must agree
_MANY: Final = 120  # from here on more points prove nothing more
_BLOCK: Final = 32
_QUALITY: Final = 88


@dataclass(frozen=True, slots=True)
class Likeness:
    """0 to 100, and the second photograph as it lies over the first (JPEG); empty when the two do not fit."""

    score: int
    aligned: bytes = b""


def compare(first: bytes, second: bytes) -> Likeness:
    """How the second photograph lies over the first; raises `NotAPicture`."""
    one, other = _small(first), _small(second)
    turn, agreed = _laid(decode.grey(one), decode.grey(other))
    if turn is None:
        return Likeness(0)
    over, seen = _over(one, other, turn)
    alike = _alike(decode.grey(one), decode.grey(over), seen)
    score = round(100 * (0.4 * min(1.0, agreed / _MANY) + 0.6 * max(0.0, alike)))
    return Likeness(score, _jpeg(over))


def _small(data: bytes) -> Pixels:
    import cv2
    import numpy as np

    pixels = decode.pixels_of(decode.opened(data, at_least=_LOOK))
    scale = min(1.0, _LOOK / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    made = np.asarray(small, dtype=np.uint8)
    return made if made.ndim == 3 else decode.coloured(made)


def _laid(one: Pixels, other: Pixels) -> tuple[Any, int]:
    """The way of laying the second over the first, and how many points agree on it; None when too few do."""
    import cv2
    import numpy as np

    finder = cv2.ORB_create(_POINTS)  # type: ignore[attr-defined]
    found: Any = [finder.detectAndCompute(each, None) for each in (one, other)]
    (here, marks), (there, others) = found
    if marks is None or others is None or len(here) < _LEAST or len(there) < _LEAST:
        return None, 0
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(others, marks, k=2)
    good = [p[0] for p in pairs if len(p) == 2 and p[0].distance < _BETTER * p[1].distance]
    if len(good) < _LEAST:
        return None, 0
    source = np.array([there[m.queryIdx].pt for m in good], dtype=np.float32)
    target = np.array([here[m.trainIdx].pt for m in good], dtype=np.float32)
    laid: Any = cv2.findHomography(source, target, cv2.RANSAC, 4.0)
    turn, inside = laid
    agreed = int(inside.sum()) if turn is not None else 0
    if turn is None or agreed < _LEAST or agreed < 0.25 * len(good) or not _is_sane(turn):
        return None, agreed
    return turn, agreed


def _is_sane(turn: Any) -> bool:
    """No mirror, no picture pulled out to a thread: that is chance, not a second look at a thing."""
    import numpy as np

    size = float(np.linalg.det(turn[:2, :2]))
    return 0.05 < size < 20 and bool(np.abs(turn[2, :2]).max() < 2e-3)


def _over(one: Pixels, other: Pixels, turn: Any) -> tuple[Pixels, Any]:
    import cv2
    import numpy as np

    size = (one.shape[1], one.shape[0])
    over = cv2.warpPerspective(other, turn, size, flags=cv2.INTER_LINEAR)
    seen = cv2.warpPerspective(np.full(other.shape[:2], 255, np.uint8), turn, size) > 200
    return np.asarray(over, dtype=np.uint8), seen


def _alike(one: Pixels, over: Pixels, seen: Any) -> float:
    """The mean agreement of all blocks that both show and in which there is anything to see."""
    import numpy as np

    told = []
    for top in range(0, one.shape[0] - _BLOCK, _BLOCK):
        for left in range(0, one.shape[1] - _BLOCK, _BLOCK):
            place = np.s_[top : top + _BLOCK, left : left + _BLOCK]
            if not seen[place].all():
                continue
            a, b = one[place].astype(np.float32), over[place].astype(np.float32)
            a, b = a - a.mean(), b - b.mean()
            here, there = float((a * a).sum()), float((b * b).sum())
            if max(here, there) > _BLOCK**2 * 40:  # what only one of them shows counts as unlike
                told.append(2 * float((a * b).sum()) / (here + there))
    return float(np.mean(told)) if len(told) >= 6 else 0.0


def _jpeg(pixels: Pixels) -> bytes:
    import cv2

    return bytes(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
