"""The centre's side of sync: which feeds a desk follows, their pages, and what becomes of the intents it sends up."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from app import clock, errors, feeds, registry, wire
from app import trouble as trouble_of
from app.actor import Actor
from app.ledger.types import Made
from app.line_errors import ArgumentsInvalid
from app.organs import service as organs
from app.stations import service as stations
from app.store import REFUSED, Store
from app.sync.errors import IntentBroke, OnlineOnly
from app.sync.types import LINES_MOST, PROTOCOL, Op, Outcome, Told
from db.ledger import queries as trail
from db.ledger.models import ActRow
from db.sync import queries

log = logging.getLogger("anku.sync")
#: A desk that was not seen for so many days closes its file.
LEASE_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class Following:
    """The feeds that a person's desk follows; another `epoch` means: drop what you hold and fetch it again."""

    organ: str
    feeds: tuple[str, ...]
    epoch: str


def following(session: Session, actor: Actor, now: datetime) -> Following:
    """What a desk follows while this person sits there: what everybody may know, and his own organ's feed.

    At a computer that was enrolled for another organ the latter is not laid down.
    """
    place = organs.place_or_none(session, actor.id, now)
    organ, office = (place.organ_id, place.office) if place else ("", "")
    shapes = {k.name: {t: k.columns_of(t) for t in k.tables} for k in feeds.kinds.values()}
    own = (organ,) if organ and stations.serves(session, actor.station, organ) else ()
    parts = {k.name: p.shows for k in feeds.kinds.values() if (p := k.part_for(actor))}
    told = registry.canonical(
        [organ, office, *own, sorted(actor.roles), shapes, *([parts] if parts else [])]
    )
    return Following(organ, (feeds.EVERYBODY, *own), hashlib.sha256(told.encode()).hexdigest()[:16])


# -- facts down ----------------------------------------------------------------------------------------


@registry.query("sync.feed")
def feed(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    organ: str = "",
    after: int = 0,
    limit: int = 1_000,
    epoch: str = "",
    check: bool = False,
) -> str:
    """A page of a feed, all of one moment, as JSON text (a hundred thousand records are no place for objects).

    What is taken away stands first: `feeds` and `epoch` say what the desk may hold at all. A line carries the object
    as it is now; one that the organ or this person sees no more has no content, whatever its line said then. The sum
    of the marks of all that he sees stands on the last page when nobody is left out, or when it is asked for (`check`).
    """
    mine = following(session, actor, now)
    organ = organ or mine.organ
    page: dict[str, Any] = {
        "feeds": mine.feeds,
        "epoch": mine.epoch,
        "protocol": PROTOCOL,
        "min_client": PROTOCOL,
        "lease_days": LEASE_DAYS,
        "now": clock.text(now),
        "organ": organ,
        "pos": after,
        "head": after,
        "checksum": None,
        "tables": {},
    }
    lines = ""
    if organ in mine.feeds and epoch == mine.epoch:
        more, lines = _lines(session, actor, now, organ, after, max(1, min(limit, LINES_MOST)))
        page |= more
        if page["pos"] >= page["head"]:
            page["checksum"] = _checksum(session, actor, now, organ, check)
    told = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    return f'{told[:-1]},"lines":[{lines}]}}'


def _lines(
    session: Session, actor: Actor, now: datetime, organ: str, after: int, limit: int
) -> tuple[dict[str, Any], str]:
    """How far the page goes, and its lines as JSON text."""
    head, _ = queries.counter(session, organ)
    found = queries.lines(session, organ, after, limit) if head > after else []
    newest: dict[str, dict[str, tuple[int, str]]] = {}
    for pos, kind, id_, deed in found:
        newest.setdefault(kind, {})[id_] = (pos, deed)
    told: list[tuple[int, str]] = []
    tables: dict[str, tuple[str, ...]] = {}
    for name, objects in newest.items():
        known = feeds.kinds.get(name)
        if known is None:
            continue  # of a feature that this program does not have
        seen = queries.seen(session, organ, name, list(objects))
        his = known.seen_by(session, actor, now, list(seen))
        rows = feeds.texts(session, name, his.whole)
        rows |= feeds.texts(session, name, his.part, in_part=True)
        tables |= {table: known.columns_of(table) for table in known.tables}
        for id_, (pos, deed) in objects.items():
            if id_ in rows and deed == "P":
                mark = queries.mark_in_part(seen[id_]) if id_ in his.part else seen[id_]
                told.append((pos, f'[{pos},"{name}","{id_}","P",{mark},{rows[id_]}]'))
            elif id_ not in rows and (deed == "R" or id_ in seen):
                told.append((pos, f'[{pos},"{name}","{id_}","R",0,null]'))
    told.sort()
    last = found[-1][0] if found else after
    return {"pos": last, "head": head, "tables": tables}, ",".join(line for _, line in told)


def _checksum(session: Session, actor: Actor, now: datetime, organ: str, check: bool) -> int | None:
    """The sum of the marks of all that this person's desk is to hold; it costs a look at each where some are hidden."""
    _, checksum = queries.counter(session, organ)
    kinds = [k for k in feeds.kinds.values() if k.sees] if organ != feeds.EVERYBODY else []
    if kinds and not check:
        return None
    for kind in kinds:
        count, total = queries.added_up(session, organ, kind.name)
        his = kind.seen_in(session, actor, now, organ, count) if count else None
        if his is not None:
            checksum += added_up(queries.marks(session, organ, kind.name), his) - total
    return checksum % queries.MODULUS


def added_up(marks: Mapping[str, int], his: feeds.Seen) -> int:
    """The sum of the marks of what a person's desk is to hold."""
    part: int = sum(queries.mark_in_part(marks[id_]) for id_ in his.part)
    return sum(marks[id_] for id_ in his.whole) + part


# -- intents up ----------------------------------------------------------------------------------------


def push(store: Store, ops: Sequence[Op], drift_ms: int = 0) -> list[Told]:
    """Do what a desk asked for without a network, in its order, each in a transaction of its own.

    The same intent again is answered as the first time. Once one is not done, the later ones about the same object
    wait: who made them has to look first.
    """
    done: list[Told] = []
    stopped: set[str] = set()
    for op in ops:
        if {op.about, op.follows} & stopped - {""}:
            done.append(Told(op.id, Outcome.HELD))
        else:
            done.append(_settle(store, op, drift_ms))
        if done[-1].outcome is not Outcome.APPLIED:
            stopped |= {op.id, op.about}
    return done


def _settle(store: Store, op: Op, drift_ms: int) -> Told:
    try:
        if not _done(store, op, drift_ms):
            return Told(op.id, Outcome.HELD)
    except errors.Refusal as no:
        return _told(store, op, no)
    except (OSError, OperationalError, InterfaceError, errors.Broken):
        raise  # the centre's trouble, not this intent's: it is sent again
    except Exception as trouble:  # noqa: BLE001 — rolled back; those behind it go on, and who made it sees it
        log.error("the intent %s (%s) broke: %s", op.id, op.verb, trouble_of.traced(trouble))  # noqa: TRY400
        return _told(store, op, IntentBroke(verb=f"verb.{op.verb}"))
    return _told(store, op, None)


def _done(store: Store, op: Op, drift_ms: int) -> bool:
    """Do an intent; not while the one that it follows was not done."""
    spec = registry.verbs.get(op.verb)
    if spec is None:
        raise errors.NotFound(key=op.verb)
    if not (spec.offline or spec.look):
        raise OnlineOnly(verb=f"verb.{op.verb}", why="online.centre")
    arguments = dict(op.arguments)
    if op.follows:
        with store.database.read() as session:
            before = _mine(store, trail.find_act(session, op.follows)) and trail.written_by(
                session, op.follows, tuple(feeds.kinds)
            )
        if not before:
            return False
        arguments = _going_on(spec, arguments, op, *before)
    store.run(spec.fn, act=op.id, made=Made(op.made_at, drift_ms), **_typed(spec, arguments))
    return True


def _going_on(
    spec: registry.Spec, arguments: dict[str, Any], op: Op, object_id: str, version: int
) -> dict[str, Any]:
    """The arguments of an intent that goes on where another one of this desk ended."""
    made = {name: object_id if value == op.about else value for name, value in arguments.items()}
    return made | ({"version": version} if "version" in registry.parameters(spec) else {})


def _typed(spec: registry.Spec, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        return registry.typed(spec, arguments)
    except ValueError as wrong:
        raise ArgumentsInvalid(field=spec.name, why=str(wrong).splitlines()[0]) from wrong


_OUTCOMES: Final[tuple[tuple[type[errors.Refusal], Outcome], ...]] = (
    (errors.ActReused, Outcome.MISMATCH),
    (errors.ChangedMeanwhile, Outcome.CONFLICT),
    (errors.NotPermitted, Outcome.FORBIDDEN),
    (OnlineOnly, Outcome.REJECTED),
    (errors.FirstPassword, Outcome.LATER),
    (errors.PhotoNotKept, Outcome.LATER),
    (errors.ScanNotKept, Outcome.LATER),
    (errors.Unready, Outcome.LATER),
)


def _mine(store: Store, act: ActRow | None, verb: str = "") -> bool:
    """Whether an act was done, or refused, by who is signed in here, and by this verb."""
    who = store.actor
    return (
        act is not None
        and who is not None
        and act.actor == who.id
        and (not verb or act.verb.removesuffix(REFUSED) == verb)
    )


def _told(store: Store, op: Op, no: errors.Refusal | None) -> Told:
    """What stands under the key is the answer, whatever this very attempt heard; told only to who asked for it."""
    if isinstance(no, errors.SignedInElsewhere):
        raise no  # nobody sits there any more: nothing of it was answered
    with store.database.read() as session:
        act = None if isinstance(no, errors.ActReused) else trail.find_act(session, op.id)
        before = trail.written_by(session, op.id, tuple(feeds.kinds))
    if act is not None and not _mine(store, act, op.verb):
        act, no = None, errors.ActReused(key=op.id)
    if act is not None and not act.verb.endswith(REFUSED):
        told = Told(op.id, Outcome.APPLIED, result=json.loads(act.result))
        return replace(told, object_id=before[0], version=before[1]) if before else told
    if act is not None:
        no = wire.heard(json.loads(act.result))
    assert no is not None
    outcome = next((o for kind, o in _OUTCOMES if isinstance(no, kind)), Outcome.REJECTED)
    return Told(op.id, outcome, refusal=wire.told(no))
