"""What is found for typed words: the cases with every word in number or name, and the cards that carry every word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import registry, spelling
from app.actor import Actor
from app.cases import finding
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
    """A case that was looked for by its number, its alias or its name; `exact`: by the very number or alias."""

    id: str
    number: str
    alias: str
    title: str
    status: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What typed words lead to; `exact`: the first card bears the very number that was typed."""

    cases: tuple[CaseHit, ...]
    items: tuple[ItemRow, ...]
    exact: bool = False

    def in_order(self) -> tuple[CaseHit | ItemRow, ...]:
        """What was named exactly first, the case before its thing; then the other cases, then the other cards."""
        exact = [case for case in self.cases if case.exact]
        others = [case for case in self.cases if not case.exact]
        first = 1 if self.exact else 0
        return (*exact, *self.items[:first], *others, *self.items[first:])


@registry.query("custody.look_up")
def look_up(session: Session, actor: Actor, now: datetime, *, text: str, limit: int = 50) -> Found:
    """The cases of this number, or with every word in alias or name, and the cards (`custody.search`)."""
    # first the cards: what is too long is refused before anything is looked for
    items, exact = views.found(session, actor, text, limit)
    return Found(_cases(session, actor, text.strip()), items, exact)


def _cases(session: Session, actor: Actor, text: str) -> tuple[CaseHit, ...]:
    if len(text) < _LEAST:
        return ()
    among, without = cases.visible_to(session, actor)
    numbers = {text, spelling.identifier(text), spelling.paper(text)}
    words = text.split()
    found = queries.named(
        session,
        numbers,
        text,
        words,
        ids=finding.among(session, words),
        among=among,
        without=without,
        limit=_CASES,
    )
    return tuple(
        CaseHit(c.id, c.number, c.alias, c.title, c.status, c.number in numbers or c.alias == text)
        for c in found
    )
