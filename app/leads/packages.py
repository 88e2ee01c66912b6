"""The register of packages: what was taken in from below, what was refused and why, what was written for above."""

import re
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
from db.organs.models import Organ

#: What such a package is called on its outside.
KIND: Final = "leads.upward"
#: On the chain of a package: a report of it, and that it was not taken in.
REPORT_IN: Final = "UPWARD_TAKEN"
REPORT_OUT: Final = "UPWARD_SENT"
REFUSED: Final = "PACKAGE_REFUSED"
_MOST: Final = 1_000
_NAME_MOST: Final = 200
_SHA256: Final = re.compile("[0-9a-f]{64}")


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
    #: Which reports those of this package correct, by their numbers.
    corrects: tuple[str, ...] = ()


@registry.query("leads.packages", rules.AG, central=True)
def lines(session: Session, actor: Actor, now: datetime) -> tuple[PackageLine, ...]:
    """The packages of the asker's organ, the newest first; none that tells of a lead he keeps away from."""
    own = organs.require(session, organs.place(session, actor.id, now).organ_id)
    found = _of(session, own)
    told = _reports(session, {entry.object_id for entry in found})
    # of a report from below the lead is not here
    leads = {str(r["lead"]) for reports in told.values() for r in reports if r.get("lead")}
    hidden = leads - sight.seen_of(session, actor, now, sorted(leads))
    names = people.names(session, ledger.signers(found))
    others = _others(session, found)
    made = []
    for entry in found:
        reports = told.get((entry.kind, entry.object_id), [])
        if not any(report.get("lead") in hidden for report in reports):
            made.append(_line(entry, reports, names, others))
    return tuple(made)


def _of(session: Session, own: Organ) -> list[Entry]:
    """The newest packages of an organ: taken in, written, refused."""
    wanted: dict[str, dict[str, tuple[str, ...]]] = {
        packages.IN: {"package": (KIND,), "recipient": (own.code, own.name)},
        packages.OUT: {"package": (KIND,), "sender": (own.code,)},
        REFUSED: {"organ": (own.id,)},
    }
    named = {
        f'"{name}":{registry.canonical(value)}'
        for facts in wanted.values()
        for name, values in facts.items()
        for value in values
        if name != "package"
    }
    found = []
    for entry in trail.saying(session, "package", sorted(named)):
        facts, told = wanted.get(entry.kind), ledger.facts(entry)
        if facts and all(told.get(name) in values for name, values in facts.items()):
            found.append(entry)
    return sorted(found, key=lambda e: (e.recorded_at, e.id), reverse=True)[:_MOST]


def _reports(session: Session, ids: set[str]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What each of these packages holds, as far as its chain tells, by its way and its number."""
    way = {REPORT_IN: packages.IN, REPORT_OUT: packages.OUT}
    told: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for entry in trail.of_objects(session, "package", ids, list(way)):
        told.setdefault((way[entry.kind], entry.object_id), []).append(ledger.facts(entry))
    return told


def _other(entry: Entry) -> str:
    """The code of the organ on a package's other side."""
    told = ledger.facts(entry)
    return str(told.get("sender" if entry.kind == packages.IN else "recipient") or "")


def _others(session: Session, found: list[Entry]) -> dict[str, str]:
    """code → name of the organs on the other side, as far as they stand in these books."""
    known = ((code, tree.by_code(session, code)) for code in {_other(e) for e in found} - {""})
    return {code: organ.name for code, organ in known if organ is not None}


def _line(
    entry: Entry,
    reports: list[dict[str, Any]],
    names: Mapping[str, str],
    others: Mapping[str, str],
) -> PackageLine:
    facts, code = ledger.facts(entry), _other(entry)
    return PackageLine(
        id=entry.id,
        way={packages.IN: "in", packages.OUT: "out"}.get(entry.kind, "refused"),
        at=entry.recorded_at,
        other=others.get(code, code),
        codes=tuple(str(r["code"]) for r in reports),
        reports=tuple(str(r["number"]) for r in reports),
        by=names.get(entry.actor, ""),
        file=str(facts.get("file", "")),
        why=facts.get("why"),
        corrects=tuple(str(r["corrects"]) for r in reports if r.get("corrects")),
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
    """A file was not taken in: its name, its hash, and the sentence that its bearer was told.

    It has a chain of its own, named by its hash; nobody writes so on the chain of a package that was taken in or sent.
    """
    if not _SHA256.fullmatch(digest):
        raise errors.FieldInvalid(field="package.digest", why=digest[:16])
    if any(entry.kind != REFUSED for entry in trail.of_object(session, "package", digest[:32])):
        raise errors.FieldInvalid(field="package.digest", why=digest[:16])
    own = organs.place(session, actor.id, now)
    told = {lang: str(why.get(lang, ""))[:_NAME_MOST] for lang in ("zh", "en")}
    ledger.write(
        session,
        act,
        "package",
        digest[:32],
        REFUSED,
        file=file[:_NAME_MOST],
        digest=digest,
        code=code[:8],
        why=told,
        organ=own.organ_id,
    )


def sentences(no: errors.Refusal) -> dict[str, str]:
    """What a refusal says, in both languages."""
    told: dict[str, str] = wire.told(no)["why"]
    return told
