"""A page of a PDF as dots: for the preview in the window and for the system's printers."""

import threading
from dataclasses import dataclass
from typing import Final

#: PDFium keeps state of its own: one page at a time.
_ONE: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Raster:
    """A page in shades of grey, a byte a dot; how many pages there are; its size in mm."""

    width: int
    height: int
    stride: int
    data: bytes
    pages: int
    wide_mm: float
    high_mm: float


def page(pdf: bytes, number: int, dpi: float, *, wide: float = 0) -> Raster:
    """Page `number` (from 1) at so many dots an inch, or fewer so that it is no wider than `wide` dots; for a worker."""
    import pypdfium2  # heavy, and only a preview or a print needs it

    with _ONE:
        book = pypdfium2.PdfDocument(pdf)
        try:
            leaf = book[number - 1]
            across, down = leaf.get_size()
            scale = min(dpi / 72, wide / across) if wide else dpi / 72
            bitmap = leaf.render(scale=scale, grayscale=True)
            return Raster(
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                bytes(bitmap.buffer),
                len(book),
                across / 72 * 25.4,
                down / 72 * 25.4,
            )
        finally:
            book.close()
