"""The ways in which work without a network is refused, or put off."""

from app.errors import Refused, Unready
from app.line_errors import CentreAway


class NeverMet(CentreAway):
    """The centre at `url` does not answer (`why`), and this computer has never met it: nothing of it is here."""

    code = "R146"


class OnlineOnly(Unready):
    """What is done, or asked, at the centre or not at all: `verb`, and `why` no desk can keep it for later."""

    code = "R164"


class NotHeldHere(OnlineOnly):
    """What is asked (`verb`) is not among what a desk holds."""

    code = "R164"


class Queued(Unready):
    """`verb` is kept at the desk and sent as soon as there is a network: as `draft`, which has no number yet, or
    about what bears the number `about`."""

    code = "R165"


class DeskLocked(Refused):
    """The desk's file is closed: revoked, or not renewed for `days` days; its key is gone."""

    code = "R167"


class DeskUnknown(Refused):
    """Without a network only those sign in who did it here before with one."""

    code = "R168"


class MassRemoval(Unready):
    """The centre takes away `count` of `held` records at once: nothing is removed until somebody has agreed."""

    code = "R169"


class ClientTooOld(Unready):
    """The centre speaks version `needs`, this program `has`: it can be read, and must be brought up to date."""

    code = "R170"


class StoreRewritten(Refused):
    """The trail of `room` is not the one that was witnessed before (`why`): call for help."""

    code = "R171"


class IntentBroke(Refused):
    """Nobody foresaw what this intent met at the centre: nothing of it was done, the centre's log says why."""

    code = "R172"


class RoomUnknown(Refused):
    """Nobody has admitted the storeroom `room` (`installation`) with its key `signer`: it is not witnessed yet."""

    code = "R173"


class NoLongerOpen(Unready):
    """The intent was answered, or given up, meanwhile: nothing is left to decide about it."""

    code = "R176"
