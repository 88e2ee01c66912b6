"""Places and what they take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewLocation:
    """A place to be made. `classes`: storage classes it takes, space-separated, "*" for any."""

    code: str
    name: str
    kind: str
    parent_id: str | None = None
    classes: str = "*"
    secrecy: int = 0
    capacity: int | None = None
    two_person: bool = False


@dataclass(frozen=True, slots=True)
class LocationRow:
    """A place with how much lies there."""

    id: str
    parent_id: str | None
    code: str
    name: str
    kind: str
    path: str
    classes: str
    secrecy: int
    capacity: int | None
    two_person: bool
    items: int
    payload: str
