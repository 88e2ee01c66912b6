"""What of the petitions leaves as a spreadsheet: the list that is shown, with a second person's signature and a mark."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.identity.roles import Role
from app.ledger.types import Act
from app.organs import exports
from app.organs import service as organs
from app.petitions import rules, views
from app.petitions.errors import NotOwnLevel
from app.petitions.types import PetitionRow

_APPROVE: Final = (Role.PETITION_HEAD, *rules.LEADERS)
#: So many rows leave in one file at most.
MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Exported:
    """The rows that may leave, and the mark that stands over them: who took them out, when, by whose leave, what for."""

    rows: tuple[PetitionRow, ...]
    mark: str
    often: bool


@registry.verb(
    "petitions.export_list", (*rules.CLERKS, *rules.OVERSEERS), seconds=_APPROVE, private=True
)
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
    """导出台账: what the asker sees in the list, or found by `words`, and no more rows than that list gives at once.

    Who reported is in none of them.
    """
    if not act.second or act.second == actor.id:
        raise errors.NeedsSecondPerson(roles=", ".join(f"role.{role}" for role in _APPROVE))
    at = organs.place_or_none(session, act.second, now)
    if at is None or at.organ_id != organs.place(session, actor.id, now).organ_id:
        raise NotOwnLevel
    shown: dict[str, Any] = {"channels": channels, "group": group, "is_late": is_late}
    if words.strip():
        shown = {"words": words.strip()[:80]}
        found = views.search(session, actor, now, act, words=words)
        total = views.count_found(session, actor, now, words) if found else 0
    else:
        found = views.rows(session, actor, now, limit=MOST, **shown)
        total = views.count(session, actor, now, **shown)
    mark, often = exports.noted(
        session,
        actor,
        now,
        act,
        of="petition_list",
        count=len(found),
        total=total,
        reason=reason,
        **shown,
    )
    return Exported(found, mark, often)
