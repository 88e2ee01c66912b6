"""Lettering in printer dots: text fitted into a box, a missing glyph drawn as a box with its code point."""

import functools
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFont

from app import paths

SMALLEST: Final = 13  # dots; below it Chinese strokes run together
_INK: Final = 118  # of 255: thin strokes survive, counters stay open
_TO_INK: Final = [0 if grey < 255 - _INK else 255 for grey in range(256)]
_NOWHERE: Final = "\U0010fffe"  # no font has it, so it draws the font's "missing" sign


@functools.lru_cache(maxsize=64)
def font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Noto Sans SC at this size in dots."""
    name = "NotoSansSC-Bold.ttf" if bold else "NotoSansSC-Regular.ttf"
    return ImageFont.truetype(paths.resources() / "fonts" / name, size)


@functools.lru_cache(maxsize=4096)
def has_glyph(char: str) -> bool:
    """Whether our font can draw the character."""
    if char.isspace():
        return True
    face = font(24, bold=False)
    return bytes(face.getmask(char)) != bytes(face.getmask(_NOWHERE))


def missing(text: str) -> str:
    """The characters that will be drawn as boxes, each once: the caller warns."""
    return "".join(dict.fromkeys(char for char in text if not has_glyph(char)))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text in black on white, and how far to the right its ink reaches; not to be drawn on."""

    dots: Image.Image
    right: int


@functools.lru_cache(maxsize=1024)  # of the labels of a delivery most texts are the same
def picture(text: str, width: int, height: int, *, bold: bool, lines: int = 1) -> Drawn:
    """The text as large as the box allows; what does not fit ends in an ellipsis."""
    dots = _fitted(text, width, height, bold=bold, lines=lines)
    ink = ImageChops.invert(dots.convert("L")).getbbox()
    return Drawn(dots, ink[2] if ink else width)


def _fitted(text: str, width: int, height: int, *, bold: bool, lines: int) -> Image.Image:
    largest = round(height / lines * 0.8)
    if lines == 1:  # no need to try every size: the length grows with it
        wide = _length(text, largest, bold=bold)
        largest = min(largest, int(largest * width / wide) + 1) if wide > width else largest
    for size in range(largest, SMALLEST, -1):
        if lines == 1:
            rows = [text] if _length(text, size, bold=bold) <= width else []
        else:
            rows = _wrap(text, width, size, bold=bold)
        if 0 < len(rows) <= lines:
            return _draw(rows, width, height, size, bold=bold)
    rows = _wrap(text, width, SMALLEST, bold=bold)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], _cut("".join(rows[lines - 1 :]), width, SMALLEST, bold=bold)]
    return _draw(rows, width, height, SMALLEST, bold=bold)


def _wrap(text: str, width: int, size: int, *, bold: bool) -> list[str]:
    rows, row = [], ""
    for char in text:
        if row and _length(row + char, size, bold=bold) > width:
            kept = max(row.rfind("-"), row.rfind(" ")) + 1 or len(row)
            rows.append(row[:kept].strip())
            row = row[kept:]
        row += char
    return [*rows, row]


def _cut(text: str, width: int, size: int, *, bold: bool) -> str:
    while text and _length(text + "…", size, bold=bold) > width:
        text = text[:-1]
    return text + "…"


def _length(text: str, size: int, *, bold: bool) -> float:
    face = font(size, bold=bold)
    drawn = "".join(char if has_glyph(char) else "口" for char in text)  # the box is one em wide
    return face.getlength(drawn)


def _draw(rows: list[str], width: int, height: int, size: int, *, bold: bool) -> Image.Image:
    grey = Image.new("L", (width, height), 255)
    step = height / len(rows)
    for number, row in enumerate(rows):
        _draw_row(ImageDraw.Draw(grey), row, round((number + 0.5) * step), size, bold=bold)
    return grey.point(_TO_INK).convert("1", dither=Image.Dither.NONE)


def _draw_row(pen: ImageDraw.ImageDraw, row: str, middle: int, size: int, *, bold: bool) -> None:
    face, x, run = font(size, bold=bold), 0.0, ""
    baseline = middle + round(size * 0.36)  # Latin capitals and ideographs both look centred
    for char in row:
        if has_glyph(char):
            run += char
            continue
        pen.text((x, baseline), run, font=face, fill=0, anchor="ls")
        x += face.getlength(run)
        _draw_box(pen, char, x, middle, size)
        x, run = x + size, ""
    pen.text((x, baseline), run, font=face, fill=0, anchor="ls")


def _draw_box(pen: ImageDraw.ImageDraw, char: str, x: float, middle: int, size: int) -> None:
    half = size // 2 - 1
    pen.rectangle((x + 1, middle - half, x + size - 2, middle + half), outline=0, width=1)
    digits = f"{ord(char):04X}"
    split = len(digits) // 2
    face = font(max(7, round(size * 0.44)), bold=False)
    for row, part in enumerate((digits[:split], digits[split:])):
        at = (x + size / 2 - 0.5, middle + (row - 0.5) * (half - 1))
        pen.text(at, part, font=face, fill=0, anchor="mm")
