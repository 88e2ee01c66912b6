"""A label as a picture, one pixel for one printer dot, and the proof that the picture can be read again."""

from typing import Final

from PIL import Image, ImageChops

from app.devices import decode, errors
from app.labels import layout, lettering, symbols
from app.labels.layout import Element, Size
from app.labels.types import Label

_BAND: Final = 24  # rows


def render(label: Label, size: Size, dpi: int = 203) -> Image.Image:
    """The label in black and white, not yet proved: `check` before it is sent anywhere."""
    paper = Image.new("1", size.dots(dpi), symbols.WHITE)
    for element in layout.elements(label, size):
        _place(paper, element, label, dpi)
    return paper


def proved(label: Label, size: Size, dpi: int = 203) -> Image.Image:
    """The label, drawn and read back."""
    image = render(label, size, dpi)
    check(image, label, size)
    return image


def check(image: Image.Image, label: Label, size: Size, moved: tuple[int, int] = (0, 0)) -> None:
    """Read each symbol where it stands; anything but the payload is refused with `LabelUnreadable`.

    The linear one is read by every decoder there is. `moved`: the print stands so many dots to the
    right and down.
    """
    dpi = next((each for each in layout.DPIS if size.dots(each) == image.size), layout.DPIS[0])
    for element in layout.elements(label, size):
        if element.kind == "text":
            continue
        x, y, width, height = (
            layout.dots(mm, dpi) for mm in (element.x, element.y, element.width, element.height)
        )
        x, y = x + moved[0], y + moved[1]
        symbol = image.crop((x, y, x + width, y + height)).convert("L")
        if element.kind == "matrix":
            _require(_said(decode.by_zxing(_twice(symbol), inverted=False)), "DataMatrix", label)
            continue
        band = _twice(_band(symbol, label))
        _require(_said(decode.by_zxing(band, inverted=False)), "Code128", label)
        if decode.has_zbar():
            _require(_said(decode.by_zbar(band, ("Code128",))), "Code128", label)


def _twice(symbol: Image.Image) -> Image.Image:
    return symbol.resize((symbol.width * 2, symbol.height * 2), Image.Resampling.NEAREST)


def _band(symbol: Image.Image, label: Label) -> Image.Image:
    """A few rows of a linear code speak for it, for all of its rows are the same."""
    first = symbol.crop((0, 0, symbol.width, 1)).resize(symbol.size, Image.Resampling.NEAREST)
    if ImageChops.difference(symbol, first).getbbox() is not None:
        raise errors.LabelUnreadable(payload=label.payload, found="")
    return symbol.crop((0, 0, symbol.width, min(_BAND, symbol.height)))


def _said(reads: list[decode.Read]) -> set[tuple[str, str]]:
    return {(read.format, read.text) for read in reads}


def _require(found: set[tuple[str, str]], kind: str, label: Label) -> None:
    if found != {(kind, label.payload)}:
        texts = " ".join(sorted(f"{kind}:{text}" for kind, text in found))
        raise errors.LabelUnreadable(payload=label.payload, found=texts)


def missing_glyphs(label: Label) -> str:
    """The characters that our font lacks and that are drawn as boxes: say so when it is printed."""
    return lettering.missing(label.number + label.alias + label.name + label.quantity + label.unit)


def _place(paper: Image.Image, element: Element, label: Label, dpi: int) -> None:
    width, height = layout.dots(element.width, dpi), layout.dots(element.height, dpi)
    at = layout.dots(element.x, dpi), layout.dots(element.y, dpi)
    match element.kind:
        case "matrix":
            paper.paste(symbols.matrix(label.payload, min(width, height)), at)
        case "linear":
            paper.paste(symbols.linear(label.payload, width, height), at)
        case "text":
            _write(paper, element, layout.words(element, label), (*at, width, height))


def _write(paper: Image.Image, element: Element, text: str, box: tuple[int, int, int, int]) -> None:
    if not text:
        return
    x, y, width, height = box
    drawn = lettering.picture(text, width, height, bold=element.bold, lines=element.lines)
    shift = {"left": 0, "center": 0.5, "right": 1}[element.align]
    paper.paste(drawn.dots, (x + round((width - drawn.right) * shift), y))
