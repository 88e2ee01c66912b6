"""Limits in force: read by name on a day, changed only by a new dated row."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from app import clock, errors, feeds, ids, registry
from app.actor import Actor
from app.deadlines import rules
from app.deadlines.errors import RuleOutOfRange, ScaleInvalid
from app.ledger import service as ledger
from app.ledger.types import Act
from db.deadlines import queries
from db.deadlines.models import Rule

feeds.kind("rule", {"rule": "id"})


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in force: its value as JSON text, its basis, since when."""

    name: str
    value: str
    basis: str
    since: date | None


def value(session: Session, name: str, day: date) -> Any:
    """The value of a rule on a day: the newest dated row, else what ships."""
    row = queries.newest(session, name, day)
    return json.loads(row.value) if row else rules.DEFAULTS[name].value


def require_ahead(session: Session, now: datetime, due: datetime) -> None:
    """An end that is still to come (R21)."""
    if due <= now:
        raise errors.PeriodInvalid(limit=value(session, "loan_max_days", clock.day(now)))


def days_to_deliver(session: Session, storage: str, day: date) -> int:
    """Within how many days a thing of a storage class must be in the store: cash sooner (实施条例 第130条)."""
    days: int = value(session, "cash_days" if storage == "cash" else "goods_days", day)
    return days


@registry.query("deadlines.rules")
def in_force(session: Session, actor: Actor, now: datetime) -> tuple[RuleRow, ...]:
    """Every rule as it stands today."""
    rows = []
    for name, default in rules.DEFAULTS.items():
        row = queries.newest(session, name, clock.day(now))
        kept = row.value if row else json.dumps(default.value)
        rows.append(
            RuleRow(name, kept, row.basis if row else default.basis, row.since if row else None)
        )
    return tuple(rows)


@registry.verb(
    "deadlines.set_rule", ("secadmin",), seconds=("sysadmin", "auditor"), changes=("deadlines",)
)
def set_rule(
    session: Session, actor: Actor, now: datetime, act: Act, *, name: str, value: str, basis: str
) -> RuleRow:
    """Put a rule in force from today; two administrators sign."""
    if name not in rules.DEFAULTS:
        raise errors.NotFound(key=name)
    _require_fits(name, _parsed(value))
    if not basis.strip():
        raise errors.FieldMissing(field="rule.basis")
    if not act.second:
        raise errors.NeedsSecondPerson
    return put(session, act, now, name, value, basis)


def put(session: Session, act: Act, now: datetime, name: str, value: str, basis: str) -> RuleRow:
    """Put a dated row in force from today, with its entry."""
    row = Rule(
        id=ids.new(), name=name, value=value, basis=basis, since=clock.day(now), set_by=act.actor
    )
    told = {"name": name, "value": value, "basis": basis, "since": row.since}
    ledger.write(session, act, "rule", row.id, "SET_RULE", **told)
    session.add(row)
    session.flush()
    feeds.tell(session, "rule", row.id, (feeds.EVERYBODY,))
    return RuleRow(name, value, basis, row.since)


def row_on(session: Session, name: str, day: date) -> RuleRow | None:
    """The dated row that is valid on a day; none while what ships holds."""
    row = queries.newest(session, name, day)
    return RuleRow(row.name, row.value, row.basis, row.since) if row else None


def _require_fits(name: str, value: Any) -> None:
    default = rules.DEFAULTS[name]
    if rules.fits(name, value):
        return
    if name.startswith("limit."):
        raise errors.FieldInvalid(field=f"rule.{name}", why="field.limit")
    if isinstance(default.value, dict):
        raise ScaleInvalid(field=f"rule.{name}", groups=", ".join(default.value))
    raise RuleOutOfRange(field=f"rule.{name}", least=default.least, most=default.most)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
