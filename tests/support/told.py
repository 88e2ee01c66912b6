"""A kind of record of the tests' own: places of the room, which two or more organs' desks may see."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app import errors, feeds, registry
from app.actor import Actor
from app.ledger import service as ledger
from app.ledger.types import Act
from app.locations import service as locations
from app.locations.types import NewLocation
from db.ledger import queries as trail
from db.locations.models import Location

KIND = "location"


@contextmanager
def known() -> Iterator[None]:
    """The kind and its verbs are known while the block lasts."""
    feeds.kind(KIND, {"location": "id"})
    made: dict[str, Callable[..., Any]] = {"testing.place": place, "testing.rename": rename}
    for name, fn in made.items():
        registry.verb(name, ("*",), offline=True)(fn)
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
    made.capacity = 1
    feeds.tell(session, KIND, made.id, organs)
    return made.id


def rename(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    location_id: str,
    name: str,
    organs: tuple[str, ...],
    version: int = 0,
) -> str:
    """Another name, and who sees the place from now on; `version`: what stood there when it was read."""
    found = session.get(Location, location_id)
    if found is None:
        raise errors.NotFound(key=location_id)
    head = trail.head(session, KIND, location_id)
    assert head is not None
    if version not in (0, head[0]):
        raise errors.ChangedMeanwhile(seen=version, current=head[0])
    if not name.strip():
        raise errors.FieldMissing(field="location.name")
    found.name, found.capacity = name, head[0] + 1  # a desk reads the version there
    ledger.write(session, act, KIND, location_id, "EDIT_PLACE", name=name)
    feeds.tell(session, KIND, location_id, organs)
    return location_id
