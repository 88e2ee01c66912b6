"""What is wrong with the shape of what was typed as JSON: which argument, what was given, what is wanted; in words."""

import dataclasses
import json
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from app import registry, words

#: So much of what was given is told again, so many faults at once, so many names of what there is.
_GIVEN, _FAULTS, _NAMES = 40, 10, 40
#: A datetime is a date too, and a truth a number: the narrower one stands first.
_SHAPES: Final[tuple[tuple[type, str], ...]] = (
    (bool, "bool"),
    (int, "int"),
    (float, "number"),
    (datetime, "datetime"),
    (date, "date"),
    (str, "str"),
    (Mapping, "object"),
    (tuple, "list"),
    (list, "list"),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Misfit:
    """One fault: its `kind` (missing, extra, type, among, long, other), where it is, what was given, what is wanted.

    `wanted` is a shape ("date"); `names` are the arguments there are, or the words that may be said.
    """

    kind: str
    at: str
    given: str = ""
    wanted: str = ""
    names: tuple[str, ...] = ()
    most: int = 0

    def told(self, lang: str) -> str:
        """The fault in words."""
        between = "、" if lang == "zh" else ", "
        more = between + "…" if len(self.names) > _NAMES else ""
        facts = {
            "at": self.at or words.word("misfit.all", lang),
            "given": self.given,
            "wanted": words.word(f"shape.{self.wanted}", lang) if self.wanted else "",
            "names": between.join(self.names[:_NAMES]) + more,
            "most": str(self.most) if self.most else "",
        }
        return words.told(words.word(f"misfit.{self.kind}", lang), facts)


class Misfits(ValueError):
    """What was given does not fit: every fault of it."""

    def __init__(self, faults: Sequence[Misfit]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.told("en"))

    def told(self, lang: str) -> str:
        """Every fault on a line of its own; ten at the most."""
        lines = [fault.told(lang) for fault in self.faults[:_FAULTS]]
        if len(self.faults) > _FAULTS:
            more = {"count": str(len(self.faults) - _FAULTS)}
            lines.append(words.told(words.word("misfit.more", lang), more))
        return "\n".join(lines)


def typed(spec: registry.Spec, given: Mapping[str, Any]) -> dict[str, Any]:
    """JSON arguments as the typed ones that a verb or query takes; raises `Misfits` with every fault.

    Unlike a desk of another version, who types them hears of a name that nobody knows, however deep it stands.
    """
    hints, known = typing.get_type_hints(spec.fn), registry.parameters(spec)
    faults = [_stray(name, name, tuple(known)) for name in given if name not in known]
    for name, parameter in known.items():
        if name not in given and parameter.default is parameter.empty:
            faults.append(Misfit("missing", name, wanted=_shape(hints[name])))
    found = {}
    for name in known.keys() & given.keys():
        try:
            found[name] = fitted(hints[name], given[name], name, spec.secrets)
        except Misfits as no:
            faults += no.faults
    if faults:
        order = list(known)
        raise Misfits(sorted(faults, key=lambda fault: _place(fault.at, order)))
    return found


def _place(at: str, order: Sequence[str]) -> int:
    first = at.partition(".")[0].partition("[")[0]
    return (
        order.index(first) if first in order else -1
    )  # a name that nobody knows: often the one that is missing


def fitted(hint: Any, value: Any, at: str = "", secrets: frozenset[str] = frozenset()) -> Any:
    """A JSON value as a typed one; raises `Misfits`."""
    from pydantic import TypeAdapter, ValidationError  # heavy, and only the command line needs it

    faults = list(_strays(hint, value, at))
    try:
        made = TypeAdapter(hint).validate_python(value)
    except ValidationError as wrong:
        told = wrong.errors(include_url=False)
        raise Misfits([*faults, *(_misfit(each, hint, at, secrets) for each in told)]) from wrong
    if faults:
        raise Misfits(faults)
    return made


def _misfit(error: Any, hint: Any, at: str, secrets: frozenset[str]) -> Misfit:
    kind, where, wanted = error["type"], at, hint
    for part in error["loc"]:
        where = _under(where, part)
        wanted = _inner(wanted, part)
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return Misfit("missing", where, wanted=_shape(wanted))
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return _stray(where, str(error["loc"][-1]), ())
    # what a secret stands in would tell it, and so would what stands in a secret
    hidden = any(
        f"{secret}.".startswith(f"{where}.") or where.startswith((f"{secret}.", f"{secret}["))
        for secret in secrets
    )
    given = "•" if hidden else _said(error["input"])
    allowed = _allowed(wanted)
    if kind in ("enum", "literal_error") and allowed:
        return Misfit("among", where, given, names=allowed)
    most = error.get("ctx", {}).get("max_length", 0)
    if kind in ("too_long", "string_too_long", "bytes_too_long"):
        return Misfit("long", where, given, most=int(most))
    shape = _shape(wanted)
    return Misfit("type" if shape else "other", where, given, shape)


def _strays(hint: Any, value: Any, at: str) -> Iterator[Misfit]:
    """Names in an object that its class does not have: nothing that was typed is passed over in silence."""
    hint = _alone(hint)
    if isinstance(value, Mapping) and dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        names = tuple(field.name for field in dataclasses.fields(hint) if field.init)
        for name, inner in value.items():
            if name not in names:
                yield _stray(_under(at, name), str(name), names)
            else:
                yield from _strays(hints[name], inner, _under(at, name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _strays(_inner(hint, place), inner, _under(at, place))


def _stray(at: str, name: str, known: tuple[str, ...]) -> Misfit:
    return Misfit("extra", at[: -len(name)] + name[:_GIVEN], names=known)


def _under(at: str, part: str | int) -> str:
    """items[0].name"""
    if isinstance(part, int):
        return f"{at}[{part}]"
    return f"{at}.{part}" if at else part


def _alone(hint: Any) -> Any:
    """What a value is when it is not left out: `date | None` is a date."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        arms = [arm for arm in typing.get_args(hint) if arm is not type(None)]
        return arms[0] if len(arms) == 1 else object
    return hint


def _inner(hint: Any, part: str | int) -> Any:
    """What stands in a field or at a place of it."""
    hint = _alone(hint)
    if dataclasses.is_dataclass(hint):
        return typing.get_type_hints(hint).get(str(part), object)
    arms = typing.get_args(hint)
    if not arms:
        return object
    if isinstance(part, int) and typing.get_origin(hint) is tuple and arms[-1] is not Ellipsis:
        return arms[part] if part < len(arms) else object
    return arms[0] if isinstance(part, int) else arms[-1]


def _shape(hint: Any) -> str:
    """The word for what is wanted; empty when anything is."""
    hint = _alone(hint)
    kind = typing.get_origin(hint) or hint
    if dataclasses.is_dataclass(kind):
        return "object"
    if not isinstance(kind, type) or kind is object:
        return ""
    return next((shape for each, shape in _SHAPES if issubclass(kind, each)), "")


def _allowed(hint: Any) -> tuple[str, ...]:
    hint = _alone(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return tuple(str(each.value) for each in hint)
    return (
        tuple(map(str, typing.get_args(hint))) if typing.get_origin(hint) is typing.Literal else ()
    )


def _said(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= _GIVEN else said[: _GIVEN - 1] + "…"
