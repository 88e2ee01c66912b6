"""The strokes of a pen: points with pressure and time, as text in the entry and as a picture on the paper."""

import io
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app import errors

#: A point is x and y in thousandths of the pad's height, the pressure in thousandths, milliseconds since the first.
Point = tuple[int, int, int, int]
Stroke = tuple[Point, ...]

FULL: Final = 1000
LEAST_POINTS: Final = 8
LONGEST: Final = 120_000
_HEIGHT: Final = 240  # dots of the picture
_AIR: Final = 6  # white dots around the writing
_THIN, _THICK = 1.6, 6.4


@dataclass(frozen=True, slots=True)
class Written:
    """What was written on the pad: `wide` is its width in the same thousandths, `sheet` the hash of what is signed."""

    sheet: str
    wide: int
    strokes: tuple[Stroke, ...]

    def text(self) -> str:
        """As it stands in the entry."""
        return json.dumps(
            {"sheet": self.sheet, "wide": self.wide, "strokes": self.strokes},
            separators=(",", ":"),
        )


def read(text: str) -> Written:
    """Back from its text; refuses what is no writing (R16)."""
    if len(text) > LONGEST:
        raise errors.TooLong(field="signature.strokes", limit=LONGEST, length=len(text))
    try:
        told: dict[str, Any] = json.loads(text)
        strokes = tuple(tuple(_point(p) for p in stroke) for stroke in told["strokes"])
        made = Written(str(told["sheet"]), int(told["wide"]), strokes)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as no:
        raise errors.FieldInvalid(field="signature.strokes", why="signature.no_writing") from no
    if sum(len(stroke) for stroke in made.strokes) < LEAST_POINTS:
        raise errors.FieldMissing(field="signature.strokes")
    return made


def _point(told: Sequence[Any]) -> Point:
    x, y, pressure, at = (int(each) for each in told)
    return x, y, pressure, at


def png(written: Written) -> bytes:
    """The writing as a picture: dark blue on white, thicker where the pen was pressed, cut to what was written."""
    from PIL import Image, ImageChops, ImageDraw

    scale = _HEIGHT / FULL
    twice = 2 * scale  # drawn at double size and halved: smooth without a library for it
    wide = max(1, round(written.wide * scale))
    image = Image.new("RGB", (2 * wide, 2 * _HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    for stroke in written.strokes:
        _draw(pen, stroke, twice)
    made = image.resize((wide, _HEIGHT), Image.Resampling.LANCZOS)
    left, top, right, bottom = ImageChops.invert(made).getbbox() or (0, 0, wide, _HEIGHT)
    around = (left - _AIR, top - _AIR, right + _AIR, bottom + _AIR)
    cut = Image.new("RGB", (around[2] - around[0], around[3] - around[1]), "white")
    cut.paste(made, (-around[0], -around[1]))
    file = io.BytesIO()
    cut.save(file, "PNG")
    return file.getvalue()


def _draw(pen: Any, stroke: Stroke, scale: float) -> None:
    ink = (20, 35, 90)
    dots = [(x * scale, y * scale, _THIN + (_THICK - _THIN) * p / FULL) for x, y, p, _ in stroke]
    for (x1, y1, _), (x2, y2, width) in itertools.pairwise(dots):
        pen.line((x1, y1, x2, y2), fill=ink, width=max(1, round(2 * width)))
    for x, y, width in dots:
        pen.ellipse((x - width, y - width, x + width, y + width), fill=ink)
