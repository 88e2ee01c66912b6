"""The store's port: every verb runs here in one transaction, every query where it cannot write."""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import errors, feeds, ids, registry, spelling
from app import trouble as trouble_of
from app.actor import Actor
from app.blobs import SeenBlobs
from app.identity import sessions
from app.identity.errors import AccountLocked
from app.ledger import about
from app.ledger import service as ledger
from app.ledger.types import Act, Made, Verdict
from app.seated import Seated
from db import fits
from db.identity import queries as people
from db.ledger import queries as trail

R = TypeVar("R")
#: So long the rules are asked about one after another who might sign beside.
_JUDGED_FOR_S = 0.5
#: An act that was refused carries its verb's name with this behind it.
REFUSED = "!refused"
#: All that somebody may do until he has chosen a password of his own.
_BEFORE_OWN_PASSWORD = frozenset({"identity.change_password", "custody.desk"})


def _never() -> bool:
    """Nobody takes back what he asked."""
    return False


class Store(Seated):
    """One station's door to a store; who is signed in at it is its only state."""

    #: Where the copy lies that was kept before these books were brought up to date; None when they were not.
    kept_copy: Path | None = None

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


def _require_own_password(actor: Actor, what: str) -> None:
    """Whoever still has the password that another gave him does nothing in his own name."""
    if actor.must_change and what not in _BEFORE_OWN_PASSWORD:
        raise errors.FirstPassword


def require_role(actor: Actor, spec: registry.Spec) -> None:
    """Refuse who holds none of the roles that may."""
    if "*" not in spec.roles and not actor.has(*spec.roles):
        raise errors.NotPermitted(verb=f"verb.{spec.name}", roles=", ".join(sorted(spec.roles)))
