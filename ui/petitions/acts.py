"""The acts on a petition as a table: which verb, what it asks for, and whether a file goes with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from app.petitions import (
    alike,
    classifying,
    deciding,
    handling,
    identities,
    righting,
    sealed,
    service,
    supervising,
    telling,
)
from ui.widgets.field import Kind


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of an act; `of` names the choices: a list of resources/petitions, or a source that is asked for."""

    id: str
    kind: Kind = Kind.TEXT
    word: str = ""
    of: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the argument that names the petition, its fields, and the argument that takes a file."""

    verb: Callable[..., Any]
    asks: tuple[Ask, ...] = ()
    key: str = "petition_id"
    file: str = ""
    file_kind: str = "recording"
    file_required: bool = False
    is_main: bool = False


_REASON: Final = Ask("reason", Kind.LONG)
#: Sources that are asked of the books when the sheet opens.
SOURCES: Final = frozenset(
    {
        "matters",
        "organs",
        "handlers",
        "colleagues",
        "candidates",
        "links",
        "orders",
        "answered",
        "clocks",
        "offices",
    }
)
ACTS: Final[dict[str, Act]] = {
    "petitions.register": Act(service.register, is_main=True),
    "petitions.screen": Act(deciding.screen, is_main=True),
    "petitions.accept": Act(deciding.accept, is_main=True),
    "petitions.forward": Act(
        deciding.forward, (Ask("target_id", Kind.CHOICE, "target", "organs"),), is_main=True
    ),
    "petitions.assign": Act(
        deciding.assign, (Ask("target_id", Kind.CHOICE, "target", "organs"),), is_main=True
    ),
    "petitions.route_out": Act(
        deciding.route_out,
        (Ask("competent"), Ask("guidance", Kind.LONG, required=False)),
        is_main=True,
    ),
    "petitions.refuse": Act(
        deciding.refuse,
        (Ask("ground", Kind.CHOICE, of="ground"), Ask("guidance", Kind.LONG, required=False)),
        is_main=True,
    ),
    "petitions.keep_as_repeat": Act(
        deciding.keep_as_repeat,
        (
            Ask("first_id", Kind.CHOICE, "first", "candidates"),
            Ask("no_new_facts", Kind.CHECK, "no_new_facts", required=False),
        ),
        is_main=True,
    ),
    "petitions.keep_as_empty": Act(deciding.keep_as_empty, (_REASON,), is_main=True),
    "petitions.transfer": Act(
        handling.transfer, (Ask("office", Kind.CHOICE, of="offices"),), is_main=True
    ),
    "petitions.sign_in": Act(handling.sign_in, is_main=True),
    "petitions.give_back": Act(
        handling.give_back, (Ask("ground", Kind.CHOICE, of="ground"), _REASON), is_main=True
    ),
    "petitions.convert": Act(
        handling.convert, (Ask("handler_id", Kind.CHOICE, "handler", "handlers"),), is_main=True
    ),
    "petitions.close": Act(
        handling.close,
        (
            Ask("outcome", Kind.CHOICE, of="outcome"),
            Ask("text", Kind.LONG, "feedback.text"),
            Ask("city_document", required=False),
        ),
        is_main=True,
    ),
    "petitions.feed_back": Act(
        handling.feed_back,
        (Ask("way", Kind.CHOICE, "feedback.way", "way"), Ask("at", Kind.MOMENT, "told_at")),
        file="proof",
        file_required=True,
        is_main=True,
    ),
    "petitions.object": Act(
        handling.object_,
        (Ask("objection", Kind.LONG), Ask("explanation", Kind.LONG)),
        file="evidence",
        file_kind="file",
        is_main=True,
    ),
    "petitions.archive": Act(handling.archive, (Ask("volume"),), is_main=True),
    "petitions.void": Act(deciding.void, (_REASON,)),
    "petitions.divert": Act(sealed.divert),
    "petitions.notify": Act(
        telling.notify,
        (
            Ask("way", Kind.CHOICE, "feedback.way", "way"),
            Ask("at", Kind.MOMENT, "told_at"),
            Ask("text", Kind.LONG, "feedback.text"),
        ),
        file="proof",
        is_main=True,
    ),
    "petitions.classify": Act(
        classifying.classify,
        (
            Ask("matter_id", Kind.CHOICE, "matter", "matters"),
            Ask("kind", Kind.CHOICE, "matter.kind", "kind"),
            Ask("discipline", Kind.CHOICE, "matter.disciplines", "discipline", required=False),
            Ask("discipline2", Kind.CHOICE, "matter.disciplines", "discipline", required=False),
            Ask("offence", Kind.CHOICE, "matter.offences", "offence", required=False),
            Ask("offence2", Kind.CHOICE, "matter.offences", "offence", required=False),
            Ask("topic", Kind.CHOICE, "matter.topic", "topic", required=False),
        ),
        is_main=True,
    ),
    "petitions.amend": Act(
        righting.amend,
        (
            Ask("field", Kind.CHOICE, "amended", "amendable"),
            Ask("value", word="amended_to"),
            _REASON,
        ),
    ),
    "petitions.verify_name": Act(
        telling.verify_name, (Ask("way", Kind.CHOICE, "feedback.way", "verify"),)
    ),
    "petitions.supplement": Act(
        handling.supplement, file="originals", file_kind="file", file_required=True
    ),
    "petitions.link": Act(alike.link),  # ui/petitions/repeats.py
    "petitions.unlink": Act(
        alike.unlink, (Ask("link_id", Kind.CHOICE, "similar", "links"), _REASON)
    ),
    "petitions.extend": Act(
        handling.extend,
        (
            Ask("rule", Kind.CHOICE, "due", "clocks"),
            _REASON,
            Ask("document", word="city_document", required=False),
        ),
    ),
    "petitions.recuse": Act(
        righting.recuse, (Ask("account_id", Kind.CHOICE, "person", "colleagues"), _REASON)
    ),
    "petitions.protect": Act(
        righting.protect, (Ask("level", Kind.CHOICE, "protection", "protection"),)
    ),
    "petitions.ask_identity": Act(identities.ask_identity, (_REASON,)),
    "petitions.order": Act(
        supervising.order,
        (
            Ask("reason", Kind.CHOICE, "reason", "order_reason"),
            Ask("demand", Kind.LONG),
            Ask("due", Kind.DATE),
        ),
    ),
    "petitions.answer_order": Act(
        supervising.answer_order,
        (Ask("order_id", Kind.CHOICE, "order", "orders"), Ask("reply", Kind.LONG)),
        key="",
    ),
    "petitions.judge_order": Act(
        supervising.judge_order,
        (
            Ask("order_id", Kind.CHOICE, "order", "answered"),
            Ask("verdict", Kind.CHOICE, "verdict", "verdict"),
        ),
        key="",
    ),
    "petitions.note_effect": Act(
        handling.note_effect,
        (Ask("effect", Kind.CHOICE, of="effect"), Ask("note", Kind.LONG, "reason", required=False)),
    ),
}
