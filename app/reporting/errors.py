"""What reporting refuses: each fact has its sentence in resources/words/reporting.json.

SealBroken         an envelope cannot be opened (`why`): not to this key, changed, or of an unknown suite
KeyFileWrong       the key file or its passphrase is not the organ's
NoOrganKey         the organ has no key that is valid today
ReceiptMistyped    the digits are not a receipt of ours
ReceiptUnknown     no report is kept under this receipt
TicketInvalid      the form is too old, or was not given out by us
WorkMissing        neither the computer's work nor the answer to the question is there
TooOften           too many at once: again after `minutes`
LetterIncomplete   what the letter lacks or has too much of, field by field
AttachmentRefused  a file is not taken (`why`)
NotAsFiled         a petition made of a report differs from it
EntranceClosed     reporting over the web is not set up here
TooManyBytes       what a machine made of a text is longer than is kept
"""

from app import errors


class SealBroken(errors.Refused):
    """The envelope cannot be opened: `why`."""

    code = "R120"


class KeyFileWrong(errors.Refused):
    """The key file is none of ours, or the passphrase is another."""

    code = "R121"


class NoOrganKey(errors.Refused):
    """`organ` has no key to which a report could be sealed today."""

    code = "R122"


class NoSuperiorKey(errors.Refused):
    """No organ above `organ` can open a report today: it cannot go up sealed."""

    code = "R179"


class ReceiptMistyped(errors.Refused):
    """The digits are not a receipt of ours."""

    code = "R123"


class ReceiptUnknown(errors.Refused):
    """Nothing is kept under this receipt."""

    code = "R124"


class TicketInvalid(errors.Refused):
    """The form was given out too long ago, or not by us."""

    code = "R125"


class WorkMissing(errors.Refused):
    """Neither the work of the computer nor the answer to the question is right."""

    code = "R126"


class TooOften(errors.Refused):
    """Too many at once; again in `minutes`."""

    code = "R127"


class LetterIncomplete(errors.Refused):
    """A letter lacks something or has too much of it: `faults` are pairs of field and reason."""

    code = "R128"


class AttachmentRefused(errors.Refused):
    """`name` is not taken: `why`."""

    code = "R129"


class NotAsFiled(errors.Refused):
    """A petition that is made of a report has its channel and its half-day: `field`, and what it is, `filed`."""

    code = "R131"


class EntranceClosed(errors.Unready):
    """Reporting over the web is not set up here."""

    code = "R130"


class TooManyBytes(errors.TooLong):
    """What a machine made of a text is longer than is kept: `length` and `limit` count bytes."""
