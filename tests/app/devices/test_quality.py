"""A photo that is blurred, too dark, too bright or covered is told so at the counter."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app import words
from app.devices import decode, errors, quality
from app.devices.quality import Expected, Fault
from app.labels import layout, render
from app.labels.types import Kind
from tests.support.labels import WATCH, label_of
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


def desk(*, label: object = None, number: str = "", size: int = 60, blur: float = 0) -> bytes:
    """A thing on the table with its label, and a seal strip with its number."""
    image = Image.open(PHOTOS / "coffee.png").convert("RGB").resize((1920, 1080))
    if label is not None:
        image.paste(render.render(label, layout.BOX).convert("RGB"), (200, 150))  # type: ignore[arg-type]
    if number:
        strip = Image.new("RGB", (760, 160), (190, 30, 40))
        font = ImageFont.truetype("resources/fonts/NotoSansSC-Bold.ttf", size)
        ImageDraw.Draw(strip).text((40, 40), number, fill="white", font=font)
        image.paste(strip.rotate(6, expand=True, fillcolor=(90, 80, 70)), (900, 700))
    return encoded(image.filter(ImageFilter.GaussianBlur(blur)))


def test_a_photo_on_which_the_label_can_be_read_passes() -> None:
    assert quality.judge(desk(label=WATCH), Expected(label=WATCH.payload)).ok


def test_a_photo_without_the_label_is_told() -> None:
    seen = quality.judge(desk(), Expected(label=WATCH.payload))

    assert seen.reasons == (Fault.LABEL_UNREAD,)


def test_a_photo_of_another_things_label_is_told() -> None:
    seen = quality.judge(
        desk(label=label_of(Kind.CONTAINER, payload="2000000000101014")),
        Expected(label=WATCH.payload),
    )

    assert seen.reasons == (Fault.LABEL_OTHER,)


@pytest.mark.parametrize("number", ["S000812", "F-000123", "A2400017", "0081200456"])
def test_a_seal_number_that_can_be_read_passes(number: str) -> None:
    assert quality.judge(desk(number=number), Expected(number=True)).ok


@pytest.mark.parametrize("blur", [9, 14])
def test_a_seal_number_that_is_washed_out_is_told(blur: float) -> None:
    assert (
        Fault.NUMBER_UNREAD
        in quality.judge(desk(number="S000812", blur=blur), Expected(number=True)).reasons
    )


def test_a_seal_number_from_too_far_away_is_told() -> None:
    assert (
        Fault.NUMBER_UNREAD
        in quality.judge(desk(number="S000812", size=9), Expected(number=True)).reasons
    )


def test_a_photo_without_a_number_is_told() -> None:
    assert quality.judge(desk(), Expected(number=True)).reasons == (Fault.NUMBER_UNREAD,)


def test_a_photo_with_too_few_dots_is_told() -> None:
    image = Image.open(PHOTOS / "coffee.png").convert("RGB").resize((640, 480))

    assert quality.judge(encoded(image)).reasons == (Fault.SMALL,)


def test_every_fault_has_a_sentence_in_both_languages() -> None:
    for fault in Fault:
        for tongue in ("zh", "en"):
            assert len(words.word(f"fault.{fault}", tongue)) > 8
