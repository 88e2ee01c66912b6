"""What of the leads leaves the program: the card and the month are noted, the whole ledger needs a leader beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.identity.roles import Role as R
from app.leads import rules, sight, steps, views
from app.leads.types import LeadRow
from app.ledger.types import Act
from app.organs import exports
from app.organs import service as organs
from db.leads import queries

_SECONDS: Final = (R.LEADER, R.CHIEF)
#: So many rows leave in one file at most.
MOST: Final = 50_000


@dataclass(frozen=True, slots=True)
class Exported:
    """The rows that may leave, and the mark that stands on every page of them."""

    rows: tuple[LeadRow, ...]
    mark: str
    often: bool


@registry.verb(
    "leads.export_ledger",
    (R.LEAD_CLERK, R.OFFICE_CLERK, R.HANDLER, R.HEAD, R.OVERSIGHT),
    seconds=_SECONDS,
    private=True,
)
def export_ledger(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    reason: str,
    group: str = "all",
    lamp: str = "",
) -> Exported:
    """导出台账: what the asker sees in the list, with a leader's signature beside; marked, and too often is an alarm."""
    if not reason.strip():
        raise errors.FieldMissing(field="export.reason")
    place = organs.place(session, actor.id, now)
    steps.require_second(session, act, now, _SECONDS, place.organ_id, [actor.id])
    scope = sight.scope(session, actor, now)
    asked = views.asked(now, group, lamp)
    found = queries.page(session, scope, asked, rules.STOCK, MOST, 0)
    mark, often = exports.noted(
        session,
        actor,
        now,
        act,
        of="lead_ledger",
        count=len(found),
        total=queries.count(session, scope, asked, rules.STOCK),
        reason=reason,
        group=group,
        lamp=lamp,
    )
    return Exported(views.rows_for(session, scope, found, now), mark, often)
