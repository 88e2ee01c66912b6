"""The vocabulary: what every state, event, role, field and refusal is called, in Chinese and English."""

import functools
import json
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

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


def read_ahead() -> None:
    """Read all of it, in a worker, before the first word is asked for."""
    _all()


def has(key: str) -> bool:
    """Whether the vocabulary knows the key."""
    return key in _all()


def word(key: str, lang: str = "zh") -> str:
    """What `key` ("status.IN", "role.custodian" …) is called; the key's last part if unknown."""
    found = _all().get(key)
    return found[LANGUAGES.index(lang)] if found else key.rpartition(".")[2]


def refusal(no: Refusal, lang: str = "zh") -> Sentence:
    """A refusal as its two sentences: what is wrong, what to do next."""
    found = refused(type(no).__name__, no.facts, lang)
    return found._replace(what=found.what or str(no), code=no.code)


def refused(name: str, facts: Mapping[str, object], lang: str = "zh") -> Sentence:
    """The sentences of a refusal by its name; empty when it has none."""
    at = LANGUAGES.index(lang)
    found = _all().get(f"refusal.{name}")
    if found is None:
        return Sentence("", "", "", "")
    said = {each: _fact(each, value, facts, lang) for each, value in facts.items()}
    if isinstance(off := facts.get("minutes"), int):
        said["off"] = _off(off, lang)
    basis = cited(found[4], lang) if len(found) > 4 else ""
    return Sentence(told(found[at], said), told(found[at + 2], said), "", basis)


#: From so many minutes on a clock's error is told in this measure, which has so many of them.
_MEASURES: Final = ((2_880, "day", 1_440), (120, "hour", 60), (0, "minute", 1))


def _off(minutes: int, lang: str) -> str:
    """How wrong a clock is, as one says it: 慢约 365 天."""
    size = abs(minutes)
    measure, each = next((name, each) for least, name, each in _MEASURES if size >= least)
    told = word(f"clock_off.{'slow' if minutes < 0 else 'fast'}.{measure}", lang)
    return told.format(round(size / each))


_ARTICLE: Final = re.compile(r" ?第(\d+)条")
#: Where Chinese needs no mark and English does: before a note, a year, a word in quotes.
_GAPS: Final = (
    (re.compile(r"(?<=[)㐀-鿿]) (?=[㐀-鿿])"), "，"),
    (re.compile(r"(?<=[㐀-鿿])(?=\()|(?<=\d)(?=“)"), " "),
)
_NUMBERED: Final = re.compile(r"〔(\d+)〕(\d+)号")
_YEAR: Final = re.compile(r"(?<=[A-Za-z] )(\d{4})\b")
_HAN: Final = re.compile(r"[㐀-鿿]")
_MARKS: Final = str.maketrans(
    {"；": "; ", "、": ", ", "，": ", ", "（": " (", "）": ")", ";": "; "}
)


def cited(basis: str, lang: str = "zh") -> str:
    """A legal basis, which the books keep in Chinese, in the language shown: the law by its English name, its articles.

    What a unit wrote itself and this vocabulary does not know stays as it is written, whole.
    """
    if lang == "zh" or not _HAN.search(basis):
        return basis
    said = _ARTICLE.sub(r", Art. \1", basis)
    for gap, mark in _GAPS:
        said = gap.sub(mark, said)
    for zh, en in _laws():
        said = said.replace(zh, en)
    said = _YEAR.sub(r"(\1)", _NUMBERED.sub(r"[\1] No. \2", said)).translate(_MARKS)
    said = re.sub(r"(?<=[;,])(?: ?,)? +", " ", said).lstrip(", ")
    return basis if _HAN.search(said) else said[:1].upper() + said[1:]


@functools.cache
def _laws() -> tuple[tuple[str, str], ...]:
    """Laws and what is said beside them, the longest name first: 监察法 is the beginning of another."""
    found = [(each[0], each[1]) for key, each in _all().items() if key.startswith("law.")]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


#: `[ … {fact} … ]` is said only when its facts are there.
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_PLACE: Final = re.compile(r"\{(\w+)\}")


def told(sentence: str, facts: Mapping[str, str]) -> str:
    """A sentence with its facts; a part in square brackets is left out when one of its facts is empty."""

    def part(found: re.Match[str]) -> str:
        return found[1] if all(facts.get(name) for name in _PLACE.findall(found[1])) else ""

    return _PLACE.sub(lambda found: facts.get(found[1]) or "—", _OPTIONAL.sub(part, sentence))


#: Facts that are given without the first part of their key.
_FAMILY: Final = {"roles": "role", "field": "rule", "hint": "hint", "acts": "event", "held": "role"}


#: Facts that name several things at once.
_SEVERAL: Final = ("roles", "held", "parts", "acts", "allowed", "material")
#: What is typed as a code at the command line is told with it.
_WITH_CODE: Final = "allowed"


def _fact(name: str, value: object, facts: Mapping[str, object], lang: str) -> str:
    if lang == "en" and f"{name}_en" in facts:
        return str(facts[f"{name}_en"])
    if not isinstance(value, str):
        return f"{value:g}" if isinstance(value, float) else str(value)
    parts = value.split(", ") if name in _SEVERAL else [value]
    return ("、" if lang == "zh" else ", ").join(_said(name, part, lang) for part in parts)


def _said(name: str, value: str, lang: str) -> str:
    for key in (value, f"{_FAMILY.get(name, name)}.{value}"):
        if key and has(key):
            return _coded(key, lang) if name == _WITH_CODE else word(key, lang)
    return value.rpartition(".")[2] if name == _WITH_CODE and not has(value) else value


def _coded(key: str, lang: str) -> str:
    """overall（全貌）."""
    code, said = key.rpartition(".")[2], word(key, lang)
    return f"{code}（{said}）" if lang == "zh" else f"{code} ({said})"
