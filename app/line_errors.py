"""What goes wrong between a desk and its centre: nobody answers, an answer is lost, too much comes at once."""

from app.errors import Refusal, Refused, Unready


class ArgumentsInvalid(Refused):
    """What was sent to the centre is not what the verb takes: at `field`, `why`."""

    code = "R140"


class TooMuch(Refused):
    """More than `limit` bytes in one request."""

    code = "R141"


class TooSlow(Refused):
    """A request that was not whole after `seconds`."""

    code = "R175"


class TooManyRequests(Unready):
    """So many requests from one place that it has to wait `seconds`."""

    code = "R142"


class FromNewerCentre(Refusal):
    """The centre refuses for a reason that this program is too old to know; it says itself `why`."""

    code = "R143"


class PlainNetwork(Refused):
    """Passwords would cross the network in clear: `host` is not this computer, and there is no certificate."""

    code = "R144"


class PortTaken(Unready):
    """The centre cannot listen at `host`, `port` (`why`)."""

    code = "R145"


class CentreAway(Unready):
    """The centre at `url` does not answer (`why`); nothing was changed."""

    code = "R146"
    #: No connection was made; else whoever answers in the centre's place may have passed on what was sent.
    is_unheard = False


class CentreNotBelieved(CentreAway):
    """Whoever answers at `url` shows a certificate that is not believed (`why`): nothing was said to him.

    To a desk he is a centre that is away; but waiting mends it no more than a network does, so it is told by itself.
    """

    code = "R186"


class PlainAddress(PlainNetwork):
    """The address of a centre beyond this computer, `host`, does not begin with https://."""

    code = "R144"


class BeingConfirmed(Unready):
    """The answer to an act was lost on the way: whether it was done is asked for under its key `act`."""

    code = "R147"


class NotDone(Unready):
    """The act under key `act`, whose answer was lost, never reached the books."""

    code = "R151"


class OnlyAtTheCentre(Unready):
    """This needs the books themselves, and they lie at `url`."""

    code = "R148"


class OffsetDiffers(Refused):
    """A part of an upload does not begin where the last one ended: at `offset`."""

    code = "R149"


class BlobDiffers(Refused):
    """What arrived is not what its hash says: `sha256`; it was thrown away."""

    code = "R150"
