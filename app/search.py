"""The search splitter: Chinese in overlapping pairs, Latin and digits as whole words."""

import re
import unicodedata
from collections.abc import Iterable

_RUN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+|[^\W_㐀-鿿豈-﫿\U00020000-\U0003ffff]+")


def _is_han(run: str) -> bool:
    return (
        ord(run[0]) >= 0x3400
        and not run[0].isdigit()
        and bool(re.match(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]", run[0]))
    )


def is_one_run(text: str) -> bool:
    """Whether a text is Chinese from end to end, as it is kept: whatever holds it holds all its pairs."""
    return bool(text) and _runs(text) == [text] and _is_han(text)


def _runs(text: str) -> list[str]:
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def _folded(text: str) -> str:
    """Sign by sign, so that what stands in a text stands in it folded: no engine tells apart less than this."""
    return "".join(sign.lower()[0] for sign in text)


def _spelt(part: str) -> str:
    """A word of letters and digits that stands for any signs."""
    return "".join(f"{ord(sign):05x}" for sign in part)


def pieces(texts: Iterable[str]) -> str:
    """The index text of what is found from its middle too: each sign and each pair of neighbours, whatever they are."""
    found: dict[str, None] = {}
    for text in texts:
        for run in _folded(text).split():
            for at in range(len(run)):
                found[_spelt(run[at])] = None
                found[_spelt(run[at : at + 2])] = None
    return " ".join(found)


def pieces_of(words: Iterable[str]) -> list[str]:
    """Which of `pieces` a text has that carries all these words, each without a blank in it."""
    found: dict[str, None] = {}
    for word in map(_folded, words):
        for at in range(max(1, len(word) - 1)):
            found[_spelt(word[at : at + 2])] = None
    return list(found)


def words(texts: Iterable[str]) -> str:
    """The index text of a card: pairs and the last character of each Chinese run, whole words else."""
    found: dict[str, None] = {}
    for text in texts:
        for run in _runs(text):
            if not _is_han(run):
                found[run] = None
                continue
            for i in range(len(run)):
                found[run[i : i + 2]] = None
    return " ".join(found)


def asked(text: str) -> list[tuple[str, bool]]:
    """What a searcher typed, as (word, is a prefix): all of them must be found, each literally.

    A single Chinese character and a last Latin word of three characters or more match by prefix,
    so that an answer comes while one is still typing.
    """
    runs = _runs(text)
    out: dict[tuple[str, bool], None] = {}
    for place, run in enumerate(runs):
        if not _is_han(run):
            out[run, place == len(runs) - 1 and len(run) >= 3] = None
        elif len(run) == 1:
            out[run, True] = None
        else:
            for i in range(len(run) - 1):
                out[run[i : i + 2], False] = None
    return list(out)
