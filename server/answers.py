"""How the centre says no: a refusal keeps its code, its two sentences and its facts, under a fitting HTTP status."""

import logging
from typing import Any, Final

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app import errors, wire
from app import trouble as trouble_of
from app.identity.errors import AccountLocked
from app.line_errors import ArgumentsInvalid, TooManyRequests, TooMuch
from app.stations.errors import StationRevoked, StationUnknown

log = logging.getLogger("anku.server")

#: The first kind that fits gives the status; every other refusal is a conflict with the rules or the books.
STATUS: Final[tuple[tuple[type[errors.Refusal], int], ...]] = (
    (ArgumentsInvalid, 422),
    (errors.SignInFailed, 401),
    (AccountLocked, 401),
    (errors.SignedInElsewhere, 401),
    (errors.NotPermitted, 403),
    (StationUnknown, 403),
    (StationRevoked, 403),
    (errors.NotFound, 404),
    (TooMuch, 413),
    (TooManyRequests, 429),
    (errors.StoreBusy, 503),
    (errors.DiskTrouble, 503),
    (errors.StoreReadOnly, 503),
)
#: What stands in the OpenAPI of every route.
REFUSAL: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["refused", "name", "why", "next", "facts"],
    "properties": {
        "refused": {"type": "string", "description": "the stable code, as R06"},
        "name": {"type": "string"},
        "why": {"$ref": "#/components/schemas/TwoTongues"},
        "next": {"$ref": "#/components/schemas/TwoTongues"},
        "basis": {"type": "string"},
        "facts": {"type": "object"},
    },
}
TWO_TONGUES: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["zh", "en"],
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
}
_SAID: Final = {
    400: "what was sent is no request",
    401: "nobody is signed in, or not any more",
    403: "none of the roles may do this",
    404: "nothing is known under this key",
    408: "it did not arrive in time",
    409: "a rule says no; nothing was changed",
    413: "too long",
    422: "the arguments are not what is taken",
    429: "too many requests; see Retry-After",
    503: "the store cannot serve now",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals that a route may answer, for the OpenAPI."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    return {status: {"description": _SAID[status], "content": content} for status in statuses}


def status_of(no: errors.Refusal) -> int:
    """The HTTP status of a refusal."""
    return next((status for kind, status in STATUS if isinstance(no, kind)), 409)


def refusal(no: errors.Refusal) -> Response:
    """The answer that says no."""
    status = status_of(no)
    headers = {"Cache-Control": "no-store"}
    if status in (429, 503):
        headers["Retry-After"] = str(no.facts.get("seconds", 2))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(wire.told(no), status, headers)


async def refused(_: Request, no: Exception) -> Response:
    """Every route's refusals come here."""
    assert isinstance(no, errors.Refusal)
    return refusal(no)


async def unfit(_: Request, wrong: Exception) -> Response:
    """A header or a part of the path that is not what the route takes."""
    assert isinstance(wrong, RequestValidationError)
    first = wrong.errors()[0]
    at = ".".join(str(part) for part in first["loc"])
    return refusal(ArgumentsInvalid(field=at, why=first["msg"]))


async def other_method(request: Request, no: Exception) -> Response:
    """A path that is there, asked by a method that it does not take: `Allow` names all it does."""
    assert isinstance(no, HTTPException)
    headers = dict(no.headers or {})
    if no.status_code == 405:
        here = [r for r in request.app.state.routes if r.path_regex.match(request.url.path)]
        headers["Allow"] = ", ".join(sorted({m for route in here for m in route.methods}))
    return JSONResponse({"detail": no.detail}, no.status_code, headers)


async def broken(request: Request, trouble: Exception) -> Response:
    """What nobody foresaw: told in the log, not to whoever asked."""
    log.error("%s %s broke: %s", request.method, request.url.path, trouble_of.traced(trouble))
    return JSONResponse({"broken": "the centre could not do this; its log says why"}, 500)
