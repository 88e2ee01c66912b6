"""How a form runs over its pages: pieces one below the other, titles repeated, the foot at the bottom of the last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.forms.paper import Paper

#: Less room than this cannot be written in, and needs no stroke.
STRUCK_FROM: Final = 7.0
EMPTY: Final = "以下空白"
TURNED: Final = "（转下页）"


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of a height that draws itself at (x, y); `top` is repeated where a page begins with it.

    `glued` stays with what follows it; `breaks` begins a new page, and nothing of the old one is struck.
    """

    height: float
    draw: Callable[[Paper, float, float], None]
    top: "Piece | None" = None
    glued: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, and with which words the rest of it is struck out; none: it is full."""

    pieces: tuple[Piece, ...]
    rest: str = ""

    @property
    def height(self) -> float:
        """How far down the pieces reach."""
        return sum(piece.height for piece in self.pieces)


def paged(pieces: Sequence[Piece], foot: float, first: float, later: float) -> list[Page]:
    """The pages: `first` mm of room on the first, `later` on the others, `foot` mm kept on the last."""
    pages: list[list[Piece]] = [[]]
    room = first
    for at, piece in enumerate(pieces):
        if piece.breaks or (_need(pieces, at) > room and pages[-1]):
            pages.append([])
            room = later
            if piece.top is not None:
                pages[-1].append(piece.top)
                room -= piece.top.height
        pages[-1].append(piece)
        room -= piece.height
    if foot <= room:
        return _pages(pages)
    # Nobody signs a page on which nothing stands: the last piece goes along with the signatures.
    last = pages[-1].pop() if len(pages[-1]) > 1 else None
    if last is None:
        return [*_pages(pages), Page((), EMPTY)]
    top = (last.top,) if last.top is not None else ()
    return [*_pages(pages[:-1], ""), Page(tuple(pages[-1]), TURNED), Page((*top, last), EMPTY)]


def _pages(pages: Sequence[Sequence[Piece]], rest: str = EMPTY) -> list[Page]:
    """Pages that are full, and a last one whose rest is struck."""
    made = [Page(tuple(page)) for page in pages]
    return [*made[:-1], Page(made[-1].pieces, rest)] if made else []


def _need(pieces: Sequence[Piece], at: int) -> float:
    need = pieces[at].height
    while pieces[at].glued and at + 1 < len(pieces):
        at += 1
        need += pieces[at].height
    return need
