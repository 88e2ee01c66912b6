"""How deadlines say no."""

from app import errors


class CalendarUnknown(errors.Refused):
    """A year's working days that cannot be: none, of another year, or a day that is so already: `year`, `day`."""

    code = "R84"


class NotExtendable(errors.Refused):
    """The rule knows no further extension: `rule`, and how often it was extended, `count`."""

    code = "R85"


class RuleOutOfRange(errors.FieldInvalid):
    """A limit is a whole number from `least` to `most`."""


class ScaleInvalid(errors.FieldInvalid):
    """A table of tolerances lacks a group (`groups` are all of them) or a step of it."""


class BooksNotAhead(errors.Refused):
    """The books are not ahead of the clock: there is nothing to set right."""

    code = "R27"
