"""What this computer's settings say of its devices, read from the window's own file: no Qt is needed for it."""

import configparser
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import paths


@dataclass(frozen=True, slots=True)
class SetUp:
    """Where the cameras, the scanners and the scale are; the printers remember themselves."""

    url: str = ""
    camera: str = "0"
    detail: str = ""
    scanners: tuple[str, ...] = ()
    scale: str = ""
    protocol: str = "sics"
    baud: int = 0
    frame: str = ""
    calibrated_until: date | None = None


def kept(url: str) -> SetUp:
    """As the window keeps it on this computer; what was never set is as it ships."""
    told = _read(_file())
    return SetUp(
        url,
        told.get("camera/source", "0"),
        told.get("camera/detail\\source", ""),
        tuple(port for port in told.get("scanner/port", "").split("\\n") if port.strip()),
        told.get("scale/port", ""),
        told.get("scale/protocol") or "sics",
        _number(told.get("scale/baud", "")),
        told.get("scale/frame", ""),
        day(told.get("scale/calibrated_until", "")),
    )


def day(text: str) -> date | None:
    """A day as the settings keep it; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _file() -> Path:
    return paths.data() / "anku" / "anku.ini"


def _read(file: Path) -> dict[str, str]:
    found = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        found.read(file, "utf-8")
    except (OSError, configparser.Error, UnicodeDecodeError):
        return {}
    return {
        f"{section}/{name}": value.strip('"')
        for section in found.sections()
        for name, value in found.items(section)
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
