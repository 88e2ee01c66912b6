"""The register of packages: what was taken in from below, what was refused and why, what was written for above."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, registry, wire
from app.actor import Actor
from app.leads import rules, sight
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.packages import service as packages
from db.identity import queries as people
from db.ledger import queries as trail
from db.ledger.models import Entry
from db.organs import queries as tree

#: What such a package is called on its outside.
KIND: Final = "leads.upward"
#: On the chain of a package: a report of it, and that it was not taken in.
REPORT_IN: Final = "UPWARD_TAKEN"
REPORT_OUT: Final = "UPWARD_SENT"
REFUSED: Final = "PACKAGE_REFUSED"
_MOST: Final = 1_000
_NAME_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class PackageLine:
    """One package: which way it went, who is on its other side, the leads by their codes; why it was refused."""

    id: str
    way: str  # in | out | refused
    at: datetime
    other: str
    codes: tuple[str, ...]
    reports: tuple[str, ...]
    by: str
    file: str = ""
    why: Mapping[str, str] | None = None


@registry.query("leads.packages", rules.AG, central=True)
def lines(session: Session, actor: Actor, now: datetime) -> tuple[PackageLine, ...]:
    """The packages of the asker's organ, the newest first; none that tells of a lead he keeps away from."""
    own = organs.require(session, organs.place(session, actor.id, now).organ_id)
    found = [
        *_of(session, packages.IN, package=KIND, recipient=(own.code, own.name)),
        *_of(session, packages.OUT, package=KIND, sender=own.code),
        *_of(session, REFUSED, organ=own.id),
    ]
    told = _reports(session)
    names = people.names(session, ledger.signers(found))
    made = []
    for entry in sorted(found, key=lambda e: (e.recorded_at, e.id), reverse=True):
        reports = told.get((entry.kind, entry.object_id), [])
        if all(_may_see(session, actor, now, report) for report in reports):
            made.append(_line(session, entry, reports, names))
    return tuple(made)


def _of(session: Session, kind: str, **wanted: str | tuple[str, ...]) -> list[Entry]:
    """The newest entries of a kind whose facts say so."""
    found = []
    for entry in trail.page(session, kind=kind, limit=_MOST, offset=0):
        told = ledger.facts(entry)
        if all(
            told.get(name) in ((ok,) if isinstance(ok, str) else ok) for name, ok in wanted.items()
        ):
            found.append(entry)
    return found


def _reports(session: Session) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What each package holds, as far as its chain tells, by its way and its number."""
    told: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for way, kind in ((packages.IN, REPORT_IN), (packages.OUT, REPORT_OUT)):
        for entry in trail.page(session, kind=kind, limit=_MOST, offset=0):
            told.setdefault((way, entry.object_id), []).append(ledger.facts(entry))
    return told


def _may_see(session: Session, actor: Actor, now: datetime, report: dict[str, Any]) -> bool:
    lead = str(report.get("lead", ""))  # of a report from below the lead is not here
    return not lead or sight.sees(session, actor, now, lead)


def _line(
    session: Session, entry: Entry, reports: list[dict[str, Any]], names: Mapping[str, str]
) -> PackageLine:
    facts = ledger.facts(entry)
    way = {packages.IN: "in", packages.OUT: "out"}.get(entry.kind, "refused")
    code = str(facts.get("sender" if way == "in" else "recipient") or "")
    other = tree.by_code(session, code) if code else None
    return PackageLine(
        id=entry.id,
        way=way,
        at=entry.recorded_at,
        other=other.name if other is not None else code,
        codes=tuple(str(r["code"]) for r in reports),
        reports=tuple(str(r["number"]) for r in reports),
        by=names.get(entry.actor, ""),
        file=str(facts.get("file", "")),
        why=facts.get("why"),
    )


@registry.verb("leads.refused_package", rules.AG)
def note_refused(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    file: str,
    digest: str,
    code: str,
    why: dict[str, str],
) -> None:
    """A file was not taken in: its name, its hash, and the sentence that its bearer was told."""
    own = organs.place(session, actor.id, now)
    told = {lang: str(why.get(lang, ""))[:_NAME_MOST] for lang in ("zh", "en")}
    ledger.write(
        session,
        act,
        "package",
        digest[:32],
        REFUSED,
        file=file[:_NAME_MOST],
        code=code[:8],
        why=told,
        organ=own.organ_id,
    )


def sentences(no: errors.Refusal) -> dict[str, str]:
    """What a refusal says, in both languages."""
    told: dict[str, str] = wire.told(no)["why"]
    return told
