"""Two photographs of one thing lie over each other and are alike; of two things they are not. It decides nothing."""

import io

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from app.devices import decode, errors, likeness
from tests.support.mjpeg import PHOTOS

NAMES = ["coffee.png", "coins.png", "motorcycle_left.png"]


def photo(name: str) -> Image.Image:
    return Image.open(PHOTOS / name).convert("RGB").resize((1600, 1000))


def encoded(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


def again(name: str) -> Image.Image:
    """The same thing photographed later: turned, from further away, in other light."""
    picture = photo(name).rotate(7, resample=Image.Resampling.BICUBIC, fillcolor=(60, 60, 60))
    picture = picture.resize((1360, 850)).crop((20, 10, 1300, 820))
    return ImageEnhance.Brightness(picture).enhance(0.8)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_thing_is_laid_over_itself_and_is_alike(name: str) -> None:
    told = likeness.compare(encoded(photo(name)), encoded(again(name)))

    assert told.score > 70
    first = np.asarray(photo(name).convert("L").resize((1280, 800)), dtype=np.float32)
    over = decode.grey(decode.pixels_of(told.aligned)).astype(np.float32)
    middle = np.s_[250:550, 400:880]
    assert np.corrcoef(first[middle].ravel(), over[middle].ravel())[0, 1] > 0.9


@pytest.mark.parametrize(
    ("one", "other"), [(NAMES[0], NAMES[1]), (NAMES[1], NAMES[2]), (NAMES[2], NAMES[0])]
)
def test_two_things_are_not_alike(one: str, other: str) -> None:
    assert likeness.compare(encoded(photo(one)), encoded(photo(other))).score < 40


def test_a_thing_that_was_changed_is_less_alike_than_one_that_was_not() -> None:
    changed = again("coins.png")
    changed.paste((90, 90, 90), (300, 150, 900, 600))
    first = encoded(photo("coins.png"))

    assert (
        likeness.compare(first, encoded(changed)).score + 10
        < likeness.compare(first, encoded(again("coins.png"))).score
    )


def test_pictures_with_nothing_on_them_fit_nothing() -> None:
    plain = encoded(Image.new("RGB", (800, 600), "grey"))

    assert likeness.compare(plain, plain) == likeness.Likeness(0)
    with pytest.raises(errors.NotAPicture):
        likeness.compare(plain, b"no")
