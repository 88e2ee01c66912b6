"""Builds everything once: loads every feature's verbs, lays a store, opens one, brings it up to date."""

import functools
import importlib
import os
import random
import sqlite3  # noqa: TID251 - its errors tell an unreadable file from a busy one
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, places, spelling
from app.cases import finding as case_finding
from app.cases import rules as case_rules
from app.custody import rules as custody_rules
from app.deadlines import rules as limits
from app.identity import rules as identity_rules
from app.identity import service as identity
from app.identity.roles import Role
from app.identity.types import NewPerson
from app.leads import rules as lead_rules
from app.ledger import clocks, law
from app.ledger import service as ledger
from app.ledger.types import Act
from app.locations import service as locations
from app.locations.types import NewLocation
from app.petitions import alike, finding, saving
from app.petitions import rules as petition_rules
from app.progress import Upgrade
from app.reporting import rules as report_rules
from app.requests import rules as request_rules
from app.store import Store
from db import migrations
from db import session as sql
from db.ledger import queries as trail
from db.ledger.models import Installation
from db.migrations import run as schema
from db.session import Database

#: Every module that registers verbs or queries.
FEATURES: Final = (
    "sync.service",
    "sync.witness",
    "deadlines.service",
    "deadlines.limits",
    "deadlines.clock_right",
    "identity.service",
    "organs.service",
    "stations.service",
    "locations.service",
    "cases.service",
    "cases.settling",
    "custody.service",
    "custody.moves",
    "custody.views",
    "custody.looking",
    "audit.service",
    "analysis.service",
    "custody.photographs",
    "custody.labelling",
    "custody.endings",
    "custody.sealing",
    "custody.visits",
    "custody.corrections",
    "custody.loans",
    "custody.exams",
    "custody.exceptions",
    "signatures.service",
    "requests.service",
    "requests.deciding",
    "requests.views",
    "requests.scanning",
    "requests.desk",
    "petitions.service",
    "petitions.sealed",
    "petitions.deciding",
    "petitions.righting",
    "petitions.telling",
    "petitions.classifying",
    "petitions.handling",
    "petitions.identities",
    "petitions.alike",
    "petitions.supervising",
    "petitions.exports",
    "petitions.papers",
    "petitions.views",
    "reporting.service",
    "reporting.passing",
    "forms.exports",
    "forms.imprint",
    "forms.lines",
    "forms.service",
    "forms.wording",
    "leads.service",
    "leads.adding",
    "leads.merging",
    "leads.assigning",
    "leads.disposing",
    "leads.talking",
    "leads.verifying",
    "leads.endings",
    "leads.upward",
    "leads.supervising",
    "leads.views",
    "leads.links",
    "leads.exports",
    "leads.converting",
    "leads.packing",
    "leads.packages",
    "leads.answering",
    "leads.letters",
    "leads.waiting",
)


#: Raised whenever the law or a guard changes (`tests/app/test_bootstrap.py` notices): a program never puts
#: back what a newer one has laid.
LAW_VERSION: Final = 17
_TRIES: Final = 6


@dataclass(frozen=True, slots=True)
class Founding:
    """What the first start asks for: the room, and the first two administrators."""

    unit: str
    room: str
    sysadmin: NewPerson
    secadmin: NewPerson
    practice: bool = False
    places: tuple[NewLocation, ...] = field(default=())


def load_features() -> None:
    """Import every feature, so that its verbs and queries are known by name."""
    for module in FEATURES:
        importlib.import_module(f"app.{module}")


def law_rows() -> list[dict[str, Any]]:
    """The whole law as the table `law` keeps it."""
    return [
        *law.rows_for("item", custody_rules.ROWS),
        *law.rows_for("case", case_rules.ROWS),
        *law.rows_for("request", request_rules.ROWS),
        *law.rows_for("lead", lead_rules.ROWS),
        *law.rows_for("petition", petition_rules.ROWS),
        *law.rows_for("report", report_rules.ROWS),
    ]


@functools.cache
def law_digest() -> str:
    """The hash by which the trail names this law."""
    return law.digest(law_rows())


# -- laying ------------------------------------------------------------------------------------------


def lay(
    url: str,
    founding: Founding,
    *,
    station: str = "",
    time_of: Callable[[], datetime] | None = None,
) -> Store:
    """Lay a new store, all or nothing, and open it. Refuses a place where a store already stands."""
    load_features()
    places.require_local(url)
    founding = spelling.entered({"founding": founding}, {"password"})["founding"]
    database = Database(url, guarded=False)
    try:
        if database.is_sqlite and not _has_content(database.file):
            _require_fit(founding)  # before anything lies there: a refusal leaves no file behind
        if database.is_sqlite:
            Path(database.file).parent.mkdir(parents=True, exist_ok=True)
        with database.write() as session:
            if revision(session.connection()) and trail.installation(session) is not None:
                raise errors.AlreadyThere(key=url)
            schema.upgrade(session.connection())
            _found(session, founding, station, (time_of or clock.now)())
    except DBAPIError as trouble:
        raise places.not_opened(url, trouble) from trouble
    finally:
        database.close()
    return open_store(url, station=station, time_of=time_of)


def _require_fit(founding: Founding) -> None:
    """The passwords of the first two administrators, as they are weighed again when their accounts are made."""
    if not founding.practice:  # there everybody has the same one, which is written down
        identity_rules.require_apart(founding.sysadmin, founding.secadmin)
    length = int(limits.DEFAULTS["password_length"].value)
    for who in (founding.sysadmin, founding.secadmin):
        identity_rules.require_strong(who.password, who.login.strip(), who.name, length)


def _found(session: Session, founding: Founding, station: str, now: datetime) -> None:
    act = Act(ids.new(), "", station, now, now)
    store_id = ids.new()
    trail.replace_law(session, law_rows())
    kind = "practice" if founding.practice else "real"
    genesis = ledger.write(
        session,
        act,
        "installation",
        store_id,
        "FOUND",
        unit=founding.unit,
        room=founding.room,
        kind=kind,
    )
    session.info["genesis"] = genesis.hash
    row = Installation(
        id=store_id,
        name=founding.room,
        unit=founding.unit,
        kind=kind,
        genesis=genesis.hash,
        law_digest=law_digest(),
        laid_at=now,
    )
    session.add(row)
    session.flush()
    ledger.write(
        session,
        act,
        "installation",
        store_id,
        "LAW",
        **_law_told(),
    )
    if not founding.practice:  # there everybody has the same one, which is written down
        identity_rules.require_apart(founding.sysadmin, founding.secadmin)
    first = identity.found_account(session, act, founding.sysadmin)
    second = identity.found_account(session, act, founding.secadmin)
    identity.add_appointment(session, act, first.id, Role.SYSADMIN, clock.day(now), None, second.id)
    identity.add_appointment(session, act, second.id, Role.SECADMIN, clock.day(now), None, first.id)
    room = locations.make(session, act, NewLocation("K1", founding.room, "room"))
    for place in founding.places:
        locations.make(session, act, place if place.parent_id else _under(place, room.id))
    ledger.seal(session, act, "bootstrap.lay")
    feeds.number(session)


def _under(place: NewLocation, parent_id: str) -> NewLocation:
    return NewLocation(
        place.code,
        place.name,
        place.kind,
        parent_id,
        place.classes,
        place.secrecy,
        place.capacity,
        place.two_person,
    )


# -- opening -----------------------------------------------------------------------------------------


def open_store(
    url: str,
    *,
    station: str = "",
    here: Callable[[], datetime] = clock.now,
    time_of: Callable[[], datetime] | None = None,
    backup: Callable[[Database], Path | None] | None = None,
    told: Callable[[Upgrade], object] = lambda _: None,
) -> Store:
    """Open a store; an older one is backed up and brought up to date first.

    `backup` is what is done before an upgrade (default: a copy of the books in the folder `backups`);
    `told` hears of each step of one.
    Raises `StoreEmpty`, `StoreNewer`, `StoreUnreadable` or another of `app/places.py`; nothing is then opened.
    """
    database, at = _laid(url)
    copy: Path | None = None
    try:
        if at != migrations.HEAD:
            database.close()
            copy = _bring_up(url, at, (time_of or clock.now)(), backup, told)
            database = Database(url)
        _bring_law(url, database, time_of or clock.now)
    except DBAPIError as trouble:
        database.close()
        raise places.not_opened(url, trouble) from trouble
    except OSError as trouble:
        database.close()
        if not places.is_full(trouble):
            raise
        raise errors.DiskTrouble(why=str(trouble)) from trouble
    except BaseException:
        database.close()
        raise
    store = Store(database, station=station or station_name(), here=here, time_of=time_of)
    store.kept_copy = copy
    return store


def _laid(url: str) -> tuple[Database, str]:
    """A store that was laid, and the revision of its schema."""
    load_features()
    places.require_local(url)
    database = Database(url)
    if database.is_sqlite and not _has_content(database.file):
        raise errors.StoreEmpty(url=places.shown(url))
    try:
        with database.read() as session:
            at = revision(session.connection())
            missing = schema.missing_tables(session.connection())
            if missing and at in ("", migrations.HEAD):
                raise errors.StoreIncomplete(url=places.shown(url), what=", ".join(missing))
            laid = bool(at) and trail.installation(session) is not None
        if not laid:
            raise errors.StoreEmpty(url=places.shown(url))
    except (DBAPIError, sqlite3.DatabaseError) as trouble:
        database.close()
        raise places.not_opened(url, trouble) from trouble
    except errors.Refusal:
        database.close()
        raise
    return database, at


def open_to_look(url: str) -> tuple[Store, bool]:
    """A store as it lies there, for verification, and whether a guard or an index is missing that was laid.

    Nothing is written, so nothing is mended. An older store is brought up first: it can be read no other way.
    """
    database, at = _laid(url)
    if at != migrations.HEAD:
        database.close()
        return open_store(url), False
    with database.read() as session:
        lacks = _is_law_ours(session) and not _law_stands(session)
    return Store(database, station=station_name()), lacks


def _is_law_ours(session: Session) -> bool:
    """Whether the trail says that the very law and guards of this program were laid last."""
    laws = trail.laws(session)
    told = ledger.facts(laws[-1]) if laws else {}
    ours = _law_told()
    return all(told.get(name) == ours[name] for name in ("digest", "version", "guards"))


def revision(connection: Connection) -> str:
    """The schema revision of a store, empty if none was laid."""
    return schema.current(connection)


def _bring_up(
    url: str,
    at: str,
    now: datetime,
    backup: Callable[[Database], Path | None] | None,
    told: Callable[[Upgrade], object],
) -> Path | None:
    """Bring the books up to date; where the copy of them as they were lies."""
    if at not in schema.known_revisions():
        raise errors.StoreNewer(at=at, known=migrations.HEAD)
    from app.backup.service import copy_books  # only an upgrade needs it

    database = Database(url, guarded=False)
    try:
        steps = _Steps(at, told)
        copy = (backup or copy_books)(database)
        kept = copy.name if copy else ""
        _again(database, lambda session: _migrate(session, at, now, kept, steps))
    finally:
        database.close()
    return copy


class _Steps:
    """Tells which step of an upgrade is under way: the copy, each revision, and what follows from them."""

    def __init__(self, at: str, told: Callable[[Upgrade], object]) -> None:
        self._what = ("copy", *("tables",) * schema.steps_from(at), "guards", "search", "trail")
        self._told = told
        self.begin(0)

    def begin(self, at: int) -> None:
        """This one, counted from nought; who met another program begins anew after the copy."""
        self._at = at
        self._told(Upgrade(at + 1, len(self._what), self._what[at]))

    def go_on(self) -> None:
        """The next one."""
        self.begin(self._at + 1)


def _migrate(session: Session, at: str, now: datetime, copy: str, steps: _Steps) -> None:
    trail.installation(session, held=True)
    if schema.current(session.connection()) == migrations.HEAD:
        return  # another program was quicker
    steps.begin(1)
    schema.upgrade(session.connection(), applied=steps.go_on)
    steps.go_on()
    saving.tell_over_receivers(session)
    alike.fold_anew(session)
    finding.note_all(session)
    case_finding.note_all(session)
    steps.go_on()
    _note_own(session, now, "MIGRATE", before=at, after=migrations.HEAD, copy=copy)


def _law_told() -> dict[str, object]:
    return {
        "digest": law_digest(),
        "rows": law.told(law_rows()),
        "version": LAW_VERSION,
        "guards": schema.guards_digest(),
    }


def _bring_law(url: str, database: Database, time_of: Callable[[], datetime]) -> None:
    """Law and guards in the store are those of this program; a change of them is an entry.

    One transaction takes the old guards away and lays the new ones: whatever happens, some stand.
    """
    with database.read() as session:
        if _law_stands(session):
            return
    unguarded = Database(url, guarded=False)
    try:
        _again(unguarded, lambda session: _lay_law(session, time_of()))
    finally:
        unguarded.close()


def _law_stands(session: Session) -> bool:
    """Whether nothing is to be done; refuses a store whose law a newer program has laid."""
    row = trail.installation(session)
    laws = [ledger.facts(entry) for entry in trail.laws(session)]
    if not laws or row is None:
        return False
    *before, now = laws
    theirs, digest = now.get("version", 0), law_digest()
    same = row.law_digest == digest
    left = not same and any(told["digest"] == digest for told in before)
    if theirs > LAW_VERSION or (theirs == LAW_VERSION and left):
        raise errors.StoreNewer(at=f"law {theirs}", known=f"law {LAW_VERSION}")
    return same and theirs == LAW_VERSION and schema.guards_stand(session.connection())


def _lay_law(session: Session, now: datetime) -> None:
    row = trail.installation(session, held=True)
    assert row is not None
    if _law_stands(session):
        return  # another program was quicker
    was_laid = _is_law_ours(session)
    schema.lay_guards(session.connection())
    if row.law_digest != law_digest():
        trail.replace_law(session, law_rows())
        row.law_digest = law_digest()
    # what was laid and stands no more was taken away by somebody: the trail says so for ever
    _note_own(session, now, "GUARDS_RESTORED" if was_laid else "LAW", **_law_told())


def _again(database: Database, job: Callable[[Session], object]) -> None:
    """Two programs that start at once meet here: the second finds the work done."""
    for attempt in range(_TRIES):
        try:
            with database.write() as session:
                job(session)
        except DBAPIError as trouble:
            if attempt == _TRIES - 1 or not sql.worth_retrying(trouble):
                raise
            time.sleep(random.uniform(0.05, 0.2) * (attempt + 1))
        else:
            return


def _note_own(session: Session, now: datetime, kind: str, **facts: object) -> None:
    row = trail.installation(session)
    assert row is not None
    # strictly later than all that was done before: a law holds from its own entry on
    now = clocks.local(session, now) + timedelta(microseconds=1)
    act = Act(ids.new(), "", "", now, now)
    ledger.write(session, act, "installation", row.id, kind, **facts)
    if not trail.has_kind(session, "installation", row.id, ledger.ROWS):
        ledger.tell_untold_rows(session, act)
    feeds.tell_what_was_before(session)
    ledger.seal(session, act, f"bootstrap.{kind.lower()}")
    feeds.number(session)


def _has_content(file: str) -> bool:
    return os.path.exists(file) and os.path.getsize(file) > 0


def station_name() -> str:
    """What this computer is called in the trail (`ANKU_STATION`)."""
    import socket

    return os.environ.get("ANKU_STATION") or socket.gethostname()
