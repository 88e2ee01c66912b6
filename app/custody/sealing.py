"""密封、启封、重新密封: how a seal comes on a thing in the store, comes off, and is followed by another (E07, E08)."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, registry, spelling
from app.actor import Actor
from app.cases import service as cases
from app.custody import cards, checks, comparing, handing, photographs, rules, views
from app.custody.types import Event, ItemRow, PhotoKind, SealStatus, Shot
from app.identity import service as identity
from app.identity.roles import Role
from app.ledger.types import Act
from db.custody.models import Item

_CHANGES: Final = ("custody", "cases")
_LONGEST: Final = 2_000


@registry.verb(
    "custody.seal", rules.starts(Event.SEAL), seconds=rules.seconds(Event.SEAL), changes=_CHANGES
)
def seal(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    seal_no: str,
    photos: tuple[Shot, ...],
    reason: str = "",
    content: str = "",
) -> ItemRow:
    """密封 (E07): what lies in the store without a whole seal gets one, under two signatures, with its picture."""
    item = _ready(session, actor, item_id, Event.SEAL)
    is_officer = act.second and identity.holds(session, act.second, now, Role.HANDLER)
    shown, told = _sealed(session, act, item, seal_no, photos, reason=reason, content=content)
    told["officers"] = [act.second] if is_officer else []
    return _close(session, act, item, Event.SEAL, shown, photos, told)


@registry.verb(
    "custody.unseal",
    rules.starts(Event.UNSEAL),
    seconds=rules.seconds(Event.UNSEAL),
    others=rules.others(Event.UNSEAL),
    changes=_CHANGES,
    timed=True,
)
def unseal(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    seal_no: str,
    reason: str,
    document: str,
    photos: tuple[Shot, ...],
    content: str = "",
) -> ItemRow:
    """启封 (E08): by two officers of the case under the eyes of the keeper, as the head's paper allows (R10, R14).

    `seal_no` is what stands on the bag: another one than in the books opens nothing, it is reported (E31).
    """
    item = _ready(session, actor, item_id, Event.UNSEAL)
    _require_text(reason=reason, document=document, content=content)
    handing.require_seal(item, seal_no)
    comparing.require_photo(photos, PhotoKind.SEAL)
    officers = _two_officers(session, act, item)
    sets = {"seal_no": "", "seal_status": SealStatus.OPENED}
    told = {"reason": reason.strip(), "document": document.strip(), "content": content.strip()}
    return _step(
        session, act, item, Event.UNSEAL, sets, photos, old_seal=item.seal_no, officers=officers, **told
    )  # fmt: skip


@registry.verb(
    "custody.reseal",
    rules.starts(Event.RESEAL),
    seconds=rules.seconds(Event.RESEAL),
    others=rules.others(Event.RESEAL),
    changes=_CHANGES,
    timed=True,
)
def reseal(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    seal_no: str,
    photos: tuple[Shot, ...],
    reason: str = "",
    content: str = "",
) -> ItemRow:
    """重新密封 (E07): what was opened is closed with a seal that was never used, again by two officers and the keeper."""
    item = _ready(session, actor, item_id, Event.RESEAL)
    shown, told = _sealed(session, act, item, seal_no, photos, reason=reason, content=content)
    told["officers"] = _two_officers(session, act, item)
    return _close(session, act, item, Event.RESEAL, shown, photos, told)


def _ready(session: Session, actor: Actor, item_id: str, event: Event) -> Item:
    """The card, held, in a state and with a seal that the event begins from."""
    item = cards.take(session, actor, item_id)
    rules.step(event, item.custody)
    rules.require_sealing(event, item.seal_status)
    return item


def _two_officers(session: Session, act: Act, item: Item) -> list[str]:
    """Who signs beside the keeper: two officers at least, who both may see the case (监察法实施条例 第129条)."""
    officers = [who for who in (act.second, *act.others) if who]
    if len(officers) < 2:
        raise errors.NeedsTwoOfficers
    cases.require_beside(session, act, item.case_id)
    return officers


def _sealed(
    session: Session,
    act: Act,
    item: Item,
    seal_no: str,
    photos: tuple[Shot, ...],
    **said: str,
) -> tuple[str, dict[str, Any]]:
    """A seal's number, which serves once for ever (R11), and what is said of it; its picture is kept (R14)."""
    shown = spelling.code(seal_no)
    if not shown:
        raise errors.FieldMissing(field="item.seal_no")
    told: dict[str, Any] = {}
    for name, text in said.items():
        told[name] = checks.require_short(f"seal.{name}", text, _LONGEST).strip()
    comparing.require_photo(photos, PhotoKind.SEAL)
    cards.use_seal(session, act, item, shown)
    return shown, told


def _close(
    session: Session,
    act: Act,
    item: Item,
    event: Event,
    shown: str,
    photos: tuple[Shot, ...],
    told: dict[str, Any],
) -> ItemRow:
    """A seal comes on."""
    sets = {"seal_no": shown, "seal_status": SealStatus.SEALED}
    return _step(session, act, item, event, sets, photos, old_seal=item.seal_no, **told)


def _step(
    session: Session,
    act: Act,
    item: Item,
    event: Event,
    sets: dict[str, Any],
    photos: tuple[Shot, ...],
    **facts: Any,
) -> ItemRow:
    told = {name: value for name, value in facts.items() if value}
    cards.step(
        session, act, item, event, "", sets, photos=photographs.told(session, photos, item), **told
    )
    photographs.bind(session, item, photos)
    return views.rows_of(session, [item])[0]


def _require_text(*, reason: str, document: str, content: str) -> None:
    for name, given, limit in (("reason", reason, _LONGEST), ("document", document, 80)):
        if not given.strip():
            raise errors.FieldMissing(field=f"seal.{name}")
        checks.require_short(f"seal.{name}", given, limit)
    checks.require_short("seal.content", content, _LONGEST)
