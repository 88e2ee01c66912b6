"""Reading codes from a picture: a ladder of decoders, each rung for what the one before cannot read.

zxing-cpp → the slanted linear codes that OpenCV's detector finds, turned upright, by zxing-cpp →
the picture at twice its size → pyzbar, linear codes only and last, because it alone is sometimes
wrong: it is believed when it says the same of a second view. Whether a text is one of *our* codes is told by `labels.rules.parse`.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.devices import errors

if TYPE_CHECKING:  # heavy libraries are imported where they are used: start-up time is a promise
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Pixels = NDArray[np.uint8]
else:
    Pixels = Any
Corners = tuple[tuple[int, int], ...]

FORMATS: Final = ("Code128", "Code39", "Code93", "EAN13", "EAN8", "QRCode", "DataMatrix")
LINEAR: Final = frozenset(FORMATS[:5])

_ZBAR: Final = {
    "CODE128": "Code128",
    "CODE39": "Code39",
    "CODE93": "Code93",
    "EAN13": "EAN13",
    "EAN8": "EAN8",
}
_SHORTEST_BY_ZBAR: Final = 4  # shorter linear reads of the second decoder are mostly texture
_SMALL: Final = 900  # dots; a narrower region is doubled before it is read
_LARGE: Final = 8_000_000  # values; a larger picture gains nothing from doubling


@dataclass(frozen=True, slots=True)
class Read:
    """One code in a picture; corners are in its pixels, clockwise from the code's own upper left."""

    text: str
    format: str
    corners: Corners = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a file says; `error` when it is no picture."""

    file: str
    codes: tuple[Read, ...] = ()
    error: str = ""


def decode_file(path: Path | str) -> Decoded:
    """Every code in a picture file; never raises for what is no picture."""
    try:
        return Decoded(str(path), tuple(read_image(Path(path).read_bytes())))
    except OSError as no:
        return Decoded(str(path), error=no.strerror or str(no))
    except errors.NotAPicture:
        return Decoded(str(path), error="not a picture")


def read_image(picture: Pixels | Image.Image | bytes) -> list[Read]:
    """Every code in a picture, by the whole ladder; an empty list when there is none."""
    pixels = pixels_of(picture)
    found = by_zxing(pixels)
    found = _merged(found, _by_regions(pixels, found))
    if not found and pixels.size < _LARGE:
        found = by_zxing(_doubled(pixels))
    if not any(read.format in LINEAR for read in found):
        found = _merged(found, by_zbar_twice(pixels))
    return found


def read_quickly(pixels: Pixels, *, harder: bool = False) -> list[Read]:
    """For the live view: dark codes on light, straight and sharp; `harder` also light, slanted and blurred large ones,
    and what the second decoder alone reads.
    """
    flat = grey(pixels)
    found = by_zxing(flat, inverted=harder, smaller=harder)
    if found or not harder:
        return found
    return _by_regions(flat, []) or by_zbar_twice(flat)


def pixels_of(picture: Pixels | Image.Image | bytes) -> Pixels:
    """Any picture as BGR or grey pixels, turned upright, what is transparent made white."""
    import cv2
    import numpy as np
    from PIL import Image

    if isinstance(picture, np.ndarray):
        return picture
    image = opened(picture) if isinstance(picture, bytes) else picture
    if image.mode.startswith("I"):  # sixteen bits of grey, as scanners make
        return (np.asarray(image, dtype=np.uint32) >> 8).astype(np.uint8)
    if image.mode in {"1", "L"}:
        return np.asarray(image.convert("L"))
    if image.has_transparency_data:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    rgb = image if image.mode == "RGB" else image.convert("RGB")
    return np.asarray(cv2.cvtColor(np.asarray(rgb), cv2.COLOR_RGB2BGR), dtype=np.uint8)


def opened(data: bytes, at_least: int | None = None) -> Image.Image:
    """A picture from its bytes, turned as its camera meant it, or `NotAPicture`.

    With `at_least` a large JPEG is decoded smaller, its longer side no shorter than that.
    """
    from PIL import Image, ImageOps

    try:
        image = Image.open(io.BytesIO(data))
        if at_least:
            image.draft(None, (at_least, at_least))
        image.load()
        return ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as no:
        raise errors.NotAPicture(name="", why=str(no)) from no


def by_zxing(
    picture: Pixels | Image.Image, *, inverted: bool = True, smaller: bool = True
) -> list[Read]:
    """What zxing-cpp reads: linear and matrix codes, straight or at right angles.

    Looking for light ones on dark (`inverted`) and in smaller copies of the picture (`smaller`) costs twice as much.
    """
    zxing, formats = _zxing()
    found = zxing.read_barcodes(
        pixels_of(picture),
        formats=formats,
        text_mode=zxing.TextMode.Plain,
        try_invert=inverted,
        try_downscale=smaller,
    )
    return _merged([], [_from_zxing(each) for each in found])


def by_zbar(picture: Pixels | Image.Image, formats: Collection[str] = FORMATS) -> list[Read]:
    """What zbar reads of linear codes of these formats; nothing where its library is missing (`has_zbar`).

    Asked for every format, it takes one Code128 in thousands for an EAN13.
    """
    pyzbar = _zbar()
    if pyzbar is None:
        return []
    pixels = pixels_of(picture)
    flat = grey(pixels)
    kinds = [pyzbar.ZBarSymbol[name] for name, kind in _ZBAR.items() if kind in formats]
    found = pyzbar.decode((flat.tobytes(), flat.shape[1], flat.shape[0]), symbols=kinds)
    return [
        Read(each.data.decode("ascii", "replace"), _ZBAR[each.type], _box(each.rect))
        for each in found
    ]


def by_zbar_twice(picture: Pixels | Image.Image) -> list[Read]:
    """What zbar reads in the picture and again, the same, in a smaller copy: alone it is believed only then."""
    pixels = pixels_of(picture)
    found = [read for read in by_zbar(pixels) if len(read.text) >= _SHORTEST_BY_ZBAR]
    if not found:
        return []
    again = {(read.format, read.text) for view in _other_views(pixels) for read in by_zbar(view)}
    return [read for read in found if (read.format, read.text) in again]


def has_zbar() -> bool:
    """Whether the second decoder is there; without it the first decides alone, and `doctor` says so."""
    return _zbar() is not None


def text_of(raw: bytes, guess: str) -> str:
    """The text of a QR code, which seldom states its coding: UTF-8 if it is, Chinese if the guess is nonsense."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if not any("\x80" <= char <= "ÿ" or "｡" <= char <= "ﾟ" for char in guess):
        return guess
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return guess


@functools.cache
def _zxing() -> tuple[Any, Any]:
    import zxingcpp

    formats = [getattr(zxingcpp.BarcodeFormat, name) for name in FORMATS]
    return zxingcpp, formats


@functools.cache
def _zbar() -> Any:
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):  # the system library that the wheel needs is missing
        return None
    return pyzbar


def _from_zxing(found: Any) -> Read:
    text = found.text
    if found.format.name == "QRCode":
        text = text_of(found.bytes, text)
    at = found.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    return Read(text, found.format.name, tuple((point.x, point.y) for point in corners))


def _by_regions(pixels: Pixels, known: Sequence[Read]) -> list[Read]:
    import cv2

    flat = grey(pixels)
    is_found, regions = cv2.barcode.BarcodeDetector().detect(flat)
    if not is_found or regions is None:
        return []
    reads = []
    for region in regions:
        if any(_covers(read.corners, region.mean(axis=0)) for read in known):
            continue
        upright = _upright(flat, region)
        reads += [Read(read.text, read.format, _corners(region)) for read in by_zxing(upright)]
    return reads


def _upright(flat: Pixels, region: NDArray[np.float32]) -> Pixels:
    """The region turned and cut out, with a margin for the quiet zones the detector leaves off."""
    import cv2

    (_, (wide, high), _) = cv2.minAreaRect(region)
    margin = 0.2 * max(wide, high)
    scale = 2.0 if max(wide, high) + margin < _SMALL else 1.0
    return _cut(flat, region, margin, scale).pixels


@dataclass(frozen=True, slots=True)
class Cut:
    """A place of a picture, turned upright and enlarged; `back` leads from its pixels to the picture's."""

    pixels: Pixels
    back: NDArray[np.float64]

    def home(self, read: Read) -> Read:
        """A code that was read in the cut, where it is in the picture."""
        corners = tuple(
            (round(float(x)), round(float(y)))
            for x, y in (self.back @ (*corner, 1.0) for corner in read.corners)
        )
        return Read(read.text, read.format, corners)


def cut_out(flat: Pixels, place: Corners, wide: int) -> Cut:
    """A place of a grey picture, turned upright and enlarged to about so many dots across."""
    import numpy as np

    region = np.array(place, dtype=np.float32)
    longest = max(8.0, float(np.linalg.norm(region - np.roll(region, 1, axis=0), axis=1).max()))
    return _cut(flat, region, 0.1 * longest, min(3.0, max(1.0, wide / longest)))


def _cut(flat: Pixels, region: NDArray[np.float32], margin: float, scale: float) -> Cut:
    import cv2
    import numpy as np

    (x, y), (wide, high), angle = cv2.minAreaRect(region)
    size = max(8, round(wide + margin)), max(8, round(high + margin))
    turn = cv2.getRotationMatrix2D((x, y), angle, 1.0)
    turn[:, 2] += np.array([size[0] / 2 - x, size[1] / 2 - y])
    turn = turn * scale
    cut = cv2.warpAffine(
        flat,
        turn,
        (round(size[0] * scale), round(size[1] * scale)),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return Cut(np.asarray(cut, dtype=np.uint8), np.asarray(cv2.invertAffineTransform(turn)))


def _other_views(pixels: Pixels) -> list[Pixels]:
    import cv2
    import numpy as np

    smaller = cv2.resize(pixels, None, fx=0.87, fy=0.87, interpolation=cv2.INTER_AREA)
    larger = cv2.resize(pixels, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    return [np.asarray(smaller, dtype=np.uint8), np.asarray(larger, dtype=np.uint8)]


def _doubled(pixels: Pixels) -> Pixels:
    import cv2
    import numpy as np

    twice = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return np.asarray(twice, dtype=np.uint8)


def coloured(grey: Pixels) -> Pixels:
    """Grey pixels as BGR. (OpenCV lets other threads run meanwhile; numpy's repeat holds them all up.)"""
    import cv2
    import numpy as np

    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def grey(pixels: Pixels) -> Pixels:
    """Pixels without colour; grey ones as they are."""
    import cv2
    import numpy as np

    if pixels.ndim == 2:
        return pixels
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def _covers(corners: Corners, point: NDArray[np.float32]) -> bool:
    import cv2
    import numpy as np

    if len(corners) < 4:
        return False
    outline = np.array(corners, dtype=np.float32)
    return cv2.pointPolygonTest(outline, (float(point[0]), float(point[1])), True) > -20


def _corners(region: NDArray[np.float32]) -> Corners:
    return tuple((int(x), int(y)) for x, y in region)


def _box(rect: Any) -> Corners:
    left, top, right, low = rect.left, rect.top, rect.left + rect.width, rect.top + rect.height
    return ((left, top), (right, top), (right, low), (left, low))


def _merged(known: Sequence[Read], more: Sequence[Read]) -> list[Read]:
    """Each text once per format: a code printed twice on a thing is still one code."""
    by_name = {(read.format, read.text): read for read in (*more, *known) if read.text}
    order = dict.fromkeys((read.format, read.text) for read in (*known, *more) if read.text)
    return [by_name[name] for name in order]
