"""The wording of the forms as dated rows: what ships, and what an administrator put in its place from a day on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.deadlines import service as deadlines
from app.forms import layout
from app.ledger.types import Act

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a form on a day: each text of the layout, and what stands in its place; since when, why."""

    form: str
    title: str
    texts: tuple[tuple[str, str], ...]
    since: date | None
    basis: str


def in_force(session: Session, form: str, day: date) -> dict[str, str]:
    """The words of this store on a day, over those that ship."""
    row = deadlines.row_on(session, f"form.{form}", day)
    own: dict[str, str] = json.loads(row.value) if row else {}
    return {**layout.get(form).on(day).words, **own}


@registry.query("forms.wording")
def wording(
    session: Session, actor: Actor, now: datetime, *, form: str, day: date | None = None
) -> Wording:
    """Every text of a form as it stands on a day (today)."""
    known = _known(form)
    at = day or clock.day(now)
    words = in_force(session, form, at)
    row = deadlines.row_on(session, f"form.{form}", at)
    return Wording(
        form,
        known.title,
        tuple((text, words.get(text, text)) for text in known.texts()),
        row.since if row else None,
        row.basis if row else "",
    )


@registry.verb(
    "forms.set_wording", ("secadmin",), seconds=("sysadmin", "auditor"), changes=("forms",)
)
def set_wording(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    form: str,
    words: dict[str, str],
    basis: str,
) -> Wording:
    """Put other words on a form from today; two administrators sign. What was done before keeps its words."""
    known = _known(form)
    if not basis.strip():
        raise errors.FieldMissing(field="rule.basis")
    told = {text: said.strip() for text, said in words.items() if said.strip() != text}
    _require(known.texts(), told)
    row = deadlines.row_on(session, f"form.{form}", clock.day(now))
    if told == (json.loads(row.value) if row else {}):  # nobody signs for a change that is none
        raise errors.FieldInvalid(field="form.words", why="field.same")
    if not act.second:
        raise errors.NeedsSecondPerson
    deadlines.put(session, act, now, f"form.{form}", json.dumps(told, ensure_ascii=False), basis)
    return wording(session, actor, now, form=form)


def _known(form: str) -> layout.Layout:
    found = layout.all_().get(form)
    if found is None:
        raise errors.NotFound(key=form)
    return found


def _require(texts: tuple[str, ...], told: Mapping[str, str]) -> None:
    for text, said in told.items():
        if text not in texts:
            raise errors.NotFound(key=text)
        if not said:
            raise errors.FieldMissing(field="form.words")
        if len(said) > _LONGEST:
            raise errors.TooLong(field="form.words", limit=_LONGEST, length=len(said))
