"""What this computer remembers: language, look, devices, the stores opened last. Never anything of the books."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QSettings
from PySide6.QtWidgets import QApplication

from app import paths
from ui.shell import lang, theme

RECENT: Final = 5


def prepare() -> None:
    """Let every `QSettings()` of the program mean one file in the person's data folder."""
    QCoreApplication.setOrganizationName("anku")
    QCoreApplication.setApplicationName("anku")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(paths.data().resolve())
    )


def text(key: str, default: str = "") -> str:
    """A remembered text."""
    return str(QSettings().value(key, default))


def number(key: str, default: int) -> int:
    """A remembered number; what is no number is the default."""
    kept = text(key, str(default))
    return int(kept) if kept.lstrip("-").isdecimal() else default


def put(key: str, value: str | int) -> None:
    """Remember a value."""
    QSettings().setValue(key, value)


def language() -> lang.Lang:
    """The language chosen here, else the computer's own: Chinese unless it speaks English."""
    kept = text("language")
    if kept in lang.LANGUAGES:
        return "zh" if kept == "zh" else "en"
    return "en" if QLocale.system().language() == QLocale.Language.English else "zh"


def mode() -> theme.Mode:
    """How bright the window was chosen to be."""
    return theme.Mode.DARK if text("theme") == theme.Mode.DARK else theme.Mode.LIGHT


def station() -> str:
    """What this place at the counter is called in the books."""
    import socket  # only where no name was given

    return text("station") or socket.gethostname()


def dress(app: QApplication) -> None:
    """The language and the look that were chosen."""
    theme.apply(app, mode())
    lang.apply(app, language())


def recent() -> list[str]:
    """The stores opened last, the newest first."""
    return [url for url in text("stores").split("\n") if url]


def remember_store(url: str) -> None:
    """Put a store at the head of those opened last."""
    others = [each for each in recent() if each != url]
    put("stores", "\n".join([url, *others][:RECENT]))
