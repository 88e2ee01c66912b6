"""The ticket of one form: it carries its receipt, asks for some work, and needs no tracking at all.

A form sent twice (a cut connection, an impatient finger) brings the same receipt, so nothing is filed twice and
nobody loses what was shown once. The work is a hash to be searched for by the page's script, or a sum in
words for whoever has no script. The server keeps nothing: its own mark on the ticket says that it is ours.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from app.labels import rules as codes
from app.reporting import errors as no
from app.reporting import receipts

LIVES_FOR: Final = timedelta(hours=24)
BITS: Final = 15
MOST_BITS: Final = 22
_MARK: Final = 32


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form carries: when it was given out (the hour), its receipt, and how hard the work is."""

    hour: int
    receipt: str
    bits: int
    text: str

    def __repr__(self) -> str:
        return "Ticket(…)"


def issue(secret: bytes, now: datetime, bits: int = BITS) -> Ticket:
    """A new ticket."""
    body = f"{_hour(now)}.{receipts.draw()}.{min(bits, MOST_BITS)}"
    return _parsed(f"{body}.{_mark(secret, body)}")


def require(secret: bytes, text: str, now: datetime) -> Ticket:
    """The ticket behind its text; refuses (R125) one that is not ours or too old."""
    body, _, mark = text.rpartition(".")
    if not hmac.compare_digest(_mark(secret, body).encode(), mark.encode()):
        raise no.TicketInvalid
    ticket = _parsed(text)
    age = _hour(now) - ticket.hour
    if not 0 <= age <= LIVES_FOR // timedelta(hours=1):
        raise no.TicketInvalid
    return ticket


def is_worked(ticket: Ticket, counter: str) -> bool:
    """Whether the script found a number whose hash begins with enough zeros."""
    if not counter.isdecimal() or len(counter) > 12:
        return False
    found = int.from_bytes(sha256(f"{ticket.text}:{counter}".encode()).digest()[:4])
    return found >> (32 - ticket.bits) == 0


def question(secret: bytes, ticket: Ticket) -> tuple[int, int]:
    """Two numbers to be added, for whoever has no script; the same for the same ticket."""
    drawn = hmac.digest(_key(secret, "sum"), ticket.text.encode(), "sha256")
    return 2 + drawn[0] % 8, 11 + drawn[1] % 9


def is_answered(secret: bytes, ticket: Ticket, answer: str) -> bool:
    """Whether the sum is right, in narrow or full-width digits."""
    return codes.plain(answer) == str(sum(question(secret, ticket)))


def _parsed(text: str) -> Ticket:
    hour, receipt, bits, _ = text.split(".")
    return Ticket(int(hour), receipt, int(bits), text)


def _hour(now: datetime) -> int:
    return int(now.timestamp()) // 3600


def _mark(secret: bytes, body: str) -> str:
    return hmac.digest(_key(secret, "ticket"), body.encode(), "sha256").hex()[:_MARK]


def _key(secret: bytes, use: str) -> bytes:
    return hmac.digest(secret, f"anku-ticket/1 {use}".encode(), "sha256")
