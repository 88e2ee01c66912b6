"""Cameras are known by their own numbers: swapped plugs change nothing (C90), and what is wrong is said in a sentence."""

from pathlib import Path

import pytest

from app.devices import cameras, frames
from tests.support.mjpeg import PHOTOS, MjpegCamera


def plug(
    root: Path, number: int, socket: str, name: str, serial: str = "", index: str = "0"
) -> None:
    """One video file as the kernel shows it, under the USB device in that socket."""
    device = root / "devices" / "usb1" / socket
    interface = device / f"{socket}:1.0"
    interface.mkdir(parents=True, exist_ok=True)
    (device / "idVendor").write_text("046d\n")
    (device / "idProduct").write_text("0825\n")
    if serial:
        (device / "serial").write_text(f"{serial}\n")
    node = root / "class" / f"video{number}"
    node.mkdir(parents=True)
    (node / "name").write_text(f"{name}: {name}\n")
    (node / "index").write_text(f"{index}\n")
    (node / "device").symlink_to(interface)


def paths(root: Path) -> dict[str, str]:
    return {each.identity: each.path for each in cameras.find(root / "class")}


@pytest.mark.scenario("C90")
def test_two_cameras_of_one_kind_are_told_apart_when_their_plugs_are_swapped(
    tmp_path: Path,
) -> None:
    plug(tmp_path / "before", 0, "1-1", "C270", "AAA111")
    plug(tmp_path / "before", 1, "1-1", "C270", "AAA111", index="1")
    plug(tmp_path / "before", 2, "1-2", "C270", "BBB222")
    plug(tmp_path / "after", 0, "1-1", "C270", "BBB222")
    plug(tmp_path / "after", 2, "1-2", "C270", "AAA111")

    assert paths(tmp_path / "before") == {
        "cam:046d:0825:AAA111": "/dev/video0",
        "cam:046d:0825:BBB222": "/dev/video2",
    }
    assert paths(tmp_path / "after") == {
        "cam:046d:0825:AAA111": "/dev/video2",
        "cam:046d:0825:BBB222": "/dev/video0",
    }


def test_cameras_without_a_number_are_known_by_their_socket(tmp_path: Path) -> None:
    plug(tmp_path, 0, "1-1", "Cheap")
    plug(tmp_path, 4, "1-2.3", "Cheap")

    assert paths(tmp_path) == {
        "cam:046d:0825@1-1": "/dev/video0",
        "cam:046d:0825@1-2.3": "/dev/video4",
    }


def test_a_computer_without_cameras_has_none(tmp_path: Path) -> None:
    assert cameras.find(tmp_path / "nothing") == []
    assert cameras.path_of("cam:046d:0825:AAA111", tmp_path) == ""


def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path) -> None:
    plug(tmp_path, 0, "1-1", "C270", "AAA111")
    root = tmp_path / "class"
    away = cameras.status("cam:046d:0825:CCC", "en", root)
    gone = cameras.status(str(tmp_path / "no.avi"), "en", tmp_path)

    assert not away.is_ok
    assert "not plugged in" in away.told
    assert "C270 AAA111" in away.told
    assert not gone.is_ok
    assert "check its USB cable" in gone.told
    assert cameras.status(str(tmp_path / "no.avi"), "zh", tmp_path).told.startswith("没有发现相机")


def test_a_camera_that_shows_a_picture_is_well() -> None:
    camera = MjpegCamera()
    try:
        told = cameras.status(camera.url, "en")
        assert told.is_ok
        assert "1280×720" in told.told
    finally:
        camera.unplug()
    assert cameras.status(str(PHOTOS), "en").is_ok


class Capture:
    """A device that offers exposure and no focus, as many do, and gives less than was wished."""

    def __init__(self) -> None:
        import cv2

        self.set_to: list[tuple[int, float]] = []
        self._kept = {
            cv2.CAP_PROP_FRAME_WIDTH: 1280.0, cv2.CAP_PROP_FRAME_HEIGHT: 720.0,
            cv2.CAP_PROP_FPS: 30.0, cv2.CAP_PROP_EXPOSURE: 157.0,
        }  # fmt: skip
        self._offered = {cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE}

    def set(self, prop: int, value: float) -> bool:
        if prop in self._offered:
            self.set_to.append((prop, value))
            self._kept[prop] = value
            return True
        return False

    def get(self, prop: int) -> float:
        return self._kept.get(prop, -1.0)


def test_exposure_and_focus_are_set_where_they_are_offered() -> None:
    by_itself = frames.adjusted(Capture(), frames.Wish())
    wished = Capture()
    given = frames.adjusted(wished, frames.Wish(exposure=80, focus=30))

    assert (by_itself.width, by_itself.height, by_itself.focus) == (1280, 720, None)
    assert by_itself.exposure == 157
    assert given.exposure == 80
    assert given.focus is None
    assert [value for _, value in wished.set_to][-1] == 80
