"""Seals an opened report anew to the superior organ's key: at the officer's station, the only place where it is open."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

from app import registry
from app.petitions.types import SealedRow
from app.reporting import envelope, filing, opening, passing
from app.reporting.filing import about
from app.reporting.keys import OrganKey
from app.reporting.opening import Door, Opened, OpenedReport
from app.reporting.types import Attached, Author, PieceKind, Resealed
from db.reporting.queries import PART


def pass_up(
    store: Door, key: OrganKey, opened: OpenedReport, about_own_head: bool = False
) -> SealedRow:
    """封转上级: every message and file, sealed to the superior; refuses when something was added meanwhile."""
    report_id = opened.row.id
    public = bytes.fromhex(store.read(passing.superior, report_id=report_id).public)

    def laid(message_id: str, kind: PieceKind, content: bytes) -> Resealed:
        sealed = envelope.seal(public, content, about(report_id, message_id, kind))
        return Resealed(message_id, kind, _lay(store, report_id, sealed))

    pieces = tuple(
        piece
        for message in opened.messages
        for piece in _resealed(store, key, opened, message, laid)
    )
    return store.run(
        passing.pass_up,
        report_id=report_id,
        version=opened.row.version,
        pieces=pieces,
        is_about_own_head=about_own_head,
    )


def _resealed(
    store: Door,
    key: OrganKey,
    opened: OpenedReport,
    message: Opened,
    laid: Callable[[str, PieceKind, bytes], Resealed],
) -> Iterator[Resealed]:
    """A message with its files; its letter names the new pieces."""
    if message.author is Author.ORGAN:
        yield laid(message.id, PieceKind.OWN, message.letter.text.encode())
        return

    def moved(kind: PieceKind, was: str) -> Resealed:
        sealed = opening.fetched(store, opened.row.id, was)
        content = envelope.unseal(key.private, sealed, about(opened.row.id, message.id, kind))
        return laid(message.id, kind, content)

    files: list[Attached] = []
    for each in message.letter.attached:
        original = moved(PieceKind.ORIGINAL, each.original)
        copy = moved(PieceKind.COPY, each.copy) if each.copy else None
        yield from (piece for piece in (original, copy) if piece is not None)
        files.append(
            replace(each, original=original.seal, copy=copy.seal if copy is not None else "")
        )
    letter = replace(message.letter, attached=tuple(files))
    yield laid(message.id, PieceKind.MESSAGE, registry.canonical(letter).encode())


def _lay(store: Door, report_id: str, sealed: bytes) -> str:
    """Lay a sealed piece down, stretch by stretch; its hash."""
    name = sha256(sealed).hexdigest()
    stretches = [sealed[at : at + PART] for at in range(0, len(sealed), PART)]
    for place, stretch in enumerate(stretches):
        store.run(
            passing.lay_part,
            report_id=report_id,
            sha256=name,
            place=place,
            parts=len(stretches),
            sealed_text=filing.part_text(stretch),
        )
    return name
