"""A computer becomes a station: it shows its one-time code and its key."""

from fastapi import APIRouter, Response
from pydantic import Field, TypeAdapter

from app.stations.types import StationRow
from server import answers, schema
from server.doors import Body, TheCentre

router = APIRouter(prefix="/v1", tags=["stations"])
_REFUSALS = answers.documented(403, 409, 413, 422, 429, 503)


class Enrolling(schema.Taken):
    """The code that the system administrator read out, and the public half of the key made here."""

    code: str = Field(min_length=16, max_length=40)
    public_key: str = Field(min_length=40, max_length=64)


KEPT: list[schema.Kept] = [
    ("stations.enrol.call", "validation", TypeAdapter(Enrolling)),
    ("stations.enrol.result", "serialization", TypeAdapter(StationRow)),
]


@router.post("/enrol", **schema.routed("stations.enrol", _REFUSALS, takes=True, gives=True))
def enrol(centre: TheCentre, sent: Body) -> Response:
    """Enrol this computer; what it asks from now on carries its signature."""
    asked: Enrolling = schema.parsed(Enrolling, sent)
    return schema.told(centre.enrol(asked.code, asked.public_key))
