"""Statements about what waits in the leads of somebody's organ: signatures, steps, limits that end, days that come."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session

from db.deadlines.models import Deadline
from db.leads.models import Lead, LeadHandler, LeadSignature
from db.leads.queries import Scope, seen_by, waits_for


class Steps(NamedTuple):
    """Whose step a state is: of the ledger's clerk, of the office's (`office`: of his own), of who handles it."""

    ledger: Collection[str] = ()
    #: Handed over already: the receiving clerk's; not yet: the ledger's.
    handing: str = ""
    office: str = ""
    in_office: Collection[str] = ()
    as_clerk: Collection[str] = ()
    as_handler: Collection[str] = ()


def to_sign(
    session: Session, scope: Scope, opens: Collection[str], states: Collection[str], limit: int
) -> tuple[int, Sequence[Lead]]:
    """What may wait for a signature of somebody's roles: it stands there as the next, or begins the stage (`opens`).

    How many there are, and the oldest of them.
    """
    mine = or_(Lead.id.in_(waits_for(scope)), Lead.status.in_(list(opens)))
    asked = _of_organ(scope).where(Lead.status.in_(list(states)), mine)
    oldest = asked.order_by(Lead.received_at, Lead.id).limit(limit)
    return _count(session, asked), session.scalars(oldest).all()


def to_do(session: Session, scope: Scope, steps: Steps, limit: int) -> tuple[int, Sequence[Lead]]:
    """How many leads wait for a step of somebody's, and those that are due first."""
    return _most_urgent(session, _of_organ(scope).where(_is_his(scope, steps)), limit)


def running_out(
    session: Session,
    scope: Scope,
    states: Collection[str],
    without: Collection[str],
    until: date,
    limit: int,
) -> tuple[int, Sequence[Lead]]:
    """How many leads have a limit that ends by a day, and those where it ends first."""
    ends = _running(without).where(Deadline.rolled_on <= until)
    asked = _of_organ(scope).where(Lead.status.in_(list(states)), Lead.id.in_(ends))
    return _most_urgent(session, asked, limit, without)


def waking(
    session: Session, scope: Scope, parked: str, until: date, limit: int
) -> tuple[int, Sequence[Lead]]:
    """How many parked leads are looked at again by a day, and the first of them."""
    asked = _of_organ(scope).where(Lead.status == parked, Lead.review_on <= until)
    first = asked.order_by(Lead.review_on, Lead.id).limit(limit)
    return _count(session, asked), session.scalars(first).all()


def _of_organ(scope: Scope) -> Select[Any]:
    return select(Lead).where(
        Lead.organ_id == scope.organ_id, Lead.merged_into == "", seen_by(scope)
    )


def _is_his(scope: Scope, steps: Steps) -> ColumnElement[bool]:
    handed = exists().where(LeadSignature.lead_id == Lead.id, LeadSignature.what == "hand_over")
    ways: list[ColumnElement[bool]] = []
    if steps.ledger:
        not_yet = and_(Lead.status == steps.handing, ~handed)
        ways.append(or_(Lead.status.in_(list(steps.ledger)), not_yet))
    if steps.in_office:
        in_office = and_(Lead.office == steps.office, Lead.status.in_(list(steps.in_office)))
        ways.append(in_office)
    if steps.as_clerk:
        came = and_(Lead.status == steps.handing, handed)
        clerk = or_(Lead.status.in_(list(steps.as_clerk)), came)
        ways.append(and_(_has(scope, "clerk"), clerk))
    if steps.as_handler:
        ways.append(and_(_has(scope, "handler"), Lead.status.in_(list(steps.as_handler))))
    return or_(false(), *ways)


def _has(scope: Scope, part: str) -> ColumnElement[bool]:
    return exists().where(
        LeadHandler.lead_id == Lead.id,
        LeadHandler.account_id == scope.account_id,
        LeadHandler.part == part,
        LeadHandler.until.is_(None),
    )


def _running(without: Collection[str]) -> Select[Any]:
    return select(Deadline.object_id).where(
        Deadline.object_kind == "lead",
        Deadline.ended_at.is_(None),
        Deadline.rule.not_in(list(without)),
    )


def _most_urgent(
    session: Session, asked: Select[Any], limit: int, without: Collection[str] = ()
) -> tuple[int, Sequence[Lead]]:
    ends = (
        select(func.min(Deadline.rolled_on))
        .where(
            Deadline.object_kind == "lead",
            Deadline.object_id == Lead.id,
            Deadline.ended_at.is_(None),
            Deadline.rule.not_in(list(without)),
        )
        .correlate(Lead)
        .scalar_subquery()
    )
    first = asked.order_by(ends.asc().nulls_last(), Lead.received_at, Lead.id).limit(limit)
    return _count(session, asked), session.scalars(first).all()


def _count(session: Session, asked: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(asked.subquery())) or 0
