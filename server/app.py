"""The app factory: the routes of the centre, put together once per process."""

from importlib import metadata

from fastapi import FastAPI

from app import bootstrap, errors
from app.centre import Centre
from server import answers, calls, schema, sessions

_ABOUT = """The storeroom's verbs and queries over HTTPS.

Every verb takes an idempotency key, `act`: the same key with the same arguments answers what was done the first
time and does nothing twice. A refusal carries a stable code, its sentences in Chinese and English, and its facts;
nothing was changed then.
"""


def make(centre: Centre) -> FastAPI:
    """The app that serves a centre."""
    bootstrap.load_features()
    app = FastAPI(
        title="Anku", version=_version(), description=_ABOUT, docs_url=None, redoc_url=None,
        openapi_url="/v1/openapi.json",
    )  # fmt: skip
    app.state.centre = centre
    app.add_exception_handler(errors.Refusal, answers.refused)
    app.add_exception_handler(Exception, answers.broken)
    called, kept = calls.routes()
    for router in (sessions.router, called):
        app.include_router(router)
    schema.install(app, [*sessions.KEPT, *kept])
    return app


def _version() -> str:
    try:
        return metadata.version("anku")
    except metadata.PackageNotFoundError:
        return "0.1.0"
