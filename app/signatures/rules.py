"""Whose place is whose on a sheet, where no name is printed (custody.md §2.2, §4): who keeps never signs for who seized."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.identity.roles import Role


@dataclass(frozen=True, slots=True)
class Office:
    """Who of ours may sign at a place, and whether somebody who is none of ours may."""

    roles: tuple[Role, ...] = ()
    strangers: bool = False


KEEPERS: Final = Office((Role.CUSTODIAN, Role.STORE_HEAD, Role.CASHIER))
#: Investigators, also of another organ, who have no account here.
OFFICERS: Final = Office((Role.HANDLER, Role.HEAD), strangers=True)
_OUTSIDERS: Final = Office(strangers=True)
ANYBODY: Final = Office(strangers=True)

#: By the field of the form, or by form and field where one form differs; what is not named is anybody's.
OFFICES: Final[Mapping[str, Office]] = {
    "keepers": KEEPERS,
    "F1.keepers": ANYBODY,  # whoever is left to keep it where it stands (127)
    "seconds": KEEPERS,
    "givers": KEEPERS,
    "takers": KEEPERS,
    "cashiers": Office((Role.CASHIER,)),
    "officers": OFFICERS,
    "deliverers": OFFICERS,
    "returners": OFFICERS,
    "overseers": Office((Role.OVERSIGHT, Role.REVIEWER)),
    "approvers": Office((Role.HEAD, Role.LEADER, Role.STORE_HEAD)),
    "F21.approvers": Office((Role.OVERSIGHT,)),  # 案管室审核
    "F24.approvers": Office((Role.LEADER,)),  # 分管领导
    "holders": _OUTSIDERS,
    "witnesses": _OUTSIDERS,
    "institutions": _OUTSIDERS,
}


def office(form: str, place: str) -> Office:
    """Whose place "keepers.1" of a form is."""
    field = place.rpartition(".")[0]
    return OFFICES.get(f"{form}.{field}") or OFFICES.get(field) or ANYBODY


def plain(name: str) -> str:
    """A name without the spaces that people put into it."""
    return "".join(name.split())
