"""A desk's own file: what the centre told, what was asked for without a network, and how both meet.

What the centre told lies in the same tables as there; intents lie in the outbox and are never mixed into them. A page
is applied whole with its cursor, and only when the cursor still stands where the page begins. An intent is closed by
the centre's answer, or by a person who has read it; absence is never deletion.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import clock, feeds, registry
from app.errors import Refused, SignedInElsewhere
from app.line_errors import BeingConfirmed, CentreAway
from app.sync.errors import DeskLocked, NoLongerOpen
from app.sync.pulling import Pull
from app.sync.types import (
    COPY_FROM,
    FINAL,
    LINES_MOST,
    OPS_MOST,
    PROTOCOL,
    Centre,
    Copies,
    Op,
    Outcome,
    Round,
    Scans,
    Told,
)
from db import migrations
from db.migrations import run as schema
from db.session import Database
from db.sync import desk as queries
from db.sync import enciphered
from db.sync.desk_models import OutboxRow

_SHA256: Final = re.compile(r"\b[0-9a-f]{64}\b")
#: What stands in the columns that stay at the centre; another number, and desks fetch all anew.
_EMPTY: Final = 2
_TOLD: Final[TypeAdapter[Told]] = TypeAdapter(Told)


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
                queries.empty_closed(session)
                if queries.note(session, "shape") != _shape():
                    queries.keep_note(session, "epoch", "")  # another program: fetch it all anew
                    queries.keep_note(session, "shape", _shape())
        except DBAPIError as trouble:
            database.close()
            if not enciphered.renew(file, key):
                raise DeskLocked(days=0) from trouble
            return cls.open(file, key)
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
        copies: Copies | None = None,
        copy_from: int = COPY_FROM,
    ) -> Round:
        """Read every feed to its end; a long one that is new here by way of `copies`. `agreed`: somebody has seen how much goes, and lets it go. `check`: add up all
        that is held, also where the centre has to look at each record for it."""
        return Pull(self.database, centre, agreed, check, limit, copies, copy_from).run()

    # -- intents up --------------------------------------------------------------------------------

    def add(self, op: Op, kind: str) -> None:
        """Keep an intent until the centre has answered; what it was made from is kept beside it."""
        with self.database.write() as session:
            follows = op.follows or _predecessor(session, kind, op.about)
            _keep(session, replace(op, follows=follows), kind)

    def push(
        self, centre: Centre, now: Callable[[], datetime], scans: Scans | None = None
    ) -> Round:
        """Send what waits, in its order and behind the scans that it names, and keep what the centre says of each."""
        sent = refused = 0
        tried: set[str] = set()
        while batch := self._next(tried):
            tried |= {op.id for op in batch}
            if scans is not None:
                for _, data in self.blobs_named(batch):
                    scans.put(data)
            answers = self._pushed(centre, batch)
            with self.database.write() as session:
                for told in answers:
                    _settle(session, told, now())
                _keep_sent(session, _sent(session) - {told.op for told in answers})
            if scans is not None:
                # What the centre has not answered for good may want its scan once more.
                done = {told.op for told in answers if told.outcome in FINAL}
                self.blobs_done([op for op in batch if op.id in done])
            sent += sum(told.outcome is Outcome.APPLIED for told in answers)
            looks = {op.id for op in batch if is_look(op.verb)}
            refused += sum(
                told.outcome in FINAL - {Outcome.APPLIED} and told.op not in looks
                for told in answers
            )
        return Round(sent=sent, refused=refused)

    def told(self, op_id: str) -> Told | None:
        """What the centre has said of an intent."""
        with self.database.read() as session:
            row = queries.op(session, op_id)
            return _TOLD.validate_json(row.told) if row is not None and row.told else None

    def _next(self, tried: set[str]) -> list[Op]:
        """The next intents to send."""
        with self.database.read() as session:
            return _waiting(session, tried)

    def _pushed(self, centre: Centre, batch: Sequence[Op]) -> list[Told]:
        """Send intents, noted as sent: until they are answered nobody here knows whether they were done, unless the
        centre never heard of them or took none of them in."""
        with self.database.write() as session:
            waiting = {row.id for row in queries.open_ops(session)}
            batch = [op for op in batch if op.id in waiting]  # the others were given up meanwhile
            fresh = {op.id for op in batch} - _sent(session)
            _keep_sent(session, _sent(session) | fresh)
        if not batch:
            return []
        try:
            return centre.push(batch, int(self.note("drift_ms") or 0))
        except (CentreAway, Refused) as no:
            if _took_none_in(no):
                with self.database.write() as session:
                    _keep_sent(session, _sent(session) - fresh)
            raise

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
            return queries.blobs(session, _named(ops))

    def blobs_done(self, ops: Sequence[Op]) -> None:
        """These intents were answered: their scans lie at the centre, but for what another intent still waits with."""
        mine = {op.id for op in ops}
        with self.database.write() as session:
            waiting = [row for row in queries.open_ops(session) if row.id not in mine]
            wanted = {s for row in waiting for s in _SHA256.findall(row.arguments)}
            for sha256 in _named(ops) - wanted:
                queries.drop_blob(session, sha256)

    # -- what a person decides ---------------------------------------------------------------------

    def drop(self, op_id: str, reason: str) -> None:
        """Give an intent up; what was to follow it is for a person to look at, or goes with its draft.

        Not one that was sent and not answered: it may have been done.
        """
        with self.database.write() as session:
            row = queries.op(session, op_id)
            if row is None or row.closed:
                raise NoLongerOpen
            if op_id in _sent(session):
                raise BeingConfirmed(act=op_id)
            before = _scans(session)
            _close(session, op_id, "dropped", reason)
            for later in queries.open_ops(session):
                if later.follows == op_id and later.about.startswith("DRAFT-"):
                    _close(session, later.id, "dropped", reason)
                elif later.follows == op_id:
                    queries.mark_op(session, later.id, follows="")
            for sha256 in before - _scans(session):
                queries.drop_blob(session, sha256)

    def again(self, op_id: str, new_id: str, now: datetime, changed: Mapping[str, Any]) -> Op:
        """The same as a new intent, from what stands now, with what somebody has `changed` in it."""
        with self.database.write() as session:
            old = queries.op(session, op_id)
            if old is None or old.closed:
                raise NoLongerOpen
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


def _waiting(session: Session, tried: set[str]) -> list[Op]:
    """The next intents to send: not those about what somebody has to look at first."""
    batch: list[Op] = []
    stopped: set[str] = set()
    for row in queries.open_ops(session):
        behind = {row.about, row.follows} & stopped - {""}
        if row.outcome in FINAL or behind or row.id in tried:
            stopped |= {row.id, row.about} if row.outcome in FINAL or behind else set()
            continue
        batch.append(_op(row))
        if len(batch) == OPS_MOST:
            break
    return batch


def _took_none_in(no: CentreAway | Refused) -> bool:
    """Whether not one of the intents sent can have been done; an end of the sign-in is noticed between two of them too."""
    if isinstance(no, CentreAway):
        return no.is_unheard
    return not isinstance(no, SignedInElsewhere)


def _sent(session: Session) -> set[str]:
    """The intents that were sent and not answered yet."""
    return set(queries.note(session, "sent").split())


def _keep_sent(session: Session, ids: set[str]) -> None:
    queries.keep_note(session, "sent", " ".join(sorted(ids)))


def _scans(session: Session) -> set[str]:
    """The scans that open intents name."""
    return {s for row in queries.open_ops(session) for s in _SHA256.findall(row.arguments)}


def _named(ops: Sequence[Op]) -> set[str]:
    """The hashes that intents name."""
    return {s for op in ops for s in _SHA256.findall(registry.canonical(op.arguments))}


def is_look(verb: str) -> bool:
    """Whether an intent only tells that somebody looked."""
    spec = registry.verbs.get(verb)
    return spec is not None and spec.look


def _shape() -> str:
    """What this program keeps of records."""
    told = {k.name: {t: k.columns_of(t) for t in k.tables} for k in feeds.kinds.values()}
    return registry.digest({"protocol": PROTOCOL, "kinds": told, "empty": _EMPTY})


def _changed(arguments: dict[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with fields written anew, wherever in them the fields stand."""
    return {
        name: _changed(value, changed)
        if isinstance(value, dict)
        else _anew(value, changed.get(name, value))
        for name, value in arguments.items()
    }


def _anew(was: Any, value: Any) -> Any:
    """A value written anew in a line; several codes stand between commas there."""
    if isinstance(was, list) and isinstance(value, str):
        return [each for each in re.split(r"[、,，;；\s]+", value) if each]
    return value


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
    """Done with: nothing of its content stays at the desk, only what lists show."""
    queries.mark_op(session, op_id, closed=how, reason=reason, arguments="{}", base="{}")


def _settle(session: Session, told: Told, now: datetime) -> None:
    queries.mark_op(
        session,
        told.op,
        outcome=told.outcome.value,
        told=registry.canonical(told),
        told_at=now,
    )
    row = queries.op(session, told.op)
    if told.outcome is Outcome.APPLIED:
        _close(session, told.op, "done", "")
    elif told.outcome in FINAL and row is not None and is_look(row.verb):
        _close(
            session, told.op, "dropped", ""
        )  # the centre has noted that it was tried: nobody has to decide


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


def drift_of(page_now: str, asked: datetime, heard: datetime) -> int:
    """How far the desk's clock goes ahead of the centre's (ms), the answer taken as made in the middle."""
    middle = asked + (heard - asked) / 2
    return round((middle - clock.moment(page_now)) / timedelta(milliseconds=1))
