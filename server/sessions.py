"""Signing in and out, the second person's signature, and the proof that it is still he who sits there."""

from typing import Any

from fastapi import APIRouter, Response
from pydantic import Field, TypeAdapter

from app import errors, registry
from app.actor import Actor
from server import answers, schema
from server.doors import Body, Door, TheCentre, TheStation

router = APIRouter(prefix="/v1", tags=["session"])
_REFUSALS = answers.documented(401, 403, 409, 413, 422, 429, 503)


class SignIn(schema.Taken):
    """Who comes, and at which station he sits."""

    login: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=200)
    station: str = Field(default="", max_length=80)


class Opened(schema.Taken):
    """Who he is, and the token for what he asks from now on."""

    token: str
    actor: Actor


class Password(schema.Taken):
    """His own password, once more."""

    password: str = Field(min_length=1, max_length=200)


class Vouching(schema.Taken):
    """The second person signs beside, with his own password, for one verb with these very arguments.

    `second`: the tokens of who signed before him, where an act takes more than two.
    """

    verb: str = Field(max_length=80)
    login: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=200)
    second: str = Field(default="", max_length=1_000)
    arguments: dict[str, Any] = Field(default_factory=dict)


class Weighing(schema.Taken):
    """What is to be signed beside: for which verb with which arguments, under which key."""

    verb: str = Field(max_length=80)
    act: str = Field(default="", max_length=64, pattern=r"^[A-Za-z0-9._:-]*$")
    arguments: dict[str, Any] = Field(default_factory=dict)


class Vouched(schema.Taken):
    """The token that the act carries as `second`: once, within a minute."""

    token: str


KEPT: list[schema.Kept] = [
    ("session.open.call", "validation", TypeAdapter(SignIn)),
    ("session.open.result", "serialization", TypeAdapter(Opened)),
    ("session.actor.result", "serialization", TypeAdapter(Actor)),
    ("session.check.call", "validation", TypeAdapter(Password)),
    ("session.weigh.call", "validation", TypeAdapter(Weighing)),
    ("session.vouch.call", "validation", TypeAdapter(Vouching)),
    ("session.vouch.result", "serialization", TypeAdapter(Vouched)),
]


@router.post("/session", **schema.routed("session.open", _REFUSALS, takes=True, gives=True))
def sign_in(centre: TheCentre, station: TheStation, sent: Body) -> Response:
    """Sign in: the token goes with everything that is asked afterwards, from this station only."""
    who: SignIn = schema.parsed(SignIn, sent)
    name, id_ = (station.name, station.id) if station else (who.station, "")
    door, token = centre.sign_in(who.login, who.password, name, id_)
    return schema.told({"token": token, "actor": door.actor})


@router.get("/session", **schema.routed("session.actor", _REFUSALS, gives=True))
def who(door: Door) -> Response:
    """Who is signed in, with the roles he holds today."""
    return schema.told(door.actor)


@router.delete("/session", **schema.routed("session.close", _REFUSALS))
def sign_out(door: Door) -> Response:
    """Sign out: the token is of no use any more."""
    door.sign_out()
    return Response(status_code=204)


@router.post("/password-check", **schema.routed("session.check", _REFUSALS, takes=True))
def check_password(door: Door, sent: Body) -> Response:
    """Prove again that it is the signed-in person who unlocks the screen."""
    asked: Password = schema.parsed(Password, sent)
    door.check_password(asked.password)
    return Response(status_code=204)


@router.post("/weigh", **schema.routed("session.weigh", _REFUSALS, takes=True))
def weigh(door: Door, sent: Body) -> Response:
    """Ask the rules before a second person signs: refused is what they refuse whoever signs; nothing is done."""
    asked: Weighing = schema.parsed(Weighing, sent)
    spec, arguments = _named(asked.verb, asked.arguments)
    door.weigh(spec.fn, act=asked.act, **arguments)
    return Response(status_code=204)


@router.post("/vouch", **schema.routed("session.vouch", _REFUSALS, takes=True, gives=True))
def vouch(door: Door, sent: Body) -> Response:
    """The second person signs in himself: a token for this verb with these arguments, 60 s, once."""
    asked: Vouching = schema.parsed(Vouching, sent)
    spec, arguments = _named(asked.verb, asked.arguments)
    token = door.vouch(
        spec.fn, asked.login, asked.password, **{**arguments, "second": asked.second}
    )
    return schema.told({"token": token})


def _named(verb: str, arguments: dict[str, Any]) -> tuple[registry.Spec, dict[str, Any]]:
    """A verb by its name, and its arguments as it takes them."""
    spec = registry.verbs.get(verb)
    if spec is None:
        raise errors.NotFound(key=verb)
    taken = schema.parsed(schema.arguments(spec), registry.canonical(arguments).encode())
    return spec, schema.given(taken)
