"""The files in which a fresh desk's records travel: SQLite, with the desk's own tables, made at the centre.

Its pages leave room at their end for what enciphering adds (db/sync/enciphered.py), so that the desk can encipher
them one by one as they come. Its tables are word for word those of a desk's file: the desk then takes whole tables over,
which costs a tenth of putting rows in.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Insert, Select, Table, column, insert, literal, select
from sqlalchemy import table as named
from sqlalchemy.orm import Session

from db.among import among, is_on_file
from db.base import Base
from db.rows import plain
from db.session import BESIDE, end
from db.sync.desk_models import CursorRow, HeldRow
from db.sync.enciphered import PAGE, RESERVED
from db.sync.models import Member
from db.sync.queries import mark_in_part, nothing, of_kind

_OWN: Final = ("held", "cursor")
#: Into how many files a copy is filled at most (SQLite attaches ten), and how large one is before the next is begun: a
#: desk fetches one while the next is filled.
FILES: Final = 6
ENOUGH: Final = 16 << 20

#: Of each table that travels what made it, in SQL. The desk makes its indexes itself: they need not travel.
Shape = Mapping[str, str]


def shape(session: Session, kinds: Iterable[Mapping[str, str]]) -> Shape:
    """The tables of a desk's file in which these kinds' records lie, and what the desk knows of them."""
    wanted = {*_OWN, *(name for tables in kinds for name in tables)}
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    laid = session.connection().exec_driver_sql(asked)
    return {name: sql for name, sql in laid if name in wanted}


def digest(shape: Shape) -> str:
    """A shape as a hash."""
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()


# -- at the centre -------------------------------------------------------------------------------------


def begin(files: Sequence[Path], shape: Shape) -> None:
    """Empty files, the first with these tables."""
    blank = _blank()
    for file in files:
        file.touch(0o600)
        file.write_bytes(blank)
    with _opened(files[0]) as connection:
        for made in shape.values():
            connection.execute(made)


def _blank() -> bytes:
    """An empty SQLite file of one page that leaves `RESERVED` bytes of each page alone (fileformat2 §1.3.4)."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute(f"PRAGMA page_size={PAGE}")
        made.execute("CREATE TABLE t (c)")
        made.execute("DROP TABLE t")
        made.execute("VACUUM")
        page = bytearray(made.serialize())
    page[20] = RESERVED
    page[105:107] = (PAGE - RESERVED).to_bytes(2, "big")  # where its first page's cells begin
    return bytes(page)


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")  # a file that broke off is thrown away
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-64000")
        yield connection


class Which(NamedTuple):
    """Which members of a feed: all but these, or just these, in part."""

    ids: Sequence[str]
    in_part: bool = False


class Filling:
    """The files while they are filled one after another, each within the same view of the books."""

    def __init__(self, views: Sequence[Session], files: Sequence[Path], shape: Shape) -> None:
        self._left = list(zip(views, files, strict=True))
        self._session, self._file = self._left.pop(0)
        self._beside = is_on_file(self._session)
        self._shape, self._laid = shape, set(shape)

    @property
    def is_enough(self) -> bool:
        """Whether what comes next belongs into the next file."""
        if not self._left:
            return False
        if not self._beside:
            return self._file.stat().st_size >= ENOUGH
        asked = f"PRAGMA {BESIDE}.page_count"
        pages: int = self._session.connection().exec_driver_sql(asked).scalar_one()
        return pages * PAGE >= ENOUGH

    def end(self) -> Path:
        """The file is whole, and can be read by others."""
        if self._beside:
            end(self._session)
        return self._file

    def go_on(self) -> None:
        """With the next file, in which only what is filled is laid."""
        self._session, self._file = self._left.pop(0)
        self._laid = set()

    def hold(self, feed: str, kind: str, which: Which) -> None:
        """Which objects of a kind the desk holds from now on."""
        member = Member.__table__
        mine = (member.c.organ == feed, member.c.kind == kind)
        mark = mark_in_part(member.c.mark) if which.in_part else member.c.mark
        asked = select(literal(feed), member.c.kind, member.c.object_id, mark)
        asked = asked.where(*mine, *self._of(member.c.object_id, which))
        self._put(HeldRow.__table__, asked.order_by(member.c.object_id))  # type: ignore[arg-type]

    def cursor(self, feed: str, pos: int) -> None:
        """How far the feed is read with that."""
        self._put(CursorRow.__table__, select(literal(feed), literal(pos)))  # type: ignore[arg-type]

    def rows(
        self,
        feed: str,
        kind: str,
        table: str,
        owner: str,
        untold: Collection[str],
        which: Which,
    ) -> None:
        """The rows of one table that belong to them; columns that are not told say nothing."""
        kept, member = Base.metadata.tables[table], Member.__table__
        if self._session.execute(select(1).select_from(kept).limit(1)).first() is None:
            return  # each member would be looked up in it
        values = [nothing(c).label(c.name) if c.name in untold else plain(c) for c in kept.columns]
        whose = member.c.object_id == kept.c[owner]
        asked = (
            select(*values)
            .select_from(kept.join(member, whose))
            .where(
                member.c.organ == feed,
                member.c.kind == kind,
                *of_kind(kept, kind),
                *self._of(kept.c[owner], which),
            )
        )
        self._put(kept, asked)

    def _of(self, column: Any, which: Which) -> list[Any]:
        if which.in_part:
            return [among(self._session, column, which.ids)]
        return [~among(self._session, column, which.ids)] if which.ids else []

    def _put(self, table: Table, asked: Select[Any]) -> None:
        connection = self._session.connection()
        names_ = [c.name for c in table.columns]
        self._lay(table.name)
        if self._beside:
            connection.execute(_into(table).from_select(names_, asked))
            return
        into = f"INSERT INTO {table.name} ({', '.join(names_)}) VALUES ({', '.join('?' * len(names_))})"
        with _opened(self._file) as file, _copied(connection, asked) as rows:
            file.execute("BEGIN")
            file.executemany(into, rows)
            file.execute("COMMIT")

    def _lay(self, table: str) -> None:
        if table in self._laid:
            return
        self._laid.add(table)
        made = self._shape[table]
        if self._beside:
            made = made.replace("CREATE TABLE ", f"CREATE TABLE {BESIDE}.", 1)
            self._session.connection().exec_driver_sql(made)
            return
        with _opened(self._file) as file:
            file.execute(made)


@contextmanager
def _copied(connection: Connection, asked: Select[Any]) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows as PostgreSQL writes them fastest: each value a text, of which the file's columns make numbers again."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")  # as long as somebody reads
    made = asked.compile(dialect=connection.dialect)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY ({made}) TO STDOUT", made.params) as copy:
        yield copy.rows()


def _into(table: Table) -> Insert:
    return insert(named(table.name, *(column(c.name) for c in table.columns), schema=BESIDE))


def holds(file: Path, kind: str, ids: Sequence[str], *, whole: bool = False) -> bool:
    """Whether any of these objects travels in a file (`whole`: not only in part)."""
    asked = (
        "SELECT 1 FROM held WHERE kind = ? AND object_id IN (SELECT value FROM json_each(?))"
        " AND (mark >= 0 OR NOT ?)"
    )
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute(asked, (kind, json.dumps(list(ids)), whole)).fetchone()
    except sqlite3.OperationalError:
        if not file.exists():  # it was thrown away just now
            raise FileNotFoundError(file) from None
        raise
    return found is not None
