"""What is taken down of a petition, as data: its fields with their class, and what a choice may be.

Class N is for the petition office, S for who has a part in it, I for the identity vault alone.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app import errors, paths

CLASSES: Final = ("N", "S", "I")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its group, its type, how secret it is, and which choices it has."""

    id: str
    group: str
    type: str
    class_: str
    required: bool = False
    choices: str = ""
    max_length: int = 500


def _read(name: str) -> Any:
    return json.loads((paths.resources() / "petitions" / f"{name}.json").read_text("utf-8"))


@functools.cache
def all_() -> Mapping[str, Field]:
    """Every field by its id, in the order of the form."""
    return {
        raw["id"]: Field(
            raw["id"],
            raw["group"],
            raw["type"],
            raw["class"],
            raw.get("required", False),
            raw.get("choices", ""),
            raw.get("max_length", 500),
        )
        for raw in _read("fields")
    }


@functools.cache
def _choices() -> Mapping[str, Any]:
    told: Mapping[str, Any] = _read("choices")
    return told


def choices(name: str, of: str = "") -> tuple[str, ...]:
    """What may be chosen, in order; sub-channels are those of a channel (`of`)."""
    found = _choices()[name]
    return tuple(found.get(of, ()) if isinstance(found, dict) else found)


@functools.cache
def above(level: int) -> frozenset[str]:
    """The ranks of people that an organ of this level may not deal with (干部管理权限)."""
    return frozenset(_read("jurisdiction")["above"].get(str(level), ()))


def require_choice(field: str, value: str, name: str, of: str = "", *, empty: bool = False) -> None:
    """Refuse what is none of the choices (R16); `empty`: nothing need be chosen."""
    if not value and empty:
        return
    if not value:
        raise errors.FieldMissing(field=f"petition.{field}")
    if value not in choices(name, of):
        raise errors.NotAmong.of(f"petition.{field}", value, choices(name, of), f"petition.{name}")


def require_region(value: str) -> str:
    """A region by its code (GB/T 2260 and below): what is counted by region adds up only where all write it alike."""
    told = require_text("region", value, required=True)
    if not (told.isascii() and told.isdigit() and 6 <= len(told) <= 12):
        raise errors.FieldInvalid(field="petition.region", why="field.region")
    return told


def require_text(field: str, value: str, *, required: bool = False) -> str:
    """The text without its margins; refuses one that is missing or too long."""
    told, limit = value.strip(), all_()[field].max_length if field in all_() else 500
    if required and not told:
        raise errors.FieldMissing(field=f"petition.{field}")
    if len(told) > limit:
        raise errors.TooLong(field=f"petition.{field}", limit=limit, length=len(told))
    return told
