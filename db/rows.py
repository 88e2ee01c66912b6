"""What the trail tells of rows: which tables are evidence, the digest of a row, and what a transaction did to them."""

import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Any, Final, NamedTuple, TypedDict

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy import inspect as states_of
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from db.base import Base

#: Evidence: table → whose rows they are, as (kind, column); an empty kind stands in the row itself.
OWNERS: Final[Mapping[str, tuple[str, str]]] = {
    "account": ("account", "id"),
    "appointment": ("account", "account_id"),
    "delegation": ("account", "principal"),
    "case_file": ("case", "id"),
    "case_member": ("case", "case_id"),
    "case_person": ("case", "case_id"),
    "document": ("case", "case_id"),
    "item": ("item", "id"),
    "item_part": ("item", "item_id"),
    "photo": ("item", "item_id"),
    "seal": ("item", "item_id"),
    "loan": ("item", "item_id"),
    "disposal": ("item", "item_id"),
    "difference": ("item", "item_id"),
    "receipt": ("receipt", "number"),
    "request": ("request", "id"),
    "request_item": ("request", "request_id"),
    "request_step": ("request", "request_id"),
    "request_part": ("request", "request_id"),
    "signature": ("case", "case_id"),
    "organ_key": ("organ_key", "id"),
    "filed_report": ("report", "id"),
    "report_message": ("report", "report_id"),
    "report_piece": ("report", "report_id"),
    "location": ("location", "id"),
    "label": ("", "object_id"),
    "station": ("station", "id"),
    "rule": ("rule", "id"),
    "calendar_year": ("calendar", "id"),
    "deadline": ("deadline", "id"),
    "organ": ("organ", "id"),
    "posting": ("account", "account_id"),
    "petition": ("petition", "id"),
    "petition_group": ("petition", "petition_id"),
    "petition_accused": ("petition", "petition_id"),
    "petition_matter": ("petition", "petition_id"),
    "petition_mark": ("petition", "petition_id"),
    "petition_link": ("petition", "petition_id"),
    "petition_original": ("petition", "petition_id"),
    "petition_visit": ("petition", "petition_id"),
    "petition_feedback": ("petition", "petition_id"),
    "petition_notice": ("petition", "petition_id"),
    "petition_exclusion": ("petition", "petition_id"),
    "petition_effect": ("petition", "petition_id"),
    "supervision_order": ("petition", "petition_id"),
    "identity_secret": ("petition", "petition_id"),
    "identity_trace": ("petition", "petition_id"),
    "identity_request": ("petition", "petition_id"),
    "sealed_pass": ("sealed", "id"),
    "lead": ("lead", "id"),
    "lead_person": ("lead", "lead_id"),
    "lead_alias": ("lead", "lead_id"),
    "lead_round": ("lead", "lead_id"),
    "lead_step": ("lead", "lead_id"),
    "lead_handler": ("lead", "lead_id"),
    "lead_stay": ("lead", "lead_id"),
    "lead_notice": ("lead", "lead_id"),
    "lead_answer": ("lead", "lead_id"),
    "lead_case": ("lead", "lead_id"),
    "lead_away": ("lead", "lead_id"),
    "lead_matter": ("lead", "lead_id"),
    "lead_signature": ("lead", "lead_id"),
    "lead_meeting": ("lead", "lead_id"),
    "lead_opinion": ("lead", "lead_id"),
    "lead_measure": ("lead", "lead_id"),
    "lead_paper": ("lead", "lead_id"),
    "upward_report": ("lead", "lead_id"),
    "upward_receipt": ("lead", "lead_id"),
    "petition_lead": ("lead", "lead_id"),
    "key_post": ("key_post", "id"),
    "installation": ("installation", "id"),
}
#: No evidence, or held to account in another way: table → why.
NOT_TOLD: Final[Mapping[str, str]] = {
    "entry": "the trail itself: each entry by its hash, its chain and the law",
    "act": "every entry is held against the act that wrote it; the answer is kept for a lost connection only",
    "law": "as a whole, by the digest that its LAW entry names",
    "blob": "each picture by the hash under which it lies",
    "blob_sent": "who may name a picture that he sent; the act that names it stays, and this goes",
    "sealed_part": "each piece by the hash under which its row names it",
    "counter": "only rises (guard); what it gave out stands on the cards, once each",
    "sign_in": "who is at which station now; SIGN_IN and SIGN_OUT entries tell the past",
    "feed": "who had to hear of an act; its place in the feed, the act itself stands in the trail",
    "feed_counter": "where a feed stands, and the sum of what is seen; anybody can add it up again",
    "member": "which organ sees an object now: the object's own rows and postings say it, told anew at each act",
    "enrolment": "a code used once; INVITE and ENROL entries tell of it",
    "door_token": "a door held open for a sign-in, whose entries tell of it",
    "vouch": "a token of 60 seconds; its VOUCH entry and the entry it signed stay",
}
#: The columns of a card that only an entry may change; the entry's body carries them under "after".
STATE: Final = (
    "legal",
    "custody",
    "seal_status",
    "seal_no",
    "location_id",
    "holder",
    "quantity",
    "weight_mg",
)
#: Columns that the digest leaves out: table → columns → why.
NOT_OF_THE_ROW: Final[Mapping[str, Mapping[str, str]]] = {
    "item": dict.fromkeys((*STATE, "seq"), "replayed from the item's own entries"),
    "case_file": dict.fromkeys(("status", "seq"), "replayed from the case's own entries"),
    "request": dict.fromkeys(
        ("status", "version", "seq"), "replayed from the request's own entries"
    ),
    "petition": dict.fromkeys(("status", "seq"), "replayed from the petition's own entries"),
    "filed_report": dict.fromkeys(("status", "seq"), "replayed from the report's own entries"),
    "lead": dict.fromkeys(("status", "seq"), "replayed from the lead's own entries"),
    "account": dict.fromkeys(
        ("failures", "last_at", "last_station"), "moves at every sign-in, whose entries tell it"
    ),
}
_AT_ONCE: Final = 400
_FEW: Final = 40
_LONGEST_KEY: Final = 3
_BATCH: Final = 2_000
_KEPT: Final = "rows"

Key = tuple[Any, ...]


class Told(NamedTuple):
    """A row as the trail tells it: `name` is "kind:owner:key", `digest` covers every column that counts."""

    name: str
    digest: str


class Telling(TypedDict):
    """What became of rows of one table, name → digest: `old` as they stood before, `new` as they stand now."""

    old: dict[str, str]
    new: dict[str, str]


#: table → what became of its rows.
Changes = dict[str, Telling]


# -- one row -----------------------------------------------------------------------------------------


@cache
def columns_told(table: str) -> tuple[str, ...]:
    """The columns that a row's digest covers."""
    aside = NOT_OF_THE_ROW.get(table, {})
    return tuple(c.name for c in Base.metadata.tables[table].columns if c.name not in aside)


def _key(table: Table) -> tuple[str, ...]:
    # a card's `pk` is known only once the row is there
    return ("id",) if "id" in table.c else tuple(c.name for c in table.primary_key)


#: The JSON array of a row's values, as SQLite's json_array writes it.
as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A value as SQLite keeps it: text, number or nothing."""
    if isinstance(column.type, Boolean):
        return cast(column, Integer)
    if isinstance(column.type, Date):
        return cast(column, Text)
    return column if isinstance(column.type, Integer | BigInteger) else type_coerce(column, Text)


@cache
def _asked(table: Table, sqlite: bool, named: bool) -> Select[Any]:
    """The row's values (SQLite writes them as JSON itself, which is faster), behind what names it."""
    values: list[Any] = [plain(table.c[name]) for name in columns_told(table.name)]
    if sqlite:
        values = [cast(func.json_array(*values), LargeBinary)]
    kind, owner = OWNERS[table.name]
    of = literal_column(f"'{kind}'", Text) if kind else table.c.object_kind
    names = [of, table.c[owner], *(table.c[c] for c in _key(table))] if named else []
    return select(*names, *values)


def _line(values: Sequence[Any]) -> bytes:
    return values[0] if isinstance(values[0], bytes) else as_json(list(values)).encode()


def _digest(values: Sequence[Any]) -> str:
    return sha256(_line(values)).hexdigest()[:32]


def _named(table: Table, row: Sequence[Any]) -> tuple[Key, Told]:
    """The row's key, and the row as it is told."""
    owner = OWNERS[table.name][1]
    columns = _key(table)
    key = tuple(row[2 : 2 + len(columns)])
    rest = (str(k) for k, c in zip(key, columns, strict=True) if c != owner)
    return key, Told(":".join((row[0], row[1], *rest)), _digest(row[2 + len(columns) :]))


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _of(session: Session, table: Table, keys: Iterable[Key]) -> dict[Key, Told]:
    """These rows as they stand now; what is not there is left out."""
    wanted: list[Any] = list(keys)
    if len(_key(table)) == 1:
        wanted = [key for (key,) in wanted]
    asked = _asked_of(table, _is_sqlite(session))
    found: dict[Key, Told] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        some = {"keys": wanted[at : at + _AT_ONCE]}
        found.update(_named(table, row) for row in session.connection().execute(asked, some))
    return found


@cache
def _asked_of(table: Table, sqlite: bool) -> Select[Any]:
    """The same of the rows that are named by their `keys`."""
    columns = [table.c[c] for c in _key(table)]
    key = columns[0] if len(columns) == 1 else tuple_(*columns)
    return _asked(table, sqlite, named=True).where(key.in_(bindparam("keys", expanding=True)))


def _all_of(session: Session, kept: Mapping[str, Collection[Key]]) -> dict[str, dict[Key, Told]]:
    """The same of several tables: a few rows of SQLite in one statement, for that is what most acts come to."""
    few = sum(map(len, kept.values())) <= _FEW
    if not (kept and few and _is_sqlite(session)):
        return {name: _of(session, Base.metadata.tables[name], keys) for name, keys in kept.items()}
    asked = " UNION ALL ".join(_few_sql(name, len(keys)) for name, keys in kept.items())
    given = tuple(part for keys in kept.values() for key in keys for part in key)
    found: dict[str, dict[Key, Told]] = {name: {} for name in kept}
    for name, kind, owner, *key, line in session.connection().exec_driver_sql(asked, given):
        table = Base.metadata.tables[name]
        told = _named(table, (kind, owner, *key[: len(_key(table))], line))
        found[name][told[0]] = told[1]
    return found


@cache
def _few_sql(name: str, count: int) -> str:
    """Table, kind, owner, as many parts of a key as any table has, the row as JSON: of so many rows by their keys."""
    table = Base.metadata.tables[name]
    of, owner, *rest = _asked(table, sqlite=True, named=True).selected_columns
    key, line = rest[:-1], rest[-1]
    none = [null()] * (_LONGEST_KEY - len(key))
    asked = select(literal_column(f"'{name}'"), of, owner, *key, *none, line).select_from(table)
    columns = ", ".join(f"{name}.{column}" for column in _key(table))
    marks = f"({', '.join('?' * len(key))})"
    compiled = str(asked.compile(dialect=sqlite.dialect()))
    return f"{compiled} WHERE ({columns}) IN (VALUES {', '.join([marks] * count)})"


def every(session: Session, name: str) -> Iterator[Told]:
    """Every row of a table, as it stands."""
    table = Base.metadata.tables[name]
    asked = _asked(table, _is_sqlite(session), named=True)
    for row in session.connection().execute(asked, execution_options={"yield_per": _BATCH}):
        yield _named(table, row)[1]


def _lines(session: Session, name: str) -> Iterator[list[bytes]]:
    """Every row of a table as it is hashed, by the batch."""
    on_file = _is_sqlite(session)
    asked = _asked(Base.metadata.tables[name], on_file, named=False)
    if not on_file:
        found = session.connection().execute(asked, execution_options={"yield_per": _BATCH})
        yield from ([_line(row) for row in rows] for rows in found.partitions())
        return
    cursor: Any = session.connection().execute(asked).cursor  # its own rows: there may be millions
    while rows := cursor.fetchmany(_BATCH):
        yield [line for (line,) in rows]


def _digests(session: Session, name: str) -> Iterator[list[str]]:
    """The digests of every row of a table, by the batch."""
    for lines in _lines(session, name):
        yield [sha256(line).hexdigest()[:32] for line in lines]


# -- what a transaction does to rows -----------------------------------------------------------------


def touch(session: Session, table: str, keys: Iterable[Key]) -> None:
    """Say before a statement which rows it will make or change; rows of objects are noticed by themselves."""
    seen = _seen(session, table)
    fresh = [key for key in keys if key not in seen]
    before = _of(session, Base.metadata.tables[table], fresh)
    seen |= {key: before.get(key) for key in fresh}


def made(session: Session, table: str, keys: Iterable[Key]) -> None:
    """Say which rows a statement makes: there was nothing before."""
    seen = _seen(session, table)
    for key in keys:
        seen.setdefault(key, None)


def _seen(session: Session, table: str) -> dict[Key, Told | None]:
    found: dict[Key, Told | None] = session.info.setdefault(_KEPT, {}).setdefault(table, {})
    return found


def notice(session: Session, *_: Any) -> None:
    """Before each flush: remember how the rows stood that it will write."""
    new: dict[str, list[Key]] = {}
    changed: dict[str, list[Key]] = {}
    for into, objects, is_asked in (
        (new, session.new, _always),
        (changed, session.dirty, _counts),
        (changed, session.deleted, _always),
    ):
        for thing in objects:
            table = thing.__table__
            if table.name in OWNERS and is_asked(thing):
                key = tuple(getattr(thing, name) for name in _key(table))
                into.setdefault(table.name, []).append(key)
    for name, keys in new.items():
        made(session, name, keys)
    for name, keys in changed.items():
        touch(session, name, keys)


def _always(_: Any) -> bool:
    return True


def _counts(thing: Any) -> bool:
    """Whether a column has changed that the digest covers."""
    attributes = states_of(thing).attrs
    return any(
        attributes[name].history.has_changes() for name in columns_told(thing.__table__.name)
    )


def changes(session: Session) -> Changes:
    """What the transaction has done to evidence; asked once, at its end, after the last flush."""
    done: Changes = {}
    kept: dict[str, dict[Key, Told | None]] = session.info.pop(_KEPT, {})
    stands = _all_of(session, kept)
    for table, seen in kept.items():
        now = stands[table]
        old = {told for told in seen.values() if told}
        new = set(now.values())
        if old != new:
            done[table] = Telling(old=dict(old - new), new=dict(new - old))
    return done


def portions(done: Changes, size: int) -> Iterator[Changes]:
    """The same in portions of so many rows: mostly one."""
    if sum(len(t["old"]) + len(t["new"]) for t in done.values()) <= size:
        if done:
            yield done
        return
    for table, told in done.items():
        for name, rows in (("old", told["old"]), ("new", told["new"])):
            some = iter(rows.items())
            while portion := dict(islice(some, size)):
                yield {table: _only(name, portion)}


def _only(name: str, rows: dict[str, str]) -> Telling:
    return Telling(old=rows, new={}) if name == "old" else Telling(old={}, new=rows)


def untold(session: Session, known: Set[str], size: int) -> Iterator[Changes]:
    """All the evidence that is not `known` by its name, as if it were made now."""
    session.info.pop(_KEPT, None)
    for table in OWNERS:
        rows = (row for row in every(session, table) if row.name not in known)
        while portion := dict(islice(rows, size)):
            yield {table: _only("new", portion)}


# -- the rows against what was told ------------------------------------------------------------------


#: A prime just below the digests' length, for fingerprints of many of them.
_PRIME: Final = 2**127 - 1


def astray(
    session: Session, tellings: Callable[[], Iterator[Changes]]
) -> Iterator[tuple[str, str]]:
    """(table, name) of the rows that are not what the trail tells; `tellings` reads it from its beginning.

    Every telling takes digests away and puts others in their place, so what was put there is what was taken away
    and what the rows are now, in whatever order it is read. Both sides are compared by the product of (x - digest)
    at a point x that nobody knows beforehand: it takes no room, however many rows there are.
    """
    point = secrets.randbelow(_PRIME)
    put: dict[str, int] = {}
    taken: dict[str, int] = {}
    for telling in tellings():
        for table, told in telling.items():
            put[table] = _times(put.get(table, 1), point, map(_number, told["new"].values()))
            taken[table] = _times(taken.get(table, 1), point, map(_number, told["old"].values()))
    if not put:
        return  # laid before rows were told, and not brought up to it yet
    wrong = set()
    from_bytes = int.from_bytes
    for table in OWNERS:
        now = taken.get(table, 1)
        for lines in _lines(session, table):
            digests = [sha256(line).digest() for line in lines]
            now = _times(now, point, [from_bytes(each[:16], "big") for each in digests])
        if now != put.get(table, 1):
            wrong.add(table)
    if wrong:
        yield from _names(session, tellings(), _odd(session, tellings(), wrong))


def _number(digest: str) -> int:
    return int(digest, 16)


def _times(product: int, point: int, digests: Iterable[int]) -> int:
    for digest in digests:
        product = product * (point - digest) % _PRIME
    return product


def _odd(session: Session, tellings: Iterator[Changes], wrong: Set[str]) -> dict[str, set[str]]:
    """Of tables that do not agree, the digests that are met an odd number of times: put there and not there now, or
    there and never put. No two rows have one digest, for it covers their key."""
    left: dict[str, set[str]] = {table: set() for table in wrong}
    for telling in tellings:
        for table in wrong & telling.keys():
            left[table].symmetric_difference_update(telling[table]["old"].values())
            left[table].symmetric_difference_update(telling[table]["new"].values())
    for table, digests in left.items():
        for kept in _digests(session, table):
            digests.symmetric_difference_update(kept)
    return left


def _names(
    session: Session, tellings: Iterator[Changes], wrong: Mapping[str, Set[str]]
) -> Iterator[tuple[str, str]]:
    """The names of the rows that carry, or should carry, one of these digests; each once."""
    found: dict[tuple[str, str], None] = {}
    for table, digests in wrong.items():
        found |= {(table, r.name): None for r in every(session, table) if r.digest in digests}
    for telling in tellings:
        for table, told in telling.items():
            for rows in (told["old"], told["new"]):
                digests = wrong.get(table, frozenset())
                found |= {(table, n): None for n, digest in rows.items() if digest in digests}
    yield from found
