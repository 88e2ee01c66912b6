"""A kind of record of the tests' own: places of the room, which two or more organs' desks may see."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import feeds, registry
from app.actor import Actor
from app.ledger.types import Act
from app.locations import service as locations
from app.locations.types import NewLocation
from db.locations.models import Location

KIND = "place"


@contextmanager
def known() -> Iterator[None]:
    """The kind and its verbs are known while the block lasts."""
    feeds.kind(KIND, {"location": "id"})
    made: dict[str, Callable[..., Any]] = {"testing.place": place, "testing.rename": rename}
    for name, fn in made.items():
        registry.verb(name, ("*",))(fn)
    try:
        yield
    finally:
        del feeds.kinds[KIND]
        for name in made:
            del registry.verbs[name]


def place(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    code: str,
    organs: tuple[str, ...],
) -> str:
    """A new place, seen by these organs."""
    made = locations.make(session, act, NewLocation(code, f"架 {code}", "shelf"))
    feeds.tell(session, KIND, made.id, organs)
    return made.id


def rename(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    place_id: str,
    name: str,
    organs: tuple[str, ...],
) -> str:
    """Another name, and who sees the place from now on."""
    found = session.get(Location, place_id)
    assert found is not None
    found.name = name
    feeds.tell(session, KIND, place_id, organs)
    return place_id
