"""How a weight was found: read from a scale, or typed from a display that is then photographed (custody.md C19)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from app import errors, registry
from app.custody import checks
from app.custody.errors import PhotoMissing
from app.custody.types import Card, PhotoKind, Shot, Weighing

_LONGEST: Final = 200
_COMMAND: Final = "command"


def is_by_hand(weight_mg: int | None, said: Weighing | None) -> bool:
    """A weight is the scale's only when it is to the milligram what the scale said."""
    return weight_mg is not None and (said is None or said.mg != weight_mg)


def told(
    weight_mg: int | None, said: Weighing | None, photos: Sequence[Shot], today: date
) -> dict[str, Any]:
    """What the entry tells of the weighing; refuses a typed weight without a photograph of the display (R14).

    Who types another weight than the scale said must say why (R16).
    """
    if weight_mg is None:
        return {}
    by_hand = is_by_hand(weight_mg, said)
    if by_hand and not any(shot.kind == PhotoKind.SCALE for shot in photos):
        raise PhotoMissing(need=1, have=0, kind=f"photo.{PhotoKind.SCALE}")
    if said is None:
        return {"weighing": {"by_hand": True}}
    _require_sound(said)
    if by_hand and not said.reason.strip():
        raise errors.FieldMissing(field="weighing.reason")
    if said.told_by not in ("", _COMMAND):
        raise errors.FieldInvalid(field="weighing.told_by", why=said.told_by[:40])
    late = said.calibrated_until is not None and said.calibrated_until < today
    known = {key: value for key, value in registry.plain(said).items() if value}
    return {"weighing": {"by_hand": by_hand, "calibration_late": late, **known}}


def by_command(said: Weighing) -> Weighing:
    """What a command says of a scale: nobody saw it, and it stays marked so."""
    return replace(said, told_by=_COMMAND)


def mark(facts: Mapping[str, Any]) -> str:
    """How an entry's weight was found, where it was not read from the scale: a key of the words, or nothing."""
    weighing = facts.get("weighing")
    if not isinstance(weighing, Mapping):
        return ""
    if weighing.get("told_by"):
        return "weighing.told_by_command"
    return "weighing.by_hand" if weighing.get("by_hand") else ""


def mark_of(card: Card) -> str:
    """The same of the weight that a card has now; its entries are the newest first."""
    return next((mark(each.facts) for each in card.entries if each.facts.get("weighing")), "")


def _require_sound(said: Weighing) -> None:
    for name in ("shown", "scale", "reason"):
        checks.require_short(f"weighing.{name}", getattr(said, name), _LONGEST)
    checks.require_measured(None, said.step_mg)
