"""What is refused about signatures: each fact has its sentence in resources/words.

Refused
├── SignedAlready   `name` signed at this place of the sheet `number`, or refused to
├── PlaceNotOnSheet the sheet `number` has no such `place`
├── OtherSigner     `name` is not who is `printed` at the place `label`, or whose account was named
├── NotHisPlace     the place `label` is not for `name`: not his office, or none of ours
│   ├── KeepersApart    a keeper at an officer's place, or an officer at a keeper's
│   └── BearsName       the place is for somebody who is none of ours, and one of ours bears the `name`
├── SignsTwice      `name` has another place on the sheet `number`
├── OtherSheet      the code on the scan (`found`) is not that of the sheet `expected`
├── SheetChanged    what was written was written for another sheet than `number`
├── OfNoCase       the sheet `number` is of the whole store: it is signed on paper
└── NothingOwed     the scan of the sheet `number` is there, or none was owed
"""

from app import errors


class SignedAlready(errors.Refused):
    """`name` signed at this place of the sheet `number`, or refused to."""

    code = "R06"


class PlaceNotOnSheet(errors.Refused):
    """The sheet `number` has no such `place`."""

    code = "R67"


class OtherSigner(errors.Refused):
    """`name` is not who is `printed` at the place `label`, or whose account was named."""

    code = "R68"


class NotHisPlace(OtherSigner):
    """The place `label` is not for `name`: it is not his office, or he is none of ours."""


class KeepersApart(NotHisPlace):
    """Who keeps does not sign for who seized, nor the other way round (扣管分离)."""


class BearsName(NotHisPlace):
    """The place `label` is for somebody else, and one of ours bears this `name`: is it he?"""


class SignsTwice(errors.Refused):
    """`name` has another place on the sheet `number`."""

    code = "R01"


class OtherSheet(errors.Refused):
    """The code on the scan (`found`) is not that of the sheet `expected`."""

    code = "R15"


class SheetChanged(errors.Refused):
    """What was written was written for another sheet than `number`."""

    code = "R05"


class NothingOwed(errors.Refused):
    """The scan of the sheet `number` is there, or none was owed."""

    code = "R06"


class OfNoCase(errors.Refused):
    """The sheet `number` is of the whole store: it is signed on paper."""

    code = "R06"
