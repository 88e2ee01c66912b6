"""Learning a scanner that types: from one scan of a known code, what it puts before and after, how fast and what it garbles.

The code that is scanned holds capitals, small letters, digits and signs. What comes in is laid over it: what is left
before and after is the scanner's prefix and suffix; letters that come as others are a keyboard layout that differs
between scanner and computer; letters in the other case are caps lock; letters that come as Chinese, or not at all,
are the input method's.
"""

import enum
import itertools
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

#: Scanned from the screen or from paper: the letters that layouts move about, the digits, and some twice, so that a
#: code which is not this one cannot be laid over it.
SAMPLE: Final = "aZqWyMxA-0123456789-aZ"
_SLOW_MS: Final = 60


@dataclass(frozen=True, slots=True)
class Press:
    """One key as it came: its text, when, and whether it came through an input method."""

    text: str
    at_ms: int
    composed: bool = False


class Trouble(enum.StrEnum):
    """What stands in the way; a sentence for each is in resources/words under `scanner_trouble.`."""

    NOTHING = "NOTHING"
    INPUT_METHOD = "INPUT_METHOD"
    LAYOUT = "LAYOUT"
    CAPS = "CAPS"
    NO_SUFFIX = "NO_SUFFIX"
    SLOW = "SLOW"
    OTHER_CODE = "OTHER_CODE"


#: What must be put right before a scanner can be learned.
_PASSING: Final = frozenset(
    {Trouble.NOTHING, Trouble.INPUT_METHOD, Trouble.OTHER_CODE, Trouble.CAPS}
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A scanner's habits; `keys` brings what came back to what was meant."""

    prefix: str = ""
    suffix: str = ""
    gap_ms: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)

    def meant(self, text: str) -> str:
        """The code without what the scanner adds, and with every key brought back."""
        text = text.removeprefix(self.prefix) if self.prefix else text
        text = text.removesuffix(self.suffix) if self.suffix else text
        return "".join(self.keys.get(each, each) for each in text)


@dataclass(frozen=True, slots=True)
class Learned:
    """What one scan told: the profile, and what a person should see to."""

    profile: Profile
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether codes can be read with this profile, also tomorrow: caps lock is a key that somebody pressed."""
        return not _PASSING & {*self.troubles}


def learn(presses: Sequence[Press], sample: str = SAMPLE) -> Learned:
    """What the keys of one scan of the sample say about the scanner that typed them."""
    ends = "".join(each.text for each in presses if each.text in ("\r", "\n", "\t", "\x03"))
    typed = [each for each in presses if each.text.isprintable() and each.text]
    got = "".join(each.text for each in typed)
    if not got:
        return Learned(Profile(), (Trouble.NOTHING,))
    if any(each.composed for each in presses) or any(_is_foreign(char) for char in got):
        return Learned(Profile(), (Trouble.INPUT_METHOD,))
    at = _where(got, sample)
    if at < 0:
        is_left_over = _digits(sample) == _digits(got) and len(got) < len(sample)
        return Learned(Profile(), (Trouble.INPUT_METHOD if is_left_over else Trouble.OTHER_CODE,))
    inside = got[at : at + len(sample)]
    keys = {came: meant for came, meant in zip(inside, sample, strict=True) if came != meant}
    gap = max(1, _gap(presses))  # 0 would be a scanner that nobody has learned
    profile = Profile(got[:at], got[at + len(sample) :], gap, keys)
    return Learned(profile, _troubles(profile, ends))


def _digits(text: str) -> str:
    """What an input method lets through."""
    return "".join(char for char in text if char.isdecimal())


def _troubles(profile: Profile, ends: str) -> tuple[Trouble, ...]:
    told = []
    letters = {came: meant for came, meant in profile.keys.items() if meant.isalpha()}
    if letters and all(came.swapcase() == meant for came, meant in letters.items()):
        told.append(Trouble.CAPS)
    elif profile.keys:
        told.append(Trouble.LAYOUT)
    if not ends:
        told.append(Trouble.NO_SUFFIX)
    if profile.gap_ms > _SLOW_MS:
        told.append(Trouble.SLOW)
    return tuple(told)


def _where(got: str, sample: str) -> int:
    """Where in what came the sample begins: the place with the fewest changes that a keyboard could make; -1 when none."""
    best, fewest = -1, len(sample) + 1
    for at in range(len(got) - len(sample) + 1):
        changed = _changed(got[at : at + len(sample)], sample)
        if changed is not None and changed < fewest:
            best, fewest = at, changed
    return best


def _changed(got: str, sample: str) -> int | None:
    """How many characters differ; None when no keyboard would do it (one key, two meanings)."""
    meant: dict[str, str] = {}
    came: dict[str, str] = {}
    for each, wanted in zip(got, sample, strict=True):
        if meant.setdefault(each, wanted) != wanted or came.setdefault(wanted, each) != each:
            return None
    return sum(each != wanted for each, wanted in zip(got, sample, strict=True))


def _is_foreign(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _gap(presses: Sequence[Press]) -> int:
    gaps = [after.at_ms - before.at_ms for before, after in itertools.pairwise(presses)]
    return round(statistics.quantiles(gaps, n=20)[-1]) if len(gaps) > 1 else 0
