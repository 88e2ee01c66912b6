"""清单编号: what is declared goes under the list on which each thing was written down, and under no other."""

from collections.abc import Sequence

from app.custody.errors import ListWithoutCards, OtherList
from app.custody.types import Paper
from db.custody.models import Item

LIST = "list"


def require_own(items: Sequence[Item], papers: Sequence[Paper]) -> None:
    """Each card stands on one of the lists named, and each list named has a card of those declared."""
    named = tuple(dict.fromkeys(p.number.strip() for p in papers if p.kind == LIST))
    strays = [item for item in items if item.list_no not in named]
    if strays:
        raise OtherList(
            number=strays[0].number,
            expected=strays[0].list_no,
            shown="、".join(named),
            more=str(len(strays) - 1) if len(strays) > 1 else "",
        )
    empty = [number for number in named if not any(i.list_no == number for i in items)]
    if empty:
        raise ListWithoutCards(shown="、".join(empty))


def own(item: Item, papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """The papers behind one card: of several lists, its own."""
    return tuple(p for p in papers if p.kind != LIST or p.number.strip() == item.list_no)
