"""Figures of labels: one drawn and encoded, a thousand as one document."""

import io
import time
from collections.abc import Iterator

from PIL import Image

from app.labels import layout, press, render, rules, symbols
from app.labels.printers import Printer
from app.labels.types import Code, Kind, Label
from bench.figure import Figure, median_ms

_TIMES = 60
_MANY = 1_000


def label() -> Figure:
    """A label of 60×40 mm at 203 dpi drawn and encoded as ZPL; beside it the two bare symbols as a PNG."""
    labels, bare = _labels(), _labels()
    printer = Printer(language="zpl")
    press.job(printer, render.render(next(labels), layout.BOX))  # the font is loaded once
    value = median_ms(lambda: press.job(printer, render.render(next(labels), layout.BOX)), _TIMES)
    baseline = median_ms(lambda: _bare(next(bare).payload), _TIMES)
    return Figure(value, "ms", baseline, "≤ 30 ms", value <= 30)


def labels_pdf() -> Figure:
    """A thousand labels drawn, read back and laid on A4 sheets; beside it reportlab putting a thousand pictures on pages."""
    printer = Printer(language="pdf", sheet="a4-60x40")
    found = _labels()
    began = time.perf_counter()
    images = [press.picture(printer, next(found)) for _ in range(_MANY)]
    press.document(printer, images)
    value = time.perf_counter() - began
    began = time.perf_counter()
    _by_reportlab(images)
    baseline = time.perf_counter() - began
    return Figure(value, "s", baseline, "≤ 10 s", value <= 10)


def _labels() -> Iterator[Label]:
    """Labels of a delivery, each with its own number, code and name."""
    for number in range(100_000):
        yield Label(
            payload=rules.encode(Code(Kind.ITEM, f"{number * 997_331_117 % 10**11:011d}")),
            number=f"2026-0012-{number:04d}",
            alias="代号 松柏",
            name=f"手表（疑似金质）{number}",
            quantity="1 块",
            tier="贵重",
            seal=f"F-{number:06d}",
            date="2026-05-14",
            unit="某市纪委监委",
            head=f"K7QPM 2XWLD 9RTBA {number:05d}",
        )


def _bare(payload: str) -> None:
    paper = Image.new("1", layout.BOX.dots(203), 1)
    paper.paste(symbols.matrix(payload, 128), (12, 12))
    paper.paste(symbols.linear(payload, 464, 82), (8, 200))
    paper.save(io.BytesIO(), "PNG")


def _by_reportlab(images: list[Image.Image]) -> None:
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    size = layout.BOX.width * mm, layout.BOX.height * mm
    canvas = Canvas(io.BytesIO(), pagesize=size)
    for image in images:
        canvas.drawInlineImage(image, 0, 0, *size)
        canvas.showPage()
    canvas.save()
