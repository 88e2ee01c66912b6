"""Cameras in the settings: two at once, each by its own name; the foot switch."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.devices.learning import SAMPLE
from app.labels.types import Command
from tests.support import window as windows
from tests.support.mjpeg import PHOTOS, MjpegCamera
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.custody.shots import ShotTray
from ui.settings.cameras import CamerasSection
from ui.settings.page import SettingsPage
from ui.settings.scanners import ScannersSection
from ui.shell import settings
from ui.shell.top import Health


def test_a_folder_of_photographs_serves_as_a_camera_with_a_live_picture(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "cameras")
        assert isinstance(shown, CamerasSection)
        shown.overview.source.setEditText(str(PHOTOS))
        shown._keep()
        qtbot.wait_until(lambda: shown.overview.view.shown() > 0)
        assert window.services.devices.camera_link() == "LIVE"
        windows.settled(qtbot, window)


def test_two_cameras_show_at_once_and_the_detail_is_taken_by_the_second(
    qtbot: QtBot, room: World
) -> None:
    near = MjpegCamera()
    try:
        with windows.opened(qtbot, room, "guan1") as window:
            shown = section(qtbot, window, "cameras")
            assert isinstance(shown, CamerasSection)
            shown.overview.source.setEditText(str(PHOTOS))
            shown.detail.source.setEditText(near.url)
            shown.detail.name.setText("2 号机位")
            shown._keep()
            views = (shown.overview.view, shown.detail.view)
            qtbot.wait_until(lambda: all(view.shown() > 2 for view in views))

            assert window.inside is not None
            tray = ShotTray(window.inside.station, "test", window)
            tray.resize(700, 500)
            tray.show()
            assert tray.detail.isVisible()
            tray.set_plan(("overall", "seal"))
            tray.take()
            qtbot.wait_until(lambda: len(tray.taken()) == 1)
            tray.take_series()
            qtbot.wait_until(lambda: len(tray.taken()) == 4)

            told = [(each.shot.kind, each.shot.source) for each in tray.taken()]
            assert told == [("overall", str(PHOTOS)), *[("seal", near.url)] * 3]
            tray.close()
            tray.deleteLater()
            windows.settled(qtbot, window)
    finally:
        near.unplug()


def test_what_is_wrong_with_a_camera_is_said_in_a_sentence(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "cameras")
        assert isinstance(shown, CamerasSection)
        shown.overview.source.setEditText("cam:046d:0825:ABC")
        shown.check(shown.overview)
        qtbot.wait_until(lambda: "not plugged in" in shown.overview.told.text())
        windows.settled(qtbot, window)


def test_a_step_on_the_foot_switch_photographs_whichever_page_is_shown(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "cameras")
        assert isinstance(shown, CamerasSection)
        shown.foot.setKeySequence(QKeySequence("F13"))
        inside = window.inside
        assert inside is not None
        asked = []

        def heard(command: Command) -> bool:
            asked.append(command.name)
            return True

        inside.navigation.command = heard  # type: ignore[method-assign]
        inside.station.go("workdesk")
        windows.settled(qtbot, window)

        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F13)

        qtbot.wait_until(lambda: asked == ["PHOTO"])


def test_a_pile_that_comes_in_is_read_in_one_photograph_from_any_page(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.station.go("workdesk")
        windows.settled(qtbot, window)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_F3, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait_until(lambda: window.inside.navigation.here().page == "shelf")  # type: ignore[union-attr]
        windows.settled(qtbot, window)


def test_a_scanner_is_learned_by_one_scan_and_its_codes_come_right_from_then_on(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "scanners")
        assert isinstance(shown, ScannersSection)
        shown._begin()
        windows.settled(qtbot, window)
        swapped = str.maketrans("yzYZ-", "zyZY~")
        for char in f"]C1{SAMPLE.translate(swapped)}\r":
            key: Any = Qt.Key.Key_Return if char == "\r" else char
            QTest.keyClick(window.windowHandle(), key)
        qtbot.wait_until(shown.panel.use.isEnabled)
        assert "before the code: ]C1" in shown.panel.told.text()

        shown.panel.use.click()

        assert shown.panel.isHidden()
        scans = shown._station.scans
        assert scans is not None
        assert scans.profile().meant("]C1z~5") == "y-5"
        assert "learned" in shown._profile.text()
        windows.settled(qtbot, window)


def test_caps_lock_is_told_and_never_kept_as_a_habit_of_the_scanner(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "scanners")
        assert isinstance(shown, ScannersSection)
        shown._begin()
        windows.settled(qtbot, window)
        for char in f"{SAMPLE.swapcase()}\r":
            key: Any = Qt.Key.Key_Return if char == "\r" else char
            QTest.keyClick(window.windowHandle(), key)
        qtbot.wait_until(lambda: "caps lock off" in shown.panel.told.text())

        assert not shown.panel.use.isEnabled()
        shown.panel.keep()
        scans = shown._station.scans
        assert scans is not None
        assert scans.profile().meant("AB12") == "AB12"
        shown.panel.leave.click()
        windows.settled(qtbot, window)


def test_the_second_camera_lost_is_said_by_the_dot_though_the_first_still_shows(
    qtbot: QtBot, room: World
) -> None:
    near = MjpegCamera()
    try:
        with windows.opened(qtbot, room, "guan1") as window:
            shown = section(qtbot, window, "cameras")
            assert isinstance(shown, CamerasSection)
            assert window.inside is not None
            dot = window.inside.frame.top.dot("camera")
            shown.overview.source.setEditText(str(PHOTOS))
            shown.detail.source.setEditText(near.url)
            shown._keep()
            both = (shown.overview.view, shown.detail.view)
            qtbot.wait_until(lambda: all(view.shown() > 0 for view in both))
            qtbot.wait_until(lambda: dot.health() is Health.OK)

            near.unplug()

            qtbot.wait_until(lambda: dot.health() is Health.LOST)
            assert window.services.devices.camera_link() == "LIVE"
            window.inside.say_texts()
            assert dot.health() is Health.LOST
            windows.settled(qtbot, window)
    finally:
        near.unplug()


@pytest.mark.parametrize(
    ("dot", "opens"),
    [
        ("camera", "cameras"),
        ("scanner", "scanners"),
        ("scale", "scale"),
        ("printer", "printers"),
        ("books", "store"),
    ],
)
def test_each_dot_of_the_top_line_opens_the_settings_of_its_device(
    qtbot: QtBot, room: World, dot: str, opens: str
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        QTest.mouseClick(window.inside.frame.top.dot(dot), Qt.MouseButton.LeftButton)
        windows.settled(qtbot, window)
        page = window.inside.navigation.page()
        assert isinstance(page, SettingsPage)
        assert page.section_name() == opens


def test_a_second_camera_that_is_not_there_stays_so_in_another_language(
    qtbot: QtBot, room: World
) -> None:
    """Its word in the language of before was taken for an address that somebody had typed."""
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "cameras")
        assert isinstance(shown, CamerasSection)
        shown.refresh()
        windows.settled(qtbot, window)
        assert shown.detail.source.currentText() == "None"
        window.set_language("zh")
        windows.settled(qtbot, window)
        assert shown.detail.source.currentText() == "无"
        shown.detail.name.setText("近景")
        shown._keep()
        assert settings.text("camera/detail/source") == ""
        window.set_language("en")
        windows.settled(qtbot, window)
