"""How statistics say no."""

from app import errors


class PeriodUncountable(errors.Refused):
    """A period that ends before it begins, or is longer than can be compared: `since`, `until`."""

    code = "R100"


class NotCounted(errors.Refused):
    """Nothing is split like this: `what`."""

    code = "R101"


class Unbalanced(errors.Refused):
    """A table does not add up to its base: `total`, `base`."""

    code = "R102"
