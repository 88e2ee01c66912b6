"""Who prints a form, where and when: what stands at the foot of every page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import registry
from app.actor import Actor
from db.ledger import queries as trail


@dataclass(frozen=True, slots=True)
class Imprint:
    """The unit and room of the store, who printed, at which station, when; whether it is one for practice."""

    unit: str
    room: str
    printed_by: str
    station: str
    printed_at: datetime
    practice: bool = False


@registry.query("forms.imprint")
def imprint(session: Session, actor: Actor, now: datetime) -> Imprint:
    """What stands at the foot of a form that the asker prints now."""
    store = trail.installation(session)
    return Imprint(
        store.unit if store else "",
        store.name if store else "",
        actor.name,
        actor.station,
        now,
        practice=store is not None and store.kind == "practice",
    )
