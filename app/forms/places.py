"""The places to sign on a form: a place is named "field.n", and carries a printed name or is left free."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.forms.layout import Block, Layout


def places(layout: Layout, value: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """Every place to sign on a form: its name ("keepers.0"), its label, the name printed there."""
    return tuple(
        (name, layout.say(part["label"]), str(person.get("name", "")))
        for block in (*layout.blocks, *layout.foot)
        for part in block.get("signatures", ())
        for name, person in people(value, part)
    )


def people(value: Mapping[str, Any], part: Block) -> list[tuple[str, Mapping[str, Any]]]:
    """Who signs in one part of a form, and as many free places as the part wants at least."""
    told: Sequence[Mapping[str, Any]] = value.get(part["field"]) or ()
    missing = int(part.get("least", 1)) - len(told)
    signers = [*told, *({} for _ in range(missing))]
    return [(f"{part['field']}.{at}", person) for at, person in enumerate(signers)]
