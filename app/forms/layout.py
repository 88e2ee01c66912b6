"""A form as data: its blocks, its copies and its words, read from resources/forms; the words of a day."""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from app import paths

Block = Mapping[str, Any]
#: The keys of a layout that hold words: what an administrator may put otherwise.
_WORDS: Final = ("title", "text", "label")


@dataclass(frozen=True, slots=True)
class Layout:
    """One form: how it is named, on which paper, what stands on it from top to foot, who gets a copy.

    `of` says what it is printed for (an act on things, a request, a case, an item, a store); `acts` are
    the events of the law it belongs to, `prefix` begins its number, `words` puts other words in place.
    """

    id: str
    title: str
    paper: str
    of: str
    value: str
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()
    acts: tuple[str, ...] = ()
    prefix: str = ""
    copies: tuple[str, ...] = ()
    wording: tuple[Block, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """A text of the layout in the words of the day."""
        return self.words.get(text, text)

    def on(self, day: date, changed: Mapping[str, str] | None = None) -> "Layout":
        """This form with the words that were in force on a day: what ships, then what was `changed` here."""
        words: dict[str, str] = {}
        for version in self.wording:
            if date.fromisoformat(version["since"]) <= day:
                words = dict(version["words"])
        return replace(self, words={**words, **(changed or {})})

    def texts(self) -> tuple[str, ...]:
        """Every text of the layout, in the order of the page: what may be put in other words."""
        told = [self.title, *self.copies]
        for block in (*self.blocks, *self.foot):
            told += _texts(block)
        return tuple(dict.fromkeys(text for text in told if text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name in _WORDS and isinstance(inner, str):
                yield inner
            elif name == "options":
                yield from (option[1] for option in inner)
            else:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


@functools.cache
def all_() -> dict[str, Layout]:
    """Every form, F1 first."""
    files = (paths.resources() / "forms").glob("F*.json")
    found = [_read(json.loads(file.read_text("utf-8"))) for file in files]
    return {form.id: form for form in sorted(found, key=lambda form: int(form.id[1:]))}


def get(id_: str) -> Layout:
    """A form by its id ("F10"); `KeyError` when there is none."""
    return all_()[id_]


def _read(told: dict[str, Any]) -> Layout:
    lists = ("blocks", "foot", "acts", "copies", "wording")
    given: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in told.items()}
    return Layout(**given)
