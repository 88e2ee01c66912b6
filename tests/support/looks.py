"""What a person could not see of a part of the window: what lies over its neighbour, what is cut."""

import itertools

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.widgets.camera import CameraView


def hidden(pane: QWidget) -> list[str]:
    """What of a pane lies over its neighbour, and which words or pictures have less room than they need."""
    found = []
    shown = [part for part in pane.findChildren(QWidget) if part.isVisible()]
    for one, other in itertools.combinations(shown, 2):
        if one.parent() is other.parent() and one.geometry().intersects(other.geometry()):
            found.append(f"{_told(one)} lies over {_told(other)}")
    for part in shown:
        if isinstance(part, QLabel) and part.wordWrap():
            cut = part.height() < part.heightForWidth(part.width())
        elif isinstance(part, QLabel | QPushButton):
            cut = part.width() < part.sizeHint().width()
        else:
            cut = isinstance(part, CameraView) and part.height() < part.minimumHeight()
        if cut or (
            isinstance(part, QPushButton) and part.visibleRegion().boundingRect() != part.rect()
        ):
            found.append(f"{_told(part)} is cut: {part.size()} of {part.sizeHint()}")
    return found


def _told(part: QWidget) -> str:
    return f"{type(part).__name__} {part.objectName()} {part.property('text') or ''}"
