"""Who sees a lead: whose office's business it is in the organ's subtree, who handles it, who has to sign it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import blobs
from app.actor import Actor
from app.identity.roles import Role as R
from app.leads import rules
from app.leads.errors import LeadNotYours
from app.organs import service as organs
from app.organs.types import Office, Place
from db.identity import queries as people
from db.leads import queries
from db.leads.models import Lead
from db.leads.queries import Scope

#: 案管: every lead of its line. 干部监督室 keeps the leads about own staff, which the others do not see.
_LEDGER: R = R.LEAD_CLERK
_OVER_ALL = (R.LEAD_CLERK, R.OVERSIGHT, R.LEADER, R.CHIEF)
_OF_AN_OFFICE = (R.OFFICE_CLERK, R.HEAD)


def scope(session: Session, actor: Actor, now: datetime) -> Scope:
    """What the actor may see today."""
    place = organs.place_or_none(session, actor.id, now)
    name = rules.folded(actor.name)
    if place is None:
        return Scope(actor.id, name=name)
    signs = (R.COMMITTEE,) if actor.has(R.COMMITTEE) else ()
    lines, offices = _lines(actor, place)
    return Scope(actor.id, place.path, place.organ_id, lines, offices, signs, name)


def _lines(actor: Actor, place: Place) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    if actor.has(R.CHIEF):
        return (Office.SUPERVISION, Office.CADRES), None
    if actor.has(*_OVER_ALL):
        own = place.office == Office.CADRES
        return ((Office.CADRES,) if own else (Office.SUPERVISION,)), None
    if actor.has(*_OF_AN_OFFICE):
        return (Office.SUPERVISION, Office.CADRES), (place.office,)
    return (), ()


def sees(session: Session, actor: Actor, now: datetime, lead_id: str) -> bool:
    """Whether the actor may see a lead."""
    return queries.is_seen(session, scope(session, actor, now), lead_id)


def require(session: Session, actor: Actor, now: datetime, lead_id: str) -> Lead:
    """The lead, or a refusal that tells nothing of it (R111)."""
    found = queries.lead(session, lead_id)
    if found is None or not sees(session, actor, now, lead_id):
        raise LeadNotYours
    return found


def seen_of(session: Session, actor: Actor, now: datetime, ids: Sequence[str]) -> set[str]:
    """Of these leads those that somebody may see."""
    return queries.seen_of(session, scope(session, actor, now), ids)


blobs.sights["lead"] = seen_of


def is_away(session: Session, lead_id: str, account_id: str) -> bool:
    """Whether somebody must keep away from a lead (回避), or bears the name of whom it is about."""
    if queries.away(session, lead_id, account_id) is not None:
        return True
    name = rules.folded(people.names(session, [account_id]).get(account_id, ""))
    return bool(name) and any(p.folded == name for p in queries.persons(session, lead_id))
