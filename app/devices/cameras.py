"""Which cameras are plugged in, by names that stay when plugs are swapped, and what is wrong with the one that is chosen.

A name is `cam:VENDOR:PRODUCT:SERIAL`; a camera without a serial number is known by the socket it is plugged into
(`cam:VENDOR:PRODUCT@1-2.3`): two of one kind stay apart as long as each stays in its socket.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app import words
from app.devices import frames
from app.devices.frames import Wish

SYS: Final = Path("/sys/class/video4linux")
_LOOK_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Found:
    """A camera that is plugged in now: `identity` stays with it, `path` changes with the plug."""

    identity: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Status:
    """How a device is, in one sentence of the asked language; `is_ok` when nothing need be done."""

    is_ok: bool
    told: str


def find(root: Path = SYS) -> list[Found]:
    """Every camera of this computer, sorted by its name; each once, though it shows up with several files."""
    if sys.platform != "linux":
        return [Found(str(number), f"{number}", str(number)) for number in range(1)]
    nodes = sorted(root.glob("video*"), key=_number) if root.is_dir() else []
    made = [_found(node) for node in nodes if _read(node / "index") in ("", "0")]
    return sorted(made, key=lambda each: each.identity)


def path_of(identity: str, root: Path = SYS) -> str:
    """Where the camera is plugged in now; "" when it is not."""
    return next((each.path for each in find(root) if each.identity == identity), "")


def status(source: str, lang: str = "zh", root: Path = SYS) -> Status:
    """The camera that is chosen, looked through for a moment: what is wrong with it, in one sentence. For a worker."""
    plugged = find(root)
    if not source:
        return _said(lang, "NONE", is_ok=not plugged)
    if source.startswith("cam:") and not any(each.identity == source for each in plugged):
        others = "、".join(each.title for each in plugged) or "—"
        return _said(lang, "AWAY", source=source, others=others)
    opened = frames.opened(source, Wish())
    if opened is None:
        return _said(lang, "CLOSED" if plugged else "MISSING", source=source)
    try:
        until = time.monotonic() + _LOOK_S
        while time.monotonic() < until:
            taken = opened.read()
            if taken is not None:
                high, wide = taken.pixels.shape[:2]
                return _said(lang, "LIVE", is_ok=True, source=source, size=f"{wide}×{high}")
        return _said(lang, "DARK", source=source)
    finally:
        opened.release()


def _said(lang: str, key: str, *, is_ok: bool = False, **facts: str) -> Status:
    told = words.word(f"camera_status.{key}", "zh" if lang == "zh" else "en")
    return Status(is_ok, told.format(**facts))


def _found(node: Path) -> Found:
    usb = _usb(node)
    name = _read(node / "name").split(":")[0] or node.name
    path = f"/dev/{node.name}"
    if usb is None:
        return Found(path, f"{name} ({path})", path)
    kind = f"cam:{_read(usb / 'idVendor')}:{_read(usb / 'idProduct')}"
    serial = _read(usb / "serial")
    return Found(
        f"{kind}:{serial}" if serial else f"{kind}@{usb.name}", f"{name} {serial or usb.name}", path
    )


def _usb(node: Path) -> Path | None:
    """The USB device that a video file belongs to."""
    try:
        place = (node / "device").resolve(strict=True)
    except OSError:
        return None
    for above in (place, *list(place.parents)[:4]):
        if (above / "idVendor").is_file():
            return above
    return None


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _number(node: Path) -> int:
    digits = node.name.removeprefix("video")
    return int(digits) if digits.isdecimal() else 999
