"""Sheets: which forms there are for a thing, a request, a case; a preview; the print that stands in the books."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.custody import views
from app.forms import deed, from_cases, from_deeds, from_requests, from_store, layout, places, rules
from app.forms.wording import in_force
from app.ledger import service as ledger
from app.ledger.types import Act, Line
from app.requests import papers
from app.requests import views as requests
from db.custody import queries as cards
from db.forms import queries
from db.ledger import queries as trail
from db.ledger.models import Entry

_REASON: Final = 200
#: The forms of each event on a thing, the one that is wanted first in front.
FORMS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "DECLARE": ("F6", "F1"),
    "RECEIVE": ("F4",),
    "REFUSE": ("F7",),
    "HAND_OVER": ("F11",),
    "SEND_EXAM": ("F11",),
    "ACCEPT_BACK": ("F12", "F24"),
    "RETURN_EXAM": ("F12", "F24"),
    "RETURN_TO_OWNER": ("F16",),
    "TRANSFER": ("F17",),
    "PAY_TREASURY": ("F18",),
    "SELL": ("F11",),
    "DESTROY": ("F19",),
    "ARCHIVE": ("F11",),
    "PLACE": ("F20",),
    "REPORT": ("F24",),
    "SEAL": ("F5",),
    "UNSEAL": ("F5",),
    "RESEAL": ("F5",),
}
#: Forms of what goes on: printed anew when more has happened, under the same number.
_GROWING: Final = frozenset({"F2", "F6", "F23", *from_store.KINDS, *from_requests.FORM_OF.values()})


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that can be printed: for which act ("entry"), request or case; how often it was."""

    form: str
    title: str
    kind: str
    id: str
    at: datetime
    number: str = ""
    prints: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: the frozen value with its number and hash, the words of its day, which print it is.

    `of` and `of_id` say what page of the window it belongs to.
    """

    form: str
    number: str
    digest: str
    code: str
    value: dict[str, Any]
    day: date
    words: dict[str, str]
    of: str
    of_id: str
    repeat: int = 1
    reason: str = ""
    at: datetime | None = None
    reason_needed: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A form's value as it is now, and what it stands on."""

    form: str
    value: dict[str, Any]
    day: date
    on: tuple[str, ...]
    of: str
    of_id: str
    cases: tuple[str, ...]
    number: str = ""
    prints: tuple[Mapping[str, Any], ...] = field(default=())


def acts_of(form: str) -> tuple[str, ...]:
    """The events on a thing that leave a form."""
    asked = "F1" if form == "F3" else form  # of one's own will: the same act, another sheet
    return tuple(event for event, forms in FORMS_OF.items() if asked in forms)


# -- what there is -----------------------------------------------------------------------------------


@registry.query("forms.offered")
def offered(
    session: Session, actor: Actor, now: datetime, *, kind: str, id: str
) -> tuple[Offer, ...]:
    """The forms of an item, a request or a case, the newest act first."""
    if kind == "request":
        row = requests.view(session, actor, now, request_id=id).row
        prints = _prints(session, row.number)
        form = from_requests.FORM_OF[row.kind]
        return (_offer(form, "request", row.id, row.submitted_at, row.number, len(prints)),)
    if kind == "case":
        forms = ("F23", "F2") if from_cases.has_frozen(session, actor, now, id) else ("F23",)
        numbers = _numbers(session, [id])
        return tuple(
            _offer(f, "case", id, now, number, len(_prints(session, number)) if number else 0)
            for f in forms
            for number in (numbers.get((id, f), ""),)
        )
    if kind == "store":
        return _of_store(session, actor, now, id)
    item = views.visible(session, actor, cards.item(session, id), id)
    return _of_item(session, item)


def _of_store(session: Session, actor: Actor, now: datetime, id_: str) -> tuple[Offer, ...]:
    named = from_store.named(actor, now, id_)
    numbers = _numbers(session, [which for _, which in named])
    return tuple(
        _offer(form, "store", which, now, number, len(_prints(session, number)) if number else 0)
        for form, which in named
        for number in (numbers.get((which, form), ""),)
    )


def _offer(form: str, kind: str, id_: str, at: datetime, number: str, prints: int) -> Offer:
    return Offer(form, layout.get(form).title, kind, id_, at, number if prints else "", prints)


def _of_item(session: Session, item: Any) -> tuple[Offer, ...]:
    entries = list(reversed(trail.of_object(session, "item", item.id)))
    numbers = _numbers(session, [entry.id for entry in entries])
    return tuple(
        _offer(form, "entry", entry.id, entry.occurred_at, number, len(_prints(session, number)) if number else 0)
        for entry in entries
        for form in _forms_of(item, entry)
        for number in (numbers.get((entry.id, form), ""),)
    )  # fmt: skip


def _forms_of(item: Any, entry: Entry) -> Sequence[str]:
    forms = FORMS_OF.get(entry.kind, ())
    if entry.kind == "DECLARE" and item.measure == "voluntary":
        return tuple("F3" if form == "F1" else form for form in forms)
    if entry.kind == "RECEIVE":
        return forms if item.category.startswith("cash") else ()
    if "F24" in forms and entry.kind != "REPORT" and not ledger.facts(entry).get("wrong"):
        return tuple(form for form in forms if form != "F24")
    return forms


# -- what it says ------------------------------------------------------------------------------------


@registry.query("forms.preview")
def preview(
    session: Session, actor: Actor, now: datetime, *, form: str, kind: str, id: str
) -> Sheet:
    """The sheet as it would be printed now; one that was printed already says that it needs a reason."""
    return _sheet(session, _found(session, actor, now, form, kind, id), now)


def _found(session: Session, actor: Actor, now: datetime, form: str, kind: str, id_: str) -> _Found:
    if kind == "request":
        return _of_request(session, actor, now, form, id_)
    if kind == "case":
        return _of_case(session, actor, now, form, id_)
    if kind == "store":
        value = registry.plain(from_store.value(session, actor, now, form, id_))
        made = _Found(form, value, clock.day(now), (id_,), "store", id_, ())
        return _known(session, actor, made, _numbers(session, [id_]).get((id_, form), ""))
    if form not in from_deeds.BUILDERS:
        raise errors.NotFound(key=form)
    done = deed.of_entry(session, actor, id_, form)
    asked = next((line for line in done.lines if line.entry.id == id_), None)
    if asked is None or form not in _forms_of(asked.item, asked.entry):
        raise errors.NotFound(key=id_)
    number = _numbers(session, [id_]).get((id_, form), "")
    found = _Found(
        form=form,
        value=registry.plain(from_deeds.BUILDERS[form](done)),
        day=clock.day(done.first.entry.recorded_at),
        on=tuple(line.entry.id for line in done.lines),
        of="item",
        of_id=asked.item.id,
        cases=tuple(dict.fromkeys(line.item.case_id for line in done.lines)),
    )
    return _known(session, actor, found, number)


def _of_request(session: Session, actor: Actor, now: datetime, form: str, id_: str) -> _Found:
    own, value = from_requests.value(session, actor, now, id_)
    if own != form:
        raise errors.NotFound(key=form)
    row = requests.view(session, actor, now, request_id=id_).row
    day = clock.day(row.submitted_at)
    found = _Found(form, registry.plain(value), day, (), "request", id_, (row.case_id,))
    return _known(session, actor, found, row.number)


def _of_case(session: Session, actor: Actor, now: datetime, form: str, id_: str) -> _Found:
    builders = {"F2": from_cases.frozen, "F23": from_cases.settlement}
    if form not in builders:
        raise errors.NotFound(key=form)
    value = registry.plain(builders[form](session, actor, now, id_))
    found = _Found(form, value, clock.day(now), (id_,), "case", id_, (id_,))
    return _known(session, actor, found, _numbers(session, [id_]).get((id_, form), ""))


def _known(session: Session, actor: Actor, found: _Found, number: str) -> _Found:
    """With its number and its prints; what does not grow says what it said when it was first printed.

    What was printed is shown only to whom every case of it is open (R19); a request says itself who reads it.
    """
    prints = _prints(session, number) if number else ()
    if found.of != "request":
        papers.require_open(session, actor, prints)
    if prints and found.form not in _GROWING:
        first = prints[0]
        return replace(found, number=number, prints=prints, value=first["value"], on=tuple(first["on"]))  # fmt: skip
    return replace(found, number=number, prints=prints)


def _numbers(session: Session, ids: Sequence[str]) -> dict[tuple[str, str], str]:
    """(act or case, form) → the number under which it was printed."""
    told: dict[tuple[str, str], str] = {}
    for entry in queries.on_form(session, ids):
        facts = ledger.facts(entry)
        told.setdefault((entry.object_id, facts["form"]), facts["number"])
    return told


def _prints(session: Session, number: str) -> tuple[Mapping[str, Any], ...]:
    """Every print of a sheet, oldest first."""
    return tuple(ledger.facts(entry) for entry in trail.of_object(session, "sheet", number))


def _sheet(session: Session, found: _Found, now: datetime, reason: str = "") -> Sheet:
    form = layout.get(found.form)
    rules.require_sums(form, found.value)
    digest = rules.digest(form.id, found.number, found.value) if found.number else ""
    same = [told for told in found.prints if told["digest"] == digest]
    return Sheet(
        form=form.id,
        number=found.number,
        digest=digest,
        code=rules.code(digest) if digest else "",
        value=found.value,
        day=found.day,
        words=in_force(session, form.id, found.day),
        of=found.of,
        of_id=found.of_id,
        repeat=len(same) + 1,
        reason=reason,
        at=now,
        reason_needed=bool(same),
    )


# -- printing ----------------------------------------------------------------------------------------


@registry.verb("forms.print_sheet", registry.EVERYBODY, changes=("forms",))
def print_sheet(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    form: str,
    kind: str,
    id: str,
    reason: str = "",
) -> Sheet:
    """Print a sheet: the first print gives it its number and freezes what it says; another one is a 副本 with a reason."""
    trail.installation(session, held=True)  # two stations that print at once number a sheet once
    found = _found(session, actor, now, form, kind, id)
    fresh = not found.number
    if fresh:
        found = replace(found, number=_next_number(session, form, now))
    sheet = _sheet(session, found, now, reason.strip())
    if sheet.reason_needed and not sheet.reason:
        raise errors.FieldMissing(field="form.reason")
    if len(sheet.reason) > _REASON:
        raise errors.TooLong(field="form.reason", limit=_REASON, length=len(sheet.reason))
    ledger.write_all(session, act, [_printed(sheet, found), *_on(sheet, found, fresh=fresh)])
    return sheet if sheet.reason_needed else replace(sheet, reason="")


def _printed(sheet: Sheet, found: _Found) -> Line:
    """The print in the trail of the sheet; what it says is kept with the first one that says it."""
    told: dict[str, Any] = {
        "form": sheet.form,
        "digest": sheet.digest,
        "of": sheet.of,
        "of_id": sheet.of_id,
        "cases": list(found.cases),
    }
    if sheet.reason_needed:
        told |= {"repeat": sheet.repeat, "reason": sheet.reason}
        return Line("sheet", sheet.number, "REPRINT_FORM", told)
    told |= {"value": sheet.value, "on": list(found.on), "places": _places(sheet)}
    return Line("sheet", sheet.number, "PRINT_FORM", told)


def _places(sheet: Sheet) -> dict[str, list[str]]:
    """Where it is signed: the label of each place and the name that is printed there."""
    form = layout.get(sheet.form).on(sheet.day, sheet.words)
    return {place: [label, name] for place, label, name in places.places(form, sheet.value)}


def _on(sheet: Sheet, found: _Found, *, fresh: bool) -> list[Line]:
    """Each act tells on which sheet it stands."""
    if not fresh:
        return []
    facts = {"form": sheet.form, "number": sheet.number}
    return [Line("on_form", id_, "ON_FORM", facts) for id_ in found.on]


def _next_number(session: Session, form: str, now: datetime) -> str:
    """RK-20260514-003: the day as the room's clock has it, counted by day."""
    head = f"{layout.get(form).prefix}-{clock.local(now):%Y%m%d}"
    return f"{head}-{trail.next_number(session, f'sheet:{head}'):03d}"


__all__ = ["FORMS_OF", "Offer", "Sheet", "acts_of", "offered", "preview", "print_sheet"]
