"""Leads as lists, a lead whole, what may be done next and why not; a search is a verb, because it is told."""

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock, errors, registry, search
from app.actor import Actor
from app.deadlines import limits
from app.identity.roles import Role as R
from app.leads import acts, answering, clocks, codes, disposing, rules, sight, upward
from app.leads.types import (
    CardFace,
    LeadPaper,
    LeadRow,
    LeadStatus,
    LeadView,
    LinkLine,
    MatterLine,
    MeasureLine,
    MeetingLine,
    OpinionLine,
    PersonLine,
    Plan,
    RoundLine,
    SignatureLine,
    StepLine,
    TimelineLine,
)
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.requests import scanning
from app.requests.types import Scanned
from db.identity import queries as people
from db.leads import belongings, months, queries
from db.leads.models import Lead, LeadStep
from db.leads.queries import Asked, Scope
from db.ledger import queries as trail

#: The longest page of leads that is given at once.
_MOST: Final = 1_000
#: What a petition or a case is called, for who may see it; features beside add to it.
Namer = Callable[[Session, Actor, datetime, str], str]
namers: dict[str, Namer] = {}
_READERS: Final = ("*",)
_GOES: Final = (LeadStatus.LEAVING, LeadStatus.MOVED)
#: The parts of a plan, in the order of its form.
_PARTS: Final = tuple(each.name for each in fields(Plan) if each.name != "group")
_GROUPS: Final = {
    "open": rules.STOCK,
    "parked": ("L_PARKED",),
    "done": ("L_CLOSING", "L_FILED", "L_MOVED", "L_ARCHIVED"),
    "all": (),
}


# -- lists ---------------------------------------------------------------------------------------------


@registry.query("leads.rows")
def rows(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    group: str = "open",
    lamp: str = "",
    office: str = "",
    source: str = "",
    limit: int = 100,
    offset: int = 0,
) -> tuple[LeadRow, ...]:
    """The leads that the asker may see, newest first, and those of which he learns how far they are."""
    scope = sight.scope(session, actor, now)
    found = queries.page(
        session,
        scope,
        asked(now, group, lamp, office, source),
        rules.STOCK,
        max(0, min(limit, _MOST)),
        max(0, offset),
    )
    return rows_for(session, scope, found, now)


@registry.query("leads.count")
def count(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    group: str = "open",
    lamp: str = "",
    office: str = "",
    source: str = "",
) -> int:
    """How many `leads.rows` has."""
    chosen = asked(now, group, lamp, office, source)
    return queries.count(session, sight.scope(session, actor, now), chosen, rules.STOCK)


def asked(now: datetime, group: str, lamp: str, office: str = "", source: str = "") -> Asked:
    """What a list is asked for by its chips."""
    if group not in _GROUPS:
        raise errors.FieldInvalid(field="lead.group", why=group)
    return Asked(_GROUPS[group], office, source, lamp, (), clock.day(now))


@registry.verb("leads.search", ("*",), private=True, look=True)
def search_for(
    session: Session, actor: Actor, now: datetime, act: Act, *, words: str
) -> tuple[LeadRow, ...]:
    """Look leads up by words: who looked for what is told; who looks for himself finds nothing, and the auditor hears it."""
    wanted = tuple(search.asked(words))
    if not wanted:
        return ()
    own = rules.folded(actor.name) in rules.folded(words)
    told: dict[str, object] = {"words": words[:200]}
    if own:
        ledger.write(session, act, "account", actor.id, "SEARCH_OF_ONESELF", of="lead", **told)
        return ()
    scope = sight.scope(session, actor, now)
    page = queries.page(session, scope, Asked(words=wanted), rules.STOCK, 100, 0)
    found = [lead for lead in page if sight.is_found(session, actor, now, lead, wanted)]
    code = codes.normal(words)
    exact = queries.by_code(session, code)
    if exact is not None and sight.sees(session, actor, now, exact.id):
        found = [exact, *(lead for lead in found if lead.id != exact.id)]
    ledger.write(session, act, "account", actor.id, "SEARCH", of="lead", found=len(found), **told)
    return rows_of(session, found, now)


@registry.query("leads.find")
def find(session: Session, actor: Actor, now: datetime, *, code: str) -> LeadRow:
    """The one lead under a code, its own or another organ's."""
    told = codes.normal(code)
    scope = sight.scope(session, actor, now)
    found = queries.by_code(session, told)
    if found is None or not queries.is_told(session, scope, found.id):
        if codes.has_form(told) and codes.parse(told) is None:
            raise errors.CodeMistyped(code=told)
        raise errors.NotFound(key=told)
    return rows_for(session, scope, [found], now)[0]


@registry.query("leads.listed", (R.LEAD_CLERK, R.CHIEF, R.LEADER, R.OVERSIGHT))
def listed(session: Session, actor: Actor, now: datetime, *, year: int) -> tuple[LeadRow, ...]:
    """Every code that was given out in a year, void and merged ones too; without what the asker keeps away from."""
    place = organs.place(session, actor.id, now)
    scope = sight.scope(session, actor, now)
    return rows_for(session, scope, months.listed(session, scope, place.organ_id, year), now)


@registry.query("leads.card_face")
def card_face(session: Session, actor: Actor, now: datetime, *, code: str) -> CardFace:
    """What a scanned card says to anybody who sits here: code and stage, nothing of the content.

    Who must keep away learns nothing, not even that there is one.
    """
    found = queries.by_code(session, codes.normal(code))
    if found is None or sight.is_away(session, found.id, actor.id):
        raise errors.NotFound(key=codes.normal(code))
    return CardFace(found.number, found.status)


def rows_for(
    session: Session, scope: Scope, found: Sequence[Lead], now: datetime
) -> tuple[LeadRow, ...]:
    """Leads as lists show them to somebody: of those outside his line only code, stage and age."""
    told = rows_of(session, found, now)
    if not scope.stages:
        return told
    seen = queries.seen_of(session, scope, [row.id for row in told])
    return tuple(row if row.id in seen else replace(row, **_UNTOLD) for row in told)


#: What a row outside the asker's line says in place of what the lead is about.
_UNTOLD: Final[dict[str, Any]] = {
    "lamp": "",
    "office": "",
    "source": "",
    "summary": "",
    "persons": "",
    "due": None,
    "review_on": None,
    "round": 1,
    "key": False,
    "staged": True,
}


def rows_of(session: Session, found: Sequence[Lead], now: datetime) -> tuple[LeadRow, ...]:
    """Leads as lists show them to who may read them."""
    today = clock.day(now)
    ids_ = [lead.id for lead in found]
    persons = belongings.persons_of(session, ids_)
    running = limits.of(session, clocks.KIND, ids_, today) if ids_ else {}
    names = {o: organs.require(session, o).name for o in {lead.organ_id for lead in found}}
    told = []
    for lead in found:
        mine = persons.get(lead.id, [])
        deadlines = running.get(lead.id, [])
        told.append(
            LeadRow(
                id=lead.id,
                number=lead.number,
                status=lead.status,
                lamp=clocks.lamp(lead.status, today, deadlines),
                office=lead.office,
                organ=lead.organ_id,
                organ_name=names[lead.organ_id],
                source=lead.source,
                summary=lead.summary,
                persons="、".join(p.name for p in mine),
                round=lead.round,
                received_at=lead.received_at,
                age=(today - clock.day(lead.received_at)).days,
                due=clocks.due(deadlines) if lead.status in rules.STOCK else None,
                review_on=lead.review_on,
                version=lead.seq,
                key=any(p.key for p in mine),
            )
        )
    return tuple(told)


# -- one lead ------------------------------------------------------------------------------------------


@registry.query("leads.view")
def view(session: Session, actor: Actor, now: datetime, *, lead_id: str) -> LeadView:
    """A lead whole: persons, matters, rounds, meetings, measures, papers, reports, what comes next."""
    lead = sight.require(session, actor, now, lead_id)
    entries = trail.of_object(session, "lead", lead.id)
    names = _names(session, lead, entries)
    handlers = belongings.handlers(session, lead.id)
    clerk = next((names.get(h.account_id, "") for h in handlers if h.part == "clerk"), "")
    links = _links(session, actor, now, lead)
    named = {link.id: link.number for link in links if link.id}
    return LeadView(
        row=rows_of(session, [lead], now)[0],
        aliases=tuple((a.organ, a.code) for a in belongings.aliases(session, lead.id)),
        source_ref=sight.reference(session, actor, now, lead, lead.source_ref),
        instruction=lead.instruction,
        found_by=lead.found_by,
        importance=lead.importance,
        urgency=lead.urgency,
        clerk_name=clerk,
        handlers=tuple(
            (h.account_id, names.get(h.account_id, "")) for h in handlers if h.part != "clerk"
        ),
        persons=_persons(session, lead),
        matters=_matters(session, actor, now, lead),
        prior=_shown(session, actor, now, json.loads(lead.prior)),
        rounds=_rounds(session, lead, names),
        meetings=_meetings(session, lead, names),
        measures=tuple(
            MeasureLine(m.id, m.kind, m.target, m.approval_no, names.get(m.approver, ""), m.used_at)
            for m in belongings.measures(session, lead.id)
        ),
        signatures=tuple(
            SignatureLine(s.what, names.get(s.account_id, ""), s.signed_at)
            for s in belongings.signatures(session, lead.id)
        ),
        papers=tuple(
            LeadPaper(p.kind, p.number, p.title, p.dated, p.sha256)
            for p in belongings.papers(session, lead.id)
        ),
        reports=upward.lines(session, lead),
        notices=tuple(
            answering.lines(session, belongings.notices(session, lead.id), clock.day(now)).values()
        ),
        links=links,
        timeline=tuple(
            TimelineLine(
                event=e.kind,
                actor_name=names.get(e.actor, ""),
                second_name=names.get(e.second, ""),
                on_behalf_name=names.get(e.on_behalf, ""),
                at=e.recorded_at,
                seq=e.seq,
                told=_said(facts := ledger.facts(e)) or named.get(str(facts.get("petition")), ""),
            )
            for e in reversed(entries)
        ),
        acts=acts.of(session, actor, now, lead),
        extra=tuple(sorted(json.loads(lead.extra).items())),
        merged_into=_merged_into(session, actor, now, lead),
        # before that the place of a proposed assignment stands there
        target=lead.target if lead.status in _GOES else "",
    )


def _shown(
    session: Session, actor: Actor, now: datetime, numbers: Sequence[str]
) -> tuple[str, ...]:
    """Of the earlier leads that were looked at those that the reader may see."""
    seen = queries.seen_numbers(session, sight.scope(session, actor, now), numbers)
    return tuple(number for number in numbers if number in seen)


def _merged_into(session: Session, actor: Actor, now: datetime, lead: Lead) -> str:
    """The code that a merged lead went to, for who may see that one; a void lead points at itself."""
    if lead.merged_into in ("", lead.id) or not sight.sees(session, actor, now, lead.merged_into):
        return ""
    return queries.numbers(session, [lead.merged_into])[lead.merged_into]


def _names(session: Session, lead: Lead, entries: Sequence[object]) -> dict[str, str]:
    who = {lead.registered_by}
    for e in entries:
        who |= {e.actor, e.second, e.on_behalf}  # type: ignore[attr-defined]
    who |= {h.account_id for h in belongings.handlers(session, lead.id, now_only=False)}
    who |= {x for s in belongings.steps(session, lead.id) for x in (s.approver, s.on_behalf)}
    who |= {o.account_id for o in belongings.opinions(session, lead.id)}
    who |= {m.host for m in belongings.meetings(session, lead.id)}
    for row in belongings.rounds(session, lead.id):
        who |= {row.proposer, *disposing.plan_of(row).group}
    return people.names(session, who - {""})


def _said(facts: dict[str, object]) -> str:
    """What an entry says in words beside its name: an opinion, a reason, a number."""
    for key in (
        "reason",
        "opinion",
        "why",
        "evidence",
        "letter",
        "receipt",
        "notice",
        "case",
        "signed_by",
    ):
        value = facts.get(key)
        if isinstance(value, str) and value:
            return value
    return ""


def _persons(session: Session, lead: Lead) -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            p.id,
            p.name,
            p.unit,
            p.post,
            p.rank,
            p.party,
            p.delegate,
            p.authority,
            p.key,
            p.lower_head,
        )
        for p in belongings.persons(session, lead.id)
    )


def _matters(session: Session, actor: Actor, now: datetime, lead: Lead) -> tuple[MatterLine, ...]:
    return tuple(
        MatterLine(
            m.id,
            m.summary,
            m.happened,
            m.place,
            m.amount_fen,
            tuple(json.loads(m.disciplines)),
            m.round,
            sight.reference(session, actor, now, lead, m.source_ref),
            m.added_at,
        )
        for m in belongings.matters(session, lead.id)
    )


def _rounds(session: Session, lead: Lead, names: dict[str, str]) -> tuple[RoundLine, ...]:
    """The disposals with their signatures; those of the assignment stand first, under no way."""
    given = _standing(belongings.steps(session, lead.id))
    signed = belongings.signatures(session, lead.id)
    lines = []
    found = belongings.rounds(session, lead.id)
    for at, row in enumerate(found):
        last = at == len(found) - 1
        mine = [s for s in given if s.stage != "assign"] if last else []
        plan, version = disposing.plan_of(row), disposing.report_version(row)
        lines.append(
            RoundLine(
                id=row.id,
                round=row.round,
                way=row.way,
                proposal=row.proposal,
                proposer_name=names.get(row.proposer, ""),
                outcome=row.outcome,
                conclusion=row.conclusion,
                started_at=row.started_at,
                ended_at=row.ended_at,
                steps=tuple(_step(s, names) for s in mine),
                plan=tuple((p, told) for p in _PARTS if (told := getattr(plan, p).strip())),
                group=tuple(names.get(who, "") for who in plan.group),
                signed=tuple(names.get(s.account_id, "") for s in signed if s.subject == version),
            )
        )
    return tuple(lines)


def _standing(given: Sequence[LeadStep]) -> list[LeadStep]:
    """The signatures given, and those that are still waited for: of a proposal that was sent back, or made anew, none."""
    newest = {s.stage: s.run for s in given}
    back = {(s.stage, s.run) for s in given if s.decision == "sent_back"}
    return [
        s
        for s in given
        if s.decision or (s.run == newest[s.stage] and (s.stage, s.run) not in back)
    ]


def _step(s: LeadStep, names: dict[str, str]) -> StepLine:
    return StepLine(
        s.stage,
        s.place,
        s.role,
        names.get(s.approver, ""),
        names.get(s.on_behalf, ""),
        s.decision,
        s.opinion,
        s.decided_at,
    )


def _meetings(session: Session, lead: Lead, names: dict[str, str]) -> tuple[MeetingLine, ...]:
    said = belongings.opinions(session, lead.id)
    return tuple(
        MeetingLine(
            m.id,
            m.held_at,
            m.place,
            names.get(m.host, ""),
            m.level,
            m.conclusion,
            m.way,
            tuple(
                OpinionLine(names.get(o.account_id, ""), o.opinion, o.way, o.present)
                for o in said
                if o.meeting_id == m.id
            ),
        )
        for m in belongings.meetings(session, lead.id)
    )


def _links(session: Session, actor: Actor, now: datetime, lead: Lead) -> tuple[LinkLine, ...]:
    """Petitions and cases that belong to it; which one it is learns only who may see it."""
    found = [("petition", id_) for id_ in belongings.petitions_of(session, lead.id)]
    found += [("case", case.id) for _, case in belongings.cases(session, lead.id)]
    told = []
    for kind, id_ in found:
        name = namers[kind](session, actor, now, id_) if kind in namers else ""
        told.append(LinkLine(kind, id_ if name else "", name))
    return tuple(told)


@registry.verb("leads.opened", ("*",), look=True)
def opened(session: Session, actor: Actor, now: datetime, act: Act, *, lead_id: str) -> None:
    """A read is an event too: who opened a lead's content stands on his own chain."""
    lead = sight.require(session, actor, now, lead_id)
    ledger.write(session, act, "account", actor.id, "READ_LEAD", lead=lead.number)


def _scanned(session: Session, actor: Actor, now: datetime, text: str) -> Scanned | None:
    """What a lead card's code means: the lead for who may read it, its stage for everybody else who need not keep away."""
    code = codes.normal(text)
    if not codes.has_form(code):
        return None
    found = queries.by_code(session, code)
    if found is None or sight.is_away(session, found.id, actor.id):
        return Scanned("unknown" if codes.parse(code) else "unreadable", number=code)
    id_ = found.id if sight.sees(session, actor, now, found.id) else ""
    return Scanned("lead", id=id_, number=found.number, detail=f"status.{found.status}")


scanning.readers.append(_scanned)
