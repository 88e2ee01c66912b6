"""A photograph of a shelf is read in one go, and what could not be read is framed for a second shot."""

import io

import numpy as np
import pytest
from PIL import Image

from app.devices import decode, errors
from app.labels import layout, render, shelf
from app.labels.types import Kind
from bench import shelves
from tests.support.labels import WATCH, label_of


def test_forty_labels_at_4k_are_read_in_one_go_and_in_reading_order() -> None:
    scene = shelves.shelf(1, labels=40)
    seen = shelf.read(shelves.jpeg(scene))

    assert (seen.width, seen.height) == (3840, 2160)
    assert len(set(seen.payloads) & set(scene.payloads)) >= 38
    assert not set(seen.payloads) - set(scene.payloads)
    assert list(seen.payloads) == [text for text in scene.payloads if text in seen.payloads]


def test_a_blurred_shelf_gives_more_than_the_first_decoder_alone_and_nothing_wrong() -> None:
    scene = shelves.shelf(4, labels=42, blur=2.4)
    picture = decode.pixels_of(shelves.jpeg(scene))
    alone = {read.text for read in decode.by_zxing(picture)} & set(scene.payloads)
    seen = set(shelf.read(picture).payloads)

    assert len(seen) > len(alone) + 5
    assert seen <= set(scene.payloads)


def test_what_was_not_read_is_framed() -> None:
    scene = shelves.shelf(1, labels=42, ruined=3)
    seen = shelf.read(shelves.jpeg(scene))

    assert len(set(seen.payloads)) >= 38
    assert not set(seen.payloads) & set(scene.ruined)
    for middle in scene.ruined.values():
        assert any(shelf._holds(frame, middle) for frame in seen.unread)
    read = [shelf._middle(each.corners) for each in seen.reads]
    assert not any(shelf._holds(frame, middle) for frame in seen.unread for middle in read)


def test_two_codes_of_one_label_that_differ_are_not_believed() -> None:
    another = label_of(Kind.CONTAINER)
    face = render.render(WATCH, layout.BOX).convert("L")
    false = render.render(another, layout.BOX).convert("L")
    half = face.height * 60 // 100
    face.paste(false.crop((0, half, face.width, face.height)), (0, half))
    wall = Image.new("L", (1400, 900), 90)
    wall.paste(face, (400, 300))
    seen = shelf.read(wall)

    assert seen.payloads == ()
    assert len(seen.unread) == 1


@pytest.mark.parametrize("size", list(layout.SIZES.values()), ids=lambda size: size.name)
def test_the_outline_of_a_read_code_is_the_label(size: layout.Size) -> None:
    face = render.render(WATCH, size).convert("L")
    wall = Image.new("L", (1400, 900), 90)
    wall.paste(face, (400, 300))
    seen = shelf.read(wall)

    assert seen.payloads == (WATCH.payload,)
    assert seen.unread == ()
    for read in seen.reads:
        middle = shelf._middle(shelf.outline(read))
        assert 400 < middle[0] < 400 + face.width
        assert 300 < middle[1] < 300 + face.height


def test_a_foreign_code_among_ours_is_kept_and_is_no_label() -> None:
    import zxingcpp

    wall = Image.new("L", (1600, 900), 120)
    wall.paste(render.render(WATCH, layout.BOX).convert("L"), (100, 200))
    code = zxingcpp.create_barcode("6901234567892", zxingcpp.BarcodeFormat.EAN13)
    wall.paste(Image.fromarray(np.array(code.to_image(scale=4))), (900, 200))
    seen = shelf.read(wall)

    assert seen.payloads == (WATCH.payload,)
    assert "6901234567892" in {read.text for read in seen.reads}


@pytest.mark.parametrize("shape", [(1, 1), (40, 3000), (900, 1200)])
def test_a_picture_without_labels_gives_nothing(shape: tuple[int, int]) -> None:
    seen = shelf.read(np.full((*shape, 3), 128, dtype=np.uint8))

    assert (seen.reads, seen.unread) == ((), ())


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(errors.NotAPicture):
        shelf.read(io.BytesIO(b"no").getvalue())
