"""How a form writes a value: money, weights, moments, words of the vocabulary, ticks."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from app import clock, words
from app.custody import categories
from app.forms import amounts, paper

TICKED: Final = "■"  # our font has no ticked box
OPEN: Final = "□"


def say(value: Any, how: str = "") -> str:
    """A plain value as `how` wants it ("count", "money", "weight", "moment", "day", "tick", "word:status" …)."""
    if value is None or value == "":
        return ""
    if how.startswith("word:"):
        return words.word(f"{how[5:]}.{value}")
    if how:
        return _WAYS[how](value)
    if isinstance(value, list | tuple):
        return "、".join(say(part) for part in value)
    return str(value)


def grams(mg: int) -> str:
    """58.620 克."""
    return f"{mg / 1_000:,.3f} 克"


def category(id_: str) -> str:
    """What a category is called."""
    known = categories.all_().get(id_)
    return known.zh if known else id_


def signer(told: Mapping[str, Any]) -> str:
    """审一; 审一（代审二）when he stands in another's place."""
    name, other = str(told.get("name", "")), str(told.get("on_behalf", ""))
    return f"{name}（代{other}）" if other else name


def _long_day(value: str) -> str:
    day = date.fromisoformat(value[:10]) if len(value) == 10 else clock.local(clock.moment(value))
    return f"{day.year}年{day.month}月{day.day}日"


_WAYS: Final[dict[str, Callable[[Any], str]]] = {
    "count": "{:,}".format,
    "money": amounts.figures,
    "weight": grams,
    "moment": lambda value: paper.moment(clock.moment(value)),
    "day": lambda value: value if len(value) == 10 else paper.moment(clock.moment(value), day=True),
    "long_day": _long_day,
    "tick": lambda value: "√" if value else "",
    "category": category,
}
