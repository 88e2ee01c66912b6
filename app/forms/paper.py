"""A sheet of paper: millimetres from the upper left corner, our font, text that is fitted and never lost."""

import functools
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

from PIL import Image, ImageOps
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app import clock, paths

REGULAR: Final = "AnkuRegular"
BOLD: Final = "AnkuBold"
_FILES: Final = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf"}
_PHOTO_SIDE: Final = 1_400  # pixels: a third of a page at 300 dpi
_CLOSING: Final = "）〕】》〉」』”’。，、；：！？)]%"
Align = Literal["left", "center", "right"]


@functools.cache
def _font(name: str) -> Any:
    """Our font, read once: it is embedded as the few signs that a form uses."""
    font = TTFont(name, str(paths.resources() / "fonts" / _FILES[name]))
    pdfmetrics.registerFont(font)
    return font


@functools.lru_cache(maxsize=20_000)
def _advance(char: str, font: str) -> float:
    return float(_font(font).stringWidth(char, 1))


@functools.lru_cache(maxsize=20_000)
def _sign(char: str) -> str:
    """A character, or what says which one our font lacks; control signs become a space."""
    if char < " ":
        return " "
    return char if ord(char) in _font(REGULAR).face.charToGlyph else f"□U+{ord(char):04X}"


def clean(text: str) -> str:
    """The text as it can be printed: nothing is silently blank."""
    return "".join(map(_sign, text))


def width(text: str, size: float, font: str = REGULAR) -> float:
    """How many millimetres a line of text takes."""
    return float(sum(_advance(char, font) for char in text) * size / mm)


def wrap(text: str, room: float, size: float, font: str = REGULAR, most: int = 99) -> list[str]:
    """The text in lines that fit; what does not fit into `most` ends in an ellipsis."""
    lines: list[str] = []
    line, taken = "", 0.0
    for char in clean(text):
        step = _advance(char, font) * size / mm
        if line and (taken + step > room):
            at = _break(line, char)
            lines.append(line[:at].rstrip())
            line = line[at:].lstrip()
            taken = width(line, size, font)
        if char == " " and not line and lines:
            continue
        line += char
        taken += step
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + "…", size, font) > room:
        last = last[:-1]
    return [*lines[: most - 1], last + "…"]


def _break(line: str, char: str) -> int:
    """Where a full line is broken before `char`: no closing sign begins a line, no number or word is torn."""
    if char in _CLOSING and len(line) > 1:
        at = len(line) - 1
        while at > 1 and line[at] in _CLOSING:
            at -= 1
        return at
    at = len(line)
    if not _joins(char):
        return at
    while at and _joins(line[at - 1]):
        at -= 1
    return at or len(line)


def _joins(char: str) -> bool:
    return char.isascii() and not char.isspace()


def moment(value: datetime | None, *, day: bool = False) -> str:
    """A moment as the wall clock of this room shows it."""
    if value is None:
        return ""
    return clock.local(value).strftime("%Y-%m-%d" if day else "%Y-%m-%d %H:%M")


class Paper:
    """Pages under the pen; y grows downwards, as one reads."""

    def __init__(self, size: tuple[float, float], title: str) -> None:
        self.width, self.height = size
        self._file = io.BytesIO()
        for name in _FILES:
            _font(name)
        self._canvas = Canvas(
            self._file, pagesize=(size[0] * mm, size[1] * mm), invariant=1, pageCompression=1
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator("案库 Anku")

    def text(
        self,
        x: float,
        y: float,
        told: str,
        size: float = 9,
        *,
        bold: bool = False,
        align: Align = "left",
        grey: float = 0,
    ) -> None:
        """One line with its baseline at `y`."""
        font = BOLD if bold else REGULAR
        self._canvas.setFont(font, size)
        self._canvas.setFillGray(grey)
        draw = {
            "left": self._canvas.drawString,
            "center": self._canvas.drawCentredString,
            "right": self._canvas.drawRightString,
        }[align]
        draw(x * mm, (self.height - y) * mm, clean(told))

    def lines(
        self, x: float, y: float, told: Sequence[str], size: float, step: float, **how: Any
    ) -> None:
        """Several lines, `step` apart."""
        for at, line in enumerate(told):
            self.text(x, y + at * step, line, size, **how)

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.4) -> None:
        """A line."""
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(weight)
        self._canvas.line(x1 * mm, (self.height - y1) * mm, x2 * mm, (self.height - y2) * mm)

    def box(
        self, x: float, y: float, wide: float, high: float, *, weight: float = 0.4, fill: float = 1
    ) -> None:
        """A frame; `fill` is its grey (1: white)."""
        self._canvas.setStrokeGray(0)
        self._canvas.setFillGray(fill)
        self._canvas.setLineWidth(weight)
        self._canvas.rect(
            x * mm,
            (self.height - y - high) * mm,
            wide * mm,
            high * mm,
            stroke=1,
            fill=int(fill < 1),
        )

    def picture(self, image: Image.Image, x: float, y: float, wide: float, high: float) -> None:
        """A picture, as large as the box allows, in its middle."""
        self._place(ImageReader(image), x, y, wide, high)

    def _place(self, image: Any, x: float, y: float, wide: float, high: float) -> None:
        across, down = image.getSize()
        scale = min(wide / across, high / down)
        w, h = across * scale, down * scale
        self._canvas.drawImage(
            image,
            (x + (wide - w) / 2) * mm,
            (self.height - y - (high + h) / 2) * mm,
            w * mm,
            h * mm,
        )

    def photo(self, data: bytes, x: float, y: float, wide: float, high: float) -> None:
        """A photo upright and no larger than paper can show; one that cannot be read says so."""
        packed = _packed(data)
        if packed is None:
            self.text(x + wide / 2, y + high / 2, "照片无法显示", 8, align="center", grey=0.4)
        else:
            self._place(ImageReader(packed), x, y, wide, high)

    def watermark(self, words: str, x: float, y: float, wide: float) -> None:
        """A band over the foot of a picture, light enough to see through, with words on it; `y` is its lower edge."""
        size = min(7.0, wide / max(1.0, width(words, 1.0, BOLD)) * 0.9)
        high = size * 0.5
        self._canvas.saveState()
        self._canvas.setFillGray(0, alpha=0.4)
        self._canvas.rect(x * mm, (self.height - y) * mm, wide * mm, high * mm, stroke=0, fill=1)
        self._canvas.setFillGray(1, alpha=0.9)
        self._canvas.setFont(BOLD, size)
        self._canvas.drawCentredString(
            (x + wide / 2) * mm, (self.height - y + high * 0.28) * mm, clean(words)
        )
        self._canvas.restoreState()

    def behind(self, words: str) -> None:
        """Large pale words across the page, to be drawn before all else."""
        c = self._canvas
        size = min(self.width, self.height) * 0.8 / width(words, 1.0, BOLD)
        c.saveState()
        c.translate(self.width / 2 * mm, self.height / 2 * mm)
        c.rotate(30)
        c.setFont(BOLD, size)
        c.setFillGray(0.91)
        c.drawCentredString(0, -size * 0.35, clean(words))
        c.restoreState()

    def qr(self, told: str, x: float, y: float, side: float) -> None:
        """A QR code that still reads when a quarter of it is torn off."""
        self._place(_qr(told), x, y, side, side)

    def next_page(self) -> None:
        """This page is full."""
        self._canvas.showPage()

    def data(self) -> bytes:
        """The finished file."""
        self._canvas.save()
        return self._file.getvalue()


def _packed(data: bytes) -> io.BytesIO | None:
    """The photo as a JPEG that goes into the file as it is."""
    try:
        image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
        image.thumbnail((_PHOTO_SIDE, _PHOTO_SIDE))
        image = _on_white(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=82)
    packed.seek(0)
    return packed


def _on_white(image: Image.Image) -> Image.Image:
    """What can be seen through is paper: a signature is drawn on nothing."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    white = Image.new("RGB", seen.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white


@functools.lru_cache(maxsize=16)  # a form of a hundred pages carries one code
def _qr(told: str) -> ImageReader:
    import numpy as np
    import zxingcpp

    symbol = zxingcpp.create_barcode(told, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    small = Image.fromarray(np.array(symbol.to_image(scale=1, add_quiet_zones=True)))
    return ImageReader(small.resize((small.width * 8, small.height * 8), Image.Resampling.NEAREST))
