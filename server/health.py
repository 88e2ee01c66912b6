"""Whether the centre can serve, and what it counted; for whoever looks after it."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from server.doors import TheCentre

router = APIRouter()


@router.get(
    "/v1/health",
    tags=["health"],
    operation_id="health",
    responses={503: {"description": "the books cannot be read"}},
)
def health(request: Request, centre: TheCentre) -> Response:
    """Whether the books can be read, and written."""
    well = centre.is_well()
    told: dict[str, Any] = {
        "ok": well,
        "read_only": centre.read_only,
        "verified": centre.verdict is not None,
        "version": request.app.version,
    }
    return JSONResponse(told, 200 if well else 503, {"Cache-Control": "no-store"})


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """The counts of this process, as Prometheus reads them; told to this computer only, never through a proxy on it."""
    is_here = request.client is not None and request.client.host in ("127.0.0.1", "::1")
    if not is_here or "x-forwarded-for" in request.headers:
        return Response(status_code=404)
    text = request.app.state.meter.text()
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")
