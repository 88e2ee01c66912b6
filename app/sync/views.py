"""What the page Sync and the command line show of a desk: its state, what waits, what was refused and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app import clock, feeds, registry
from app.sync.desk import Desk, is_look
from app.sync.types import FINAL
from db.sync import desk as queries
from db.sync.desk_models import OutboxRow

#: What stands between several codes in one field.
BETWEEN: Final = "、"
#: field → the fact of a refusal that says what belongs into it.
_NAMED: Final = {"prior": "numbers"}
#: Columns in which nobody reads anything: keys, the ids of others, what is searched.
_UNREAD: Final = frozenset(
    {"id", "seq", "version", "words", "extra", "merged_into", "parent_id", "handler", "target"}
    | {"organ_id", "received_organ_id", "sha256"}
)
#: verb → what is called as a column of the object is, and is something else's.
_ANOTHERS: Final = {"leads.add_matter": frozenset({"source_ref"})}


@dataclass(frozen=True, slots=True)
class State:
    """How a desk stands with the centre."""

    centre: str = ""
    online: bool = True
    seen: datetime | None = None
    waiting: int = 0
    oldest: datetime | None = None
    refused: int = 0
    held: int = 0
    misses: int = 0
    drift_ms: int = 0
    lease_days: int = 0
    removal: int = 0
    looks: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a refused intent: as it was read, as it was asked for, as it is now."""

    field: str
    was: str
    asked: str
    now: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An intent as a mark shows it at its object."""

    id: str
    verb: str
    #: What it is about: a draft's name, an object's number; where a mark stands at the object itself, its id.
    about: str
    made_at: datetime
    outcome: str
    #: The id of what it is about; "" for a draft, which is nothing yet.
    object_id: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether somebody has to look at it."""
        return self.outcome in FINAL


@dataclass(frozen=True, slots=True)
class Intent(Waiting):
    """An intent as lists show it."""

    why: Mapping[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    closed: str = ""
    reason: str = ""


def state(desk: Desk, centre: str, online: bool) -> State:
    """How the desk stands."""
    with desk.database.read() as session:
        kept = queries.open_ops(session)
        rows = [row for row in kept if not is_look(row.verb)]
        refused = sum(row.outcome in FINAL for row in rows)
        seen = queries.note(session, "seen")
        return State(
            centre=centre,
            online=online,
            seen=clock.moment(seen) if seen else None,
            waiting=len(rows) - refused,
            oldest=min((row.made_at for row in rows if not row.outcome), default=None),
            refused=refused,
            held=queries.count_held(session),
            misses=int(queries.note(session, "misses") or 0),
            drift_ms=int(queries.note(session, "drift_ms") or 0),
            lease_days=int(queries.note(session, "lease_days") or 0),
            removal=int(queries.note(session, "removal") or 0),
            looks=len(kept) - len(rows),
        )


def intents(desk: Desk, *, closed: bool = False, limit: int = 500) -> tuple[Intent, ...]:
    """The open intents in their order, or those that are done with, newest first; looks are no matter of theirs."""
    with desk.database.read() as session:
        rows = queries.closed_ops(session, limit) if closed else queries.open_ops(session)
        return tuple(_intent(session, row) for row in rows if not is_look(row.verb))


def seen(desk: Desk) -> datetime | None:
    """When the centre told what stands here."""
    with desk.database.read() as session:
        told = queries.note(session, "seen")
        return clock.moment(told) if told else None


def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """The open intents in their order, from their own rows alone: no object is read for a mark."""
    with desk.database.read() as session:
        return tuple(
            Waiting(id_, verb, about, made_at, outcome, about if kind else "")
            for id_, verb, kind, about, made_at, outcome in queries.open_marks(session)
            if not is_look(verb)
        )


def number_of(desk: Desk, op_id: str) -> str:
    """What the object of an intent is called."""
    with desk.database.read() as session:
        row = queries.op(session, op_id)
        return _number(session, row) if row is not None else ""


def _intent(session: Any, row: OutboxRow) -> Intent:
    told = json.loads(row.told) if row.told else {}
    return Intent(
        id=row.id,
        verb=row.verb,
        about=_number(session, row),
        made_at=row.made_at,
        outcome=row.outcome,
        why=told.get("refusal") or {},
        differences=_differences(session, row) if not row.closed else (),
        closed=row.closed,
        reason=row.reason,
        object_id=row.about if row.kind else "",
    )


def _number(session: Any, row: OutboxRow) -> str:
    """What the object is called: its number where it has one, else its draft."""
    if row.kind not in feeds.kinds or row.about.startswith("DRAFT-"):
        return row.about
    kind = feeds.kinds[row.kind]
    main = next(iter(kind.tables))
    here = _row(
        feeds.content(session, row.kind, [row.about])[row.about], main, kind.columns_of(main)
    )
    return str(here.get("number") or here.get("draft") or row.about)


def _differences(session: Any, row: OutboxRow) -> tuple[Difference, ...]:
    """What has changed of the object since the intent was made, beside what the intent asks for.

    A draft is no object yet: all that can be written anew in it.
    """
    asked = _asked(row)
    named = (json.loads(row.told or "{}").get("refusal") or {}).get("facts") or {}
    if row.kind not in feeds.kinds:
        return tuple(
            Difference(name, "", _text(value), _text(named.get(_NAMED.get(name, ""))))
            for name, value in asked.items()
            if _is_written(value)
        )
    kind = feeds.kinds[row.kind]
    main = next(iter(kind.tables))
    columns = kind.columns_of(main)
    was = _row(json.loads(row.base), main, columns)
    now = _row(feeds.content(session, row.kind, [row.about])[row.about], main, columns)
    own = _own(row) & set(columns)
    aside = {*_UNREAD, f"{row.kind}_id"}
    shown = [c for c in columns if (was.get(c) != now.get(c) or c in own) and c not in aside]
    more = [a for a, value in asked.items() if a not in {*own, *aside} and _is_written(value)]
    return (
        *(
            Difference(
                c, _text(was.get(c)), _text(asked.get(c)) if c in own else "", _text(now.get(c))
            )
            for c in shown
        ),
        *(Difference(a, "", _text(asked[a]), "") for a in more),
    )


def _own(row: OutboxRow) -> set[str]:
    """What an intent asks for of the object itself; a paper's number, say, is none of the lead that it is filed with."""
    told = json.loads(row.arguments)
    own = {name for name, value in told.items() if not isinstance(value, Mapping)}
    whole = told.get(row.kind)
    own |= set(whole) if isinstance(whole, Mapping) else set()
    return own - _ANOTHERS.get(row.verb, frozenset())


def _asked(row: OutboxRow) -> dict[str, Any]:
    """What the intent asks for by its fields; what leaves no trace in the books is shown nowhere either."""
    spec = registry.verbs.get(row.verb)
    secrets = spec.secrets if spec is not None else frozenset()
    told = json.loads(row.arguments)
    return _flat({name: value for name, value in told.items() if name not in secrets})


def _is_written(value: Any) -> bool:
    """Whether a field's value is something that a person can write anew in a line: a text, a number, some codes."""
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _row(content: feeds.Content, main: str, columns: tuple[str, ...]) -> dict[str, Any]:
    rows = content.get(main) or []
    return dict(zip(columns, rows[0], strict=False)) if rows else {}


def _flat(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments by their last name: a form's fields lie one level down."""
    found: dict[str, Any] = {}
    for name, value in arguments.items():
        if isinstance(value, Mapping):
            found |= _flat(value)
        else:
            found[name] = value
    return found


def _text(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(map(str, value))
    return "" if value is None else str(value)
