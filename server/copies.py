"""Copies for fresh desks over HTTP: made when asked for, fetched in parts, each with its sum."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field, TypeAdapter

from app.sync.copying import Copies
from app.sync.types import Copy
from server import answers, schema
from server.doors import Body, Door

router = APIRouter(prefix="/v1/copies", tags=["sync"])
_REFUSALS = answers.documented(401, 403, 404, 409, 413, 422, 429, 503)
Id = Annotated[str, Path(pattern=r"^[0-9a-f-]{32,36}$")]
Number = Annotated[int, Path(ge=0, le=1_000_000)]


class Wanted(schema.Taken):
    """What a fresh desk follows, and what its own tables are."""

    feed: str = Field(max_length=32)
    epoch: str = Field(max_length=32)
    shape: str = Field(max_length=64)


KEPT: list[schema.Kept] = [
    ("sync.copy.call", "validation", TypeAdapter(Wanted)),
    ("sync.copy.result", "serialization", TypeAdapter(Copy | None)),
]


def _copies(request: Request) -> Copies:
    found: Copies = request.app.state.copies
    return found


@router.post("", **schema.routed("sync.copy", _REFUSALS, takes=True, gives=True))
def make(door: Door, request: Request, sent: Body) -> Response:
    """Make a copy of all that the feed has for who asks; `null` where the desk has to read its pages instead."""
    asked: Wanted = schema.parsed(Wanted, sent)
    return schema.told(_copies(request).make(door, asked.feed, asked.epoch, asked.shape))


@router.get(
    "/{id_}/{number}",
    operation_id="sync.copy_part",
    response_class=Response,
    responses={
        200: {"description": "a part, packed by zstd", "content": {"application/zstd": {}}},
        **_REFUSALS,
    },
)
def part(door: Door, request: Request, id_: Id, number: Number) -> Response:
    """A part; 404 once anything in the copy is not to be seen any more by whom it was made for."""
    packed = _copies(request).part(door, id_, number)
    headers = {"Cache-Control": "no-store", "Content-Encoding": "identity"}
    return Response(packed, media_type="application/zstd", headers=headers)


@router.delete("/{id_}", operation_id="sync.copied", status_code=204, responses=_REFUSALS)
def copied(door: Door, request: Request, id_: Id) -> Response:
    """The desk has it."""
    _copies(request).done(door, id_)
    return Response(status_code=204, headers={"Cache-Control": "no-store"})
