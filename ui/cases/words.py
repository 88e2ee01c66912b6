"""How cases are spoken of: their kinds, their secrecy, and the choices of a form."""

from __future__ import annotations

from app.cases import rules
from app.custody import categories
from ui import texts
from ui.shell import lang

#: 非密 · 秘密 · 机密 · 绝密
SECRECIES = (0, 1, 2, 3)


def kind_word(kind: str) -> str:
    """纪律审查, 职务犯罪 …"""
    return texts.word(f"case_kind.{kind}")


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind for a choice."""
    return tuple((kind, kind_word(kind)) for kind in rules.KINDS)


def secrecy_word(secrecy: int) -> str:
    """How secret a case is."""
    return texts.word(f"secrecy.{secrecy}")


def duty_word(duty: str) -> str:
    """What somebody is for a case; who keeps away is no role."""
    return texts.word(f"duty.{duty}")


#: What keeps a case from being settled → (who must act, the act that comes next).
_NEXT = {
    "status.DRAFT": ("handler", "event.DECLARE"),
    "status.PENDING": ("custodian", "event.RECEIVE"),
    "status.REFUSED": ("handler", "event.DECLARE"),
    "status.TEMP": ("custodian", "event.RECEIVE"),
    "status.IN": ("handler", "request_kind.DISPOSAL"),
    "status.MOVING": ("custodian", "event.PLACE"),
    "status.RESERVED": ("custodian", "event.HAND_OVER"),
    "status.OUT": ("handler", "event.TAKE_BACK"),
    "status.OVERDUE": ("handler", "event.TAKE_BACK"),
    "status.EXAM": ("handler", "event.RETURN_EXAM"),
    "status.RETURNING": ("custodian", "event.ACCEPT_BACK"),
    "status.HOLD": ("store_head", "event.RESOLVE"),
    "status.MISSING": ("store_head", "event.RESOLVE"),
    "status.DISPOSING": ("custodian", "event.EXECUTE"),
    "status.HANDOVER": ("custodian", "event.SIGN_TRANSFER"),
    "blocker.difference": ("store_head", "event.RESOLVE"),
    "blocker.request": ("head", "event.APPROVE"),
}


def who_must_act(why: str) -> str:
    """The role whose turn it is."""
    return texts.word(f"role.{_NEXT[why][0]}") if why in _NEXT else texts.NONE


def what_comes_next(why: str) -> str:
    """The act that takes it out of the way."""
    return texts.word(_NEXT[why][1]) if why in _NEXT else texts.NONE


def category_word(category: str) -> str:
    """What a category of things is called; its id when the data no longer know it."""
    known = categories.all_().get(category)
    return known.label(lang.now()) if known else category
