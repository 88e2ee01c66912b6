"""Which approved request a card stands under now, read from its own trail."""

from __future__ import annotations

from dataclasses import dataclass

from app.custody.types import Card


@dataclass(frozen=True, slots=True)
class Approval:
    """The request that reserved the card or let it go, and the way of disposal it names."""

    request_id: str = ""
    kind: str = ""
    way: str = ""


def of(card: Card) -> Approval:
    """The newest approval that was not released again; empty when there is none."""
    for entry in card.entries:
        if entry.kind in ("APPROVE_OUT", "APPROVE_DISPOSAL"):
            facts = entry.facts
            return Approval(
                str(facts.get("request_id") or facts.get("request") or ""),
                str(facts.get("kind") or facts.get("request_kind") or ""),
                str(facts.get("way") or ""),
            )
        if entry.kind == "RELEASE":
            break
    return Approval()
