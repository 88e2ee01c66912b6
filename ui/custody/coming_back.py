"""A thing that comes back: what must still be looked at before there is a verdict, and whether it agrees (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.custody.types import Card, Comparison

_OUT: Final = ("OUT", "OVERDUE")
_EXAM: Final = "EXAM"
_COUNTED: Final = ("RETURNING", _EXAM)
_WENT: Final = ("HAND_OVER", "SEND_EXAM")


def is_out(card: Card) -> bool:
    """Whether it is still to be taken from who brings it."""
    return card.row.custody in _OUT


def is_exam(card: Card) -> bool:
    """Whether it comes from an examination, with a report and often a bag that was sealed anew."""
    return card.row.custody == _EXAM


def is_counted(card: Card) -> bool:
    """Whether it lies on the counter and is counted now."""
    return card.row.custody in _COUNTED


def origin(card: Card) -> str:
    """The entry with which it went out the last time: each return begins with nothing counted."""
    return next((entry.id for entry in card.entries if entry.kind in _WENT), "")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of it so far."""

    quantity: int | None
    #: A weight stands there, or none is wanted.
    is_weighed: bool
    seal_no: str
    bag_torn: bool
    #: The weight was typed: the display is photographed.
    by_hand: bool
    #: The scale says something else, and nobody has said why (C19).
    unexplained: bool
    #: Of what there are photographs.
    kinds: frozenset[str]


def missing(card: Card, seen: Seen) -> str:
    """What must still be looked at; nothing once it can be compared."""
    wanted = (
        ("quantity", seen.quantity is None),
        ("weight", not seen.is_weighed),
        ("seal", bool(card.row.seal_no) and not seen.seal_no),
        ("photo", "in" not in seen.kinds),
        ("damage", seen.bag_torn and "damage" not in seen.kinds),
        ("scale", seen.by_hand and "scale" not in seen.kinds),
        ("reason", seen.unexplained),
    )
    return next((what for what, is_missing in wanted if is_missing), "")


def agrees(card: Card, seen: Seen, compared: Comparison | None) -> bool:
    """Whether it may go into the store as it is."""
    if compared is None or seen.bag_torn:
        return False
    if is_exam(card):
        # An appraiser seals the bag anew: the books decide whether that number may stand.
        both = (compared.quantity, compared.weight)
        is_swapped = bool(compared.seal.hint)
        return not is_swapped and all(line.verdict != "differs" for line in both)
    return compared.agrees


def photo_plan(seen: Seen) -> tuple[str, ...]:
    """Which photographs are wanted, in the order they are taken."""
    plan = ("in", "damage") if seen.bag_torn else ("in", "seal", "damage")
    return (plan[0], "scale", *plan[1:]) if seen.by_hand else plan
