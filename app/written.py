"""What a hand writes, read as it is meant: a slip that would change a number is no number."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(r"[+-]?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")


def number(text: str) -> Decimal:
    """A number, full-width or not, with a sign of money or without; commas only between thousands.

    "1,5" is no number: whether its writer meant 15 or 1.5, nobody knows.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("元").strip()
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    return Decimal(plain.replace(",", ""))
