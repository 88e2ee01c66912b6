"""What the organ does with what was filed: its keys, its list, opening, taking in, answering.

Nothing is opened here: pieces leave the store sealed, and are opened where the organ's key lies (opening.py).
"""

import base64
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import handling
from app.petitions import service as petitions
from app.petitions.service import NOBODY
from app.petitions.types import Done, NewPetition, Original, Reporter
from app.reporting import envelope, filing, rules
from app.reporting import errors as no
from app.reporting.filing import Piece
from app.reporting.types import (
    Author,
    Entrance,
    Half,
    KeyRow,
    MessageRow,
    Part,
    PieceKind,
    PieceRow,
    ReportEvent,
    ReportRow,
    ReportStatus,
    SealedReport,
)
from db.ledger import queries as trail
from db.reporting import queries
from db.reporting.models import FiledReport, OrganKey

_LOOKING: Final = rules.CLERKS
#: Each of these events is a message.
_SAYS: Final = (ReportEvent.FILE, ReportEvent.ADD, ReportEvent.ANSWER)
_ROWS_MOST: Final = 1_000
_PARTS_MOST: Final = 1_000
_ANSWER_MOST: Final = 256 * 1024


# -- keys --------------------------------------------------------------------------------------------


@registry.verb("reporting.add_key", ("secadmin",), changes=("reporting",))
def add_key(
    session: Session, actor: Actor, now: datetime, act: Act, *, organ_id: str, public: str
) -> KeyRow:
    """Make known the public half of an organ's new key; what comes from now on is sealed to it."""
    organ = organs.require_open(session, organ_id)
    try:
        half = bytes.fromhex(public)
    except ValueError as wrong:
        raise no.KeyFileWrong from wrong
    if len(half) != envelope.KEY:
        raise no.KeyFileWrong
    return _key_row(make_key(session, act, organ.id, half))


def make_key(session: Session, act: Act, organ_id: str, public: bytes) -> OrganKey:
    """Write a key and its entry; the caller has asked whether it may be."""
    row = OrganKey(
        id=ids.new(),
        organ_id=organ_id,
        suite=envelope.SUITE,
        public=public.hex(),
        fingerprint=envelope.fingerprint(public),
        since=clock.day(act.recorded_at),
        until=None,
    )
    if any(known.fingerprint == row.fingerprint for known in queries.keys(session)):
        raise errors.AlreadyThere(key=row.fingerprint)
    ledger.write(
        session,
        act,
        "organ_key",
        row.id,
        "ADD_ORGAN_KEY",
        organ=organ_id,
        fingerprint=row.fingerprint,
    )
    session.add(row)
    session.flush()
    return row


@registry.verb("reporting.end_key", ("secadmin",), changes=("reporting",))
def end_key(session: Session, actor: Actor, now: datetime, act: Act, *, key_id: str) -> KeyRow:
    """Nothing more is sealed to a key; who holds it still opens what was."""
    row = queries.key(session, key_id)
    if row is None or row.until is not None:
        raise errors.NotFound(key=key_id)
    row.until = clock.day(now)
    ledger.write(session, act, "organ_key", row.id, "END_ORGAN_KEY", until=row.until)
    return _key_row(row)


@registry.query("reporting.keys", (*_LOOKING, "secadmin", "sysadmin", "auditor"))
def keys(
    session: Session, actor: Actor, now: datetime, *, organ_id: str = ""
) -> tuple[KeyRow, ...]:
    """Every public key, newest first."""
    return tuple(_key_row(row) for row in queries.keys(session, organ_id))


# -- looking -----------------------------------------------------------------------------------------


@registry.query("reporting.rows", _LOOKING)
def rows(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    status: str = "",
    limit: int = 200,
    offset: int = 0,
) -> tuple[ReportRow, ...]:
    """What was filed to my organ, newest half-day first."""
    organ_id = _my_organ(session, actor, now)
    _require_status(status)
    found = queries.listed(
        session, organ_id, status, max(0, min(limit, _ROWS_MOST)), max(0, offset)
    )
    return tuple(_row(*each) for each in found)


@registry.query("reporting.count", _LOOKING)
def count(session: Session, actor: Actor, now: datetime, *, status: str = "") -> int:
    """How many `rows` there are."""
    _require_status(status)
    return queries.count(session, _my_organ(session, actor, now), status)


@registry.query("reporting.part", _LOOKING)
def part(
    session: Session, actor: Actor, now: datetime, *, report_id: str, sha256: str, place: int = 0
) -> Part:
    """A stretch of a sealed piece of a report of my organ."""
    row = require(session, actor, now, report_id)
    piece = queries.piece(session, sha256)
    found = queries.part(session, sha256, place) if 0 <= place < _PARTS_MOST else None
    if piece is None or piece.report_id != row.id or found is None:
        raise errors.NotFound(key=sha256)
    return Part(found.place, found.parts, filing.part_text(found.data))


# -- acts --------------------------------------------------------------------------------------------


@registry.verb("reporting.open", rules.CLERKS, changes=("reporting",))
def open_(
    session: Session, actor: Actor, now: datetime, act: Act, *, report_id: str
) -> SealedReport:
    """开封: hand out a report's sealed pieces to whoever holds the key; each look is in the trail."""
    row = require(session, actor, now, report_id)
    rules.step(ReportEvent.OPEN, row.status)
    after = ReportStatus.OPENED if row.status == ReportStatus.FILED else ReportStatus(row.status)
    filing.write(session, act, row, ReportEvent.OPEN, after)
    return _sealed(session, row, now)


@registry.verb(
    "reporting.take_in",
    rules.CLERKS,
    changes=("reporting", "petitions"),
    secrets=("reporter",),
)
def take_in(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    report_id: str,
    version: int,
    petition: NewPetition,
    reporter: Reporter = NOBODY,
) -> Done:
    """收件: make a petition of what was opened, registered in the same act; it keeps the report's seal and half-day."""
    row = require(session, actor, now, report_id)
    require_version(row, version)
    rules.step(ReportEvent.TAKE_IN, row.status)
    channel, received = rules.CHANNELS[Entrance(row.channel)], rules.begins(row.day, Half(row.half))
    if petition.channel != channel:
        raise no.NotAsFiled(field="petition.channel", filed=f"petition.channel.{channel}")
    if petition.received_at != received:
        raise no.NotAsFiled(field="petition.received_at", filed=row.day.isoformat())
    done = petitions.register(session, actor, now, act, petition=petition, reporter=reporter)
    filing.write(session, act, row, ReportEvent.TAKE_IN, ReportStatus.TAKEN, petition=done.id)
    row.petition_id = done.id
    return done


@registry.verb("reporting.take_original", rules.CLERKS)
def take_original(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    report_id: str,
    sha256: str,
    reason: str,
) -> None:
    """取原件: a file leaves bit for bit as it came; who takes it, and why, stands on his own chain before he has it."""
    require(session, actor, now, report_id)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    pieces = queries.pieces(session, report_id)
    if not any(p.sha256 == sha256 and p.kind == PieceKind.ORIGINAL for p in pieces):
        raise errors.NotFound(key=sha256[:16])
    told = {"report": report_id, "piece": sha256, "reason": reason.strip()}
    ledger.write(session, act, "account", actor.id, "TAKE_ORIGINAL", **told)


@registry.verb("reporting.pass_on", rules.CLERKS, changes=("reporting", "petitions"))
def pass_on(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    report_id: str,
    message_id: str,
    originals: tuple[Original, ...],
) -> Done:
    """补充转入信访件: what the reporter added after the report was taken in goes to its petition, and so to the handler."""
    row = require(session, actor, now, report_id)
    rules.step(ReportEvent.PASS_ON, row.status)
    if message_id not in _waiting(session, row):
        raise errors.AlreadyThere(key=message_id[:8])
    done = handling.supplement(
        session, actor, now, act, petition_id=row.petition_id, originals=originals
    )
    filing.write(session, act, row, ReportEvent.PASS_ON, row.status, message=message_id)
    return done


def _waiting(session: Session, row: FiledReport) -> set[str]:
    """The reporter's messages that the petition lacks: those that came since it was taken in, but those passed on."""
    came, passed, is_taken = 0, set(), False
    for entry in trail.of_object(session, "report", row.id):
        is_taken = is_taken or entry.kind == ReportEvent.TAKE_IN
        if entry.kind == ReportEvent.PASS_ON:
            passed.add(str(ledger.facts(entry)["message"]))
        came += entry.kind in _SAYS and not is_taken
    known = queries.messages(session, row.id)[came:] if is_taken else ()
    return {m.id for m in known if m.author == Author.REPORTER} - passed


@registry.verb("reporting.answer", rules.CLERKS, changes=("reporting",))
def answer(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    report_id: str,
    message_id: str,
    sealed: str,
    own: str,
) -> ReportRow:
    """答复: put an answer into the reporter's box, sealed to his receipt, and a copy sealed to the organ itself."""
    row = require(session, actor, now, report_id)
    rules.step(ReportEvent.ANSWER, row.status)
    key = _key_today(session, row, now)
    pieces = [
        Piece(PieceKind.MESSAGE, _envelope(sealed, bytes.fromhex(row.box))),
        Piece(PieceKind.OWN, _envelope(own, bytes.fromhex(key.public))),
    ]
    if len(message_id) != 32 or any(
        known.id == message_id for known in queries.messages(session, row.id)
    ):
        raise errors.AlreadyThere(key=message_id)
    filing.write(session, act, row, ReportEvent.ANSWER, row.status)
    filing.keep(session, act, row, message_id, Author.ORGAN, pieces)
    return _one(session, row)


def _envelope(text: str, public: bytes) -> bytes:
    """The bytes of an envelope that is really to this key: nothing readable is ever kept by mistake."""
    try:
        sealed = base64.b64decode(text, validate=True)
    except ValueError as wrong:
        raise no.SealBroken(why="seal.none") from wrong
    if len(sealed) > _ANSWER_MOST:
        raise no.TooManyBytes(field="report.answer", limit=_ANSWER_MOST, length=len(sealed))
    told, _head = envelope.read_head(sealed)
    if told.get("to") != envelope.fingerprint(public):
        raise no.SealBroken(why="seal.other_key")
    return sealed


# -- values ------------------------------------------------------------------------------------------


def _require_status(status: str) -> None:
    if status and status not in list(ReportStatus):
        raise errors.NotAmong.of("report.status", status, ReportStatus, "status")


def _my_organ(session: Session, actor: Actor, now: datetime) -> str:
    return organs.place(session, actor.id, now).organ_id


def require(session: Session, actor: Actor, now: datetime, report_id: str) -> FiledReport:
    """The report, if it went to the organ where one works; of any other nothing is known."""
    row = queries.report(session, report_id)
    if row is None or row.organ_id != _my_organ(session, actor, now):
        raise errors.NotFound(key=report_id)
    return row


def require_version(row: FiledReport, version: int) -> None:
    if row.seq != version:
        raise errors.ChangedMeanwhile(seen=version, current=row.seq)


def _one(session: Session, row: FiledReport) -> ReportRow:
    known = queries.messages(session, row.id)
    return _row(row, len(known), known[-1].author)


def _row(row: FiledReport, messages: int, last: str) -> ReportRow:
    return ReportRow(
        id=row.id,
        organ_id=row.organ_id,
        channel=row.channel,
        day=row.day,
        half=Half(row.half),
        status=ReportStatus(row.status),
        version=row.seq,
        messages=messages,
        unanswered=last == Author.REPORTER,
        petition_id=row.petition_id,
    )


def _sealed(session: Session, row: FiledReport, now: datetime) -> SealedReport:
    of_message: dict[str, list[PieceRow]] = {}
    for piece in queries.pieces(session, row.id):
        told = PieceRow(PieceKind(piece.kind), piece.sha256, piece.size)
        of_message.setdefault(piece.message_id, []).append(told)
    waiting = _waiting(session, row)
    messages = tuple(
        MessageRow(
            m.id,
            Author(m.author),
            m.day,
            Half(m.half),
            tuple(of_message.get(m.id, ())),
            m.id in waiting,
        )
        for m in queries.messages(session, row.id)
    )
    return SealedReport(_one(session, row), _key_today(session, row, now).public, row.box, messages)


def _key_today(session: Session, row: FiledReport, now: datetime) -> OrganKey:
    """The organ's newest key; when none is valid any more, the one the report came to."""
    key = queries.key_of(session, row.organ_id, clock.day(now)) or queries.key(session, row.key_id)
    assert key is not None
    return key


def _key_row(row: OrganKey) -> KeyRow:
    return KeyRow(row.id, row.organ_id, row.fingerprint, row.since, row.until)
