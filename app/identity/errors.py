"""What is said about people and their passwords beside the refusals that all share."""

from app.errors import AlreadyThere, NotPermitted, Refused


class PasswordShared(Refused):
    """Both of the first administrators (`first`, `second`) were given one and the same password."""

    code = "R183"


class NameShared(Refused):
    """Both of the first administrators (`first`, `second`) were given one and the same `name`."""

    code = "R187"


class HoldsItems(Refused):
    """The person still answers for `count` items or requests: `numbers`."""

    code = "R37"


class MayNotSign(NotPermitted):
    """`name`, whose duties are `held`, may not sign `verb` in this place; asked are those of `roles`."""


class AccountLocked(Refused):
    """Too many wrong passwords; the security administrator unlocks it."""

    code = "R44"


class AccountClosed(AccountLocked):
    """It was closed and stays closed; nobody unlocks it."""

    code = "R44"


class PasswordWeak(Refused):
    code = "R46"


class TokenInvalid(Refused):
    """The second person's signature is not for this act, was used, or is older than 60 s."""

    code = "R51"


class RolesClash(AlreadyThere):
    """One person may not hold `held` and `role` together."""
