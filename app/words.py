"""The vocabulary: what every state, event, role, field and refusal is called, in Chinese and English."""

import functools
import json
from typing import NamedTuple

from app import paths
from app.errors import Refusal

LANGUAGES = ("zh", "en")


class Sentence(NamedTuple):
    """A refusal in words: what is wrong, what to do next, the stable code, the rule behind it."""

    what: str
    next: str
    code: str
    basis: str


@functools.cache
def _all() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for file in sorted((paths.resources() / "words").glob("*.json")):
        known.update(json.loads(file.read_text("utf-8")))
    return known


def has(key: str) -> bool:
    """Whether the vocabulary knows the key."""
    return key in _all()


def word(key: str, lang: str = "zh") -> str:
    """What `key` ("status.IN", "role.custodian" …) is called; the key's last part if unknown."""
    found = _all().get(key)
    return found[LANGUAGES.index(lang)] if found else key.rpartition(".")[2]


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "—"


def refusal(no: Refusal, lang: str = "zh") -> Sentence:
    """A refusal as its two sentences: what is wrong, what to do next."""
    at = LANGUAGES.index(lang)
    found = _all().get(f"refusal.{type(no).__name__}")
    if found is None:
        return Sentence(str(no), "", no.code, "")
    facts = _Facts({k: _fact(v, lang) for k, v in no.facts.items()})
    basis = found[4] if len(found) > 4 else ""
    return Sentence(found[at].format_map(facts), found[at + 2].format_map(facts), no.code, basis)


def _fact(value: object, lang: str) -> object:
    return word(value, lang) if isinstance(value, str) and value in _all() else value
