"""A drawn label as a file: a picture, or a PDF in true size."""

import io
from collections.abc import Sequence

from PIL import Image

from app.labels.layout import Size


def to_png(image: Image.Image, dpi: int = 203) -> bytes:
    """A one-bit PNG that knows its density."""
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(dpi, dpi), optimize=True)
    return file.getvalue()


def to_pdf(images: Sequence[Image.Image], size: Size) -> bytes:
    """One page of exactly the stock's size for each label; the dots are put in as they are."""
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    width, height = size.width * mm, size.height * mm
    canvas = Canvas(file, pagesize=(width, height), invariant=1)
    for image in images:
        canvas.drawInlineImage(image, 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
