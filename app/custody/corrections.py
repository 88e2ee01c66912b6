"""更正 and 补打: what was written wrongly is corrected beside the old, a label that is gone gets its next generation."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, registry, spelling, words
from app.actor import Actor
from app.custody import cards, categories, checks, labelling, ranges, rules, twins, views
from app.custody.categories import DETAILS, Field
from app.custody.types import Event, ItemRow, NewItem
from app.deadlines import service as deadlines
from app.labels import service as labels
from app.ledger.types import Act
from db.custody import queries
from db.custody.models import Item
from db.labels import queries as label_queries

#: What of a card may be corrected; its state never: that is the business of its own events.
TEXTS: Final = (
    "name", "serial", "description", "owner", "source", "seized_at_place", "list_no", "notice_no",
    "unit", "evidential",
)  # fmt: skip
NUMBERS: Final = ("value_fen", "list_row")
MOMENTS: Final = ("measured_at",)
#: Fields that say which numbers a lot has.
_NUMBERED: Final = (DETAILS + ranges.FIRST, DETAILS + ranges.LAST, DETAILS + "issuer")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A field before and after, and the columns of the card that follow from it."""

    old: Any
    new: Any
    sets: dict[str, Any]


@registry.verb(
    "custody.correct",
    rules.starts(Event.CORRECT),
    seconds=rules.seconds(Event.CORRECT),
    changes=("custody", "cases"),
)
def correct(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    field: str,
    new: Any,
    reason: str,
    same_number: str = "",
) -> ItemRow:
    """更正 (E34): old and new stand in the entry for ever; a head or the store head signs beside (C68).

    `same_number`: how a number can stand on another card as well (C24).
    """
    checks.require_short("item.same_number", same_number, 500)
    if not reason.strip():
        raise errors.FieldMissing(field="correct.reason")
    item = cards.take(session, actor, item_id)
    rules.step(Event.CORRECT, item.custody)
    done = _corrected(session, item, field, new, now)
    if done.old == done.new:
        raise errors.FieldInvalid(**_called(item, field), why="field.same")
    details = json.loads(done.sets.get("details", item.details))
    if field in _NUMBERED:
        ranges.require_free(session, actor, [details], but=item.id)
    twins.require_corrected(session, actor, item, details, same_number)
    said = {twins.REASON: same_number.strip()} if same_number.strip() else {}
    cards.step(
        session,
        act,
        item,
        Event.CORRECT,
        "",
        sets=done.sets,
        field=field,
        old=done.old,
        new=done.new,
        reason=reason.strip(),
        **said,
    )
    return views.rows_of(session, [item])[0]


def field_of(category: str, name: str) -> Field:
    """A field of the card by the name that a correction gives it: the category's own, or one that every card has."""
    known = categories.all_().get(category)
    if own := known.field(name) if known is not None else None:
        return own
    zh, en = words.word(f"item.{name}"), words.word(f"item.{name}", "en")
    choices = tuple(
        (key, words.word(f"evidential.{key}"), words.word(f"evidential.{key}", "en"))
        for key in (checks.EVIDENTIAL if name == "evidential" else ())
    )
    type_ = {"value_fen": "money", "measured_at": "moment", "evidential": "choice"}
    return Field(name, zh, en, type_.get(name, "text"), choices=choices)


def _called(item: Item, name: str) -> dict[str, str]:
    """The name of a field, as a refusal tells it."""
    field = field_of(item.category, name)
    return {"field": field.zh, "field_en": field.en, "id": field.id}


def _corrected(session: Session, item: Item, field: str, new: Any, now: datetime) -> Corrected:
    before = written(item)
    try:
        after, old = _changed(before, field, new)
    except (ValueError, TypeError):
        raise errors.FieldInvalid(**_called(item, field), why="field.unreadable") from None
    _, known = checks.read(before, now, corrected=True)
    held, faults = checks.read(after, now, corrected=True)
    for fault in faults:
        if str(fault) not in {str(f) for f in known}:
            raise fault
    if held is None:
        raise faults[0]
    name = "tier_valuable_cash_fen" if item.storage == "cash" else "tier_valuable_fen"
    limit = deadlines.value(session, name, clock.day(now))
    sets: dict[str, Any] = {
        "details": registry.canonical(held.details),
        "serial": held.serial,
        "value_fen": held.value_fen,
        "tier": rules.tier_of(held.category.tier, held.value_fen, limit, item.tier),
    }
    if not field.startswith(DETAILS):
        sets[field] = getattr(after, field)
    sets = {column: value for column, value in sets.items() if value != getattr(item, column)}
    told = held.details.get(field.removeprefix(DETAILS))
    return Corrected(old, told if field.startswith(DETAILS) else getattr(after, field), sets)


def written(item: Item) -> NewItem:
    """A card as it would be written down today."""
    return NewItem(
        name=item.name,
        category=item.category,
        quantity=max(item.quantity, 1),
        unit=item.unit,
        measure=item.measure,
        measured_at=item.measured_at,
        list_no=item.list_no,
        list_row=item.list_row,
        notice_no=item.notice_no,
        seized_at_place=item.seized_at_place,
        source=item.source,
        owner=item.owner,
        serial=item.serial,
        description=item.description,
        weight_mg=item.weight_mg,
        value_fen=item.value_fen,
        currency=item.currency,
        tier=item.tier,
        secrecy=item.secrecy,
        evidential=item.evidential,
        details=json.loads(item.details),
    )


def _changed(before: NewItem, field: str, new: Any) -> tuple[NewItem, Any]:
    """The card with one field changed, and what stood there; refuses what is no field of the card."""
    if field.startswith(DETAILS):
        return _changed_detail(before, field.removeprefix(DETAILS), new)
    if field in TEXTS:
        value: Any = spelling.folded(field, str(new)).strip()
    elif field in NUMBERS:
        value = None if new in ("", None) else int(new)
    elif field in MOMENTS:
        value = new if isinstance(new, datetime) else clock.moment(str(new))
    else:
        raise errors.FieldInvalid(field=f"item.{field}", why="field.not_correctable")
    return replace(before, **{field: value}), getattr(before, field)


def _changed_detail(before: NewItem, id_: str, new: Any) -> tuple[NewItem, Any]:
    fields = {f.id: f for f in categories.get(before.category).fields}
    if id_ not in fields:
        raise errors.FieldInvalid(field=DETAILS + id_, why="field.unknown")
    old = before.details.get(id_)
    after = replace(before, details={**before.details, id_: new})
    if fields[id_].column == "serial" and before.serial == old:
        after = replace(after, serial="")  # the serial number follows the field it was taken from
    if fields[id_].type == "denominations":
        after = replace(after, value_fen=None)  # and the value the sheet
    return after, old


@registry.verb(
    "custody.reprint",
    rules.starts(Event.REPRINT),
    seconds=rules.seconds(Event.REPRINT),
    changes=("custody", "labels"),
)
def reprint(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    item_id: str,
    reason: str,
    old_label: str = "",
) -> str:
    """补打 (E35): the next generation of the label; the old code is void from this moment (C31, C32).

    `old_label` is what became of the old one: handed back, lost or damaged.
    """
    labelling.require_reason(reason, old_label)
    item = cards.take(session, actor, item_id)
    rules.step(Event.REPRINT, item.custody)
    old = label_queries.living(session, "item", item.id)
    if old is None:
        raise errors.NotAllowedNow(event="event.REPRINT", state="label.none")
    if not act.second:
        raise errors.NeedsSecondPerson(roles="role.custodian, role.store_head")
    labelling.require_head_when_often(session, act, old, item.number, now)
    row = labels.renew(session, act, old, reason.strip())
    told: dict[str, Any] = {
        "reason": reason.strip(),
        "before": old.generation,
        "generation": row.generation,
    }
    if old_label:
        told["old_label"] = old_label
    cards.step(session, act, item, Event.REPRINT, "", **told, label=row.payload)
    return row.payload


@registry.query("custody.label_history")
def label_history(
    session: Session, actor: Actor, now: datetime, *, item_id: str
) -> tuple[tuple[int, str, str, datetime, datetime | None, str], ...]:
    """Every generation of a thing's label: (generation, payload, state, made, printed, reason)."""
    item = views.visible(session, actor, queries.item(session, item_id), item_id)
    return tuple(
        (row.generation, row.payload, row.state, row.made_at, row.printed_at, row.reason)
        for row in label_queries.generations(session, "item", item.id)
    )
