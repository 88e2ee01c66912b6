"""The keys of the window, in one place, so that what is pressed and what is shown cannot differ."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Key(StrEnum):
    """What a key is for; the value is the key."""

    HELP = "F1"
    SCAN = "F2"
    PHOTOGRAPH = "F3"
    SERIES = "Shift+F3"
    PILE = "Ctrl+F3"
    LABEL = "F4"
    NEXT_PANE = "F6"
    CLIP = "F7"
    WEIGH = "F8"
    SECOND_PERSON = "F9"
    HIDE_NAMES = "F10"
    LOCK = "F12"
    BACK = "Esc"
    UNDO = "Ctrl+Z"
    NEW = "Ctrl+N"
    SAVE = "Ctrl+S"
    EXPORT = "Ctrl+E"
    PRINT = "Ctrl+P"
    REFRESH = "F5"


RAIL: Final = tuple(f"Ctrl+{number}" for number in range(1, 10))


def bind(
    owner: QWidget,
    key: Key | str,
    act: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Let the key do the act while owner is shown."""
    shortcut = QShortcut(QKeySequence(str(key)), owner)
    shortcut.setContext(context)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(act)
    return shortcut


def hint(text: str, key: Key | str) -> str:
    """The text with its key behind it, for tooltips and buttons."""
    return f"{text}  ({key})"
