"""问题线索 (casework §3.5 row 1): look up, register, add to, merge, void; the other verbs stand beside and are named here too."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry, search
from app.actor import Actor
from app.cases import service as cases
from app.leads import clocks, codes, keyposts, rules, sight, steps
from app.leads.errors import (
    LeadKnown,
    LeadKnownElsewhere,
    NotInStock,
    OnlyAdded,
    PriorLeadsUnseen,
)
from app.leads.types import (
    LeadEvent,
    LeadPaper,
    LeadStatus,
    Matter,
    NewLead,
    Reported,
    Source,
)
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import Office, Place
from db.identity import queries as people
from db.leads import belongings, queries
from db.leads.models import (
    KeyPost,
    Lead,
    LeadAlias,
    LeadAway,
    LeadMatter,
    LeadPerson,
)
from db.leads.models import LeadPaper as PaperRow
from db.ledger import queries as trail

_TEXT: Final = 4_000
_SUMMARY: Final = 1_000


# -- earlier leads -------------------------------------------------------------------------------------


@registry.query("leads.prior", rules.AG)
def prior(
    session: Session, actor: Actor, now: datetime, *, persons: tuple[Reported, ...]
) -> tuple[tuple[str, str], ...]:
    """Earlier leads about the same persons (code, state): who registers has to look at them."""
    return tuple((lead.number, lead.status) for lead in _prior(session, actor, now, persons))


def _prior(
    session: Session, actor: Actor, now: datetime, persons: Sequence[Reported]
) -> list[Lead]:
    scope = sight.scope(session, actor, now)
    return [x for x in earlier(session, persons) if queries.is_seen(session, scope, x.id)]


def earlier(session: Session, persons: Sequence[Reported]) -> list[Lead]:
    """Every lead about one of these persons, oldest first, whoever may see it."""
    found: dict[str, Lead] = {}
    for line, lead in queries.of_names(session, {rules.folded(p.name) for p in persons}):
        if any(rules.is_same_person(p.name, p.unit, line.name, line.unit) for p in persons):
            found.setdefault(lead.id, lead)
    return list(found.values())


def same_matter(session: Session, organ_id: str, line: str, lead: NewLead) -> Lead | None:
    """The active lead of an organ's line that has one of these persons with one of these matters."""
    for known in earlier(session, lead.persons):
        if known.status not in rules.LIVING or (known.organ_id, known.line) != (organ_id, line):
            continue
        told = [m.summary for m in belongings.matters(session, known.id)]
        if any(rules.is_same_matter(m.summary, old) for m in lead.matters for old in told):
            return known
    return None


# -- registering ---------------------------------------------------------------------------------------


@registry.verb(
    "leads.register", rules.LAW[LeadEvent.REGISTER_LEAD].starts, changes=steps.CHANGES, offline=True
)
def register(
    session: Session, actor: Actor, now: datetime, act: Act, *, lead: NewLead
) -> tuple[str, str]:
    """登记: (id, code). The code is given here, at the commit; the letter and the person with the matter are known once."""
    place = organs.place(session, actor.id, now)
    _require_own_line(place, own_staff=lead.own_staff)
    row = registered(session, actor, now, act, place, lead)
    return row.id, row.number


def registered(
    session: Session, actor: Actor, now: datetime, act: Act, place: Place, lead: NewLead
) -> Lead:
    """Register a lead in the ledger of a place, by hand or because a petition became one."""
    _require_fit(lead, now)
    number = _next_code(session, place, now)  # taken first: two clerks with one letter wait here
    _require_new(session, actor, now, place, lead)
    row = _row(place, actor, now, lead, number)
    persons = _persons(session, row.id, lead.persons, clock.day(now))
    steps.save(
        session,
        act,
        row,
        LeadEvent.REGISTER_LEAD,
        LeadStatus.REGISTERED,
        number=number,
        source=row.source,
        source_ref=row.source_ref,
        received_at=row.received_at,
        prior=lead.prior,
        persons=registry.plain(lead.persons),
        matters=registry.plain(lead.matters),
    )
    session.add_all(persons)
    for matter in lead.matters:
        add_matter_row(session, row, matter, lead.source_ref, actor.id, now)
    session.flush()
    _keep_reported_away(session, act, row.id, persons, now)
    clocks.received(session, act, row)
    if any(p.key for p in persons):
        clocks.start(session, act, row, clocks.UPWARD, clock.day(now))
    return row


def _require_fit(lead: NewLead, now: datetime) -> None:
    if lead.source not in list(Source):
        raise errors.NotAmong.of("lead.source", lead.source, Source, "lead_source")
    for name, limit in (("source_ref", 120), ("summary", _SUMMARY)):
        value = getattr(lead, name)
        if not value.strip():
            raise errors.FieldMissing(field=f"lead.{name}")
        if len(value) > limit:
            raise errors.TooLong(field=f"lead.{name}", limit=limit, length=len(value))
    rules.require_known(lead.persons, lead.matters)
    for matter in lead.matters:
        if len(matter.summary) > _TEXT:
            raise errors.TooLong(field="lead.matter", limit=_TEXT, length=len(matter.summary))
    if lead.received_at > now:
        raise errors.FieldInvalid(field="lead.received_at", why="field.future")


def _require_own_line(place: Place, *, own_staff: bool) -> None:
    """Leads about own staff are 干部监督室's, with codes of its own; all others are 案管's."""
    wanted = Office.CADRES if own_staff else Office.SUPERVISION
    if place.office != wanted or place.level > 2:
        raise errors.NotPermitted(verb="verb.leads.register", roles=f"office.{wanted}")


def _next_code(session: Session, place: Place, now: datetime) -> str:
    year = clock.day(now).year
    region = place.region[:6]
    seq = trail.next_number(session, codes.counter(region, place.office, year))
    return codes.make(region, place.office, year, seq)


def _require_new(
    session: Session, actor: Actor, now: datetime, place: Place, lead: NewLead
) -> None:
    ref = lead.source_ref.strip()
    known = queries.by_letter(session, place.organ_id, lead.source, ref)
    if known is not None:
        raise _known(session, actor, now, known)
    found = _prior(session, actor, now, lead.persons)
    unseen = [each.number for each in found if each.number not in lead.prior]
    if unseen:
        raise PriorLeadsUnseen(numbers="、".join(unseen), count=len(unseen))
    same = same_matter(session, place.organ_id, place.office, lead)
    if same is not None:
        raise _known(session, actor, now, same)


def _known(session: Session, actor: Actor, now: datetime, lead: Lead) -> errors.Refusal:
    """There is such a lead; under which code is told to who may see it."""
    if sight.sees(session, actor, now, lead.id):
        return LeadKnown(number=lead.number)
    return LeadKnownElsewhere()


def _row(place: Place, actor: Actor, now: datetime, lead: NewLead, number: str) -> Lead:
    named = [word for p in lead.persons for word in (p.name, p.unit, p.post)]
    told = [m.summary for m in lead.matters]
    return Lead(
        id=ids.new(),
        number=number,
        organ_id=place.organ_id,
        line=place.office,
        office=place.office,
        status="",
        seq=0,
        round=1,
        source=lead.source,
        source_ref=lead.source_ref.strip(),
        found_by=lead.found_by.strip(),
        summary=lead.summary.strip(),
        importance=lead.importance,
        urgency=lead.urgency,
        instruction=lead.instruction.strip(),
        secrecy=lead.secrecy,
        extra=registry.canonical(lead.extra),
        prior=registry.canonical(lead.prior),
        received_at=lead.received_at,
        registered_by=actor.id,
        registered_at=now,
        review_on=None,
        target="",
        merged_into="",
        words=_indexed([number, lead.summary, lead.source_ref, *named, *told]),
    )


def _indexed(texts: Iterable[str]) -> str:
    return f" {search.words(texts)} "


def _persons(
    session: Session, lead_id: str, persons: Sequence[Reported], day: object
) -> list[LeadPerson]:
    """The persons as they are kept: who holds a post of the list is marked, and nobody unmarks him."""
    from datetime import date

    assert isinstance(day, date)
    posts = [
        *keyposts.SHIPPED,
        *(
            keyposts.Post(p.title, p.lower_head, p.since, p.until, p.basis)
            for p in belongings.key_posts(session, day)
        ),
    ]
    made = []
    for person in persons:
        found = keyposts.find(person.post, day, posts)
        made.append(
            LeadPerson(
                id=ids.new(),
                lead_id=lead_id,
                name=person.name.strip(),
                unit=person.unit.strip(),
                post=person.post.strip(),
                rank=person.rank,
                gender=person.gender,
                born=person.born,
                party=person.party,
                delegate=person.delegate,
                authority=person.authority,
                key=person.key or person.lower_head or found is not None,
                lower_head=person.lower_head or (found is not None and found.lower_head),
                folded=rules.folded(person.name),
            )
        )
    return made


def add_matter_row(
    session: Session, lead: Lead, matter: Matter, ref: str, account_id: str, now: datetime
) -> LeadMatter:
    """Keep one matter of a lead."""
    row = LeadMatter(
        id=ids.new(),
        lead_id=lead.id,
        summary=matter.summary.strip(),
        happened=matter.happened,
        place=matter.place,
        amount_fen=matter.amount_fen,
        disciplines=registry.canonical(matter.disciplines),
        round=lead.round,
        source_ref=ref,
        added_by=account_id,
        added_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _keep_reported_away(
    session: Session, act: Act, lead_id: str, persons: Iterable[LeadPerson], now: datetime
) -> None:
    """Who is himself reported finds nothing of it: his account keeps away from this moment on."""
    names = {p.folded for p in persons}
    for account in people.accounts(session):
        if rules.folded(account.name) in names:
            keep_away(session, act, lead_id, account.id, "named", now)


def keep_away(
    session: Session, act: Act, lead_id: str, account_id: str, why: str, now: datetime
) -> None:
    """Make a lead, and the cases that came of it, invisible to somebody, who handles it no more; twice is once."""
    if belongings.away(session, lead_id, account_id) is None:
        session.add(LeadAway(lead_id=lead_id, account_id=account_id, why=why, since=now))
    for handler in belongings.handlers(session, lead_id):
        if handler.account_id == account_id:
            handler.until = now
    session.flush()
    for _, case in belongings.cases(session, lead_id):
        cases.keep_away(session, act, case.id, account_id, now)


# -- adding to a lead ----------------------------------------------------------------------------------


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
    add_matter_row(session, lead, matter, source_ref, act.actor, now)
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
    rows = _persons(session, lead.id, fresh, clock.day(now))
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
    _keep_reported_away(session, act, lead.id, rows, now)
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
        raise _known(session, actor, now, other)
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
    keep_away(session, act, lead.id, account_id, reason.strip(), now)


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
