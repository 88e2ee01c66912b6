"""The desk card: a sheet of command codes that lies beside the scanner, so that both hands stay on the things."""

from typing import Final

from app import words
from app.forms.paper import Paper
from app.labels import rules, symbols
from app.labels.types import Command

_A4: Final = (210.0, 297.0)
_ACROSS, _DOWN = 2, 5
_MARGIN, _TOP = 12.0, 26.0
_CELL: Final = ((_A4[0] - 2 * _MARGIN) / _ACROSS, 52.0)
#: Twelve dots to the millimetre: a symbol of whole dots stays sharp on any office printer.
_DOTS: Final = 12


def desk_card_pdf() -> bytes:
    """One A4 page with every command: its word in both languages, its line code, its matrix code."""
    paper = Paper(_A4, words.word("desk_card.title", "zh"))
    paper.text(_MARGIN, 16, words.word("desk_card.title", "zh"), 16, bold=True)
    paper.text(
        _A4[0] - _MARGIN, 16, words.word("desk_card.title", "en"), 10, align="right", grey=0.3
    )
    paper.text(_MARGIN, 22, words.word("desk_card.use", "zh"), 8.5, grey=0.3)
    for number, command in enumerate(Command):
        row, column = divmod(number, _ACROSS)
        _draw(paper, command, _MARGIN + column * _CELL[0], _TOP + row * _CELL[1])
    return paper.data()


def _draw(paper: Paper, command: Command, x: float, y: float) -> None:
    wide, high = _CELL
    payload = rules.encode(rules.code_for(command))
    paper.box(x + 1.5, y + 1.5, wide - 3, high - 3)
    paper.text(x + 6, y + 12, words.word(f"command.{command.name}", "zh"), 20, bold=True)
    paper.text(x + 6, y + 18, words.word(f"command.{command.name}", "en"), 10, grey=0.3)
    side = 15.0
    matrix = symbols.matrix(payload, round(side * _DOTS))
    paper.picture(matrix, x + wide - side - 6, y + 5, side, side)
    across = wide - 12
    linear = symbols.linear(payload, round(across * _DOTS), round(16 * _DOTS))
    paper.picture(linear, x + 6, y + 23, across, 16)
    paper.text(x + wide / 2, y + 45, rules.grouped(payload), 9, align="center")
