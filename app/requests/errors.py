"""What an approval says no to, beside the refusals that all share."""

from app.errors import Refused


class HeldForAnother(Refused):
    """The thing is promised to or out with `who` (`state`)."""

    code = "R07"


class TooManyRenewals(Refused):
    code = "R36"
