"""Which photographs a thing needs when it is received, and that no two of them are one (custody.md §3.6)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, ids, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import checks
from app.custody.categories import Category
from app.custody.errors import PhotographOnCard, PhotoMissing, SamePhotograph
from app.custody.types import PhotoKind, PhotoRow, PictureUse, Shot
from db.custody import queries
from db.custody.models import Item, Photo

#: What a category does not say for itself. A valuable thing: from all sides, and beside a scale bar.
BY_TIER: Final = {"valuable": ("overall", "feature", "feature", "scale")}
PLAIN: Final = ("overall",)
#: These show one thing alone: the same picture on the card of another is told.
_OF_ONE: Final = frozenset(PhotoKind) - {PhotoKind.HANDOVER, PhotoKind.DOCUMENT, PhotoKind.CLIP}
_SOURCE_LIMIT: Final = 500


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
        raise PhotoMissing(need=len(want), have=len(have), kind="photo.any")
    for kind in lacking(have, want):
        raise PhotoMissing(need=1, have=0, kind=f"photo.{kind}")


def told(session: Session, shots: Sequence[Shot], *items: Item) -> list[dict[str, Any]]:
    """Photographs as an entry names them; refuses a kind that there is not (R16) and the same picture twice (R66).

    What was taken for another thing before is told as `shared`: one picture may show two things, or pass for both.
    """
    _require_named(shots)
    _require_different(shots)
    mine = {item.id: item.number for item in items}
    shared = set()
    for use in queries.photo_uses(session, [shot.sha256 for shot in shots]):
        if use.item_id in mine:
            _require_new(use, shots, mine[use.item_id])
        else:
            shared.add(use.sha256)
    return [_told(shot, shared=shot.sha256 in shared and shot.kind in _OF_ONE) for shot in shots]


def bind(session: Session, item: Item, shots: Sequence[Shot]) -> None:
    """Tie kept photographs to the card at its newest entry."""
    for shot in shots:
        session.add(
            Photo(
                id=ids.new(),
                item_id=item.id,
                sha256=shot.sha256,
                kind=shot.kind,
                entry_seq=item.seq,
                taken_at=shot.taken_at,
                source=shot.source,
                fallback=shot.fallback,
            )
        )


def row(photo: Photo, shared_with: tuple[str, ...] = ()) -> PhotoRow:
    """A photograph as it is shown."""
    return PhotoRow(
        photo.id,
        photo.sha256,
        photo.kind,
        photo.entry_seq,
        photo.taken_at,
        photo.source,
        photo.fallback,
        shared_with,
    )


def rows(session: Session, actor: Actor, item: Item) -> tuple[PhotoRow, ...]:
    """A card's photographs, oldest first, each with the things of cases the asker sees that it was given for too."""
    found = queries.photos(session, item.id)
    uses = queries.photo_uses(session, [p.sha256 for p in found if p.kind in _OF_ONE])
    others = _elsewhere(session, actor, item.id, uses)
    return tuple(row(photo, others.get(photo.sha256, ())) for photo in found)


@registry.query("custody.picture_uses")
def picture_uses(
    session: Session, actor: Actor, now: datetime, *, item_id: str, hashes: tuple[str, ...]
) -> tuple[PictureUse, ...]:
    """Where pictures taken for a thing are already: on its own card, or on another's that the asker sees."""
    item = queries.item(session, item_id)
    if item is None:
        raise errors.NotFound(key=item_id)
    cases.require_visible(session, actor, item.case_id)
    uses = queries.photo_uses(session, hashes)
    on_card = {use.sha256: use.kind for use in uses if use.item_id == item_id}
    others = _elsewhere(session, actor, item_id, uses)
    return tuple(
        PictureUse(each, on_card.get(each, ""), others.get(each, ()))
        for each in dict.fromkeys(hashes)
        if each in on_card or each in others
    )


def _elsewhere(
    session: Session, actor: Actor, item_id: str, uses: Iterable[Any]
) -> dict[str, tuple[str, ...]]:
    """hash → the numbers of other things that it shows, of cases that the asker sees."""
    elsewhere = [use for use in uses if use.item_id != item_id and use.kind in _OF_ONE]
    among, without = cases.visible_to(session, actor) if elsewhere else (None, ())
    found: dict[str, tuple[str, ...]] = {}
    for use in elsewhere:
        if (among is None or use.case_id in among) and use.case_id not in without:
            found[use.sha256] = (*found.get(use.sha256, ()), use.number)
    return found


def is_anew(kind: str, on_card: str) -> bool:
    """Whether a picture that is on the card as one kind may be offered again: a document stands behind two acts."""
    return not on_card or kind == on_card == PhotoKind.DOCUMENT


def _require_named(shots: Sequence[Shot]) -> None:
    for shot in shots:
        if shot.kind not in list(PhotoKind):
            raise errors.NotAmong.of("shot.kind", shot.kind, PhotoKind, "photo")
        checks.require_short("shot.source", shot.source, _SOURCE_LIMIT)


def _require_different(shots: Sequence[Shot]) -> None:
    """A camera never gives the same bytes twice: the same bytes are one photograph, whatever they are called."""
    first: dict[str, str] = {}
    for shot in shots:
        if shot.sha256 in first:
            raise SamePhotograph(first=f"photo.{first[shot.sha256]}", second=f"photo.{shot.kind}")
        first[shot.sha256] = shot.kind


def _require_new(use: Any, shots: Sequence[Shot], number: str) -> None:
    """What is on the card since an earlier act shows that moment, not this one; a document serves again."""
    (shot,) = (each for each in shots if each.sha256 == use.sha256)
    if not is_anew(shot.kind, use.kind):
        raise PhotographOnCard(
            second=f"photo.{shot.kind}", first=f"photo.{use.kind}", number=number
        )


def _told(shot: Shot, *, shared: bool) -> dict[str, Any]:
    told = {"sha256": shot.sha256, "kind": shot.kind, "fallback": shot.fallback}
    return {**told, "shared": True} if shared else told
