"""What comes to a lead after it was registered: matters, persons, aliases, papers, the mark of a key post, who keeps away."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry, search
from app.actor import Actor
from app.leads import clocks, codes, rules, service, steps
from app.leads.errors import LeadKnownElsewhere, NotInStock, OnlyAdded
from app.leads.types import LeadEvent, LeadPaper, LeadStatus, Matter, Reported
from app.ledger.types import Act
from db.leads import belongings, queries
from db.leads.models import KeyPost, Lead, LeadAlias
from db.leads.models import LeadPaper as PaperRow


@registry.verb(
    "leads.add_matter", rules.LAW[LeadEvent.ADD_MATTER].starts, changes=steps.CHANGES, offline=True
)
def add_matter(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    matter: Matter,
    source_ref: str,
) -> int:
    """A new matter of a known lead; one that was parked wakes at once. Answers with the lead's version."""
    lead = steps.take(session, actor, now, lead_id, version)
    return matter_came(session, act, lead, matter, source_ref, now)


def matter_came(
    session: Session, act: Act, lead: Lead, matter: Matter, source_ref: str, now: datetime
) -> int:
    """A matter came in, by hand or with a petition: the parked lead wakes, same code, next round."""
    if not matter.summary.strip():
        raise errors.FieldMissing(field="lead.matter")
    rules.step(LeadEvent.ADD_MATTER, lead.status)
    if lead.status == LeadStatus.PARKED:
        wake(session, act, lead, now, "matter")
    words = f"{lead.words.rstrip()} {search.words([matter.summary, source_ref])} "
    steps.save(
        session,
        act,
        lead,
        LeadEvent.ADD_MATTER,
        sets={"words": words},
        matter=registry.plain(matter),
        source_ref=source_ref,
    )
    service.add_matter_row(session, lead, matter, source_ref, act.actor, now)
    return lead.seq


def persons_came(
    session: Session, act: Act, lead: Lead, persons: Sequence[Reported], now: datetime
) -> None:
    """A petition names persons whom the lead does not: it is about them too, as if it had been from the first."""
    known = belongings.persons(session, lead.id)
    fresh = [
        p
        for p in persons
        if not any(rules.is_same_person(p.name, p.unit, k.name, k.unit) for k in known)
    ]
    if not fresh:
        return
    if lead.status == LeadStatus.PARKED:
        wake(session, act, lead, now, "matter")
    named = [word for p in fresh for word in (p.name, p.unit, p.post)]
    rows = service.persons_kept(session, lead.id, fresh, clock.day(now))
    steps.save(
        session,
        act,
        lead,
        LeadEvent.ADD_MATTER,
        sets={"words": f"{lead.words.rstrip()} {search.words(named)} "},
        persons=registry.plain(fresh),
    )
    session.add_all(rows)
    session.flush()
    service.keep_reported_away(session, act, lead.id, rows, now)
    if any(p.key for p in rows):
        clocks.start(session, act, lead, clocks.UPWARD, clock.day(now))


def wake(session: Session, act: Act, lead: Lead, now: datetime, why: str) -> None:
    """二次启动: a parked lead is looked at again; same code, next round."""
    steps.save(
        session,
        act,
        lead,
        LeadEvent.WAKE,
        LeadStatus.ANALYSING,
        sets={"round": lead.round + 1, "review_on": None},
        why=why,
        round=lead.round + 1,
    )
    clocks.end(session, act, lead, clocks.PARK, now, "WAKE")
    clocks.anew(session, act, lead, now)


@registry.verb(
    "leads.add_alias", rules.LAW[LeadEvent.ADD_ALIAS].starts, changes=steps.CHANGES, offline=True
)
def add_alias(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    organ: str,
    code: str,
) -> int:
    """The number that another organ gave the same lead: it finds this one and counts once."""
    lead = steps.take(session, actor, now, lead_id, version)
    organ, code = organ.strip(), codes.normal(code)
    if not organ or not code:
        raise errors.FieldMissing(field="lead.alias")
    other = queries.by_code(session, code)
    if other is not None:
        raise service.known_already(session, actor, now, other)
    if belongings.alias(session, organ, code) is not None:
        raise LeadKnownElsewhere
    words = f"{lead.words.rstrip()} {search.words([code])} "
    steps.save(
        session,
        act,
        lead,
        LeadEvent.ADD_ALIAS,
        sets={"words": words},
        organ=organ,
        code=code,
    )
    _alias(session, lead.id, organ, code, actor.id, now)
    return lead.seq


def _alias(
    session: Session, lead_id: str, organ: str, code: str, account_id: str, now: datetime
) -> None:
    session.add(
        LeadAlias(
            organ=organ, code=code, lead_id=lead_id, issued_on=clock.day(now), added_by=account_id
        )
    )
    session.flush()


@registry.verb("leads.flag_key", rules.LAW[LeadEvent.FLAG_KEY].starts, changes=steps.CHANGES)
def flag_key(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    person_id: str,
    key: bool = True,
) -> int:
    """Mark somebody as a key person by hand; the mark is added, never taken away (R124)."""
    lead = steps.take(session, actor, now, lead_id, version)
    person = next((p for p in belongings.persons(session, lead.id) if p.id == person_id), None)
    if person is None:
        raise errors.NotFound(key=person_id)
    if not key:
        raise OnlyAdded
    steps.save(session, act, lead, LeadEvent.FLAG_KEY, person=person.id)
    person.key = True
    session.flush()
    clocks.start(session, act, lead, clocks.UPWARD, clock.day(now))
    return lead.seq


@registry.verb(
    "leads.file_paper", rules.LAW[LeadEvent.FILE_PAPER].starts, changes=steps.CHANGES, offline=True
)
def file_paper(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    paper: LeadPaper,
) -> int:
    """Put a paper into the lead's file; it stays there."""
    lead = steps.take(session, actor, now, lead_id, version)
    if not actor.has(*rules.AG):
        steps.require_worker(session, actor, now, lead)
    keep_paper(session, act, lead, paper, now)
    steps.save(session, act, lead, LeadEvent.FILE_PAPER, paper=registry.plain(paper))
    return lead.seq


def keep_paper(
    session: Session, act: Act, lead: Lead, paper: LeadPaper, now: datetime, text: str = ""
) -> PaperRow:
    """Keep a paper's row; a lead without a living code takes none (R127)."""
    if paper.kind not in rules.PAPERS:
        raise errors.NotAmong.of("lead.paper", paper.kind, rules.PAPERS, "lead_paper")
    if lead.status in rules.ENDED_CODES:
        raise NotInStock(number=lead.number)
    row = PaperRow(
        id=ids.new(),
        lead_id=lead.id,
        round=lead.round,
        kind=paper.kind,
        number=paper.number.strip(),
        title=paper.title.strip(),
        dated=paper.dated,
        sha256=paper.sha256,
        text=text.strip(),
        filed_by=act.actor,
        filed_at=now,
    )
    session.add(row)
    session.flush()
    return row


@registry.verb("leads.recuse", rules.LAW[LeadEvent.KEEP_AWAY].starts, changes=steps.CHANGES)
def recuse(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    lead_id: str,
    version: int,
    account_id: str,
    reason: str,
) -> None:
    """回避: from now on the lead is invisible to somebody; who handles it does so no more."""
    lead = steps.take(session, actor, now, lead_id, version)
    if not reason.strip():
        raise errors.FieldMissing(field="lead.reason")
    steps.save(session, act, lead, LeadEvent.KEEP_AWAY, account=account_id, reason=reason.strip())
    service.keep_away(session, act, lead.id, account_id, reason.strip(), now)


@registry.verb("leads.add_key_post", ("secadmin",), changes=steps.CHANGES)
def add_key_post(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    title: str,
    lower_head: bool,
    basis: str,
) -> str:
    """A post of our own for the list of key persons; it holds from today, and nothing that ships is taken away."""
    from app.ledger import service as ledger

    if not title.strip() or not basis.strip():
        raise errors.FieldMissing(field="lead.key_post")
    row = KeyPost(
        id=ids.new(),
        title=title.strip(),
        kind="own",
        lower_head=lower_head,
        since=clock.day(now),
        until=None,
        basis=basis.strip(),
        added_by=actor.id,
    )
    ledger.write(session, act, "key_post", row.id, "ADD_KEY_POST", title=row.title, basis=row.basis)
    session.add(row)
    session.flush()
    return row.id
