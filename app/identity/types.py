"""Frozen values of people and their appointments."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show him."""

    id: str
    login: str
    name: str
    department: str
    roles: tuple[str, ...]
    disabled: bool
    locked: bool
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person as everybody may know him; whether his account is locked is nobody else's business."""

    id: str
    login: str
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """A role somebody holds, held or will hold."""

    id: str
    account_id: str
    role: str
    since: date
    until: date | None
    granted_by: str


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What it takes to make an account."""

    login: str
    name: str
    password: str
    department: str = ""
