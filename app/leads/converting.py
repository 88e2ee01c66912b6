"""转问题线索: what a petition says becomes a lead of the same organ, or one more matter of the lead that it repeats."""

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from app import errors, feeds, registry
from app.actor import Actor
from app.leads import adding, links, rules, service, sight, steps, views
from app.leads.errors import LeadKnownElsewhere
from app.leads.types import LeadEvent, LeadRow, Matter, NewLead, Reported, Source
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import Office
from app.petitions import handling, numbers, scopes
from db.leads import belongings
from db.leads.models import Lead
from db.petitions import belongings as petition_belongings
from db.petitions import queries as petition_queries
from db.petitions.models import Petition


def lead_of(
    session: Session, actor: Actor, now: datetime, act: Act, petition: Petition
) -> tuple[str, str]:
    """(id, code) of the petition's lead: 案管 gives the code, whichever clerk converts it; earlier leads are looked up."""
    told = _told(session, petition)
    lead = service.same_matter(session, petition.organ_id, Office.SUPERVISION, told)
    if lead is not None and sight.is_away(session, lead.id, actor.id):
        raise LeadKnownElsewhere
    if lead is None:
        place = replace(organs.place(session, actor.id, now), office=Office.SUPERVISION)
        lead = service.registered(session, actor, now, act, place, told)
    else:
        _add(session, act, lead, told, now)
    links.link_petition(session, act, lead, petition.id, now)
    return lead.id, lead.number


def _add(session: Session, act: Act, lead: Lead, told: NewLead, now: datetime) -> None:
    """Whom and what the petition names anew goes to the lead that is there; a parked one wakes."""
    adding.persons_came(session, act, lead, told.persons, now)
    known = [m.summary for m in belongings.matters(session, lead.id)]
    for matter in told.matters:
        if not any(rules.is_same_matter(matter.summary, old) for old in known):
            adding.matter_came(session, act, lead, matter, told.source_ref, now)


def _told(session: Session, petition: Petition) -> NewLead:
    """What a petition says, without a word of who says it."""
    persons = tuple(
        Reported(
            name=a.name or a.unit,
            unit=a.unit,
            post=a.post,
            rank=a.rank,
            gender=a.gender,
            party=bool(a.is_party_member),
        )
        for a in petition_belongings.accused(session, [petition.id])
    )
    marks = petition_belongings.marks(session, petition.id)
    matters = tuple(
        Matter(
            summary=m.summary,
            happened=str(json.loads(m.facts).get("when", "")),
            place=str(json.loads(m.facts).get("where", "")),
            disciplines=tuple(
                k.code for k in marks if k.matter_id == m.id and k.kind == "discipline"
            ),
        )
        for m in petition_belongings.matters(session, [petition.id])
    )
    return NewLead(
        source=Source.XF,
        source_ref=petition.number,
        received_at=petition.received_at,
        summary=matters[0].summary[:200] if matters else petition.number,
        persons=persons,
        matters=matters,
        prior=tuple(lead.number for lead in service.earlier(session, persons)),
    )


@registry.verb(
    "leads.link_petition",
    rules.LAW[LeadEvent.JOIN_PETITION].starts,
    changes=("leads", "petitions"),
)
def link(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    petition_id: str,
    matter: Matter | None = None,
) -> int:
    """A petition belongs to a known lead; what it says anew is added, and a parked lead wakes."""
    lead = steps.take(session, actor, now, lead_id, version)
    if not petition_id.strip():
        raise errors.FieldMissing(field="lead.petition")
    petition = scopes.require_visible(session, actor, now, petition_id)
    links.link_petition(session, act, lead, petition_id, now)
    if matter is not None:
        adding.matter_came(session, act, lead, matter, petition.number, now)
    return lead.seq


@registry.query("leads.of_petition")
def of_petition(
    session: Session, actor: Actor, now: datetime, *, petition_id: str
) -> tuple[LeadRow, ...]:
    """The leads that a petition became part of, those that the asker may see."""
    found = [
        lead
        for lead in belongings.leads_of_petition(session, petition_id)
        if sight.sees(session, actor, now, lead.id)
    ]
    return views.rows_of(session, found, now)


def _living(session: Session, petition_id: str) -> int:
    return len(links.living(session, petition_id))


handling.lead_makers.append(lead_of)
handling.lead_counters.append(_living)


def _petition_name(session: Session, actor: Actor, now: datetime, petition_id: str) -> str:
    try:
        return scopes.require_visible(session, actor, now, petition_id).number
    except errors.Refusal:
        return ""


def _is_hidden(session: Session, actor: Actor, now: datetime, ref: str) -> bool:
    """A petition's number is only for who may see that petition; a desk's copy holds none that its reader may not see."""
    if numbers.read(ref) is None:
        return False
    found = petition_queries.by_number(session, ref.strip())
    if found is None:
        return feeds.is_copy(session)
    return not _petition_name(session, actor, now, found.id)


views.namers["petition"] = _petition_name
sight.hiders.append(_is_hidden)
