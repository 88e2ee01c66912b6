"""What the API takes and gives, from the registry's type hints: strict models, and their place in the OpenAPI."""

import functools
import gzip
import json
import threading
import typing
from datetime import datetime
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from app import registry
from app.line_errors import ArgumentsInvalid
from server import answers
from server.doors import TheStation

#: What both engines hold in an integer column.
LEAST, MOST = -(2**63), 2**63 - 1
#: No call names more things at once, and no statement takes more of them.
MOST_VALUES: Final = 20_000
_NO_NUL: Final = r"^[^\u0000]*$"
Model = TypeAdapter[Any]
Kept = tuple[str, typing.Literal["validation", "serialization"], Model]


class Taken(BaseModel):
    """What a route takes: nothing is guessed, nothing unknown is passed over."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Schema(GenerateJsonSchema):
    """Says of integers and texts what the books can hold."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {"pattern": _NO_NUL, **super().str_schema(schema)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return {"propertyNames": {"pattern": _NO_NUL}, **super().dict_schema(schema)}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        """So many of one kind are told as a list of that length, which older readers of a schema know too."""
        told = super().tuple_schema(schema)
        kinds = told.get("prefixItems", [])
        if kinds and "items" not in told and all(each == kinds[0] for each in kinds):
            del told["prefixItems"]
            told["items"] = kinds[0]
        return told

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {"minimum": LEAST, "maximum": MOST, **super().int_schema(schema)}


@functools.cache
def arguments(spec: registry.Spec) -> type[BaseModel]:
    """The model of a verb's or a query's arguments."""
    hints = typing.get_type_hints(spec.fn)
    fields: dict[str, Any] = {
        name: (hints[name], ... if p.default is p.empty else p.default)
        for name, p in registry.parameters(spec).items()
    }
    return create_model(f"{spec.name}.arguments", __base__=Taken, **fields)


@functools.cache
def call(spec: registry.Spec) -> type[BaseModel]:
    """The model of a whole call: the arguments, and for a verb its key and the second person's token."""
    taken = arguments(spec)
    needed = any(field.is_required() for field in taken.model_fields.values())
    fields: dict[str, Any] = {"arguments": (taken, ... if needed else Field(default_factory=taken))}
    if spec.writes:
        key = Field(default="", max_length=64, pattern=r"^[A-Za-z0-9._:-]*$")
        fields["act"] = (typing.Annotated[str, key], "")
        fields["second"] = (typing.Annotated[str, Field(default="", max_length=100)], "")
    return create_model(f"{spec.name}.call", __base__=Taken, **fields)


@functools.cache
def result(spec: registry.Spec) -> Model:
    """The model of what it gives."""
    return TypeAdapter(typing.get_type_hints(spec.fn).get("return", type(None)))


def models_of(spec: registry.Spec) -> list[Kept]:
    """Both, as the OpenAPI names them."""
    taken: Kept = (f"{spec.name}.call", "validation", TypeAdapter(call(spec)))
    return [taken, (f"{spec.name}.result", "serialization", result(spec))]


def parsed(model: type[BaseModel], sent: bytes) -> Any:
    """What was sent, as the model; refused (422) when it is something else."""
    try:
        value = json.loads(sent, parse_float=_number, parse_constant=_no_number)
        _require_keepable(value, "")
        return model.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        at = ".".join(str(part) for part in first["loc"])
        raise ArgumentsInvalid(field=at, why=first["msg"]) from None
    except (ValueError, RecursionError):
        raise ArgumentsInvalid(field="", why="no JSON") from None


def _number(text: str) -> int | float:
    """JSON knows one sort of numbers: 3.0 is the integer 3."""
    value = float(text)
    return int(value) if value.is_integer() and LEAST <= value <= MOST else value


def _no_number(name: str) -> float:
    raise ValueError(name)


def given(values: BaseModel) -> dict[str, Any]:
    """The arguments that were given, as the function takes them."""
    found = {name: getattr(values, name) for name in values.model_fields_set}
    for name, value in found.items():
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ArgumentsInvalid(field=name, why="a moment needs its zone")
    return found


def _require_keepable(value: Any, at: str) -> None:
    """No number and no sign that a column cannot hold."""
    match value:
        case bool() | None:
            return
        case int() if not LEAST <= value <= MOST:
            raise ArgumentsInvalid(field=at, why="more than 64 bits")
        case str() if "\x00" in value:
            raise ArgumentsInvalid(field=at, why="a NUL character")
        case dict():
            for name, inner in value.items():
                _require_keepable(name, at)
                _require_keepable(inner, f"{at}.{name}" if at else name)
        case list() if len(value) > MOST_VALUES:
            raise ArgumentsInvalid(field=at, why=f"more than {MOST_VALUES} values")
        case list():
            for place, inner in enumerate(value):
                _require_keepable(inner, f"{at}.{place}")


def told(value: Any) -> Response:
    """A result, as the trail would keep it."""
    return kept(registry.canonical(value))


def kept(text: str) -> Response:
    """JSON that is written already."""
    return Response(text, media_type=_BODY, headers={"Cache-Control": "no-store"})


#: An idempotency key.
Key = typing.Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
_BODY: Final = "application/json"
_DESCRIBED: Final = "/v1/openapi.json"


def body_of(name: str) -> dict[str, Any]:
    """`openapi_extra` of a route that takes the model of this name."""
    return {
        "requestBody": {
            "required": True,
            "content": {_BODY: {"schema": {"$ref": f"#/$kept/{name}"}}},
        }
    }


def gives_model(name: str) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route that gives the model of this name."""
    schema = {"$ref": f"#/$kept/{name}"}
    return {200: {"description": "done", "content": {_BODY: {"schema": schema}}}}


def routed(
    name: str,
    refusals: dict[int | str, dict[str, Any]],
    *,
    takes: bool = False,
    gives: bool = False,
) -> dict[str, Any]:
    """The arguments of a route that takes and gives the models `<name>.call` and `<name>.result`."""
    done: dict[int | str, dict[str, Any]] = (
        gives_model(f"{name}.result") if gives else {204: {"description": "done"}}
    )
    return {
        "operation_id": name,
        "response_class": Response,
        "status_code": 200 if gives else 204,
        "responses": {**done, **refusals},
        "openapi_extra": body_of(f"{name}.call") if takes else {},
    }


def install(app: FastAPI, kept: list[Kept]) -> None:
    """The OpenAPI of the app: its routes, and the models they name."""

    @functools.cache
    def openapi() -> dict[str, Any]:
        refs, rest = TypeAdapter.json_schemas(
            kept, ref_template="#/components/schemas/{model}", schema_generator=_Schema
        )
        spec = get_openapi(
            title=app.title, version=app.version, routes=app.routes, description=app.description
        )
        found = {f"#/$kept/{name}": schema for (name, _), schema in refs.items()}
        spec = dict(_with_models(spec, found))
        schemas = spec.setdefault("components", {}).setdefault("schemas", {})
        schemas |= rest.get("$defs", {})
        schemas |= {"Refusal": answers.REFUSAL, "TwoTongues": answers.TWO_TONGUES}
        return spec

    app.openapi = openapi  # type: ignore[method-assign]
    once = threading.Lock()

    @functools.cache
    def packed() -> tuple[bytes, bytes]:
        text = json.dumps(openapi(), ensure_ascii=False, separators=(",", ":")).encode()
        return text, gzip.compress(text)

    @app.get(_DESCRIBED, include_in_schema=False)
    def described(request: Request, station: TheStation) -> Response:
        """Written and packed once, beside the requests: it is long. It needs no sign-in, but a computer that is served:
        what can be asked here is no stranger's business.
        """
        with once:
            text, small = packed()
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(text, media_type=_BODY, headers={"Vary": "Accept-Encoding"})
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(small, media_type=_BODY, headers=headers)


def _with_models(value: Any, found: dict[str, JsonSchemaValue]) -> Any:
    """The same with every `#/$kept/…` replaced by what it stands for."""
    if isinstance(value, dict):
        ref = value.get("$ref")
        if isinstance(ref, str) and ref in found:
            return found[ref]
        return {name: _with_models(inner, found) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_models(inner, found) for inner in value]
    return value
