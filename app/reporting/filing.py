"""What the public door does: files a report, adds to it, tells how far it is. Nobody is asked who he is.

Everything is sealed to the organ before the books hear of it; what was written exists in the clear in memory only.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.ledger import service as ledger
from app.ledger.types import Act
from app.reporting import attachments, cleaning, envelope, receipts, rules
from app.reporting import errors as no
from app.reporting.types import (
    Attached,
    Author,
    Letter,
    PieceKind,
    Progress,
    ReportEvent,
    ReportStatus,
    Said,
    Upload,
)
from app.store import Store
from db.reporting import queries
from db.reporting.models import FiledReport, OrganKey, ReportMessage, ReportPiece

_HELD: Final = "clean.held"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece ready to be kept: what it is, and its envelope."""

    kind: PieceKind
    sealed: bytes

    @property
    def sha256(self) -> str:
        """The hash that names it."""
        return sha256(self.sealed).hexdigest()


# -- sealing -----------------------------------------------------------------------------------------


def about(report_id: str, message_id: str, kind: PieceKind) -> str:
    """What an envelope is bound to, so that it opens in its own place only."""
    return f"report|{report_id}|{message_id}|{kind}"


def require_uploads(uploads: Sequence[Upload]) -> None:
    """Refuse (R129) files that are too many, too large together, or not to be taken."""
    if len(uploads) > rules.FILES_MOST:
        raise no.AttachmentRefused(name=uploads[rules.FILES_MOST].name, why="file.many")
    if sum(len(upload.data) for upload in uploads) > rules.TOTAL_MOST:
        raise no.AttachmentRefused(
            name=uploads[-1].name, why="file.total", limit=rules.TOTAL_MOST >> 20
        )
    for upload in uploads:
        attachments.form_of(upload)


def sealed_letter(
    public: bytes, report_id: str, message_id: str, letter: Letter, uploads: Sequence[Upload]
) -> list[Piece]:
    """The letter and its files, each file as it came and as a cleaned copy, all sealed to the organ."""
    require_uploads(uploads)
    pieces: list[Piece] = []
    attached: list[Attached] = []

    def put(kind: PieceKind, content: bytes) -> str:
        sealing = envelope.seal(public, content, about(report_id, message_id, kind))
        pieces.append(Piece(kind, sealing))
        return pieces[-1].sha256

    for upload in uploads:
        form = attachments.form_of(upload)
        is_cleaned = form in attachments.CLEANED
        copy = cleaning.clean(form, upload.data) if is_cleaned else cleaning.Copy(why=_HELD)
        attached.append(
            Attached(
                name=upload.name[: rules.LINE_MOST],
                size=len(upload.data),
                sha256=sha256(upload.data).hexdigest(),
                original=put(PieceKind.ORIGINAL, upload.data),
                copy=put(PieceKind.COPY, copy.data) if copy.data else "",
                note=copy.why,
            )
        )
    told = registry.canonical(replace(letter, attached=tuple(attached)))
    put(PieceKind.MESSAGE, told.encode())
    return pieces


def letter_of(content: bytes) -> Letter:
    """The letter that was sealed."""
    told = json.loads(content)
    attached = tuple(Attached(**each) for each in told.pop("attached"))
    return Letter(**told, attached=attached)


# -- the door's three acts ---------------------------------------------------------------------------


def organ_key(store: Store, organ_id: str, now: datetime) -> OrganKey:
    """The key of an organ today, or a refusal (R122)."""
    with store.database.read() as session:
        found = queries.key_of(session, organ_id, clock.day(now))
    if found is None or found.suite != envelope.SUITE:
        raise no.NoOrganKey(organ=organ_id)
    return found


def file(
    store: Store,
    now: datetime,
    *,
    organ_id: str,
    channel: str,
    box: receipts.Box,
    letter: Letter,
    uploads: Sequence[Upload] = (),
) -> bool:
    """File a report. The same receipt again, from a form sent twice, changes nothing: then False."""
    if wrong := rules.faults(letter):
        raise no.LetterIncomplete(faults=wrong)
    require_uploads(uploads)
    with store.database.read() as session:
        if queries.by_receipt(session, box.found_by) is not None:
            return False
    key = organ_key(store, organ_id, now)
    report_id, message_id = ids.blind(), ids.blind()
    pieces = sealed_letter(bytes.fromhex(key.public), report_id, message_id, letter, uploads)

    def job(session: Session, act: Act) -> bool:
        if queries.by_receipt(session, box.found_by) is not None:
            return False
        row = FiledReport(
            id=report_id,
            organ_id=organ_id,
            channel=channel,
            day=clock.day(act.recorded_at),
            half=rules.half_of(act.recorded_at),
            key_id=key.id,
            box=box.public.hex(),
            receipt=box.found_by,
            petition_id="",
            status=ReportStatus.FILED,
            seq=0,
        )
        write(session, act, row, ReportEvent.FILE, ReportStatus.FILED, channel=channel)
        session.add(row)
        session.flush()
        keep(session, act, row, message_id, Author.REPORTER, pieces)
        return True

    try:
        return store.veiled("reporting.file", job)
    except errors.AlreadyThere:  # the same form came twice at once; the other one filed it
        return False


def add(
    store: Store,
    now: datetime,
    *,
    box: receipts.Box,
    message: str,
    uploads: Sequence[Upload] = (),
    once: str,
) -> None:
    """Write more to the organ behind the receipt. `once` names the form: sent again it adds nothing."""
    if not message.strip() and not uploads:
        raise no.LetterIncomplete(faults=[("message", "missing")])
    if len(message) > rules.TEXT_MOST:
        raise no.LetterIncomplete(faults=[("message", "long")])
    with store.database.read() as session:
        found = _require(session, box)
        key = queries.key_of(session, found.organ_id, clock.day(now))
        key = key or queries.key(session, found.key_id)
    assert key is not None
    message_id = sha256(f"{box.found_by}|{once}".encode()).hexdigest()[:32]
    letter = Letter(text=message)
    public = bytes.fromhex(key.public)
    pieces = sealed_letter(public, found.id, message_id, letter, uploads)

    def job(session: Session, act: Act) -> None:
        row = _require(session, box)
        if any(known.id == message_id for known in queries.messages(session, row.id)):
            return
        rules.step(ReportEvent.ADD, row.status)
        write(session, act, row, ReportEvent.ADD, row.status)
        keep(session, act, row, message_id, Author.REPORTER, pieces)

    store.veiled("reporting.add", job)


def progress(store: Store, *, box: receipts.Box) -> Progress:
    """How far the report is, and the organ's answers, opened by the receipt; refuses (R124) an unknown one."""
    with store.database.read() as session:
        row = _require(session, box)
        kinds = (PieceKind.MESSAGE,)
        answers = {p.message_id: p for p in queries.pieces(session, row.id) if p.kind in kinds}
        said = []
        for message in queries.messages(session, row.id):
            text = ""
            if message.author == Author.ORGAN:
                sealed = queries.sealed(session, answers[message.id].sha256)
                place = about(row.id, message.id, PieceKind.MESSAGE)
                text = envelope.unseal(box.private, sealed, place).decode()
            said.append(Said(Author(message.author), message.day, message.half, text))  # type: ignore[arg-type]
        return Progress(row.channel, row.day, row.half, ReportStatus(row.status), tuple(said))  # type: ignore[arg-type]


def _require(session: Session, box: receipts.Box) -> FiledReport:
    found = queries.by_receipt(session, box.found_by)
    if found is None:
        raise no.ReceiptUnknown
    return found


# -- one place for a report's row and its entry ------------------------------------------------------


def write(
    session: Session, act: Act, row: FiledReport, event: ReportEvent, status: str, **facts: object
) -> None:
    """The entry, and with it the state of the row; nothing else changes either."""
    written = ledger.write(session, act, "report", row.id, event, after={"status": status}, **facts)
    row.status, row.seq = status, written.seq


def keep(
    session: Session,
    act: Act,
    row: FiledReport,
    message_id: str,
    author: Author,
    pieces: Sequence[Piece],
) -> None:
    """A message with its sealed pieces."""
    place = len(queries.messages(session, row.id)) + 1
    session.add(
        ReportMessage(
            id=message_id,
            report_id=row.id,
            place=place,
            author=author,
            day=clock.day(act.recorded_at),
            half=rules.half_of(act.recorded_at),
        )
    )
    session.flush()
    for at, piece in enumerate(pieces):
        session.add(
            ReportPiece(
                sha256=piece.sha256,
                report_id=row.id,
                message_id=message_id,
                place=at,
                kind=piece.kind,
                size=len(piece.sealed),
            )
        )
        queries.keep(session, piece.sha256, piece.sealed)
    session.flush()


def part_text(data: bytes) -> str:
    """A stretch of sealed bytes as text that any wire carries."""
    return base64.b64encode(data).decode()
