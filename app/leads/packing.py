"""向上报送 on disc (casework §3.6): a report as a signed package, taken in above once and whole, answered by a receipt."""

import base64
import contextlib
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from app import errors, registry
from app.actor import Actor
from app.leads import packages as register
from app.leads import rules, sight
from app.leads.errors import LeadNotYours
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.packages import keys
from app.packages import service as packages
from app.packages.errors import (
    PackageBroken,
    PackageNotForUs,
    PackageReplayed,
    PackageSignerUnknown,
)
from app.packages.types import Label, Manifest, Package
from app.store import Store
from db.leads import belongings

#: What such a package is called on its outside, and the one part that it holds.
KIND: Final = register.KIND
_PART: Final = "reports.json"
_OUTSIDE: Final = 1
#: What is wrong with the package itself.
_NOT_TAKEN: Final = (
    *(PackageBroken, PackageNotForUs, PackageReplayed, PackageSignerUnknown),
    errors.QuantityDiffers,
)


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
    found = belongings.report(session, report_id)
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


@registry.query("leads.trusted_senders", rules.AG, central=True)
def trusted_senders(session: Session, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The public keys whose packages are taken in here."""
    return tuple(sorted(packages.trusted(session)))


@registry.query("leads.senders", (*rules.AG, "secadmin", "sysadmin", "auditor"), central=True)
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
    packages.require_key(public)
    if not act.second:
        raise errors.NeedsSecondPerson
    packages.trust(session, act, public, organ, name)


@registry.verb("leads.distrust_sender", ("secadmin",), seconds=("sysadmin", "auditor"))
def distrust_sender(
    session: Session, actor: Actor, now: datetime, act: Act, *, public: str, why: str
) -> None:
    """From now on nothing signed by this key is taken in; what was taken in stays."""
    if public not in packages.trusted(session):
        raise errors.NotFound(key=public[:16])
    if not why.strip():
        raise errors.FieldMissing(field="package.why")
    if not act.second:
        raise errors.NeedsSecondPerson
    packages.distrust(session, act, public, why.strip())


@registry.verb("leads.note_package", rules.AG)
def note_package(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    manifest: Manifest,
    report: str = "",
) -> bool:
    """A package was written for somebody: its number stands in the books, it replaces no receipt."""
    if not sight.sees(session, actor, now, lead_id):
        raise LeadNotYours
    fresh = packages.sent(session, act, manifest)
    if fresh:
        lead = sight.require(session, actor, now, lead_id)
        told = {"lead": lead.id, "code": lead.number, "number": report}
        ledger.write(session, act, "package", manifest.id, register.REPORT_OUT, **told)
    return fresh


@registry.verb("leads.take_package", rules.AG, secrets=("key",))
def take_package(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    content: str,
    key: str = "",
) -> Taken:
    """Take a package in: all that it promised, or nothing; the same one again is answered alike and not done again.

    `content` is the package itself in base64, `key` what opens it if it is sealed: whose it is and that every byte is
    as it was signed is found here, whatever whoever sends it says of it.
    """
    own = organs.require(session, organs.place(session, actor.id, now).organ_id)
    package = _opened(session, content, key)
    label, number = package.manifest.label, package.manifest.id
    if label.recipient not in (own.code, own.name):
        raise PackageNotForUs(file=number, recipient=label.recipient)
    reports = _reports(package)
    promised, counts = dict(label.counts), {"lead": len(reports)}
    if label.kind != KIND or promised != counts:
        raise errors.QuantityDiffers(expected=promised.get("lead", 0), counted=len(reports))
    fresh = packages.take(session, act, package)
    for report in reports if fresh else ():
        told: dict[str, Any] = {
            "number": report["number"],
            "corrects": report["corrects"],
            "report_kind": report["kind"],
            "code": report["code"],
            "sender": label.sender,
            "digest": report["digest"],
        }
        ledger.write(session, act, "package", number, register.REPORT_IN, **told)
    return Taken(counts, tuple(r["number"] for r in reports), fresh)


def _opened(session: Session, content: str, key: str) -> Package:
    """The package, if its signer is trusted for the organ in whose name it comes."""
    trusted = packages.trusted(session)
    try:
        whole, opens = base64.b64decode(content, validate=True), bytes.fromhex(key)
    except ValueError as wrong:
        raise PackageBroken(file=KIND, why="package.no_package") from wrong
    package = packages.opened(KIND, whole, opens, trusted)
    signer = package.manifest.signer
    organ, sender = trusted[signer]["organ"], package.manifest.label.sender
    if organ != sender:
        raise PackageSignerUnknown(
            file=package.manifest.id, signer=signer[:16], organ=organ, sender=sender
        )
    return package


def _reports(package: Package) -> list[dict[str, str]]:
    """What it reports; one that does not say it in our words is no such package."""
    wanted = {"number", "corrects", "kind", "code", "digest"}
    try:
        told = json.loads(package.files.get(_PART, b"[]"))
        if all(isinstance(each[name], str) for each in told for name in wanted):
            return list(told)
    except (ValueError, KeyError, TypeError):
        pass
    raise PackageBroken(file=package.manifest.id, why="package.no_package")


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
    store.run(note_package, lead_id=lead_id, manifest=manifest, report=told.number)
    return manifest


def take(store: Store, file: Path, answer: Path) -> Taken:
    """Take a package in and write its receipt; one that was altered is laid aside and refused, which is noted."""
    try:
        return _taken(store, file, answer)
    except _NOT_TAKEN as no:
        if "file" in no.facts:  # as whoever holds the disc knows it, not by its number
            no.facts["file"] = file.name
        _note_refused(store, file, no)
        raise


def _note_refused(store: Store, file: Path, no: errors.Refusal) -> None:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with contextlib.suppress(errors.Refusal):  # what he has to hear is why it was not taken in
        store.run(
            register.note_refused,
            file=file.name,
            digest=digest,
            code=no.code,
            why=register.sentences(no),
        )


def _taken(store: Store, file: Path, answer: Path) -> Taken:
    mine = keys.here()
    package = packages.read(file, mine, store.read(trusted_senders))
    whole = file.read_bytes()
    taken = store.run(
        take_package,
        content=base64.b64encode(whole).decode(),
        key=packages.content_key(file.name, whole, mine).hex(),
    )
    packages.write(answer, mine, packages.receipt(package, taken.counts), {})
    return taken
