"""封转上级 (casework §2.6): an opened report that turns out to be the superior's goes up sealed, and nothing stays here.

The officer's station seals every piece anew to the superior's key (resealing.py) and lays it down; then one act gives
the report to that organ and empties what was sealed to this one. The reporter's receipt goes on to open it.
"""

import base64
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256 as digest
from typing import Final

from sqlalchemy.orm import Session

from app import clock, registry
from app.actor import Actor
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import sealed
from app.petitions.types import SealedRow
from app.reporting import envelope, filing, rules, service
from app.reporting import errors as no
from app.reporting.types import (
    Author,
    Entrance,
    PieceKind,
    ReportEvent,
    ReportStatus,
    Resealed,
    Superior,
)
from db.reporting import queries
from db.reporting.models import FiledReport, OrganKey, ReportPiece

_CHANGES: Final = ("reporting", "petitions")
_PARTS_MOST: Final = 64
_HASH: Final = 64


@registry.query("reporting.superior", rules.CLERKS)
def superior(session: Session, actor: Actor, now: datetime, *, report_id: str) -> Superior:
    """The nearest organ above that can open it today; refuses (R122) when none of ours can."""
    key = _above(session, service.require(session, actor, now, report_id), now)
    return Superior(key.organ_id, organs.require(session, key.organ_id).name, key.public)


@registry.verb("reporting.lay_part", rules.CLERKS)
def lay_part(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    report_id: str,
    sha256: str,
    place: int,
    parts: int,
    sealed_text: str,
) -> None:
    """Lay down a stretch of a piece that was sealed anew; it belongs to no report until `pass_up` names it."""
    row = service.require(session, actor, now, report_id)
    rules.step(ReportEvent.PASS_UP, row.status)
    try:
        data = base64.b64decode(sealed_text, validate=True)
    except ValueError as wrong:
        raise no.SealBroken(why="seal.none") from wrong
    fits = 0 <= place < parts <= _PARTS_MOST and 0 < len(data) <= queries.PART
    if not fits or len(sha256) != _HASH or queries.piece(session, sha256) is not None:
        raise no.SealBroken(why="seal.none")
    if queries.part(session, sha256, place) is None:
        queries.lay_part(session, sha256, place, parts, data)


@registry.verb("reporting.pass_up", rules.CLERKS, changes=_CHANGES)
def pass_up(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    report_id: str,
    version: int,
    pieces: tuple[Resealed, ...],
    is_about_own_head: bool = False,
) -> SealedRow:
    """封转上级: the superior has it, the sealed ledger has its line, and what this organ could open is emptied."""
    row = service.require(session, actor, now, report_id)
    service.require_version(row, version)
    rules.step(ReportEvent.PASS_UP, row.status)
    key = _above(session, row, now)
    old = _ours(session, row)
    _require_all(old, pieces)
    sizes = [_require_sealed(session, piece, key) for piece in pieces]
    for at, (piece, size) in enumerate(zip(pieces, sizes, strict=True), len(old)):
        session.add(
            ReportPiece(
                sha256=piece.seal,
                report_id=row.id,
                message_id=piece.message_id,
                place=at,
                kind=piece.kind,
                size=size,
            )
        )
    session.flush()
    erased = sorted(piece.sha256 for piece in old)
    queries.empty(session, erased)
    filing.write(session, act, row, ReportEvent.PASS_UP, ReportStatus.FILED, erased=erased)
    row.organ_id, row.key_id = key.organ_id, key.id  # the row changes once, with its entry
    session.flush()
    return sealed.seal_pass(
        session,
        actor,
        now,
        act,
        channel=rules.CHANNELS[Entrance(row.channel)],
        received_on=row.day,
        pieces=1,
        seal_no=row.id[:12],
        is_about_own_head=is_about_own_head,
    )


def _above(session: Session, row: FiledReport, now: datetime) -> OrganKey:
    """The key of the nearest organ above that has one."""
    mine = organs.require(session, row.organ_id)
    for organ_id in reversed([each for each in mine.path.split("/") if each and each != mine.id]):
        key = queries.key_of(session, organ_id, clock.day(now))
        if key is not None and key.suite == envelope.SUITE:
            return key
    raise no.NoSuperiorKey(organ=mine.name)


def _ours(session: Session, row: FiledReport) -> list[ReportPiece]:
    """What is sealed to this organ: all but the answers in the reporter's box."""
    by = {m.id: m.author for m in queries.messages(session, row.id)}
    return [
        piece
        for piece in queries.pieces(session, row.id)
        if by[piece.message_id] == Author.REPORTER or piece.kind == PieceKind.OWN
    ]


def _require_all(old: Sequence[ReportPiece], new: Sequence[Resealed]) -> None:
    """Each piece goes on once: nothing is lost on the way, and nothing put in."""
    had = Counter((p.message_id, PieceKind(p.kind)) for p in old)
    if had != Counter((p.message_id, PieceKind(p.kind)) for p in new):
        raise no.SealBroken(why="seal.changed")


def _require_sealed(session: Session, piece: Resealed, key: OrganKey) -> int:
    """The size of a piece that lies whole and is to the superior's key."""
    data = queries.sealed(session, piece.seal)
    if digest(data).hexdigest() != piece.seal or queries.piece(session, piece.seal):
        raise no.SealBroken(why="seal.changed")
    told, _head = envelope.read_head(data)
    if told.get("to") != envelope.fingerprint(bytes.fromhex(key.public)):
        raise no.SealBroken(why="seal.other_key")
    return len(data)
