"""What lists show of petitions and orders: their rows, with the nearest clock and whom they are about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app import clock
from app.deadlines import limits
from app.deadlines.limits import DeadlineRow
from app.petitions.types import Accused, OrderRow, PetitionRow
from db.identity import queries as people
from db.organs import queries as organ_queries
from db.petitions import belongings, supervision
from db.petitions.models import Order, Petition

_KIND: Final = "petition"


def row_of(session: Session, now: datetime, row: Petition) -> PetitionRow:
    """One petition as a list shows it."""
    return rows_of(session, now, [row])[0]


def rows_of(session: Session, now: datetime, found: Sequence[Petition]) -> tuple[PetitionRow, ...]:
    """Petitions as a list shows them, each with its nearest clock."""
    ids = [row.id for row in found]
    today = clock.day(now)
    clocks = limits.of(session, _KIND, ids, today) if ids else {}
    linked = belongings.open_links(session, ids) if ids else {}
    orders: dict[str, int] = {}
    for order in supervision.orders_of(session, ids) if ids else ():
        orders[order.petition_id] = orders.get(order.petition_id, 0) + (order.verdict != "cancel")
    names = people.names(session, {row.handler for row in found if row.handler})
    of = {o.id: o.name for o in organ_queries.some(session, [*{row.organ_id for row in found}])}
    return tuple(
        _row(row, of, names, nearest(clocks.get(row.id, [])), orders, linked) for row in found
    )


def nearest(clocks: Sequence[DeadlineRow]) -> DeadlineRow | None:
    """The running clock that ends first."""
    running = [c for c in clocks if c.ended_at is None]
    return min(running, key=lambda c: c.rolled_on) if running else None


def _row(
    row: Petition,
    of: dict[str, str],
    names: dict[str, str],
    due: DeadlineRow | None,
    orders: dict[str, int],
    linked: dict[str, int],
) -> PetitionRow:
    return PetitionRow(
        id=row.id,
        number=row.number,
        draft=row.draft,
        status=row.status,
        seq=row.seq,
        channel=row.channel,
        original_channel=row.original_channel,
        organ_id=row.organ_id,
        organ=of.get(row.organ_id, ""),
        received_at=row.received_at,
        recorded_at=row.recorded_at,
        kind=row.kind,
        receipt_kind=row.receipt_kind,
        accused=row.accused,
        summary=row.summary,
        reporter_mode=row.reporter_mode,
        reporters=row.reporters,
        is_name_verified=bool(row.verified_how),
        sensitivity=row.sensitivity,
        office=row.office,
        handler=row.handler,
        handler_name=names.get(row.handler, ""),
        region=row.region,
        due=due.rolled_on if due else None,
        due_rule=due.rule if due else "",
        is_provisional=bool(due and due.provisional),
        lamp=due.lamp if due else "",
        orders=orders.get(row.id, 0),
        linked=linked.get(row.id, 0),
    )


def orders_of(session: Session, found: Sequence[Order]) -> tuple[OrderRow, ...]:
    """Supervision orders as pages show them."""
    names = people.names(session, {o.issued_by for o in found})
    return tuple(
        OrderRow(
            o.id,
            o.number,
            o.petition_id,
            o.reason,
            o.demand,
            o.due_on,
            o.issued_at,
            names.get(o.issued_by, ""),
            o.reply,
            o.replied_at,
            o.verdict,
        )
        for o in found
    )


def accused_of(session: Session, petition_id: str) -> tuple[Accused, ...]:
    """Whom a petition is about, as it was taken down."""
    return tuple(
        Accused(a.name, a.unit, a.post, a.rank, a.alias, a.gender)
        for a in belongings.accused(session, [petition_id])
    )
