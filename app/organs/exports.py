"""A whole ledger leaves the program: a reason, a mark that names who took it and who allowed it, a line in the trail."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock
from app.actor import Actor
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from db.identity import queries as people
from db.ledger import queries as trail

#: More ledgers in a day than this and the auditor hears it.
_OFTEN: Final = 3
KIND: Final = "EXPORT_LEDGER"


def noted(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    of: str,
    count: int,
    total: int,
    reason: str,
    **chosen: Any,
) -> tuple[str, bool]:
    """Note it: the mark that stands on it, and whether it was once too often today.

    The mark tells how many rows leave, and of how many if there are more than one file may hold.
    """
    before = trail.count_since(session, actor.id, KIND, now - timedelta(days=1))
    often = before + 1 > _OFTEN
    approver = people.names(session, [act.second])[act.second]
    when = clock.local(now).strftime("%Y-%m-%d %H:%M")
    place = organs.place(session, actor.id, now)
    many = f"共 {total} 件" if count == total else f"仅前 {count} 件，共 {total} 件"
    mark = f"{place.name} {actor.name} 导出 {when} 批准 {approver} 用途 {reason.strip()} {many}"
    told = {"of": of, "count": count, "total": total, "reason": reason.strip(), "mark": mark}
    ledger.write(session, act, "account", actor.id, KIND, **told, **chosen)
    if often:
        ledger.write(session, act, "account", actor.id, "EXPORT_ALARM", count=before + 1)
    return mark, often
