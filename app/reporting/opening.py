"""Opens what was filed where the organ's key lies: at the officer's own station. Only working copies are looked at."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from app import ids
from app.reporting import envelope, filing, service
from app.reporting import errors as no
from app.reporting.filing import about
from app.reporting.keys import OrganKey
from app.reporting.types import (
    Attached,
    Author,
    Half,
    Letter,
    MessageRow,
    PieceKind,
    ReportRow,
    SealedReport,
)

R = TypeVar("R")


class Door(Protocol):
    """The store's port, local or far away."""

    def run(self, verb: Callable[..., R], /, **arguments: Any) -> R:
        """Do a verb."""

    def read(self, query: Callable[..., R], /, **arguments: Any) -> R:
        """Ask a query."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A message in the clear; it lives in the memory of this station only."""

    id: str
    author: Author
    day: str
    half: Half
    letter: Letter
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report with its messages in the clear."""

    row: ReportRow
    sealed: SealedReport
    messages: tuple[Opened, ...]


_READ: Final = {Author.REPORTER: PieceKind.MESSAGE, Author.ORGAN: PieceKind.OWN}


def open_report(store: Door, key: OrganKey, report_id: str) -> OpenedReport:
    """Open a report and all that was written since; the look is in the trail."""
    sealed = store.run(service.open_, report_id=report_id)
    messages = tuple(_opened(store, key, report_id, message) for message in sealed.messages)
    return OpenedReport(sealed.row, sealed, messages)


def _opened(store: Door, key: OrganKey, report_id: str, message: MessageRow) -> Opened:
    kind = _READ[message.author]
    content = b"".join(
        envelope.unseal(
            key.private, fetched(store, report_id, piece.sha256), about(report_id, message.id, kind)
        )
        for piece in message.pieces
        if piece.kind == kind
    )
    is_letter = message.author is Author.REPORTER
    letter = filing.letter_of(content) if is_letter else Letter(content.decode())
    day = message.day.isoformat()
    return Opened(message.id, message.author, day, message.half, letter, message.is_waiting)


def copy_of(
    store: Door, key: OrganKey, report_id: str, message_id: str, attached: Attached
) -> bytes:
    """The cleaned copy of a file; refuses (R120) when there is none: the original is looked at nowhere."""
    if not attached.copy:
        raise no.SealBroken(why=attached.note)
    sealed = fetched(store, report_id, attached.copy)
    return envelope.unseal(key.private, sealed, about(report_id, message_id, PieceKind.COPY))


def original_of(
    store: Door, key: OrganKey, report_id: str, message_id: str, attached: Attached, reason: str
) -> bytes:
    """The file bit for bit as it came: evidence, to be examined on a machine apart. That it was taken is told first."""
    store.run(service.take_original, report_id=report_id, sha256=attached.original, reason=reason)
    sealed = fetched(store, report_id, attached.original)
    return envelope.unseal(key.private, sealed, about(report_id, message_id, PieceKind.ORIGINAL))


def answer(store: Door, key: OrganKey, opened: OpenedReport, text: str) -> ReportRow:
    """Put an answer into the reporter's box; the store never sees what it says."""
    message_id, report_id = ids.blind(), opened.row.id
    content = text.strip().encode()
    to_reporter = envelope.seal(
        bytes.fromhex(opened.sealed.box),
        content,
        about(report_id, message_id, PieceKind.MESSAGE),
    )
    own = envelope.seal(
        bytes.fromhex(opened.sealed.key), content, about(report_id, message_id, PieceKind.OWN)
    )
    return store.run(
        service.answer,
        report_id=report_id,
        message_id=message_id,
        sealed=filing.part_text(to_reporter),
        own=filing.part_text(own),
    )


def fetched(store: Door, report_id: str, sha256: str) -> bytes:
    """A sealed piece, stretch by stretch."""
    return b"".join(_stretches(store, report_id, sha256))


def _stretches(store: Door, report_id: str, sha256: str) -> Iterator[bytes]:
    place, parts = 0, 1
    while place < parts:
        part = store.read(service.part, report_id=report_id, sha256=sha256, place=place)
        parts = part.parts
        yield base64.b64decode(part.base64)
        place += 1
