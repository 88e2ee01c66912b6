"""Why a petition is refused: X01 to X26; the sentences stand in resources/words/petitions.json."""

from app.errors import Refused, Unready


class MustBeSealed(Refused):
    """What belongs to the superior organ, or is about the own head, is not taken down here: only sealed on."""

    code = "X01"


class NotUnsealed(Refused):
    """Only what belongs to the superior or is about the own head goes the sealed way."""

    code = "X01"


class PetitionHidden(Refused):
    """The asker has no part in it: whether there is such a petition is not said either."""

    code = "X02"


class NotOwnLevel(Refused):
    """The petition is not for this organ to accept."""

    code = "X03"


class NothingAcceptable(Refused):
    """None of its matters is an accusation, an appeal or advice."""

    code = "X03"


class MarkMissing(Refused):
    """An accusation (`matter`) names no discipline and no offence."""

    code = "X04"


class ToTheAccused(Refused):
    """`target` is the accused's own unit, or stands under it."""

    code = "X05"


class GroundInvalid(Refused):
    """The `ground` is none of those that the rules know."""

    code = "X06"


class GuidanceMissing(Refused):
    """Who reported under his name must be told which organ is competent."""

    code = "X06"


class NewFactsInside(Refused):
    """A petition with new facts is a supplement, no repeat."""

    code = "X07"


class NotLinked(Refused):
    """A repeat stands linked to its first petition."""

    code = "X07"


class ProofMissing(Refused):
    """Without a proof that the reporter was told the clock keeps running."""

    code = "X08"


class WayUnsafe(Refused):
    """The `way` of telling could expose the reporter."""

    code = "X09"


class GivesAway(Refused):
    """The text to be told holds words (`word`) that may show who reported."""

    code = "X09"


class NotNamed(Refused):
    """Only who reported under his name is told."""

    code = "X10"


class NotTold(Refused):
    """Who reported under his name was not told the result yet."""

    code = "X10"


class LeadsOpen(Refused):
    """`count` linked leads are not ended."""

    code = "X11"


class CityMustDecide(Refused):
    """A false accusation is found by a city's organ or above."""

    code = "X12"


class NotAmendable(Refused):
    """`field` is not changed after registration."""

    code = "X13"


class VaultClosed(Unready):
    """The keys of identities are not here."""

    code = "X14"


class VaultTampered(Unready):
    """An identity does not open (`why`)."""

    code = "X14"


class IdentityNotGranted(Refused):
    """Nobody sees an identity without a custodian's grant; a grant serves once."""

    code = "X15"


class AlreadyShown(IdentityNotGranted):
    """The one view was taken (`at`)."""


class CustodianOfOwnOffice(Refused):
    """Who grants must be of another office than who asks."""

    code = "X16"


class OfficeWithoutClerk(Refused):
    """The office has named no clerk for leads who could sign the petition in."""

    code = "X17"


class ReceiversMissing(Refused):
    """A visit is received by two, its minutes read back and signed."""

    code = "X18"


class OriginalMissing(Refused):
    """A receipt holds at least one original or the minutes."""

    code = "X19"


class SameAccusedOnly(Refused):
    """Petitions about other people are not linked as one matter."""

    code = "X20"


class OwnMatter(Refused):
    """It is about the one who would take it down, or his own part in it is in question."""

    code = "X21"


class SecondFromElsewhere(Refused):
    """Who signs beside (`name`) is not of the petition's organ, or must keep away from it."""

    code = "X22"


class StillOut(Refused):
    """What was assigned down (`number`) is not ended there."""

    code = "X23"


class OriginalRefused(Refused):
    """The file `name` is not kept as an original: `why`; larger than `limit` MB none is."""

    code = "X24"


class OrderSettled(Refused):
    """The supervision order `number` is cancelled: it is answered and judged no more."""

    code = "X25"


class OtherIsTheRepeat(Refused):
    """The petition `number` is itself a repeat or a supplement of the one that would become its own."""

    code = "X26"
