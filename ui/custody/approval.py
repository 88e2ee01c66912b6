"""Which approved request a card stands under now, read from its own trail."""

from __future__ import annotations

from dataclasses import dataclass

from app.custody.types import Card


@dataclass(frozen=True, slots=True)
class Approval:
    """The request that reserved the card or lets it go, and the way of disposal it names."""

    request_id: str = ""
    way: str = ""


def of(card: Card) -> Approval:
    """The newest approval that was not released again; empty when there is none."""
    for entry in card.entries:
        if entry.kind == "RELEASE":
            break
        if entry.kind in ("APPROVE_OUT", "APPROVE_DISPOSAL"):
            facts = entry.facts
            named = {**facts.get("after", {}), **facts.get("set", {})}
            return Approval(str(facts.get("request_id", "")), str(named.get("way") or ""))
    return Approval()
