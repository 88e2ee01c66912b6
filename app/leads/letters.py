"""督办函 (casework §3.7): the letters that were drafted, each sent once; only a sent one is a letter."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.leads import rules, sight, steps
from app.leads.types import LeadEvent, Letter
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from db.identity import queries as people
from db.leads import queries
from db.leads.models import Lead, LeadNotice
from db.ledger import queries as trail
from db.ledger.models import Entry

DRAFT, SENT = "draft", "sent"
_MOST: Final = 1_000


@registry.query("leads.letters", rules.AG, central=True)
def letters(session: Session, actor: Actor, now: datetime) -> tuple[Letter, ...]:
    """The letters of the asker's organ, the newest first, without those about leads he keeps away from."""
    place = organs.place(session, actor.id, now)
    scope = sight.scope(session, actor, now)
    known = queries.letters(session, place.organ_id, _MOST)
    seen = queries.seen_of(session, scope, [lead.id for _, lead in known])
    found = [(row, lead) for row, lead in known if lead.id in seen]
    sent = {lead.id for row, lead in found if row.status == SENT}
    sendings = {
        ledger.facts(entry)["letter"]: entry
        for entry in trail.of_objects(session, "lead", sent, [LeadEvent.SEND_LETTER])
    }
    names = people.names(session, ledger.signers(sendings.values()))
    return tuple(
        _letter(row, lead, place.name, sendings.get(row.number), names) for row, lead in found
    )


def _letter(
    row: LeadNotice, lead: Lead, organ: str, sent: Entry | None, names: dict[str, str]
) -> Letter:
    return Letter(
        id=row.id,
        number=row.number,
        lead_id=lead.id,
        lead_number=lead.number,
        version=lead.seq,
        organ=organ,
        level=row.level,
        to_office=row.to_office,
        text=row.text,
        drafted_at=row.drafted_at,
        reply_due=row.reply_due,
        status=row.status,
        sent_at=sent.recorded_at if sent is not None else None,
        sent_by=names.get(sent.actor, "") if sent is not None else "",
    )


@registry.verb("leads.send_letter", rules.LAW[LeadEvent.SEND_LETTER].starts, changes=steps.CHANGES)
def send_letter(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    letter_id: str,
) -> int:
    """发出督办函: the draft becomes the letter, under the number it was drafted with; a sent one is sent no more."""
    lead = steps.take(session, actor, now, lead_id, version)
    row = next((n for n in queries.notices(session, lead.id) if n.id == letter_id), None)
    if row is None:
        raise errors.NotFound(key=letter_id)
    if row.status != DRAFT:
        raise errors.AlreadyThere(key=row.number)
    steps.save(session, act, lead, LeadEvent.SEND_LETTER, letter=row.number, to=row.to_office)
    row.status = SENT
    session.flush()
    return lead.seq
