"""The language of the window: Chinese first, English beside it, switched while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from app import paths

Lang = Literal["zh", "en"]
LANGUAGES: Final[tuple[Lang, ...]] = ("zh", "en")


@dataclass(slots=True)
class _Now:
    lang: Lang = "en"
    #: Each with the bytes it reads from.
    loaded: list[tuple[QTranslator, bytes]] = field(default_factory=list)


_now = _Now()


def now() -> Lang:
    """The language shown now; also what to ask app.words for."""
    return _now.lang


def apply(app: QApplication, lang: Lang) -> None:
    """Show everything in that language; what stands on the screen says its texts anew, a whole before its parts."""
    for translator, _ in _now.loaded:
        app.removeTranslator(translator)
    _now.loaded.clear()
    _now.lang = lang
    QLocale.setDefault(QLocale("zh_CN" if lang == "zh" else "en_GB"))
    _space(app, narrow=lang == "en")
    if lang == "zh":
        _load(app, "qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _load(app, "anku_zh", str(paths.resources() / "translations"))
    # In the next turn, as Qt itself does: what is being taken down meanwhile says nothing any more.
    QTimer.singleShot(0, app, lambda: _speak(app))


def _space(app: QApplication, *, narrow: bool) -> None:
    """Quotation marks and dots as wide as a Chinese sign tear English words apart."""
    font, width = app.font(), QFont.Tag("pwid")
    if font.isFeatureSet(width) == narrow:
        return
    if narrow:
        font.setFeature(width, 1)
    else:
        font.unsetFeature(width)
    app.setFont(font)


def _load(app: QApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    # From memory: a file that is replaced while the program runs (an update) would pull the words away under it.
    file = Path(folder) / f"{name}.qm"
    data = file.read_bytes() if file.exists() else b""
    if data and translator.load(data):
        _now.loaded.append((translator, data))
        app.installTranslator(translator)


class Speaks:
    """Stands before a Qt class in the list of bases: `class Page(lang.Speaks, QWidget)`.

    The widget sets every text in `retranslate`, calls it once when built, and `apply` calls it again when the
    language changes. (Hearing of it by changeEvent would let every change of style and font of every widget
    pass through Python: while a page is built there are thousands.)
    """

    #: Whether it is made to its end; before that it has not all that is to be said.
    is_whole = True

    def retranslate(self) -> None:
        """Set every text anew."""


def _speak(app: QApplication) -> None:
    for top in app.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            if isinstance(widget, Speaks) and widget.is_whole:
                widget.retranslate()
