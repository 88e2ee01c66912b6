"""What a case says no to: who is kept away from it, what still stands open when it is settled, its number."""

from app.errors import Refused


class SecondNotOfTheCase(Refused):
    """Who signs beside (`name`) is not on the case, or must keep away from it."""

    code = "R19"


class KeptAway(Refused):
    """`name` must keep away from what the case came of, and so from the case."""

    code = "R19"


class CaseNotClear(Refused):
    """案结物清: `count` lines still block the settlement."""

    code = "R23"


class DifferenceOpen(Refused):
    code = "R24"


class NumberAhead(Refused):
    """`number` is one that the program itself will give out (its `last` so far)."""

    code = "R25"
