"""Whose leads are reported upwards (casework §3.6): posts with their dates; the list only marks, nothing unmarks."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

_RULES: Final = "监督执纪规则 第22条"


class Post(NamedTuple):
    """A post by what stands in its title; `lower_head`: its holder heads the next lower Party committee."""

    title: str
    lower_head: bool
    since: date
    until: date | None = None
    basis: str = _RULES


_FROM: Final = date(2017, 1, 20)
#: What ships; an organ adds its own (table key_post).
SHIPPED: Final = (
    Post("区委书记", True, _FROM),
    Post("县委书记", True, _FROM),
    Post("镇党委书记", True, _FROM),
    Post("乡党委书记", True, _FROM),
    Post("党工委书记", True, _FROM),
    Post("党组书记", True, _FROM),
    Post("党委委员", False, _FROM),
    Post("候补委员", False, _FROM),
    Post("纪委常委", False, _FROM),
    Post("监委委员", False, _FROM),
    Post("区长", False, _FROM),
    Post("县长", False, _FROM),
    Post("主要负责人", False, _FROM),
)


def find(post: str, day: date, posts: Iterable[Post]) -> Post | None:
    """The first post of the list that a title names on a day; who was there before (原) is none."""
    title = post.strip()
    if title.startswith(("原", "前")):
        return None
    for each in posts:
        valid = each.since <= day and (each.until is None or day <= each.until)
        if valid and each.title in title and not _is_deputy(title, each.title):
            return each
    return None


def _is_deputy(title: str, post: str) -> bool:
    """区委副书记 is no 区委书记, and 副区长 no 区长."""
    return f"副{post}" in title or title.endswith("副书记")
