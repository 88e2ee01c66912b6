"""How this program says no: the tree, and the facts that features share; the sentences stand in resources/words.

A fact of one feature stands in its own `errors` (app/custody/errors.py …), what goes wrong between a desk and its
centre in app/line_errors.py.

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


class OwnApproval(Refused):
    """Requester, approver and releaser must be three persons."""

    code = "R03"


class ChangedMeanwhile(Refused):
    """What was read (`seen`) is no longer what stands (`current`)."""

    code = "R05"


class NotAllowedNow(Refused):
    """The law has no row for `event` from `state`."""

    code = "R06"


class TakenElsewhere(Refused):
    """Another station was first: `at`, `station`."""

    code = "R07"


class UnknownCode(Refused):
    code = "R08"


class CodeMistyped(UnknownCode):
    """`code` has the shape of one of our numbers, but its check digits do not agree."""


class LabelVoid(Refused):
    """The label of generation `generation` was replaced by `living`."""

    code = "R09"


class NoPartOfThis(Refused):
    """What was scanned (`what`) is no part of the `work` that is under way on the screen."""

    code = "R174"


class PlaceWanted(NoPartOfThis):
    """The same while the code of a place is waited for."""


class SealUsed(Refused):
    code = "R11"


class QuantityDiffers(Refused):
    code = "R13"


class PhotoNotKept(Refused):
    """An act names a photo that the store never got."""

    code = "R14"


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


class HiddenCharacter(FieldInvalid):
    """`field` holds a sign that nobody sees (`char`, as the `at`th): a control, a bidi mark, one without width."""

    code = "R16"


class NotOfTheCase(Refused):
    code = "R19"


class WrongReceiver(Refused):
    code = "R20"


class PeriodInvalid(Refused):
    """A check-out has an end, after now and within `limit` days."""

    code = "R21"


class AppraisalMissing(Refused):
    code = "R22"


class NumberUsed(Refused):
    code = "R25"


class RefusedBefore(Refused):
    """What a desk asks again was refused the first time, and stays so: `told` is what it heard."""

    code = "R166"


class ClockDrift(Refused):
    """This computer's clock is `minutes` off, more than `limit`: it shows `here` where it is `right`."""

    code = "R27"


class BooksAhead(ClockDrift):
    """This computer's clock is behind the last entry of its own file: it is wrong now, or was when that was written."""


class DelegationExpired(Refused):
    code = "R31"


class PrincipalGone(DelegationExpired):
    """Whoever named the deputy decides nothing any more himself: his account was closed."""


class DeputyFromElsewhere(Refused):
    """`name` works at another organ: nobody there decides what is this organ's."""

    code = "R185"


class OtherCase(Refused):
    code = "R34"


class NotPermitted(Refused):
    """None of the actor's roles may `verb`."""

    code = "R38"


class NeedsSecondPerson(Refused):
    code = "R41"


class SecondMustDiffer(Refused):
    """须为另一人."""

    code = "R42"


class SignInFailed(Refused):
    code = "R43"


class SignedInElsewhere(Refused):
    """This sign-in was ended (`why`): another station took over, or it was locked."""

    code = "R45"

    def __init__(self, *, sign_in: str = "", **facts: object) -> None:
        super().__init__(**facts)
        #: Which sign-in, where it is known: whoever signed in anew since then is not meant.
        self.sign_in = sign_in


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


class StoreReadOnly(Unready):
    code = "R52"


class OnNetworkShare(Unready):
    code = "R53"


class TooLong(Refused):
    """A text of `length` characters where at most `limit` are kept."""

    code = "R54"


class AlreadyThere(Refused):
    code = "R55"


class StoreEmpty(Unready):
    """No store stands there yet, or its laying was never finished."""

    code = "R56"


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
