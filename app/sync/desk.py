"""A desk's own file: what the centre told, what was asked for without a network, and how both meet.

What the centre told lies in the same tables as there; intents lie in the outbox and are never mixed into them. A page
is applied whole with its cursor, and only when the cursor still stands where the page begins. An intent is closed by
the centre's answer, or by a person who has read it; absence is never deletion.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from pydantic import TypeAdapter
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import clock, feeds, registry
from app.sync.errors import ClientTooOld, DeskLocked, MassRemoval
from app.sync.types import FINAL, LINES_MOST, OPS_MOST, PROTOCOL, Op, Outcome, Told
from db import migrations
from db.migrations import run as schema
from db.session import Database
from db.sync import desk as queries
from db.sync.desk_models import OutboxRow

#: More removals than this, and more than this part of what is held, in one pull: somebody has to agree first.
_REMOVED_MOST: Final = 20
_REMOVED_PART: Final = 0.05


_SHA256: Final = re.compile(r"\b[0-9a-f]{64}\b")
_TOLD: Final[TypeAdapter[Told]] = TypeAdapter(Told)


class Centre(Protocol):
    """The centre as a desk sees it, over whichever wire."""

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """A page of a feed, as JSON text."""

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        """What became of intents."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one meeting with the centre brought. `misses` counts checksums that did not agree: it must stay 0."""

    sent: int = 0
    refused: int = 0
    came: int = 0
    left: int = 0
    misses: int = 0


class Desk:
    """A desk's file that is open."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, file: Path, key: bytes) -> "Desk":
        """Open the file with its key, laying it when it is new; one of an older program is laid anew, its intents kept."""
        database = Database(f"sqlite:///{file}", guarded=False, key=key)
        try:
            with database.write() as session:
                if schema.current(session.connection()) != migrations.HEAD:
                    schema.upgrade_unguarded(session.connection())
                queries.lay(session)
                if queries.note(session, "shape") != _shape():
                    queries.keep_note(session, "epoch", "")  # another program: fetch it all anew
                    queries.keep_note(session, "shape", _shape())
        except DBAPIError as trouble:
            database.close()
            raise DeskLocked(days=0) from trouble
        return cls(database)

    def close(self) -> None:
        """Give the file back."""
        self.database.close()

    def note(self, name: str) -> str:
        """A word that the desk keeps."""
        with self.database.read() as session:
            return queries.note(session, name)

    def keep_note(self, name: str, value: str) -> None:
        """Keep a word."""
        with self.database.write() as session:
            queries.keep_note(session, name, value)

    # -- facts down --------------------------------------------------------------------------------

    def pull(
        self,
        centre: Centre,
        *,
        agreed: bool = False,
        check: bool = True,
        limit: int = LINES_MOST,
    ) -> Round:
        """Read every feed to its end. `agreed`: somebody has seen how much goes, and lets it go. `check`: add up all
        that is held, also where the centre has to look at each record for it."""
        done = _Pull(self.database, centre, agreed, check, limit)
        return done.run()

    # -- intents up --------------------------------------------------------------------------------

    def add(self, op: Op, kind: str) -> None:
        """Keep an intent until the centre has answered; what it was made from is kept beside it."""
        with self.database.write() as session:
            follows = op.follows or _predecessor(session, kind, op.about)
            _keep(session, replace(op, follows=follows), kind)

    def push(self, centre: Centre, now: Callable[[], datetime]) -> Round:
        """Send what waits, in its order, and keep what the centre says of each."""
        sent = refused = 0
        tried: set[str] = set()
        while batch := self._waiting(tried):
            tried |= {op.id for op in batch}
            answers = centre.push(batch, int(self.note("drift_ms") or 0))
            with self.database.write() as session:
                for told in answers:
                    _settle(session, told, now())
            sent += sum(told.outcome is Outcome.APPLIED for told in answers)
            refused += sum(
                told.outcome in FINAL and told.outcome is not Outcome.APPLIED for told in answers
            )
        return Round(sent=sent, refused=refused)

    def told(self, op_id: str) -> Told | None:
        """What the centre has said of an intent."""
        with self.database.read() as session:
            row = queries.op(session, op_id)
            return _TOLD.validate_json(row.told) if row is not None and row.told else None

    def _waiting(self, tried: set[str]) -> list[Op]:
        """The next intents to send: not those about what somebody has to look at first."""
        batch: list[Op] = []
        stopped: set[str] = set()
        with self.database.read() as session:
            for row in queries.open_ops(session):
                behind = {row.about, row.follows} & stopped - {""}
                if row.outcome in FINAL or behind or row.id in tried:
                    stopped |= {row.id, row.about} if row.outcome in FINAL or behind else set()
                    continue
                batch.append(_op(row))
                if len(batch) == OPS_MOST:
                    break
        return batch

    # -- scans ---------------------------------------------------------------------------------------

    def keep_blob(self, data: bytes) -> str:
        """Keep a scan until it can be sent."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self.database.write() as session:
            queries.keep_blob(session, sha256, data)
        return sha256

    def blobs_named(self, ops: Sequence[Op]) -> list[tuple[str, bytes]]:
        """The scans that lie here and that these intents name."""
        with self.database.read() as session:
            named = {s for op in ops for s in _SHA256.findall(registry.canonical(op.arguments))}
            return queries.blobs(session, named)

    def blob_sent(self, sha256: str) -> None:
        """It lies at the centre."""
        with self.database.write() as session:
            queries.drop_blob(session, sha256)

    # -- what a person decides ---------------------------------------------------------------------

    def drop(self, op_id: str, reason: str) -> None:
        """Give an intent up; what was to follow it is for a person to look at, or goes with its draft."""
        with self.database.write() as session:
            _close(session, op_id, "dropped", reason)
            for later in queries.open_ops(session):
                if later.follows == op_id and later.about.startswith("DRAFT-"):
                    _close(session, later.id, "dropped", reason)
                elif later.follows == op_id:
                    queries.mark_op(session, later.id, follows="")

    def again(self, op_id: str, new_id: str, now: datetime, changed: Mapping[str, Any]) -> Op:
        """The same as a new intent, from what stands now, with what somebody has `changed` in it."""
        with self.database.write() as session:
            old = queries.op(session, op_id)
            assert old is not None
            arguments = _changed(json.loads(old.arguments), registry.plain(changed))
            standing = _version(session, old.kind, old.about)
            if "version" in arguments and standing:
                arguments["version"] = standing
            _close(session, op_id, "retried", new_id)
            made = Op(new_id, old.verb, arguments, now, old.about)
            _keep(session, made, old.kind, place=queries.give_place(session, op_id))
            for later in queries.open_ops(session):
                if later.follows == op_id:
                    queries.mark_op(session, later.id, follows=new_id)
            return made


def _shape() -> str:
    """What this program keeps of records."""
    told = {k.name: {t: k.columns_of(t) for t in k.tables} for k in feeds.kinds.values()}
    return registry.digest({"protocol": PROTOCOL, "kinds": told})


def _changed(arguments: dict[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with fields written anew, wherever in them the fields stand."""
    return {
        name: _changed(value, changed) if isinstance(value, dict) else changed.get(name, value)
        for name, value in arguments.items()
    }


def _op(row: OutboxRow) -> Op:
    return Op(row.id, row.verb, json.loads(row.arguments), row.made_at, row.about, row.follows)


def _keep(session: Session, op: Op, kind: str, **place: int) -> None:
    row = {
        "id": op.id,
        "verb": op.verb,
        "arguments": registry.canonical(op.arguments),
        "made_at": op.made_at,
        "kind": kind,
        "about": op.about,
        "follows": op.follows,
        "base": json.dumps(_base(session, kind, op.about), ensure_ascii=False),
        **dict.fromkeys(("outcome", "told", "closed", "reason"), ""),
        **place,
    }
    queries.add_op(session, row)


def _close(session: Session, op_id: str, how: str, reason: str) -> None:
    """Done with: what an intent says of a reporter does not stay at the desk."""
    row = queries.op(session, op_id)
    assert row is not None
    given = json.loads(row.arguments)
    for path in registry.verbs[row.verb].secrets if row.verb in registry.verbs else ():
        if (name := path.split(".")[0]) in given:
            given[name] = "•"
    said = registry.canonical(given)
    queries.mark_op(session, op_id, closed=how, reason=reason, arguments=said)


def _settle(session: Session, told: Told, now: datetime) -> None:
    queries.mark_op(
        session,
        told.op,
        outcome=told.outcome.value,
        told=registry.canonical(told),
        told_at=now,
    )
    if told.outcome is Outcome.APPLIED:
        _close(session, told.op, "done", "")


def _base(session: Session, kind: str, about: str) -> feeds.Content:
    """What the desk holds of an object now: the intent was made from it."""
    if kind not in feeds.kinds or not about or about.startswith("DRAFT-"):
        return {}
    return feeds.content(session, kind, [about])[about]


def _version(session: Session, kind: str, about: str) -> int:
    if kind not in feeds.kinds or not about:
        return 0
    main = next(iter(feeds.kinds[kind].tables))
    return queries.versions(session, main, [about]).get(about, 0)


def _predecessor(session: Session, kind: str, about: str) -> str:
    """The intent that this one goes on from: one not answered yet, or whose outcome has not come down yet."""
    before = queries.newest_about(session, about) if about else None
    if before is None or before.closed in ("dropped", "retried"):
        return ""
    if not before.closed:
        return before.id
    ahead = json.loads(before.told)["version"] > _version(session, kind, about)
    return before.id if ahead else ""


# -- one pull ------------------------------------------------------------------------------------------


class _Pull:
    """One reading of all feeds."""

    def __init__(
        self, database: Database, centre: Centre, agreed: bool, check: bool, limit: int
    ) -> None:
        self._database, self._centre, self._agreed, self._limit = database, centre, agreed, limit
        self._check = check
        self._came = self._left = self._misses = 0
        self._fresh: set[str] = set()

    def run(self) -> Round:
        for feed in self._read(feeds.EVERYBODY):
            if feed != feeds.EVERYBODY:
                self._read(feed)
        return Round(came=self._came, left=self._left, misses=self._misses)

    def _read(self, feed: str) -> list[str]:
        """One feed to its end; the feeds that are to be read at all."""
        again = False
        while True:
            page = self._ask(feed)
            allowed: list[str] = page["feeds"]
            if feed not in allowed:
                return allowed
            if page["pos"] < page["head"]:
                continue
            if self._agrees(page):
                return allowed
            self._misses += 1
            if again:
                return allowed  # counted and shown: the centre's own sum is wrong
            again = True
            with self._database.write() as session:
                _forget(session, feed)

    def _ask(self, feed: str) -> dict[str, Any]:
        """One page, applied. What the desk may not hold any more goes before anything else comes."""
        with self._database.read() as session:
            epoch, after = queries.note(session, "epoch"), queries.cursors(session).get(feed, 0)
        page: dict[str, Any] = json.loads(
            self._centre.feed(feed, after, self._limit, epoch, self._check)
        )
        if page["min_client"] > PROTOCOL:
            raise ClientTooOld(needs=page["min_client"], has=PROTOCOL)
        with self._database.write() as session:
            if page["epoch"] != epoch:
                _start_over(session, page)
            elif queries.cursors(session).get(feed, 0) == after:
                self._apply(session, feed, page)
            queries.keep_note(session, "seen", page["now"])
            queries.keep_note(session, "lease_days", str(page["lease_days"]))
        if page["epoch"] != epoch:
            return self._ask(feed)
        return page

    def _apply(self, session: Session, feed: str, page: dict[str, Any]) -> None:
        puts: dict[str, dict[str, Any]] = defaultdict(dict)
        gone: dict[str, list[str]] = defaultdict(list)
        marks: list[tuple[str, str, int]] = []
        for _pos, kind, id_, deed, mark, content in page["lines"]:
            if deed == "R":
                gone[kind].append(id_)
            else:
                puts[kind][id_] = content
                marks.append((kind, id_, mark))
        self._remove(session, feed, gone)
        for kind in (
            puts.keys() & feeds.kinds.keys()
        ):  # others: of a feature that this program does not have
            objects = puts[kind]
            _put(session, feeds.kinds[kind], objects, page["tables"])
        if marks:
            queries.hold(session, feed, marks)
        self._came += len(marks)
        queries.keep_cursor(session, feed, page["pos"])

    def _remove(self, session: Session, feed: str, gone: Mapping[str, list[str]]) -> None:
        held = {kind: sorted(queries.held(session, kind, ids)) for kind, ids in gone.items()}
        count = sum(map(len, held.values()))
        if not count:
            return
        before = queries.count_held(session, feed) + self._left
        if (
            not self._agreed
            and self._left + count > _REMOVED_MOST
            and self._left + count > before * _REMOVED_PART
        ):
            raise MassRemoval(count=self._left + count, held=before)
        self._left += count
        for kind, ids in held.items():
            queries.let_go(session, feed, kind, ids)
            _take_out(session, kind, ids)

    def _agrees(self, page: dict[str, Any]) -> bool:
        if page["checksum"] is None:
            return True
        with self._database.read() as session:
            return bool(queries.checksum(session, page["organ"]) == page["checksum"])


def _put(
    session: Session, kind: feeds.Kind, objects: dict[str, Any], tables: Mapping[str, list[str]]
) -> None:
    """The objects as they came, in place of what was held of them; an older word never replaces a newer one."""
    held = queries.held(session, kind.name, list(objects))
    if held:
        main = next(iter(kind.tables))
        at = tables[main].index("seq") if "seq" in tables[main] else -1
        here = queries.versions(session, main, sorted(held))
        newer = {i for i, seq in here.items() if at >= 0 and objects[i][main][0][at] < seq}
        objects = {i: content for i, content in objects.items() if i not in newer}
        for table, owner in kind.tables.items():
            queries.take_out(session, table, owner, sorted(held - newer))
    for table in kind.tables:
        rows = [row for content in objects.values() for row in content.get(table, ())]
        queries.put(session, table, tables[table], rows)


def _take_out(session: Session, kind: str, ids: Sequence[str]) -> None:
    """Out of the tables goes what no feed holds any more."""
    if kind not in feeds.kinds:
        return
    left = sorted(set(ids) - queries.held(session, kind, ids))
    for table, owner in feeds.kinds[kind].tables.items():
        queries.take_out(session, table, owner, left)


def _forget(session: Session, feed: str) -> None:
    """Let all of a feed go, and begin it anew."""
    for kind, ids in queries.held_for(session, feed).items():
        queries.let_go(session, feed, kind, ids)
        _take_out(session, kind, ids)
    queries.drop_cursor(session, feed)


def _start_over(session: Session, page: dict[str, Any]) -> None:
    """Another place, another office, another shape of the records: nothing of before is kept."""
    for feed in queries.feeds_held(session):
        _forget(session, feed)
    queries.keep_note(session, "epoch", page["epoch"])


def drift_of(page_now: str, asked: datetime, heard: datetime) -> int:
    """How far the desk's clock goes ahead of the centre's (ms), the answer taken as made in the middle."""
    middle = asked + (heard - asked) / 2
    return round((middle - clock.moment(page_now)) / timedelta(milliseconds=1))
