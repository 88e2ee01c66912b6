"""What the storeroom says no to, beside the refusals that all share: seals, photographs, numbers, places, who brings."""

from app.errors import FieldInvalid, NumberUsed, QuantityDiffers, Refused, TakenElsewhere


class KeeperBrings(Refused):
    """扣管分离: `name`, who keeps `number`, cannot be the one who brings it to the counter."""

    code = "R02"


class ApprovalExpired(Refused):
    code = "R04"


class StillUnderMeasure(Refused):
    """The measure on `number` (`legal`) was neither lifted nor decided upon."""

    code = "R06"


class OutElsewhere(TakenElsewhere):
    """Handed over already: `number`, `at` what time, from which `station`."""


class OtherLabel(Refused):
    """The scanned label is of another thing than `number`."""

    code = "R09"


class LabelNotScanned(Refused):
    """The living label of `number` was not read before an act that cannot be undone."""

    code = "R16"


class SealDiffers(Refused):
    code = "R10"


class WeightDiffers(Refused):
    code = "R12"


class OtherList(Refused):
    """A card (`number`) stands on the list `expected`, not on those named for the declaration (`shown`)."""

    code = "R184"


class ListWithoutCards(OtherList):
    """A list is named (`shown`) on which none of the cards declared stands."""


class PhotoMissing(Refused):
    code = "R14"


class SamePhotograph(Refused):
    """One picture is offered twice in one act: as `first` and as `second`."""

    code = "R66"


class PhotographOnCard(SamePhotograph):
    """The picture offered as `second` is on the card `number` as `first` since an earlier act."""


class UnitUnknown(FieldInvalid):
    """A thing of this category is not counted in the `unit` given; `units` are those it can be."""


class TooShort(FieldInvalid):
    """`field` has `length` characters and needs `least` to tell the thing apart."""


class WrongPlace(Refused):
    code = "R17"


class PlaceFull(Refused):
    code = "R17"


class SecrecyTooLow(Refused):
    code = "R18"


class StrangerBrings(Refused):
    """`name`, who is said to bring `number`, is neither of its case nor had it in his hands."""

    code = "R19"


class OtherTransfer(Refused):
    """The things of one receipt went by different decisions or to different `receivers`."""

    code = "R20"


class ReceiverIsStaff(Refused):
    """Who takes or buys a thing (`name`) must be none of ours."""

    code = "R20"


class LateNeedsReason(Refused):
    code = "R21"


class RangeTaken(NumberUsed):
    """The numbers from `first` to `last` are those of another lot as well: `where` it is."""


class NumberKnown(NumberUsed):
    """A thing's own number (`number`) stands on another card that is still here: `where`."""


class ListedNumberKnown(NumberKnown):
    """The same, of a list: in which `row` of it the number stands."""


class RangeDiffers(QuantityDiffers):
    """A lot from `first` to `last` has `expected` numbers, not as many as it has pieces (`counted`)."""


class AmountDiffers(Refused):
    code = "R26"


class ReceiptDiffers(Refused):
    """The receipt says `told`, the cards `cards` (`currency`)."""

    code = "R26"


class OverseerInvolved(Refused):
    code = "R32"


class ImportInvalid(Refused):
    """`errors`: rows with their column and reason; nothing was stored."""

    code = "R40"


class SheetUnreadable(Refused):
    """The file is no list that can be read (`why`); nothing was stored."""

    code = "R40"


class NeedsKeeperBeside(Refused):
    """At `place`, which needs two persons, `name` does not count as the second: one of `roles` does."""

    code = "R41"


class ReprintsOften(Refused):
    """The label of `number` is printed anew for the `count`th time in `days` days: the store head must sign."""

    code = "R41"
