"""督办函 (casework §3.7): the letters that were drafted, each sent once; only a sent one is a letter."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.leads import answering, rules, sight, steps, supervising
from app.leads.types import LeadEvent, Letter, NoticeLine
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from db.identity import queries as people
from db.leads import belongings
from db.leads.models import Lead, LeadNotice
from db.ledger import queries as trail
from db.ledger.models import Entry

DRAFT, SENT = "draft", "sent"
_MOST: Final = 1_000


@registry.query("leads.letters", answering.CONCERNED, central=True)
def letters(session: Session, actor: Actor, now: datetime) -> tuple[Letter, ...]:
    """The letters of the asker's organ about leads that he sees, the newest first; drafts for who sends them."""
    place = organs.place(session, actor.id, now)
    scope = sight.scope(session, actor, now)
    drafts = actor.has(*rules.AG)
    found = belongings.letters(session, scope, place.organ_id, _MOST, drafts=drafts)
    sent = {lead.id for row, lead in found if row.status == SENT}
    sendings = {
        ledger.facts(entry)["letter"]: entry
        for entry in trail.of_objects(session, "lead", sent, [LeadEvent.SEND_LETTER])
    }
    names = people.names(session, ledger.signers(sendings.values()))
    lines = answering.lines(session, [row for row, _ in found], clock.day(now))
    return tuple(
        _letter(
            row,
            lead,
            place.name,
            lines[row.id],
            sendings.get(row.number),
            names,
            may_answer=answering.may_answer(session, actor, now, lead, row, lines[row.id]),
            may_judge=answering.may_judge(session, actor, lines[row.id]),
        )
        for row, lead in found
    )


def _letter(
    row: LeadNotice,
    lead: Lead,
    organ: str,
    line: NoticeLine,
    sent: Entry | None,
    names: dict[str, str],
    *,
    may_answer: bool,
    may_judge: bool,
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
        state=line.state,
        answers=line.answers,
        may_answer=may_answer,
        may_judge=may_judge,
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
    row = next((n for n in belongings.notices(session, lead.id) if n.id == letter_id), None)
    if row is None:
        raise errors.NotFound(key=letter_id)
    if row.status != DRAFT:
        raise errors.AlreadyThere(key=row.number)
    row.status = SENT
    if row.level == supervising.HEAD:  # counted from today: a draft may have lain
        row.reply_due = answering.ask(session, act, lead, now)
    steps.save(session, act, lead, LeadEvent.SEND_LETTER, letter=row.number, to=row.to_office)
    session.flush()
    return lead.seq
