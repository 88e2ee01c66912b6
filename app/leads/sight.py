"""Who sees a lead: whose office's business it is in the organ's subtree, who handles it, who has to sign it.

Of the leads outside his line a leader learns code, stage and age, and nothing of what they are about (casework §3.7).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from app import blobs, clock, feeds, search
from app.actor import Actor
from app.identity.roles import Role as R
from app.leads import rules
from app.leads.errors import LeadNotYours
from app.organs import service as organs
from app.organs.types import Office, Place
from db.among import Ids
from db.identity import queries as people
from db.leads import belongings, queries
from db.leads.models import Lead
from db.leads.queries import Scope
from db.requests import queries as requests

#: Who signs: a lead that waits for his signature, or has had it, is in his line; another's signature opens nothing.
_SIGN = rules.APPROVERS
_LEDGER = (R.LEAD_CLERK, R.OVERSIGHT)
_OF_AN_OFFICE = (R.OFFICE_CLERK, R.HEAD)
#: 干部监督室 keeps the leads about own staff, which the others do not see.
_BOTH = (Office.SUPERVISION, Office.CADRES)


#: Whether a lead's source is the number of something that somebody may not see; features beside add what they number.
Hider = Callable[[Session, Actor, datetime, str], bool]
hiders: list[Hider] = []


class Line(NamedTuple):
    """Whose business leads are: the ledgers, the offices (None: every one), and whether those of organs below too.

    Of the ledgers `stages` he learns how far the leads of his organ and below are.
    """

    lines: tuple[str, ...] = ()
    offices: tuple[str, ...] | None = ()
    below: bool = True
    stages: tuple[str, ...] = ()


def scope(session: Session, actor: Actor, now: datetime) -> Scope:
    """What the actor may see today."""
    place = organs.place_or_none(session, actor.id, now)
    name = rules.folded(actor.name)
    if place is None:
        return Scope(actor.id, name=name)
    signs = tuple(sorted(_signs(session, actor, place, now)))
    line = _line(actor, place)
    at = (place.path, place.organ_id)
    return Scope(actor.id, *at, line.lines, line.offices, signs, name, line.below, line.stages)


def _signs(session: Session, actor: Actor, place: Place, now: datetime) -> set[str]:
    """For which roles he signs at his organ: his own, and those of whom he stands in for."""
    signs = {str(role) for role in _SIGN if actor.has(role)}
    for each in requests.delegations_to(session, actor.id) if signs else ():
        if not each.since <= now <= each.until:
            continue
        at = organs.place_or_none(session, each.principal, now)
        if at is not None and at.organ_id == place.organ_id:
            signs |= people.roles(session, each.principal, clock.day(now)) & set(_SIGN)
    return signs


def _line(actor: Actor, place: Place) -> Line:
    own = (Office.CADRES,) if place.office == Office.CADRES else (Office.SUPERVISION,)
    if actor.has(R.CHIEF):
        return Line(_BOTH, None, below=False, stages=_BOTH)
    if actor.has(*_LEDGER):
        return Line(own, None)
    if actor.has(R.LEADER):
        if place.office == Office.LEADERS:  # in charge of no office of his own: what he signs
            return Line(stages=own)
        return Line(_BOTH, (place.office,), below=False, stages=own)
    if actor.has(*_OF_AN_OFFICE):
        return Line(_BOTH, (place.office,))
    return Line()


def sees(session: Session, actor: Actor, now: datetime, lead_id: str) -> bool:
    """Whether the actor may see a lead."""
    return queries.is_seen(session, scope(session, actor, now), lead_id)


def require(session: Session, actor: Actor, now: datetime, lead_id: str) -> Lead:
    """The lead, or a refusal that tells nothing of it (R111)."""
    found = queries.lead(session, lead_id)
    if found is None or not sees(session, actor, now, lead_id):
        raise LeadNotYours
    return found


def seen_of(session: Session, actor: Actor, now: datetime, ids: Ids) -> set[str]:
    """Of these leads those that somebody may see."""
    return queries.seen_of(session, scope(session, actor, now), ids)


blobs.sights["lead"] = seen_of


def told_of(session: Session, actor: Actor, now: datetime, ids: Ids) -> set[str]:
    """Of these leads those of which somebody learns at least how far they are."""
    return queries.told_of(session, scope(session, actor, now), ids)


#: What reaches a leader's own desk of a lead outside his line: as much as the lists show him (`views.rows_for`).
STAGE: Final = feeds.Part(
    roles=(R.CHIEF, R.LEADER),
    shows={
        "lead": (
            *("id", "number", "organ_id", "line", "status", "seq"),
            *("received_at", "registered_at", "merged_into"),
        )
    },
    sees=told_of,
)


def reference(session: Session, actor: Actor, now: datetime, lead: Lead, told: str) -> str:
    """The number that a lead or one of its matters names as its source; none of what the reader may not see.

    Whoever registered the lead wrote it there himself.
    """
    if lead.registered_by == actor.id or not any(h(session, actor, now, told) for h in hiders):
        return told
    return ""


def is_found(
    session: Session, actor: Actor, now: datetime, lead: Lead, wanted: Sequence[tuple[str, bool]]
) -> bool:
    """Whether a lead is found by what the searcher may read of it, and not by a number that is hidden from him."""
    matters = belongings.matters(session, lead.id)
    refs = {lead.source_ref, *(m.source_ref for m in matters)}
    hidden = [ref for ref in refs if ref and not reference(session, actor, now, lead, ref)]
    if not hidden:
        return True
    persons = belongings.persons(session, lead.id)
    read = [lead.number, lead.summary, *(m.summary for m in matters)]
    read += [told for p in persons for told in (p.name, p.unit, p.post)]
    return not any(
        _holds(hidden, *word) and not _holds([*read, *(refs - {*hidden})], *word) for word in wanted
    )


def _holds(texts: Iterable[str], word: str, prefix: bool) -> bool:
    """As the engine looks a word up, or the beginning of one (`db/leads/queries`)."""
    return (f" {word}" if prefix else f" {word} ") in f" {search.words(texts)} "


def is_away(session: Session, lead_id: str, account_id: str) -> bool:
    """Whether somebody must keep away from a lead (回避), or bears the name of whom it is about."""
    if belongings.away(session, lead_id, account_id) is not None:
        return True
    name = rules.folded(people.names(session, [account_id]).get(account_id, ""))
    return bool(name) and any(p.folded == name for p in belongings.persons(session, lead_id))
