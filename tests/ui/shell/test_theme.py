"""The look: every token in its place, enough contrast, live switch."""

import re

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from tests.support import marks
from ui.shell import icons, theme
from ui.shell.theme import Mode

AA_TEXT = 4.5
AA_SHAPE = 3.0
ON = [
    *[(front, back) for front in ("text", "soft", "accent", "danger", "late", "ended", "ok") for back in ("window", "surface")],
    ("faint", "surface"), ("text", "hover"), ("soft", "hover"), ("text", "accent_soft"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_press"),
    ("on_danger", "danger"), ("on_late", "late"), ("on_ended", "ended"), ("on_ok", "ok"),
    ("on_accent_soft", "accent_soft"), ("on_danger_soft", "danger_soft"), ("on_late_soft", "late_soft"),
    ("on_ended_soft", "ended_soft"), ("on_ok_soft", "ok_soft"), ("on_stage", "stage"), ("on_tip", "tip"),
    ("rail_text", "rail"), ("rail_soft", "rail"), ("rail_text", "rail_hover"), ("rail_strong", "rail_chosen"),
    ("on_rail_badge", "rail_badge"),
]  # fmt: skip


def _light(colour: str) -> float:
    def part(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    return 0.2126 * part(made.redF()) + 0.7152 * part(made.greenF()) + 0.0722 * part(made.blueF())


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("front", "back"), ON)
def test_words_stand_out_from_what_they_stand_on(mode: Mode, front: str, back: str) -> None:
    colours = theme.tokens(mode).colours
    assert _contrast(colours[front], colours[back]) >= AA_TEXT


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("front", ["edge", "accent", "danger", "practice"])
def test_edges_and_focus_rings_can_be_seen(mode: Mode, front: str) -> None:
    colours = theme.tokens(mode).colours
    assert _contrast(colours[front], colours["surface"]) >= AA_SHAPE
    assert _contrast(colours[front], colours["window"]) >= AA_SHAPE


def test_light_and_dark_have_the_same_tokens() -> None:
    assert theme.tokens(Mode.LIGHT).colours.keys() == theme.tokens(Mode.DARK).colours.keys()


@pytest.mark.parametrize("mode", list(Mode))
def test_the_style_sheet_has_no_open_place_and_every_picture_it_names(mode: Mode) -> None:
    sheet = theme.style_sheet(mode)
    assert not re.search(r"@\w+@", sheet)
    for named in re.findall(r"url\(style:([^)]+)\)", sheet):
        assert (paths.resources() / "style" / named).is_file()


def test_colours_stand_in_the_tokens_only() -> None:
    template = (paths.resources() / "style" / "anku.qss.in").read_text("utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", template) == []


def test_the_small_pictures_are_in_step_with_the_tokens() -> None:
    for path, text in marks.pictures().items():
        assert path.read_text("utf-8") == text, "run: python -m tests.support.marks"


def test_the_window_wears_the_shipped_type(qapp: QApplication) -> None:
    theme.apply(qapp, Mode.LIGHT)
    assert theme.FAMILY in QFontDatabase.families()
    assert QFontInfo(qapp.font()).family() == theme.FAMILY


def test_brightness_changes_live_and_icons_follow(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Mode.LIGHT)
    button = QPushButton(icons.icon("inbox", "accent"), "")
    button.setFlat(True)
    qtbot.add_widget(button)
    light = button.grab().toImage()

    theme.apply(qapp, Mode.DARK)
    dark = button.grab().toImage()
    theme.apply(qapp, Mode.LIGHT)

    assert light != dark
    assert button.grab().toImage() == light


def test_every_icon_in_the_set_can_be_drawn(qapp: QApplication) -> None:
    for path in (paths.resources() / "icons").glob("*.svg"):
        drawn = icons.pixmap(path.stem, "text", 20, 2.0).toImage()
        assert drawn.width() == 40
        assert any(drawn.pixelColor(x, y).alpha() for x in range(40) for y in range(40)), path.stem
