"""Who reported: sealed at intake, seen once by whom a custodian of another office allows it, erased for good."""

import dataclasses
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.petitions import rules, saving, scopes, vault
from app.petitions.errors import (
    AlreadyShown,
    CustodianOfOwnOffice,
    IdentityNotGranted,
    VaultClosed,
)
from app.petitions.types import (
    Event,
    IdentityRequestRow,
    NewPetition,
    Reporter,
    SealedIdentity,
    Shown,
)
from db.identity import queries as people
from db.petitions import queries, reporters
from db.petitions.models import IdentityRequest, IdentitySecret, IdentityTrace, Petition

_CHANGES = ("petitions",)
#: By what a repeat from the same reporter is found without opening anything.
_TRACED = ("phone", "id_no")


def require_reachable(petition: NewPetition, reporter: Reporter) -> None:
    """A named report has a name and a way to reach its writer (工作规则 第24条)."""
    if petition.reporter_mode not in rules.NAMED:
        return
    if not any(name.strip() for name in reporter.names):
        raise errors.FieldMissing(field="petition.reporter.names")
    if not (reporter.phone.strip() or reporter.address.strip()):
        raise errors.FieldMissing(field="petition.reporter.phone")


def keys(session: Session) -> vault.Keys:
    """The centre's keys; the first identity of a store makes them, a later one never makes others."""
    try:
        return vault.keys_here()
    except VaultClosed:
        if reporters.has_secrets(session):
            raise
        return vault.keys_here(make=True)


def keep(session: Session, petition: Petition, reporter: Reporter) -> None:
    """Seal who reported; an anonymous report without any word of its writer keeps nothing."""
    told = dataclasses.asdict(reporter)
    if not any(told.values()):
        return
    held = keys(session)
    sealed = vault.seal(held, petition.id, told)
    session.add(IdentitySecret(petition_id=petition.id, erased_at=None, **sealed._asdict()))
    for kind in _TRACED:
        blind = vault.blind(held, kind, told[kind])
        if blind:
            session.add(
                IdentityTrace(id=ids.new(), petition_id=petition.id, kind=kind, blind=blind)
            )
    session.flush()


def pass_on(session: Session, of: Petition, to: Petition) -> None:
    """Seal the same identity anew for the petition that a lower organ receives."""
    kept = reporters.secret(session, of.id)
    if kept is not None and kept.wrapped:
        keep(session, to, _opened(session, of.id, kept))


def _opened(session: Session, petition_id: str, kept: IdentitySecret) -> Reporter:
    sealed = vault.Sealed(kept.suite, kept.kek_id, kept.wrapped, kept.sealed)
    told = vault.open_(keys(session), petition_id, sealed)
    return Reporter(**{**told, "names": tuple(told["names"])})


# -- asking, granting, seeing ----------------------------------------------------------------------------


@registry.verb("petitions.ask_identity", rules.LAW[Event.ASK_IDENTITY].starts, changes=_CHANGES)
def ask_identity(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    reason: str,
    version: int = 0,
) -> IdentityRequestRow:
    """Ask to see who reported, with the reason that the custodian will read."""
    row = scopes.take(session, actor, now, act, Event.ASK_IDENTITY, petition_id, version)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    if reporters.secret(session, row.id) is None:
        raise errors.NotFound(key="petition.reporter.names")
    asked = IdentityRequest(
        id=ids.new(),
        petition_id=row.id,
        asked_by=actor.id,
        reason=reason.strip(),
        asked_at=now,
        custodian="",
        decision="",
        motivation="",
        decided_at=None,
        shown_at=None,
    )
    session.add(asked)
    saving.save(session, act, row, Event.ASK_IDENTITY, request=asked.id, reason=asked.reason)
    return _rows(session, [asked])[0]


@registry.verb(
    "petitions.decide_identity", rules.LAW[Event.DECIDE_IDENTITY].starts, changes=_CHANGES
)
def decide_identity(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    request_id: str,
    grants: bool,
    motivation: str,
) -> IdentityRequestRow:
    """Grant one view or refuse it: by a custodian of the organ (or one above) and another office, who never reads the petition."""
    asked = _request(session, request_id)
    row = scopes.take_unread(session, actor, now, act, Event.DECIDE_IDENTITY, asked.petition_id)
    if asked.decision:
        raise errors.ChangedMeanwhile(seen=0, current=1)
    if not motivation.strip():
        raise errors.FieldMissing(field="petition.motivation")
    mine, theirs = (organs.place(session, who, now) for who in (actor.id, asked.asked_by))
    if asked.asked_by == actor.id or mine.office == theirs.office:
        raise CustodianOfOwnOffice
    asked.custodian, asked.decided_at, asked.motivation = actor.id, now, motivation.strip()
    asked.decision = "granted" if grants else "refused"
    saving.save(
        session,
        act,
        row,
        Event.DECIDE_IDENTITY,
        request=asked.id,
        decision=asked.decision,
        motivation=asked.motivation,
    )
    return _rows(session, [asked])[0]


@registry.verb(
    "petitions.show_identity",
    rules.LAW[Event.SHOW_IDENTITY].starts,
    changes=_CHANGES,
    private=True,
)
def show_identity(
    session: Session, actor: Actor, now: datetime, act: Act, *, request_id: str
) -> Shown:
    """The one view that a grant gives, to who asked for it and to nobody else; the view is an entry of its own."""
    asked = _request(session, request_id)
    if asked.asked_by != actor.id or asked.decision != "granted":
        raise IdentityNotGranted
    if asked.shown_at is not None:
        raise AlreadyShown(at=f"{clock.local(asked.shown_at):%Y-%m-%d %H:%M}")
    row = scopes.take(session, actor, now, act, Event.SHOW_IDENTITY, asked.petition_id, 0)
    kept = reporters.secret(session, row.id)
    if kept is None:
        raise IdentityNotGranted
    reporter = _opened(session, row.id, kept)
    asked.shown_at = now
    saving.save(session, act, row, Event.SHOW_IDENTITY, request=asked.id)
    mark = f"{actor.name} {actor.login} {clock.local(now):%Y-%m-%d %H:%M:%S} {row.number}"
    return Shown(row.id, row.number, reporter, mark)


@registry.query("petitions.sealed_identity", rules.CUSTODIAN, central=True)
def sealed_identity(
    session: Session, actor: Actor, now: datetime, *, number: str
) -> SealedIdentity:
    """Whether an identity lies sealed under a petition's number; of the petition itself nothing is told."""
    row = queries.by_number(session, number.strip().upper())
    kept = reporters.secret(session, row.id) if row is not None else None
    scope = scopes.watched(session, actor.id, now)
    if row is None or kept is None or not queries.sees(session, scope, row.id):
        raise errors.NotFound(key=number)
    return SealedIdentity(row.id, row.number, bool(kept.wrapped))


@registry.verb(
    "petitions.erase_identity",
    rules.LAW[Event.ERASE_IDENTITY].starts,
    seconds=rules.LAW[Event.ERASE_IDENTITY].seconds,
    changes=_CHANGES,
)
def erase_identity(
    session: Session, actor: Actor, now: datetime, act: Act, *, petition_id: str, reason: str
) -> None:
    """Throw the key away: from now on nobody, not even who holds the vault's keys, learns who reported."""
    row = scopes.take_unread(session, actor, now, act, Event.ERASE_IDENTITY, petition_id)
    if not reason.strip():
        raise errors.FieldMissing(field="petition.reason")
    erase(session, row, now)
    saving.save(session, act, row, Event.ERASE_IDENTITY, reason=reason.strip())


def erase(session: Session, row: Petition, now: datetime) -> None:
    """The key, what it opened and the blind marks: all gone."""
    kept = reporters.secret(session, row.id)
    if kept is not None:
        kept.wrapped = kept.sealed = ""
        kept.erased_at = now
    for trace in reporters.traces_of(session, row.id):
        trace.blind = ""
    session.flush()


@registry.verb("petitions.look_up", rules.CLERKS, secrets=("phone", "id_no"), private=True)
def look_up(
    session: Session, actor: Actor, now: datetime, act: Act, *, phone: str = "", id_no: str = ""
) -> tuple[str, ...]:
    """The numbers of petitions of the same reporter that the asker may see; each look-up is written down."""
    held = keys(session)
    blinds = [vault.blind(held, "phone", phone), vault.blind(held, "id_no", id_no)]
    found = reporters.traces(session, [b for b in blinds if b])
    scope = scopes.scope_of(session, actor, now)
    seen = [id_ for id_ in found if queries.sees(session, scope, id_)]
    ledger.write(session, act, "account", actor.id, "LOOK_UP", found=len(seen))
    return tuple(row.number for row in queries.some(session, seen).values() if row.number)


@registry.query(
    "petitions.identity_requests",
    (*rules.LAW[Event.ASK_IDENTITY].starts, *rules.CUSTODIAN, "auditor"),
    central=True,
)
def identity_requests(
    session: Session, actor: Actor, now: datetime, *, open_only: bool = False
) -> tuple[IdentityRequestRow, ...]:
    """My requests; for a custodian those of his organ and below, for the auditor all: without a word of the petition."""
    if not actor.has(*rules.CUSTODIAN, "auditor"):
        found = reporters.identity_requests(session, open_only=open_only, asked_by=actor.id)
    else:
        scope = scopes.watched(session, actor.id, now, all_organs=actor.has("auditor"))
        found = reporters.identity_requests(session, open_only=open_only, scope=scope)
    return _rows(session, list(found))


def rows_of(session: Session, petition_id: str) -> tuple[IdentityRequestRow, ...]:
    """The requests for one petition."""
    return _rows(session, list(reporters.identity_requests(session, petition_id=petition_id)))


def _request(session: Session, id_: str) -> IdentityRequest:
    found = reporters.identity_request(session, id_)
    if found is None:
        raise errors.NotFound(key=id_)
    return found


def _rows(session: Session, found: list[IdentityRequest]) -> tuple[IdentityRequestRow, ...]:
    names = people.names(session, {row.asked_by for row in found})
    of = queries.some(session, {row.petition_id for row in found})
    return tuple(
        IdentityRequestRow(
            row.id,
            row.petition_id,
            of[row.petition_id].number,
            row.asked_by,
            names.get(row.asked_by, ""),
            row.reason,
            row.asked_at,
            row.decision,
            row.motivation,
            row.decided_at,
            row.shown_at,
        )
        for row in found
    )
