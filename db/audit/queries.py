"""Statements of the verification and of the audit page; the long ones give the driver's own rows."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.cases.models import CaseFile, Member
from db.custody.models import Item, Photo
from db.deadlines.models import Rule
from db.identity.models import Account, Appointment
from db.labels.models import LabelRow
from db.leads.models import Lead
from db.ledger.models import ActRow, Entry, Installation, Law
from db.locations.models import Location
from db.petitions.models import Petition
from db.requests.models import Delegation, Request
from db.signatures.models import Signature

BATCH: Final = 2_000
#: What is hashed of an entry beside its body, in order (app/ledger/chain.py: FIELDS).
HEAD: Final = (
    "suite prev id act object_kind object_id seq kind actor second on_behalf station"
    " occurred_at recorded_at drift_ms"
).split()
_NAMES: Final[dict[str, tuple[Any, InstrumentedAttribute[str]]]] = {
    "item": (Item.id, Item.number),
    "case": (CaseFile.id, CaseFile.number),
    "request": (Request.id, Request.number),
    "account": (Account.id, Account.name),
    "location": (Location.id, Location.code),
    "installation": (Installation.id, Installation.name),
    "rule": (Rule.id, Rule.name),
    "petition": (Petition.id, Petition.number),
    "lead": (Lead.id, Lead.number),
}


class Span(NamedTuple):
    """Objects from one (kind, id) up to but without another, in the order of the trail's index."""

    since: tuple[str, str] | None = None
    before: tuple[str, str] | None = None


class Bounds(NamedTuple):
    """What of the trail somebody reads: these kinds of object, without these events and refusals of these verbs."""

    kinds: tuple[str, ...]
    events_away: tuple[str, ...]
    verbs_away: tuple[str, ...]


def unhurried(session: Session) -> None:
    """Lift the time limit of one statement: a verification may take minutes."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(text("SET LOCAL statement_timeout = 0"))


def entry_count(session: Session) -> int:
    """How long the trail is."""
    return session.scalar(select(func.count()).select_from(Entry)) or 0


def object_at(session: Session, place: int) -> tuple[str, str] | None:
    """The object to which the trail has come after so many entries, in the order of its index."""
    found = session.execute(
        select(Entry.object_kind, Entry.object_id)
        .order_by(Entry.object_kind, Entry.object_id)
        .limit(1)
        .offset(place)
    ).first()
    return (found.object_kind, found.object_id) if found else None


def chain(session: Session, span: Span) -> Iterator[Sequence[tuple[bytes, bytes, bytes]]]:
    """Batches of (head as hashed, body as hashed, hash), object by object, oldest entry first.

    The engine joins the fields: that is twice as fast as seventeen values per row.
    """
    sqlite = session.get_bind().dialect.name == "sqlite"
    if sqlite:
        told = f"CAST({'||char(31)||'.join(HEAD)} AS BLOB), CAST(body AS BLOB), CAST(hash AS BLOB)"
    else:
        told = f"concat_ws(chr(31), {', '.join(HEAD)}), body, hash"
    where, given = _within(span, "object_kind, object_id")
    sql = f"SELECT {told} FROM entry{where} ORDER BY object_kind, object_id, seq"
    for rows in _raw(session, "chain", sql, given):
        yield rows if sqlite else [(h.encode(), b.encode(), x.encode()) for h, b, x in rows]


def tied_rows(
    session: Session, kind: str, table: str, columns: Sequence[str], span: Span
) -> Iterator[tuple[Any, ...]]:
    """(id, seq, state columns…, the state as an entry's body begins with it) of the rows that entries govern, by id.

    Only SQLite writes the last one: comparing it spares reading the body, which is what most rows come to.
    """
    where, given = _within(_clipped(kind, span), "'', id")
    begins = "NULL"
    if session.get_bind().dialect.name == "sqlite":
        pairs = ", ".join(f"'{column}', {column}" for column in sorted(columns))
        begins = f"CAST(json_object('after', json_object({pairs})) AS BLOB)"
    sql = f"SELECT id, seq, {', '.join(columns)}, {begins} FROM {table}{where} ORDER BY id"
    for rows in _raw(session, f"rows_{kind}", sql, given):
        yield from rows


def _clipped(kind: str, span: Span) -> Span:
    """The part of a span that lies within one kind; ends of other kinds are open or shut."""
    since = before = None
    if span.since is not None:
        if span.since[0] == kind:
            since = ("", span.since[1])
        elif span.since[0] > kind:
            before = ("", "")
    if span.before is not None:
        if span.before[0] == kind:
            before = ("", span.before[1])
        elif span.before[0] < kind:
            before = ("", "")
    return Span(since, before)


def _within(span: Span, key: str) -> tuple[str, list[str]]:
    asked: list[str] = []
    given: list[str] = []
    for end, sign in ((span.since, ">="), (span.before, "<")):
        if end is not None:
            asked.append(f"({key}) {sign} (:?, :?)")
            given += end
    return (" WHERE " + " AND ".join(asked) if asked else ""), given


def _raw(
    session: Session, name: str, sql: str, given: Sequence[str]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Batches of the driver's own rows, read as the asker goes."""
    driver: Any = session.connection().connection.driver_connection
    dialect = session.get_bind().dialect
    if dialect.name == "sqlite":
        cursor = driver.execute(sql.replace(":?", "?"), given)
    else:
        cursor = driver.cursor(name)
        cursor.execute(sql.replace(":?", "%s"), given)
    try:
        while rows := cursor.fetchmany(BATCH):
            yield rows
    finally:
        # Whoever left off half-way may have closed the books before this is let go.
        with suppress(dialect.loaded_dbapi.Error):
            cursor.close()


def law(session: Session) -> list[dict[str, Any]]:
    """The law's rows as the triggers see them."""
    found = session.execute(
        select(Law.object_kind, Law.event, Law.from_state, Law.to_state, Law.needs_second)
    )
    return [dict(row._mapping) for row in found]


def first_hash(session: Session, installation: str) -> str:
    """The hash of the entry with which a store begins."""
    return (
        session.scalar(
            select(Entry.hash).where(
                Entry.object_kind == "installation",
                Entry.object_id == installation,
                Entry.seq == 1,
            )
        )
        or ""
    )


def entries_of_other_acts(session: Session, limit: int) -> Sequence[Any]:
    """Entries whose act is missing, or was done by somebody else or at another time."""
    return session.execute(
        select(Entry.object_kind, Entry.object_id, Entry.seq)
        .join(ActRow, ActRow.id == Entry.act, isouter=True)
        .where(
            or_(
                ActRow.id.is_(None),
                ActRow.actor != Entry.actor,
                ActRow.recorded_at != Entry.recorded_at,
            )
        )
        .limit(limit)
    ).all()


#: A package that was here already: its receipt is written again, its reports are not.
_TAKEN, _AGAIN = "leads.take_package", '"fresh":false'


def acts_without_entries(session: Session, limit: int) -> Sequence[Any]:
    """Acts that answered something and yet left no line of what was done (what became of rows is none).

    A package that is taken in again is answered as the first time, and its answer says that nothing was done.
    """
    left = select(Entry.id).where(Entry.act == ActRow.id, Entry.kind != "ROWS")
    return session.execute(
        select(ActRow.id, ActRow.verb)
        .where(
            ActRow.result.not_in(("null", "0", "[]", '""', "false")),
            ~((ActRow.verb == _TAKEN) & ActRow.result.contains(_AGAIN, autoescape=True)),
            ~left.exists(),
        )
        .limit(limit)
    ).all()


def entries(session: Session, object_kind: str, kinds: Collection[str]) -> Sequence[Entry]:
    """Every entry of these kinds, object by object, oldest first."""
    return session.scalars(
        select(Entry)
        .where(Entry.object_kind == object_kind, Entry.kind.in_(list(kinds)))
        .order_by(Entry.object_id, Entry.seq)
    ).all()


def team_entries(session: Session) -> Sequence[Entry]:
    """Every entry that put somebody on a case's team, object by object, oldest first."""
    return session.scalars(
        select(Entry)
        .where(
            Entry.object_kind == "case",
            or_(Entry.kind == "OPEN_CASE", Entry.body.contains('"duty":')),
        )
        .order_by(Entry.object_id, Entry.seq)
    ).all()


def members(session: Session) -> Sequence[Member]:
    """Everybody on every team."""
    return session.scalars(select(Member)).all()


def delegations(session: Session) -> Sequence[Delegation]:
    """Everybody who was ever named to decide in another's place."""
    return session.scalars(select(Delegation)).all()


def rules(session: Session) -> Sequence[Rule]:
    """Every limit that was ever set."""
    return session.scalars(select(Rule)).all()


def appointments(session: Session) -> Sequence[Appointment]:
    """Every appointment there is."""
    return session.scalars(select(Appointment)).all()


def accounts_without_entries(session: Session) -> Sequence[str]:
    """Accounts that nobody ever made."""
    made = select(Entry.id).where(
        Entry.object_kind == "account",
        Entry.object_id == Account.id,
        Entry.kind == "CREATE_ACCOUNT",
    )
    return session.scalars(select(Account.id).where(~made.exists())).all()


def photos_without_entries(session: Session, limit: int) -> Sequence[Any]:
    """Photo rows that the entry they stand by does not name."""
    named = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    return session.execute(
        select(Photo.item_id, Photo.entry_seq, Photo.sha256)
        .join(
            Entry,
            (Entry.object_kind == "item")
            & (Entry.object_id == Photo.item_id)
            & (Entry.seq == Photo.entry_seq),
            isouter=True,
        )
        .where(or_(Entry.id.is_(None), named(Entry.body, Photo.sha256) == 0))
        .limit(limit)
    ).all()


def labels(session: Session, objects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(kind, id) → what people call the object: its number, code or name."""
    wanted: dict[str, set[str]] = {}
    for kind, id_ in objects:
        wanted.setdefault(kind, set()).add(id_)
    told: dict[tuple[str, str], str] = {}
    for kind, ids in wanted.items():
        if kind == "sheet":  # it is called by the number that it is kept under
            told |= {(kind, id_): id_ for id_ in ids}
        if kind in _NAMES:
            key, name = _NAMES[kind]
            for row in session.execute(select(key, name).where(key.in_(sorted(ids)))):
                told[kind, row[0]] = row[1]
    return told


def page(
    session: Session,
    *,
    kind: str,
    who: str,
    object_ids: Collection[str],
    without: Collection[str] = (),
    bounds: Bounds | None = None,
    limit: int,
    offset: int,
    from_end: bool = False,
) -> Sequence[Entry]:
    """Entries newest first, by kind, signer or object; `without` those of some cases, and within `bounds`.

    `from_end`: so many from the oldest on are left out; what lies before them is not read.
    """
    asked = _chosen(select(Entry), kind, who, object_ids).where(*_outside(without, bounds))
    order = (Entry.recorded_at, Entry.id)
    if from_end:
        return session.scalars(asked.order_by(*order).limit(limit).offset(offset)).all()[::-1]
    newest = asked.order_by(*(column.desc() for column in order))
    return session.scalars(newest.limit(limit).offset(offset)).all()


def count(
    session: Session,
    *,
    kind: str,
    who: str,
    object_ids: Collection[str],
    without: Collection[str] = (),
    bounds: Bounds | None = None,
) -> int:
    """How many entries `page` has."""
    asked = _chosen(select(func.count()).select_from(Entry), kind, who, object_ids)
    return session.scalar(asked.where(*_outside(without, bounds))) or 0


def _outside(without: Collection[str], bounds: Bounds | None) -> list[ColumnElement[bool]]:
    """No entry of these cases: of the case, its things, their labels, its requests, its sheets and what was signed."""
    kept: list[ColumnElement[bool]] = []
    if bounds is not None:
        kept += [Entry.object_kind.in_(bounds.kinds), Entry.kind.not_in(bounds.events_away)]
        kept.append(or_(Entry.kind != "EXPORT", Entry.body.not_like('%"what":"counts"%')))
        kept += [
            or_(Entry.kind != "REFUSED", Entry.body.not_like(f'%"verb":"{each}%'))
            for each in bounds.verbs_away
        ]
    return [*kept, *_of_no_case(without)] if without else kept


def _of_no_case(without: Collection[str]) -> list[ColumnElement[bool]]:
    hidden = list(without)
    items = select(Item.id).where(Item.case_id.in_(hidden))
    done = aliased(Entry)
    deeds = select(done.id).where(done.object_kind == "item", done.object_id.in_(items))
    # a sheet names its cases in its body only: on one sheet there may stand things of several
    sheets = [
        or_(Entry.object_kind != "sheet", Entry.body.not_like(f"%{case}%")) for case in hidden
    ]
    return [
        *sheets,
        or_(Entry.object_kind != "on_form", Entry.object_id.not_in(deeds)),
        Entry.object_id.not_in(hidden),
        Entry.object_id.not_in(items),
        Entry.object_id.not_in(select(Request.id).where(Request.case_id.in_(hidden))),
        Entry.object_id.not_in(
            select(func.substr(Signature.sheet, 1, 32)).where(Signature.case_id.in_(hidden))
        ),
        Entry.object_id.not_in(
            select(LabelRow.id).where(LabelRow.object_kind == "item", LabelRow.object_id.in_(items))
        ),
    ]


def _chosen(asked: Select[Any], kind: str, who: str, object_ids: Collection[str]) -> Select[Any]:
    # what an act did to rows is for the verification; who wants to read it asks for it
    wanted: list[ColumnElement[bool]] = [Entry.kind == kind if kind else Entry.kind != "ROWS"]
    if who:
        wanted.append(or_(Entry.actor == who, Entry.second == who, Entry.on_behalf == who))
    if object_ids:
        wanted.append(Entry.object_id.in_(list(object_ids)))
    return asked.where(*wanted)
