"""What a scan means in the books: a thing, a place, a command, a seal, a request; or why it means nothing."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.cases import service as cases
from app.custody import labelling, ranges
from app.labels import rules as labels
from app.labels.types import Kind
from app.ledger import service as ledger
from app.ledger.types import Act
from app.requests import papers, views
from app.requests.types import Scanned
from db.custody import queries as card_queries
from db.custody.models import Item
from db.identity import queries as people
from db.labels import queries as label_queries
from db.labels.models import LabelRow
from db.locations import queries as place_queries
from db.requests import queries

#: Longer than any code, number or seal of ours: told as unknown, and cut when it is kept.
LONGEST: Final = 64
#: Why a scan is refused: a void label, a case that is not one's own or not that of the rest, no part of what is under way.
_REFUSALS: Final = frozenset(
    no.code for no in (errors.LabelVoid, errors.NotOfTheCase, errors.NoPartOfThis, errors.OtherCase)
)


#: What features above know codes of: each answers with the meaning, or with nothing.
Reader = Callable[[Session, Actor, datetime, str], Scanned | None]
readers: list[Reader] = []


@registry.query("requests.scan")
def scan(session: Session, actor: Actor, now: datetime, *, text: str) -> Scanned:
    """The meaning of a scan; refuses a thing of a case that the asker may not see (R19), telling nothing of it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > LONGEST:
        return Scanned("unknown", number=plain[:LONGEST])
    code = labels.parse(plain)
    if code is not None and code.kind is Kind.COMMAND:
        command = labels.command_of(code)
        return _command(command.name) if command else Scanned("strange", number=plain)
    if code is not None:
        label = label_queries.by_payload(session, labels.plain(plain))
        return _labelled(session, actor, label) if label else Scanned("strange", number=plain)
    for reader in readers:
        found = reader(session, actor, now, plain)
        if found is not None:
            return found
    if labels.looks_ours(plain):
        return Scanned("unreadable", number=plain)
    paper = papers.read(session, actor, now, plain)
    return paper or _in_clear(session, actor, now, plain)


@registry.query("requests.scan_all")
def scan_all(
    session: Session, actor: Actor, now: datetime, *, texts: tuple[str, ...]
) -> tuple[Scanned, ...]:
    """The meaning of every code in one picture, in order; of a thing that the asker may not see: "hidden"."""
    return tuple(_seen(session, actor, now, text) for text in texts)


def _seen(session: Session, actor: Actor, now: datetime, text: str) -> Scanned:
    try:
        return scan(session, actor, now, text=text)
    except errors.NotOfTheCase:
        return Scanned("hidden", payload=text)


def _command(name: str) -> Scanned:
    return Scanned("command", id=name, name=f"command.{name}")


def _labelled(session: Session, actor: Actor, label: LabelRow) -> Scanned:
    found = replace(
        _object(session, actor, label.object_kind, label.object_id), payload=label.payload
    )
    if label.state == "living":
        return replace(found, sent=bool(labelling.in_doubt(session, [label])))
    living = label_queries.living(session, label.object_kind, label.object_id)
    by = people.names(session, [living.made_by]) if living else {}
    return replace(
        found,
        kind="void",
        detail="",
        page="item" if label.object_kind == "item" else "locations",
        generation=label.generation,
        living=living.generation if living else 0,
        living_at=living.made_at if living else None,
        living_by=by.get(living.made_by, "") if living else "",
    )


def _object(session: Session, actor: Actor, kind: str, id_: str) -> Scanned:
    if kind == "item":
        return _item(session, actor, card_queries.item(session, id_))
    place = place_queries.location(session, id_) if kind == "location" else None
    if place is None:
        return Scanned("unknown")
    return Scanned("location", id=place.id, number=place.code, name=place.name, detail=place.path)


def _item(session: Session, actor: Actor, item: Item | None, seal: str = "") -> Scanned:
    if item is None:
        return Scanned("unknown")
    if not cases.may_see(session, actor, item.case_id):
        raise errors.NotOfTheCase
    return Scanned(
        "seal" if seal else "item",
        id=item.id,
        number=seal or item.number,
        name=item.name,
        case_id=item.case_id,
        detail=f"status.{item.custody}",
    )


def _in_clear(session: Session, actor: Actor, now: datetime, text: str) -> Scanned:
    """A number as it stands in clear on a label, a shelf, a seal or a form."""
    upper = text.upper()
    item = card_queries.by_number(session, text)
    if item is not None:
        return _item(session, actor, item)
    place = place_queries.by_code(session, upper)
    if place is not None and place.closed_at is None:
        return _object(session, actor, "location", place.id)
    request = queries.by_number(session, upper)
    if request is not None:
        if not views.may_read(session, actor, now, request):
            raise errors.NotOfTheCase
        return Scanned(
            "request",
            id=request.id,
            number=request.number,
            name=f"request_kind.{request.kind}",
            case_id=request.case_id,
            detail=f"status.{request.status}",
        )
    seal = card_queries.seal(session, upper)
    if seal is not None:
        return _item(session, actor, card_queries.item(session, seal.item_id), seal.number)
    return (
        papers.by_number(session, actor, now, upper)
        or _lot(session, actor, text)
        or Scanned("unknown", number=text)
    )


def _lot(session: Session, actor: Actor, text: str) -> Scanned | None:
    """The lot that a number of its own leads to: a gift card between the first and the last (C25)."""
    item = ranges.holding(session, actor, text)
    return replace(_item(session, actor, item), kind="lot", number=text) if item else None


@registry.verb("requests.note_refused", registry.EVERYBODY)
def note_refused(
    session: Session, actor: Actor, now: datetime, act: Act, *, code: str, refusal: str
) -> bool:
    """A scan was refused: one line in the trail (C31, C33)."""
    if refusal not in _REFUSALS:
        raise errors.FieldInvalid(field="refusal", why=refusal)
    ledger.write(
        session, act, "account", actor.id, "SCAN_REFUSED", code=code[:LONGEST], refusal=refusal
    )
    return True


@registry.verb("requests.note_unknown", registry.EVERYBODY)
def note_unknown(session: Session, actor: Actor, now: datetime, act: Act, *, code: str) -> bool:
    """The same unknown code was scanned three times at this station: one line in the trail (C30)."""
    ledger.write(session, act, "account", actor.id, "UNKNOWN_CODE", code=code[:LONGEST], times=3)
    return True
