"""What leaves the program as a file leaves a line in the trail of the person who took it."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import registry
from app.actor import Actor
from app.custody import checks
from app.ledger import service as ledger
from app.ledger.types import Act


@registry.verb("forms.exported", registry.EVERYBODY)
def exported(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    what: str,
    object_id: str,
    form: str,
) -> None:
    """Note that somebody took a label, a form or a list out as a file."""
    for told in (what, object_id, form):
        checks.require_short("field.text", told)
    ledger.write(session, act, "account", actor.id, "EXPORT", what=what, of=object_id, form=form)
