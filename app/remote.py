"""The third way to a store: over HTTPS to the centre, which runs the same verbs and queries for whoever signs in.

An answer that was lost is asked for again under the same key, so nothing is done twice. When the centre cannot be
reached at all, nothing was changed (`CentreAway`); when it may have been, the outcome is a state of its own
(`BeingConfirmed`) until `outcome` has asked for it.
"""

import contextlib
import copy
import functools
import json
import random
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NoReturn, TypeVar

import httpx
from pydantic import TypeAdapter

from app import clock, errors, ids, registry, wire
from app.actor import Actor, Seat
from app.ledger.about import About
from app.ledger.types import Verdict
from app.line_errors import (
    ArgumentsInvalid,
    BeingConfirmed,
    CentreAway,
    CentreNotBelieved,
    OnlyAtTheCentre,
    PlainAddress,
)
from app.remote_blobs import RemoteBlobs
from app.stations import keys, own
from app.store import Store
from db.session import Database

R = TypeVar("R")
#: How long a lost answer is asked for while somebody waits.
_PATIENCE_S: Final = 25.0
_AWAY: Final = frozenset({502, 503, 504})


@dataclass(slots=True)
class Line:
    """The wire to the centre, shared by every door of this station: the tokens by sign-in, and the station's key."""

    url: str
    client: httpx.Client
    key: own.StationKey | None = None
    tokens: dict[str, str] = field(default_factory=dict)
    patience_s: float = _PATIENCE_S

    def ask(
        self, method: str, path: str, sent: bytes = b"", token: str = "", **headers: str
    ) -> httpx.Response:
        """One request; a refusal is raised, whatever else is no answer too."""
        given = {"Content-Type": "application/json", **headers}
        if token:
            given["Authorization"] = f"Bearer {token}"
        if self.key is not None:
            given |= self.key.signed(method, path, clock.text(clock.now()), sent)
        answer = self.client.request(method, path, content=sent, headers=given)
        if answer.status_code >= 400:
            _refuse(answer)
        return answer

    def again(self, once: Callable[[], httpx.Response], act: str = "") -> httpx.Response:
        """Ask until there is an answer, for a while; `act`: something may have been done meanwhile."""
        end, sent, reached = time.monotonic() + self.patience_s, False, False
        for attempt in range(1_000):
            try:
                return once()
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as trouble:
                why: Exception = trouble  # it did not even begin
                if _not_believed(trouble) is not None:
                    break  # but what was sent before may have been heard by the centre
            except (httpx.TransportError, httpx.DecodingError) as trouble:
                why, sent = trouble, True
            except _Away as trouble:
                why, reached = trouble, True
            if time.monotonic() > end or (not sent and attempt >= 2):
                break
            time.sleep(random.uniform(0.05, 0.2) * min(attempt + 1, 10))
        if act and sent:
            raise BeingConfirmed(act=act)
        away = self._away(why)
        away.is_unheard = not (sent or reached)
        raise away from why

    def _away(self, why: Exception) -> CentreAway:
        """Nobody answers, or who does is not the centre, as far as this computer can tell."""
        if (certificate := _not_believed(why)) is None:
            return CentreAway(url=self.url, why=str(why) or type(why).__name__)
        told = _CERTIFICATE.get(certificate.verify_code, certificate.verify_message)
        return CentreNotBelieved(url=self.url, why=told)


#: What OpenSSL finds wrong with a certificate, by its number, in our words.
_CERTIFICATE: Final = {
    9: "certificate.early",
    10: "certificate.expired",
    18: "certificate.stranger",
    19: "certificate.stranger",
    20: "certificate.stranger",
    21: "certificate.stranger",
    62: "certificate.host",
    64: "certificate.host",
}


def _not_believed(trouble: BaseException) -> ssl.SSLCertVerificationError | None:
    """The certificate that made a connection fail, if one did."""
    at: BaseException | None = trouble
    while at is not None:
        if isinstance(at, ssl.SSLCertVerificationError):
            return at
        at = at.__cause__ or at.__context__
    return None


class _Away(Exception):
    """A proxy answers for a centre that is not there."""


def _refuse(answer: httpx.Response) -> NoReturn:
    try:
        told = answer.json()
    except ValueError:
        told = None
    if isinstance(told, dict) and "refused" in told:
        raise wire.heard(told)
    if answer.request.method == "HEAD":  # which carries no words
        if answer.status_code == 404:
            raise errors.NotFound(key=answer.request.url.path)
        if answer.status_code == 401:
            raise errors.SignedInElsewhere(why="sign_in.unknown")
    if answer.status_code in _AWAY:
        raise _Away(f"HTTP {answer.status_code}")
    raise errors.Broken(f"the centre answered {answer.status_code} to {answer.request.url.path}")


class RemoteStore(Store):
    """One station's door to the centre; the same face as a store on this computer."""

    is_remote = True

    def __init__(self, line: Line, *, station: str = "") -> None:
        self.line = line
        self.station = station
        self.blobs = RemoteBlobs(self._blob)
        self._seat = Seat()
        self._held_for = ""
        self.here = clock.now
        self.time_of = None

    @property
    def url(self) -> str:
        """Where the centre is."""
        return self.line.url

    @property
    def database(self) -> Database:
        """There is none here: what needs the books themselves is done where they lie."""
        raise OnlyAtTheCentre(url=self.line.url)

    def held(self) -> "RemoteStore":
        """As a store's."""
        mine = copy.copy(self)
        mine._held_for = self._here_is().id
        mine.blobs = RemoteBlobs(mine._blob)
        return mine

    # -- who ---------------------------------------------------------------------------------------

    def sign_in(self, login: str, password: str) -> Actor:
        """Sign a person in at this station."""
        actor, token = self._welcomed(login, password)
        self._sits(actor, token)
        return actor

    def _welcomed(self, login: str, password: str) -> tuple[Actor, str]:
        """Who that is to the centre, with his token; he does not sit here by that."""
        given = {"login": login, "password": password, "station": self.station}
        answer = self.line.again(lambda: self.line.ask("POST", "/v1/session", _json(given))).json()
        return _ACTOR.validate_python(answer["actor"]), answer["token"]

    def _sits(self, actor: Actor, token: str) -> None:
        self.line.tokens = {actor.sign_in: token}
        self.actor = actor

    def sign_out(self, why: str = "signed_out") -> None:
        """End the sign-in of this station; when the centre cannot be told, it ends there by itself."""
        who = self.actor
        if who is None:
            return
        token = self._token()
        self.actor = None
        try:
            self._end(token)
        finally:
            self.line.tokens.pop(who.sign_in, None)

    def _end(self, token: str) -> None:
        with contextlib.suppress(httpx.TransportError, _Away, errors.SignedInElsewhere):
            self.line.ask("DELETE", "/v1/session", token=token)

    def check_password(self, password: str) -> None:
        """Prove again that it is the signed-in person who unlocks the screen."""
        self._asked("POST", "/v1/password-check", {"password": password})

    def vouch(
        self, verb: Callable[..., Any], login: str, password: str, /, **arguments: Any
    ) -> str:
        """The second person signs in himself: a token for this verb with these arguments, 60 s, once.

        `second=` gives the tokens of who signed before him. An older centre knows no such word and is asked without
        it: who signed before is weighed again when the tokens are used.
        """
        after = str(arguments.pop("second", ""))
        given = {
            "verb": registry.spec_of(verb).name,
            "login": login,
            "password": password,
            "arguments": registry.plain(arguments),
        }
        if not after:
            return self._vouched(given)
        try:
            return self._vouched({**given, "second": after})
        except ArgumentsInvalid as no:
            if no.facts.get("field") != "second":
                raise
            return self._vouched(given)

    def _vouched(self, given: Any) -> str:
        token: str = self._asked("POST", "/v1/vouch", given).json()["token"]
        return token

    def weigh(self, verb: Callable[..., Any], /, **arguments: Any) -> None:
        """Ask the rules at the centre before anybody signs beside; one that cannot be asked so leaves it to the act."""
        given = dict(arguments)
        key = str(given.pop("act", ""))
        name = registry.spec_of(verb).name
        sent = {"verb": name, "act": key, "arguments": registry.plain(given)}
        with contextlib.suppress(errors.Broken):  # an older one knows no such question
            self._asked("POST", "/v1/weigh", sent)

    def may_sign(
        self, verb: Callable[..., Any], who: Sequence[str], /, **arguments: Any
    ) -> dict[str, errors.Refusal | None]:
        """A centre is not asked person by person: there are hundreds (decision 0044). Whoever may not is told so then."""
        return {}

    def _token(self) -> str:
        who = self._here_is()
        token = self.line.tokens.get(who.sign_in)
        if token is None:
            raise errors.SignedInElsewhere(why="sign_in.signed_out")
        return token

    # -- what --------------------------------------------------------------------------------------

    def run(self, verb: Callable[..., R], /, **arguments: Any) -> R:
        """Do a verb as one act, under the key `act`."""
        spec = registry.spec_of(verb)
        given = dict(arguments)
        key = str(given.pop("act", "") or ids.new())
        second = str(given.pop("second", ""))
        sent = {"act": key, "second": second, "arguments": registry.plain(given)}
        answer = self._asked("POST", f"/v1/verbs/{spec.name}", sent, act=key)
        if "identity" in spec.changes:
            self._seat.refresh(_ACTOR.validate_json(self._asked("GET", "/v1/session").content))
        result: R = registry.revive(spec, answer.text)
        return result

    def kept_result(self, act: str) -> str | None:
        """The answer that the books at the centre keep under a key."""
        try:
            return self._asked("GET", f"/v1/acts/{act}").text
        except errors.NotFound:
            return None

    def read(self, query: Callable[..., R], /, **arguments: Any) -> R:
        """Ask a query, as the person who is signed in."""
        spec = registry.spec_of(query)
        answer = self._asked(
            "POST", f"/v1/queries/{spec.name}", {"arguments": registry.plain(arguments)}
        )
        result: R = registry.revive(spec, answer.text)
        return result

    def keep(self, data: bytes) -> str:
        """Keep a photo or a scan for good; returns the hash by which a verb names it."""
        return self.blobs.put(data)

    def about(self) -> About:
        """What the store at the centre says of itself."""
        answer = self.line.again(lambda: self.line.ask("GET", "/v1/about"))
        return replace(_ABOUT.validate_json(answer.content), centre=self.line.url)

    def newest_hash(self) -> str:
        """The hash of the newest entry of the trail at the centre."""
        head: str = self._asked("GET", "/v1/head").json()["hash"]
        return head

    def verdict(self) -> Verdict:
        """What the centre found when it last verified its own books."""
        return _VERDICT.validate_json(self._asked("GET", "/v1/verdict").content)

    def close(self) -> None:
        """Hang up."""
        self.line.client.close()

    def _asked(self, method: str, path: str, given: Any = None, act: str = "") -> httpx.Response:
        return self._as_signed_in(method, path, b"" if given is None else _json(given), act)

    def _blob(self, method: str, path: str, sent: bytes, headers: dict[str, str]) -> httpx.Response:
        return self._as_signed_in(method, path, sent, **headers)

    def _as_signed_in(
        self, method: str, path: str, sent: bytes, act: str = "", **headers: str
    ) -> httpx.Response:
        who, token = self._here_is(), self._token()
        try:
            return self.line.again(lambda: self.line.ask(method, path, sent, token, **headers), act)
        except errors.SignedInElsewhere as ended:
            ended.sign_in = who.sign_in
            raise


_ACTOR: Final[TypeAdapter[Actor]] = TypeAdapter(Actor)
_ABOUT: Final[TypeAdapter[About]] = TypeAdapter(About)
_VERDICT: Final[TypeAdapter[Verdict]] = TypeAdapter(Verdict)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def open_store(url: str, *, station: str = "", ca: str = "") -> RemoteStore:
    """Open the centre at `url` as a store."""
    return RemoteStore(line_to(url, ca=ca), station=station)


def line_to(url: str, *, ca: str = "") -> Line:
    """The wire to the centre at `url`."""
    client = _client(url, ca)
    at = str(client.base_url).rstrip("/")
    return Line(at, client, own.of(at))


def enrol(url: str, code: str, *, ca: str = "") -> str:
    """Make this computer a station of the centre at `url`, with a key made here; its name."""
    private = keys.new()
    with _client(url, ca) as client:
        at = str(client.base_url).rstrip("/")
        line = Line(at, client)
        sent = _json({"code": code, "public_key": keys.public_of(private)})
        told = line.again(lambda: line.ask("POST", "/v1/enrol", sent)).json()
    own.keep(at, own.StationKey(told["id"], told["name"], private))
    return str(told["name"])


def _client(url: str, ca: str) -> httpx.Client:
    """The wire; a password never crosses a network in clear."""
    at = httpx.URL(url.rstrip("/"))
    if at.scheme != "https" and at.host not in ("127.0.0.1", "localhost", "::1"):
        raise PlainAddress(host=at.host)
    verify = _of_our_own(ca) if ca else _everybody()
    timeout = httpx.Timeout(60, connect=5)
    return httpx.Client(base_url=at, verify=verify, trust_env=False, timeout=timeout)


def _of_our_own(ca: str) -> ssl.SSLContext:
    """The certificates of the organ's own authority and no others."""
    try:
        return ssl.create_default_context(cafile=ca)
    except ssl.SSLError:
        raise errors.PathUnusable(path=ca, why="certificate.none") from None
    except OSError as trouble:
        raise errors.PathUnusable.of(trouble, ca) from None


@functools.cache
def _everybody() -> ssl.SSLContext:
    """The certificates that everybody believes; read once, it takes a while."""
    return httpx.create_ssl_context(trust_env=False)
