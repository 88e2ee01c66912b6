"""Statements of a desk's own file: lay it, put records in and take them out, intents, cursors, notes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.base import Base
from db.sync.desk_models import BlobRow, CursorRow, DeskBase, HeldRow, NoteRow, OutboxRow
from db.sync.queries import MODULUS, empty_value, of_kind

_AT_ONCE: Final = 500
_OPEN: Final = OutboxRow.closed == ""
#: Rows of a table as they travel: its columns, and the values.
Rows = tuple[Sequence[str], list[list[Any]]]


def lay(session: Session) -> None:
    """The desk's own tables."""
    DeskBase.metadata.create_all(session.connection())


# -- records -------------------------------------------------------------------------------------------


def put(session: Session, table: str, columns: Sequence[str], rows: list[list[Any]]) -> None:
    """Put rows in as they came. Columns that this program does not know are left out; those that stay at the centre
    are empty."""
    kept = Base.metadata.tables.get(table)
    if kept is None or not rows:
        return
    known = [(at, name) for at, name in enumerate(columns) if name in kept.c]
    empty = {c.name: empty_value(c) for c in kept.columns if c.name not in columns}
    names = [name for _, name in known] + list(empty)
    rest = tuple(empty.values())
    if len(known) == len(columns) and not rest:
        values: Iterable[Sequence[Any]] = map(tuple, rows)
    else:
        values = (tuple(row[at] for at, _ in known) + rest for row in rows)
    session.connection().exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        list(values),
    )


def take_out(session: Session, kind: str, table: str, owner: str, ids: Sequence[str]) -> None:
    """Take the rows of these objects of a kind out."""
    kept = Base.metadata.tables.get(table)
    if kept is None:
        return
    for at in range(0, len(ids), _AT_ONCE):
        these = kept.c[owner].in_(ids[at : at + _AT_ONCE])
        session.execute(delete(kept).where(these, *of_kind(kept, kind)))


def versions(session: Session, table: str, ids: Sequence[str]) -> dict[str, int]:
    """Where these objects stand at the desk, for a table whose rows have a version."""
    kept: Table = Base.metadata.tables[table]
    if "seq" not in kept.c:
        return {}
    found: dict[str, int] = {}
    for at in range(0, len(ids), _AT_ONCE):
        asked = select(kept.c.id, kept.c.seq).where(kept.c.id.in_(ids[at : at + _AT_ONCE]))
        found |= {id_: seq for id_, seq in session.execute(asked)}
    return found


# -- what is held --------------------------------------------------------------------------------------


def hold(session: Session, feed: str, rows: Sequence[tuple[str, str, int]]) -> None:
    """Note (kind, object, mark) as held for a feed."""
    session.connection().exec_driver_sql(
        "INSERT INTO held (feed, kind, object_id, mark) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (feed, kind, object_id) DO UPDATE SET mark = excluded.mark",
        [(feed, kind, id_, mark) for kind, id_, mark in rows],
    )


def let_go(session: Session, feed: str, kind: str, ids: Sequence[str]) -> None:
    """These objects are not held for this feed any more."""
    for at in range(0, len(ids), _AT_ONCE):
        session.execute(
            delete(HeldRow).where(
                HeldRow.feed == feed,
                HeldRow.kind == kind,
                HeldRow.object_id.in_(ids[at : at + _AT_ONCE]),
            )
        )


def held(session: Session, kind: str, ids: Sequence[str]) -> set[str]:
    """Of these objects those that are held for any feed."""
    found: set[str] = set()
    for at in range(0, len(ids), _AT_ONCE):
        asked = select(HeldRow.object_id).where(
            HeldRow.kind == kind, HeldRow.object_id.in_(ids[at : at + _AT_ONCE])
        )
        found |= set(session.scalars(asked))
    return found


def held_for(session: Session, feed: str) -> dict[str, list[str]]:
    """All that is held for a feed: kind → objects."""
    found: dict[str, list[str]] = {}
    asked = select(HeldRow.kind, HeldRow.object_id).where(HeldRow.feed == feed)
    for kind, id_ in session.execute(asked):
        found.setdefault(kind, []).append(id_)
    return found


def feeds_held(session: Session) -> list[str]:
    """The feeds of which anything is held, or that were read at all."""
    held = set(session.scalars(select(HeldRow.feed).distinct()))
    return sorted(held | cursors(session).keys())


def count_held(session: Session, feed: str = "") -> int:
    """How many records are held, for a feed or at all."""
    asked = select(func.count()).select_from(HeldRow)
    return session.scalar(asked.where(HeldRow.feed == feed) if feed else asked) or 0


def checksum(session: Session, feed: str) -> int:
    """The sum of the marks of all that is held for a feed."""
    total = 0
    for mark in session.scalars(select(HeldRow.mark).where(HeldRow.feed == feed)):
        total += mark
    return total % MODULUS


# -- cursors and notes ---------------------------------------------------------------------------------


def cursors(session: Session) -> dict[str, int]:
    """How far each feed was read."""
    return {row.feed: row.pos for row in session.scalars(select(CursorRow))}


def keep_cursor(session: Session, feed: str, pos: int) -> None:
    """A feed was read up to here."""
    session.merge(CursorRow(feed=feed, pos=pos))


def drop_cursor(session: Session, feed: str) -> None:
    """A feed is not read any more."""
    session.execute(delete(CursorRow).where(CursorRow.feed == feed))


def note(session: Session, name: str) -> str:
    """A word that was kept; empty if none was."""
    found = session.get(NoteRow, name)
    return found.value if found else ""


def keep_note(session: Session, name: str, value: str) -> None:
    """Keep a word."""
    session.merge(NoteRow(name=name, value=value))


# -- intents -------------------------------------------------------------------------------------------


def add_op(session: Session, row: Mapping[str, Any]) -> None:
    """Keep an intent."""
    session.execute(insert(OutboxRow), dict(row))


def give_place(session: Session, id_: str) -> int:
    """An intent steps back to the end; the place it had, for the one that takes it."""
    had, last = session.execute(
        select(OutboxRow.place, select(func.max(OutboxRow.place)).scalar_subquery()).where(
            OutboxRow.id == id_
        )
    ).one()
    mark_op(session, id_, place=last + 1)
    return int(had)


def op(session: Session, id_: str) -> OutboxRow | None:
    """An intent by its key."""
    return session.scalars(select(OutboxRow).where(OutboxRow.id == id_)).first()


def open_ops(session: Session) -> list[OutboxRow]:
    """Every intent that is not closed, in the order of their making."""
    return list(session.scalars(select(OutboxRow).where(_OPEN).order_by(OutboxRow.place)))


def open_marks(session: Session) -> Sequence[tuple[str, str, str, str, datetime, str]]:
    """(id, verb, kind, about, made at, outcome) of the same: not what they ask for, nor what they were made from."""
    row = OutboxRow
    asked = select(row.id, row.verb, row.kind, row.about, row.made_at, row.outcome)
    return session.execute(asked.where(_OPEN).order_by(row.place)).all()


def newest_about(session: Session, about: str) -> OutboxRow | None:
    """The newest intent about an object or a draft."""
    asked = select(OutboxRow).where(OutboxRow.about == about)
    return session.scalars(asked.order_by(OutboxRow.place.desc()).limit(1)).first()


def mark_op(session: Session, id_: str, **values: Any) -> None:
    """What became of an intent."""
    session.execute(update(OutboxRow).where(OutboxRow.id == id_).values(**values))


def empty_closed(session: Session) -> None:
    """Of intents that are done with nothing of the content stays, whichever program closed them."""
    kept = update(OutboxRow).where(OutboxRow.closed != "", OutboxRow.arguments != "{}")
    session.execute(kept.values(arguments="{}", base="{}"))


def empty_bases(session: Session, kind: str, ids: Sequence[str]) -> None:
    """What intents were made from goes with the objects that leave; what somebody wrote himself waits for its answer."""
    for at in range(0, len(ids), _AT_ONCE):
        those = (OutboxRow.kind == kind, OutboxRow.about.in_(ids[at : at + _AT_ONCE]))
        session.execute(update(OutboxRow).where(*those).values(base="{}"))


def closed_ops(session: Session, limit: int) -> list[OutboxRow]:
    """Intents that are done with, newest first."""
    asked = select(OutboxRow).where(OutboxRow.closed != "").order_by(OutboxRow.place.desc())
    return list(session.scalars(asked.limit(limit)))


# -- scans ---------------------------------------------------------------------------------------------


def keep_blob(session: Session, sha256: str, data: bytes) -> None:
    """Keep a scan."""
    session.merge(BlobRow(sha256=sha256, data=data))


def blobs(session: Session, wanted: Collection[str]) -> list[tuple[str, bytes]]:
    """Of these scans those that are kept here."""
    found = session.scalars(select(BlobRow).where(BlobRow.sha256.in_(sorted(wanted))))
    return [(row.sha256, row.data) for row in found]


def drop_blob(session: Session, sha256: str) -> None:
    """It lies at the centre."""
    session.execute(delete(BlobRow).where(BlobRow.sha256 == sha256))
