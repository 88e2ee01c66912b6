"""问题线索 (casework §3.5 row 1): looked up, and registered once; what comes to it later stands in `adding`."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock, errors, ids, registry, search
from app.actor import Actor
from app.cases import service as cases
from app.leads import clocks, codes, keyposts, rules, sight, steps
from app.leads.errors import LeadKnown, LeadKnownElsewhere, PriorLeadsUnseen
from app.leads.types import LeadEvent, LeadStatus, Matter, NewLead, Reported, Source
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import Office, Place
from db.identity import queries as people
from db.leads import belongings, queries
from db.leads.models import Lead, LeadAway, LeadMatter, LeadPerson
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
    persons = persons_kept(session, row.id, lead.persons, clock.day(now))
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
    keep_reported_away(session, act, row.id, persons, now)
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
        raise known_already(session, actor, now, known)
    found = _prior(session, actor, now, lead.persons)
    unseen = [each.number for each in found if each.number not in lead.prior]
    if unseen:
        raise PriorLeadsUnseen(numbers="、".join(unseen), count=len(unseen))
    same = same_matter(session, place.organ_id, place.office, lead)
    if same is not None:
        raise known_already(session, actor, now, same)


def known_already(session: Session, actor: Actor, now: datetime, lead: Lead) -> errors.Refusal:
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


def persons_kept(
    session: Session, lead_id: str, persons: Sequence[Reported], day: date
) -> list[LeadPerson]:
    """The persons as they are kept: who holds a post of the list is marked, and nobody unmarks him."""
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


def keep_reported_away(
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
