"""What the store says of itself: its card, its newest hash, what became of an act, how it last verified."""

from fastapi import APIRouter, Response
from pydantic import TypeAdapter

from app import errors
from app.ledger.about import About
from app.ledger.types import Verdict
from server import answers, schema
from server.doors import Door, IsStranger, TheCentre

router = APIRouter(prefix="/v1", tags=["books"])
_REFUSALS = answers.documented(401, 404, 409, 429, 503)


class Head(schema.Taken):
    """The newest entry's hash: what two people compare to know that they see the same books."""

    hash: str


KEPT: list[schema.Kept] = [
    ("books.about.result", "serialization", TypeAdapter(About)),
    ("books.head.result", "serialization", TypeAdapter(Head)),
    ("books.verdict.result", "serialization", TypeAdapter(Verdict)),
]


@router.get("/about", **schema.routed("books.about", _REFUSALS, gives=True))
def about(centre: TheCentre, stranger: IsStranger) -> Response:
    """Whose store this is; needs no sign-in. To a computer that is not enrolled where it must be: no more than that."""
    return schema.told(centre.about(stranger=stranger))


@router.get("/head", **schema.routed("books.head", _REFUSALS, gives=True))
def head(door: Door) -> Response:
    """The newest entry's hash."""
    return schema.told(Head(hash=door.newest_hash()).model_dump())


@router.get("/verdict", **schema.routed("books.verdict", _REFUSALS, gives=True))
def verdict(door: Door, centre: TheCentre) -> Response:
    """What the centre found when it last verified its books."""
    if centre.verdict is None:
        raise errors.StoreBusy(why="store.verifying")
    return schema.told(centre.verdict)


@router.get(
    "/acts/{act}",
    operation_id="books.act",
    response_class=Response,
    responses={
        200: {"description": "what was answered", "content": {"application/json": {}}},
        **answers.documented(401, 404, 422, 429, 503),
    },
)
def act(door: Door, act: schema.Key) -> Response:
    """The answer that the books keep under an idempotency key, for him alone who did the act."""
    kept = door.kept_result(act)
    if kept is None:
        raise errors.NotFound(key=act)
    return schema.kept(kept)
