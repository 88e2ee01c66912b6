"""A station's one-time code: how it is made, and how long it is good."""

import secrets
from datetime import datetime, timedelta
from typing import Final

#: Without the signs that are taken for one another.
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 16
GOOD_FOR: Final = timedelta(hours=48)
#: So far may a station's clock be from the centre's.
SKEW: Final = timedelta(minutes=5)


def new_code() -> str:
    """A code to be read out or written down: 78 bits in four groups."""
    drawn = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return "-".join(drawn[at : at + 4] for at in range(0, _LENGTH, 4))


def folded(code: str) -> str:
    """The code as it is meant, however it was typed."""
    return "".join(sign for sign in code.upper() if sign in _SIGNS)


def is_code(code: str) -> bool:
    """Whether it is long enough to be one of ours."""
    return len(folded(code)) == _LENGTH


def is_late(issued_at: datetime, now: datetime) -> bool:
    """Whether a code is not good any more."""
    return now - issued_at > GOOD_FOR
