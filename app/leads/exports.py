"""What of the leads leaves the program: the card and the month are noted, the whole ledger needs a leader beside it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.identity.roles import Role as R
from app.leads import rules, sight, steps, views
from app.leads.types import LeadRow
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from db.identity import queries as people
from db.leads import queries
from db.leads.queries import Asked

#: More ledgers in a day than this and the auditor hears it.
_OFTEN: Final = 3
_SECONDS: Final = (R.LEADER, R.CHIEF)
_MOST: Final = 50_000


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
    session: Session, actor: Actor, now: datetime, act: Act, *, reason: str
) -> Exported:
    """导出台账: what the asker may see, with a leader's signature beside; marked, and too often is an alarm."""
    place = organs.place(session, actor.id, now)
    steps.require_second(session, act, now, _SECONDS, place.organ_id, [actor.id])
    if not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    scope = sight.scope(session, actor, now)
    found = queries.page(session, scope, Asked(), rules.STOCK, _MOST, 0)
    before = queries.exports_since(session, actor.id, now - timedelta(days=1))
    often = before + 1 > _OFTEN
    approver = people.names(session, [act.second])[act.second]
    when = clock.local(now).strftime("%Y-%m-%d %H:%M")
    mark = f"{place.name} {actor.name} 导出 {when} 批准 {approver} 用途 {reason.strip()}"
    told = {"of": "lead_ledger", "count": len(found), "reason": reason.strip(), "mark": mark}
    ledger.write(session, act, "account", actor.id, "EXPORT_LEDGER", **told)
    if often:
        ledger.write(session, act, "account", actor.id, "EXPORT_ALARM", count=before + 1)
    return Exported(views.rows_of(session, found, now), mark, often)
