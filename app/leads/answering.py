"""答复督办函 (casework §3.7): its office answers, the supervisor settles it (销号) or sends it back with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry
from app.actor import Actor
from app.deadlines import limits
from app.identity.roles import Role as R
from app.leads import adding, clocks, rules, sight, steps, supervising
from app.leads.errors import LetterSettled
from app.leads.types import AnswerLine, LeadEvent, LeadPaper, LetterState, NoticeLine
from app.ledger.types import Act
from app.organs import service as organs
from app.requests import desk
from app.requests.types import Pile, Task
from db.identity import queries as people
from db.leads import belongings
from db.leads.models import Lead, LeadAnswer, LeadNotice

#: Who has to do with letters: those who send and judge them, those who answer, and the leaders who are told.
CONCERNED: Final = (*rules.AG, R.OVERSIGHT, *rules.OFFICE, R.LEADER, R.CHIEF)
CANCEL, RETURN = "cancel", "return"
VERDICTS: Final = (CANCEL, RETURN)
_MOST: Final = 200
_TEXT: Final = 4_000


@registry.verb(
    "leads.answer_letter",
    rules.LAW[LeadEvent.ANSWER_LETTER].starts,
    changes=(*steps.CHANGES, "requests"),
    offline=True,
)
def answer_letter(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    letter_id: str,
    reply: str,
    paper: LeadPaper | None = None,
) -> int:
    """答复: what was done, or until when it will be; a paper that goes with it lies in the lead's file."""
    lead = steps.take(session, actor, now, lead_id, version)
    row, line = _open(session, lead, letter_id, now)
    _require_answers(session, actor, now, lead, row)
    if not reply.strip():
        raise errors.FieldMissing(field="lead.reply")
    if len(reply) > _TEXT:
        raise errors.TooLong(field="lead.reply", limit=_TEXT, length=len(reply))
    kept = adding.keep_paper(session, act, lead, _named(paper, row), now) if paper else None
    made = LeadAnswer(
        id=ids.new(),
        lead_id=lead.id,
        notice_id=row.id,
        reply=reply.strip(),
        paper_id=kept.id if kept is not None else "",
        due_on=row.reply_due,
        replied_by=actor.id,
        replied_at=now,
        verdict="",
        reason="",
        judged_by="",
        judged_at=None,
    )
    session.add(made)
    late = row.reply_due is not None and clock.day(now) > row.reply_due
    steps.save(
        session,
        act,
        lead,
        LeadEvent.ANSWER_LETTER,
        letter=row.number,
        reply=made.reply,
        late=late,
        **({"paper": registry.plain(paper)} if paper else {}),
    )
    _end(session, act, lead, now, line)
    return lead.seq


@registry.verb(
    "leads.judge_letter",
    rules.LAW[LeadEvent.JUDGE_LETTER].starts,
    changes=(*steps.CHANGES, "requests"),
)
def judge_letter(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    letter_id: str,
    verdict: str,
    reason: str = "",
) -> int:
    """销号, or 退回 with what is wanting and a new day to answer by; never by who answered."""
    lead = steps.take(session, actor, now, lead_id, version)
    row, line = _open(session, lead, letter_id, now)
    if verdict not in VERDICTS:
        raise errors.NotAmong.of("lead.verdict", verdict, VERDICTS, "lead_verdict")
    answer = next((a for a in reversed(_answers(session, row)) if not a.verdict), None)
    if answer is None or line.state != LetterState.ANSWERED:
        raise errors.FieldMissing(field="lead.reply")
    if steps.is_same_human(session, answer.replied_by, actor.id):
        raise errors.OwnApproval
    if verdict == RETURN and not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    answer.verdict, answer.reason = verdict, reason.strip()
    answer.judged_by, answer.judged_at = actor.id, now
    told: dict[str, Any] = {"letter": row.number, "verdict": verdict, "reason": answer.reason}
    if verdict == RETURN:
        told["due"] = row.reply_due = ask(session, act, lead, now)
    steps.save(session, act, lead, LeadEvent.JUDGE_LETTER, **told)
    return lead.seq


def ask(session: Session, act: Act, lead: Lead, now: datetime) -> date:
    """An answer is owed from today on, and the lamp knows of it; the day until when. A lead at rest has no lamp."""
    today = clock.day(now)
    if lead.status not in rules.STOCK:
        return limits.due(session, clocks.LETTER, today).rolled
    clocks.end(session, act, lead, clocks.LETTER, now, "SEND_LETTER")  # a later letter, a later day
    return clocks.start(session, act, lead, clocks.LETTER, today)


def _end(session: Session, act: Act, lead: Lead, now: datetime, answered: NoticeLine) -> None:
    """The clock stops once no letter on the lead waits any more."""
    known = lines(session, belongings.notices(session, lead.id), clock.day(now)).values()
    if not any(n.state in rules.OPEN_LETTER for n in known if n.id != answered.id):
        clocks.end(session, act, lead, clocks.LETTER, now, LeadEvent.ANSWER_LETTER)


def _open(
    session: Session, lead: Lead, letter_id: str, now: datetime
) -> tuple[LeadNotice, NoticeLine]:
    """A letter that asks for an answer and is not settled; a draft and a leaders' list are no such letters."""
    row = next((n for n in belongings.notices(session, lead.id) if n.id == letter_id), None)
    if row is None:
        raise errors.NotFound(key=letter_id)
    line = lines(session, [row], clock.day(now))[row.id]
    if line.state in (LetterState.DRAFT, LetterState.SENT):
        raise errors.NotFound(key=row.number)
    if line.state == LetterState.SETTLED:
        raise LetterSettled(number=row.number)
    return row, line


def _answers(session: Session, row: LeadNotice) -> list[LeadAnswer]:
    return [a for a in belongings.answers(session, [row.lead_id]) if a.notice_id == row.id]


def _named(paper: LeadPaper, row: LeadNotice) -> LeadPaper:
    """What goes with an answer is filed under the letter's number unless it has its own."""
    return replace(paper, kind="letter_reply", number=paper.number.strip() or row.number)


# -- who may ------------------------------------------------------------------------------------------


def _require_answers(
    session: Session, actor: Actor, now: datetime, lead: Lead, row: LeadNotice
) -> None:
    """The office to which it went, or who works on the lead today: it may have gone on meanwhile."""
    if organs.place(session, actor.id, now).office != row.to_office:
        steps.require_worker(session, actor, now, lead)


def may_answer(
    session: Session, actor: Actor, now: datetime, lead: Lead, row: LeadNotice, line: NoticeLine
) -> bool:
    """Whether the asker owes, or may better, an answer to this letter."""
    owed = line.state in rules.OPEN_LETTER
    if not owed or not actor.has(*rules.LAW[LeadEvent.ANSWER_LETTER].starts):
        return False
    try:
        _require_answers(session, actor, now, lead, row)
    except errors.Refusal:
        return False
    return True


def may_judge(session: Session, actor: Actor, line: NoticeLine) -> bool:
    """Whether an answer waits for the asker's word."""
    if line.state != LetterState.ANSWERED:
        return False
    if not actor.has(*rules.LAW[LeadEvent.JUDGE_LETTER].starts):
        return False
    return not steps.is_same_human(session, line.answers[-1].replied_by_id, actor.id)


def waits(session: Session, actor: Actor, now: datetime, lead: Lead, event: LeadEvent) -> bool:
    """Whether a letter on the lead waits for this act of the asker."""
    rows = belongings.notices(session, lead.id)
    known = lines(session, rows, clock.day(now))
    if event == LeadEvent.JUDGE_LETTER:
        return any(may_judge(session, actor, line) for line in known.values())
    return any(may_answer(session, actor, now, lead, row, known[row.id]) for row in rows)


# -- as they are shown --------------------------------------------------------------------------------


def lines(session: Session, rows: Sequence[LeadNotice], today: date) -> dict[str, NoticeLine]:
    """Letters with their answers, by id."""
    answers = belongings.answers(session, sorted({row.lead_id for row in rows})) if rows else ()
    names = people.names(
        session, {who for a in answers for who in (a.replied_by, a.judged_by) if who}
    )
    papers = belongings.papers_by_id(session, [a.paper_id for a in answers if a.paper_id])
    of: dict[str, list[AnswerLine]] = {row.id: [] for row in rows}
    for a in answers:
        paper = papers.get(a.paper_id)
        of.setdefault(a.notice_id, []).append(
            AnswerLine(
                id=a.id,
                reply=a.reply,
                replied_by=names.get(a.replied_by, ""),
                replied_by_id=a.replied_by,
                replied_at=a.replied_at,
                late=a.due_on is not None and clock.day(a.replied_at) > a.due_on,
                paper=(paper.title or paper.number) if paper is not None else "",
                sha256=paper.sha256 if paper is not None else "",
                verdict=a.verdict,
                reason=a.reason,
                judged_by=names.get(a.judged_by, ""),
                judged_at=a.judged_at,
            )
        )
    return {row.id: _line(row, tuple(of[row.id]), today) for row in rows}


def _line(row: LeadNotice, answers: tuple[AnswerLine, ...], today: date) -> NoticeLine:
    verdict = answers[-1].verdict if answers else None
    return NoticeLine(
        id=row.id,
        number=row.number,
        level=row.level,
        drafted_at=row.drafted_at,
        reply_due=row.reply_due,
        text=row.text,
        status=row.status,
        state=rules.letter_state(row.status, row.level, row.reply_due, today, verdict),
        answers=answers,
    )


# -- the work desk ------------------------------------------------------------------------------------


def _waiting(session: Session, actor: Actor, now: datetime) -> Pile:
    """督办函: those that wait for my answer, those that wait for my word; what is late first."""
    place = organs.place_or_none(session, actor.id, now)
    if place is None:
        return Pile("letters")
    scope = sight.scope(session, actor, now)
    found = belongings.open_letters(session, scope, place.organ_id, supervising.HEAD, _MOST)
    shown = lines(session, [row for row, _ in found], clock.day(now))
    mine = [
        _task(lead, row, shown[row.id], now)
        for row, lead in found
        if may_answer(session, actor, now, lead, row, shown[row.id])
        or may_judge(session, actor, shown[row.id])
    ]
    mine.sort(key=lambda task: (task.state != "lead_letter.late", task.since or now))
    return Pile("letters", len(mine), tuple(mine[: desk.SHOWN]))


def _task(lead: Lead, row: LeadNotice, line: NoticeLine, now: datetime) -> Task:
    since = line.answers[-1].replied_at if line.answers else row.drafted_at
    return Task(
        kind="letters",
        object_kind="lead",
        id=lead.id,
        number=row.number,
        title=lead.number,
        who=line.answers[-1].replied_by if line.answers else "",
        state=f"lead_letter.{line.state}",
        since=since,
        due_at=end_of(line.reply_due) if line.state in rules.OPEN_LETTER else None,
        days=max((now - since).days, 0),
    )


def end_of(day: date | None) -> datetime | None:
    """Until when something is in time that is due on a day."""
    return None if day is None else datetime.combine(day, time(23, 59), clock.CIVIL)


desk.add("letters", (*rules.OFFICE, *rules.AG, R.OVERSIGHT), _waiting)
