"""What is refused about signatures: each fact has its sentence in resources/words.

Refused
├── SignedAlready   `name` signed at this place of the sheet `number`, or refused to
├── OtherSheet      the code on the scan (`found`) is not that of the sheet `expected`
├── SheetChanged    what was written was written for another sheet than `number`
├── OfNoCase       the sheet `number` is of the whole store: it is signed on paper
└── NothingOwed     the scan of the sheet `number` is there, or none was owed
"""

from app import errors


class SignedAlready(errors.Refused):
    """`name` signed at this place of the sheet `number`, or refused to."""

    code = "R06"


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
