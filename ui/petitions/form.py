"""The fields of the form, and the petition that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app.petitions.types import (
    Accused,
    Candidate,
    Matter,
    NewPetition,
    Original,
    Reporter,
    Visit,
)
from ui import texts
from ui.petitions import words
from ui.widgets.field import FieldDef, Kind

#: From so many characters on a summary is held against known petitions.
ENOUGH: Final = 12
_DIGITS: Final = "1234567890"
_KNOWN: Final = ("named", "joint", "unverified")


def _word(name: str) -> str:
    return texts.word(f"petition.{name}")


def _choice(
    id_: str, name: str, of: str = "", *, word: str = "", required: bool = False
) -> FieldDef:
    return FieldDef(
        id_,
        _word(word or id_),
        Kind.CHOICE,
        required=required,
        choices=_numbered(words.choices(name, of)),
    )


def _numbered(choices: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A short list is chosen from by one key: the digit stands before the word, and Qt finds what begins with it."""
    if len(choices) > len(_DIGITS):
        return tuple(choices)
    return tuple(
        (value, f"{digit}  {word}") for digit, (value, word) in zip(_DIGITS, choices, strict=False)
    )


def _channel() -> FieldDef:
    told = tuple((each, f"{words.seal(each)} {word}") for each, word in words.choices("channel"))
    numbered = _numbered(told)
    return FieldDef("channel", _word("channel"), Kind.CHOICE, required=True, choices=numbered)


def defs(values: Mapping[str, Any], alike: Sequence[Candidate]) -> list[FieldDef]:
    """The fields that this channel and this mode need, in the order in which a desk asks."""
    channel = str(values.get("channel") or "")
    mode = str(values.get("reporter_mode") or "")
    told = [
        _channel(),
        FieldDef("received_at", _word("received_at"), Kind.MOMENT, required=True),
        _choice("sub_channel", "sub_channel", channel) if channel else _no_sub(),
    ]
    if channel == "referred":
        told.append(_choice("original_channel", "channel", word="original_channel", required=True))
        told.append(FieldDef("letter_no", _word("letter_no")))
    if channel == "other":
        told.append(FieldDef("channel_reason", _word("channel_reason"), required=True))
    if channel == "visit":
        told += _visit()
    told += [
        FieldDef("name", f"{_word('accused')} · {_word('accused.name')}"),
        FieldDef("unit", _word("accused.unit"), required=True),
        FieldDef("post", _word("accused.post")),
        _choice("rank", "rank", word="accused.rank", required=True),
        FieldDef(
            "is_about_own_head",
            _word("is_about_own_head"),
            Kind.CHECK,
            hint=QCoreApplication.translate("petitions", "Only sealed and passed on"),
        ),
        FieldDef("summary", _word("matter.summary"), Kind.LONG, required=True),
        _choice("kind", "kind", word="matter.kind", required=True),
        _choice("discipline", "discipline", word="matter.disciplines"),
        FieldDef(
            "discipline2",
            f"{_word('matter.disciplines')} 2",
            Kind.CHOICE,
            choices=_numbered(words.choices("discipline")),
        ),
        _choice("offence", "offence", word="matter.offences"),
        _choice("topic", "topic", word="matter.topic"),
        FieldDef("amount", _word("matter.amount")),
        FieldDef("region", _word("region"), required=True),
        _choice("reporter_mode", "reporter_mode", required=True),
    ]
    if mode == "joint":
        told.append(FieldDef("reporters", _word("reporters"), Kind.NUMBER, required=True, least=2))
    if mode in _KNOWN:
        is_sure = mode != "unverified"
        # one of the two is enough: the star goes from the other
        told += [
            FieldDef("names", _word("reporter.names"), required=is_sure),
            FieldDef(
                "phone", _word("reporter.phone"), required=is_sure and not values.get("address")
            ),
            FieldDef(
                "address", _word("reporter.address"), required=is_sure and not values.get("phone")
            ),
        ]
    if alike:
        told.append(
            FieldDef(
                "repeat_of",
                _word("repeat_of"),
                Kind.CHOICE,
                choices=tuple((c.petition_id, f"{c.number}  {c.score}%") for c in alike),
            )
        )
    return told


def _no_sub() -> FieldDef:
    return FieldDef("sub_channel", _word("sub_channel"), Kind.CHOICE, editable=False)


def _visit() -> list[FieldDef]:
    said = QCoreApplication.translate("petitions", "read back")
    signed = QCoreApplication.translate("petitions", "signed")
    return [
        FieldDef("receiver1", f"{_word('visit')} 1", required=True),
        FieldDef("receiver2", f"{_word('visit')} 2", required=True),
        FieldDef("is_read_back", texts.word("petition.original.minutes"), Kind.CHECK, hint=said),
        FieldDef("is_signed", texts.word("petition.original.minutes"), Kind.CHECK, hint=signed),
    ]


def sealed_defs() -> list[FieldDef]:
    """All that may be written down of what goes on sealed."""
    return [
        _channel(),
        FieldDef("received_on", _word("received_at"), Kind.DATE, required=True),
        FieldDef("pieces", _word("pieces"), Kind.NUMBER, required=True, least=1),
        FieldDef("seal_no", _word("seal_no"), required=True),
        FieldDef("is_about_own_head", _word("is_about_own_head"), Kind.CHECK),
    ]


def accused(told: Mapping[str, Any]) -> Accused:
    """Whom it is about."""
    return Accused(
        name=str(told.get("name", "")),
        unit=str(told.get("unit", "")),
        post=str(told.get("post", "")),
        rank=str(told.get("rank", "")),
    )


def petition(told: Mapping[str, Any], originals: tuple[Original, ...]) -> NewPetition:
    """What was taken down."""
    disciplines = tuple(
        dict.fromkeys(told[k] for k in ("discipline", "discipline2") if told.get(k))
    )
    matter = Matter(
        summary=told["summary"],
        kind=told["kind"],
        disciplines=disciplines,
        offences=(told["offence"],) if told.get("offence") else (),
        topic=told.get("topic", ""),
        amount=told.get("amount", ""),
    )
    at = told["received_at"]
    assert isinstance(at, datetime)
    persons = int(told.get("reporters", 1))
    visit = None
    if told["channel"] == "visit":
        visit = Visit(
            (told["receiver1"], told["receiver2"]),
            persons,
            is_read_back=bool(told.get("is_read_back")),
            is_signed=bool(told.get("is_signed")),
        )
    return NewPetition(
        channel=told["channel"],
        received_at=at.astimezone(UTC),
        accused=(accused(told),),
        matters=(matter,),
        region=told["region"],
        sub_channel=told.get("sub_channel", ""),
        original_channel=told.get("original_channel", ""),
        channel_reason=told.get("channel_reason", ""),
        reporter_mode=told["reporter_mode"],
        reporters=persons,
        originals=originals,
        visit=visit,
        letter_no=told.get("letter_no", ""),
        is_about_own_head=bool(told.get("is_about_own_head")),
        repeat_of=told.get("repeat_of", ""),
    )


def reporter(told: Mapping[str, Any]) -> Reporter:
    """Who reports, for the vault."""
    names = tuple(
        part for part in str(told.get("names", "")).replace("，", "、").split("、") if part
    )
    return Reporter(names, phone=told.get("phone", ""), address=told.get("address", ""))
