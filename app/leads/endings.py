"""移出, 归档, 重启: what leaves needs a receipt, what is archived its list of materials (casework §3.5 rows 20–22)."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.actor import Actor
from app.leads import adding, clocks, rules, steps
from app.leads.errors import MaterialMissing
from app.leads.types import LeadEvent, LeadPaper, LeadStatus
from app.ledger.types import Act
from db.leads import belongings


@registry.verb(
    "leads.transfer_out", rules.LAW[LeadEvent.TRANSFER_OUT].starts, changes=steps.CHANGES
)
def transfer_out(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    target: str,
    reason: str,
) -> int:
    """移送: another organ's business; ours until its receipt is there."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.TRANSFER_OUT, lead.status)
    for name, value in (("target", target), ("reason", reason)):
        if not value.strip():
            raise errors.FieldMissing(field=f"lead.{name}")
    steps.require_apart(session, [actor.id], steps.handling(session, lead.id))
    steps.save(
        session,
        act,
        lead,
        LeadEvent.TRANSFER_OUT,
        LeadStatus.LEAVING,
        sets={"target": target.strip()},
        target=target.strip(),
        reason=reason.strip(),
    )
    clocks.start(session, act, lead, clocks.TRANSFER, clock.day(now))
    return lead.seq


@registry.verb(
    "leads.confirm_transfer", rules.LAW[LeadEvent.CONFIRM_TRANSFER].starts, changes=steps.CHANGES
)
def confirm_transfer(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    receipt: LeadPaper,
) -> int:
    """The other organ's receipt came: now it is gone."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.CONFIRM_TRANSFER, lead.status)
    if not receipt.number.strip():
        raise errors.DocumentMissing(document="lead.receipt")
    kept = LeadPaper("feedback", receipt.number, receipt.title, receipt.dated, receipt.sha256)
    adding.keep_paper(session, act, lead, kept, now)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.CONFIRM_TRANSFER,
        LeadStatus.MOVED,
        receipt=receipt.number.strip(),
        target=lead.target,
    )
    clocks.stop(session, act, lead, now, "CONFIRM_TRANSFER")
    return lead.seq


@registry.verb(
    "leads.recall_transfer", rules.LAW[LeadEvent.RECALL_TRANSFER].starts, changes=steps.CHANGES
)
def recall_transfer(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    reason: str,
) -> int:
    """No receipt came, or it was refused: it stays ours and goes on where somebody handled it."""
    lead = steps.take(session, actor, now, lead_id, version)
    if not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    to = LeadStatus.ANALYSING if steps.handling(session, lead.id) else LeadStatus.REGISTERED
    steps.save(
        session,
        act,
        lead,
        LeadEvent.RECALL_TRANSFER,
        to,
        sets={"target": ""},
        reason=reason.strip(),
    )
    clocks.end(session, act, lead, clocks.TRANSFER, now, "RECALL_TRANSFER")
    return lead.seq


@registry.verb(
    "leads.archive",
    rules.LAW[LeadEvent.ARCHIVE_LEAD].starts,
    seconds=rules.LAW[LeadEvent.ARCHIVE_LEAD].seconds,
    changes=steps.CHANGES,
)
def archive(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    volume: str,
    not_there: tuple[str, ...] = (),
    reason: str = "",
) -> int:
    """归档: the office brings the material, 案管's clerk checks the list beside it and signs.

    `not_there`: kinds of material that this lead never had (no talk, no instruction), with the reason.
    """
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.ARCHIVE_LEAD, lead.status)
    steps.require_worker(session, actor, now, lead)
    if not volume.strip():
        raise errors.FieldMissing(field="lead.volume")
    held = {p.kind for p in belongings.papers(session, lead.id)}
    if lead.instruction:
        held.add("instruction")
    if belongings.meetings(session, lead.id):
        held.add("minutes")
    if any(s.decision == "approved" for s in belongings.steps(session, lead.id)):
        held.add("approval")
    if not_there and not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    missing = [kind for kind in rules.missing_materials(held) if kind not in not_there]
    if missing:
        raise MaterialMissing(material=", ".join(f"lead_paper.{kind}" for kind in missing))
    seconds = rules.LAW[LeadEvent.ARCHIVE_LEAD].seconds
    apart = {actor.id, *steps.handling(session, lead.id)}
    steps.require_second(session, act, now, seconds, lead.organ_id, apart, lead)
    steps.save(
        session,
        act,
        lead,
        LeadEvent.ARCHIVE_LEAD,
        LeadStatus.ARCHIVED,
        volume=volume.strip(),
        materials=sorted(held),
        not_there=not_there,
        reason=reason.strip(),
    )
    return lead.seq


@registry.verb("leads.reopen", rules.LAW[LeadEvent.REOPEN_LEAD].starts, changes=steps.CHANGES)
def reopen(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    evidence: str,
) -> int:
    """重启: on new evidence; same code, next round."""
    lead = steps.take(session, actor, now, lead_id, version)
    rules.step(LeadEvent.REOPEN_LEAD, lead.status)
    if not evidence.strip():
        raise errors.DocumentMissing(document="lead.evidence")
    steps.save(
        session,
        act,
        lead,
        LeadEvent.REOPEN_LEAD,
        LeadStatus.ANALYSING,
        sets={"round": lead.round + 1},
        evidence=evidence.strip(),
        round=lead.round + 1,
    )
    clocks.anew(session, act, lead, now)
    return lead.seq
