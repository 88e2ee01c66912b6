"""Why a computer may not reach the centre.

Refused
├── StationUnknown     it is not enrolled, or what it showed does not fit (`why`)
├── StationRevoked     it was: what it keeps of the centre's is to be erased
└── EnrolmentInvalid   the code is not good (`why`)
"""

from app import errors


class StationUnknown(errors.Refused):
    """The centre takes nothing from this computer: `why`."""

    code = "R152"


class StationRevoked(errors.Refused):
    """This station (`name`) was taken off the list: it erases what it keeps of the centre's."""

    code = "R153"


class EnrolmentInvalid(errors.Refused):
    """The code of an enrolment was used, is too old, or never was: `why`."""

    code = "R154"
