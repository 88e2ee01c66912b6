"""The camera over real streams, films and pictures: never behind, never hung, back after the plug was pulled."""

import io
import os
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from app.devices import camera as camera_of
from app.devices import cameras, errors, frames
from app.devices.camera import OpenCvCamera, shot_from_file
from app.devices.loop import Link
from tests.support.mjpeg import PHOTOS, MjpegCamera
from tests.support.waiting import until

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


@pytest.fixture
def stream() -> Iterator[MjpegCamera]:
    camera = MjpegCamera()
    yield camera
    camera.unplug()


@pytest.fixture
def links() -> list[Link]:
    return []


@pytest.fixture
def camera(stream: MjpegCamera, links: list[Link]) -> Iterator[OpenCvCamera]:
    camera = OpenCvCamera(stream.url, links.append, now=lambda: NOON)
    until(lambda: camera.link is Link.LIVE)
    yield camera
    camera.close()


def test_a_network_camera_shows_frames_that_go_on(camera: OpenCvCamera) -> None:
    first = camera.newest()
    assert first is not None
    until(lambda: (camera.newest() or first).number > first.number + 3)

    assert first.pixels.shape == (720, 1280, 3)
    assert first.taken_at == NOON


def test_a_photo_is_a_jpeg_at_full_resolution_taken_after_the_button(camera, stream) -> None:
    before = camera.newest()
    shot = camera.shoot()
    after = camera.newest()
    image = Image.open(io.BytesIO(shot.data))

    assert image.format == "JPEG"
    assert image.size == (shot.width, shot.height) == (1280, 720)
    assert shot.source == stream.url
    assert not shot.marked_fallback
    assert before is not None
    assert after is not None
    assert after.number > before.number


def test_a_slow_reader_is_never_shown_an_old_picture(stream: MjpegCamera) -> None:
    camera = OpenCvCamera(stream.url)
    until(lambda: camera.newest() is not None)
    time.sleep(1.0)
    frame = camera.newest()
    served = stream.served
    camera.close()

    assert frame is not None
    assert served - frame.number <= 12


def test_a_pulled_plug_is_told_and_survived(camera, stream, links) -> None:
    for _ in range(2):
        stream.unplug()
        until(lambda: camera.link is Link.LOST)
        assert camera.newest() is None
        stream.plug()
        until(lambda: camera.link is Link.LIVE)
    shot = camera.shoot()

    assert shot.width == 1280
    assert links == [Link.LIVE, Link.LOST, Link.LIVE, Link.LOST, Link.LIVE]


def test_a_stalled_stream_is_lost_and_comes_back(camera, stream) -> None:
    stream.is_stalled = True
    until(lambda: camera.link is Link.LOST)
    stream.is_stalled = False
    until(lambda: camera.link is Link.LIVE, 15)


def test_a_lost_camera_refuses_a_photo(camera, stream) -> None:
    stream.unplug()
    until(lambda: camera.link is Link.LOST)

    with pytest.raises(errors.CameraLost) as no:
        camera.shoot()
    assert no.value.facts["source"] == stream.url


def test_a_camera_that_is_not_there_is_lost_and_can_be_closed(tmp_path: Path) -> None:
    links: list[Link] = []
    for source in (97, str(tmp_path / "nowhere"), "http://127.0.0.1:9/live"):
        camera = OpenCvCamera(source, links.append)
        until(lambda: camera.link is Link.LOST)  # noqa: B023 — called before the next turn
        camera.close()

    assert links == [Link.LOST, Link.CLOSED] * 3


def test_each_frame_gives_one_sign(stream: MjpegCamera) -> None:
    signs: list[int] = []
    camera = OpenCvCamera(stream.url, on_frame=lambda: signs.append(1))
    until(lambda: len(signs) > 5)
    camera.close()


def test_a_folder_of_pictures_is_shown_in_turn_and_shot_byte_for_byte(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(frames, "STILL_S", 0.15)
    monkeypatch.setattr(camera_of, "SHOOT_S", 30)  # the whole suite may be busy beside
    for name in ("coins.png", "coffee.png"):
        shutil.copy(PHOTOS / name, tmp_path)
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("not shown")
    camera = OpenCvCamera(str(tmp_path))
    files = {(PHOTOS / "coins.png").read_bytes(), (PHOTOS / "coffee.png").read_bytes()}
    shots: list[bytes] = []
    end = time.monotonic() + 60
    while not files <= {*shots} and time.monotonic() < end:
        shots.append(camera.shoot().data)
    shots += [camera.shoot().data for _ in range(3)]
    camera.close()

    assert files <= {*shots}
    assert len({*shots}) == len(shots)  # held before the lens again it is another photograph


def test_a_single_picture_can_stand_before_the_lens() -> None:
    camera = OpenCvCamera(str(PHOTOS / "coffee.png"))
    shot = camera.shoot()
    frame = camera.newest()
    camera.close()

    assert shot.data == (PHOTOS / "coffee.png").read_bytes()
    assert shot.marked_fallback, "no lens saw it"
    assert frame is not None
    assert frame.pixels.shape[:2] == (shot.height, shot.width)


def test_a_folder_that_is_emptied_and_filled_is_a_plug_pulled_and_put_back(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(frames, "STILL_S", 0.1)
    shutil.copy(PHOTOS / "coins.png", tmp_path)
    camera = OpenCvCamera(str(tmp_path))
    until(lambda: camera.link is Link.LIVE)
    (tmp_path / "coins.png").unlink()
    until(lambda: camera.link is Link.LOST)
    shutil.copy(PHOTOS / "coins.png", tmp_path)
    until(lambda: camera.link is Link.LIVE)
    camera.close()


def test_a_film_plays_round_and_round(tmp_path: Path) -> None:
    film = str(tmp_path / "film.avi")
    writer = cv2.VideoWriter(film, cv2.VideoWriter.fourcc(*"MJPG"), 50, (320, 240))
    for shade in range(10):
        writer.write(np.full((240, 320, 3), 20 * shade, dtype=np.uint8))
    writer.release()
    camera = OpenCvCamera(film)
    until(lambda: (frame := camera.newest()) is not None and frame.number > 25)
    camera.close()

    assert camera.link is Link.CLOSED
    assert camera.newest() is None


def test_a_photo_from_a_file_is_marked_and_dated_by_the_file(tmp_path: Path) -> None:
    file = tmp_path / "手机照片.png"
    shutil.copy(PHOTOS / "coins.png", file)
    os.utime(file, (NOON.timestamp(), NOON.timestamp()))
    shot = shot_from_file(file)

    assert shot.marked_fallback
    assert shot.taken_at == NOON
    assert shot.data == file.read_bytes()
    assert shot.source == "手机照片.png"
    assert (shot.width, shot.height) == (384, 303)


def test_a_file_that_is_no_picture_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "virus.jpg").write_bytes(b"MZ")
    for name in ("virus.jpg", "gone.jpg"):
        with pytest.raises(errors.NotAPicture) as no:
            shot_from_file(tmp_path / name)
        assert no.value.facts["name"] == name


def test_the_cameras_of_this_computer_are_listed_without_opening_one() -> None:
    assert isinstance(cameras.find(), list)
