"""What a form's PDF says to a reader: its text, its pages as pictures, the codes in them."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import zxingcpp
from PIL import Image


def text(pdf: bytes) -> str:
    """What a person could copy out of it."""
    made = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return made.stdout.decode()


def leaves(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    return ["".join(page.split()) for page in text(pdf).split("\f")[:-1]]


def edges(pdf: bytes) -> Iterator[tuple[float, float, float]]:
    """(width of the page, leftmost, rightmost text) of each page in mm."""
    made = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    for leaf in made.stdout.decode().split("<page ")[1:]:
        (wide,) = re.findall(r'^width="([\d.]+)"', leaf)
        spans = [
            (float(a), float(b)) for a, b in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"', leaf)
        ]
        mm = 25.4 / 72
        yield float(wide) * mm, min(a for a, _ in spans) * mm, max(b for _, b in spans) * mm


def pictures(pdf: bytes, folder: Path, dpi: int = 200) -> list[Image.Image]:
    """The pages as a printer would draw them."""
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-", str(folder / "page")], input=pdf, check=True
    )
    made = []
    for file in sorted(folder.glob("page*.png")):
        with Image.open(file) as image:
            made.append(image.copy())
    return made


def codes(image: Image.Image) -> set[tuple[str, str]]:
    """(format, text) of every code in a picture."""
    return {(r.format.name, r.text) for r in zxingcpp.read_barcodes(image)}
