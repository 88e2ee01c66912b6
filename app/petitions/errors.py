"""Why a petition is refused: R70 to R99; the sentences stand in resources/words/petitions.json."""

from app.errors import Refused, Unready


class MustBeSealed(Refused):
    """What belongs to the superior organ, or is about the own head, is not taken down here: only sealed on."""

    code = "R70"


class NotUnsealed(Refused):
    """Only what belongs to the superior or is about the own head goes the sealed way."""

    code = "R70"


class PetitionHidden(Refused):
    """The asker has no part in it: whether there is such a petition is not said either."""

    code = "R71"


class NotOwnLevel(Refused):
    """The petition is not for this organ to accept."""

    code = "R72"


class NothingAcceptable(Refused):
    """None of its matters is an accusation, an appeal or advice."""

    code = "R72"


class MarkMissing(Refused):
    """An accusation (`matter`) names no discipline and no offence."""

    code = "R73"


class ToTheAccused(Refused):
    """`target` is the accused's own unit, or stands under it."""

    code = "R74"


class GroundInvalid(Refused):
    """The `ground` is none of those that the rules know."""

    code = "R75"


class GuidanceMissing(Refused):
    """Who reported under his name must be told which organ is competent."""

    code = "R75"


class NewFactsInside(Refused):
    """A petition with new facts is a supplement, no repeat."""

    code = "R76"


class NotLinked(Refused):
    """A repeat stands linked to its first petition."""

    code = "R76"


class ProofMissing(Refused):
    """Without a proof that the reporter was told the clock keeps running."""

    code = "R77"


class WayUnsafe(Refused):
    """The `way` of telling could expose the reporter."""

    code = "R78"


class GivesAway(Refused):
    """The text to be told holds words (`word`) that may show who reported."""

    code = "R78"


class NotNamed(Refused):
    """Only who reported under his name is told."""

    code = "R79"


class NotTold(Refused):
    """Who reported under his name was not told the result yet."""

    code = "R79"


class LeadsOpen(Refused):
    """`count` linked leads are not ended."""

    code = "R80"


class CityMustDecide(Refused):
    """A false accusation is found by a city's organ or above."""

    code = "R81"


class NotAmendable(Refused):
    """`field` is not changed after registration."""

    code = "R82"


class VaultClosed(Unready):
    """The keys of identities are not here."""

    code = "R83"


class VaultTampered(Unready):
    """An identity does not open (`why`)."""

    code = "R83"


class IdentityNotGranted(Refused):
    """Nobody sees an identity without a custodian's grant; a grant serves once."""

    code = "R84"


class AlreadyShown(IdentityNotGranted):
    """The one view was taken (`at`)."""


class CustodianOfOwnOffice(Refused):
    """Who grants must be of another office than who asks."""

    code = "R85"


class OfficeWithoutClerk(Refused):
    """The office has named no clerk for leads who could sign the petition in."""

    code = "R86"


class ReceiversMissing(Refused):
    """A visit is received by two, its minutes read back and signed."""

    code = "R87"


class OriginalMissing(Refused):
    """A receipt holds at least one original or the minutes."""

    code = "R88"


class SameAccusedOnly(Refused):
    """Petitions about other people are not linked as one matter."""

    code = "R89"
