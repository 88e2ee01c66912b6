"""The app factory: the routes of the centre, put together once per process."""

from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from app import bootstrap, clock, errors, paths
from app.centre import Centre
from app.sync.copying import Copies
from server import answers, blobs, books, calls, copies, enrolling, health, schema, sessions, sync
from server.gate import Gate, Limits
from server.meter import Meter
from server.public import settings, site
from server.uploads import Uploads

_ABOUT = """The storeroom's verbs and queries over HTTPS.

Every verb takes an idempotency key, `act`: the same key with the same arguments answers what was done the first
time and does nothing twice. A refusal carries a stable code, its sentences in Chinese and English, and its facts;
nothing was changed then.
"""


@dataclass(frozen=True, slots=True)
class Options:
    """How a process serves: `uploads` is where pictures wait until they are whole; `proxied` believes the nearest
    proxy who asks; `public_only`: the citizens' pages instead of the API."""

    uploads: Path | None = None
    proxied: bool = False
    public_only: bool = False


def make_public(centre: Centre, options: Options = Options()) -> Starlette:
    """The citizens' pages alone: no sign-in, no verb and no query is there, and no line of a log either."""
    bootstrap.load_features()
    return site.Site(centre.door(), settings.from_environment(proxied=options.proxied)).app()


def make(centre: Centre, options: Options = Options()) -> FastAPI:
    """The app that serves a centre."""
    bootstrap.load_features()
    app = FastAPI(
        title="Anku", version=_version(), description=_ABOUT, docs_url=None, redoc_url=None,
        openapi_url=None, separate_input_output_schemas=False,
    )  # fmt: skip
    app.state.centre, app.state.meter = centre, Meter()
    app.state.uploads = Uploads(options.uploads or paths.data() / "uploads")
    app.state.uploads.sweep(clock.now().timestamp())
    app.state.copies = Copies(options.uploads or paths.data() / "uploads")
    app.state.copies.sweep(clock.now().timestamp())
    app.add_exception_handler(errors.Refusal, answers.refused)
    app.add_exception_handler(RequestValidationError, answers.unfit)
    app.add_exception_handler(HTTPException, answers.other_method)
    app.add_exception_handler(Exception, answers.broken)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(Gate, meter=app.state.meter, limits=Limits(), proxied=options.proxied)
    called, kept = calls.routes()
    known: list[Any] = [sessions, enrolling, books, sync, copies]
    routers = [health.router, *(each.router for each in known), blobs.router, called]
    app.state.routes = [route for router in routers for route in router.routes]
    # They are whole as they are: `include_router` would work out each of them once more, half a second in all.
    app.router.routes += app.state.routes
    schema.install(app, [*(model for each in known for model in each.KEPT), *kept])
    return app


def _version() -> str:
    try:
        return metadata.version("anku")
    except metadata.PackageNotFoundError:
        return "0.1.0"
