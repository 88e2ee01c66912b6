"""Who must hear of a change: services tell it, the store numbers it as the last thing of the transaction.

A feed belongs to one organ. Its positions are made by the counter's row, which stays locked until the commit: they
have no gap and nobody can commit a smaller number later, so a desk that has read up to n has missed nothing. Each
organ sees its members; what an organ sees no more gets a line R, whoever forgot to say so. The sum of the members'
marks (hashes of their content) lies beside the counter: a desk that holds anything else knows it at its next pull.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from app.actor import Actor
from db.among import Ids
from db.rows import as_json
from db.sync import queries

#: The feed that every desk of the city reads: organs, names, rules.
EVERYBODY: Final = "*"
#: What no desk ever holds, whatever a feature may register.
_NEVER: Final = frozenset({"identity_secret", "vouch", "sign_in"})
_NO_COLUMNS: Final[Mapping[str, Collection[str]]] = MappingProxyType({})
_FOR_EVERYBODY: Final = ("rule", "calendar_year", "account", "organ", "posting")
_TOLD: Final = "feeds"
_AT_ONCE: Final = 20_000
_FETCHED: Final = "fetched"

#: An object's content: table → rows, each row its values as SQLite keeps them, in the order of `columns_of`.
Content = dict[str, list[list[Any]]]


#: Of these objects those that a person may see.
Sees = Callable[[Session, Actor, datetime, Ids], Set[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """How much of an object reaches the desk of somebody who holds one of these roles and does not see it whole.

    Of these tables these columns, and no other row; in the columns beside them stands what stands for nothing.
    """

    roles: Collection[str]
    shows: Mapping[str, Collection[str]]
    sees: Sees


class Seen(NamedTuple):
    """The objects that a person may see: those whole, and those in part."""

    whole: Set[str]
    part: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object that desks hold: its tables (the first is its own row), each with the column that names it.

    `without` are columns that stay at the centre; a desk has "" or 0 there. `sees` says which of these objects, which
    the organ may see, a person may see as well; without it all. `part` is what he learns of others.
    """

    name: str
    tables: Mapping[str, str]
    without: Mapping[str, Collection[str]]
    sees: Sees | None = None
    part: Part | None = None

    def columns_of(self, table: str) -> tuple[str, ...]:
        """The columns of a table as they travel."""
        return queries.columns(table, self.without.get(table, ()))

    def shown_of(self, *, in_part: bool) -> Iterator[tuple[str, str, Collection[str]]]:
        """The tables of which rows travel: (table, column that names the object, columns that are not told)."""
        for table, owner in self.tables.items():
            without = self.without.get(table, ())
            if not in_part:
                yield table, owner, without
            elif self.part is not None and table in self.part.shows:
                shown = {*self.part.shows[table], *without}
                yield table, owner, (*without, *queries.columns(table, shown))

    def part_for(self, actor: Actor) -> Part | None:
        """What reaches this person's desk of objects that he does not see whole."""
        return self.part if self.part is not None and actor.has(*self.part.roles) else None

    def seen_by(self, session: Session, actor: Actor, now: datetime, ids: Sequence[str]) -> Seen:
        """Of these objects, which the organ sees, those that a person may see."""
        if self.sees is None:
            return Seen(set(ids))
        part = self.part_for(actor)
        whole: set[str] = set()
        more: set[str] = set()
        for at in range(0, len(ids), _AT_ONCE):
            these = ids[at : at + _AT_ONCE]
            whole |= self.sees(session, actor, now, these)
            more |= part.sees(session, actor, now, these) if part else set()
        return Seen(whole, more - whole)

    def seen_in(
        self, session: Session, actor: Actor, now: datetime, organ: str, count: int
    ) -> Seen | None:
        """The same of all `count` that an organ's desks see; None where a person sees each of them whole."""
        if self.sees is None:
            return None
        these = queries.members_of(organ, self.name)
        whole = self.sees(session, actor, now, these)
        if len(whole) == count:
            return None
        part = self.part_for(actor)
        more = part.sees(session, actor, now, these) if part else set()
        return Seen(whole, more - whole)


kinds: dict[str, Kind] = {}


def kind(
    name: str,
    tables: Mapping[str, str],
    without: Mapping[str, Collection[str]] = _NO_COLUMNS,
    sees: Sees | None = None,
    part: Part | None = None,
) -> Kind:
    """Register a kind: `kind("petition", {"petition": "id", "petition_mark": "petition_id"})`."""
    if kept := _NEVER & tables.keys():
        raise ValueError(f"never on a desk: {', '.join(sorted(kept))}")
    kinds[name] = Kind(name, MappingProxyType(dict(tables)), without, sees, part)
    return kinds[name]


def fetched(session: Session, at: datetime | None) -> None:
    """What this session reads is a desk's copy, as the centre told it then (`None`: never yet)."""
    session.info[_FETCHED] = at


def is_copy(session: Session) -> bool:
    """Whether a desk's copy is read, and not the books."""
    return _FETCHED in session.info


def fetched_at(session: Session) -> datetime | None:
    """When a desk's copy was told by the centre."""
    found: datetime | None = session.info.get(_FETCHED)
    return found


def tell(session: Session, kind: str, id_: str, organs: Iterable[str]) -> None:
    """Say that an object has changed, and which organs' desks may see it from now on; the last word counts."""
    session.info.setdefault(_TOLD, {}).setdefault(kind, {})[id_] = frozenset(organs)


def tell_again(session: Session, kind: str, ids: Sequence[str]) -> None:
    """The same desks hear of these objects as before: something that belongs to them has changed."""
    seen: dict[str, list[str]] = defaultdict(list)
    for organ, _, id_ in queries.members(session, kind, ids) if kind in kinds else ():
        seen[id_].append(organ)
    for id_, organs in seen.items():
        tell(session, kind, id_, organs)


def tell_what_was_before(session: Session) -> None:
    """A store that is older than its feeds, or than a kind of them, tells every desk what it has for everybody."""
    for made in (kinds[name] for name in _FOR_EVERYBODY if name in kinds):
        table, owner = next(iter(made.tables.items()))
        if queries.marks(session, EVERYBODY, made.name):
            continue
        for id_ in queries.owners(session, table, owner):
            tell(session, made.name, id_, (EVERYBODY,))


def share(session: Session, kind: str, organ: str, others: Iterable[str]) -> None:
    """What the desks of an organ see of a kind these others' desks see from now on, numbered at once."""
    marks = queries.marks(session, organ, kind)
    for other in sorted(others):
        had = queries.marks(session, other, kind)
        came = {(other, kind, id_): m for id_, m in sorted(marks.items()) if id_ not in had}
        if came:
            queries.keep_members(session, came, {}, ())
            lines = [(kind, id_, "P") for _, _, id_ in came]
            _give_numbers(session, {other: lines}, {other: sum(came.values())})


def content(session: Session, kind: str, ids: Sequence[str]) -> dict[str, Content]:
    """The content of these objects as it stands; what is not there has no rows."""
    made = kinds[kind]
    found: dict[str, Content] = {id_: {} for id_ in ids}
    for table, owner in made.tables.items():
        rows = queries.content(session, kind, table, owner, made.without.get(table, ()), ids)
        for id_, mine in rows.items():
            found[id_][table] = mine
    return found


def texts(
    session: Session, kind: str, ids: Collection[str], *, in_part: bool = False
) -> dict[str, str]:
    """The same as JSON text, written by the engine; or so much of it as somebody learns who does not see it whole."""
    made = kinds[kind]
    found: dict[str, dict[str, list[str]]] = {id_: {} for id_ in ids}
    for table, owner, untold in made.shown_of(in_part=in_part) if found else ():
        without = made.without.get(table, ())
        for id_, row in queries.texts(session, kind, table, owner, without, list(ids), untold):
            found[id_].setdefault(table, []).append(row)
    return {
        id_: "{" + ",".join(f'"{t}":[{",".join(rows)}]' for t, rows in mine.items()) + "}"
        for id_, mine in found.items()
    }


def mark(rows: Content) -> int:
    """The hash of an object's content, small enough to be added up."""
    told = as_json([[table, rows[table]] for table in sorted(rows)])
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big") % queries.MODULUS


def number(session: Session) -> None:
    """The end of a transaction: every organ that must hear of it gets its lines."""
    told: dict[str, dict[str, frozenset[str]]] = session.info.pop(_TOLD, {})
    if not told:
        return
    session.flush()
    lines: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    more: dict[str, int] = defaultdict(int)
    for name, objects in sorted(told.items()):
        # The old marks first, held until the commit: who tells the same object beside us has numbered it before, and
        # its content is read after that, or waits here for ours.
        had = queries.members(session, name, objects)
        marks = {id_: mark(rows) for id_, rows in content(session, name, list(objects)).items()}
        have = {(o, name, id_): marks[id_] for id_, organs in objects.items() for o in organs}
        gone = had.keys() - have.keys()
        _note(lines, have, "P")
        _note(lines, gone, "R")
        for seen in have.keys() | gone:
            more[seen[0]] += have.get(seen, 0) - had.get(seen, 0)
        queries.keep_members(
            session,
            came={seen: m for seen, m in have.items() if seen not in had},
            changed={seen: m for seen, m in have.items() if had.get(seen, m) != m},
            gone=gone,
        )
    _give_numbers(session, lines, more)


def _note(
    lines: dict[str, list[tuple[str, str, str]]], seen: Iterable[queries.Seen], deed: str
) -> None:
    for organ, kind, id_ in sorted(seen):
        lines[organ].append((kind, id_, deed))


def _give_numbers(
    session: Session, lines: Mapping[str, list[tuple[str, str, str]]], more: Mapping[str, int]
) -> None:
    """Last of all, and in one order for everybody: two transactions can only wait for one another in a line."""
    rows = []
    for organ in sorted(lines):
        mine = lines[organ]
        first = queries.raise_counter(session, organ, len(mine), more[organ]) - len(mine) + 1
        rows += [
            {"organ": organ, "pos": pos, "kind": kind, "object_id": id_, "deed": deed}
            for pos, (kind, id_, deed) in enumerate(mine, first)
        ]
    if rows:
        queries.add_lines(session, rows)
