"""What of the petitions leaves as a spreadsheet: the list that is shown, with a second person's signature and a mark."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.identity.roles import Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import exports
from app.organs import service as organs
from app.petitions import lines, rules, scopes, views
from app.petitions.errors import NotOwnLevel
from app.petitions.types import PetitionRow
from db.ledger import queries as trail
from db.petitions import queries
from db.petitions.queries import Asked

_APPROVE: Final = (Role.PETITION_HEAD, *rules.LEADERS)
_TAKERS: Final = (*rules.CLERKS, *rules.OVERSEERS)
_OF: Final = "petition_list"
#: So many rows leave in one file at most: a spreadsheet has a few more lines.
MOST: Final = 1_000_000
#: So many come in one answer.
PAGE: Final = 2_000
#: The rows behind the first ones are to be had so long.
_OPEN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Exported:
    """The first rows that may leave, of how many, and the mark that stands over them: who took them out, when, by whose
    leave, what for. `export_more` has those behind the last one."""

    rows: tuple[PetitionRow, ...]
    mark: str
    often: bool
    count: int
    export_id: str


@registry.verb("petitions.export_list", _TAKERS, seconds=_APPROVE, private=True)
def export_list(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    reason: str,
    channels: tuple[str, ...] = (),
    group: str = "",
    is_late: bool = False,
    words: str = "",
) -> Exported:
    """导出台账: what the asker sees in the list, or found by `words`. Who reported is in none of the rows."""
    if not reason.strip():
        raise errors.FieldMissing(field="export.reason")
    if not act.second or act.second == actor.id:
        raise errors.NeedsSecondPerson(roles=", ".join(f"role.{role}" for role in _APPROVE))
    at = organs.place_or_none(session, act.second, now)
    if at is None or at.organ_id != organs.place(session, actor.id, now).organ_id:
        raise NotOwnLevel
    shown: dict[str, Any] = {"channels": channels, "group": group, "is_late": is_late}
    if words.strip():
        shown = {"words": words.strip()[:80]}
        is_any = bool(views.search(session, actor, now, act, words=shown["words"], limit=1))
        total = views.count_found(session, actor, now, shown["words"]) if is_any else 0
    else:
        total = views.count(session, actor, now, **shown)
    count = min(total, MOST)
    told: dict[str, Any] = {"of": _OF, "count": count, "total": total, "reason": reason}
    mark, often = exports.noted(session, actor, now, act, **told, **shown)
    rows = _rows(session, actor, now, now, shown, None, min(count, PAGE))
    return Exported(rows, mark, often, count, act.id)


@registry.query("petitions.export_more", _TAKERS, central=True)
def export_more(
    session: Session, actor: Actor, now: datetime, *, export_id: str, after: str
) -> tuple[PetitionRow, ...]:
    """The rows of a list that leaves behind the one that came last: for who took it out, by what was signed then."""
    noted = trail.of_act(session, export_id, exports.KIND, actor.id)
    told = ledger.facts(noted) if noted is not None else {}
    if noted is None or told["of"] != _OF or now - noted.recorded_at > _OPEN:
        raise errors.NotFound(key=export_id)
    last = queries.get(session, after)
    if last is None:
        raise errors.NotFound(key=after)
    limit = PAGE if told["count"] else 0
    behind = (last.received_at, last.id)
    return _rows(session, actor, now, noted.recorded_at, told, behind, limit)


def _rows(
    session: Session,
    actor: Actor,
    now: datetime,
    at: datetime,
    shown: Mapping[str, Any],
    behind: tuple[datetime, str] | None,
    limit: int,
) -> tuple[PetitionRow, ...]:
    """Rows of the list as it was `at`: what was recorded later is not in it, nor what is not to be seen any more."""
    chosen = Asked(
        channels=tuple(shown.get("channels", ())),
        statuses=views.statuses(shown.get("group", "")),
        late_on=clock.day(at) if shown.get("is_late") else None,
        words=tuple(shown.get("words", "").split()),
        until=at,
        behind=behind,
    )
    scope = scopes.scope_of(session, actor, now)
    return lines.rows_of(session, now, queries.page(session, scope, chosen, limit=limit, offset=0))
