"""The roles (architecture §7) and which of them one person may never hold together."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A post; who holds it is an appointment with dates."""

    HANDLER = "handler"
    HEAD = "head"
    LEADER = "leader"
    CUSTODIAN = "custodian"
    STORE_HEAD = "store_head"
    CASHIER = "cashier"
    OVERSIGHT = "oversight"
    REVIEWER = "reviewer"
    DUTY = "duty"
    DOOR = "door"
    CHIEF = "chief"
    COMMITTEE = "committee"
    PETITION_DESK = "petition_desk"
    PETITION_CLERK = "petition_clerk"
    PETITION_HEAD = "petition_head"
    LEAD_CLERK = "lead_clerk"
    OFFICE_CLERK = "office_clerk"
    IDENTITY_CUSTODIAN = "identity_custodian"
    SYSADMIN = "sysadmin"
    SECADMIN = "secadmin"
    AUDITOR = "auditor"


ADMINISTRATORS: Final = frozenset({Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR})
#: Who works with reports and leads only, away from the store's things.
CASEWORK: Final = frozenset(
    {
        Role.CHIEF,
        Role.COMMITTEE,
        Role.PETITION_DESK,
        Role.PETITION_CLERK,
        Role.PETITION_HEAD,
        Role.LEAD_CLERK,
        Role.OFFICE_CLERK,
        Role.IDENTITY_CUSTODIAN,
    }
)
#: Everybody who works with the store's things or over them.
WORKING: Final = tuple(role for role in Role if role not in ADMINISTRATORS | CASEWORK)
#: Who sees every case of the store; the others see the cases they work on.
SEES_ALL: Final = frozenset(
    {
        Role.CUSTODIAN,
        Role.STORE_HEAD,
        Role.CASHIER,
        Role.OVERSIGHT,
        Role.REVIEWER,
        Role.LEADER,
        Role.DUTY,
    }
)
_SEIZING: Final = frozenset({Role.HANDLER, Role.OFFICE_CLERK})
_KEEPING: Final = frozenset({Role.CUSTODIAN, Role.STORE_HEAD, Role.CASHIER, Role.DUTY})
_APPROVING: Final = frozenset({Role.HEAD, Role.LEADER, Role.CHIEF, Role.COMMITTEE})
_OVERSEEING: Final = frozenset({Role.OVERSIGHT, Role.REVIEWER, Role.LEAD_CLERK})
#: 信访室: takes in and passes on, never investigates or decides (casework.md §1.1).
_RECEIVING: Final = frozenset({Role.PETITION_DESK, Role.PETITION_CLERK, Role.PETITION_HEAD})
_SIDES: Final = (_SEIZING, _KEEPING, _APPROVING, _OVERSEEING, _RECEIVING)


def clash(held: frozenset[str]) -> tuple[str, str] | None:
    """Two roles of `held` that one person may not hold together, if there are any.

    扣管分离 and 三员分立: seizing, keeping, approving, overseeing and taking reports in are five hands; an administrator
    holds nothing else, and only one of the three administrators' roles (integrity §3.1).
    """
    sides = [sorted(held & side) for side in _SIDES if held & side]
    admins = sorted(held & ADMINISTRATORS)
    if len(admins) > 1:
        return admins[0], admins[1]
    if admins and sides:
        return admins[0], sides[0][0]
    if len(sides) > 1:
        return sides[0][0], sides[1][0]
    return None
