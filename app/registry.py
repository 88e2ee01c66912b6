"""Verbs and queries by name: the one list that the window, the command line and later the server call.

A verb is `(session, actor, now, act, *, what…)`, a query `(session, actor, now, *, what…)`. Their
arguments and results are plain frozen values, so the same call can go to SQLite, to PostgreSQL or
over HTTPS. Who may call is declared here and enforced by the store: no function can forget to ask.
"""

import dataclasses
import functools
import hashlib
import inspect
import json
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from app import clock

F = typing.TypeVar("F", bound=Callable[..., Any])
EVERYBODY = ("*",)


@dataclasses.dataclass(frozen=True, slots=True)
class Spec:
    """What is known of a registered function.

    `roles` may call it ("*": whoever is signed in); `seconds` may sign beside the caller, and `others` after
    that one, where an act takes more than two; `changes`
    names the features whose pages should look again; `timed` refuses while the clock cannot be
    trusted (R27); `secrets` are the arguments ("person.password") that leave no trace in the books; the
    answer of a `private` verb is kept nowhere: it is given once, also when the connection is lost; an
    `offline` verb may be asked for without a network: the centre does it later, or says no. A `look` changes
    nothing but the trail, which hears of it: without a network a desk answers it from what it holds, and tells the
    centre later. A `central` query asks for what no desk holds.
    """

    name: str
    fn: Callable[..., Any]
    roles: frozenset[str]
    seconds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    timed: bool = False
    writes: bool = True
    secrets: frozenset[str] = frozenset()
    private: bool = False
    offline: bool = False
    others: frozenset[str] = frozenset()
    look: bool = False
    central: bool = False


verbs: dict[str, Spec] = {}
queries: dict[str, Spec] = {}


def _known(fn: Callable[..., Any]) -> Spec:
    return typing.cast("Spec", fn.spec)  # type: ignore[attr-defined]


def verb(
    name: str,
    roles: typing.Iterable[str],
    *,
    seconds: typing.Iterable[str] = (),
    changes: typing.Iterable[str] = (),
    timed: bool = False,
    secrets: typing.Iterable[str] = (),
    private: bool = False,
    offline: bool = False,
    others: typing.Iterable[str] = (),
    look: bool = False,
) -> Callable[[F], F]:
    """Register a verb under its stable name."""

    def register(fn: F) -> F:
        spec = Spec(
            name,
            fn,
            frozenset(roles),
            frozenset(seconds),
            frozenset(changes),
            timed,
            secrets=frozenset(secrets),
            private=private,
            offline=offline,
            others=frozenset(others),
            look=look,
        )
        verbs[name] = spec
        fn.spec = spec  # type: ignore[attr-defined]
        return fn

    return register


def query(
    name: str, roles: typing.Iterable[str] = EVERYBODY, *, central: bool = False
) -> Callable[[F], F]:
    """Register a query under its stable name."""

    def register(fn: F) -> F:
        spec = Spec(name, fn, frozenset(roles), writes=False, central=central)
        queries[name] = spec
        fn.spec = spec  # type: ignore[attr-defined]
        return fn

    return register


def spec_of(fn: Callable[..., Any]) -> Spec:
    """The registration of a function; a lambda or a helper has none and is a mistake of ours."""
    return _known(fn)


_PLAIN: typing.Final = frozenset({str, int, bool, float, type(None)})


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind))


def plain(value: Any) -> Any:
    """Any argument or result as JSON values: dataclass → object, enum → its value, time and decimal → text."""
    if type(value) in _PLAIN:  # most are: a list of thousands of cards passes here three times
        return value
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case datetime():
            return clock.text(value)
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case Mapping():
            return {str(k): plain(v) for k, v in value.items()}
        case tuple() | list() | frozenset() | set():
            return [plain(v) for v in value]
    kind: type = type(value)
    return {name: plain(getattr(value, name)) for name in _names(kind)}


def canonical(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, Chinese in clear."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(arguments: Mapping[str, Any]) -> str:
    """The hash that binds a second person's signature to an act's arguments; never kept as it is."""
    return hashlib.sha256(canonical(arguments).encode()).hexdigest()


def kept_digest(spec: Spec, arguments: Mapping[str, Any]) -> str:
    """The hash of an act's arguments as the books keep it: a secret could be guessed from its hash,
    so a bullet stands in its place."""
    told = plain(arguments)
    for path in spec.secrets:
        *above, name = path.split(".")
        holder = functools.reduce(lambda at, key: at.get(key, {}), above, told)
        if name in holder:
            holder[name] = "•"
    return digest(told)


def named_blobs(value: Any) -> Iterator[tuple[str, bool]]:
    """Every blob that arguments name, and whether there must be one (a photo) or may be none (a paper's scan).

    A blob is named by a field `sha256`, or by an argument that ends in `_scan`.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if field.name == "sha256":
                yield inner, field.default is dataclasses.MISSING
            elif type(inner) not in _PLAIN:
                yield from named_blobs(inner)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if str(name).endswith("_scan"):
                yield str(inner), False
            else:
                yield from named_blobs(inner)
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from named_blobs(inner)


def parameters(spec: Spec) -> dict[str, inspect.Parameter]:
    """The arguments a caller gives: the keyword-only ones."""
    found = inspect.signature(spec.fn).parameters
    return {k: p for k, p in found.items() if p.kind is inspect.Parameter.KEYWORD_ONLY}


def typed(spec: Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    """JSON arguments as the typed ones that the function takes.

    Raises `ValueError` (pydantic's, with the place of the fault) when they do not fit.
    """
    from pydantic import TypeAdapter  # heavy, and the window never needs it

    hints = typing.get_type_hints(spec.fn)
    known = parameters(spec)
    if stray := set(given) - set(known):
        raise ValueError(f"unknown arguments: {', '.join(sorted(stray))}")
    missing = [k for k, p in known.items() if p.default is p.empty and k not in given]
    if missing:
        raise ValueError(f"missing arguments: {', '.join(missing)}")
    return {k: TypeAdapter(hints[k]).validate_python(v) for k, v in given.items()}


def revive(spec: Spec, kept: str) -> Any:
    """The result of an act that was already done, from the books."""
    from pydantic import TypeAdapter

    returned = typing.get_type_hints(spec.fn).get("return", type(None))
    return TypeAdapter(returned).validate_json(kept)
