"""What people were given (roles, teams, deputies) and which limits hold: every row against the trail's last word."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.audit.types import Found
from app.ledger import service as ledger
from db.audit import queries
from db.ledger.models import Entry


def compare(session: Session) -> Iterator[Found]:
    """Everything that was given past the program, changed past it, or taken away."""
    for account in queries.accounts_without_entries(session):
        yield Found("ACCOUNT", "account", account)
    yield from _differing("APPOINTMENT", "account", _appointed(session), _appointments(session))
    yield from _differing("DELEGATION", "account", _delegated(session), _delegations(session))
    yield from _differing("RULE", "rule", _ruled(session), _rules(session))
    yield from _teams(session)


def _differing(
    what: str, kind: str, told: Iterable[Hashable], kept: Iterable[Hashable]
) -> Iterator[Found]:
    """The owners (first field) of rows that the trail does not tell, or tells and are not there."""
    given, held = Counter(told), Counter(kept)
    for row in dict.fromkeys([*(held - given), *(given - held)]):
        yield Found(what, kind, row[0])  # type: ignore[index]  # every row is a tuple


@dataclass(frozen=True, slots=True)
class _Span:
    """A role or a deputy, from one day or moment to another, as texts; `id` is empty in old entries."""

    owner: str
    name: str
    since: str
    until: str
    id: str

    def row(self) -> tuple[str, str, str, str]:
        return self.owner, self.name, self.since, self.until


# -- roles -------------------------------------------------------------------------------------------


def _appointed(session: Session) -> list[tuple[str, str, str, str]]:
    told: list[_Span] = []
    for entry in queries.entries(session, "account", ("APPOINT", "END_APPOINTMENT")):
        facts = ledger.facts(entry)
        if entry.kind == "APPOINT":
            told.append(_span(entry, facts, "role", "appointment"))
            continue
        day = facts.get("until") or (entry.recorded_at.date() - timedelta(days=1)).isoformat()
        at = _meant(told, entry, facts.get("appointment", ""), facts["role"], day)
        if at is not None:
            told[at] = replace(told[at], until=day)
    return [span.row() for span in told]


def _appointments(session: Session) -> list[tuple[str, str, str, str]]:
    return [
        (a.account_id, a.role, a.since.isoformat(), a.until.isoformat() if a.until else "")
        for a in queries.appointments(session)
    ]


# -- deputies ----------------------------------------------------------------------------------------


def _delegated(session: Session) -> list[tuple[str, str, str, str]]:
    told: list[_Span] = []
    for entry in queries.entries(session, "account", ("DELEGATE", "END_DELEGATION")):
        facts = ledger.facts(entry)
        if entry.kind == "DELEGATE":
            told.append(_span(entry, facts, "deputy", "delegation"))
            continue
        moment = clock.text(entry.recorded_at)
        at = _meant(told, entry, facts.get("delegation", ""), facts["deputy"], moment)
        if at is not None:
            span = told[at]
            told[at] = replace(span, since=min(span.since, moment), until=min(span.until, moment))
    return [span.row() for span in told]


def _delegations(session: Session) -> list[tuple[str, str, str, str]]:
    return [
        (d.principal, d.deputy, clock.text(d.since), clock.text(d.until))
        for d in queries.delegations(session)
    ]


def _span(entry: Entry, facts: dict[str, Any], name: str, id_: str) -> _Span:
    return _Span(
        entry.object_id, facts[name], facts["since"], facts["until"] or "", facts.get(id_, "")
    )


def _meant(told: list[_Span], entry: Entry, id_: str, name: str, end: str) -> int | None:
    """Which span an ending ends: the one it names, in old entries the first that still ran."""
    for at, span in enumerate(told):
        if span.owner != entry.object_id or span.name != name:
            continue
        if span.id == id_ if id_ else (not span.until or span.until > end):
            return at
    return None


# -- limits ------------------------------------------------------------------------------------------


def _ruled(session: Session) -> Iterator[tuple[str, str, str, str, str]]:
    for entry in queries.entries(session, "rule", ("SET_RULE",)):
        told = ledger.facts(entry)
        # the first entries told no day: it was that of UTC then
        day = told.get("since") or entry.recorded_at.date().isoformat()
        yield entry.object_id, told["name"], told["value"], told["basis"], day


def _rules(session: Session) -> Iterator[tuple[str, str, str, str, str]]:
    for rule in queries.rules(session):
        yield rule.id, rule.name, rule.value, rule.basis, rule.since.isoformat()


# -- teams -------------------------------------------------------------------------------------------


def _teams(session: Session) -> Iterator[Found]:
    told: dict[tuple[str, str], tuple[str, datetime]] = {}
    for entry in queries.team_entries(session):
        facts = ledger.facts(entry)
        if (
            entry.kind == "OPEN_CASE"
        ):  # who opens a case is its first member; older entries say no duty
            who, duty = facts.get("account", entry.actor), facts.get("duty", "")
        elif "account" in facts and "duty" in facts:
            who, duty = facts["account"], facts["duty"]
        else:
            continue
        told[entry.object_id, who] = (duty, entry.recorded_at)
    kept = {(m.case_id, m.account_id): (m.duty, m.since) for m in queries.members(session)}
    wrong = {
        case
        for case, who in told.keys() | kept.keys()
        if not _same(told.get((case, who)), kept.get((case, who)))
    }
    for case in sorted(wrong):
        yield Found("TEAM", "case", case)


def _same(told: tuple[str, datetime] | None, kept: tuple[str, datetime] | None) -> bool:
    if told is None or kept is None or told[1] != kept[1]:
        return False
    return told[0] == kept[0] if told[0] else kept[0] in ("handler", "head")
