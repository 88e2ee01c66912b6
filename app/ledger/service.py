"""The trail: the one function that writes entries, and how they are read."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, ids, registry
from app.ledger import chain
from app.ledger.types import Act, EntryView, Line, Written
from db import rows
from db.ledger import queries
from db.ledger.models import Entry


def write(
    session: Session, act: Act, object_kind: str, object_id: str, kind: str, /, **facts: Any
) -> Written:
    """Write one entry on the object's chain."""
    return write_all(session, act, [Line(object_kind, object_id, kind, facts)])[0]


def write_all(
    session: Session, act: Act, lines: Iterable[Line], *, fresh: bool = False
) -> list[Written]:
    """Write entries of one act, each on its object's chain.

    `fresh` promises that none of the objects has a chain yet (spares the look-up when thousands are made).
    """
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    rows: list[dict[str, Any]] = []
    for line in lines:
        chained = (line.object_kind, line.object_id)
        if chained not in heads:
            found = None if fresh else queries.head(session, *chained)
            heads[chained] = found or (0, _genesis(session))
        seq, prev = heads[chained]
        rows.append(_row(act, line, seq + 1, prev))
        heads[chained] = (seq + 1, rows[-1]["hash"])
    queries.add_entries(session, rows)
    return [Written(row["id"], row["seq"], row["hash"]) for row in rows]


def veiled(session: Session, now: datetime) -> Act:
    """The act of a person whom nobody asks who he is: nobody's, at no station, at the beginning of the half-day.

    Never before the newest law, by which it will be judged.
    """
    moment = max(clock.half_day(now), *(law.recorded_at for law in queries.laws(session)))
    return Act(ids.blind(), "", "", moment, moment, veiled=True)


#: The event by which an act tells what it did to rows: on the chain of whoever did it, or on the store's own.
ROWS: Final = "ROWS"
_ROWS_TOLD: Final = 200


def seal(session: Session, act: Act, verb: str, digest: str = "", result: str = "null") -> None:
    """The end of an act: tell the rows that it made, changed or removed, and keep its answer under its key."""
    session.flush()
    for portion in rows.portions(rows.changes(session), _ROWS_TOLD):
        _tell(session, act, portion)
    queries.add_act(
        session,
        {
            "id": act.id,
            "verb": verb,
            "actor": act.actor,
            "arguments_sha256": digest,
            "result": result,
            "recorded_at": act.recorded_at,
        },
    )


def tell_untold_rows(session: Session, act: Act) -> None:
    """Tell the rows that no entry has told: how a store goes on that was laid before rows were told."""
    session.flush()
    known = {
        name
        for telling in queries.rows_told(session)
        for told in telling.values()
        for name in told["new"]
    }
    for portion in rows.untold(session, known, _ROWS_TOLD):
        _tell(session, act, portion)


def _tell(session: Session, act: Act, told: rows.Changes) -> None:
    if act.actor:
        write(session, act, "account", act.actor, ROWS, rows=told)
        return
    installation = queries.installation(session)
    assert installation is not None
    write(session, act, "installation", installation.id, ROWS, rows=told)


def _genesis(session: Session) -> str:
    kept: str | None = session.info.get("genesis")
    if kept is None:
        found = queries.installation(session)
        kept = found.genesis if found else chain.NO_PREVIOUS
        session.info["genesis"] = kept
    return kept


def _row(act: Act, line: Line, seq: int, prev: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "suite": chain.SUITE,
        "prev": prev,
        "id": ids.blind() if act.veiled else ids.new(),
        "act": act.id,
        "object_kind": line.object_kind,
        "object_id": line.object_id,
        "seq": seq,
        "kind": line.kind,
        "actor": act.actor,
        "second": act.second,
        "on_behalf": act.on_behalf,
        "station": act.station,
        "occurred_at": act.occurred_at,
        "recorded_at": act.recorded_at,
        "drift_ms": act.drift_ms,
        "body": chain.body_text({**registry.plain(line.body), "salt": ids.salt()}),
    }
    row["hash"] = chain.entry_hash([_kept(row[name]) for name in chain.FIELDS], row["body"])
    return row


def _kept(value: Any) -> str:
    return clock.text(value) if isinstance(value, datetime) else str(value)


def facts(entry: Entry) -> dict[str, Any]:
    """What an entry says, without its salt."""
    body: dict[str, Any] = json.loads(entry.body)
    body.pop("salt", None)
    return body


def view(entry: Entry, names: Mapping[str, str]) -> EntryView:
    """An entry with the names (id → name) of those who signed it."""
    return EntryView(
        id=entry.id,
        act=entry.act,
        object_kind=entry.object_kind,
        object_id=entry.object_id,
        seq=entry.seq,
        kind=entry.kind,
        actor=entry.actor,
        actor_name=names.get(entry.actor, ""),
        second_name=names.get(entry.second, ""),
        station=entry.station,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        drift_ms=entry.drift_ms,
        hash=entry.hash,
        facts=facts(entry),
    )


def signers(entries: Iterable[Entry]) -> set[str]:
    """The ids of everybody who signed any of the entries."""
    return {who for e in entries for who in (e.actor, e.second) if who}


def head(session: Session, object_kind: str, object_id: str) -> str:
    """The head of an object's chain as paper carries it; empty if there is none."""
    found = queries.head(session, object_kind, object_id)
    return chain.head_words(found[1]) if found else ""
