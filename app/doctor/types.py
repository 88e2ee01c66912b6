"""What a look at the computer finds: a state, and one sentence of what is wrong and one of what to do."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app import words
from app.errors import Refusal


class State(StrEnum):
    """How a thing is; `MISSING` is no fault where one can do without."""

    OK = "ok"
    MISSING = "missing"
    BAD = "bad"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `key` names the sentences in resources/words (`doctor.…`), `no` tells its own."""

    name: str
    state: State
    key: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    no: Refusal | None = None

    def detail(self, lang: str) -> str:
        """What is there, or what is wrong."""
        if self.no is not None:
            return words.refusal(self.no, lang).what
        return words.told(words.word(self.key, lang), self._told(lang))

    def cure(self, lang: str) -> str:
        """What to do; empty when nothing need be done."""
        if self.no is not None:
            return words.refusal(self.no, lang).next
        if self.state is State.OK:
            return ""
        return words.told(words.word(f"{self.key}.cure", lang), self._told(lang))

    def title(self, lang: str) -> str:
        """What the thing is called."""
        return words.word(f"doctor.{self.name}", lang)

    def _told(self, lang: str) -> dict[str, str]:
        return {
            name: words.word(value, lang) if words.has(str(value)) else str(value)
            for name, value in self.facts.items()
        }


def well(name: str, key: str, /, **facts: Any) -> Finding:
    """It is there and works."""
    return Finding(name, State.OK, key, facts)


def missing(name: str, key: str, /, **facts: Any) -> Finding:
    """It is not there, which need not be wrong."""
    return Finding(name, State.MISSING, key, facts)


def bad(name: str, key: str, /, **facts: Any) -> Finding:
    """It is there and does not work."""
    return Finding(name, State.BAD, key, facts)


def refused(name: str, no: Refusal, state: State = State.BAD) -> Finding:
    """It says itself what is wrong."""
    return Finding(name, state, no=no)
