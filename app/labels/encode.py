"""Drawn labels as files: a picture, pages in true size, sheets of labels for an office printer."""

import io
import time
from collections.abc import Sequence
from typing import Final

from PIL import Image

from app.labels import layout
from app.labels.layout import Sheet

#: Two prints of the same label are the same bytes.
_DATE: Final = time.gmtime(0)


def to_png(image: Image.Image, dpi: int = 203) -> bytes:
    """A one-bit PNG that knows its density."""
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(dpi, dpi), optimize=True)
    return file.getvalue()


def to_pdf(images: Sequence[Image.Image], dpi: int = 203) -> bytes:
    """One page of exactly the picture's size for each; the dots are put in as they are, as a fax is."""
    file = io.BytesIO()
    first, *others = images
    first.save(
        file,
        "PDF",
        save_all=True,
        append_images=others,
        resolution=_resolution(first, dpi),
        creationDate=_DATE,
        modDate=_DATE,
        producer="anku",
    )
    return file.getvalue()


def _resolution(image: Image.Image, dpi: int) -> float:
    """Dots an inch, a hair too many: on a page that is a hair smaller than its picture a rasteriser finds
    one more row touched, and stretches all others. The picture's size is written with six decimals."""
    exact = layout.DOTS_PER_MM[dpi] * 25.4
    hairs = (exact * (1 + number * 1e-8) for number in range(1, 1000))
    return next(each for each in hairs if all(_is_inside(side * 72 / each) for side in image.size))


def _is_inside(points: float) -> bool:
    return round(points, 6) <= points


def to_sheets(images: Sequence[Image.Image], sheet: Sheet, dpi: int = 203, first: int = 0) -> bytes:
    """The labels side by side on pages, from the place `first` on: a sheet begun can be used up."""
    return to_pdf(laid_out(images, sheet, dpi, first), dpi)


def laid_out(
    images: Sequence[Image.Image], sheet: Sheet, dpi: int = 203, first: int = 0
) -> list[Image.Image]:
    """The pages as pictures."""
    pages: list[Image.Image] = []
    for number, image in enumerate(images, first % sheet.places):
        if not pages or number % sheet.places == 0:
            pages.append(Image.new("1", sheet.size.dots(dpi), 1))
        x, y = sheet.place(number)
        pages[-1].paste(image, (layout.dots(x, dpi), layout.dots(y, dpi)))
    return pages
