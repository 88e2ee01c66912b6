"""Statements about what hangs on a lead: persons, matters, rounds, steps, meetings, papers, letters, links."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, bindparam, exists, or_, select, true
from sqlalchemy.orm import Session

from db.among import among
from db.cases.models import CaseFile
from db.leads.models import (
    KeyPost,
    Lead,
    LeadAlias,
    LeadAnswer,
    LeadAway,
    LeadCase,
    LeadHandler,
    LeadMatter,
    LeadMeasure,
    LeadMeeting,
    LeadNotice,
    LeadOpinion,
    LeadPaper,
    LeadPerson,
    LeadRound,
    LeadSignature,
    LeadStay,
    LeadStep,
    PetitionLead,
    UpwardReceipt,
    UpwardReport,
)
from db.leads.queries import Scope, seen_by

_OF_CASE: Final = (
    select(LeadCase, Lead)
    .join(Lead, Lead.id == LeadCase.lead_id)
    .where(LeadCase.case_id == bindparam("id"))
)


def _of(session: Session, table: Any, lead_id: str, *order: Any) -> Sequence[Any]:
    return session.scalars(_belonging(table, *order or (table.id,)), {"id": lead_id}).all()


@cache
def _belonging(table: Any, *order: Any) -> Select[Any]:
    """Made once: every act on a lead asks a dozen of these (db/ledger/queries.py)."""
    return select(table).where(table.lead_id == bindparam("id")).order_by(*order)


def persons(session: Session, lead_id: str) -> Sequence[LeadPerson]:
    """Whom it is about."""
    return _of(session, LeadPerson, lead_id)


def persons_of(session: Session, ids: Collection[str]) -> dict[str, list[LeadPerson]]:
    """lead id → persons."""
    found: dict[str, list[LeadPerson]] = {}
    asked = select(LeadPerson).where(LeadPerson.lead_id.in_(list(ids))).order_by(LeadPerson.id)
    for row in session.scalars(asked):
        found.setdefault(row.lead_id, []).append(row)
    return found


def matters(session: Session, lead_id: str) -> Sequence[LeadMatter]:
    """What is said."""
    return _of(session, LeadMatter, lead_id)


def aliases(session: Session, lead_id: str) -> Sequence[LeadAlias]:
    """Its numbers at other organs."""
    return _of(session, LeadAlias, lead_id, LeadAlias.organ, LeadAlias.code)


def alias(session: Session, organ: str, code: str) -> LeadAlias | None:
    """One number of another organ."""
    return session.get(LeadAlias, (organ, code))


def rounds(session: Session, lead_id: str) -> Sequence[LeadRound]:
    """Its disposals, oldest first."""
    return _of(session, LeadRound, lead_id, LeadRound.place)


def handlers(session: Session, lead_id: str, *, now_only: bool = True) -> Sequence[LeadHandler]:
    """Who handles it."""
    found = _of(session, LeadHandler, lead_id)
    return [h for h in found if h.until is None] if now_only else found


def away(session: Session, lead_id: str, account_id: str) -> LeadAway | None:
    """Whether somebody must keep away."""
    return session.get(LeadAway, (lead_id, account_id))


def aways(session: Session, lead_id: str) -> Sequence[LeadAway]:
    """Who must keep away."""
    return _of(session, LeadAway, lead_id, LeadAway.account_id)


def steps(session: Session, lead_id: str, stage: str = "") -> Sequence[LeadStep]:
    """The signatures that proposals need, in their order; of a stage only the newest proposal's."""
    found = _of(session, LeadStep, lead_id, LeadStep.run, LeadStep.place)
    if not stage:
        return found
    mine = [s for s in found if s.stage == stage]
    return [s for s in mine if s.run == mine[-1].run] if mine else []


def signatures(session: Session, lead_id: str) -> Sequence[LeadSignature]:
    """Who signed what."""
    return _of(session, LeadSignature, lead_id)


def meetings(session: Session, lead_id: str) -> Sequence[LeadMeeting]:
    """Meetings on it."""
    return _of(session, LeadMeeting, lead_id)


def opinions(session: Session, lead_id: str) -> Sequence[LeadOpinion]:
    """What each attendee said."""
    return _of(session, LeadOpinion, lead_id, LeadOpinion.meeting_id, LeadOpinion.account_id)


def measures(session: Session, lead_id: str) -> Sequence[LeadMeasure]:
    """Measures of its verification."""
    return _of(session, LeadMeasure, lead_id)


def papers(session: Session, lead_id: str) -> Sequence[LeadPaper]:
    """Its papers."""
    return _of(session, LeadPaper, lead_id)


def paper(session: Session, id_: str) -> LeadPaper | None:
    """One paper."""
    return session.get(LeadPaper, id_)


def reports(session: Session, lead_id: str) -> Sequence[UpwardReport]:
    """What was reported upwards."""
    return _of(session, UpwardReport, lead_id)


def is_reported(session: Session, number: str) -> bool:
    """Whether a report bears this number."""
    asked = select(UpwardReport.id).where(UpwardReport.number == number)
    return session.scalar(asked) is not None


def report(session: Session, id_: str) -> UpwardReport | None:
    """One report."""
    return session.get(UpwardReport, id_)


def receipts(session: Session, lead_id: str) -> Sequence[UpwardReceipt]:
    """The receipts of its reports."""
    return _of(session, UpwardReceipt, lead_id, UpwardReceipt.report_id, UpwardReceipt.recipient)


def notices(session: Session, lead_id: str) -> Sequence[LeadNotice]:
    """The letters that urged."""
    return _of(session, LeadNotice, lead_id)


def letters(
    session: Session, scope: Scope, organ_id: str, limit: int, *, drafts: bool
) -> Sequence[tuple[LeadNotice, Lead]]:
    """The letters of an organ with their leads, those that somebody may see, the newest first."""
    asked = (
        select(LeadNotice, Lead)
        .join(Lead, Lead.id == LeadNotice.lead_id)
        .where(Lead.organ_id == organ_id, seen_by(scope))
        .order_by(LeadNotice.drafted_at.desc(), LeadNotice.number.desc())
        .limit(limit)
    )
    if not drafts:
        asked = asked.where(LeadNotice.status != "draft")
    return [(row, lead) for row, lead in session.execute(asked)]


def open_letters(
    session: Session, scope: Scope, organ_id: str, level: str, limit: int
) -> Sequence[tuple[LeadNotice, Lead]]:
    """Letters of an organ that were sent and are not settled, of those that somebody may see, the oldest first."""
    settled = exists().where(LeadAnswer.notice_id == LeadNotice.id, LeadAnswer.verdict == "cancel")
    asked = (
        select(LeadNotice, Lead)
        .join(Lead, Lead.id == LeadNotice.lead_id)
        .where(Lead.organ_id == organ_id, LeadNotice.level == level, LeadNotice.status == "sent")
        .where(~settled, seen_by(scope))
        .order_by(LeadNotice.drafted_at, LeadNotice.number)
        .limit(limit)
    )
    return [(row, lead) for row, lead in session.execute(asked)]


def papers_by_id(session: Session, ids: Collection[str]) -> dict[str, LeadPaper]:
    """Papers by their ids."""
    asked = select(LeadPaper).where(among(session, LeadPaper.id, list(ids)))
    return {row.id: row for row in session.scalars(asked)} if ids else {}


def answers(session: Session, leads: Collection[str]) -> Sequence[LeadAnswer]:
    """The answers to the letters of these leads, in the order they came."""
    return session.scalars(
        select(LeadAnswer)
        .where(among(session, LeadAnswer.lead_id, list(leads)))
        .order_by(LeadAnswer.replied_at, LeadAnswer.id)
    ).all()


def open_stay(session: Session, lead_id: str) -> LeadStay | None:
    """In whose stock it is."""
    return session.scalars(
        select(LeadStay).where(LeadStay.lead_id == lead_id, LeadStay.until.is_(None))
    ).first()


def cases(session: Session, lead_id: str) -> Sequence[tuple[LeadCase, CaseFile]]:
    """Its case ledgers."""
    found = session.execute(
        select(LeadCase, CaseFile)
        .join(CaseFile, CaseFile.id == LeadCase.case_id)
        .where(LeadCase.lead_id == lead_id)
    )
    return [(row[0], row[1]) for row in found]


def leads_of_case(session: Session, case_id: str) -> Sequence[tuple[LeadCase, Lead]]:
    """The leads that a case ledger stands on."""
    found = session.execute(_OF_CASE, {"id": case_id})
    return [(row[0], row[1]) for row in found]


def petitions_of(session: Session, lead_id: str) -> Sequence[str]:
    """The petitions that became part of it."""
    return session.scalars(
        select(PetitionLead.petition_id)
        .where(PetitionLead.lead_id == lead_id)
        .order_by(PetitionLead.linked_at, PetitionLead.petition_id)
    ).all()


def leads_of_petition(session: Session, petition_id: str, *, ended: bool = False) -> Sequence[Lead]:
    """The leads that a petition became part of; `ended`: those too that were merged or voided since."""
    return session.scalars(
        select(Lead)
        .join(PetitionLead, PetitionLead.lead_id == Lead.id)
        .where(PetitionLead.petition_id == petition_id, true() if ended else Lead.merged_into == "")
        .order_by(Lead.number)
    ).all()


def key_posts(session: Session, day: date) -> Sequence[KeyPost]:
    """The posts that are reported upwards on a day."""
    return session.scalars(
        select(KeyPost)
        .where(KeyPost.since <= day, or_(KeyPost.until.is_(None), KeyPost.until >= day))
        .order_by(KeyPost.title)
    ).all()
