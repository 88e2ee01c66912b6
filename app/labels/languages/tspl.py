"""TSPL (TSC, Gprinter, HPRT, Deli, Xprinter …): one BITMAP a label, its data binary and sent by length."""

from typing import Final

from PIL import Image

from app.devices.printer import State, Trouble
from app.labels.languages import bits
from app.labels.layout import Stock

QUESTION: Final = b"\x1b!?"
_FLAGS: Final = (
    (0x01, Trouble.HEAD_OPEN),
    (0x02, Trouble.JAM),
    (0x04, Trouble.NO_PAPER),
    (0x08, Trouble.NO_RIBBON),
    (0x10, Trouble.PAUSED),
    (0x40, Trouble.HEAD_OPEN),
    (0x80, Trouble.FAULT),
)
_PRINTING: Final = 0x20


def encode(image: Image.Image, stock: Stock) -> bytes:
    """The label for a head on which a 0 is black, as the language's maker defines it."""
    return _job(image, stock, bits.black_is_zero(image))


def encode_inverted(image: Image.Image, stock: Stock) -> bytes:
    """The label for the printers that burn a 1."""
    return _job(image, stock, bits.black_is_one(image))


def _job(image: Image.Image, stock: Stock, data: bytes) -> bytes:
    head = (
        f"SIZE {stock.size.width:g} mm,{stock.size.height:g} mm\r\n"
        f"GAP {stock.gap:g} mm,0 mm\r\n"
        "DIRECTION 0,0\r\nREFERENCE 0,0\r\nCLS\r\n"
        f"BITMAP 0,0,{bits.row_bytes(image)},{image.height},0,"
    )
    return head.encode("ascii") + data + b"\r\nPRINT 1,1\r\n"


def whole(answer: bytes) -> bool:
    """One byte says it all."""
    return len(answer) >= 1


def read(answer: bytes) -> State | None:
    """What the newest byte says."""
    if not answer:
        return None
    flags = answer[-1]
    troubles = dict.fromkeys(trouble for flag, trouble in _FLAGS if flags & flag)
    return State(tuple(troubles), is_busy=bool(flags & _PRINTING))
