"""What a desk of a village or a street sees of what it took in: its own receipt, and how far it is (casework §0.1, A-P1).

Who handles it, what it became, what is demanded of whom and what was found is the organ's business: the desk sits
among the people that it is about. This holds for what the centre answers: the feed still tells such a desk the whole kind
"petition" (`saving.tell`), so its enciphered file has more than its pages show.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.actor import Actor
from app.identity.roles import Role
from app.petitions import rules
from app.petitions.types import EntryLine, Event, PetitionRow, PetitionView

#: What came when it was taken in, as `intake.taken` keeps it.
_RECEIPT: Final = "receipt"
_MORE: Final = (*rules.CLERKS, *rules.OVERSEERS, *rules.HANDLERS, *rules.LEADERS, Role.HEAD)
#: The steps on the way; everything else is done about it, not with it.
_STEPS: Final = frozenset(row.event for row in rules.ROWS if row.to and row.event != Event.OBJECT)


def is_all(actor: Actor) -> bool:
    """Whether the asker is a receiving desk and nothing else."""
    return actor.has(Role.PETITION_DESK) and not actor.has(*_MORE)


def is_shown(actor: Actor, part: str) -> bool:
    """Whether an original of this part of a petition is there for the asker: a desk has what came with its receipt."""
    return part == _RECEIPT or not is_all(actor)


def rows(actor: Actor, found: Sequence[PetitionRow]) -> tuple[PetitionRow, ...]:
    """The lines of a list, as far as the asker's post goes."""
    return tuple(map(_row, found)) if is_all(actor) else tuple(found)


def _row(row: PetitionRow) -> PetitionRow:
    return replace(row, office="", handler="", handler_name="", orders=0, linked=0)


def view(actor: Actor, whole: PetitionView) -> PetitionView:
    """One petition, as far as the asker's post goes."""
    if not is_all(actor):
        return whole
    return replace(
        whole,
        row=_row(whole.row),
        matters=tuple(replace(matter, outcome="") for matter in whole.matters),
        originals=tuple(o for o in whole.originals if is_shown(actor, o.part)),
        links=(),
        feedbacks=(),
        orders=(),
        requests=(),
        disposition="",
        ground="",
        result="",
        volume="",
        entries=tuple(_entry(line) for line in whole.entries if line.kind in _STEPS),
    )


def _entry(line: EntryLine) -> EntryLine:
    """That and when; who did it only where the desk did it itself."""
    facts = {name: told for name, told in line.facts.items() if name == "number"}
    own = line.kind == Event.RECEIVE
    return replace(line, actor_name=line.actor_name if own else "", second_name="", facts=facts)
