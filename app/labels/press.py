"""What is done with a label printer: the picture it burns, its bytes, the way to it, how it is.

`picture` makes the very dots that are shown and sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image, ImageChops

from app import words
from app.devices import errors
from app.devices import printer as wires
from app.devices.printer import State, Trouble, Wire
from app.labels import encode, layout, render, rules
from app.labels.languages import LANGUAGES, Language
from app.labels.printers import FILES, Printer
from app.labels.types import Code, Kind, Label

TCP_PORT: Final = 9100


def picture(printer: Printer, label: Label) -> Image.Image:
    """The label as this printer burns it, dot for dot, read back after it was moved by the offset."""
    size = printer.stock.size
    image = moved(render.render(label, size, printer.dpi), printer)
    render.check(image, label, size, _offset(printer))
    return image


def moved(image: Image.Image, printer: Printer) -> Image.Image:
    """The picture moved by the printer's offset; an offset that would cut ink off is refused."""
    right, down = _offset(printer)
    if not right and not down:
        return image
    ink = ImageChops.invert(image.convert("L")).getbbox() or (0, 0, 0, 0)
    is_inside = ink[0] + right >= 0 and ink[2] + right <= image.width
    if not is_inside or ink[1] + down < 0 or ink[3] + down > image.height:
        raise errors.OffsetTooFar(right=f"{printer.right:g}", down=f"{printer.down:g}")
    paper = Image.new("1", image.size, 1)
    paper.paste(image, (right, down))
    return paper


def _offset(printer: Printer) -> tuple[int, int]:
    return layout.dots(printer.right, printer.dpi), layout.dots(printer.down, printer.dpi)


def job(printer: Printer, image: Image.Image) -> bytes:
    """One label as this printer takes it."""
    language = _language(printer)
    if language is not None:
        return language.encode(image, printer.stock)
    if printer.language == "pdf":
        return document(printer, [image])
    return encode.to_png(image, printer.dpi)


def document(printer: Printer, images: Sequence[Image.Image]) -> bytes:
    """Many labels as one PDF: on its sheets if it has any, else a page for each."""
    sheet = printer.lies_on
    if sheet is None:
        return encode.to_pdf(images, printer.dpi)
    return encode.to_sheets(images, sheet, printer.dpi, printer.first)


def open_wire(printer: Printer) -> Wire:
    """The way to it, or `PrinterUnready`."""
    if not printer.address and printer.way != "folder":
        raise errors.PrinterUnready(printer=printer.title, why="printer.NO_ADDRESS")
    match printer.way:
        case "tcp":
            host, port = host_and_port(printer.address)
            if (
                not 0 < port < 65_536
            ):  # the system would take the rest of a division, and reach something else
                raise errors.PrinterUnready(printer=printer.title, why="printer.NO_PORT")
            return wires.TcpWire(host, port)
        case "serial":
            return wires.SerialWire(printer.address, printer.baud)
        case "device":
            return wires.DeviceWire(printer.address)
        case "queue":
            return wires.QueueWire(printer.address, is_raw=printer.is_label_printer)
    return wires.FolderWire(printer.folder, f".{printer.language}")


def host_and_port(address: str) -> tuple[str, int]:
    """An address as it is typed: "10.0.0.7", "10.0.0.7:9100", "[fe80::1]:9100"."""
    host, colon, port = address.strip().rpartition(":")
    if not colon or not port.isdecimal() or (":" in host and not host.startswith("[")):
        return address.strip().strip("[]"), TCP_PORT
    return host.strip("[]"), int(port)


def state(printer: Printer, wire: Wire, patience_s: float = 1.0) -> State:
    """What it says of itself; one that should answer and does not is silent."""
    language = _language(printer)
    if language is None or not printer.may_tell:
        return State()
    answer = wires.ask(wire, language.question, language.whole, patience_s)
    return language.read(answer) or State((Trouble.SILENT,))


def prove() -> int:
    """Draw a label for every language, stock and head, read it back, make its bytes: a build has all it needs.

    The number of labels made.
    """
    label = Label(payload=rules.encode(Code(Kind.ITEM, "00000000000")), number="0000", name="自检")
    printers = [
        Printer(language=language, size=size, dpi=dpi)
        for language in (*LANGUAGES, *FILES)
        for size in layout.SIZES
        for dpi in layout.DPIS
    ]
    made = [job(printer, picture(printer, label)) for printer in printers]
    return sum(bool(data) for data in made)


@dataclass(frozen=True, slots=True)
class Status:
    """How a printer is, in one sentence."""

    printer: str
    state: Literal["ok", "bad", "untold"]
    why: str

    def says(self, lang: str = "zh") -> str:
        """The sentence."""
        return words.word(self.why, lang)


def status(printer: Printer) -> Status:
    """Look at it now: reached or not, and what it says of itself."""
    try:
        wire = open_wire(printer)
    except errors.PrinterUnready as no:
        return Status(printer.title, "bad", str(no.facts["why"]))
    try:
        if isinstance(wire, wires.QueueWire):
            wire.look()
        told = state(printer, wire)
    except errors.PrinterUnready as no:
        return Status(printer.title, "bad", str(no.facts["why"]))
    finally:
        wire.close()
    if told.troubles:
        return Status(printer.title, "bad", f"printer.{told.troubles[0]}")
    if not printer.may_tell:
        return Status(printer.title, "untold", f"printer.UNTOLD_{printer.way.upper()}")
    return Status(printer.title, "ok", "printer.BUSY" if told.is_busy else "printer.READY")


def _language(printer: Printer) -> Language | None:
    """What it speaks; None where a file is all it takes."""
    return LANGUAGES.get(printer.language)
