"""The acts that the trail knows, for choosing among them."""

from __future__ import annotations

from typing import Final

from app.cases.types import CaseEvent
from app.custody.types import Event
from app.requests.types import RequestEvent
from ui import texts

_OF_PEOPLE: Final = (
    "SIGN_IN",
    "SIGN_OUT",
    "SIGN_IN_FAILED",
    "VOUCH",
    "REFUSED",
    "CREATE_ACCOUNT",
    "APPOINT",
    "END_APPOINTMENT",
    "LOCK",
    "UNLOCK",
    "DISABLE",
    "CHANGE_PASSWORD",
    "DELEGATE",
    "EXPORT",
    "PRINT_FORM",
    "REPRINT_FORM",
)
_OF_THE_ROOM: Final = (
    "FOUND",
    "LAW",
    "MIGRATE",
    "SET_RULE",
    "ADD_LOCATION",
    "LABEL_SENT",
    "LABEL_PRINTED",
    "LABEL_NOT_OUT",
    "UNKNOWN_CODE",
    "SCAN_REFUSED",
    "BACKUP",
    "RESTORED",
    "NOT_VERIFIED",
)
KINDS: Final = tuple(dict.fromkeys((*Event, *CaseEvent, *RequestEvent, *_OF_PEOPLE, *_OF_THE_ROOM)))


def choices() -> list[tuple[str, str]]:
    """Every act with its word, in the order of a thing's life."""
    return [(str(kind), texts.word(f"event.{kind}")) for kind in KINDS]
