"""Builders of check-outs on top of the world: asked, approved, handed over, back on the counter."""

from datetime import datetime, timedelta
from typing import Any

from app.custody import loans
from app.custody.types import ItemRow, LoanRow
from app.requests import service as requests
from app.requests.types import RequestRow, Terms
from tests.support.world import World

CARRIERS = ("cha1", "cha2")


def due(world: World, days: float = 3) -> datetime:
    """A moment so many days from now."""
    return world.clock.at + timedelta(days=days)


def terms(world: World, days: float = 3, by: tuple[str, ...] = CARRIERS, **more: Any) -> Terms:
    """What a check-out asks for."""
    return Terms(
        **{"due_at": due(world, days), "carriers": tuple(world.id_of(c) for c in by), **more}
    )


def ask(
    world: World,
    *items: ItemRow,
    by: str = "cha1",
    kind: str = "CHECK_OUT",
    reason: str = "辨认",
    **more: Any,
) -> RequestRow:
    """A request that waits for its first approval."""
    asked: RequestRow = world.do(
        by,
        requests.submit,
        kind=kind,
        item_ids=tuple(i.id for i in items),
        reason=reason,
        terms=more.pop("terms", None) or terms(world, **more),
    )
    return asked


def agree(world: World, asked: RequestRow, *approvers: str) -> RequestRow:
    """The same request after these have agreed, in this order (by default whom the valuables need)."""
    last = asked
    for login in approvers or ("shen1",):
        last = world.do(login, requests.approve, request_id=asked.id, version=last.version)
    return last


def approved(world: World, *items: ItemRow, **more: Any) -> RequestRow:
    """A request that stands approved: the head, for valuables the leader too."""
    by = ("shen1",) if all(i.tier == "ordinary" for i in items) else ("shen1", "shen2")
    return agree(world, ask(world, *items, **more), *by)


def hand_over(
    world: World,
    request: RequestRow,
    item: ItemRow,
    *,
    by: str = "guan1",
    to: str = "cha1",
    carriers: tuple[str, ...] = CARRIERS,
    **more: Any,
) -> LoanRow:
    """Out of the store."""
    given: dict[str, Any] = {
        "request_id": request.id,
        "item_id": item.id,
        "carriers": tuple(world.id_of(c) for c in carriers),
        "photos": world.shots("out"),
        "seal_no": item.seal_no,
        "weight_mg": item.weight_mg,
        "scanned": item.number,
    }
    given["weighing"] = world.weighed(more.get("weight_mg", item.weight_mg))
    loan: LoanRow = world.do(by, loans.hand_over, to, **{**given, **more})
    return loan


def out(world: World, item: ItemRow, **more: Any) -> LoanRow:
    """Asked, approved and handed over."""
    return hand_over(world, approved(world, item, **more), item)


def on_the_counter(world: World, item: ItemRow, *, by: str = "guan1", who: str = "cha1") -> ItemRow:
    """Back, not yet accepted."""
    row: ItemRow = world.do(by, loans.take_back, item_id=item.id, returned_by=world.id_of(who))
    return row


def accept(
    world: World, item: ItemRow, *, by: str = "guan1", second: str | None = None, **more: Any
) -> ItemRow:
    """Accepted, or held when something differs; beside the keeper who brought it, or another one for a valuable."""
    given: dict[str, Any] = {
        "item_id": item.id,
        "quantity": item.quantity,
        "photos": world.shots("in"),
        "seal_no": item.seal_no,
        "weight_mg": item.weight_mg,
        "place": "A-01" if item.tier == "ordinary" else "G-01",
    }
    given["weighing"] = world.weighed(more.get("weight_mg", item.weight_mg))
    if second is None:
        second = "cha1" if item.tier == "ordinary" else "guan2"
    row: ItemRow = world.do(by, loans.accept_back, second, **{**given, **more})
    return row
