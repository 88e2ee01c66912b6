"""A photo that is blurred, too dark, too bright or covered is told so at the counter."""

import io

import numpy as np
import pytest
from PIL import Image, ImageFilter

from app.devices import decode, errors, quality
from app.devices.quality import Fault
from tests.support.mjpeg import PHOTOS

SHARP = ["coffee.png", "coins.png", "motorcycle_left.png", "camera.png"]


def photo(name: str, blur: float = 0, gain: float = 1, lift: float = 0) -> bytes:
    image = Image.open(PHOTOS / name).convert("RGB").resize((1920, 1080))
    image = image.filter(ImageFilter.GaussianBlur(blur))
    pixels = np.clip(np.asarray(image) * gain + lift, 0, 255).astype(np.uint8)
    return encoded(Image.fromarray(pixels))


def encoded(image: Image.Image, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("name", SHARP)
def test_a_good_photo_passes(name: str) -> None:
    assert quality.judge(photo(name)).ok


@pytest.mark.parametrize("name", SHARP)
def test_a_blurred_photo_is_told(name: str) -> None:
    assert quality.judge(photo(name, blur=8)).reasons == (Fault.BLURRED,)


def test_a_photo_of_a_moving_thing_is_told() -> None:
    assert Fault.BLURRED in quality.judge(photo("clock_motion.png")).reasons


@pytest.mark.parametrize("name", SHARP)
def test_a_dark_photo_is_told(name: str) -> None:
    assert quality.judge(photo(name, gain=0.12)).reasons == (Fault.DARK,)


def test_a_burnt_out_photo_is_told() -> None:
    assert Fault.BRIGHT in quality.judge(photo("motorcycle_left.png", gain=2.5, lift=90)).reasons


@pytest.mark.parametrize("shade", [0, 20, 120, 255])
def test_a_covered_lens_is_told(shade: int) -> None:
    noise = np.random.default_rng(1).normal(shade, 2, (1080, 1920, 3))
    covered = Image.fromarray(np.clip(noise, 0, 255).astype(np.uint8))

    assert quality.judge(encoded(covered)).reasons == (Fault.COVERED,)


def test_a_frame_of_the_live_view_is_judged_like_the_photo() -> None:
    pixels = decode.pixels_of(photo("coffee.png", blur=8))

    assert quality.judge_pixels(pixels).reasons == (Fault.BLURRED,)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1", "LA", "CMYK"])
def test_a_thumbnail_is_a_small_jpeg_of_any_picture(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = Image.open(PHOTOS / "coffee.png").convert(mode)
    small = Image.open(io.BytesIO(quality.thumbnail(encoded(picture, kind), 200)))

    assert small.format == "JPEG"
    assert small.mode == "RGB"
    assert small.size == (200, 133)


def test_a_thumbnail_stands_upright_as_the_phone_held_it() -> None:
    picture = Image.open(PHOTOS / "coffee.png").convert("RGB")
    turned = Image.Exif()
    turned[0x0112] = 6
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=turned)
    small = Image.open(io.BytesIO(quality.thumbnail(file.getvalue(), 200)))

    assert small.height == 200
    assert small.width < 200


def test_a_small_picture_is_not_blown_up() -> None:
    small = quality.thumbnail(encoded(Image.new("RGB", (40, 30), "red")), 320)

    assert Image.open(io.BytesIO(small)).size == (40, 30)


def test_what_is_no_picture_is_refused() -> None:
    for work in (quality.judge, quality.thumbnail):
        with pytest.raises(errors.NotAPicture):
            work(b"no picture")
