"""The trail's values: an act being done, and an entry as it is read."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Act:
    """The act that is being done now: its key and who signs it; the store fills it in.

    `veiled`: nobody is asked who does it and nothing may tell when; ids are random, the moment is a half-day.
    `others` are those who signed after the second person; a service that wants them writes them down.
    """

    id: str
    actor: str
    station: str
    occurred_at: datetime
    recorded_at: datetime
    second: str = ""
    on_behalf: str = ""
    drift_ms: int = 0
    veiled: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """How an act was asked for without a network: when by the desk's clock, and how far that one goes ahead."""

    at: datetime
    drift_ms: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """What a service wants written: on which object, what happened, and the facts of it."""

    object_kind: str
    object_id: str
    kind: str
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where the object's chain stands now."""

    id: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as timelines and the audit page show it."""

    id: str
    act: str
    object_kind: str
    object_id: str
    seq: int
    kind: str
    actor: str
    actor_name: str
    second_name: str
    station: str
    occurred_at: datetime
    recorded_at: datetime
    drift_ms: int
    hash: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: what, where, and what it means."""

    what: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a verification."""

    ok: bool
    events: int
    cards: int
    blobs: int
    strays: int
    broken: tuple[Fault, ...]
