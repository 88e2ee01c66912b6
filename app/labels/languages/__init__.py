"""Printer languages: each draws a finished picture as its own graphic command and reads its own answers.

No printer font, no printer barcode is ever used, so a label looks the same whatever prints it. A
language is data: how a picture is said, what is asked to learn the printer's state, when the answer
is whole and what it means. Nothing here opens anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image

from app.devices.printer import State
from app.labels.languages import escpos, ezpl, tspl, zpl
from app.labels.layout import Stock


@dataclass(frozen=True, slots=True)
class Language:
    """`holds`: its answers say whether a label is still in the printer, also after a lack of paper.

    `idle_s`: how long after a label was sent "ready" may still mean "not begun".
    """

    name: str
    encode: Callable[[Image.Image, Stock], bytes]
    question: bytes
    whole: Callable[[bytes], bool]
    read: Callable[[bytes], State | None]
    holds: bool = False
    idle_s: float = 0.3


LANGUAGES: Final = {
    each.name: each
    for each in (
        Language("zpl", zpl.encode, zpl.QUESTION, zpl.whole, zpl.read, holds=True),
        Language("tspl", tspl.encode, tspl.QUESTION, tspl.whole, tspl.read, idle_s=1.0),
        # many clones print a 1 as black where TSC prints a 0
        Language("tspl-inverted", tspl.encode_inverted, tspl.QUESTION, tspl.whole, tspl.read, idle_s=1.0),
        Language("ezpl", ezpl.encode, ezpl.QUESTION, ezpl.whole, ezpl.read, idle_s=1.0),
        Language("escpos", escpos.encode, escpos.QUESTION, escpos.whole, escpos.read, holds=True),
        Language("escpos-label", escpos.encode_label, escpos.QUESTION, escpos.whole, escpos.read, holds=True),
    )
}  # fmt: skip
"""Printer languages by name."""
