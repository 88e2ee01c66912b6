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
    SYSADMIN = "sysadmin"
    SECADMIN = "secadmin"
    AUDITOR = "auditor"


ADMINISTRATORS: Final = frozenset({Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR})
#: Everybody who works with the store's things or over them.
WORKING: Final = tuple(role for role in Role if role not in ADMINISTRATORS)
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
_SEIZING: Final = frozenset({Role.HANDLER})
_KEEPING: Final = frozenset({Role.CUSTODIAN, Role.STORE_HEAD, Role.CASHIER, Role.DUTY})
_APPROVING: Final = frozenset({Role.HEAD, Role.LEADER})
_OVERSEEING: Final = frozenset({Role.OVERSIGHT, Role.REVIEWER})
_SIDES: Final = (_SEIZING, _KEEPING, _APPROVING, _OVERSEEING)


def clash(held: frozenset[str]) -> tuple[str, str] | None:
    """Two roles of `held` that one person may not hold together, if there are any.

    扣管分离 and 三员分立: seizing, keeping, approving and overseeing are four hands; an administrator
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
