"""Statements of the feeds: content of objects, members, numbers, lines."""

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    update,
)
from sqlalchemy.orm import Session

from db.among import among, is_on_file
from db.base import Base, Instant
from db.rows import plain
from db.sync.models import Feed, FeedCounter, Member

_AT_ONCE: Final = 500
_EPOCH: Final = "1970-01-01T00:00:00.000000Z"
#: Checksums are sums of marks below this; two of them fit into a column.
MODULUS: Final = 2**62
#: What one organ's desks see, told by a transaction: (organ, kind, object).
Seen = tuple[str, str, str]


def owners(session: Session, table: str, owner: str) -> list[str]:
    """Every object that has a row in a table."""
    column = Base.metadata.tables[table].c[owner]
    return list(session.scalars(select(column).distinct().order_by(column)))


def columns(table: str, without: Collection[str] = ()) -> tuple[str, ...]:
    """The columns of a table that go to the desks."""
    return tuple(c.name for c in Base.metadata.tables[table].columns if c.name not in without)


def of_kind(table: Table, kind: str) -> tuple[ColumnElement[bool], ...]:
    """A table with rows of several kinds names the kind beside the object."""
    return (table.c.object_kind == kind,) if "object_kind" in table.c else ()


def content(
    session: Session,
    kind: str,
    table: str,
    owner: str,
    without: Collection[str],
    ids: Sequence[str],
) -> dict[str, list[list[Any]]]:
    """The rows of a table by the object they belong to, each as SQLite keeps it, in the order of their key."""
    found: dict[str, list[list[Any]]] = defaultdict(list)
    asked = _asked(kind, table, owner, frozenset(without))
    for at in range(0, len(ids), _AT_ONCE):
        these = {"ids": ids[at : at + _AT_ONCE]}
        for of, *values in session.connection().execute(asked, these):
            found[of].append(values)
    return found


@functools.cache
def _asked(kind: str, table: str, owner: str, without: frozenset[str]) -> Select[Any]:
    """Made once: every act on a petition or a lead reads a dozen tables of its object."""
    kept = Base.metadata.tables[table]
    wanted = [plain(kept.c[name]) for name in columns(table, without)]
    among = kept.c[owner].in_(bindparam("ids", expanding=True))
    asked = select(kept.c[owner], *wanted).where(*of_kind(kept, kind), among)
    return asked.order_by(*kept.primary_key)


def mark_in_part(mark: Any) -> Any:
    """The mark of an object that is held in part: below 0, so that whole and part are never taken for one another."""
    return -1 - mark


def nothing(column: Any) -> ColumnElement[Any]:
    """What stands in a column that is not told; a column that may not be empty says what then (`info["untold"]`)."""
    told = column.info.get("untold", empty_value(column))
    if isinstance(told, str) and told in column.table.c:
        return plain(column.table.c[told])
    return null() if told is None else literal(told)


def empty_value(column: Any) -> Any:
    """What stands at a desk in a column that stays at the centre."""
    if column.nullable:
        return None
    if isinstance(column.type, Integer | Boolean):
        return 0
    if isinstance(column.type, Instant):
        return _EPOCH  # it is read as a moment, whatever stands there
    return _EPOCH[:10] if isinstance(column.type, Date) else ""


def texts(
    session: Session,
    kind: str,
    table: str,
    owner: str,
    without: Collection[str],
    ids: Sequence[str],
    untold: Collection[str] = (),
) -> list[tuple[str, str]]:
    """The same rows in no order, each as the JSON array that the engine itself writes: (object, row).

    Of the columns that travel, those that are `untold` say nothing.
    """
    kept = Base.metadata.tables[table]
    array = func.json_array if is_on_file(session) else func.json_build_array
    of = [kept.c[name] for name in columns(table, without)]
    row = cast(array(*(nothing(c) if c.name in untold else plain(c) for c in of)), Text)
    asked = select(kept.c[owner], row)
    asked = asked.where(among(session, kept.c[owner], ids), *of_kind(kept, kind))
    cursor: Any = session.connection().execute(asked).cursor  # its own rows: there are many
    found: list[tuple[str, str]] = cursor.fetchall()
    return found


def members(session: Session, kind: str, ids: Collection[str]) -> dict[Seen, int]:
    """Which organs see these objects now, with the marks last told; held until the transaction ends."""
    found: dict[Seen, int] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), _AT_ONCE):
        asked = (
            select(Member.organ, Member.object_id, Member.mark)
            .where(Member.kind == kind, Member.object_id.in_(wanted[at : at + _AT_ONCE]))
            .order_by(Member.object_id, Member.organ)
            .with_for_update()
        )
        found |= {(organ, kind, id_): mark for organ, id_, mark in session.execute(asked)}
    return found


def keep_members(
    session: Session,
    came: Mapping[Seen, int],
    changed: Mapping[Seen, int],
    gone: Iterable[Seen],
) -> None:
    """What the organs see from now on."""
    if came:
        session.execute(
            insert(Member),
            [{"organ": o, "kind": k, "object_id": i, "mark": m} for (o, k, i), m in came.items()],
        )
    those = (
        (Member.organ == bindparam("o"))
        & (Member.kind == bindparam("k"))
        & (Member.object_id == bindparam("i"))
    )
    if changed:
        session.connection().execute(
            update(Member.__table__).where(those).values(mark=bindparam("m")),  # type: ignore[arg-type]
            [{"o": o, "k": k, "i": i, "m": m} for (o, k, i), m in changed.items()],
        )
    if left := [{"o": o, "k": k, "i": i} for o, k, i in gone]:
        session.connection().execute(delete(Member.__table__).where(those), left)  # type: ignore[arg-type]


def raise_counter(session: Session, organ: str, lines: int, more: int) -> int:
    """Raise an organ's counter by so many lines, its checksum by `more`; the position of the last line.

    The counter's row is held until the transaction ends: who numbers next has seen what was numbered before.
    """
    more %= MODULUS
    last: int | None = session.scalar(
        update(FeedCounter)
        .where(FeedCounter.organ == organ)
        .values(pos=FeedCounter.pos + lines, checksum=(FeedCounter.checksum + more) % MODULUS)
        .returning(FeedCounter.pos)
    )
    if last is None:
        session.execute(insert(FeedCounter), {"organ": organ, "pos": lines, "checksum": more})
        return lines
    return last


def add_lines(session: Session, lines: Sequence[dict[str, Any]]) -> None:
    """Write lines that have their numbers."""
    session.execute(insert(Feed), lines)


def counter(session: Session, organ: str) -> tuple[int, int]:
    """Where a feed stands: (last position, checksum of all that is seen)."""
    found = session.get(FeedCounter, organ)
    return (found.pos, found.checksum) if found else (0, 0)


def lines(session: Session, organ: str, after: int, limit: int) -> list[tuple[int, str, str, str]]:
    """The lines behind a position, in order: (pos, kind, object, deed)."""
    asked = (
        select(Feed.pos, Feed.kind, Feed.object_id, Feed.deed)
        .where(Feed.organ == organ, Feed.pos > after)
        .order_by(Feed.pos)
        .limit(limit)
    )
    return [(pos, kind, id_, deed) for pos, kind, id_, deed in session.execute(asked)]


def seen(session: Session, organ: str, kind: str, ids: Sequence[str]) -> dict[str, int]:
    """Of these objects those that the organ's desks see now, with their marks."""
    of = (Member.organ == organ, Member.kind == kind)
    asked = select(Member.object_id, Member.mark).where(*of, among(session, Member.object_id, ids))
    return {id_: mark for id_, mark in session.execute(asked)}


def members_of(organ: str, kind: str) -> Select[Any]:
    """Every object of a kind that the organ's desks see: the statement that finds them."""
    return select(Member.object_id).where(Member.organ == organ, Member.kind == kind)


def added_up(session: Session, organ: str, kind: str) -> tuple[int, int]:
    """How many objects of a kind the organ's desks see, and the sum of their marks."""
    half = 1 << 31  # of marks as they are no column holds the sum
    high, low = func.sum(Member.mark // half), func.sum(Member.mark % half)
    asked = select(func.count(), high, low).where(Member.organ == organ, Member.kind == kind)
    count, *sums = session.execute(asked).one()
    return count, (int(sums[0]) * half + int(sums[1])) if count else 0


def marks(session: Session, organ: str, kind: str) -> dict[str, int]:
    """Every object of a kind that the organ's desks see, with its mark."""
    asked = select(Member.object_id, Member.mark).where(Member.organ == organ, Member.kind == kind)
    cursor: Any = session.connection().execute(asked).cursor  # its own rows: there are many
    return dict(cursor.fetchall())
