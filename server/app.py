"""The app factory: the routes of the centre, put together once per process."""

from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from app import bootstrap, errors, paths
from app.centre import Centre
from server import answers, blobs, books, calls, enrolling, health, schema, sessions
from server.gate import Gate, Limits
from server.meter import Meter
from server.uploads import Uploads

_ABOUT = """The storeroom's verbs and queries over HTTPS.

Every verb takes an idempotency key, `act`: the same key with the same arguments answers what was done the first
time and does nothing twice. A refusal carries a stable code, its sentences in Chinese and English, and its facts;
nothing was changed then.
"""


@dataclass(frozen=True, slots=True)
class Options:
    """How a process serves: `uploads` is where pictures wait until they are whole; `proxied` believes the nearest
    proxy who asks; `api` off leaves the public pages alone."""

    uploads: Path | None = None
    proxied: bool = False
    api: bool = True


def make(centre: Centre, options: Options = Options()) -> FastAPI:
    """The app that serves a centre."""
    bootstrap.load_features()
    app = FastAPI(
        title="Anku", version=_version(), description=_ABOUT, docs_url=None, redoc_url=None,
        openapi_url="/v1/openapi.json" if options.api else None, separate_input_output_schemas=False,
    )  # fmt: skip
    app.state.centre, app.state.meter = centre, Meter()
    app.state.uploads = Uploads(options.uploads or paths.data() / "uploads")
    app.add_exception_handler(errors.Refusal, answers.refused)
    app.add_exception_handler(Exception, answers.broken)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(Gate, meter=app.state.meter, limits=Limits(), proxied=options.proxied)
    app.include_router(health.router)
    if options.api:
        _with_api(app)
    return app


def _with_api(app: FastAPI) -> None:
    called, kept = calls.routes()
    known: list[Any] = [sessions, enrolling, books]
    routers: list[APIRouter] = [*(each.router for each in known), blobs.router, called]
    for router in routers:
        app.include_router(router)
    schema.install(app, [*(model for each in known for model in each.KEPT), *kept])


def _version() -> str:
    try:
        return metadata.version("anku")
    except metadata.PackageNotFoundError:
        return "0.1.0"
