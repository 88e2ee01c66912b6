"""Who acts: the person signed in, with the roles he holds today."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in, at which station, with the roles he holds today."""

    id: str
    login: str
    name: str
    roles: frozenset[str]
    station: str
    sign_in: str
    must_change: bool = False
    last_at: datetime | None = None
    last_station: str = ""

    def has(self, *roles: str) -> bool:
        """Whether he holds one of the roles today."""
        return not self.roles.isdisjoint(roles)
