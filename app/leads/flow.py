"""The stock of an office: what moves a lead in or out of it, and the month that has to balance."""

import json
from collections.abc import Iterable, Mapping

from app.leads.errors import LedgerUnbalanced
from app.leads.rules import STOCK
from app.leads.types import LeadStatus, LedgerLine

_OUT = (LeadStatus.MOVED,)


def between(was: str, office_was: str, now: str, office: str) -> dict[str, list[str]]:
    """How a step moves a lead between stocks: {"in": [office, how], "out": [office, how]}; empty when it does not."""
    was_in, is_in = was in STOCK, now in STOCK
    if was_in == is_in and (not is_in or office_was == office):
        return {}
    moved: dict[str, list[str]] = {}
    if was_in:
        moved["out"] = [office_was, "out" if is_in or now in _OUT else "closed"]
    if is_in:
        moved["in"] = [office, "new" if not was or was_in else "woken"]
    return moved


def month(
    opening: Mapping[str, int], closing: Mapping[str, int], bodies: Iterable[str]
) -> tuple[tuple[LedgerLine, ...], LedgerLine]:
    """Office by office and in sum: the stocks as counted, the flows as the trail tells them; refuses what does not hold.

    A lead that went from one office to another is out there and new here; in the sum it is neither.
    """
    counts: dict[tuple[str, str], int] = {}
    within = 0
    for body in bodies:
        moved = json.loads(body)["flow"]
        within += "in" in moved and "out" in moved
        for office, how in moved.values():
            counts[office, how] = counts.get((office, how), 0) + 1
    offices = sorted({*opening, *closing, *(office for office, _ in counts)})
    lines = tuple(
        LedgerLine(
            office=office,
            opening=opening.get(office, 0),
            new=counts.get((office, "new"), 0),
            woken=counts.get((office, "woken"), 0),
            closed=counts.get((office, "closed"), 0),
            out=counts.get((office, "out"), 0),
            closing=closing.get(office, 0),
        )
        for office in offices
    )
    total = LedgerLine(
        office="",
        opening=sum(line.opening for line in lines),
        new=sum(line.new for line in lines) - within,
        woken=sum(line.woken for line in lines),
        closed=sum(line.closed for line in lines),
        out=sum(line.out for line in lines) - within,
        closing=sum(line.closing for line in lines),
    )
    for line in (*lines, total):
        require_balance(line)
    return lines, total


def require_balance(line: LedgerLine) -> None:
    """opening + new + woken − closed − out = closing (R125)."""
    if not line.holds:
        told = line.opening + line.new + line.woken - line.closed - line.out
        raise LedgerUnbalanced(office=line.office, told=told, counted=line.closing)
