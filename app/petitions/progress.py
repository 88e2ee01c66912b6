"""What a desk of a village or a street sees of what it took in: its own receipt, and how far it is (casework §0.1, A-P1).

Who handles it, what it became, what is demanded of whom and what was found is the organ's business: the desk sits
among the people that it is about. While the centre answers it reads there what it took in itself; its own file has no
word of that, only the receipt (`RECEIPT`), for it lies where anybody may carry it away.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import feeds
from app.actor import Actor
from app.identity.roles import Role
from app.petitions import rules, scopes
from app.petitions.types import EntryLine, Event, PetitionRow, PetitionView
from db.among import Ids

#: What came when it was taken in, as `intake.taken` keeps it.
_HANDED_IN: Final = "receipt"
_MORE: Final = (*rules.CLERKS, *rules.OVERSEERS, *rules.HANDLERS, *rules.LEADERS, Role.HEAD)
#: The steps on the way; everything else is done about it, not with it.
_STEPS: Final = frozenset(row.event for row in rules.ROWS if row.to and row.event != Event.OBJECT)


def is_all(actor: Actor) -> bool:
    """Whether the asker is a receiving desk and nothing else."""
    return actor.has(Role.PETITION_DESK) and not actor.has(*_MORE)


#: What reaches such a desk's own file: the code, where and when it was taken in, how far it is, and until when.
RECEIPT: Final = feeds.Part(
    roles=(Role.PETITION_DESK,),
    shows={
        "petition": (
            *("id", "number", "draft", "status", "seq", "organ_id", "received_organ_id"),
            *("channel", "original_channel", "received_at", "recorded_at", "received_by"),
        ),
        "deadline": (
            *("id", "object_kind", "object_id", "rule", "started_on", "due_on", "rolled_on"),
            *("calendar", "provisional", "extended", "ended_at"),
        ),
    },
    sees=scopes.seen_of,
)


def whole_of(session: Session, actor: Actor, now: datetime, ids: Ids) -> set[str]:
    """Of these petitions those that somebody sees whole."""
    return set() if is_all(actor) else scopes.seen_of(session, actor, now, ids)


def is_shown(actor: Actor, part: str) -> bool:
    """Whether an original of this part of a petition is there for the asker: a desk has what came with its receipt."""
    return part == _HANDED_IN or not is_all(actor)


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
        effects=(),
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
