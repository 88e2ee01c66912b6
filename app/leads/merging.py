"""作废 and 并入: a code stays in the list for ever; what is merged keeps every field and paper at the other lead."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import errors, ids, registry, search
from app.actor import Actor
from app.leads import adding, clocks, rules, service, steps
from app.leads.errors import LeadKnown
from app.leads.types import LeadEvent, LeadStatus
from app.ledger.types import Act
from db.base import Base
from db.leads import belongings
from db.leads.models import Lead, LeadAlias, PetitionLead

#: What stands in the place of an organ at the code of a merged lead.
_MERGED = "并入"


@registry.verb(
    "leads.void",
    rules.LAW[LeadEvent.VOID_LEAD].starts,
    seconds=rules.LAW[LeadEvent.VOID_LEAD].seconds,
    changes=steps.CHANGES,
)
def void(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    reason: str,
) -> int:
    """作废: a code that was given by mistake; it stays listed with its reason and who signed."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.VOID_LEAD, lead.status)
    if not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    seconds = rules.LAW[LeadEvent.VOID_LEAD].seconds
    steps.require_second(session, act, now, seconds, lead.organ_id, [actor.id], lead)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.VOID_LEAD,
        LeadStatus.VOID,
        sets={"merged_into": lead.id},
        reason=reason.strip(),
    )
    clocks.stop(session, act, lead, now, "VOID_LEAD")
    return lead.seq


@registry.verb(
    "leads.merge",
    rules.LAW[LeadEvent.MERGE_LEAD].starts,
    seconds=rules.LAW[LeadEvent.MERGE_LEAD].seconds,
    changes=steps.CHANGES,
)
def merge(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    into_id: str,
    into_version: int,
    reason: str,
) -> int:
    """并入: two codes for one matter become one lead; the other code leads on to it, nothing it held is lost.

    A lead that was parked wakes: what comes to it is no longer looked after elsewhere.
    """
    if lead_id == into_id:
        raise errors.FieldInvalid(field="lead.into", why="field.same")
    lead = steps.take(session, actor, now, lead_id, version)
    into = steps.take(session, actor, now, into_id, into_version)
    if into.line != lead.line:
        raise LeadKnown(number=into.number)
    rules.step(LeadEvent.MERGE_LEAD, lead.status)
    seconds = rules.LAW[LeadEvent.MERGE_LEAD].seconds
    steps.require_second(session, act, now, seconds, lead.organ_id, [actor.id], lead, into)
    if into.status == LeadStatus.PARKED:
        adding.wake(session, act, into, now, "matter")
    carried = _carry(session, act, lead, into, now)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.MERGE_LEAD,
        LeadStatus.MERGED,
        sets={"merged_into": into.id},
        into=into.number,
        reason=reason.strip(),
    )
    clocks.stop(session, act, lead, now, "MERGE_LEAD")
    words = f"{into.words.rstrip()} {lead.words.strip()} {search.words([lead.number])} "
    steps.save(
        session,
        act,
        into,
        LeadEvent.TAKE_MERGED,
        sets={"words": words},
        taken=lead.number,
        fields=_fields(lead),
        carried=carried,
    )
    return into.seq


def _fields(lead: Lead) -> dict[str, object]:
    """Every field of the merged lead as it stood, own ones too: they stay readable at the other."""
    aside = {"words", "seq", "status"}
    return {
        c: registry.plain(getattr(lead, c))
        for c in (c.name for c in Base.metadata.tables["lead"].columns)
        if c not in aside
    }


def _carry(session: Session, act: Act, lead: Lead, into: Lead, now: datetime) -> dict[str, int]:
    """Copy persons, matters and papers; petitions and numbers of other organs lead to the other lead too."""
    known = {(p.folded, rules.folded(p.unit)) for p in belongings.persons(session, into.id)}
    counts = {"persons": 0, "matters": 0, "papers": 0, "aliases": 0, "petitions": 0}
    for person in belongings.persons(session, lead.id):
        if (person.folded, rules.folded(person.unit)) not in known:
            session.add(_copy(person, into.id))
            counts["persons"] += 1
    for rows, name in (
        (belongings.matters(session, lead.id), "matters"),
        (belongings.papers(session, lead.id), "papers"),
    ):
        for row in rows:
            session.add(_copy(row, into.id))
            counts[name] += 1
    for alias in belongings.aliases(session, lead.id):
        alias.lead_id = into.id
        counts["aliases"] += 1
    session.add(
        LeadAlias(
            organ=_MERGED, code=lead.number, lead_id=into.id, issued_on=None, added_by=act.actor
        )
    )
    linked = set(belongings.petitions_of(session, into.id))
    for petition in belongings.petitions_of(session, lead.id):
        if petition not in linked:
            session.add(
                PetitionLead(
                    petition_id=petition, lead_id=into.id, linked_by=act.actor, linked_at=now
                )
            )
            counts["petitions"] += 1
    for away in belongings.aways(session, lead.id):
        service.keep_away(session, act, into.id, away.account_id, away.why, now)
    session.flush()
    return counts


def _copy(row: Base, lead_id: str) -> Base:
    told = {c.name: getattr(row, c.name) for c in row.__table__.columns}
    return type(row)(**{**told, "id": ids.new(), "lead_id": lead_id})
