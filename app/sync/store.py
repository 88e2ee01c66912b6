"""A desk's door to the centre that stays open without a network: it reads what it holds and keeps what is asked for."""

import contextlib
import hashlib
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import httpx
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, paths, registry, wire
from app.actor import Actor
from app.identity.errors import AccountClosed, AccountLocked
from app.identity.roles import Role
from app.ledger.about import About
from app.ledger.types import Act
from app.line_errors import BeingConfirmed, CentreAway, CentreNotBelieved
from app.remote import Line, RemoteStore
from app.stations.errors import StationRevoked
from app.store import require_role
from app.sync import views
from app.sync.desk import Desk, drift_of
from app.sync.errors import (
    DeskLocked,
    DeskUnknown,
    MassRemoval,
    NeverMet,
    NotHeldHere,
    OnlineOnly,
    Queued,
)
from app.sync.keyring import Keyring
from app.sync.service import LEASE_DAYS
from app.sync.types import Copy, Op, Outcome, Round, Told
from db.sync import desk as desk_file

R = TypeVar("R")
_ACTOR: Final[TypeAdapter[Actor]] = TypeAdapter(Actor)
_COPY: Final[TypeAdapter[Copy | None]] = TypeAdapter(Copy | None)
_TOLD: Final[TypeAdapter[list[Told]]] = TypeAdapter(list[Told])
_ABOUT: Final[TypeAdapter[About]] = TypeAdapter(About)
_NOW: Final = re.compile('"now":"([^"]+)"')
#: After a try that found no centre, nobody waits for another one for so long.
_AWAY_S: Final = 15.0
#: How long a lost answer is asked for while somebody waits: there is the outbox.
_PATIENCE_S: Final = 6.0
#: The features whose records come down, so that their queries can be answered here; others would seem empty.
_HERE: Final = frozenset({"petitions", "leads", "organs", "deadlines", "analysis"})
#: What of a query is answered here as far as the records go, and for whom that is something: who has to do with leads.
_PARTLY: Final = {
    "custody.desk": (
        *(Role.LEAD_CLERK, Role.OFFICE_CLERK, Role.HANDLER, Role.HEAD),
        *(Role.LEADER, Role.CHIEF, Role.COMMITTEE),
    )
}
#: Who only approves: he has to see what stands now.
_APPROVERS: Final = frozenset({Role.LEADER, Role.CHIEF, Role.COMMITTEE, Role.HEAD})
#: All that is held is added up at the first meeting, and at each so many-th.
_CHECK_EVERY: Final = 20
#: When the centre went away that is here.
_NEVER: Final = float("-inf")
#: Why a sign-in has ended whose account was closed.
_CLOSED: Final = "sign_in.disabled"
#: The argument that names what a verb is about: `petition_id` names a petition.
_ABOUT_ARGUMENT: Final = re.compile(r"(\w+)_id")


@dataclass(slots=True)
class _Standing:
    """What all doors of this desk share: the open file and its key, and how the centre was found last."""

    desk: Desk | None = None
    ring: Keyring | None = None
    password: str = field(default="", repr=False)
    #: Why the centre did not take the password: it is not asked with it again.
    unwelcome: str = ""
    away_since: float = _NEVER
    met: int = 0
    drift_ms: int = 0


class DeskStore(RemoteStore):
    """The centre while there is a network; without one the desk's own file, for whoever signed in here before."""

    def __init__(self, line: Line, *, station: str = "", folder: Path | None = None) -> None:
        super().__init__(line, station=station)
        self._folder = folder or paths.data() / "desks"
        self._at = _Standing()
        line.patience_s = _PATIENCE_S

    @property
    def desk(self) -> Desk | None:
        """The desk's own file, while somebody is signed in."""
        return self._at.desk

    # -- who ---------------------------------------------------------------------------------------

    def sign_in(self, login: str, password: str) -> Actor:
        """Sign in at the centre; where it cannot be reached, to what this desk holds."""
        ring = Keyring.of(self._folder, self.line.url, login)
        try:
            actor = super().sign_in(login, password)
        except CentreNotBelieved as no:
            try:
                return self._without(ring, password)
            except DeskUnknown:
                raise no from None  # no network would help him
        except CentreAway:
            return self._without(ring, password)
        except StationRevoked:
            self._shut()  # whoever's is open: the station is nobody's any more
            self._lock(ring)
            raise
        except AccountClosed:
            self._lock(ring)
            raise
        now, mine = clock.now(), self._at.ring
        if self._at.unwelcome and mine is not None and mine.file == ring.file:
            mine.rewrap(password, now, LEASE_DAYS)  # changed elsewhere: the open file goes on
        else:
            self._use(ring, self._key(ring, password, now))
            ring.renew(now, LEASE_DAYS)
        self._opened().keep_note("actor", registry.canonical(actor))
        self._at.password, self._at.unwelcome, self._at.away_since = "", "", _NEVER
        return actor

    def _without(self, ring: Keyring, password: str) -> Actor:
        self._use(ring, ring.open(password, clock.now()))
        actor: Actor = _ACTOR.validate_json(self._opened().note("actor"))
        self.actor, self._at.password, self._at.unwelcome = actor, password, ""
        self._at.away_since = time.monotonic()
        return actor

    def _key(self, ring: Keyring, password: str, now: datetime) -> bytes:
        """The key of this person's file; a file whose password was changed elsewhere is laid aside and begun anew."""
        try:
            return ring.open_welcomed(password)
        except (errors.SignInFailed, DeskUnknown):
            ring.lay_aside()
        return ring.make(password, now, LEASE_DAYS)

    def _use(self, ring: Keyring, key: bytes) -> None:
        if self._at.desk is not None:
            self._at.desk.close()
        self._at.ring, self._at.desk = ring, Desk.open(ring.books, key)

    def _opened(self) -> Desk:
        if self._at.desk is None:
            raise DeskLocked(days=0)
        return self._at.desk

    def sign_out(self, why: str = "signed_out") -> None:
        """Leave: the file is closed, its key forgotten."""
        if self._at.password:  # the centre knows of no sign-in
            self.actor = None
        else:
            super().sign_out(why)
        self._at.password = self._at.unwelcome = ""
        if self._at.desk is not None:
            self._at.desk.close()
        self._at.desk = self._at.ring = None

    def _as_signed_in(
        self, method: str, path: str, sent: bytes, act: str = "", **headers: str
    ) -> httpx.Response:
        """As at any door; whose account was closed has nothing here any more, with a network or without one."""
        ring = self._at.ring  # when the answer comes, somebody else may sit here
        try:
            return super()._as_signed_in(method, path, sent, act, **headers)
        except errors.SignedInElsewhere as ended:
            if ended.facts.get("why") == _CLOSED:
                self._lock(ring)
            raise

    def _lock(self, ring: Keyring | None) -> None:
        """Revoked: the key goes, and with it the file; another person's that is open meanwhile stays as it is."""
        if ring is None:
            return
        if self._at.ring is not None and self._at.ring.file == ring.file:
            self._shut()
        ring.erase()

    def _shut(self) -> None:
        if self._at.desk is not None:
            self._at.desk.close()
        self._at.desk = None

    # -- what --------------------------------------------------------------------------------------

    @property
    def online(self) -> bool:
        """Whether the centre is to be asked: it answered when it was asked last, or that is a while ago."""
        return not self._at.password and time.monotonic() - self._at.away_since > _AWAY_S

    @property
    def is_reached(self) -> bool:
        """Whether the centre answered when it was asked last."""
        return not self._at.password and self._at.away_since == _NEVER

    def read(self, query: Callable[..., R], /, **arguments: Any) -> R:
        """Ask the centre; without it, the desk's own file by the same query."""
        spec, who = registry.spec_of(query), self._here_is()
        known = spec.name.partition(".")[0] in _HERE and not spec.central
        known = known or who.has(*_PARTLY.get(spec.name, ()))
        if self.online or (not known and not self._at.password):
            try:
                found: R = super().read(query, **arguments)
            except CentreAway as away:
                self._at.away_since = time.monotonic()
                if spec.central:
                    raise NotHeldHere(verb=f"verb.{spec.name}") from away
                if not known:
                    raise
            else:
                self._at.away_since = _NEVER
                return found
        if not known:
            raise NotHeldHere(verb=f"verb.{spec.name}")
        require_role(who, spec)
        with self._opened().database.read() as session:
            self._tell_age(session)
            result: R = spec.fn(session, who, clock.now(), **arguments)
            return result

    def _tell_age(self, session: Session) -> None:
        """What is asked here is answered from what came at the last meeting: who counts has to say so."""
        seen = desk_file.note(session, "seen")
        feeds.fetched(session, clock.moment(seen) if seen else None)

    def run(self, verb: Callable[..., R], /, **arguments: Any) -> R:
        """Do a verb at the centre. One that may be asked for without a network is kept here first, and sent at once."""
        spec = registry.spec_of(verb)
        if spec.look and not self.online:
            seen: R = self._looked(spec, arguments)
            return seen
        if not spec.offline or arguments.get("second"):
            return self._there(spec, verb, arguments)
        require_role(self._here_is(), spec)
        op = self._kept(spec, arguments)
        told = self._said(op)
        if told is None or told.outcome in (Outcome.LATER, Outcome.HELD):
            raise self._queued(op)
        if told.outcome is not Outcome.APPLIED:
            self._opened().drop(op.id, "")  # who asked for it hears it here and now
            raise wire.heard(told.refusal)
        result: R = registry.revive(spec, registry.canonical(told.result))
        return result

    def _queued(self, op: Op) -> Queued:
        """What is kept: a draft of something new by its name, an act on something known by that one's number."""
        verb = f"verb.{op.verb}"
        if op.about.startswith("DRAFT-"):
            return Queued(verb=verb, draft=op.about)
        return Queued(verb=verb, about=views.number_of(self._opened(), op.id))

    def _there(self, spec: registry.Spec, verb: Callable[..., R], arguments: dict[str, Any]) -> R:
        if not self.online and self._at.password:
            raise OnlineOnly(verb=f"verb.{spec.name}", why=_why(spec))
        ring = self._at.ring  # his who asks, whoever sits here when the answer comes
        try:
            result = super().run(verb, **arguments)
        except CentreAway as away:
            self._at.away_since = time.monotonic()
            if spec.look:
                seen: R = self._looked(spec, arguments)
                return seen
            raise OnlineOnly(verb=f"verb.{spec.name}", why=_why(spec)) from away
        self._at.away_since = _NEVER
        if spec.name == "identity.change_password" and ring is not None:
            ring.rewrap(str(arguments["new"]), clock.now(), LEASE_DAYS)
        return result

    def weigh(self, verb: Callable[..., Any], /, **arguments: Any) -> None:
        """As at the centre; without it nobody signs beside."""
        spec = registry.spec_of(verb)
        if not self.online and self._at.password:
            raise OnlineOnly(verb=f"verb.{spec.name}", why=_why(spec))
        try:
            super().weigh(verb, **arguments)
        except CentreAway as away:
            self._at.away_since = time.monotonic()
            raise OnlineOnly(verb=f"verb.{spec.name}", why=_why(spec)) from away

    def _looked(self, spec: registry.Spec, arguments: dict[str, Any]) -> Any:
        """A look without the centre: answered from what lies here, which stays as it is; the centre hears of it later."""
        who, now, given = self._here_is(), clock.now(), dict(arguments)
        key = str(given.pop("act", "") or ids.new())
        given.pop("second", None)
        require_role(who, spec)
        act = Act(key, who.id, self.station, now, now)
        with self._opened().database.trial() as session:
            found = spec.fn(session, who, now, act, **given)
        self._opened().add(Op(key, spec.name, registry.plain(given), now), "")
        return found

    def _kept(self, spec: registry.Spec, arguments: dict[str, Any]) -> Op:
        """The intent, in the outbox before anything is sent."""
        given = dict(arguments)
        key = str(given.pop("act", "") or ids.new())
        given.pop("second", None)
        kind, about = _named(given)
        made = Op(
            id=key,
            verb=spec.name,
            arguments=registry.plain(given),
            made_at=clock.now(),
            about=about or f"DRAFT-{self.station}-{key[-8:]}",
        )
        self._opened().add(made, kind)
        return made

    def _said(self, op: Op) -> Told | None:
        """What the centre says of an intent at once; `None` when it cannot be asked."""
        if not self.online:
            return None
        desk = self._opened()
        try:
            desk.push(self, clock.now, self.blobs)
        except (CentreAway, BeingConfirmed, errors.StoreBusy):
            self._at.away_since = time.monotonic()
            return None
        return desk.told(op.id)

    def keep(self, data: bytes) -> str:
        """Keep a scan at the centre; without it here, enciphered with the rest, until it can be sent."""
        if self.online:
            try:
                return super().keep(data)
            except CentreAway:
                self._at.away_since = time.monotonic()
        return self._opened().keep_blob(data)

    def about(self) -> About:
        """What the centre says of itself, or said when it was last reached."""
        kept = self._folder / f"{hashlib.sha256(self.line.url.encode()).hexdigest()[:16]}.about"
        try:
            found = super().about()
        except CentreAway as away:
            self._at.away_since = time.monotonic()
            if not kept.exists():
                if isinstance(away, CentreNotBelieved):
                    raise
                raise NeverMet(**away.facts) from away
            return _ABOUT.validate_json(kept.read_bytes())
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(registry.canonical(found), "utf-8")
        return found

    # -- sync --------------------------------------------------------------------------------------

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """A page of a feed; its clock is held against ours."""
        asked = clock.now()
        given = {"organ": organ, "after": after, "limit": limit, "epoch": epoch}
        if check:
            given["check"] = "true"
        page = self._asked("GET", f"/v1/feed?{urlencode(given)}").text
        now = _NOW.search(page[:4_000])
        if now is not None:
            self._at.drift_ms = drift_of(now[1], asked, clock.now())
        return page

    def copy(self, feed: str, epoch: str, shape: str) -> Copy | None:
        """A copy of all that a feed has; an older centre, or one that breaks over it, has its pages."""
        try:
            heard = self._asked(
                "POST", "/v1/copies", {"feed": feed, "epoch": epoch, "shape": shape}
            ).content
        except errors.Broken:
            return None
        return _COPY.validate_json(heard)

    def part(self, id_: str, number: int) -> bytes:
        """A part of a copy, packed."""
        return self._asked("GET", f"/v1/copies/{id_}/{number}").content

    def copied(self, id_: str) -> None:
        """The centre need not keep it any more; it lets go of it by itself when this is lost."""
        with contextlib.suppress(CentreAway):
            self._asked("DELETE", f"/v1/copies/{id_}")

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        """What became of intents."""
        given = {"ops": [registry.plain(op) for op in ops], "drift_ms": drift_ms}
        heard = self._asked("POST", "/v1/ops", given, act=ops[0].id).content
        return _TOLD.validate_json(heard)

    def meet(self, *, agreed: bool = False) -> Round:
        """Send what waits and fetch what is new. Refuses while the centre cannot be reached; erases when revoked."""
        desk, ring = self._opened(), self._at.ring
        try:
            self._be_welcomed()
            sent = desk.push(self, clock.now, self.blobs)
            check = self._at.met % _CHECK_EVERY == 0
            came = desk.pull(self, agreed=agreed, check=check, copies=self)
            self._at.met += 1
            desk.keep_note("drift_ms", str(self._at.drift_ms))
        except (CentreAway, BeingConfirmed):
            self._at.away_since = time.monotonic()
            raise
        except StationRevoked:
            self._lock(ring)
            raise
        except MassRemoval as much:
            desk.keep_note("removal", str(much.facts["count"]))
            raise
        self._at.away_since = _NEVER
        desk.keep_note("removal", "")
        if came.misses:
            desk.keep_note("misses", str(int(desk.note("misses") or 0) + came.misses))
        if ring is not None:
            ring.renew(clock.now(), int(desk.note("lease_days") or LEASE_DAYS))
        return Round(sent.sent, sent.refused, came.came, came.left, came.misses)

    def _be_welcomed(self) -> None:
        """Who signed in without a network is told to the centre, once: a password that it does not take is not tried
        again, for wrong ones count and lock; he gives the new one himself, and his file stays open for it."""
        if self._at.unwelcome:
            raise errors.SignedInElsewhere(why=self._at.unwelcome)
        if not self._at.password:
            return
        who, ring = self._here_is(), self._at.ring
        try:
            actor, token = self._welcomed(who.login, self._at.password)
        except AccountClosed as no:
            self._lock(ring)
            raise errors.SignedInElsewhere(why=_CLOSED) from no
        except (errors.SignInFailed, AccountLocked) as no:
            locked = isinstance(no, AccountLocked)
            why = "sign_in.locked" if locked else "sign_in.password_changed"
            if self.actor is who:
                self._at.unwelcome = why
            raise errors.SignedInElsewhere(why=why) from no
        if self.actor is not who:
            # He left while the centre was asked: whoever sits here now stays who he is.
            self._end(token)
            raise errors.SignedInElsewhere(why="sign_in.signed_out")
        self._sits(actor, token)
        self._at.password = ""

    def state(self) -> views.State:
        """How this desk stands with the centre."""
        return views.state(self._opened(), self.line.url, self.online)

    def intents(self, *, closed: bool = False) -> tuple[views.Intent, ...]:
        """What waits or was refused; or what is done with."""
        return views.intents(self._opened(), closed=closed)

    def seen(self) -> datetime | None:
        """When the centre told what stands here."""
        return views.seen(self._opened())

    def waiting(self) -> tuple[views.Waiting, ...]:
        """The same as marks, without what each asks for."""
        return views.waiting(self._opened())

    def send_again(self, op_id: str, changed: Mapping[str, Any]) -> None:
        """A refused intent as a new one, from what stands now, with what somebody has changed in it."""
        self._opened().again(op_id, ids.new(), clock.now(), changed)

    def give_up(self, op_id: str, reason: str) -> None:
        """An intent that waits or was refused is not asked for any more."""
        if not reason.strip():
            raise errors.FieldMissing(field="sync.reason")
        self._opened().drop(op_id, reason.strip())


def _why(spec: registry.Spec) -> str:
    """Why a verb does not wait at a desk."""
    if spec.seconds:
        return "online.second"
    return "online.approval" if spec.roles <= _APPROVERS else "online.centre"


def _named(arguments: dict[str, Any]) -> tuple[str, str]:
    """The kind and the id of what a verb is about."""
    for name, value in arguments.items():
        found = _ABOUT_ARGUMENT.fullmatch(name)
        if found and found[1] in feeds.kinds and isinstance(value, str) and value:
            return found[1], value
    return "", ""
