"""Who may see which petition, and the petition taken in hand for an act."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import blobs, errors
from app.actor import Actor
from app.identity import service as identity
from app.identity.roles import Role
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import likeness, rules
from app.petitions.errors import NotOwnLevel, PetitionHidden, SecondFromElsewhere
from app.petitions.types import Event
from db.among import Ids
from db.identity import queries as people
from db.petitions import queries
from db.petitions.models import Petition
from db.petitions.queries import Scope


def scope_of(session: Session, actor: Actor, now: datetime) -> Scope:
    """What somebody may see of petitions: by his post, his organ and his office."""
    place = organs.place(session, actor.id, now)
    return Scope(
        account_id=actor.id,
        organ_id=place.organ_id,
        path=place.path,
        name_key=likeness.name_key(actor.name),
        early=tuple(rules.EARLY),
        whole=actor.has(*rules.CLERKS, *rules.LEADERS),
        after=actor.has(*rules.OVERSEERS),
        desk=actor.has(Role.PETITION_DESK),
        office=place.office if actor.has(*rules.HANDLERS, Role.HEAD) else "",
        never=rules.NOT_FOR_LEADERS if actor.has(*rules.LEADERS) else (),
    )


def require_visible(session: Session, actor: Actor, now: datetime, petition_id: str) -> Petition:
    """The petition, or a refusal that does not even say that there is one."""
    found = queries.get(session, petition_id)
    if found is None or not queries.sees(session, scope_of(session, actor, now), petition_id):
        raise PetitionHidden
    return found


def seen_of(session: Session, actor: Actor, now: datetime, ids: Ids) -> set[str]:
    """Of these petitions those that are there for somebody."""
    if organs.place_or_none(session, actor.id, now) is None:
        return set()
    return queries.seen_of(session, scope_of(session, actor, now), ids)


blobs.sights["petition"] = seen_of


def take(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    event: Event,
    petition_id: str,
    version: int,
) -> Petition:
    """The petition, held until this job ends, when the law allows the event and the version read still stands."""
    require_visible(session, actor, now, petition_id)
    petition = queries.locked(session, petition_id)
    assert petition is not None
    if version and version != petition.seq:
        raise errors.ChangedMeanwhile(seen=version, current=petition.seq)
    if not is_ours(event, organs.place(session, actor.id, now).organ_id, petition):
        raise NotOwnLevel
    rules.step(event, petition.status)
    return petition


def is_ours(event: str, organ_id: str, petition: Petition) -> bool:
    """Whether an organ may do this: the one above sees the lower ledger and demands, and never writes in it."""
    ours = (petition.organ_id, petition.received_organ_id)
    return event in rules.FROM_ABOVE or organ_id in ours


def watched(session: Session, account_id: str, now: datetime, *, all_organs: bool = False) -> Scope:
    """For whose petitions somebody answers who does not read them: those of his organ and below, never where he keeps away."""
    place = organs.place_or_none(session, account_id, now)
    path = "/" if place is None or all_organs else place.path
    key = likeness.name_key(people.names(session, [account_id]).get(account_id, ""))
    return Scope(account_id, "", path, key, (), whole=place is not None or all_organs)


def take_unread(
    session: Session, actor: Actor, now: datetime, act: Act, event: Event, petition_id: str
) -> Petition:
    """The same as `take` for a custodian, who decides about a petition of his organ or below without reading it."""
    petition = queries.locked(session, petition_id)
    scope = watched(session, actor.id, now)
    if petition is None or not queries.sees(session, scope, petition_id):
        raise PetitionHidden
    rules.step(event, petition.status)
    return petition


def require_second(session: Session, act: Act, petition: Petition, roles: tuple[str, ...]) -> None:
    """Who signs beside is of the petition's organ, holds the post for it, and need not keep away."""
    if not act.second:
        raise errors.NeedsSecondPerson(roles=", ".join(f"role.{role}" for role in roles))
    now = act.recorded_at
    place = organs.place_or_none(session, act.second, now)
    fits = (
        place is not None
        and place.organ_id == petition.organ_id
        and identity.holds(session, act.second, now, *roles)
        and queries.sees(session, watched(session, act.second, now), petition.id)
    )
    if not fits:
        raise SecondFromElsewhere(name=people.names(session, [act.second]).get(act.second, ""))
