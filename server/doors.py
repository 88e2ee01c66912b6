"""Who asks: the door behind a request's token, and what the request carries."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app import errors
from app.centre import Centre
from app.store import Store

_bearer = HTTPBearer(auto_error=False, description="The token of POST /v1/session.")


def centre(request: Request) -> Centre:
    """The centre that this process serves."""
    found: Centre = request.app.state.centre
    return found


async def body(request: Request) -> bytes:
    """What was sent, whole; its length is limited before (limits.py)."""
    return await request.body()


def token(shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The token that was shown."""
    if shown is None:
        raise errors.SignedInElsewhere(why="sign_in.unknown")
    return shown.credentials


def door(there: Annotated[Centre, Depends(centre)], shown: Annotated[str, Depends(token)]) -> Store:
    """The door of the person who asks, for this one request."""
    return there.behind(shown)


TheCentre = Annotated[Centre, Depends(centre)]
Body = Annotated[bytes, Depends(body)]
Door = Annotated[Store, Depends(door)]
