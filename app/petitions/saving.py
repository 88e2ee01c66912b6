"""The one way a petition changes: law, entry, row, and word to the desks that may see it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import feeds, ids
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import progress, rules, scopes
from app.petitions.types import Done, Event, Status
from db.organs import queries as organ_queries
from db.petitions.models import Notice, Petition

#: What a desk of the organ holds of a petition: never who reported, and no key of an original.
feeds.kind(
    "petition",
    {
        "petition": "id",
        "petition_group": "petition_id",
        "petition_accused": "petition_id",
        "petition_matter": "petition_id",
        "petition_mark": "petition_id",
        "petition_link": "petition_id",
        "petition_original": "petition_id",
        "petition_visit": "petition_id",
        "petition_feedback": "petition_id",
        "petition_notice": "petition_id",
        "petition_exclusion": "petition_id",
        "petition_effect": "petition_id",
        "supervision_order": "petition_id",
        "deadline": "object_id",
    },
    without={"petition_original": ("cipher_key",), "petition_feedback": ("proof_key",)},
    sees=progress.whole_of,
    part=progress.RECEIPT,
)
#: Where nothing is left that a desk might hold.
_GONE = (Status.VOID, Status.SEALED)
#: Who stands below takes in for it.
_DISTRICT: Final = 2


def save(
    session: Session,
    act: Act,
    petition: Petition,
    event: Event,
    to: str = "",
    /,
    sets: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """Write the petition's entry and let its row (and what else it `sets`) follow.

    Who signs beside is asked here, when every other rule has been: what they refuse calls nobody (`Store.weigh`).
    """
    row = rules.step(event, petition.status)
    if row.second:
        scopes.require_second(session, act, petition, row.seconds)
    status = to or (row.to[0] if row.to else petition.status)
    written = ledger.write(
        session,
        act,
        "petition",
        petition.id,
        event,
        **{"from": petition.status},
        after={"status": status},
        **facts,
    )
    for column, value in (sets or {}).items():
        setattr(petition, column, value)
    petition.status, petition.seq = status, written.seq
    session.flush()
    tell(session, petition)


def first(session: Session, act: Act, petition: Petition, **facts: Any) -> None:
    """Write the first entry of a petition that is being taken in, and its row."""
    ledger.write(
        session,
        act,
        "petition",
        petition.id,
        Event.RECEIVE,
        **{"from": ""},
        after={"status": petition.status},
        **facts,
    )
    session.add(petition)
    session.flush()
    tell(session, petition)


def tell(session: Session, petition: Petition) -> None:
    """Its organ, where it was taken in, and all above either hear of it."""
    if petition.status in _GONE:
        feeds.tell(session, "petition", petition.id, ())
        return
    places = {petition.organ_id, petition.received_organ_id}
    over = (organs.above(organs.require(session, id_)) for id_ in places)
    feeds.tell(session, "petition", petition.id, {id_ for ids_ in over for id_ in ids_})


def tell_over_receivers(session: Session) -> None:
    """What older books told a village alone its street hears of too: a receiving desk follows what is taken in below it."""
    for organ in organ_queries.tree(session, "/"):
        if organ.level > _DISTRICT:
            feeds.share(session, "petition", organ.id, organs.above(organ)[:-1])


def notice(
    session: Session, now: datetime, petition: Petition, kind: str, organ_id: str, office: str
) -> None:
    """Let an office know, in the same transaction."""
    session.add(
        Notice(
            id=ids.new(),
            petition_id=petition.id,
            kind=kind,
            organ_id=organ_id,
            office=office,
            made_at=now,
            read_at=None,
            read_by="",
        )
    )


def done(petition: Petition) -> Done:
    """What a verb answers."""
    return Done(petition.id, petition.number, petition.status, petition.seq)
