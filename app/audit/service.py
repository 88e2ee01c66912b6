"""What the audit page asks: the trail line by line, and whether the books still agree."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.audit import verifying
from app.audit.types import NotStarted, TrailRow
from app.cases import service as cases
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act, EntryView, Verdict
from app.store import Store
from db.audit import queries
from db.identity import queries as people
from db.ledger import queries as trail

log = logging.getLogger("anku.audit")
_READERS = (Role.AUDITOR, Role.OVERSIGHT, Role.STORE_HEAD)
_MOST = 5_000


@registry.query("audit.entries", _READERS)
def entries(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    kind: str = "",
    who: str = "",
    object_id: str = "",
    limit: int = 100,
    offset: int = 0,
    from_end: bool = False,
) -> tuple[TrailRow, ...]:
    """A page of the trail, newest first: by event, by signer (account id), by object; no case to keep away from.

    `from_end`: `offset` is counted from the oldest on.
    """
    found = queries.page(
        session,
        kind=kind,
        who=who,
        object_ids=_ids(object_id),
        without=cases.visible_to(session, actor)[1],
        bounds=_bounds(actor),
        limit=max(0, min(limit, _MOST)),
        offset=max(0, offset),
        from_end=from_end,
    )
    names = people.names(session, ledger.signers(found))
    labels = queries.labels(session, [(e.object_kind, e.object_id) for e in found])
    return tuple(
        TrailRow(_told(ledger.view(e, names)), labels.get((e.object_kind, e.object_id), ""))
        for e in found
    )


#: What an auditor reads of casework: that something was done, and where it stood; never what it is about.
_CASEWORK = frozenset({"petition", "sealed", "report", "lead"})
_TOLD = ("from", "after", "flow", "number", "stage", "round", "channel", "field", "volume")


def _told(line: EntryView) -> EntryView:
    if line.object_kind in _CASEWORK:
        return replace(line, facts={k: v for k, v in line.facts.items() if k in _TOLD})
    verb = str(line.facts.get("verb", ""))
    if line.kind == "REFUSED" and verb.startswith(_VERBS_AWAY):  # a no quotes what it is about
        return replace(line, facts={k: v for k, v in line.facts.items() if k in ("verb", "code")})
    return line


@registry.query("audit.count", _READERS)
def count(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    kind: str = "",
    who: str = "",
    object_id: str = "",
) -> int:
    """How many lines `entries` has."""
    away = cases.visible_to(session, actor)[1]
    return queries.count(
        session,
        kind=kind,
        who=who,
        object_ids=_ids(object_id),
        without=away,
        bounds=_bounds(actor),
    )


#: All that the storeroom's heads read: its own things, its people and places. What is new is away until it stands here.
_STOREROOM = (
    *("item", "case", "request", "location", "label", "sheet", "on_form", "signature", "visit"),
    *("account", "installation", "witness", "rule", "calendar", "organ", "posting", "station"),
)
#: What somebody's own chain tells of casework, and the verbs whose refusals do.
EVENTS_AWAY = (
    *("SEARCH", "SEARCH_OF_ONESELF", "DARK_SEARCH", "LOOK_UP", "READ_LEAD", "TAKE_ORIGINAL"),
    *("PRINT_PETITION", "EXPORT_LEDGER", "EXPORT_ALARM"),
)
_VERBS_AWAY = ("petitions.", "leads.", "reporting.", "analysis.")


def _bounds(actor: Actor) -> queries.Bounds | None:
    """Petitions and leads are no business of the storeroom: their entries are for the auditor, who is told less."""
    if actor.has(Role.AUDITOR):
        return None
    return queries.Bounds(_STOREROOM, EVENTS_AWAY, _VERBS_AWAY)


def _ids(object_id: str) -> tuple[str, ...]:
    return (object_id,) if object_id else ()


def verify(
    store: Store,
    *,
    is_awaited: bool = False,
    report: Callable[[float], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Verdict:
    """Verify the whole store, in a process of its own; from a broken trail on nothing more is written (`read_only`).

    A picture that is gone or was changed leaves the store writable: its item must be put on hold. Where no process
    can be started, a verification that somebody waits for (`is_awaited`) is done in this one; any other is left,
    with a line in the trail (`NotStarted`), and the store stays writable: nothing speaks against its books, and the
    guards in the database hold each act to the one before as ever.
    """
    verdict = store.verdict()
    if verdict is None:
        given: dict[str, Any] = {"report": report, "cancelled": cancelled}
        try:
            verdict = verifying.verify_apart(store.database, store.blobs, **given)
        except NotStarted as trouble:
            if not is_awaited:
                _note_not_verified(store, str(trouble))
                raise
            verdict = verifying.verify(store.database, store.blobs, **given)
    if verifying.is_of_the_trail(verdict):
        store.read_only = True
    return verdict


def _note_not_verified(store: Store, why: str) -> None:
    """Who reads the trail sees that the books were opened without being verified, and why."""

    def write(session: Session, act: Act) -> None:
        installation = trail.installation(session)
        if installation is not None:
            ledger.write(
                session, act, "installation", installation.id, "NOT_VERIFIED", why=why[:200]
            )

    if store.read_only:
        return
    try:
        store.own("audit.not_verified", write)
    except (errors.Refusal, DBAPIError) as trouble:
        log.warning("the trail does not say that the books were not verified: %s", trouble)
