"""Originals of a petition: the working copy is read like its words; the file as it came only for a reason, which is told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.ledger import service as ledger
from app.ledger.types import Act
from app.petitions import progress, scopes, views
from app.petitions.errors import PetitionHidden
from app.petitions.types import Original, OriginalRow
from db.petitions import belongings, models

#: A copy of the content alone; what a citizen wrote on the web has no trace of anything else either.
COPY: Final = "copy"
READ: Final = (COPY, "text")


@registry.query("petitions.original", views.READERS, central=True)
def original(session: Session, actor: Actor, now: datetime, *, original_id: str) -> Original:
    """The key of a working copy, for who may see its petition; of what came as it came there is `take_original`."""
    found = _told(_found(session, actor, now, original_id))
    if found.kind not in READ:
        raise PetitionHidden
    return found


@registry.verb("petitions.take_original", views.READERS, private=True)
def take_original(
    session: Session, actor: Actor, now: datetime, act: Act, *, original_id: str, reason: str
) -> Original:
    """取原件: the key of the file as it came; who took it, and what for, stands in the trail before he has it."""
    found = _found(session, actor, now, original_id)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    told = {"petition": found.petition_id, "original": original_id, "sha256": found.sha256}
    ledger.write(session, act, "account", actor.id, "TAKE_ORIGINAL", **told, reason=reason.strip())
    return _told(found)


def paired(rows: Sequence[OriginalRow]) -> tuple[tuple[OriginalRow, OriginalRow | None], ...]:
    """Each paper with the working copy that was made of it; a copy without its original stands for itself."""
    copies = [row for row in rows if row.kind == COPY]
    told: list[tuple[OriginalRow, OriginalRow | None]] = []
    for row in rows:
        if row.kind == COPY:
            continue
        mine = next((c for c in copies if row.name and (c.name, c.at) == (row.name, row.at)), None)
        if mine is not None:
            copies.remove(mine)
        told.append((row, mine))
    return (*told, *((copy, None) for copy in copies))


def _found(session: Session, actor: Actor, now: datetime, original_id: str) -> models.Original:
    found = belongings.original(session, original_id)
    if found is None or not found.cipher_key or not progress.is_shown(actor, found.part):
        raise PetitionHidden
    scopes.require_visible(session, actor, now, found.petition_id)
    return found


def _told(row: models.Original) -> Original:
    return Original(row.sha256, row.cipher_key, row.kind, row.pages, row.name)
