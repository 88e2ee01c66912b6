"""A label as a file loses no dot: PNG, PDF in true size."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.labels import encode, layout, render, rules
from app.labels.types import Code, Kind
from tests.support.labels import WATCH, label_of


@pytest.fixture(scope="module")
def image() -> Image.Image:
    return render.proved(WATCH, layout.BOX)


def same(one: Image.Image, other: Image.Image) -> bool:
    return bool(np.array_equal(np.asarray(one.convert("1")), np.asarray(other.convert("1"))))


def test_a_png_holds_every_dot_and_its_density(image: Image.Image) -> None:
    read = Image.open(io.BytesIO(encode.to_png(image, 300)))

    assert read.mode == "1"
    assert same(read, image)
    assert round(read.info["dpi"][0]) == 300


def test_a_pdf_page_has_the_exact_size_and_the_same_dots(image, tmp_path) -> None:
    file = tmp_path / "labels.pdf"
    file.write_bytes(encode.to_pdf([image, image]))
    info = _run("pdfinfo", file)
    _run("pdftoppm", "-r", "203.2", "-mono", "-png", file, tmp_path / "page")
    pages = sorted(tmp_path.glob("page*.png"))

    assert re.search(r"Page size:\s+170\.079 x 113\.386 pts", info)
    assert len(pages) == 2
    page = _opened(pages[0]).crop((0, 0, *image.size))
    assert same(page, image)
    render.check(page, WATCH, layout.BOX)


def test_the_same_label_is_the_same_pdf(image: Image.Image) -> None:
    assert encode.to_pdf([image]) == encode.to_pdf([image])


@pytest.mark.parametrize("sheet", layout.sheets().values(), ids=lambda sheet: sheet.name)
def test_a_sheet_holds_every_label_where_it_belongs_and_each_reads_back(sheet, tmp_path) -> None:
    size = layout.SIZES[sheet.label]
    labels = [
        label_of(Kind.ITEM, payload=rules.encode(Code(Kind.ITEM, f"{number:011d}")))
        for number in range(sheet.places + 2)
    ]
    file = tmp_path / "sheets.pdf"
    file.write_bytes(
        encode.to_sheets([render.render(each, size) for each in labels], sheet, first=1)
    )
    assert "Page size:       595.276 x 841.89 pts (A4)" in _run("pdfinfo", file)
    _run("pdftoppm", "-r", "203.2", "-mono", "-png", file, tmp_path / "page")
    pages = [_opened(page) for page in sorted(tmp_path.glob("page*.png"))]

    assert len(pages) == 2
    for number, label in enumerate(labels, 1):
        x, y = (layout.dots(mm, 203) for mm in sheet.place(number))
        width, height = size.dots(203)
        page = pages[number // sheet.places]
        render.check(page.crop((x, y, x + width, y + height)), label, size)
    first_place = pages[0].crop((0, 0, layout.dots(sheet.left + size.width, 203), 200))
    assert np.asarray(first_place).all()  # what was used up before stays white


def test_no_sheet_prints_two_labels_on_one_another_or_off_the_page() -> None:
    for sheet in layout.sheets().values():
        size = layout.SIZES[sheet.label]
        assert sheet.across >= size.width
        assert sheet.down >= size.height
        x, y = sheet.place(sheet.places - 1)
        assert x + size.width <= sheet.page[0] - 5
        assert y + size.height <= sheet.page[1] - 5


def test_a_thousand_labels_are_one_small_document() -> None:
    image = render.render(WATCH, layout.BOX)
    data = encode.to_sheets([image] * 1000, layout.sheets()["a4-60x40"])

    assert data.count(b"/Type /Page\n") in (0, 56)
    assert len(data) < 8_000_000


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as page:
        return page.convert("1")


def _run(program: str, *arguments: object) -> str:
    found = shutil.which(program)
    assert found, f"{program} (poppler-utils) is needed to look at a PDF"
    done = subprocess.run([found, *map(str, arguments)], check=True, capture_output=True, text=True)
    return done.stdout
