"""向上报送 on disc (casework §3.6): a report as a signed package, taken in above once and whole, answered by a receipt."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.leads import rules, sight
from app.leads.errors import LeadNotYours
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.packages import keys
from app.packages import service as packages
from app.packages.types import Label, Manifest, Package
from app.store import Store
from db.leads import queries

#: What such a package is called on its outside, and the one part that it holds.
KIND: Final = "leads.upward"
_PART: Final = "reports.json"
_OUTSIDE: Final = 1


@dataclass(frozen=True, slots=True)
class Upward:
    """A report as it leaves: its number, which one it corrects, the lead's code, what is told."""

    number: str
    corrects: str
    kind: str
    code: str
    sender: str
    content: str
    digest: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose packages are taken in here: the public key, the organ's code, its name."""

    public: str
    organ: str
    name: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in; `fresh` false: this very package was there already, and nothing was done again."""

    counts: dict[str, int]
    numbers: tuple[str, ...]
    fresh: bool


@registry.query("leads.report_content", rules.AG)
def report_content(
    session: Session, actor: Actor, now: datetime, *, lead_id: str, report_id: str
) -> Upward:
    """A report as it goes into a package."""
    lead = sight.require(session, actor, now, lead_id)
    found = queries.report(session, report_id)
    if found is None or found.lead_id != lead.id:
        raise errors.NotFound(key=report_id)
    return Upward(
        number=found.number,
        corrects=found.corrects,
        kind=found.kind,
        code=lead.number,
        sender=organs.require(session, lead.organ_id).code,
        content=found.content,
        digest=found.digest,
        sent_at=found.sent_at,
    )


@registry.query("leads.trusted_senders", rules.AG)
def trusted_senders(session: Session, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The public keys whose packages are taken in here."""
    return tuple(sorted(packages.trusted(session)))


@registry.query("leads.senders", (*rules.AG, "secadmin", "sysadmin", "auditor"))
def senders(session: Session, actor: Actor, now: datetime) -> tuple[Sender, ...]:
    """The same with whose keys they are."""
    found = packages.trusted(session)
    told = (Sender(public, facts["organ"], facts["name"]) for public, facts in found.items())
    return tuple(sorted(told, key=lambda each: (each.name, each.public)))


@registry.verb("leads.trust_sender", ("secadmin",), seconds=("sysadmin", "auditor"))
def trust_sender(
    session: Session, actor: Actor, now: datetime, act: Act, *, public: str, organ: str, name: str
) -> None:
    """From now on packages signed by this key are taken in; two administrators sign."""
    if not act.second:
        raise errors.NeedsSecondPerson
    packages.trust(session, act, public, organ, name)


@registry.verb("leads.distrust_sender", ("secadmin",), seconds=("sysadmin", "auditor"))
def distrust_sender(
    session: Session, actor: Actor, now: datetime, act: Act, *, public: str, why: str
) -> None:
    """From now on nothing signed by this key is taken in; what was taken in stays."""
    if not act.second:
        raise errors.NeedsSecondPerson
    if public not in packages.trusted(session):
        raise errors.NotFound(key=public[:16])
    if not why.strip():
        raise errors.FieldMissing(field="package.why")
    packages.distrust(session, act, public, why.strip())


@registry.verb("leads.note_package", rules.AG)
def note_package(
    session: Session, actor: Actor, now: datetime, act: Act, *, lead_id: str, manifest: Manifest
) -> bool:
    """A package was written for somebody: its number stands in the books, it replaces no receipt."""
    if not sight.sees(session, actor, now, lead_id):
        raise LeadNotYours
    return packages.sent(session, act, manifest)


@registry.verb("leads.take_package", rules.AG)
def take_package(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    manifest: Manifest,
    reports: tuple[Upward, ...],
) -> Taken:
    """Take a package in: all that it promised, or nothing; the same one again is answered alike and not done again."""
    organs.place(session, actor.id, now)
    counts = {"lead": len(reports)}
    promised = dict(manifest.label.counts)
    if manifest.label.kind != KIND or promised != counts:
        raise errors.QuantityDiffers(expected=promised.get("lead", 0), counted=len(reports))
    fresh = packages.take(session, act, Package(manifest, {}))
    for report in reports if fresh else ():
        told: dict[str, Any] = {
            "number": report.number,
            "corrects": report.corrects,
            "report_kind": report.kind,
            "code": report.code,
            "sender": report.sender,
            "digest": report.digest,
        }
        ledger.write(session, act, "package", manifest.id, "UPWARD_TAKEN", **told)
    return Taken(counts, tuple(r.number for r in reports), fresh)


# -- files ---------------------------------------------------------------------------------------------


def write(
    store: Store,
    lead_id: str,
    report_id: str,
    recipient: str,
    file: Path,
    seal_to: tuple[str, ...] = (),
) -> Manifest:
    """Write a report's package for a recipient; a corrected report names the one before."""
    told = store.read(report_content, lead_id=lead_id, report_id=report_id)
    label = Label(KIND, told.sender, recipient, {"lead": _OUTSIDE}, answers=told.corrects)
    parts = {_PART: registry.canonical([told]).encode()}
    manifest = packages.write(file, keys.here(), label, parts, seal_to)
    store.run(note_package, lead_id=lead_id, manifest=manifest)
    return manifest


def take(store: Store, file: Path, answer: Path) -> Taken:
    """Take a package in and write its receipt; one that was altered is laid aside and refused."""
    package = packages.read(file, keys.here(), store.read(trusted_senders))
    given = json.loads(package.files.get(_PART, b"[]"))
    spec = registry.spec_of(take_package)
    arguments = registry.typed(
        spec, {"manifest": registry.plain(package.manifest), "reports": given}
    )
    taken = store.run(take_package, **arguments)
    packages.write(answer, keys.here(), packages.receipt(package, taken.counts), {})
    return taken
