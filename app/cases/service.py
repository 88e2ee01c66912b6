"""一案一账: opening a ledger, its team, who may see it, its balance, its settlement."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app import blobs, clock, errors, ids, registry
from app.actor import Actor
from app.cases import finding, rules
from app.cases.errors import KeptAway, NumberAhead, SecondNotOfTheCase
from app.cases.types import (
    Balance,
    CaseEvent,
    CaseFileView,
    CasePersonRow,
    CaseRow,
    CaseStatus,
    MemberRow,
    NewCase,
)
from app.identity import service as identity
from app.identity.roles import SEES_ALL, Role
from app.ledger import service as ledger
from app.ledger.types import Act
from app.states import DIFFERENCE, INSIDE, NOT_YET, OUTSIDE, TERMINAL
from db.cases import queries
from db.cases.models import CaseFile, Member, Person
from db.identity import queries as people
from db.ledger import queries as trail

#: The numbers this program gives: a typed one of this form must not take one that is still to come.
_OWN_NUMBER = re.compile(r"(\d{4})-(\d{4,})")
#: A thing's number is its case's with five characters more, and its column takes 40.
_NUMBER_LIMIT = 32
#: An alias stands on labels and in every list, a title on every form: the longest that is read there.
_LIMITS = (("alias", 40), ("title", 200), ("department", 120), ("filing_no", 80))
#: The longest page of cases that is given at once.
_MOST = 5_000
DUTIES = ("handler", "head", "leader", "recused")
_GROUPS = {
    "inside": INSIDE,
    "outside": OUTSIDE,
    "ended": TERMINAL - {"T_VOID"},
    "difference": DIFFERENCE,
    "pending": NOT_YET,
}


@registry.verb("cases.open_case", rules.LAW[CaseEvent.OPEN_CASE].starts, changes=("cases",))
def open_case(session: Session, actor: Actor, now: datetime, act: Act, *, case: NewCase) -> CaseRow:
    """建账 (E01): open a ledger; who opens it is its first team member.

    The head of the handling department answers for it by his office: he is on the team at once, and names the others.
    """
    duty = "head" if actor.has(Role.HEAD) else "handler"
    return _rows(session, [opened(session, act, now, case, [(actor.id, duty)])])[0]


def opened(
    session: Session,
    act: Act,
    now: datetime,
    case: NewCase,
    team: Sequence[tuple[str, str]],
) -> CaseFile:
    """Open a ledger with its first team, (account, duty) each: by hand, or because a lead was filed."""
    for name in ("alias", "title", "department"):
        if not getattr(case, name).strip():
            raise errors.FieldMissing(field=f"case.{name}")
    for name, limit in _LIMITS:
        length = len(getattr(case, name).strip())
        if length > limit:
            raise errors.TooLong(field=f"case.{name}", limit=limit, length=length)
    if case.kind not in rules.KINDS:
        raise errors.NotAmong.of("case.kind", case.kind, rules.KINDS, "case_kind")
    if not case.filing_no.strip() and case.kind not in ("lead", "inspection"):
        raise errors.DocumentMissing(document="case.filing_no")
    number = _typed_number(session, now, case.number.strip()) or _next_number(session, now)
    row = CaseFile(
        id=ids.new(),
        number=number,
        alias=case.alias.strip(),
        title=case.title.strip(),
        kind=case.kind,
        wording=case.wording,
        filed_on=case.filed_on,
        filing_no=case.filing_no.strip(),
        department=case.department.strip(),
        secrecy=case.secrecy,
        status=CaseStatus.ACTIVE,
        seq=1,
        opened_at=now,
        settled_at=None,
    )
    first, duty = team[0]
    ledger.write(
        session,
        act,
        "case",
        row.id,
        CaseEvent.OPEN_CASE,
        after={"status": row.status},
        number=number,
        alias=row.alias,
        account=first,
        duty=duty,
    )
    session.add(row)
    session.flush()
    finding.note(session, [row])
    _join(session, row.id, first, duty, now)
    rest = list(team[1:])
    for account in people.holders(session, Role.HEAD, clock.day(now)):
        if account.department == row.department and account.id not in {id_ for id_, _ in team}:
            rest.append((account.id, "head"))
    for account_id, duty in rest:
        step(session, act, row, CaseEvent.CHANGE_TEAM, account=account_id, duty=duty)
        _join(session, row.id, account_id, duty, now)
    return row


def filed(session: Session, act: Act, case: CaseFile, filing_no: str, day: date) -> None:
    """立案: a ledger that a lead had before its case gets the case's number of filing."""
    with session.no_autoflush:  # the row changes once, with its entry
        case.filing_no, case.filed_on, case.kind = filing_no, day, "discipline"
        step(session, act, case, CaseEvent.FILE, filing_no=filing_no, filed_on=day)


def _typed_number(session: Session, now: datetime, number: str) -> str:
    """A number that was typed: free, short enough for its items' numbers, and none that will be given out yet."""
    if len(number) > _NUMBER_LIMIT:
        raise errors.TooLong(field="case.number", limit=_NUMBER_LIMIT, length=len(number))
    if number and queries.by_number(session, number) is not None:
        raise errors.AlreadyThere(key=number)
    ours = _OWN_NUMBER.fullmatch(number)
    if ours and int(ours[1]) >= clock.day(now).year:
        last = trail.last_number(session, f"case:{ours[1]}")
        if int(ours[2]) > last:
            raise NumberAhead(number=number, last=f"{ours[1]}-{last:04d}")
    return number


def _next_number(session: Session, now: datetime) -> str:
    """The next number of the year that no case carries yet."""
    year = clock.day(now).year
    while True:
        number = f"{year}-{trail.next_number(session, f'case:{year}'):04d}"
        if queries.by_number(session, number) is None:
            return number


#: Whether somebody must keep away from what a case came of: (session, case, account).
KeepsAway = Callable[[Session, str, str], bool]
keeps_away: list[KeepsAway] = []


@registry.verb(
    "cases.set_member", rules.LAW[CaseEvent.CHANGE_TEAM].starts, changes=("cases", "custody")
)
def set_member(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    case_id: str,
    account_id: str,
    duty: str,
) -> MemberRow:
    """Put somebody on a case's team, or have him keep away (回避): then the case is invisible to him.

    Who keeps away comes back by a leader's word alone, and not at all while he keeps away from what the case came of.
    """
    case = require_open(session, actor, case_id)
    account = identity.require_account(session, account_id)
    if duty not in DUTIES:
        raise errors.NotAmong.of("case.duty", duty, DUTIES, "duty")
    if duty != "recused" and not identity.holds(session, account_id, now, duty):
        raise errors.NotPermitted(verb="verb.cases.set_member", roles=f"role.{duty}")
    if account_id == actor.id:
        raise errors.NotPermitted(verb="verb.cases.set_member", roles="")
    if duty != "recused" and any(keeps(session, case_id, account_id) for keeps in keeps_away):
        raise KeptAway(name=account.name)
    above = identity.holds(session, account_id, now, Role.HEAD, Role.LEADER)
    back = duty != "recused" and is_recused(session, case_id, account_id)
    if (back or (duty == "recused" and above)) and not actor.has(Role.LEADER):
        raise errors.NotPermitted(verb="verb.cases.set_member", roles=f"role.{Role.LEADER}")
    step(session, act, case, CaseEvent.CHANGE_TEAM, account=account_id, duty=duty)
    _join(session, case_id, account_id, duty, now)
    return MemberRow(account_id, account.name, duty)


def keep_away(session: Session, act: Act, case_id: str, account_id: str, now: datetime) -> None:
    """Somebody keeps away from what the case came of: so he does from the case, be it settled. Twice is once."""
    case = queries.locked(session, case_id)
    if case is None or is_recused(session, case_id, account_id):
        return
    step(session, act, case, CaseEvent.CHANGE_TEAM, account=account_id, duty="recused")
    _join(session, case_id, account_id, "recused", now)


def _join(session: Session, case_id: str, account_id: str, duty: str, now: datetime) -> None:
    known = queries.member(session, case_id, account_id)
    if known is None:
        session.add(Member(case_id=case_id, account_id=account_id, duty=duty, since=now))
    else:
        known.duty, known.since = duty, now
    session.flush()


@registry.verb("cases.add_person", rules.LAW[CaseEvent.ADD_PERSON].starts, changes=("cases",))
def add_person(
    session: Session,
    actor: Actor,
    now: datetime,
    act: Act,
    *,
    case_id: str,
    name: str,
    part: str,
    note: str = "",
) -> CasePersonRow:
    """Name a person the case is about, a holder or a witness."""
    case = require_open(session, actor, case_id)
    if not name.strip():
        raise errors.FieldMissing(field="person.name")
    row = Person(id=ids.new(), case_id=case_id, name=name.strip(), part=part, note=note)
    step(session, act, case, CaseEvent.ADD_PERSON, person=row.id, part=part)
    session.add(row)
    return CasePersonRow(row.id, row.name, row.part, row.note)


def step(
    session: Session, act: Act, case: CaseFile, event: CaseEvent, to: str = "", /, **facts: object
) -> None:
    """Write the case's entry and let its row follow: the one way a case ledger changes."""
    rules.step(event, case.status)
    status = to or case.status
    written = ledger.write(session, act, "case", case.id, event, after={"status": status}, **facts)
    case.status, case.seq = status, written.seq
    session.flush()


def may_see(session: Session, actor: Actor, case_id: str) -> bool:
    """Whether somebody sees a case: its team, and who looks after all; never one who must keep away."""
    known = queries.member(session, case_id, actor.id)
    if known is not None:
        return known.duty != "recused"
    return actor.has(*SEES_ALL)


def seen_of(session: Session, actor: Actor, now: datetime, ids: Sequence[str]) -> set[str]:
    """Of these cases those that somebody sees."""
    return {case_id for case_id in ids if may_see(session, actor, case_id)}


blobs.sights["case"] = seen_of


def is_recused(session: Session, case_id: str, account_id: str) -> bool:
    """Whether somebody must keep away from a case (回避)."""
    known = queries.member(session, case_id, account_id)
    return known is not None and known.duty == "recused"


def team(session: Session, case_id: str) -> frozenset[str]:
    """The ids of those who work on a case."""
    found = queries.members(session, case_id)
    return frozenset(m.account_id for m in found if m.duty != "recused")


def require_second(session: Session, act: Act, case_id: str, *, named: bool = False) -> None:
    """Who signs beside the actor may see the case as well; `named` in its approval, he need only not keep away."""
    if not act.second:
        return
    known = queries.member(session, case_id, act.second)
    if known is None:
        fits = named or identity.holds(session, act.second, act.recorded_at, *SEES_ALL)
    else:
        fits = known.duty != "recused"
    if not fits:
        told = people.names(session, [act.second])
        raise SecondNotOfTheCase(name=told.get(act.second, ""))


def may_carry(session: Session, case_id: str, account_id: str, now: datetime) -> bool:
    """Whether he may have a thing of the case in his hands: a handler of today who need not keep away from it."""
    known = queries.member(session, case_id, account_id)
    if known is not None and known.duty == "recused":
        return False
    account = people.account(session, account_id)
    here = account is not None and account.disabled_at is None
    return here and identity.holds(session, account_id, now, Role.HANDLER)


def require_beside(session: Session, act: Act, case_id: str) -> None:
    """Who signs after the second person may see the case as he must."""
    for who in act.others:
        require_second(session, replace(act, second=who), case_id)


def require_visible(session: Session, actor: Actor, case_id: str) -> CaseFile:
    """The case, or a refusal that tells nothing of it (R19)."""
    found = queries.case_file(session, case_id)
    if found is None or not may_see(session, actor, case_id):
        raise errors.NotOfTheCase
    return found


def require_open(session: Session, actor: Actor, case_id: str) -> CaseFile:
    """The case, visible, active, and held until this job ends."""
    case = queries.locked(session, case_id)
    if case is None or not may_see(session, actor, case_id):
        raise errors.NotOfTheCase
    if case.status != CaseStatus.ACTIVE:
        raise errors.NotAllowedNow(event="event.any", state=f"status.{case.status}")
    return case


def require_team(session: Session, actor: Actor, case_id: str) -> CaseFile:
    """The open case, by somebody of its team (R19)."""
    known = queries.member(session, case_id, actor.id)
    if known is None or known.duty == "recused":
        raise errors.NotOfTheCase
    return require_open(session, actor, case_id)


def visible_to(session: Session, actor: Actor) -> tuple[Sequence[str] | None, Sequence[str]]:
    """(the case ids somebody may see, None for all; the ids he must keep away from)."""
    away = queries.recused_ids_of(session, actor.id)
    return (None if actor.has(*SEES_ALL) else queries.case_ids_of(session, actor.id)), away


@registry.query("cases.rows")
def rows(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    status: str = "",
    words: str = "",
    limit: int = 100,
    offset: int = 0,
) -> tuple[CaseRow, ...]:
    """The cases the asker may see, newest number first, with their balance."""
    among, without = visible_to(session, actor)
    found = queries.page(
        session,
        among=among,
        without=without,
        status=status,
        words=words,
        limit=max(0, min(limit, _MOST)),
        offset=max(0, offset),
    )
    return _rows(session, found)


@registry.query("cases.count")
def count(
    session: Session, actor: Actor, now: datetime, *, status: str = "", words: str = ""
) -> int:
    """How many `cases.rows` has."""
    among, without = visible_to(session, actor)
    return queries.count(session, among=among, without=without, status=status, words=words)


@registry.query("cases.view")
def view(session: Session, actor: Actor, now: datetime, *, case_id: str) -> CaseFileView:
    """A case's head, team, persons and balance."""
    case = require_visible(session, actor, case_id)
    members = queries.members(session, case_id)
    names = people.names(session, {m.account_id for m in members})
    return CaseFileView(
        row=_rows(session, [case])[0],
        filing_no=case.filing_no,
        wording=case.wording,
        secrecy=case.secrecy,
        members=tuple(
            MemberRow(m.account_id, names.get(m.account_id, ""), m.duty) for m in members
        ),
        persons=tuple(
            CasePersonRow(p.id, p.name, p.part, p.note) for p in queries.persons(session, case_id)
        ),
        balance=balance_of(session, case_id),
        head=ledger.head(session, "case", case_id),
    )


@registry.query("cases.find")
def find(session: Session, actor: Actor, now: datetime, *, number: str) -> CaseRow:
    """The case under a number, if the asker may see it."""
    found = queries.by_number(session, number.strip())
    if found is None or not may_see(session, actor, found.id):
        raise errors.NotFound(key=number)
    return _rows(session, [found])[0]


@registry.query("cases.balance")
def balance(session: Session, actor: Actor, now: datetime, *, case_id: str) -> Balance:
    """接收 = 在库 + 在外 + 终结 + 差异."""
    require_visible(session, actor, case_id)
    return balance_of(session, case_id)


def balance_of(session: Session, case_id: str) -> Balance:
    """The balance, counted from the cards."""
    told = queries.tally(session, [case_id], _GROUPS).get(case_id, dict.fromkeys(_GROUPS, 0))
    received = sum(told[name] for name in ("inside", "outside", "ended", "difference"))
    kept = queries.values(session, case_id, INSIDE | OUTSIDE)
    return Balance(
        received=received,
        inside=told["inside"],
        outside=told["outside"],
        ended=told["ended"],
        difference=told["difference"],
        pending=told["pending"],
        value_fen=tuple(sorted(kept.items())),
    )


def _rows(session: Session, found: Sequence[CaseFile]) -> tuple[CaseRow, ...]:
    told = queries.tally(session, [c.id for c in found], _GROUPS) if found else {}
    none = dict.fromkeys(_GROUPS, 0)
    return tuple(_row(c, told.get(c.id, none)) for c in found)


def _row(case: CaseFile, told: dict[str, int]) -> CaseRow:
    return CaseRow(
        id=case.id,
        number=case.number,
        alias=case.alias,
        title=case.title,
        kind=case.kind,
        department=case.department,
        status=case.status,
        filed_on=case.filed_on,
        opened_at=case.opened_at,
        settled_at=case.settled_at,
        items=sum(told.values()),
        inside=told["inside"],
        outside=told["outside"],
        ended=told["ended"],
        difference=told["difference"],
    )
