"""The store's port: every verb runs here in one transaction, every query where it cannot write."""

import contextlib
import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, registry, spelling
from app import trouble as trouble_of
from app.actor import Actor, Seat
from app.blobs import SeenBlobs
from app.deadlines import service as deadlines
from app.identity import secrets, sessions
from app.identity.errors import AccountLocked
from app.ledger import about, clocks
from app.ledger import service as ledger
from app.ledger.types import Act, Made, Verdict
from db import fits
from db import session as sql
from db.blobs import Blobs, blobs_of
from db.identity import queries as people
from db.identity.models import Account
from db.ledger import queries as trail
from db.session import Database

R = TypeVar("R")
_TRIES = 6
#: So long the rules are asked about one after another who might sign beside.
_JUDGED_FOR_S = 0.5
#: An act that was refused carries its verb's name with this behind it.
REFUSED = "!refused"
#: So far off no rule minds: the smallest that can be set is a minute.
_NO_DRIFT_MS = 60_000
#: All that somebody may do until he has chosen a password of his own.
_BEFORE_OWN_PASSWORD = frozenset({"identity.change_password", "custody.desk"})


def _never() -> bool:
    """Nobody takes back what he asked."""
    return False


class Store:
    """One station's door to a store; who is signed in at it is its only state."""

    #: Whether the books lie elsewhere (app/remote.py).
    is_remote: ClassVar[bool] = False
    #: Where the copy lies that was kept before these books were brought up to date; None when they were not.
    kept_copy: Path | None = None

    def __init__(
        self,
        database: Database,
        *,
        station: str = "",
        here: Callable[[], datetime] = clock.now,
        time_of: Callable[[], datetime] | None = None,
    ) -> None:
        self._database = database
        self.station = station
        self.blobs: Blobs = blobs_of(database)
        self._seat = Seat()
        self._held_for = ""
        self.here = here
        self.time_of = time_of

    @property
    def url(self) -> str:
        """Where the books lie, as `--db` takes it."""
        return self.database.url.render_as_string(hide_password=False)

    @property
    def database(self) -> Database:
        """The books themselves."""
        return self._database

    # -- who ---------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor | None:
        """Who is signed in; at a door that is held for one person nobody, once it is not he."""
        now = self._seat.actor
        return now if now is None or self._held_for in ("", now.id) else None

    @actor.setter
    def actor(self, actor: Actor | None) -> None:
        self._seat.take(actor)

    @property
    def read_only(self) -> bool:
        """Whether the books are only read: they did not verify."""
        return self._seat.read_only

    @read_only.setter
    def read_only(self, read_only: bool) -> None:
        self._seat.read_only = read_only

    @property
    def is_reached(self) -> bool:
        """Whether the books were reached when they were asked last: a desk works on without them."""
        return True

    def held(self) -> "Store":
        """This door, held for who is signed in now: what he began signs as him, or is refused once he left.

        A job in a worker outlives the moment it was asked for; who sits here when it goes on may be another.
        """
        mine = copy.copy(self)
        mine._held_for = self._here_is().id
        return mine

    def _here_is(self) -> Actor:
        """Who is signed in; refuses when it is nobody, or not he whom the door is held for."""
        who = self.actor
        if who is None:
            raise errors.SignedInElsewhere(
                why="sign_in.signed_out" if self._held_for else "sign_in.unknown"
            )
        return who

    def sign_in(self, login: str, password: str) -> Actor:
        """Sign a person in at this station; wrong passwords count, the last allowed one locks."""
        return self.seat(self.proved(login, password))

    def seat(self, account: Account) -> Actor:
        """Let somebody who has proved who he is sit down at this station."""
        if self.read_only:
            self.actor = self._reading_actor(account)
        else:
            act = self._own_act(account.id)
            self.actor = self._own(
                "identity.sign_in",
                act,
                lambda s, a: sessions.opened(s, a, _fresh(s, account), self.station),
            )
        return self.actor

    def resume(self, sign_in: str) -> None:
        """Sit down again behind a sign-in that is still open, as the centre does at each request."""
        with self.database.read() as session:
            actor = sessions.still(session, sign_in, self._now(session)[0])
        self.actor, self.station = actor, actor.station

    def sign_out(self, why: str = "signed_out") -> None:
        """End the sign-in of this station."""
        who = self.actor
        if who is None:
            return
        self.actor = None
        if not self.read_only:
            self._own(
                "identity.sign_out",
                self._own_act(who.id),
                lambda s, a: sessions.closed(s, a, who.sign_in, why),
            )

    def check_password(self, password: str) -> None:
        """Prove again that it is the signed-in person who unlocks the screen."""
        self.proved(self._here_is().login, password)

    def vouch(
        self,
        verb: Callable[..., Any],
        login: str,
        password: str,
        /,
        **arguments: Any,
    ) -> str:
        """The second person signs in himself: a token for this verb with these arguments, 60 s, once.

        `second=` gives the tokens of who signed before him, where an act takes more than two: then he is weighed as
        one of the others. A verb that nobody signs beside gives no token, and no password is tried.
        """
        spec = registry.spec_of(verb)
        after = str(arguments.pop("second", "")).split()
        if self.read_only:
            raise errors.StoreReadOnly
        who = self._here_is()
        if not spec.seconds:
            return ""
        account = self.proved(login, password)
        digest = registry.digest(spelling.entered(arguments, spec.secrets))

        def once(session: Session, act: Act) -> str:
            sessions.still(session, who.sign_in, act.recorded_at)  # beside nobody nobody signs
            return sessions.vouched(
                session, act, _fresh(session, account), spec, digest, who.sign_in, after
            )

        return self._own("identity.vouch", self._own_act(who.id), once)

    def proved(self, login: str, password: str) -> Account:
        """Whose password it is; a wrong one counts, whoever's name was given with it."""
        with self.database.read() as session:
            account = people.by_login(session, login.strip())
        sessions.require_open(account)
        right = secrets.matches(account.secret if account else "", password)
        if right and account is not None:
            return account
        if not self.read_only:
            self._own(
                "identity.sign_in_failed",
                self._own_act(account.id if account else ""),
                lambda s, a: sessions.failed(s, a, _fresh(s, account) if account else None, login),
            )
        raise errors.SignInFailed

    def _count_wrong(self) -> None:
        """A wrong old password counts like one at the door: nobody tries them out at an open screen."""
        who = self.actor
        if who is None:
            return
        self._own(
            "identity.sign_in_failed",
            self._own_act(who.id),
            lambda s, a: sessions.failed(s, a, people.account(s, who.id), who.login),
        )

    def _reading_actor(self, account: Account) -> Actor:
        with self.database.read() as session:
            held = people.roles(session, account.id, clock.day(self._now(session)[0]))
        return Actor(
            account.id, account.login, account.name, held, self.station, "", account.must_change
        )

    # -- what --------------------------------------------------------------------------------------

    def run(
        self,
        verb: Callable[..., R],
        /,
        **arguments: Any,
    ) -> R:
        """Do a verb as one act. `act=` gives its idempotency key, `second=` the second person's token
        (where an act takes more than two: the tokens of all, one after another, the second person's first).

        `made=` says that a desk asked for it without a network: then a rule's no is kept under the key as well, so
        that the desk hears the same however often it asks.

        Raises a `Refusal` when a rule says no: then nothing was changed, and the attempt is in the trail.
        """
        given: dict[str, Any] = dict(arguments)
        key = str(given.pop("act", "") or ids.new())
        token = str(given.pop("second", "")).strip()
        made: Made | None = given.pop("made", None)
        spec = registry.spec_of(verb)
        if self.read_only:
            raise errors.StoreReadOnly
        try:
            given = spelling.entered(given, spec.secrets)
            self._require_kept(given, key)
            result: R = self._again(lambda: self._once(spec, key, token, given, made))
        except errors.RefusedBefore:
            raise
        except errors.Refusal as no:
            if isinstance(no, errors.SignInFailed):
                self._count_wrong()
            self._note(spec, given, no, key if made and not isinstance(no, _PASSING) else "")
            raise
        return result

    def weigh(self, verb: Callable[..., Any], /, **arguments: Any) -> None:
        """Ask the rules before anybody signs beside: the verb is done without its second person, and undone.

        Raises the `Refusal` that `run` would, whoever signed; the attempt is in the trail as it would be then. What
        can be said only when it is known who signs is left to `run`. `act=` as there: what was done already is fine.
        """
        given: dict[str, Any] = dict(arguments)
        key = str(given.pop("act", ""))
        spec = registry.spec_of(verb)
        if not spec.seconds:
            return  # nobody signs beside: there is nothing to be asked for beforehand, and no password to be tried
        if self.read_only:
            raise errors.StoreReadOnly
        try:
            given = spelling.entered(given, spec.secrets)
            self._require_kept(given, key)
            self._try_out(spec, key, given)
        except _OF_WHO_SIGNS:
            return
        except errors.Refusal as no:
            self._note(spec, given, no)
            raise

    def may_sign(
        self,
        verb: Callable[..., Any],
        who: Sequence[str],
        /,
        *,
        cancelled: Callable[[], bool] = _never,
        ticks: Callable[[], float] = time.monotonic,
        **arguments: Any,
    ) -> dict[str, errors.Refusal | None]:
        """Who of these accounts may sign this beside the actor: None for one who may, else what stands against him.

        The verb is done with each of them and undone, as `weigh` does it without; nobody has tried anything, and the
        trail hears nothing. One of whom nothing can be said beforehand is not in the answer, nor whoever has not come
        up within half a second of `ticks`: a long act holds what others wait for, and the signature itself waits too.

        Raises what stands against the actor himself: his sign-in has ended, his account was closed.
        """
        spec = registry.spec_of(verb)
        if self.read_only or not spec.seconds:
            return {}
        given = spelling.entered(dict(arguments), spec.secrets)
        key = str(given.pop("act", ""))
        told: dict[str, errors.Refusal | None] = {}
        until = ticks() + _JUDGED_FOR_S
        for account_id in who:
            if cancelled() or ticks() >= until:
                break
            try:
                self._try_out(spec, key, given, account_id)
            except (errors.SignedInElsewhere, AccountLocked):
                raise
            except _PASSING:
                continue
            except errors.Refusal as no:
                # where more sign after him, that they have not yet is no word about him
                told[account_id] = None if spec.others and isinstance(no, _OF_WHO_SIGNS) else no
            else:
                told[account_id] = None
        return told

    def read(
        self,
        query: Callable[..., R],
        /,
        **arguments: Any,
    ) -> R:
        """Ask a query, as the person who is signed in."""
        spec = registry.spec_of(query)
        arguments = spelling.asked(arguments)
        with self.asking(spec.name) as (session, actor, now):
            require_role(actor, spec)
            result: R = spec.fn(session, actor, now, **arguments)
            return result

    @contextlib.contextmanager
    def asking(
        self, what: str, view: AbstractContextManager[Session] | None = None
    ) -> Iterator[tuple[Session, Actor, datetime]]:
        """A look into the books by who is signed in here, and when it is."""
        with view or self.database.read() as session:
            now, _drift = self._now(session)
            actor = self._actor(session, now)
            if not self.read_only:  # in a store that cannot be written no password can be changed
                _require_own_password(actor, what)
            yield session, actor, now

    def keep(self, data: bytes) -> str:
        """Keep a photo or a scan for good; returns the hash by which a verb names it."""
        if self.read_only:
            raise errors.StoreReadOnly
        try:
            return self.blobs.put(data)
        except OSError as trouble:
            raise errors.DiskTrouble(why=trouble.strerror or str(trouble)) from trouble

    def outcome(self, verb: Callable[..., R], act: str) -> tuple[R] | None:
        """What became of an act whose answer was lost; None when it was not done."""
        done = self.kept_result(act)
        return None if done is None else (registry.revive(registry.spec_of(verb), done),)

    def kept_result(self, act: str) -> str | None:
        """The answer that the books keep under a key, for him alone who did it."""
        who = self._here_is()
        with self.database.read() as session:
            done = trail.find_act(session, act)
            mine = done is not None and done.actor == who.id and not done.verb.endswith(REFUSED)
            return done.result if done is not None and mine else None

    def about(self) -> about.About:
        """What the store says of itself, before anybody has signed in."""
        return about.about(self.database)

    def newest_hash(self) -> str:
        """The hash of the newest entry of the trail."""
        return about.newest_hash(self.database)

    def verdict(self) -> Verdict | None:
        """What the centre found when it last verified its books; None: they lie here, whoever asks verifies them."""
        return None

    def close(self) -> None:
        """Give back every connection."""
        self.database.close()

    def _require_kept(self, given: dict[str, Any], key: str) -> None:
        """Every photo and scan that is named lies in the store: the books never point at nothing.

        What he sent himself is no longer there for him once the act is done that hid it: that act is only answered.
        """
        for sha256, needed in set(registry.named_blobs(given)):
            missing = (needed or sha256) and not self.blobs.has(sha256)
            if missing and self.kept_result(key) is None:
                raise errors.PhotoNotKept if needed else errors.ScanNotKept

    def _once(
        self, spec: registry.Spec, key: str, token: str, given: dict[str, Any], made: Made | None
    ) -> Any:
        digest = registry.kept_digest(spec, given)
        with self.database.write() as session:
            now, drift = self._now(session)
            actor = self._actor(session, now)
            done = trail.find_act(session, key)
            if done is not None:  # answered again only to who did it
                verb = done.verb.removesuffix(REFUSED)
                asked = (done.actor, verb, done.arguments_sha256)
                if spec.private or asked != (actor.id, spec.name, digest):
                    raise errors.ActReused(key=key)
                if verb != done.verb:
                    raise errors.RefusedBefore(told=done.result)
                return registry.revive(spec, done.result)
            self._require_may(session, spec, actor, now, made.drift_ms if made else drift)
            signed = registry.digest(given) if token else ""
            at, drift = (min(made.at, now), made.drift_ms) if made else (now, drift)
            act = Act(key, actor.id, self.station, at, now, drift_ms=drift)
            if token:
                second, *others = sessions.all_consumed(
                    session, token.split(), spec, signed, actor, act
                )
                act = replace(act, second=second, others=tuple(others))
            result = spec.fn(session, actor, now, act, **given)
            session.flush()
            if isinstance(self.blobs, SeenBlobs):
                self.blobs.used(session, actor, {s for s, _ in registry.named_blobs(given) if s})
            kept = "null" if spec.private else registry.canonical(result)
            ledger.seal(session, act, spec.name, digest, kept)
            feeds.number(session)
            return result

    def _try_out(
        self, spec: registry.Spec, key: str, given: dict[str, Any], second: str = ""
    ) -> None:
        # what only the database says, or a lock that another holds, is left to the act itself
        with contextlib.suppress(DBAPIError), self.database.trial() as session:
            now, drift = self._now(session)
            actor = self._actor(session, now)
            if key and trail.find_act(session, key) is not None:
                return
            self._require_may(session, spec, actor, now, drift)
            if second:
                account = people.account(session, second)
                if account is None:
                    raise errors.NotFound(key=second)
                sessions.require_may_sign(session, account, spec, spec.seconds, now)
            act = Act(ids.new(), actor.id, self.station, now, now, second=second, drift_ms=drift)
            try:
                spec.fn(session, actor, now, act, **given)
                session.flush()
            except fits.DoesNotFit as no:
                trouble_of.raise_unfit(no)

    def _require_may(
        self, session: Session, spec: registry.Spec, actor: Actor, now: datetime, drift_ms: int
    ) -> None:
        _require_own_password(actor, spec.name)
        require_role(actor, spec)
        if spec.timed:
            self._require_true_clock(session, now, drift_ms)

    def _actor(self, session: Session, now: datetime) -> Actor:
        who = self._here_is()
        if self.read_only:
            return who
        # what the window shows of the sign-in before this one; the account knows only the newest
        found = replace(
            sessions.still(session, who.sign_in, now),
            last_at=who.last_at,
            last_station=who.last_station,
        )
        self._seat.refresh(found)
        return found

    # -- when --------------------------------------------------------------------------------------

    def computer_time(self) -> datetime:
        """What this computer's own clock says."""
        return self.here() if self.time_of is None else self.time_of()

    def now(self) -> datetime:
        """The store's time."""
        with self.database.read() as session:
            return self._now(session)[0]

    def clock_trouble(self) -> errors.ClockDrift | None:
        """What a hand-over would be refused for now, said before anybody has begun one; a centre looks at its own clock."""
        if self.is_remote:
            return None
        with self.database.read() as session:
            try:
                self._require_true_clock(session, *self._now(session))
            except errors.ClockDrift as no:
                return no
        return None

    def _now(self, session: Session) -> tuple[datetime, int]:
        """The store's time, and how far this computer's clock is from it (ms).

        A local file's time is this computer's (app/ledger/clocks.py); PostgreSQL's is the server's.
        `time_of` stands in for either (tests, and the demo that tells a year in a minute).
        """
        here = self.computer_time()
        if self.database.is_sqlite or self.time_of is not None:
            store = clocks.local(session, here)
        else:
            store = trail.server_time(session)
        return store, round((here - store) / timedelta(milliseconds=1))

    def _require_true_clock(self, session: Session, now: datetime, drift_ms: int) -> None:
        if abs(drift_ms) <= _NO_DRIFT_MS:
            return
        minutes = deadlines.value(session, "clock_drift_minutes", clock.day(now))
        if abs(drift_ms) > minutes * 60_000:
            behind = drift_ms < 0 and self.database.is_sqlite
            no = errors.BooksAhead if behind else errors.ClockDrift
            raise clocks.wrong(now + timedelta(milliseconds=drift_ms), now, minutes, no)

    # -- the books ---------------------------------------------------------------------------------

    def _own_act(self, actor: str) -> Act:
        now = self.computer_time()
        return Act(ids.new(), actor, self.station, now, now)

    def own(self, name: str, job: Callable[[Session, Act], R]) -> R:
        """An act of the store itself that nobody signed in for, such as a station's enrolment."""
        return self._own(name, self._own_act(""), job)

    def _own(
        self,
        name: str,
        act: Act,
        job: Callable[[Session, Act], R],
        digest: str = "",
        answer: str = "null",
    ) -> R:
        """An act of the store itself (signing in, a refusal): the same trail, no arguments kept."""

        def once() -> R:
            with self.database.write() as session:
                now, drift = self._now(session)
                mine = replace(act, recorded_at=now, drift_ms=drift)
                result = job(session, mine)
                session.flush()
                ledger.seal(session, mine, name, digest, answer)
                feeds.number(session)
                return result

        return self._again(once)

    def veiled(self, name: str, job: Callable[[Session, Act], R]) -> R:
        """An act of somebody whom nobody asks who he is: a report over the web. No right is asked for and nothing
        of him is kept; the trail tells the half-day."""
        if self.read_only:
            raise errors.StoreReadOnly

        def once() -> R:
            with self.database.write() as session:
                act = ledger.veiled(session, self._now(session)[0])
                result = job(session, act)
                ledger.seal(session, act, name)
                feeds.number(session)
                return result

        return self._again(once)

    def _again(self, job: Callable[[], R]) -> R:
        for attempt in range(_TRIES):
            try:
                return job()
            except fits.DoesNotFit as no:
                trouble_of.raise_unfit(no)
            except DBAPIError as trouble:
                if isinstance(trouble, IntegrityError):
                    trouble_of.raise_meaning(trouble)
                if sql.is_disk_trouble(trouble):
                    raise errors.DiskTrouble(why=sql.explain(trouble)) from trouble
                if not sql.worth_retrying(trouble):
                    raise
                if attempt == _TRIES - 1:
                    raise errors.StoreBusy(why=sql.explain(trouble)) from trouble
                time.sleep(random.uniform(0.01, 0.05) * (attempt + 1))
        raise AssertionError  # the last try returned or raised

    def _note(
        self, spec: registry.Spec, given: dict[str, Any], no: errors.Refusal, key: str = ""
    ) -> None:
        """Leave the attempt in the trail of the person who made it; under its `key` it stands for ever."""
        who = self._held_for or (self.actor.id if self.actor else "")
        told = {
            "verb": spec.name,
            "code": no.code,
            "refusal": type(no).__name__,
            "facts": _told(no.facts),
        }
        named = {
            k: _cut(v)
            for k, v in given.items()
            if isinstance(v, str) and k.endswith(("_id", "number", "code"))
        }
        act = self._own_act(who)

        def write(session: Session, mine: Act) -> None:
            if key and trail.find_act(session, key) is not None:
                raise errors.ActReused(
                    key=key
                )  # the same was asked beside this, and answered before it
            ledger.write(session, mine, "account", who or "unknown", "REFUSED", **told, named=named)

        with contextlib.suppress(errors.ActReused):
            self._own(
                f"{spec.name}{REFUSED}",
                replace(act, id=key or act.id),
                write,
                registry.kept_digest(spec, given) if key else "",
                registry.canonical({"refused": no.code, "name": type(no).__name__, **told}),
            )


#: A no that hangs on who signs beside the actor, and how many do: before they have signed it says nothing.
_OF_WHO_SIGNS = (
    errors.NeedsSecondPerson,
    errors.NeedsTwoOfficers,
    errors.NeedsTwoExecutors,
    errors.ExecutorNotSigned,
)
#: A no that only says "not now" (a picture is still on its way), or that is about another act's key.
_PASSING = (
    errors.Unready,
    errors.SignedInElsewhere,
    errors.FirstPassword,
    errors.PhotoNotKept,
    errors.ScanNotKept,
    errors.ActReused,
)


def _told(facts: dict[str, object]) -> dict[str, object]:
    return {k: v if isinstance(v, int | bool | None) else _cut(str(v)) for k, v in facts.items()}


def _cut(text: str) -> str:
    """What a refused attempt said, as far as a line of the trail can keep it: half a sign can be written nowhere."""
    return text[:500].encode(errors="replace").decode()


def _fresh(session: Session, account: Account) -> Account:
    found = people.account(session, account.id)
    sessions.require_open(found)
    assert found is not None
    return found


def _require_own_password(actor: Actor, what: str) -> None:
    """Whoever still has the password that another gave him does nothing in his own name."""
    if actor.must_change and what not in _BEFORE_OWN_PASSWORD:
        raise errors.FirstPassword


def require_role(actor: Actor, spec: registry.Spec) -> None:
    """Refuse who holds none of the roles that may."""
    if "*" not in spec.roles and not actor.has(*spec.roles):
        raise errors.NotPermitted(verb=f"verb.{spec.name}", roles=", ".join(sorted(spec.roles)))
