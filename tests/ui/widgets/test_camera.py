"""The live view."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ui.widgets.camera import CameraView


@dataclass
class Frame:
    pixels: Any
    number: int


def _frame(number: int, colour: tuple[int, int, int] = (0, 0, 255)) -> Frame:
    return Frame(np.full((1080, 1920, 3), colour, np.uint8), number)


def test_the_newest_picture_is_shown_in_its_colours(qtbot: QtBot) -> None:
    view = CameraView()
    qtbot.add_widget(view)
    view.resize(480, 270)
    frame = _frame(1)
    view.set_source(lambda: frame)
    view.show()
    qtbot.wait_until(lambda: view.shown() == 1)
    assert view.grab().toImage().pixelColor(240, 100) == QColor(255, 0, 0)


def test_the_same_picture_is_not_drawn_twice_and_no_more_than_thirty_a_second(qtbot: QtBot) -> None:
    view = CameraView()
    qtbot.add_widget(view)
    numbers = iter(range(10_000))
    picture = np.zeros((480, 640, 3), np.uint8)
    view.set_source(lambda: Frame(picture, next(numbers)))
    view.show()
    qtbot.wait(500)
    assert 3 < view.shown() <= 16
    frame = _frame(1)
    view.set_source(lambda: frame)
    qtbot.wait(200)
    before = view.shown()
    qtbot.wait(100)
    assert view.shown() == before


def test_a_view_that_is_not_seen_does_not_look(qtbot: QtBot) -> None:
    view = CameraView()
    qtbot.add_widget(view)
    asked: list[int] = []
    view.set_source(lambda: asked.append(1))
    view.show()
    qtbot.wait_until(lambda: bool(asked))
    view.hide()
    asked.clear()
    qtbot.wait(120)
    assert asked == []


def test_a_lost_camera_keeps_the_last_picture_and_says_so(qtbot: QtBot) -> None:
    view = CameraView()
    qtbot.add_widget(view)
    view.resize(480, 270)
    frame = _frame(1)
    view.set_source(lambda: frame)
    view.show()
    qtbot.wait_until(lambda: view.shown() == 1)
    before = view.grab().toImage()
    view.set_state("Camera lost")
    view.set_caption("sharp")
    view.flash()
    assert view.grab().toImage() != before
