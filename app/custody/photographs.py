"""Which photographs a thing needs when it is received: by its category, its tier and its seal (custody.md §3.6)."""

from collections.abc import Sequence
from typing import Final

from app import errors
from app.custody.categories import Category

#: What a category does not say for itself. A valuable thing: from all sides, and beside a scale bar.
BY_TIER: Final = {"valuable": ("overall", "feature", "feature", "scale")}
PLAIN: Final = ("overall",)


def wanted(category: Category | None, tier: str, *, sealed: bool) -> tuple[str, ...]:
    """The kinds in the order they are taken, one kind as often as it is wanted; the seal counts for a feature."""
    kinds = list((category.photos if category else ()) or BY_TIER.get(tier, PLAIN))
    if sealed and "seal" not in kinds:
        if kinds.count("feature") > 1:
            kinds.remove("feature")
        kinds.append("seal")
    return tuple(kinds)


def lacking(have: Sequence[str], want: Sequence[str]) -> tuple[str, ...]:
    """What is still to be taken: kinds of which there is none, then as many of any kind as make up the number."""
    missing = [kind for kind in dict.fromkeys(want) if kind not in have]
    short = len(want) - len(have) - len(missing)
    spare = [kind for kind in want if want.count(kind) > 1] or ["feature"]
    return (*missing, *(spare[-1:] * max(0, short)))


def require(have: Sequence[str], want: Sequence[str]) -> None:
    """Enough of them, and each kind that is wanted (R14)."""
    if len(have) < len(want):
        raise errors.PhotoMissing(need=len(want), have=len(have), kind="photo.any")
    for kind in lacking(have, want):
        raise errors.PhotoMissing(need=1, have=0, kind=f"photo.{kind}")
