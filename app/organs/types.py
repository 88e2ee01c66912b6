"""Frozen values of organs and postings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Office(StrEnum):
    """部门 inside an organ (casework.md §1.1)."""

    PETITIONS = "XF"
    SUPERVISION = "AG"
    INSPECTION = "JC"
    INVESTIGATION = "SC"
    TRIAL = "SL"
    CADRES = "GB"
    CONDUCT = "DF"
    GENERAL = "BG"
    LEADERS = "LD"
    AUDIT = "AUD"


class OrganKind(StrEnum):
    """What an organ is: 纪委监委, 派驻纪检监察组, 村居联络站, or a unit that is supervised."""

    COMMITTEE = "committee"
    GROUP = "group"
    STATION = "station"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class NewOrgan:
    """What it takes to make an organ; without a parent it is the root. `region`: GB/T 2260 and below, digits."""

    parent_id: str
    kind: str
    level: int
    code: str
    region: str
    name: str


@dataclass(frozen=True, slots=True)
class OrganRow:
    """An organ as lists show it; `path` is the ids from the root ("/…/…/")."""

    id: str
    parent_id: str
    kind: str
    level: int
    code: str
    region: str
    name: str
    path: str
    since: date
    until: date | None
    succeeded_by: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works today."""

    account_id: str
    organ_id: str
    office: str
    path: str
    level: int
    region: str
    name: str


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A posting as lists show it."""

    id: str
    account_id: str
    account_name: str
    organ_id: str
    office: str
    since: date
    until: date | None
