"""Many labels in one picture: each is read, and what looks like a label but was not read is framed for a second shot.

The whole picture is read at once; then every sheet of paper and every patch of print on which nothing was read is cut
out, turned upright, enlarged and read again. The two codes of one label must say the same, else neither is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from app.devices import decode
from app.devices.decode import Corners, Pixels, Read
from app.labels import rules

if TYPE_CHECKING:
    from PIL import Image

#: Where a label lies around its matrix code, in widths of the code to the right and heights downwards; the largest
#: label has the smallest code for its size, so this covers every stock (resources/labels).
_AROUND_MATRIX: Final = (-0.15, -0.15, 3.7, 2.5)
#: The same around the linear code, all in its widths: a reader tells where it crossed the bars, not how high they are.
_AROUND_LINEAR: Final = (-0.06, -0.5, 1.06, 0.24)
_SAME: Final = 0.3  # of the smaller one: two frames that share so much are one label
_LOOK: Final = 1280  # dots; paper and print are looked for in a picture of this width
_BRIGHT: Final = 0.8  # of the brightest around: paper
_SQUARE: Final = 0.72  # of its rectangle: a sheet, not a splash of light
_PRINTED: Final = 0.2  # of its area: something is written on it
_DENSE: Final = 0.75
_CONTRAST: Final = 30
_SMALLEST: Final = 22  # dots of the small picture
_UPRIGHT: Final = 1100  # dots; a cut is enlarged to about this width
_MOST: Final = 80  # cuts that are tried; more is texture


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a picture of many labels says; outlines are in its pixels."""

    reads: tuple[Read, ...]
    unread: tuple[Corners, ...]
    width: int
    height: int

    @property
    def payloads(self) -> tuple[str, ...]:
        """Our labels, each once, in reading order."""
        return tuple(dict.fromkeys(read.text for read in self.reads if rules.is_ours(read.text)))


def read(picture: Pixels | Image.Image | bytes) -> Shelf:
    """Every label in the picture, from the upper left to the lower right; raises `NotAPicture`."""
    pixels = decode.pixels_of(picture)
    grey = decode.grey(pixels)
    reads = decode.by_zxing(grey)
    labels = [outline(read) for read in reads]
    places = _places(pixels, labels)
    unread = []
    for place in _not_covered(places, labels)[:_MOST]:
        found = _read_closely(grey, place)
        reads += [read for read in found if read.text not in {known.text for known in reads}]
        labels += [outline(read) for read in found]
        if not found:
            unread.append(place)
    believed, doubted = _agreeing(reads)
    frames = [*_large_enough(_not_covered(unread, labels), reads), *doubted]
    height, width = grey.shape
    return Shelf(tuple(_in_order(believed)), tuple(_joined(frames)), width, height)


def outline(read: Read) -> Corners:
    """Where the label lies that carries this code; a foreign code stands for itself."""
    if len(read.corners) < 4 or not rules.is_ours(read.text):
        return read.corners
    is_linear = read.format in decode.LINEAR
    left, top, right, low = _AROUND_LINEAR if is_linear else _AROUND_MATRIX
    (x, y), (rx, ry), _, (dx, dy) = read.corners
    right_way = (rx - x, ry - y)
    down_way = (-right_way[1], right_way[0]) if is_linear else (dx - x, dy - y)
    return tuple(
        (
            round(x + along * right_way[0] + down * down_way[0]),
            round(y + along * right_way[1] + down * down_way[1]),
        )
        for along, down in ((left, top), (right, top), (right, low), (left, low))
    )


def _agreeing(reads: Sequence[Read]) -> tuple[list[Read], list[Corners]]:
    """The reads that nothing on the same label contradicts, and where labels contradict themselves."""
    ours = [read for read in reads if rules.is_ours(read.text) and len(read.corners) == 4]
    doubted = {
        id(one)
        for one in ours
        for other in ours
        if one.text != other.text
        and one.format != other.format
        and _holds(outline(one), _middle(other.corners))
        and _holds(outline(other), _middle(one.corners))
    }
    return (
        [read for read in reads if id(read) not in doubted],
        [outline(read) for read in ours if id(read) in doubted],
    )


def _read_closely(grey: Pixels, place: Corners) -> list[Read]:
    """One label cut out: by the first decoder, sharpened, and by the second one twice the same."""
    cut = decode.cut_out(grey, place, _UPRIGHT)
    for view in (cut.pixels, _sharpened(cut.pixels)):
        if found := decode.by_zxing(view):
            return [cut.home(each) for each in found]
    second = decode.by_zbar_twice(cut.pixels)
    return [cut.home(each) for each in second if rules.is_ours(each.text)]


def _sharpened(grey: Pixels) -> Pixels:
    import cv2
    import numpy as np

    soft = cv2.GaussianBlur(grey, (0, 0), 4)
    return np.asarray(cv2.addWeighted(grey, 2.4, soft, -1.4, 0), dtype=np.uint8)


# -- where labels may be -------------------------------------------------------------------------------


def _places(pixels: Pixels, known: Sequence[Corners]) -> list[Corners]:
    """Sheets of paper with print on them, then patches of dense print that lie on none; not where one was read."""
    import cv2
    import numpy as np

    scale = min(1.0, _LOOK / max(pixels.shape))
    if min(pixels.shape[:2]) * scale < _SMALLEST:
        return []
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dull = (
        small if small.ndim == 2 else small.min(axis=2)
    )  # coloured boxes are dark here, paper is not
    kernel = np.ones((5, 5), np.uint8)
    busy = (cv2.subtract(cv2.dilate(dull, kernel), cv2.erode(dull, kernel)) > _CONTRAST).astype(
        np.uint8
    )
    for label in known:
        cv2.fillConvexPoly(busy, np.round(np.array(label) * scale).astype(np.int32), 0)
    papers = _papers(dull, busy)
    prints = [
        place for place in _prints(busy) if not any(_holds(p, _middle(place)) for p in papers)
    ]
    return [
        tuple((round(x / scale), round(y / scale)) for x, y in place)
        for place in (*papers, *prints)
    ]


def _papers(dull: Any, busy: Any) -> list[Corners]:
    import cv2
    import numpy as np

    reach = max(3, min(dull.shape) // 12)
    tiny = cv2.resize(dull, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    bright = cv2.blur(cv2.dilate(tiny, np.ones((reach, reach), np.uint8)), (reach, reach))
    bright = cv2.resize(bright, (dull.shape[1], dull.shape[0]))
    paper = (dull > bright * _BRIGHT).astype(np.uint8)
    paper = cv2.morphologyEx(paper, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    found = []
    for contour in cv2.findContours(paper, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        box = cv2.minAreaRect(contour)
        wide, high = box[1]
        if min(wide, high) < _SMALLEST or cv2.contourArea(contour) < _SQUARE * wide * high:
            continue
        if max(wide, high) < dull.shape[1] / 2 and _share(busy, contour) > _PRINTED:
            found.append(_corners(box))
    return found


def _prints(busy: Any) -> list[Corners]:
    import cv2
    import numpy as np

    window = 17
    dense = (cv2.blur(busy.astype(np.float32), (window, window)) > _DENSE).astype(np.uint8)
    dense = cv2.morphologyEx(dense, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    found = []
    for contour in cv2.findContours(dense, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        (x, y), (wide, high), turn = cv2.minAreaRect(contour)
        if min(wide, high) >= _SMALLEST / 2 and wide * high > _SMALLEST**2:
            found.append(_corners(((x, y), (wide + window, high + window), turn)))
    return found


def _share(busy: Any, contour: Any) -> float:
    import cv2
    import numpy as np

    x, y, wide, high = cv2.boundingRect(contour)
    inside = np.zeros((high, wide), np.uint8)
    cv2.drawContours(inside, [contour - (x, y)], -1, 1, -1)
    return float(busy[y : y + high, x : x + wide][inside > 0].mean())


def _corners(box: Any) -> Corners:
    import cv2

    return tuple((int(x), int(y)) for x, y in cv2.boxPoints(box))


def _not_covered(places: Sequence[Corners], labels: Sequence[Corners]) -> list[Corners]:
    """The places on which no label was read: neither lies in the other's middle."""
    return [
        place
        for place in places
        if not any(
            _holds(label, _middle(place)) or _holds(place, _middle(label))
            for label in labels
            if len(label) == 4
        )
    ]


def _large_enough(places: Sequence[Corners], reads: Sequence[Read]) -> list[Corners]:
    """Without what is smaller than any code that was read: a word at the edge of a label."""
    sizes = [_area(read.corners) for read in reads if read.format == "DataMatrix"]
    return [place for place in places if not sizes or _area(place) > min(sizes)]


def _area(place: Corners) -> float:
    import cv2
    import numpy as np

    return float(cv2.contourArea(np.array(place, dtype=np.float32)))


def _joined(places: Sequence[Corners]) -> list[Corners]:
    """The frames, pieces of one label as one."""
    frames = list(places)
    while (pair := _one_label(frames)) is not None:
        one, other = (_bounds(place) for place in pair)
        left, top = min(one[0], other[0]), min(one[1], other[1])
        right, low = max(one[2], other[2]), max(one[3], other[3])
        frames = [frame for frame in frames if frame not in pair]
        frames.append(((left, top), (right, top), (right, low), (left, low)))
    return frames


def _one_label(frames: Sequence[Corners]) -> tuple[Corners, Corners] | None:
    for number, frame in enumerate(frames):
        for other in frames[number + 1 :]:
            if _shared(_bounds(frame), _bounds(other)) > _SAME:
                return frame, other
    return None


def _shared(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """How much of the smaller box lies in the other."""
    wide = max(0, min(one[2], other[2]) - max(one[0], other[0]))
    high = max(0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return wide * high / max(1, min(areas))


def _bounds(place: Corners) -> tuple[int, int, int, int]:
    across, down = [x for x, _ in place], [y for _, y in place]
    return min(across), min(down), max(across), max(down)


def _middle(place: Corners) -> tuple[float, float]:
    return sum(x for x, _ in place) / len(place), sum(y for _, y in place) / len(place)


def _holds(place: Corners, point: tuple[float, float]) -> bool:
    import cv2
    import numpy as np

    return cv2.pointPolygonTest(np.array(place, dtype=np.float32), point, False) >= 0


def _in_order(reads: Sequence[Read]) -> list[Read]:
    """As the eye goes: row by row, a label belonging to the row in whose middle it begins."""
    placed = sorted(((_middle(outline(read)), read) for read in reads), key=lambda each: each[0][1])
    heights = sorted(low - top for _, top, _, low in (_bounds(outline(read)) for read in reads))
    row = heights[len(heights) // 2] / 2 if heights else 0
    rows: list[list[tuple[float, Read]]] = []
    last = 0.0
    for (x, y), read in placed:
        if not rows or y - last > row:
            rows.append([])
        rows[-1].append((x, read))
        last = y
    return [read for line in rows for _, read in sorted(line, key=lambda each: each[0])]
