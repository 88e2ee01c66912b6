"""Sync over HTTP: pages of a feed down, intents up; both small enough to be asked again when a wire breaks."""

import gzip
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime, Field, TypeAdapter

from app.sync import service
from app.sync.types import LINES_MOST, OPS_MOST, Op, Told
from server import answers, schema
from server.doors import Body, Door

router = APIRouter(prefix="/v1", tags=["sync"])
_REFUSALS = answers.documented(401, 403, 409, 413, 422, 429, 503)
#: Shorter answers are not worth packing.
_PACKED_FROM: Final = 1_400


class Intent(schema.Taken):
    """One verb call that a desk made without a network."""

    id: str = Field(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")
    verb: str = Field(max_length=80)
    arguments: dict[str, Any] = Field(default_factory=dict)
    made_at: AwareDatetime
    about: str = Field(default="", max_length=120)
    follows: str = Field(default="", max_length=64)


class Push(schema.Taken):
    """What a desk asks for, in its order, and how far its clock goes ahead of the centre's."""

    ops: list[Intent] = Field(max_length=OPS_MOST)
    drift_ms: int = 0


KEPT: list[schema.Kept] = [
    ("sync.push.call", "validation", TypeAdapter(Push)),
    ("sync.push.result", "serialization", TypeAdapter(list[Told])),
]


@router.post("/ops", **schema.routed("sync.push", _REFUSALS, takes=True, gives=True))
def push(door: Door, sent: Body) -> Response:
    """Do what was asked for without a network: each intent in its own transaction, answered once and for ever."""
    asked: Push = schema.parsed(Push, sent)
    ops = [Op(o.id, o.verb, o.arguments, o.made_at, o.about, o.follows) for o in asked.ops]
    return schema.told(service.push(door, ops, asked.drift_ms))


@router.get(
    "/feed",
    operation_id="sync.page",
    response_class=Response,
    responses={
        200: {"description": "a page", "content": {"application/json": {}}},
        **_REFUSALS,
    },
)
def feed(
    request: Request,
    door: Door,
    organ: Annotated[str, Query(max_length=32)] = "",
    after: Annotated[int, Query(ge=0, le=schema.MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=LINES_MOST)] = 1_000,
    epoch: Annotated[str, Query(max_length=32)] = "",
    check: bool = False,
) -> Response:
    """A page of a feed, all of one moment: what may be held at all, then the lines behind `after`."""
    given: dict[str, Any] = {"organ": organ, "after": after, "limit": limit, "epoch": epoch}
    page = door.read(service.feed, **given, check=check).encode()
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
    if len(page) >= _PACKED_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        page, headers["Content-Encoding"] = gzip.compress(page, 1), "gzip"
    return Response(page, media_type="application/json", headers=headers)
