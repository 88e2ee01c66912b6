"""Who asks: the station that signed a request, the door behind its token, and what it carries."""

from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from app import errors
from app.centre import Centre
from app.stations import keys
from app.stations.errors import StationRevoked, StationUnknown
from app.stations.types import Proof, StationRow
from app.store import Store

_bearer = HTTPBearer(auto_error=False, description="The token of POST /v1/session.")


def centre(request: Request) -> Centre:
    """The centre that this process serves."""
    found: Centre = request.app.state.centre
    return found


TheCentre = Annotated[Centre, Depends(centre)]
#: So much is kept in memory of who has not shown whom he is: a sign-in, a code.
_OF_A_STRANGER: Final = 64 << 10


async def body(request: Request, there: TheCentre) -> bytes:
    """What was sent, whole; its length is limited before (gate.py). What a stranger sends is heard out, and not kept."""
    held = bytearray()
    no: errors.Refusal | None = None
    is_known = False
    async for part in request.stream():
        held += part
        if len(held) > _OF_A_STRANGER and not is_known and no is None:
            no = await run_in_threadpool(_unknown, there, request)
            is_known = no is None
        if no is not None:
            held.clear()
    if no is not None:
        raise no
    return bytes(held)


def _unknown(there: Centre, request: Request) -> errors.Refusal | None:
    """Why nobody is known by the token that was shown; None: he is."""
    _, _, shown = request.headers.get("authorization", "").partition(" ")
    try:
        there.require_token(shown, request.headers.get(keys.STATION, ""))
    except errors.Refusal as no:
        return no
    return None


Body = Annotated[bytes, Depends(body)]


def station(request: Request, there: TheCentre, sent: Body) -> StationRow | None:
    """The enrolled station that asks, as its signature proves; None when it shows none and needs none."""
    shown = request.headers
    if keys.STATION not in shown:
        return there.station(None)
    return there.station(
        Proof(
            shown[keys.STATION],
            shown.get(keys.AT, ""),
            shown.get(keys.SIGNATURE, ""),
            request.method,
            _target(request),
            sent,
        )
    )


def _target(request: Request) -> str:
    path = request.scope["raw_path"].decode("ascii", "replace")
    asked = request.scope["query_string"].decode("ascii", "replace")
    return f"{path}?{asked}" if asked else path


def token(shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The token that was shown."""
    if shown is None:
        raise errors.SignedInElsewhere(why="sign_in.unknown")
    return shown.credentials


TheStation = Annotated[StationRow | None, Depends(station)]


def stranger(request: Request, there: TheCentre, sent: Body) -> bool:
    """Whether a computer asks that this centre does not serve, or serves no more."""
    try:
        station(request, there, sent)
    except (StationUnknown, StationRevoked):
        return True
    return False


IsStranger = Annotated[bool, Depends(stranger)]


def door(there: TheCentre, at: TheStation, shown: Annotated[str, Depends(token)]) -> Store:
    """The door of the person who asks, for this one request."""
    return there.behind(shown, at.id if at else "")


Door = Annotated[Store, Depends(door)]
