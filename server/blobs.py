"""Photos and scans over HTTP: named by their hash, sent whole or in parts, fetched whole or in parts."""

import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Path, Request, Response

from app import errors
from app.line_errors import BlobDiffers
from app.remote_blobs import LENGTH, OFFSET
from server import answers
from server.doors import Body, Door
from server.uploads import Uploads

router = APIRouter(prefix="/v1/blobs", tags=["blobs"])
#: The longest clip.
LARGEST: Final = 256 << 20
Sha256 = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256, hex")]
Offset = Annotated[int, Header(alias=OFFSET, ge=0, le=LARGEST)]
Length = Annotated[int, Header(alias=LENGTH, ge=0, le=LARGEST)]
_BYTES: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_REFUSALS = answers.documented(401, 404, 409, 413, 422, 429, 503)
_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")
_SECONDS: Final = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "attachment",
    "Accept-Ranges": "bytes",
}


def _uploads(request: Request) -> Uploads:
    found: Uploads = request.app.state.uploads
    return found


def _who(door: Door) -> str:
    assert door.actor is not None  # a door is somebody's
    return door.actor.id


@router.head("/{sha256}", operation_id="blobs.offset", status_code=204, responses=_REFUSALS)
def offset(door: Door, request: Request, sha256: Sha256) -> Response:
    """How far your upload of a picture is, or that you may read it: whole (`Upload-Complete: ?1`), or at `Upload-Offset`."""
    if door.blobs.has(sha256):
        return _told(None)
    return _told(_uploads(request).offset(_who(door), sha256, door.keep))


@router.patch(
    "/{sha256}", operation_id="blobs.add", status_code=204, responses=_REFUSALS,
    openapi_extra=_BYTES,
)  # fmt: skip
def add(
    door: Door, request: Request, sha256: Sha256, at: Offset, length: Length, sent: Body
) -> Response:
    """Send a part that begins where the last one ended; 409 tells where that is."""
    if door.blobs.has(sha256):
        return _told(None)
    uploads = _uploads(request)
    return _told(uploads.add(_who(door), sha256, at, length, sent, door.keep))


@router.put(
    "/{sha256}", operation_id="blobs.put", status_code=204, responses=_REFUSALS,
    openapi_extra=_BYTES,
)  # fmt: skip
def put(door: Door, request: Request, sha256: Sha256, sent: Body) -> Response:
    """Send a whole picture."""
    if not door.blobs.has(sha256):
        _require_same(sha256, sent)
        door.keep(sent)
    return _told(None)


@router.get(
    "/{sha256}",
    operation_id="blobs.get",
    response_class=Response,
    responses={
        200: {"description": "the bytes", "content": {"application/octet-stream": {}}},
        206: {"description": "the part that was asked for"},
        416: {"description": "the range lies outside"},
        **_REFUSALS,
    },
)
def get(door: Door, sha256: Sha256, range: Annotated[str, Header()] = "") -> Response:
    """The bytes, whole or the one range that is asked for."""
    try:
        data = door.blobs.get(sha256)
    except KeyError:
        raise errors.NotFound(key=sha256) from None
    headers = {**_SECONDS, "ETag": f'"{sha256}"'}
    found = _RANGE.fullmatch(range)
    if found is None or found.group() == "bytes=-":
        return Response(data, headers=headers, media_type="application/octet-stream")
    first, last = _bounds(found[1], found[2], len(data))
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    part = data[first : last + 1]
    return Response(part, 206, headers, media_type="application/octet-stream")


def _bounds(first: str, last: str, length: int) -> tuple[int, int]:
    """The first and the last byte of a range; `-5` are the last five."""
    if not first:
        return max(0, length - int(last)), length - 1
    return int(first), min(int(last), length - 1) if last else length - 1


def _require_same(sha256: str, data: bytes) -> None:
    import hashlib

    if hashlib.sha256(data).hexdigest() != sha256:
        raise BlobDiffers(sha256=sha256)


def _told(at: int | None) -> Response:
    whole = {"Upload-Complete": "?1"} if at is None else {OFFSET: str(at), "Upload-Complete": "?0"}
    return Response(status_code=204, headers={**whole, "Cache-Control": "no-store"})
