"""The look: tokens from resources/style become one style sheet and one palette, light or dark."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from app import paths

FAMILY: Final = "Noto Sans SC"
#: A window of 1366 dots at 125 % and more: everything is a little smaller in it, and signs stand without their words.
NARROW_BELOW: Final = 1100
_FONTS: Final = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_PLACE: Final = re.compile(r"@(\w+)@")


class Mode(StrEnum):
    """How bright the window is."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every number and colour the style is made of."""

    mode: Mode
    colours: dict[str, str]
    space: dict[str, int]
    size: dict[str, int]
    radius: int
    row: int
    target: int


@dataclass(slots=True)
class _Now:
    mode: Mode = Mode.LIGHT
    fonts_ready: bool = False


_now = _Now()


@cache
def _source() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (paths.resources() / "style" / "tokens.json").read_text("utf-8")
    )
    return loaded


@cache
def tokens(mode: Mode) -> Tokens:
    """The tokens of one brightness."""
    raw = _source()
    return Tokens(
        mode, raw[mode], raw["space"], raw["size"], raw["radius"], raw["row"], raw["target"]
    )


@cache
def style_sheet(mode: Mode) -> str:
    """The whole style sheet, with every token put in its place."""
    made = tokens(mode)
    words = {**made.colours, **made.size, "radius": made.radius, "mode": mode.value}
    template = (paths.resources() / "style" / "anku.qss.in").read_text("utf-8")
    return _PLACE.sub(lambda found: str(words[found[1]]), template)


def mode() -> Mode:
    """How bright the window is now."""
    return _now.mode


def colour(name: str) -> QColor:
    """A colour of the present brightness, for what is painted by hand."""
    return QColor(tokens(_now.mode).colours[name])


def space(name: str) -> int:
    """A distance: xs s m l xl."""
    return tokens(_now.mode).space[name]


def size(name: str) -> int:
    """A type size in pixels: small body large huge."""
    return tokens(_now.mode).size[name]


def row_height() -> int:
    """How high a row of a dense list is."""
    return tokens(_now.mode).row


def is_narrow(widget: QWidget) -> bool:
    """Whether the window that this stands in is a small one."""
    return widget.window().width() < NARROW_BELOW


def apply(app: QApplication, mode: Mode) -> None:
    """Dress the program; may be called again at any time to change brightness live."""
    first = not _now.fonts_ready
    _now.mode = mode
    if first:
        _prepare(app)
    app.setPalette(_palette(tokens(mode)))
    app.setStyleSheet(style_sheet(mode))


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property the style sheet looks at, and let the style notice."""
    before = widget.property(name)
    if before == value or (before is None and value is False):
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # its style comes with its first showing
    style = widget.style()
    for each in (widget, *widget.findChildren(QWidget)):
        style.unpolish(each)
        style.polish(each)
    widget.update()


def _prepare(app: QApplication) -> None:
    QDir.setSearchPaths("style", [str(paths.resources() / "style")])
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))
    font = QFont(FAMILY)
    font.setPixelSize(tokens(_now.mode).size["body"])
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)
    app.setStyle(QStyleFactory.create("Fusion"))
    _now.fonts_ready = True


def _palette(made: Tokens) -> QPalette:
    role = QPalette.ColorRole
    named = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "window",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Accent: "accent",
        role.PlaceholderText: "faint",
        role.ToolTipBase: "tip",
        role.ToolTipText: "on_tip",
        role.Mid: "line",
        role.Dark: "edge",
        role.Light: "surface",
    }
    palette = QPalette()
    for which, name in named.items():
        palette.setColor(which, QColor(made.colours[name]))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(made.colours["faint"]))
    return palette
