"""What the forms of acts on leads are made of: what a form knows, its fields, and its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.identity.types import Colleague
from app.leads import rules
from app.leads.types import LeadView, Matter, Plan, Way
from ui import texts
from ui.leads import words
from ui.widgets.field import FieldDef, Kind

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What a form is made from: the lead as it is shown, who works at its organ, and what was chosen in it so far."""

    view: LeadView
    staff: tuple[Colleague, ...]
    chosen: str = ""

    def people(self, *offices: str) -> tuple[tuple[str, str], ...]:
        """Who sits in these offices (none: anybody), for a choice."""
        return tuple(
            (c.id, f"{c.name}　{words.office_word(c.department)}")
            for c in self.staff
            if not offices or c.department in offices
        )

    def office(self) -> tuple[tuple[str, str], ...]:
        """Who sits in the lead's own office."""
        return self.people(self.view.row.office)

    def meetings(self) -> tuple[tuple[str, str], ...]:
        """The meetings on the lead with what each agreed on, the newest first."""
        told = (
            (m.id, texts.moment(m.held_at), texts.word(f"lead_way.{m.way}"), m.conclusion)
            for m in reversed(self.view.meetings)
        )
        return tuple((id_, "　".join(said)) for id_, *said in told)


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act: its verb, its fields, its arguments; `second` signs beside.

    `start`: what stands in its fields at first; `file`: a paper of this kind may go along, as the argument `paper`;
    `follows`: the field on whose choice the others depend.
    """

    verb: Callable[..., Any]
    fields: Callable[[Context], Sequence[FieldDef]]
    arguments: Callable[[Context, Values], dict[str, Any]]
    second: bool = False
    start: Callable[[Context], Values] | None = None
    file: str = ""
    follows: str = ""


def may(id_: str, kind: Kind = Kind.TEXT, /, label: str = "", **more: Any) -> FieldDef:
    """A field by its word."""
    return FieldDef(id_, texts.word(label or f"lead.{id_}"), kind, **more)


def need(id_: str, kind: Kind = Kind.TEXT, /, label: str = "", **more: Any) -> FieldDef:
    """A field that must be filled."""
    return may(id_, kind, label, required=True, **more)


def text_of(values: Values, name: str) -> str:
    """A value as text."""
    return str(values.get(name) or "")


def named(*names: str) -> Callable[[Context, Values], dict[str, Any]]:
    """Text fields that are arguments as they stand."""
    return lambda _, values: {name: text_of(values, name) for name in names}


def nothing(_: Context) -> Sequence[FieldDef]:
    """An act that asks for nothing."""
    return ()


def opinion(_: Context) -> Sequence[FieldDef]:
    """Whoever agrees may say something."""
    return (may("opinion", Kind.LONG),)


def reason(_: Context) -> Sequence[FieldDef]:
    """An act that needs its reason."""
    return (need("reason", Kind.LONG),)


# -- plans, matters -----------------------------------------------------------------------------------

_PARTS: Final = ("basis", "questions", "methods", "steps", "time", "scope", "measures", "safety")


def plan_fields(c: Context) -> list[FieldDef]:
    """The parts of a verification's plan, and the two who carry it out."""
    wanted = rules.PLAN_PARTS[Way.VERIFY]
    asks = ((need if part in wanted else may, part) for part in _PARTS)
    return [
        *(ask(f"plan_{part}", Kind.TEXT, f"plan.{part}") for ask, part in asks),
        *officers(c),
    ]


def plan(values: Values) -> Plan:
    """A plan from its fields."""
    told = {part: text_of(values, f"plan_{part}") for part in _PARTS}
    return Plan(**told, group=two(values))


def two(values: Values) -> tuple[str, ...]:
    """The two officers that were chosen."""
    return tuple(x for x in (text_of(values, "officer1"), text_of(values, "officer2")) if x)


def officers(c: Context) -> Sequence[FieldDef]:
    """The two who must be there."""
    return (
        need("officer1", Kind.CHOICE, choices=c.office()),
        need("officer2", Kind.CHOICE, choices=c.office()),
    )


def matter_of(v: Values) -> Matter:
    """A matter from its fields."""
    amount = v.get("amount")
    return Matter(
        text_of(v, "matter"),
        text_of(v, "happened"),
        text_of(v, "place"),
        None if amount is None else int(amount * 100),
    )
