"""Every registered verb and query as a route of its own."""

import functools
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response

from app import registry
from server import answers, schema
from server.doors import Body, Door

_REFUSALS = answers.documented(400, 401, 403, 404, 409, 413, 422, 429, 503)


@functools.cache
def routes() -> tuple[APIRouter, list[schema.Kept]]:
    """The routes, and the models that their OpenAPI names: the same for every app of this process."""
    router = APIRouter(prefix="/v1")
    kept: list[schema.Kept] = []
    for where, known, endpoint in (
        ("verbs", registry.verbs, _verb),
        ("queries", registry.queries, _query),
    ):
        for name, spec in sorted(known.items()):
            kept += schema.models_of(spec)
            router.add_api_route(
                f"/{where}/{name}",
                endpoint(spec),
                methods=["POST"],
                name=name,
                operation_id=name,
                tags=[name.partition(".")[0]],
                summary=(spec.fn.__doc__ or name).strip().splitlines()[0],
                description=_who(spec),
                response_class=Response,
                responses={**schema.gives_model(f"{name}.result"), **_REFUSALS},
                openapi_extra=schema.body_of(f"{name}.call"),
            )
    return router, kept


def _who(spec: registry.Spec) -> str:
    who = "whoever is signed in" if "*" in spec.roles else ", ".join(sorted(spec.roles))
    beside = f" Beside: {', '.join(sorted(spec.seconds))}." if spec.seconds else ""
    return f"May: {who}.{beside}"


def _verb(spec: registry.Spec) -> Callable[..., Any]:
    def run(door: Door, sent: Body) -> Response:
        asked = schema.parsed(schema.call(spec), sent)
        arguments = schema.given(asked.arguments)
        return schema.told(door.run(spec.fn, act=asked.act, second=asked.second, **arguments))

    return run


def _query(spec: registry.Spec) -> Callable[..., Any]:
    def read(door: Door, sent: Body) -> Response:
        asked = schema.parsed(schema.call(spec), sent)
        return schema.told(door.read(spec.fn, **schema.given(asked.arguments)))

    return read
