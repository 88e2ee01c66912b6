"""Walks the trail: every hash and link, every step by the law, every row against its last entry."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock
from app.audit.types import Found
from app.ledger import chain, clocks
from app.ledger import service as ledger
from db.audit import queries
from db.audit.queries import Span
from db.guards.law import TIED
from db.ledger import queries as trail

FAULTS: Final = 200
_read: Final = json.JSONDecoder().decode
_SEPARATOR: Final = chain.SEPARATOR.encode()
_FIELDS: Final = len(chain.FIELDS)
_SUITE: Final = chain.SUITE.encode()
_GOVERNED: Final = {t.kind: t for t in TIED}
#: How a governed entry's body begins when nothing sorts before "after": the state follows at once.
_TIED: Final = {t.kind.encode(): f'{{"after":{{"{t.main}":"'.encode() for t in TIED}

#: (object kind, event, from, to) → whether a second person must have signed.
Law = dict[tuple[bytes, bytes, bytes, bytes], bool]


class Laws:
    """Every law the trail tells of, each from its own entry on: a deed is judged by the law of its day."""

    def __init__(self, session: Session) -> None:
        self._since: list[bytes] = []
        self._laws: list[Law | None] = []
        ahead = clocks.told_ahead(session)
        for entry in trail.laws(session):
            rows = ledger.facts(entry).get("rows")
            since = entry.recorded_at
            for span in ahead:  # laid while the clock was ahead: it holds from the true time on
                since = span.true_at if span.since <= since <= span.until else since
            self._since.append(clock.text(since).encode())
            self._laws.append(None if rows is None else _law(rows))

    def allow(self, fields: list[bytes], before: bytes, after: bytes) -> bool:
        """Whether the law of that day has the step; one that the trail names only by its hash is not asked."""
        place = bisect_right(self._since, fields[13]) - 1
        law = self._laws[place] if place >= 0 else None
        if law is None:
            return True
        second = law.get((fields[4], fields[7], before, after))
        return second is not None and (not second or fields[9] != b"")


def _law(rows: list[list[Any]]) -> Law:
    return {
        (kind.encode(), event.encode(), before.encode(), after.encode()): needs_second
        for kind, event, before, after, needs_second in rows
    }


class Walk:
    """One pass over a span of the trail; `events`, `cards` and `faults` say what came of it."""

    def __init__(self, session: Session, genesis: str, span: Span) -> None:
        self.events = self.cards = 0
        self.faults: list[Found] = []
        self._session = session
        self._genesis = genesis
        self._laws = Laws(session)
        self._books = {kind: _Rows(session, kind.decode(), span) for kind in _TIED}

    def go(self, span: Span, tick: Callable[[int], object]) -> None:
        """Walk; `tick` hears how many entries were seen, and may raise to stop."""
        kind = object_id = last = state = expected = also = b""
        seen = 0
        lawful, tied, faults = self._laws.allow, _TIED, self.faults
        for rows in queries.chain(self._session, span):
            tick(len(rows))
            self.events += len(rows)
            for head, body, hash_ in rows:
                fields = head.split(_SEPARATOR)
                if fields[5] != object_id or fields[4] != kind:
                    self._end(kind, object_id, seen, last)
                    kind, object_id = fields[4], fields[5]
                    expected, also, seen, state = self._first(kind), b"", 0, b""
                seen += 1
                digest = sha256(body).hexdigest().encode()
                true = sha256(head + _SEPARATOR + digest).hexdigest().encode()
                whole = true == hash_ and len(fields) == _FIELDS and fields[0] == _SUITE
                follows = fields[1] == expected or fields[1] == also
                if not (whole and follows and int(fields[6]) == seen):
                    seen = self._broken(fields, whole, seen)
                # an entry that was changed is one fault, not two: the next may follow either hash
                expected, also = hash_, true
                if kind in tied:
                    begins = tied[kind]
                    if body.startswith(begins):
                        at = len(begins)
                        after = body[at : body.index(b'"', at)]
                    else:
                        after = _state(kind, body)
                    if not lawful(fields, state, after):
                        faults.append(_found("STEP", fields))
                    state = after
                last = body
            if len(faults) > FAULTS:
                return
        self._end(kind, object_id, seen, last)
        for book in self._books.values():
            faults.extend(book.rest())
            self.cards += book.count if book.kind == "item" else 0

    def _broken(self, fields: list[bytes], whole: bool, seen: int) -> int:
        """Name what is wrong with an entry; answers from which number the chain goes on."""
        found = _found("HASH", fields)
        if whole:
            found = replace(found, what="LINK" if found.seq == seen else "GAP")
        self.faults.append(found)
        return found.seq if whole else seen

    def _first(self, kind: bytes) -> bytes:
        return (chain.NO_PREVIOUS if kind == b"installation" else self._genesis).encode()

    def _end(self, kind: bytes, object_id: bytes, seq: int, body: bytes) -> None:
        book = self._books.get(kind)
        if book is not None:
            self.faults.extend(book.compare(object_id.decode(), seq, body))


def _found(what: str, fields: list[bytes]) -> Found:
    kind, object_id, seq = (f.decode(errors="replace") for f in fields[4:7])
    return Found(what, kind, object_id, int(seq) if seq.lstrip("-").isdigit() else 0)


def _state(kind: bytes, body: bytes) -> bytes:
    """The state that an entry leads to, as its body tells it; empty when it tells none."""
    try:
        return str(_read(body.decode())["after"][_GOVERNED[kind.decode()].main]).encode()
    except (ValueError, KeyError, TypeError):
        return b""


class _Rows:
    """The rows that one kind of entries governs, met in the order of the trail."""

    def __init__(self, session: Session, kind: str, span: Span) -> None:
        self.kind = kind
        self.count = 0
        self._columns = _GOVERNED[kind].columns
        table = _GOVERNED[kind].table
        self._rows = queries.tied_rows(session, kind, table, self._columns, span)
        self._next = next(self._rows, None)

    def _take(self) -> tuple[Any, ...]:
        assert self._next is not None
        row, self._next = self._next, next(self._rows, None)
        self.count += 1
        return row

    def compare(self, object_id: str, seq: int, body: bytes) -> Iterator[Found]:
        """The row of an object against its last entry; rows passed over have no entries."""
        while self._next is not None and self._next[0] < object_id:
            yield Found("NO_ENTRY", self.kind, self._take()[0])
        if self._next is None or self._next[0] != object_id:
            yield Found("NO_ROW", self.kind, object_id, seq)
            return
        *row, begins = self._take()
        # the closing bracket of the whole body is not yet to come where more facts follow
        if row[1] == seq and begins is not None and body.startswith(begins[:-1]):
            return
        try:
            after = _read(body.decode())["after"]
            same = row[2:] == list(map(after.__getitem__, self._columns))
        except (ValueError, KeyError, TypeError):
            same = False
        if row[1] != seq or not same:
            yield Found("ROW", self.kind, object_id, seq)

    def rest(self) -> Iterator[Found]:
        """Rows that no entry was met for."""
        while self._next is not None:
            yield Found("NO_ENTRY", self.kind, self._take()[0])
