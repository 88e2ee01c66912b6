"""Statements about requests, their steps and who stands in for whom."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.cases.models import CaseFile
from db.custody.models import Item
from db.ledger.models import Entry
from db.requests.models import Delegation, Request, RequestItem, RequestPart, Step


def request(session: Session, id_: str) -> Request | None:
    """The request by its id."""
    return session.get(Request, id_)


def by_number(session: Session, number: str) -> Request | None:
    """The request by its number."""
    return session.scalars(select(Request).where(Request.number == number)).first()


def locked(session: Session, id_: str) -> Request | None:
    """The request, held until this job ends."""
    return session.scalars(
        select(Request)
        .where(Request.id == id_)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def lines(session: Session, request_id: str) -> Sequence[RequestItem]:
    """The lines of a request, by the number of their items."""
    return session.scalars(
        select(RequestItem)
        .join(Item, Item.id == RequestItem.item_id)
        .where(RequestItem.request_id == request_id)
        .order_by(Item.pk)
    ).all()


def line_counts(session: Session, request_ids: Collection[str]) -> dict[str, int]:
    """request id → how many items it is about."""
    found = session.execute(
        select(RequestItem.request_id, func.count())
        .where(RequestItem.request_id.in_(list(request_ids)))
        .group_by(RequestItem.request_id)
    )
    return {row[0]: row[1] for row in found}


def steps(session: Session, request_ids: Collection[str]) -> dict[str, list[Step]]:
    """request id → its steps in order."""
    found: dict[str, list[Step]] = {id_: [] for id_ in request_ids}
    for step in session.scalars(
        select(Step).where(Step.request_id.in_(list(request_ids))).order_by(Step.place)
    ):
        found[step.request_id].append(step)
    return found


def part(session: Session, request_id: str, account_id: str) -> RequestPart | None:
    """What somebody is for a request."""
    return session.get(RequestPart, (request_id, account_id))


def open_of_item(
    session: Session, item_id: str, kind: str, statuses: Collection[str], but: str = ""
) -> Request | None:
    """A request of a kind, another than `but`, that is still under way for an item."""
    return session.scalars(
        select(Request)
        .join(RequestItem, RequestItem.request_id == Request.id)
        .where(
            RequestItem.item_id == item_id,
            RequestItem.done_at.is_(None),
            Request.kind == kind,
            Request.status.in_(list(statuses)),
            Request.id != but,
        )
    ).first()


def approved_of_item(session: Session, item_id: str, but: str = "") -> Request | None:
    """The approved request, another than `but`, for which an item is held ready."""
    return session.scalars(
        select(Request)
        .join(RequestItem, RequestItem.request_id == Request.id)
        .where(
            RequestItem.item_id == item_id,
            RequestItem.done_at.is_(None),
            Request.status == "APPROVED",
            Request.id != but,
        )
        .order_by(Request.decided_at.desc())
    ).first()


def of_status(
    session: Session,
    statuses: Collection[str],
    kinds: Collection[str] = (),
    decided_before: datetime | None = None,
) -> Sequence[Request]:
    """Requests in some states, oldest first."""
    found = select(Request).where(Request.status.in_(list(statuses)))
    if kinds:
        found = found.where(Request.kind.in_(list(kinds)))
    if decided_before is not None:
        found = found.where(Request.decided_at < decided_before)
    return session.scalars(found.order_by(Request.submitted_at, Request.id)).all()


def of_requester(
    session: Session, account_id: str, statuses: Collection[str], without: Collection[str] = ()
) -> Sequence[Request]:
    """What somebody asked for, in some states, newest first; `without` these cases."""
    return session.scalars(
        select(Request)
        .where(
            Request.requester == account_id,
            Request.status.in_(list(statuses)),
            Request.case_id.not_in(list(without)),
        )
        .order_by(Request.submitted_at.desc(), Request.id.desc())
    ).all()


def lapsed(
    session: Session, account_id: str, since: datetime, without: Collection[str] = ()
) -> Sequence[Request]:
    """Approvals of somebody that expired unused since then, newest first; not what he asked for anew."""
    anew, line, same = aliased(Request), aliased(RequestItem), aliased(RequestItem)
    again = (
        select(anew.id)
        .join(line, line.request_id == anew.id)
        .join(same, same.item_id == line.item_id)
        .where(
            same.request_id == Request.id,
            anew.requester == account_id,
            anew.kind == Request.kind,
            anew.submitted_at > Request.submitted_at,
        )
    )
    return session.scalars(
        select(Request)
        .join(
            Entry,
            (Entry.object_kind == "request")
            & (Entry.object_id == Request.id)
            & (Entry.seq == Request.seq),  # its last one: nothing comes behind EXPIRE
        )
        .where(
            Request.requester == account_id,
            Request.status == "EXPIRED",
            Entry.recorded_at >= since,
            Request.case_id.not_in(list(without)),
            ~again.exists(),
        )
        .order_by(Request.submitted_at.desc(), Request.id.desc())
    ).all()


def _chosen(
    statement: Select[Any],
    *,
    among: Collection[str] | None,
    without: Collection[str],
    taking_part: str,
    requester: str,
    ids: Collection[str] | None,
    status: str,
    case_id: str,
) -> Select[Any]:
    if ids is not None:
        statement = statement.where(Request.id.in_(list(ids)))
    elif requester:
        statement = statement.where(Request.requester == requester)
    elif among is not None:
        mine = select(RequestPart.request_id).where(RequestPart.account_id == taking_part)
        statement = statement.where(or_(Request.case_id.in_(list(among)), Request.id.in_(mine)))
    if without:
        statement = statement.where(Request.case_id.not_in(list(without)))
    if status:
        statement = statement.where(Request.status == status)
    if case_id:
        statement = statement.where(Request.case_id == case_id)
    return statement


def page(session: Session, *, limit: int, offset: int, **chosen: Any) -> Sequence[Request]:
    """Requests, newest first."""
    found = _chosen(select(Request), **chosen)
    return session.scalars(
        found.order_by(Request.submitted_at.desc(), Request.id.desc()).limit(limit).offset(offset)
    ).all()


def count(session: Session, **chosen: Any) -> int:
    """How many requests `page` has."""
    return session.scalar(_chosen(select(func.count()).select_from(Request), **chosen)) or 0


def case_names(session: Session, case_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """case id → (number, alias)."""
    found = session.execute(
        select(CaseFile.id, CaseFile.number, CaseFile.alias).where(CaseFile.id.in_(list(case_ids)))
    )
    return {row.id: (row.number, row.alias) for row in found}


def delegations_to(session: Session, deputy: str) -> Sequence[Delegation]:
    """Everybody somebody was ever named to stand in for, the latest end first."""
    return session.scalars(
        select(Delegation).where(Delegation.deputy == deputy).order_by(Delegation.until.desc())
    ).all()


def delegations_of(session: Session, account_id: str, ends_after: datetime) -> Sequence[Delegation]:
    """Delegations given by or to somebody that have not ended."""
    return session.scalars(
        select(Delegation)
        .where(
            or_(Delegation.principal == account_id, Delegation.deputy == account_id),
            Delegation.until > ends_after,
        )
        .order_by(Delegation.since)
    ).all()


def delegation(session: Session, id_: str) -> Delegation | None:
    """One delegation."""
    return session.get(Delegation, id_)
