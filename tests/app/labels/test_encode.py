"""A label as a file loses no dot: PNG, PDF in true size."""

import io
import re
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from app.labels import encode, layout, render
from tests.support.labels import WATCH


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
    file.write_bytes(encode.to_pdf([image, image], layout.BOX))
    info = _run("pdfinfo", file)
    _run("pdftoppm", "-r", "203.2", "-mono", "-png", file, tmp_path / "page")
    pages = sorted(tmp_path.glob("page*.png"))

    assert re.search(r"Page size:\s+170\.079 x 113\.386 pts", info)
    assert len(pages) == 2
    page = Image.open(pages[0]).crop((0, 0, *image.size))
    assert same(page, image)
    render.check(page, WATCH, layout.BOX)


def test_the_same_label_is_the_same_pdf(image: Image.Image) -> None:
    assert encode.to_pdf([image], layout.BOX) == encode.to_pdf([image], layout.BOX)


def _run(program: str, *arguments: object) -> str:
    found = shutil.which(program)
    assert found, f"{program} (poppler-utils) is needed to look at a PDF"
    done = subprocess.run([found, *map(str, arguments)], check=True, capture_output=True, text=True)
    return done.stdout
