"""How organs say no."""

from app import errors


class NoPosting(errors.Refused):
    """Somebody works at no organ today, so nothing of an organ's business is his."""

    code = "R80"


class OrganClosed(errors.Refused):
    """An organ that ended: `name`, `heir`."""

    code = "R81"


class OrganMisplaced(errors.Refused):
    """An organ cannot stand there: `name`, `level`."""

    code = "R82"


class OrganStaffed(errors.Refused):
    """Somebody is still posted at an organ that is to end: `name` and how many, `count`."""

    code = "R83"
