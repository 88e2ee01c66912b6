"""Which organ a report goes to: chosen from where the person works and at what level, before anything is kept."""

from dataclasses import dataclass
from datetime import datetime

from app import clock
from app.organs.types import OrganKind
from app.petitions import fields
from app.reporting import errors as no
from app.reporting import rules
from app.store import Store
from db.organs import queries as organs
from db.organs.models import Organ
from db.reporting import queries

_LOWEST = 2  # disposal begins at the county: streets and villages only receive


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a reporter may choose, or the organ that follows from it."""

    id: str
    code: str
    name: str


def places(store: Store) -> tuple[Choice, ...]:
    """The city and its districts, as the form lists them."""
    with store.database.read() as session:
        root = organs.root(session)
        found = organs.tree(session, root.path) if root else ()
        return tuple(_choice(o) for o in found if _receives(o))


def organ_for(store: Store, now: datetime, region: str, rank: str, *, own: bool) -> Choice | None:
    """The organ that may know of it and can open it today; none when that is outside the city.

    An organ without a key is passed over upwards: what it cannot open its superior receives. Refuses (R122) when
    nobody can open it.
    """
    with store.database.read() as session:
        chosen = organs.by_code(session, region)
        if chosen is None or not _receives(chosen):
            return None
        above = [organs.organ(session, id_) for id_ in chosen.path.split("/") if id_]
        way = [organ for organ in reversed(above) if organ is not None]
        sealed_to = queries.organs_with_key(session, clock.day(now))
        level = [rules.Place(o.id, o.level, o.kind) for o in way]
        first = rules.goes_to(rank, level, fields.above, own_organ=own)
        ids = [organ.id for organ in way]
        if first not in ids:
            return None
        for organ in way[ids.index(first) :]:
            if organ.id in sealed_to and _receives(organ):
                return _choice(organ)
        raise no.NoOrganKey(organ=chosen.name)


def _receives(organ: Organ) -> bool:
    return organ.kind == OrganKind.COMMITTEE and organ.level <= _LOWEST and organ.until is None


def _choice(organ: Organ) -> Choice:
    return Choice(organ.id, organ.code, organ.name)
