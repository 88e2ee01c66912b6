"""What crosses the network beside plain values: a refusal with its code, its sentences and its facts."""

from collections.abc import Iterator, Mapping
from typing import Any

from app import errors, registry, words
from app.line_errors import FromNewerCentre


def told(no: errors.Refusal) -> dict[str, Any]:
    """A refusal as JSON: for a program its code, name and facts, for a person what is wrong and what to do next."""
    zh, en = (words.refusal(no, lang) for lang in ("zh", "en"))
    return {
        "refused": no.code,
        "name": type(no).__name__,
        "why": {"zh": zh.what, "en": en.what},
        "next": {"zh": zh.next, "en": en.next},
        "basis": zh.basis,
        "facts": registry.plain(no.facts),
    }


def heard(answer: Mapping[str, Any]) -> errors.Refusal:
    """The refusal that `told` wrote; one that this program does not know keeps its code and says itself."""
    name = str(answer.get("name", ""))
    known = {kind.__name__: kind for kind in _tree(errors.Refusal)}
    facts = {str(k): v for k, v in dict(answer.get("facts") or {}).items()}
    if name in known:
        return known[name](**facts)
    why = dict(answer.get("why") or {})
    no = FromNewerCentre(why=why.get("zh", ""), why_en=why.get("en", ""))
    no.code = str(answer.get("refused", no.code))  # type: ignore[misc]
    return no


def _tree(kind: type[errors.Refusal]) -> Iterator[type[errors.Refusal]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _tree(below)
