"""归类: what kind of matter it is and what is said to be breached, written down by the petition office while it screens.

A village's desk, and a citizen on the web, tell what happened; under which discipline that falls is not theirs to say.
"""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import errors, ids, registry
from app.actor import Actor
from app.ledger.types import Act
from app.petitions import fields, intake, rules, saving, scopes
from app.petitions.types import Done, Event
from db.petitions import belongings, models

_CHANGES: Final = ("petitions",)


@registry.verb("petitions.classify", rules.LAW[Event.CLASSIFY].starts, changes=_CHANGES)
def classify(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    petition_id: str,
    kind: str,
    disciplines: tuple[str, ...] = (),
    offences: tuple[str, ...] = (),
    topic: str | None = None,
    matter_id: str = "",
    version: int = 0,
) -> Done:
    """归类: the kind of a matter, its marks and its topic (without `matter_id` of the first matter).

    The marks are those that it bears from now on; no `topic` leaves it alone, "" takes it away. What stood before stays
    in the trail.
    """
    row = scopes.take(session, actor, now, act, Event.CLASSIFY, petition_id, version)
    matters = belongings.matters(session, [row.id])
    matter = next((m for m in matters if m.id == (matter_id or matters[0].id)), None)
    if matter is None:
        raise errors.NotFound(key=matter_id)
    fields.require_choice("matter.kind", kind, "kind")
    topic = matter.topic if topic is None else topic
    fields.require_choice("matter.topic", topic, "topic", empty=True)
    wanted = [("discipline", code) for code in dict.fromkeys(disciplines)]
    wanted += [("offence", code) for code in dict.fromkeys(offences)]
    for name, code in wanted:
        fields.require_choice(f"matter.{name}s", code, name)
    intake.require_marks(kind, matter.summary, len(wanted))
    was = _told(session, matter)
    matter.kind, matter.topic = kind, topic
    _mark(session, matter, wanted)
    sets = {"kind": kind} if matter.id == matters[0].id else {}
    told = {"matter": matter.place, "was": was, "now": _told(session, matter)}
    saving.save(session, act, row, Event.CLASSIFY, sets=sets, **told)
    return saving.done(row)


def _mark(session: Session, matter: models.Matter, wanted: list[tuple[str, str]]) -> None:
    """The marks that it bears from now on. A mark's row is never deleted: one that is not borne any more has no code."""
    known = [
        m
        for m in belongings.marks(session, matter.petition_id, all_=True)
        if m.matter_id == matter.id
    ]
    for mark in known:
        mark.kind, mark.code = wanted.pop(0) if wanted else (mark.kind, "")
    session.add_all(
        models.Mark(
            id=ids.new(), petition_id=matter.petition_id, matter_id=matter.id, kind=kind, code=code
        )
        for kind, code in wanted
    )
    session.flush()


def _told(session: Session, matter: models.Matter) -> str:
    """Kind, marks and topic in one line, by their codes."""
    marks = [
        m.code for m in belongings.marks(session, matter.petition_id) if m.matter_id == matter.id
    ]
    return " ".join(filter(None, (matter.kind, *marks, matter.topic)))
