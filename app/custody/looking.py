"""What is found for typed words: the case of that number or name first, then the cards that carry every word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import registry, spelling
from app.actor import Actor
from app.cases import service as cases
from app.custody import views
from app.custody.types import ItemRow
from db.cases import queries

#: So many cases stand above the cards; who means another one types more of its name.
_CASES: Final = 3
#: One letter or digit is in nearly every name.
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that was looked for by its number, its alias or its name."""

    id: str
    number: str
    alias: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Found:
    """What typed words lead to: cases first, then cards."""

    cases: tuple[CaseHit, ...]
    items: tuple[ItemRow, ...]


@registry.query("custody.look_up")
def look_up(session: Session, actor: Actor, now: datetime, *, text: str, limit: int = 50) -> Found:
    """The cases of this number, or with every word in alias or name, and the cards (`custody.search`)."""
    return Found(
        _cases(session, actor, text.strip()),
        views.search_(session, actor, now, text=text, limit=limit),
    )


def _cases(session: Session, actor: Actor, text: str) -> tuple[CaseHit, ...]:
    if len(text) < _LEAST:
        return ()
    among, without = cases.visible_to(session, actor)
    found = queries.named(
        session,
        {text, spelling.identifier(text), spelling.paper(text)},
        text.split(),
        among=among,
        without=without,
        limit=_CASES,
    )
    return tuple(CaseHit(c.id, c.number, c.alias, c.title, c.status) for c in found)
