"""What the code on a printed form means: which thing, case or request it is of, and whether it says what the books say."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors
from app.actor import Actor
from app.cases import service as cases
from app.ledger import chain
from app.ledger import service as ledger
from app.requests import views
from app.requests.types import Scanned
from db.cases import queries as case_queries
from db.custody import queries as card_queries
from db.ledger import queries as trail
from db.requests import queries

#: Number and hash, as every form carries them (app/forms/page.py).
_CODE: Final = re.compile(r"(\S{1,40}) ((?:[A-Z2-7]{5}-){3}[A-Z2-7]{5})", re.IGNORECASE)
#: The paper is of the newest state, of an older one, or of none that the books know.
NEWEST, OLDER, STRANGE = "paper.newest", "paper.older", "paper.strange"


def read(session: Session, actor: Actor, now: datetime, text: str) -> Scanned | None:
    """The meaning of a form's code, or `None` when it is none; refuses what the asker may not see (R19)."""
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    number, code = found[1], found[2].upper()
    return (
        _sheet(session, actor, now, number, code)
        or _extract(session, actor, number, code)
        or Scanned("unknown", number=number)
    )


def by_number(session: Session, actor: Actor, now: datetime, number: str) -> Scanned | None:
    """A sheet by its number alone, typed by hand where its code is torn: nothing is said of the paper's hash."""
    return _sheet(session, actor, now, number, "")


def _sheet(session: Session, actor: Actor, now: datetime, number: str, code: str) -> Scanned | None:
    """A sheet that was printed under a number of its own, or a request's."""
    prints = [ledger.facts(entry) for entry in trail.of_object(session, "sheet", number)]
    if not prints:
        return None
    last = prints[-1]
    request = queries.by_number(session, number)
    if request is None:
        require_open(session, actor, prints)
    elif not views.may_read(session, actor, now, request):
        raise errors.NotOfTheCase
    return Scanned(
        "form",
        id=f"store {last['of_id']}" if last["of"] == "store" else last["of_id"],
        number=number,
        name=f"form.{last['form']}",
        case_id=next(iter(last["cases"]), ""),
        detail=_told((told["digest"] for told in prints), code) if code else "",
        page="form" if last["of"] == "store" else last["of"],
    )


def require_open(session: Session, actor: Actor, prints: Iterable[Mapping[str, Any]]) -> None:
    """Refuses (R19) unless every case that any print of a sheet tells of may be seen: a sheet is read whole."""
    told = {case for each in prints for case in each["cases"]}
    if not all(cases.may_see(session, actor, case) for case in told):
        raise errors.NotOfTheCase


def _extract(session: Session, actor: Actor, number: str, code: str) -> Scanned | None:
    """A card (F8) or a case's ledger (F9) as it stood when it was printed: its hash is the head of the chain."""
    item = card_queries.by_number(session, number)
    case = None if item is not None else case_queries.by_number(session, number)
    if item is None and case is None:
        return None
    kind, of = ("item", item) if item is not None else ("case", case)
    assert of is not None
    case_id = item.case_id if item is not None else of.id
    if not cases.may_see(session, actor, case_id):
        raise errors.NotOfTheCase
    hashes = (entry.hash for entry in trail.of_object(session, kind, of.id))
    return Scanned(
        "form",
        id=of.id,
        number=number,
        name="form.F8" if kind == "item" else "form.F9",
        case_id=case_id,
        detail=_told(hashes, code),
        page=kind,
    )


def _told(hashes: Iterable[str], code: str) -> str:
    """Whether the code is of the newest hash, an older one, or none."""
    codes = [chain.head_words(hash_) for hash_ in hashes]
    if codes and codes[-1] == code:
        return NEWEST
    return OLDER if code in codes else STRANGE
