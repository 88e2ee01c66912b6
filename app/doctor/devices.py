"""Looks at one device each, and does the real thing with it: a picture, a weight, a port that opens."""

import threading
from typing import Final

from app import clock
from app.devices.errors import DeviceUnready
from app.devices.loop import Link
from app.devices.scale import Scale
from app.doctor.set_up import SetUp
from app.doctor.types import Finding, bad, missing, refused, well
from app.labels.printers import Printer

WEIGH_S: Final = 3.0
_OPEN_S: Final = 1.5
#: The window's own picture that stands in for a camera.
DRAWN: Final = "drawn"


def camera(name: str, source: str) -> Finding:
    """A picture comes from a camera that is set up."""
    from app.devices import cameras, frames

    if not source:
        return missing(name, "doctor.camera_none")
    if source == DRAWN:
        return well(name, "doctor.camera_drawn")
    opened = frames.opened(source, frames.Wish())
    try:
        taken = opened.read() if opened is not None else None
    finally:
        if opened is not None:
            opened.release()
    if taken is None:
        found = "、".join(each.title for each in cameras.find())
        key = "doctor.camera_other" if found else "doctor.camera_dark"
        return bad(name, key, source=source, found=found)
    high, wide = taken.pixels.shape[:2]
    return well(name, "doctor.camera_ok", source=source, size=f"{wide}×{high}")


def ports() -> Finding:
    """What is plugged into this computer's serial ports."""
    from app.devices import serial_line

    found = [port.words() for port in serial_line.ports()]
    if not found:
        return missing("serial", "doctor.serial_none")
    return well("serial", "doctor.serial_ok", found="、".join(found))


def no_scanner() -> Finding:
    """No serial scanner is set up: one that types needs nothing."""
    return well("scanner", "doctor.scanner_types")


def scanner(port: str) -> Finding:
    """A serial scanner's port opens."""
    from app.devices.scanner import SerialScanner

    live = threading.Event()
    device = SerialScanner(port, lambda _: None, lambda link: _note(live, link))
    try:
        is_live = live.wait(_OPEN_S)
    finally:
        device.close()
    key = "doctor.scanner_ok" if is_live else "doctor.scanner_lost"
    return (well if is_live else bad)("scanner", key, port=port)


def _note(live: threading.Event, link: Link) -> None:
    if link is Link.LIVE:
        live.set()


def scale(told: SetUp) -> Finding:
    """A steady weight comes from the scale, and its calibration is not past."""
    if not told.scale:
        return missing("scale", "doctor.scale_none")
    from app.devices.scale import SerialScale

    device = SerialScale(told.scale, protocol=told.protocol, baud=told.baud, frame=told.frame)
    try:
        return weighed(device, told)
    finally:
        device.close()


def weighed(device: Scale, told: SetUp) -> Finding:
    """The same with a scale that is open already."""
    try:
        weight = device.weigh(WEIGH_S)
    except DeviceUnready as no:
        return refused("scale", no)
    until = told.calibrated_until
    if until is not None and until < clock.day(clock.now()):
        return bad("scale", "doctor.scale_late", shown=weight.shown, until=until.isoformat())
    return well("scale", "doctor.scale_ok", shown=weight.shown, port=told.scale)


def printer(told: Printer) -> Finding:
    """A label printer says how it is; one that cannot tell is at least reached."""
    from app.labels import press

    status = press.status(told)
    facts = {"name": status.printer, "why": status.why}
    if status.state == "bad":
        return bad("printer", "doctor.printer_bad", **facts)
    return well("printer", "doctor.printer_ok", **facts)
