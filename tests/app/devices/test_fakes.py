"""The shipped fakes keep the promises of the ports that they stand for."""

import io

import numpy as np
import pytest
from PIL import Image

from app.devices import errors
from app.devices.camera import Camera
from app.devices.fakes import FakeCamera, FakeScale, FakeWire, drawn_card
from app.devices.loop import Link
from app.devices.printer import Wire
from app.devices.scale import Scale
from tests.support.mjpeg import PHOTOS


def test_they_fit_their_ports() -> None:
    camera: Camera = FakeCamera()
    scale: Scale = FakeScale()
    printer: Wire = FakeWire()

    assert camera.link is Link.LIVE
    assert scale.weigh().is_stable
    printer.send(b"job")


def test_the_fake_camera_shoots_its_pictures_in_turn() -> None:
    camera = FakeCamera.from_folder(PHOTOS)
    files = sorted(PHOTOS.glob("*.png"))
    shots = [camera.shoot() for _ in range(len(files) + 1)]

    assert [shot.data for shot in shots[:-1]] == [each.read_bytes() for each in files]
    again, first = (
        np.asarray(Image.open(io.BytesIO(shots[at].data)).convert("L"), int) for at in (-1, 0)
    )
    assert shots[-1].data != shots[0].data  # no camera gives the same bytes twice
    assert np.abs(again - first).mean() < 3
    frame = camera.newest()
    assert frame is not None
    assert frame.pixels.ndim == 3


def test_no_two_photographs_of_the_drawn_card_are_the_same_not_even_of_two_cameras() -> None:
    cameras = FakeCamera(), FakeCamera()

    assert len({camera.shoot().data for camera in cameras for _ in range(3)}) == 6


def test_an_unplugged_fake_camera_refuses_like_a_real_one() -> None:
    camera = FakeCamera()
    camera.unplug()
    with pytest.raises(errors.CameraLost):
        camera.shoot()
    camera.plug()

    assert camera.shoot().width == 1280


def test_the_drawn_card_is_a_picture() -> None:
    assert Image.open(io.BytesIO(drawn_card())).size == (1280, 720)


def test_the_fake_scale_and_printer_do_as_told() -> None:
    scale, printer = FakeScale(5_000, 7_000), FakeWire()
    printer.is_ready = False
    with pytest.raises(errors.PrinterUnready):
        printer.send(b"job")

    assert [scale.weigh().mg for _ in range(3)] == [5_000, 7_000, 5_000]
    assert printer.jobs == []
