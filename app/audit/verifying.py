"""Verification: the trail replayed from its first entry, and everything else held against it."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from app import clock, words
from app.audit import given, told
from app.audit.apart import Apart
from app.audit.chains import FAULTS, Walk
from app.audit.types import Found, NotStarted
from app.ledger import law
from app.ledger import service as ledger
from app.ledger.types import Fault, Verdict
from app.progress import Stopped
from db import naming
from db.audit import queries
from db.audit.queries import Span
from db.blobs import Blobs, blobs_at
from db.ledger import queries as trail
from db.reporting import queries as reports
from db.session import Database

#: A kept photo that no row names yet may belong to a form that is being filled in.
FRESH_FOR: Final = timedelta(days=1)
#: Faults of pictures: the trail itself stands, so the item can still be put on hold.
OF_PHOTOS: Final = frozenset({"fault.PHOTO_MISSING", "fault.PHOTO_CHANGED"})
_CHAIN_SHARE: Final = 0.8
#: From how many entries on the start of a second process for half of them pays.
PAYS: Final = 150_000

Report = Callable[[float], object]
Cancelled = Callable[[], bool]


def verify(
    database: Database,
    blobs: Blobs,
    *,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
    photos: bool = True,
) -> Verdict:
    """Replay the trail, compare cards, cases, requests and photos with it; the first fault stands first.

    Without `photos` no picture is read: no fault of theirs keeps anybody from writing. `report` hears the fraction done. Raises `Stopped` when `cancelled` says so.
    """
    tick = _Ticker(report or (lambda _: None), cancelled or (lambda: False))
    with database.read() as session:
        queries.unhurried(session)
        part, found = _trail(database, session, tick)
        named = naming.everything(session)
        if photos:
            found += _sealed(session)
    strays: Sequence[str] = ()
    if photos:
        found += _photos(blobs, named, tick)
        strays = blobs.strays(named, (clock.now() - FRESH_FOR).timestamp())
    with database.read() as session:
        broken = tuple(_told(session, found[:FAULTS]))
    return Verdict(not broken, part.events, part.cards, len(named), len(strays), broken)


def verify_apart(
    database: Database,
    blobs: Blobs,
    *,
    report: Report | None = None,
    cancelled: Cancelled | None = None,
) -> Verdict:
    """The same in a process of its own: a window's turns, or a centre's answers, do not wait for it.

    Raises `NotStarted` where there is no such process to be had.
    """
    tick = _Ticker(report or (lambda _: None), cancelled or (lambda: False))
    with Apart(_verified, _url(database), blobs.where) as other:
        return other.result(tick.at)


def _verified(url: str, where: str, report: Report) -> Verdict:
    from db import models  # noqa: F401 — a fresh process knows no table before somebody has named it

    database = Database(url)
    try:
        return verify(database, blobs_at(where, database), report=report)
    finally:
        database.close()


def _url(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def in_words(verdict: Verdict, lang: str = "zh") -> Verdict:
    """The same verdict with its faults named and explained in a language."""
    told = (
        replace(f, what=words.word(f.what, lang), why=words.word(f.why, lang))
        for f in verdict.broken
    )
    return replace(verdict, broken=tuple(told))


def is_of_the_trail(verdict: Verdict) -> bool:
    """Whether something else than a picture is broken: then nothing may be written any more."""
    return any(fault.what not in OF_PHOTOS for fault in verdict.broken)


class _Ticker:
    """Tells how far the work is, and stops it when nobody wants it any more."""

    def __init__(self, report: Report, cancelled: Cancelled) -> None:
        self._report, self._cancelled = report, cancelled

    def at(self, fraction: float) -> None:
        if self._cancelled():
            raise Stopped
        self._report(min(fraction, 1.0))


# -- the trail ---------------------------------------------------------------------------------------


class Part(NamedTuple):
    """What a walk over a part of the trail came to."""

    events: int
    cards: int
    faults: list[Found]


def _trail(database: Database, session: Session, tick: _Ticker) -> tuple[Part, list[Found]]:
    installation = trail.installation(session)
    genesis = installation.genesis if installation else ""
    found = list(_foundation(session, installation))
    events = queries.entry_count(session)
    with ExitStack() as stack:
        is_shared = database.is_sqlite and events >= PAYS and (os.cpu_count() or 1) > 1
        since = queries.object_at(session, round(events * _MINE)) if is_shared else None
        other = _beside(stack, _url(database), genesis, since) if since else None
        mine = Span(before=since) if other else Span()
        first = _walked(session, genesis, mine, _Share(tick, events, bool(other)))
        rest = _beside_the_chains(session)
        second = other.result() if other else Part(0, 0, [])
    part = Part(
        first.events + second.events, first.cards + second.cards, first.faults + second.faults
    )
    return part, [*found, *part.faults, *rest]


def _beside(stack: ExitStack, url: str, genesis: str, since: tuple[str, str]) -> Apart[Part] | None:
    """Another process with the rest of the trail; None: there is none to be had, and all of it is walked here."""
    try:
        return stack.enter_context(Apart(_walk, url, genesis, Span(since=since)))
    except NotStarted:
        return None


#: How much of the trail is walked here while another process walks what is left: here the rest is compared as well.
_MINE: Final = 0.3


class _Share:
    """Counts entries walked here, and tells how far all of them are."""

    def __init__(self, tick: _Ticker, events: int, is_shared: bool) -> None:
        self._tick = tick
        self._of = max(round(events * _MINE) if is_shared else events, 1)
        self._done = 0

    def __call__(self, count: int) -> None:
        self._done += count
        self._tick.at(_CHAIN_SHARE * (self._done / self._of))  # whole is exactly the share


def _walk(url: str, genesis: str, span: Span, report: Report) -> Part:
    database = Database(url)
    try:
        with database.read() as session:
            return _walked(session, genesis, span, lambda _: report(0))
    finally:
        database.close()


def _walked(session: Session, genesis: str, span: Span, seen: Callable[[int], object]) -> Part:
    walk = Walk(session, genesis, span)
    walk.go(span, seen)
    return Part(walk.events, walk.cards, walk.faults)


def _beside_the_chains(session: Session) -> list[Found]:
    """What no single chain shows: acts, photos, what people were given, every row of evidence."""
    found = []
    for row in queries.entries_of_other_acts(session, FAULTS):
        found.append(Found("ACT", row.object_kind, row.object_id, row.seq))
    for row in queries.acts_without_entries(session, FAULTS):
        found.append(Found("EMPTY_ACT", "act", row.id))
    for row in queries.photos_without_entries(session, FAULTS):
        found.append(Found("PHOTO_ROW", "item", row.item_id, row.entry_seq))
    return [*found, *dict.fromkeys([*given.compare(session), *told.compare(session)])]


def _foundation(session: Session, installation: Any) -> Iterator[Found]:
    """The genesis entry, and the law that the triggers consult."""
    if installation is None:
        yield Found("GENESIS", "installation", "")
        return
    if queries.first_hash(session, installation.id) != installation.genesis:
        yield Found("GENESIS", "installation", installation.id, 1)
    newest = next(reversed(trail.laws(session)), None)
    told = ledger.facts(newest).get("digest") if newest else ""
    if not told == installation.law_digest == law.digest(queries.law(session)):
        yield Found("LAW", "installation", installation.id, newest.seq if newest else 0)


# -- photos ------------------------------------------------------------------------------------------


def _photos(blobs: Blobs, named: dict[str, tuple[str, str, int]], tick: _Ticker) -> list[Found]:
    found = []
    for at, (sha, place) in enumerate(named.items()):
        tick.at(_CHAIN_SHARE + (1 - _CHAIN_SHARE) * at / len(named))
        try:
            data = blobs.get(sha)
        except (KeyError, OSError):
            found.append(Found("PHOTO_MISSING", *place))
            continue
        if sha256(data).hexdigest() != sha:
            found.append(Found("PHOTO_CHANGED", *place))
    return found


def _sealed(session: Session) -> Iterator[Found]:
    """The sealed pieces of filed reports, each against the hash that names it; nothing is opened.

    Those that were emptied are the ones that the report's own entry names.
    """
    for report_id, sha in reports.every_piece(session):
        data = reports.sealed(session, sha)
        is_whole = sha256(data).hexdigest() == sha
        if not is_whole and (data or not _was_emptied(session, report_id, sha)):
            yield Found("SEALED_CHANGED", "report", report_id)


def _was_emptied(session: Session, report_id: str, sha: str) -> bool:
    told = trail.of_objects(session, "report", [report_id], ["PASS_UP_REPORT"])
    return any(sha in ledger.facts(entry)["erased"] for entry in told)


# -- the answer --------------------------------------------------------------------------------------


def _told(session: Session, found: list[Found]) -> Iterator[Fault]:
    names = queries.labels(session, [(f.kind, f.id) for f in found])
    for fault in found:
        name = names.get((fault.kind, fault.id), fault.id)
        where = f"{name} #{fault.seq}" if fault.seq else name
        yield Fault(f"fault.{fault.what}", where, f"fault.{fault.what}.why")
