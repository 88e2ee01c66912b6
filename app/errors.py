"""Every way this program says no, as a tree of facts; the sentences stand in resources/words.

Refusal            the operator can do something about it; nothing was changed
├── Refused        a rule of the house says no (codes R01–R46: custody.md §8 and ours)
├── NotFound       nothing is known under this key
└── Unready        a device, a file or the store is not ready (devices: app/devices/errors.py)
Broken             the books do not agree; stop and call for help
└── ChainBroken
"""

import errno
from collections.abc import Iterable, Sized
from typing import ClassVar


class Refusal(Exception):
    """A no with its stable code and the facts its sentence needs."""

    code: ClassVar[str] = "R00"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.code, facts)

    def __str__(self) -> str:
        told = ", ".join(f"{k}={v}" for k, v in self.facts.items())
        return f"{self.code} {type(self).__name__}({told})"


class Refused(Refusal):
    """A rule of the house says no."""


class NotFound(Refusal):
    """Nothing is known under `key`."""

    code = "R47"


class Unready(Refusal):
    """A device, a file or the store cannot serve now."""

    code = "R30"


class Broken(Exception):
    """The books do not agree: stop and call for help."""


class ChainBroken(Broken):
    """An entry does not follow from the one before it."""


class NeedsTwoOfficers(Refused):
    """调查人员不得少于二人 (监察法 第44条)."""

    code = "R01"


class NeedsTwoCarriers(Refused):
    """What is valuable or special leaves the store with two people: `number`, `named`."""

    code = "R01"


class NeedsTwoExecutors(Refused):
    """A destruction is carried out by two at least; `named` were named."""

    code = "R01"


class ExecutorNotSigned(Refused):
    """`name` is said to carry out a destruction and has not signed himself."""

    code = "R01"


class SeizerKeeps(Refused):
    """扣管分离: who seized `item` may not keep it."""

    code = "R02"


class KeeperBrings(Refused):
    """扣管分离: `name`, who keeps `number`, cannot be the one who brings it to the counter."""

    code = "R02"


class OwnApproval(Refused):
    """Requester, approver and releaser must be three persons."""

    code = "R03"


class ApprovalExpired(Refused):
    code = "R04"


class ChangedMeanwhile(Refused):
    """What was read (`seen`) is no longer what stands (`current`)."""

    code = "R05"


class NotAllowedNow(Refused):
    """The law has no row for `event` from `state`."""

    code = "R06"


class StillUnderMeasure(Refused):
    """The measure on `number` (`legal`) was neither lifted nor decided upon."""

    code = "R06"


class TakenElsewhere(Refused):
    """Another station was first: `at`, `station`."""

    code = "R07"


class OutElsewhere(TakenElsewhere):
    """Handed over already: `number`, `at` what time, from which `station`."""


class HeldForAnother(Refused):
    """The thing is promised to or out with `who` (`state`)."""

    code = "R07"


class UnknownCode(Refused):
    code = "R08"


class CodeMistyped(UnknownCode):
    """`code` has the shape of one of our numbers, but its check digits do not agree."""


class LabelVoid(Refused):
    """The label of generation `generation` was replaced by `living`."""

    code = "R09"


class OtherLabel(Refused):
    """The scanned label is of another thing than `number`."""

    code = "R09"


class NoPartOfThis(Refused):
    """What was scanned (`what`) is no part of the `work` that is under way on the screen."""

    code = "R174"


class PlaceWanted(NoPartOfThis):
    """The same while the code of a place is waited for."""


class LabelNotScanned(Refused):
    """The living label of `number` was not read before an act that cannot be undone."""

    code = "R16"


class SealDiffers(Refused):
    code = "R10"


class SealUsed(Refused):
    code = "R11"


class WeightDiffers(Refused):
    code = "R12"


class QuantityDiffers(Refused):
    code = "R13"


class OtherList(Refused):
    """A card (`number`) stands on the list `expected`, not on those named for the declaration (`shown`)."""

    code = "R184"


class ListWithoutCards(OtherList):
    """A list is named (`shown`) on which none of the cards declared stands."""


class PhotoMissing(Refused):
    code = "R14"


class PhotoNotKept(Refused):
    """An act names a photo that the store never got."""

    code = "R14"


class SamePhotograph(Refused):
    """One picture is offered twice in one act: as `first` and as `second`."""

    code = "R66"


class PhotographOnCard(SamePhotograph):
    """The picture offered as `second` is on the card `number` as `first` since an earlier act."""


class DocumentMissing(Refused):
    code = "R15"


class ScanNotKept(Refused):
    """An act names a scan that the store never got."""

    code = "R15"


class FieldMissing(Refused):
    code = "R16"


class FieldInvalid(Refused):
    """`field` does not hold what its definition asks for (`why`)."""

    code = "R16"


class NotAmong(FieldInvalid):
    """`field` says `given`, which is none of the `allowed` words: the first ten, and their `count` if there are more."""

    MOST: ClassVar[int] = 10

    @classmethod
    def of(
        cls, field: str, given: object, known: Iterable[str], family: str, **more: object
    ) -> "NotAmong":
        """None of the `known` values, whose words are those of the `family`."""
        keys = [f"{family}.{each}" for each in known if each]
        few, count = ", ".join(keys[: cls.MOST]), cls._count(keys)
        return cls(field=field, given=str(given)[:40], allowed=few, count=count, **more)

    @classmethod
    def named(
        cls, field: str, given: object, known: Iterable[tuple[str, str]], **more: object
    ) -> "NotAmong":
        """None of what is `known` by these names, in Chinese and English."""
        names = list(known)
        zh, en = ([name[at] for name in names[: cls.MOST]] for at in (0, 1))
        told: dict[str, object] = {"allowed": "、".join(zh), "allowed_en": "; ".join(en), **more}
        return cls(field=field, given=str(given)[:40], count=cls._count(names), **told)

    @classmethod
    def _count(cls, known: Sized) -> str:
        return str(len(known)) if len(known) > cls.MOST else ""


class UnitUnknown(FieldInvalid):
    """A thing of this category is not counted in the `unit` given; `units` are those it can be."""


class TooShort(FieldInvalid):
    """`field` has `length` characters and needs `least` to tell the thing apart."""


class RuleOutOfRange(FieldInvalid):
    """A limit is a whole number from `least` to `most`."""


class ScaleInvalid(FieldInvalid):
    """A table of tolerances lacks a group (`groups` are all of them) or a step of it."""


class HiddenCharacter(FieldInvalid):
    """`field` holds a sign that nobody sees (`char`, as the `at`th): a control, a bidi mark, one without width."""

    code = "R16"


class WrongPlace(Refused):
    code = "R17"


class PlaceFull(Refused):
    code = "R17"


class SecrecyTooLow(Refused):
    code = "R18"


class NotOfTheCase(Refused):
    code = "R19"


class SecondNotOfTheCase(Refused):
    """Who signs beside (`name`) is not on the case, or must keep away from it."""

    code = "R19"


class KeptAway(Refused):
    """`name` must keep away from what the case came of, and so from the case."""

    code = "R19"


class StrangerBrings(Refused):
    """`name`, who is said to bring `number`, is neither of its case nor had it in his hands."""

    code = "R19"


class WrongReceiver(Refused):
    code = "R20"


class OtherTransfer(Refused):
    """The things of one receipt went by different decisions or to different `receivers`."""

    code = "R20"


class ReceiverIsStaff(Refused):
    """Who takes or buys a thing (`name`) must be none of ours."""

    code = "R20"


class LateNeedsReason(Refused):
    code = "R21"


class PeriodInvalid(Refused):
    """A check-out has an end, after now and within `limit` days."""

    code = "R21"


class AppraisalMissing(Refused):
    code = "R22"


class CaseNotClear(Refused):
    """案结物清: `count` lines still block the settlement."""

    code = "R23"


class DifferenceOpen(Refused):
    code = "R24"


class NumberUsed(Refused):
    code = "R25"


class NumberAhead(Refused):
    """`number` is one that the program itself will give out (its `last` so far)."""

    code = "R25"


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


class FormSumDiffers(Refused):
    """The amount on a form is not what its rows add up to: `rows`, `told`."""

    code = "R26"


class RefusedBefore(Refused):
    """What a desk asks again was refused the first time, and stays so: `told` is what it heard."""

    code = "R166"


class ClockDrift(Refused):
    """This computer's clock is `minutes` off, more than `limit`: it shows `here` where it is `right`."""

    code = "R27"


class BooksAhead(ClockDrift):
    """This computer's clock is behind the last entry of its own file: it is wrong now, or was when that was written."""


class BooksNotAhead(Refused):
    """The books are not ahead of the clock: there is nothing to set right."""

    code = "R27"


class DoesNotVerify(Refused):
    code = "R29"


class DelegationExpired(Refused):
    code = "R31"


class PrincipalGone(DelegationExpired):
    """Whoever named the deputy decides nothing any more himself: his account was closed."""


class DeputyFromElsewhere(Refused):
    """`name` works at another organ: nobody there decides what is this organ's."""

    code = "R185"


class OverseerInvolved(Refused):
    code = "R32"


class OtherCase(Refused):
    code = "R34"


class TooManyRenewals(Refused):
    code = "R36"


class HoldsItems(Refused):
    """The person still answers for `count` items or requests: `numbers`."""

    code = "R37"


class NotPermitted(Refused):
    """None of the actor's roles may `verb`."""

    code = "R38"


class MayNotSign(NotPermitted):
    """`name`, whose duties are `held`, may not sign `verb` in this place; asked are those of `roles`."""


class ImportInvalid(Refused):
    """`errors`: rows with their column and reason; nothing was stored."""

    code = "R40"


class SheetUnreadable(Refused):
    """The file is no list that can be read (`why`); nothing was stored."""

    code = "R40"


class NeedsSecondPerson(Refused):
    code = "R41"


class NeedsKeeperBeside(Refused):
    """At `place`, which needs two persons, `name` does not count as the second: one of `roles` does."""

    code = "R41"


class ReprintsOften(Refused):
    """The label of `number` is printed anew for the `count`th time in `days` days: the store head must sign."""

    code = "R41"


class SecondMustDiffer(Refused):
    """须为另一人."""

    code = "R42"


class SignInFailed(Refused):
    code = "R43"


class AccountLocked(Refused):
    code = "R44"


class SignedInElsewhere(Refused):
    """This sign-in was ended (`why`): another station took over, or it was locked."""

    code = "R45"

    def __init__(self, *, sign_in: str = "", **facts: object) -> None:
        super().__init__(**facts)
        #: Which sign-in, where it is known: whoever signed in anew since then is not meant.
        self.sign_in = sign_in


class PasswordWeak(Refused):
    code = "R46"


class FirstPassword(Refused):
    """The password was given by somebody else and must be changed before anything is done."""

    code = "R46"


class ActReused(Refused):
    """The same idempotency key came with other arguments, or from somebody else."""

    code = "R48"


class StoreNewer(Unready):
    code = "R49"


class StoreUnreadable(Unready):
    code = "R50"


class StoreUrlInvalid(StoreUnreadable):
    """`url` is no address of a store that this program can open."""


class StoreUnreachable(StoreUnreadable):
    """Nobody answers at `url`."""


class StoreLetsNobodyIn(StoreUnreadable):
    """The server at `url` answers and refuses: login, password, name of the database, rights."""


class StoreIncomplete(StoreUnreadable):
    """Tables or columns of the store (`what`) are missing or were renamed."""


class TokenInvalid(Refused):
    """The second person's signature is not for this act, was used, or is older than 60 s."""

    code = "R51"


class StoreReadOnly(Unready):
    code = "R52"


class OnNetworkShare(Unready):
    code = "R53"


class TooLong(Refused):
    """A text of `length` characters where at most `limit` are kept."""

    code = "R54"


class TooManyBytes(TooLong):
    """What a machine made of a text is longer than is kept: `length` and `limit` count bytes."""


class AlreadyThere(Refused):
    code = "R55"


class RolesClash(AlreadyThere):
    """One person may not hold `held` and `role` together."""


class StoreEmpty(Unready):
    """No store stands there yet, or its laying was never finished."""

    code = "R56"


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


class DiskTrouble(Unready):
    """The disk refused to write (`why`); nothing was stored."""

    code = "R57"


class StoreBusy(Unready):
    code = "R58"


class PathUnusable(Unready):
    """A file or folder that was named cannot be used: `path`, `why`; what was asked for was not done."""

    code = "R64"

    @classmethod
    def of(cls, trouble: OSError, path: object = "") -> "PathUnusable":
        """What the system said of a path, in one of our words where we have one."""
        why = _OF_PATH.get(trouble.errno or 0, trouble.strerror or str(trouble))
        return cls(path=str(path or trouble.filename or "—"), why=why)


_OF_PATH = {
    errno.ENOENT: "path.missing",
    errno.EACCES: "path.denied",
    errno.EPERM: "path.denied",
    errno.EROFS: "path.denied",
    errno.ENOSPC: "path.full",
    errno.EDQUOT: "path.full",
    errno.EFBIG: "path.full",
    errno.EISDIR: "path.is_folder",
    errno.ENOTDIR: "path.no_folder",
    errno.EEXIST: "path.no_folder",  # a file stands where a folder is to be made
    errno.ENAMETOOLONG: "path.too_long",
}
