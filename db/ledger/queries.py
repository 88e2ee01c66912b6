"""Statements of the trail."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, insert, or_, select, text, update
from sqlalchemy.orm import Session

from db.ledger.models import ActRow, Counter, Entry, Installation, Law
from db.rows import Changes

#: What every act asks and writes is made once: to put a statement together costs several times what it takes to run it.
_ENTRY: Final = Entry.__table__
_ADD_ENTRIES: Final = insert(_ENTRY)  # type: ignore[arg-type]
_ADD_ACT: Final = insert(ActRow.__table__)  # type: ignore[arg-type]
_ACT: Final = select(ActRow).where(ActRow.id == bindparam("id"))
_INSTALLATION: Final = select(Installation)
_LAST_MOMENT: Final = select(func.max(_ENTRY.c.recorded_at))
_HEAD: Final = (
    select(_ENTRY.c.seq, _ENTRY.c.hash)
    .where(_ENTRY.c.object_kind == bindparam("kind"), _ENTRY.c.object_id == bindparam("id"))
    .order_by(_ENTRY.c.seq.desc())
    .limit(1)
)
_OF_OBJECT: Final = (
    select(Entry)
    .where(Entry.object_kind == bindparam("kind"), Entry.object_id == bindparam("id"))
    .order_by(Entry.seq)
)
_OF_STORE: Final = (
    select(Entry)
    .where(Entry.object_kind == "installation", Entry.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(Entry.seq)
)
_NUMBER: Final = (
    update(Counter)
    .where(Counter.name == bindparam("named"))
    .values(value=Counter.value + bindparam("more"))
    .returning(Counter.value)
)


def installation(session: Session, *, held: bool = False) -> Installation | None:
    """The store's own row, `held` until this job ends; `None` while it is being laid."""
    return session.scalars(_INSTALLATION.with_for_update() if held else _INSTALLATION).first()


def find_act(session: Session, id_: str) -> ActRow | None:
    """An act that was already done under this key."""
    return session.scalars(_ACT, {"id": id_}).first()


def add_act(session: Session, row: dict[str, Any]) -> None:
    """Write the act before its entries."""
    session.execute(_ADD_ACT, row)


def written_by(session: Session, act: str, kinds: Collection[str]) -> tuple[str, int] | None:
    """Of the objects of these kinds that an act wrote on, the first one and where the act left it: (id, seq).

    What the act tells of its rows stands on the account that did it, in no order with the rest: it is left out.
    """
    asked = (
        select(Entry.object_id, func.max(Entry.seq))
        .where(Entry.act == act, Entry.object_kind.in_(list(kinds)), Entry.kind != "ROWS")
        .group_by(Entry.object_id)
        .order_by(func.min(Entry.id))
    )
    found = session.execute(asked).first()
    return (found[0], found[1]) if found else None


def objects(session: Session, kind: str) -> Sequence[str]:
    """Every object that has an entry of a kind."""
    asked = select(Entry.object_id).where(Entry.kind == kind).distinct()
    return session.scalars(asked.order_by(Entry.object_id)).all()


def last_moment(session: Session, *, before: datetime | None = None) -> datetime | None:
    """When the newest entry was recorded, or the newest one before a moment."""
    asked = _LAST_MOMENT
    if before is not None:
        asked = asked.where(_ENTRY.c.recorded_at < before)
    found: datetime | None = session.scalar(asked)
    return found


def first_moment(session: Session, *, after: datetime) -> datetime | None:
    """When the first entry after a moment was recorded."""
    return session.scalar(select(func.min(Entry.recorded_at)).where(Entry.recorded_at > after))


def is_served(session: Session) -> bool:
    """Whether a server keeps the store and its time."""
    return session.get_bind().dialect.name != "sqlite"


def head(session: Session, object_kind: str, object_id: str) -> tuple[int, str] | None:
    """Where a chain stands: (seq, hash)."""
    found = session.execute(_HEAD, {"kind": object_kind, "id": object_id}).first()
    return (found.seq, found.hash) if found else None


def add_entries(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write entries, in order."""
    session.execute(_ADD_ENTRIES, list(rows))


def of_object(session: Session, object_kind: str, object_id: str) -> Sequence[Entry]:
    """An object's entries, oldest first."""
    return session.scalars(_OF_OBJECT, {"kind": object_kind, "id": object_id}).all()


def of_store(session: Session, kinds: Collection[str]) -> Sequence[Entry]:
    """The store's words on itself, of these kinds, oldest first."""
    return session.scalars(_OF_STORE, {"kinds": list(kinds)}).all()


def laws(session: Session) -> Sequence[Entry]:
    """The store's words on which law and which guards hold, oldest first."""
    return of_store(session, ("LAW", "GUARDS_RESTORED"))


def newest_of(session: Session, object_kind: str, object_ids: Collection[str]) -> dict[str, Entry]:
    """The newest entry of each of these objects that has one."""
    last = (
        select(Entry.object_id, func.max(Entry.seq).label("seq"))
        .where(Entry.object_kind == object_kind, Entry.object_id.in_(list(object_ids)))
        .group_by(Entry.object_id)
        .subquery()
    )
    found = session.scalars(
        select(Entry)
        .join(last, (Entry.object_id == last.c.object_id) & (Entry.seq == last.c.seq))
        .where(Entry.object_kind == object_kind)
    )
    return {entry.object_id: entry for entry in found}


def of_objects(
    session: Session,
    object_kind: str,
    object_ids: Collection[str] | None,
    kinds: Collection[str],
) -> Sequence[Entry]:
    """What these objects' chains say of these kinds, each chain's oldest first; None: all, where there are few."""
    asked = select(Entry).where(Entry.object_kind == object_kind, Entry.kind.in_(list(kinds)))
    if object_ids is not None:
        asked = asked.where(Entry.object_id.in_(list(object_ids)))
    return session.scalars(asked.order_by(Entry.object_id, Entry.seq)).all()


def saying(session: Session, object_kind: str, facts: Collection[str]) -> Sequence[Entry]:
    """The entries on objects of a kind in whose body one of these stands; for kinds of which there are few."""
    told = or_(*(Entry.body.contains(fact, autoescape=True) for fact in facts))
    return session.scalars(select(Entry).where(Entry.object_kind == object_kind, told)).all()


def of_kind(
    session: Session, object_kind: str, kind: str, since: datetime, until: datetime
) -> Sequence[Entry]:
    """Entries of a kind on objects of a kind from one moment to before another, oldest first."""
    return session.scalars(
        select(Entry)
        .where(
            Entry.recorded_at >= since,
            Entry.recorded_at < until,
            Entry.object_kind == object_kind,
            Entry.kind == kind,
        )
        .order_by(Entry.recorded_at, Entry.id)
    ).all()


def page(
    session: Session,
    *,
    kind: str = "",
    actor: str = "",
    object_id: str = "",
    limit: int,
    offset: int,
) -> Sequence[Entry]:
    """Entries newest first, by kind, actor or object."""
    return session.scalars(
        _chosen(select(Entry), kind, actor, object_id)
        .order_by(Entry.recorded_at.desc(), Entry.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()


def count(session: Session, *, kind: str = "", actor: str = "", object_id: str = "") -> int:
    """How many entries `page` has."""
    return (
        session.scalar(_chosen(select(func.count()).select_from(Entry), kind, actor, object_id))
        or 0
    )


def of_act(session: Session, act: str, kind: str, account_id: str) -> Entry | None:
    """What an act has written of this kind on somebody's own chain."""
    own = (Entry.object_kind == "account", Entry.object_id == account_id)
    return session.scalars(select(Entry).where(Entry.act == act, Entry.kind == kind, *own)).first()


def count_since(session: Session, account_id: str, kind: str, since: datetime) -> int:
    """How often somebody's own chain has had such an entry since a moment."""
    asked = _chosen(select(func.count()).select_from(Entry), kind, "", account_id)
    own = asked.where(Entry.object_kind == "account", Entry.recorded_at >= since)
    return session.scalar(own) or 0


def _chosen(statement: Any, kind: str, actor: str, object_id: str) -> Any:
    if kind:
        statement = statement.where(Entry.kind == kind)
    if actor:
        statement = statement.where(Entry.actor == actor)
    if object_id:
        statement = statement.where(Entry.object_id == object_id)
    return statement


def next_number(session: Session, name: str, how_many: int = 1) -> int:
    """Raise the counter `name` by `how_many` and return the first number of the new block."""
    raised = session.scalar(_NUMBER, {"named": name, "more": how_many})
    if raised is None:
        session.execute(insert(Counter), {"name": name, "value": how_many})
        raised = how_many
    return raised - how_many + 1


def has_kind(session: Session, object_kind: str, object_id: str, kind: str) -> bool:
    """Whether an object's chain has an entry of a kind."""
    return (
        session.scalars(
            select(Entry.id)
            .where(
                Entry.object_kind == object_kind, Entry.object_id == object_id, Entry.kind == kind
            )
            .limit(1)
        ).first()
        is not None
    )


def last_number(session: Session, name: str) -> int:
    """The last number that the counter `name` has given out; 0 before the first."""
    return session.scalar(select(Counter.value).where(Counter.name == name)) or 0


def rows_told(session: Session) -> Iterator[Changes]:
    """What the trail tells of rows (db/rows.py), telling by telling."""
    asked = select(Entry.body).where(
        Entry.object_kind.in_(("account", "installation")), Entry.kind == "ROWS"
    )
    for body in session.scalars(asked.execution_options(yield_per=100)):
        yield json.loads(body)["rows"]


def replace_law(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Put the law's rows in place of the old ones."""
    session.execute(text("DELETE FROM law"))
    session.execute(insert(Law), list(rows))


CHAIN_SQL = (
    "SELECT suite, prev, id, act, object_kind, object_id, CAST(seq AS TEXT), kind, actor, second, on_behalf,"
    " station, occurred_at, recorded_at, CAST(drift_ms AS TEXT), body, hash"
    " FROM entry ORDER BY object_kind, object_id, seq"
)


def chain_rows(session: Session, batch: int = 5_000) -> Iterator[Sequence[Any]]:
    """Every entry as text in hashing order, object by object, oldest first: batches of raw rows."""
    result = session.connection().execution_options(stream_results=True).exec_driver_sql(CHAIN_SQL)
    while rows := result.fetchmany(batch):
        yield rows


def hashes(session: Session, *, before: datetime) -> Sequence[str]:
    """The hashes of all entries before a moment, in an order to which later ones are only added."""
    asked = select(Entry.hash).where(Entry.recorded_at < before)
    return session.scalars(asked.order_by(Entry.recorded_at, Entry.id)).all()


def server_time(session: Session) -> datetime:
    """PostgreSQL's clock."""
    found: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found
