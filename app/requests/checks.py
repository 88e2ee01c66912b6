"""What a request must hold before anybody is asked to approve it, kind by kind."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app import clock, errors
from app.actor import Actor
from app.cases import service as cases
from app.custody import views as custody
from app.deadlines import service as deadlines
from app.identity import service as identity
from app.requests import rules, steps
from app.requests.errors import TooManyRenewals
from app.requests.types import RequestKind, RequestStatus, Terms
from app.states import Custody
from db.cases import queries as case_queries
from db.custody import queries as card_queries
from db.custody.models import Item, Loan
from db.requests import queries

_UNDER_WAY = (RequestStatus.SUBMITTED, RequestStatus.SENT_BACK)
_TEXT_LIMIT = 2_000


def find_items(session: Session, names: Collection[str]) -> list[Item]:
    """The cards by id, number, label or seal, held, in their order: of another case one knows what stands on the thing."""
    if not names:
        raise errors.FieldMissing(field="request.items")
    ids = []
    for name in dict.fromkeys(names):
        known = card_queries.item(session, name) or custody.behind(session, name.strip())
        if known is None:
            raise errors.NotFound(key=name)
        ids.append(known.id)
    held = card_queries.locked(session, ids)
    found = [held[id_] for id_ in dict.fromkeys(ids)]
    if len({i.case_id for i in found}) > 1:
        raise errors.OtherCase
    return found


def require_case(session: Session, actor: Actor, items: Sequence[Item], terms: Terms) -> bool:
    """The asker works on the open case of the items, or asks for his own one (C51): then it says True."""
    case_id = items[0].case_id
    member = case_queries.member(session, case_id, actor.id)
    own = str(terms.facts.get("for_case", ""))
    if member is not None or not own or own == case_id:
        cases.require_team(session, actor, case_id)
        return False
    cases.require_team(session, actor, own)
    case = case_queries.locked(session, case_id)
    if case is None or case.status != "ACTIVE":
        raise errors.NotOfTheCase
    return True


def require_common(kind: str, reason: str) -> None:
    """A known kind, and a reason of a bearable length."""
    if kind not in list(RequestKind):
        raise errors.NotAmong.of("request.kind", kind, RequestKind, "request_kind")
    if not reason.strip():
        raise errors.FieldMissing(field="request.reason")
    if len(reason) > _TEXT_LIMIT:
        raise errors.TooLong(field="request.reason", limit=_TEXT_LIMIT, length=len(reason))


def require_terms(
    session: Session,
    actor: Actor,
    now: datetime,
    kind: str,
    items: Sequence[Item],
    terms: Terms,
    *,
    amends: str = "",
) -> None:
    """Everything that this kind of request must say, and that its items may be asked for now."""
    if kind == RequestKind.EXTENSION:
        _extension(session, actor, now, items, terms, amends)
        return
    for item in items:
        steps.require_in_stock(session, item, f"request_kind.{kind}")
    if kind == RequestKind.DISPOSAL:
        _disposal(items, terms)
        return
    _period(session, now, terms.due_at)
    if kind == RequestKind.EXAM:
        for name in ("institution", "letter_no"):
            if not getattr(terms, name).strip():
                raise errors.FieldMissing(field=f"request.{name}")
    _carriers(session, now, items, terms.carriers)


def _period(session: Session, now: datetime, due_at: datetime | None) -> None:
    limit = deadlines.value(session, "loan_max_days", clock.day(now))
    if due_at is None or due_at <= now or due_at > now + timedelta(days=limit):
        raise errors.PeriodInvalid(limit=limit)


def _carriers(
    session: Session, now: datetime, items: Sequence[Item], carriers: tuple[str, ...]
) -> None:
    """At least one; two for what is valuable or special; handlers who need not keep away."""
    if not carriers:
        raise errors.FieldMissing(field="request.carriers")
    for account_id in carriers:
        account = identity.require_account(session, account_id)
        if not cases.may_carry(session, items[0].case_id, account_id, now):
            raise errors.WrongReceiver(name=account.name)
    require_enough(items, carriers)


def require_enough(items: Sequence[Item], carriers: Collection[str]) -> None:
    """What is valuable or special is never carried by one alone (R01)."""
    for item in items:
        if item.tier != "ordinary" and len(set(carriers)) < 2:
            raise errors.NeedsTwoCarriers(number=item.number, named=len(set(carriers)))


def _disposal(items: Sequence[Item], terms: Terms) -> None:
    if terms.way not in rules.WAYS:
        raise errors.NotAmong.of("request.way", terms.way, rules.WAYS, "way")
    if not terms.basis.strip():
        raise errors.DocumentMissing(document="request.basis")
    for item in items:
        unvalued = item.value_fen is None and item.assessed_fen is None
        if terms.way in ("transfer", "sell") and unvalued and not item.appraisal_no:
            raise errors.AppraisalMissing(number=item.number)
    if terms.way in rules.TO_SOMEBODY and not terms.receiver.strip():
        raise errors.FieldMissing(field="disposal.receiver")


def _extension(
    session: Session,
    actor: Actor,
    now: datetime,
    items: Sequence[Item],
    terms: Terms,
    amends: str,
) -> None:
    _period(session, now, terms.due_at)
    limit = deadlines.value(session, "loan_max_renewals", clock.day(now))
    for item in items:
        loan = open_loan(session, item)
        if not may_extend(session, loan, actor.id):
            raise errors.WrongReceiver(name=actor.name)
        if loan.renewals >= limit:
            raise TooManyRenewals(limit=limit, number=item.number)
        if terms.due_at is not None and terms.due_at <= loan.due_at:
            raise errors.PeriodInvalid(
                limit=deadlines.value(session, "loan_max_days", clock.day(now)), number=item.number
            )
        other = queries.open_of_item(session, item.id, RequestKind.EXTENSION, _UNDER_WAY, amends)
        if other is not None:
            raise errors.AlreadyThere(key=other.number)


def open_loan(session: Session, item: Item) -> Loan:
    """The check-out that an extension is about; refuses what is not out (R06)."""
    loan = card_queries.open_loan(session, item.id)
    if loan is None or item.custody not in (Custody.OUT, Custody.OVERDUE):
        raise errors.NotAllowedNow(event="event.EXTEND", state=f"status.{item.custody}")
    return loan


def may_extend(session: Session, loan: Loan, account_id: str) -> bool:
    """Who signed for the thing may ask to keep it longer, and who had asked for it."""
    first = queries.request(session, loan.request_id)
    asked = first is not None and account_id in (first.requester, *steps.terms_of(first).carriers)
    return asked or account_id == loan.borrower


def approvals(
    session: Session, kind: str, items: Sequence[Item], *, other_case: bool
) -> tuple[str, ...]:
    """The roles that must agree, in order; an extension takes those of the check-out (custody.md §1.11)."""
    if kind == RequestKind.EXTENSION:
        firsts = {open_loan(session, item).request_id for item in items}
        found = queries.steps(session, firsts).values()
        longest = max(found, key=len, default=[])
        if longest:
            return tuple(s.role for s in longest)
    return rules.approvals(
        kind,
        valuable=any(i.tier != "ordinary" for i in items),
        secret=any(i.secrecy > 0 for i in items),
        other_case=other_case,
    )
