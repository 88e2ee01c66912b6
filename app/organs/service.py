"""机构: the tree of organs, who is posted where, and which organ goes on for one that ended."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, registry, spelling
from app.actor import Actor
from app.identity import service as identity
from app.identity.types import Colleague
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs.errors import NoPosting, OrganClosed, OrganMisplaced, OrganStaffed
from app.organs.types import NewOrgan, Office, OrganKind, OrganRow, Place, PostingRow
from db.organs import queries
from db.organs.models import Organ, Posting

feeds.kind("organ", {"organ": "id"})
feeds.kind("posting", {"posting": "account_id"})  # named by the person

# -- the tree ----------------------------------------------------------------------------------------


@registry.verb("organs.add", ("sysadmin",), changes=("organs",))
def add(session: Session, actor: Actor, now: datetime, act: Act, *, organ: NewOrgan) -> OrganRow:
    """Make an organ under another; the first one, without a parent, is the root."""
    return _row(make(session, act, organ))


def make(session: Session, act: Act, organ: NewOrgan) -> Organ:
    """Write an organ and its entry."""
    code = spelling.code(organ.code)
    for field, value in (("code", code), ("name", organ.name.strip()), ("region", organ.region)):
        if not value:
            raise errors.FieldMissing(field=f"organ.{field}")
    if organ.kind not in list(OrganKind):
        raise errors.NotAmong.of("organ.kind", organ.kind, OrganKind, "organ_kind")
    if not (organ.region.isascii() and organ.region.isdigit() and 6 <= len(organ.region) <= 12):
        raise errors.FieldInvalid(field="organ.region", why=organ.region)
    if queries.by_code(session, code) is not None:
        raise errors.AlreadyThere(key=code)
    parent = _parent(session, organ)
    id_ = ids.new()
    row = Organ(
        id=id_,
        parent_id=parent.id if parent else None,
        kind=organ.kind,
        level=organ.level,
        code=code,
        region=organ.region,
        name=organ.name.strip(),
        path=f"{parent.path if parent else '/'}{id_}/",
        since=clock.day(act.recorded_at),
        until=None,
        succeeded_by=None,
    )
    told = {"code": code, "name": row.name, "organ_kind": row.kind, "parent": row.parent_id}
    ledger.write(session, act, "organ", row.id, "ADD_ORGAN", **told)
    session.add(row)
    session.flush()
    feeds.tell(session, "organ", row.id, (feeds.EVERYBODY,))
    return row


def _parent(session: Session, organ: NewOrgan) -> Organ | None:
    """Where it will hang: under an organ of a higher level, a group or a unit also under one of its own."""
    if not organ.parent_id:
        first = queries.root(session)
        if first is not None:
            raise errors.AlreadyThere(key=first.name)
        return None
    parent = require_open(session, organ.parent_id)
    beside = organ.kind in (OrganKind.GROUP, OrganKind.UNIT)
    if not parent.level + (0 if beside else 1) <= organ.level <= 4:
        raise OrganMisplaced(name=organ.name, level=organ.level)
    return parent


@registry.verb("organs.close", ("sysadmin",), seconds=("secadmin",), changes=("organs",))
def close(
    session: Session, actor: Actor, now: datetime, act: Act, *, organ_id: str, successor_id: str
) -> OrganRow:
    """End an organ; the one that succeeds it accepts what still comes for it (信访工作条例 第24条).

    Who is posted there must have gone before, and nothing open may hang below it.
    """
    row = require_open(session, organ_id)
    heir_ = require_open(session, successor_id)
    below = [o for o in queries.tree(session, row.path) if o.id != row.id and o.until is None]
    if heir_.id == row.id or row.parent_id is None or below:
        raise OrganMisplaced(name=(below or [heir_])[0].name, level=row.level)
    staff_ = queries.staff(session, row.id, clock.day(now))
    if staff_:
        raise OrganStaffed(name=staff_[0][0].name, count=len(staff_))
    if not act.second:
        raise errors.NeedsSecondPerson
    row.until, row.succeeded_by = clock.day(now), heir_.id
    ledger.write(session, act, "organ", row.id, "CLOSE_ORGAN", successor=heir_.id, until=row.until)
    feeds.tell(session, "organ", row.id, (feeds.EVERYBODY,))
    return _row(row)


def require(session: Session, id_: str) -> Organ:
    """The organ, or a refusal."""
    found = queries.organ(session, id_)
    if found is None:
        raise errors.NotFound(key=id_)
    return found


def require_open(session: Session, id_: str) -> Organ:
    """The organ, which has not ended; a refusal names who succeeded it."""
    found = require(session, id_)
    if found.until is not None:
        raise OrganClosed(name=found.name, heir=heir(session, id_).name)
    return found


def heir(session: Session, id_: str) -> Organ:
    """The organ itself while it stands, else whoever goes on for it."""
    found = require(session, id_)
    while found.until is not None and found.succeeded_by:
        found = require(session, found.succeeded_by)
    return found


def is_under(session: Session, below: str, above: str) -> bool:
    """Whether an organ is another or hangs below it."""
    return require(session, below).path.startswith(require(session, above).path)


def above(organ: Organ) -> list[str]:
    """The ids of the organ and all over it, from the root down."""
    return [part for part in organ.path.split("/") if part]


@registry.query("organs.tree")
def tree(session: Session, actor: Actor, now: datetime) -> tuple[OrganRow, ...]:
    """Every organ, from the root down."""
    first = queries.root(session)
    return tuple(_row(o) for o in queries.tree(session, first.path)) if first else ()


#: What stands behind a region's name in that of its committee, the longest first.
_COMMITTEE: Final = (
    "纪律检查委员会监察委员会",
    "纪委监委",
    "纪律检查委员会",
    "监察委员会",
    "纪委",
    "监委",
)


def regions(session: Session) -> dict[str, str]:
    """region code of a city or district → its name, as its committee bears it."""
    told = {}
    for organ in queries.committees(session, lowest=2):
        end = next((each for each in _COMMITTEE if organ.name.endswith(each)), "")
        told[organ.region] = organ.name.removesuffix(end) or organ.name
    return told


# -- postings ----------------------------------------------------------------------------------------


@registry.verb("organs.post", ("secadmin",), changes=("organs", "identity"))
def post(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    account_id: str,
    organ_id: str,
    office: str,
    since: date | None = None,
    until: date | None = None,
) -> PostingRow:
    """Say where somebody works from a day on; where he worked until then ends the day before."""
    account = identity.require_account(session, account_id)
    if account_id == actor.id:
        raise errors.NotPermitted(verb="verb.organs.post", roles="")
    organ = require_open(session, organ_id)
    if office not in list(Office):
        raise errors.NotAmong.of("posting.office", office, Office, "office")
    start = since or clock.day(now)
    if start < clock.day(now) or (until is not None and until < start):
        raise errors.FieldInvalid(field="posting.since", why="field.past")
    for before in queries.postings(session, account_id):
        if before.until is None or before.until >= start:
            before.until = start - timedelta(days=1)
    row = Posting(
        id=ids.new(),
        account_id=account_id,
        organ_id=organ.id,
        office=office,
        since=start,
        until=until,
        posted_by=actor.id,
    )
    told = {"organ": organ.id, "office": office, "since": start, "until": until}
    ledger.write(session, act, "account", account_id, "POST", **told)
    session.add(row)
    session.flush()
    feeds.tell(session, "posting", account_id, (feeds.EVERYBODY,))
    return _posting(row, account.name)


@registry.verb("organs.end_posting", ("secadmin",), changes=("organs", "identity"))
def end_posting(
    session: Session, actor: Actor, now: datetime, act: Act, *, account_id: str
) -> None:
    """Somebody works nowhere from this moment on."""
    row = queries.posting(session, account_id, clock.day(now))
    if row is None:
        raise errors.NotFound(key=account_id)
    row.until = clock.day(now) - timedelta(days=1)
    ledger.write(session, act, "account", account_id, "END_POSTING", until=row.until)
    feeds.tell(session, "posting", account_id, (feeds.EVERYBODY,))


def place(session: Session, account_id: str, now: datetime) -> Place:
    """Where somebody works today, or a refusal."""
    found = place_or_none(session, account_id, now)
    if found is None:
        raise NoPosting
    return found


def place_or_none(session: Session, account_id: str, now: datetime) -> Place | None:
    """Where somebody works today, if anywhere."""
    row = queries.posting(session, account_id, clock.day(now))
    if row is None:
        return None
    organ = require(session, row.organ_id)
    return Place(
        account_id, organ.id, row.office, organ.path, organ.level, organ.region, organ.name
    )


def people_of(
    session: Session, organ_id: str, now: datetime, role: str = "", office: str = ""
) -> Sequence[str]:
    """The ids of who works at an organ today, holds a role, sits in an office."""
    return [a.id for a, _ in queries.staff(session, organ_id, clock.day(now), role, office)]


@registry.query("organs.mine")
def mine(session: Session, actor: Actor, now: datetime) -> Place | None:
    """Where I work."""
    return place_or_none(session, actor.id, now)


@registry.query("organs.staff")
def staff(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    organ_id: str,
    role: str = "",
    office: str = "",
) -> tuple[Colleague, ...]:
    """Who works at an organ: for choosing a receiver or an approver."""
    found = queries.staff(session, organ_id, clock.day(now), role, office)
    return tuple(Colleague(a.id, a.login, a.name, p.office) for a, p in found)


@registry.query("organs.postings", ("sysadmin", "secadmin", "auditor"))
def postings(
    session: Session, actor: Actor, now: datetime, *, account_id: str
) -> tuple[PostingRow, ...]:
    """Everywhere somebody ever worked."""
    name = identity.require_account(session, account_id).name
    return tuple(_posting(p, name) for p in queries.postings(session, account_id))


def _row(row: Organ) -> OrganRow:
    return OrganRow(
        row.id,
        row.parent_id or "",
        row.kind,
        row.level,
        row.code,
        row.region,
        row.name,
        row.path,
        row.since,
        row.until,
        row.succeeded_by or "",
    )


def _posting(row: Posting, name: str) -> PostingRow:
    return PostingRow(row.id, row.account_id, name, row.organ_id, row.office, row.since, row.until)
