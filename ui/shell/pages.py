"""What a page of the window is known by before it is built: light, because the window is shown first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: where its class is, and who has use for it (no roles: everybody)."""

    id: str
    path: str
    title: Callable[[], str] | None = None
    icon: str = ""
    roles: frozenset[str] = frozenset()
    bottom: bool = False

    def is_for(self, held: frozenset[str]) -> bool:
        """Whether the page makes sense for somebody who holds these roles."""
        return not self.roles or not self.roles.isdisjoint(held)
