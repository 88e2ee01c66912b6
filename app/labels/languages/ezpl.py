"""EZPL (Godex): one Q graphic a label between ^L and E; a 1 is black, its data binary and sent by length."""

import re
from typing import Final

from PIL import Image

from app.devices.printer import State, Trouble
from app.labels.languages import bits
from app.labels.layout import Stock

QUESTION: Final = b"^XSET,IMMEDIATE,1\r\n~S,CHECK\r\n"
_ANSWER: Final = re.compile(rb"([0-9]{2})\r?\n?")
_TROUBLES: Final = {
    "01": Trouble.NO_PAPER,
    "02": Trouble.JAM,
    "03": Trouble.NO_RIBBON,
    "04": Trouble.HEAD_OPEN,
    "10": Trouble.JAM,
    "20": Trouble.PAUSED,
    "21": Trouble.PAUSED,
    "22": Trouble.PAUSED,
    "62": Trouble.HOT,
}
_READY: Final = "00"
_BUSY: Final = {"13", "50", "60"}  # a label waits to be peeled off, printing, data in process


def encode(image: Image.Image, stock: Stock) -> bytes:
    """The whole label; its length and gap are told in millimetres."""
    head = (
        f"^Q{stock.size.height:g},{stock.gap:g}\r\n^W{stock.size.width:g}\r\n"
        "^P1\r\n^C1\r\n^R0\r\n~Q+0\r\n^L\r\n"
        f"Q0,0,{bits.row_bytes(image)},{image.height}\n"
    )
    return head.encode("ascii") + bits.black_is_one(image) + b"\r\nE\r\n"


def whole(answer: bytes) -> bool:
    """Two digits and the end of the line."""
    return re.search(rb"[0-9]{2}[\r\n]", answer) is not None


def read(answer: bytes) -> State | None:
    """What the newest two digits say; a number that is not in the manual is a fault."""
    found = _ANSWER.findall(answer)
    if not found:
        return None
    told = found[-1].decode("ascii")
    if told == _READY or told in _BUSY:
        return State(is_busy=told in _BUSY)
    return State((_TROUBLES.get(told, Trouble.FAULT),))
