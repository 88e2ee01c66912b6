"""How a form runs over its pages: pieces one below the other, titles repeated, the foot at the bottom of the last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.forms.paper import Paper

#: Less room than this cannot be written in, and needs no stroke.
STRUCK_FROM: Final = 7.0


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
    """What stands on one page, and whether the rest of it is struck out (以下空白)."""

    pieces: tuple[Piece, ...]
    struck: bool = False

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
    made = [Page(tuple(page)) for page in pages]
    made[-1] = Page(made[-1].pieces, struck=True)
    return made if foot <= room else [*made, Page((), struck=True)]


def _need(pieces: Sequence[Piece], at: int) -> float:
    need = pieces[at].height
    while pieces[at].glued and at + 1 < len(pieces):
        at += 1
        need += pieces[at].height
    return need
