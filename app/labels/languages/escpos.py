"""ESC/POS: the picture as raster bit images; in label mode each label ends by feeding to the next gap or mark."""

from collections.abc import Iterator
from typing import Final

from PIL import Image

from app.devices.printer import State, Trouble
from app.labels.languages import bits
from app.labels.layout import Stock

_INITIALISE: Final = b"\x1b@"
_MARGIN_AND_LEFT: Final = b"\x1dL\x00\x00\x1ba\x00"
_RASTER: Final = b"\x1dv0\x00"
_BAND: Final = 128  # rows; small receive buffers take a tall label in pieces
_FEED_AND_CUT: Final = b"\x1dV\x42\x00"
_TO_NEXT_LABEL: Final = b"\x1d\x0c"
#: Two answers come at once (why offline, paper); the third only when all that was sent before is done.
QUESTION: Final = b"\x10\x04\x02" + b"\x10\x04\x04" + b"\x1dr\x01"


def encode(image: Image.Image, stock: Stock) -> bytes:
    """The label on a continuous roll: printed, fed past the cutter and cut."""
    return _INITIALISE + _MARGIN_AND_LEFT + b"".join(_bands(image)) + _FEED_AND_CUT


def encode_label(image: Image.Image, stock: Stock) -> bytes:
    """The label on a roll of labels: printed, then fed to where the next one begins."""
    return _INITIALISE + _MARGIN_AND_LEFT + b"".join(_bands(image)) + _TO_NEXT_LABEL


def _bands(image: Image.Image) -> Iterator[bytes]:
    width, data = bits.row_bytes(image), bits.black_is_one(image)
    for top in range(0, image.height, _BAND):
        rows = min(_BAND, image.height - top)
        size = width.to_bytes(2, "little") + rows.to_bytes(2, "little")
        yield _RASTER + size + data[top * width : (top + rows) * width]


def whole(answer: bytes) -> bool:
    """The two that come at once and the one that waits its turn."""
    return len(_at_once(answer)) >= 2 and len(answer) > len(_at_once(answer))


def read(answer: bytes) -> State | None:
    """Why it is offline, how its paper is, and whether what was sent before is done."""
    at_once = _at_once(answer)
    if len(at_once) < 2:
        return None
    cause, paper = at_once[-2:]
    told = (
        (paper & 0x60 or cause & 0x20, Trouble.NO_PAPER),
        (cause & 0x04, Trouble.HEAD_OPEN),
        (cause & 0x08, Trouble.PAUSED),
        (cause & 0x40, Trouble.FAULT),
    )
    return State(tuple(t for flag, t in told if flag), is_busy=len(answer) == len(at_once))


def _at_once(answer: bytes) -> bytes:
    """The bytes with the fixed bits of a real-time answer: 0xx1xx10."""
    return bytes(byte for byte in answer if byte & 0x93 == 0x12)
