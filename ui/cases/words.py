"""How cases are spoken of: their kinds, their secrecy, and the choices of a form."""

from __future__ import annotations

from typing import Final

from app.cases import rules as case_rules
from app.cases.types import Blocker
from app.custody import categories, holds, rules
from app.custody.types import Event
from app.identity.roles import Role
from ui import texts
from ui.shell import lang

#: 非密 · 秘密 · 机密 · 绝密
SECRECIES = (0, 1, 2, 3)


def kind_word(kind: str) -> str:
    """纪律审查, 职务犯罪 …"""
    return texts.word(f"case_kind.{kind}")


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind for a choice."""
    return tuple((kind, kind_word(kind)) for kind in case_rules.KINDS)


def secrecy_word(secrecy: int) -> str:
    """How secret a case is."""
    return texts.word(f"secrecy.{secrecy}")


def duty_word(duty: str) -> str:
    """What somebody is for a case; who keeps away is no role."""
    return texts.word(f"duty.{duty}")


#: What keeps a case from being settled → the act that takes it out of the way; who does it stands in the law.
_NEXT: Final = {
    "status.DRAFT": Event.DECLARE,
    "status.PENDING": Event.RECEIVE,
    "status.REFUSED": Event.DECLARE,
    "status.TEMP": Event.RECEIVE,
    "status.MOVING": Event.PLACE,
    "status.RESERVED": Event.HAND_OVER,
    "status.OUT": Event.TAKE_BACK,
    "status.OVERDUE": Event.TAKE_BACK,
    "status.EXAM": Event.RETURN_EXAM,
    "status.RETURNING": Event.ACCEPT_BACK,
    "status.HOLD": Event.RESOLVE,
    "status.MISSING": Event.RESOLVE,
    "status.HANDOVER": Event.SIGN_TRANSFER,
    "blocker.difference": Event.RESOLVE,
}
#: What an approved request waits for.
_CARRIED_OUT: Final = {"CHECK_OUT": Event.HAND_OVER, "EXAM": Event.SEND_EXAM}
_ENDING: Final = {way: Event(event) for event, way in holds.WAYS.items()}


def who_must_act(row: Blocker) -> str:
    """The role whose turn it is."""
    return texts.word(f"role.{_turn(row)[0]}") if _turn(row)[0] else texts.NONE


def what_comes_next(row: Blocker) -> str:
    """The act that takes it out of the way."""
    return texts.word(_turn(row)[1]) if _turn(row)[1] else texts.NONE


def _turn(row: Blocker) -> tuple[str, str]:
    """Whose turn it is, and with which act."""
    if row.status == "SUBMITTED":
        return row.role, "event.APPROVE"
    if row.status == "SENT_BACK":
        return Role.HANDLER, "event.AMEND"
    if row.why == "status.IN":
        return Role.HANDLER, "request_kind.DISPOSAL"
    event = _NEXT.get(row.why) or _CARRIED_OUT.get(row.kind) or _ENDING.get(row.way)
    return (rules.starts(event)[0], f"event.{event}") if event else ("", "")


def category_word(category: str) -> str:
    """What a category of things is called; its id when the data no longer know it."""
    known = categories.all_().get(category)
    return known.label(lang.now()) if known else category
