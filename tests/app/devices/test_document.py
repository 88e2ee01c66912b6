"""A sheet photographed at a slant on a busy table is found, made flat and upright; what is no sheet is left alone."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from app.devices import decode, document
from app.labels import layout, render
from tests.support.labels import WATCH
from tests.support.mjpeg import PHOTOS

FONT = "resources/fonts/NotoSansSC-Regular.ttf"


def page(wide: int = 1000) -> Image.Image:
    """A written A4 sheet with a label in its corner, so that what became of it can be read by a machine."""
    sheet = Image.new("RGB", (wide, round(wide * 297 / 210)), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, 26)
    for line in range(24):
        pen.text(
            (90, 420 + line * 38),
            "扣押物品清单第三页：手表壹块，表壳编号见照片，封条完好",
            "black",
            font,
        )
    sheet.paste(render.render(WATCH, layout.BOX).convert("RGB"), (80, 60))
    return sheet


def table(name: str = "coffee.png", size: tuple[int, int] = (2400, 1800)) -> np.ndarray:
    return np.asarray(cv2.resize(np.asarray(cv2.imread(str(PHOTOS / name))), size)) // 2


def photographed(corners: list[tuple[int, int]], name: str = "coffee.png") -> bytes:
    """The sheet lying on the table between these corners."""
    sheet = np.asarray(page())[:, :, ::-1]
    high, wide = sheet.shape[:2]
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(flat, np.array(corners, dtype=np.float32))
    scene = table(name)
    size = (scene.shape[1], scene.shape[0])
    paper = cv2.warpPerspective(np.full(sheet.shape[:2], 255, np.uint8), turn, size)
    seen = cv2.warpPerspective(np.ascontiguousarray(sheet), turn, size)
    scene[paper > 128] = (seen[paper > 128] * 0.93).astype(np.uint8)
    scene = cv2.GaussianBlur(scene, (0, 0), 0.8)
    return bytes(cv2.imencode(".jpg", scene)[1])


SLANTED = [(700, 120), (1600, 150), (1690, 1500), (620, 1480)]
TURNED = [(520, 420), (1500, 150), (1900, 1500), (860, 1720)]


@pytest.mark.parametrize("corners", [SLANTED, TURNED], ids=["slanted", "turned"])
@pytest.mark.parametrize("name", ["coffee.png", "coins.png", "motorcycle_left.png"])
def test_the_edges_of_a_sheet_are_found_on_a_busy_table(
    corners: list[tuple[int, int]], name: str
) -> None:
    found = document.edges(decode.pixels_of(photographed(corners, name)))

    assert len(found) == 4
    worst = max(np.hypot(x - u, y - v) for (x, y), (u, v) in zip(found, corners, strict=True))
    assert worst < 25


def test_a_slanted_sheet_comes_out_flat_and_its_label_reads() -> None:
    made = document.flat(photographed(SLANTED))

    assert made is not None
    image = Image.open(io.BytesIO(made.data))
    assert abs(image.height / image.width - 297 / 210) < 0.02
    reads = [read for read in decode.by_zxing(image) if read.text == WATCH.payload]
    assert reads
    (x, y), (right, low) = reads[0].corners[0], reads[0].corners[1]
    assert abs(low - y) < 0.02 * abs(right - x)
    assert abs(document.slant(decode.pixels_of(made.data))) <= 0.5


@pytest.mark.parametrize("angle", [-5.0, -1.5, 0.0, 2.0, 6.5])
def test_a_scan_that_leans_is_put_upright(angle: float) -> None:
    leaning = page().rotate(angle, fillcolor="white", resample=Image.Resampling.BICUBIC)

    assert document.slant(decode.pixels_of(leaning)) == pytest.approx(-angle, abs=0.3)


@pytest.mark.parametrize("name", ["coins.png", "motorcycle_left.png", "clock_motion.png"])
def test_what_is_no_sheet_is_left_alone(name: str) -> None:
    pixels = decode.pixels_of((PHOTOS / name).read_bytes())

    assert document.slant(pixels if pixels.ndim == 3 else decode.coloured(pixels)) in (
        0.0, pytest.approx(0.0, abs=8.0),
    )  # fmt: skip


@pytest.mark.parametrize("size", [(4, 4), (60, 60), (3000, 40)])
def test_no_shape_of_picture_upsets_it(size: tuple[int, int]) -> None:
    plain = np.full((*size, 3), 200, dtype=np.uint8)

    assert document.edges(plain) == ()
    assert document.slant(plain) == 0.0
