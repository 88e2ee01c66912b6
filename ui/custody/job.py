"""One thing at the counter: what must be there before it can be received, and what is still missing (no Qt)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app import errors
from app.custody import categories, photographs
from app.custody.types import Card, Shot
from ui import texts
from ui.widgets.checklist import Stage, Step

#: A no that tells that the books moved on while the counter stood still: it looks again.
MOVED_ON: Final = (errors.ChangedMeanwhile, errors.NotAllowedNow, errors.TakenElsewhere)


def photo_plan(card: Card, *, sealed: bool, by_hand: bool = False) -> tuple[str, ...]:
    """Which photographs are wanted, in the order they are taken (of a typed weight the display too); then others."""
    plan = photos_wanted(card, sealed=sealed)
    if by_hand and "scale" not in plan:
        plan = (*plan, "scale")
    return (*plan, *(kind for kind in ("feature", "scale", "seal") if kind not in plan))


def photos_wanted(card: Card, *, sealed: bool) -> tuple[str, ...]:
    """What the books will ask for."""
    category = categories.all_().get(card.row.category)
    return photographs.wanted(category, card.row.tier, sealed=sealed)


def milligrams(grams: object) -> int | None:
    """Grams as typed, in mg."""
    return None if grams is None else int((Decimal(str(grams)) * 1000).to_integral_value())


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on the counter so far."""

    quantity: int | None = None
    weight_mg: int | None = None
    #: Typed by hand: the display is photographed.
    by_hand: bool = False
    #: The scale says something else, and nobody has said why (C19).
    unexplained: bool = False
    seal_no: str = ""
    place: str = ""
    placing: Stage = Stage.OPEN
    shots: tuple[Shot, ...] = ()
    camera_lost: bool = False
    as_counted: bool = False

    @staticmethod
    def of(
        values: Mapping[str, Any],
        shots: tuple[Shot, ...],
        *,
        camera_lost: bool,
        by_hand: bool,
        unexplained: bool,
        placing: Stage,
    ) -> Found:
        """From what stands in the form."""
        return Found(
            values.get("quantity"),
            milligrams(values.get("weight")),
            by_hand,
            unexplained,
            str(values.get("seal") or ""),
            str(values.get("place") or ""),
            placing,
            shots,
            camera_lost,
            bool(values.get("as_counted")),
        )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the steps, in the language shown."""

    photos: str
    quantity: str
    weight: str
    seal: str
    place: str
    camera_lost: str


def steps(card: Card, found: Found, words: Words) -> tuple[Step, ...]:
    """The checklist of this thing: the next step lit, done ones dim."""
    return (
        _photos(card, found, words),
        _quantity(card, found, words),
        _weight(card, found, words),
        _seal(card, found, words),
        Step("place", words.place, found.place, found.placing),
    )


def lacks_photos(card: Card, found: Found, kinds: Sequence[str]) -> tuple[str, ...]:
    """Which photographs are still wanted where there are those of these kinds."""
    lacks = photographs.lacking(kinds, photos_wanted(card, sealed=bool(found.seal_no)))
    if found.by_hand and "scale" not in (*kinds, *lacks):
        return (*lacks, "scale")
    return lacks


def _photos(card: Card, found: Found, words: Words) -> Step:
    want = photos_wanted(card, sealed=bool(found.seal_no))
    lacks = lacks_photos(card, found, [shot.kind for shot in found.shots])
    value = f"{len(found.shots)}/{len(want)}"
    if len(found.shots) >= len(want):
        value = " + ".join((value, *(texts.word(f"photo.{kind}") for kind in lacks)))
    if lacks and found.camera_lost:
        return Step("photos", words.photos, f"{value}  {words.camera_lost}", Stage.BAD, "F3")
    return Step("photos", words.photos, value, Stage.OPEN if lacks else Stage.DONE, "F3")


def _quantity(card: Card, found: Found, words: Words) -> Step:
    told = card.row.quantity
    if found.quantity is None:
        return Step("quantity", words.quantity, f"? / {told:,}")
    if found.quantity != told and not found.as_counted:
        return Step("quantity", words.quantity, f"{found.quantity:,} ≠ {told:,}", Stage.BAD)
    return Step("quantity", words.quantity, f"{found.quantity:,} {card.row.unit}", Stage.DONE)


def _weight(card: Card, found: Found, words: Words) -> Step:
    category = categories.all_().get(card.row.category)
    optional = category is None or not category.weight_required
    if found.weight_mg:
        stage = Stage.BAD if found.unexplained else Stage.DONE
        return Step("weight", words.weight, texts.weight(found.weight_mg), stage)
    return Step("weight", words.weight, "", Stage.OPEN, "F8", optional=optional)


def _seal(card: Card, found: Found, words: Words) -> Step:
    told = card.row.seal_no
    if told and found.seal_no and found.seal_no != told:
        return Step("seal", words.seal, f"{found.seal_no} ≠ {told}", Stage.BAD)
    if found.seal_no:
        return Step("seal", words.seal, found.seal_no, Stage.DONE)
    return Step("seal", words.seal, told and f"? / {told}", Stage.OPEN, optional=not told)
