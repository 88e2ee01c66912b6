"""The law's form: a row says from which states an event leads where, and whose hands it takes."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from app import errors, registry


class Row(NamedTuple):
    """One row of the law. `to` empty: the state stays as it is.

    `starts` may begin it, `approves` must have agreed before (a request's roles), `seconds` signs
    beside the one who does it; `second` says that he always must; `others` sign after him, where the
    law wants more than two; `records` must be written down;
    `keeps` says that whoever does it keeps the thing (扣管分离: who seized it may not).
    """

    event: str
    froms: tuple[str, ...]
    to: tuple[str, ...]
    starts: tuple[str, ...]
    approves: tuple[str, ...] = ()
    seconds: tuple[str, ...] = ()
    second: bool = False
    records: tuple[str, ...] = ()
    basis: str = ""
    keeps: bool = False
    others: tuple[str, ...] = ()


def rows_for(object_kind: str, law: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The law's rows as the table `law` keeps them, one per step."""
    for row in law:
        for before in row.froms:
            for after in row.to or (before,):
                yield {
                    "object_kind": object_kind,
                    "event": row.event,
                    "from_state": before,
                    "to_state": after,
                    "needs_second": row.second,
                }


def require(law: dict[str, Row], event: str, state: str) -> Row:
    """The row that allows `event` from `state`; refuses when there is none (R06)."""
    row = law[event]
    if state not in row.froms:
        raise errors.NotAllowedNow(event=f"event.{event}", state=f"status.{state}")
    return row


def told(rows: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """The law as its entry spells it out, so that what was done under it can be checked for ever."""
    return sorted(
        [r["object_kind"], r["event"], r["from_state"], r["to_state"], bool(r["needs_second"])]
        for r in rows
    )


def digest(rows: Iterable[Mapping[str, Any]]) -> str:
    """The hash by which the trail names a law, whatever the order of its rows."""
    told = sorted(registry.canonical(row) for row in rows)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
