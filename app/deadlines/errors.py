"""How deadlines say no."""

from app import errors


class CalendarUnknown(errors.Refused):
    """A year's working days that cannot be: none, of another year, or a day that is so already: `year`, `day`."""

    code = "R84"


class NotExtendable(errors.Refused):
    """The rule knows no further extension: `rule`, and how often it was extended, `count`."""

    code = "R85"
