"""Where people sign: a line each, the printed name, 代 where one stands in for another, a refusal in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from app.forms import cells, paper
from app.forms.flow import Piece
from app.forms.layout import Block, Layout
from app.forms.paper import Paper
from app.forms.parts import Mark, Refused
from app.forms.places import people

_PLAIN: Final = 13.5
_REFUSABLE: Final = 18.0
_LINE: Final = 3.6
_SIZE: Final = 8.6


def pieces(
    layout: Layout,
    value: Mapping[str, Any],
    signed: Mapping[str, Mark],
    width: float,
    block: Block,
) -> list[Piece]:
    """Rows of places to sign; a place is named "field.n", and a picture of that name is drawn into it."""
    across = int(block.get("across", 3))
    places = [
        _seen(layout.say(part["label"]), person, part, signed.get(name))
        for part in block["signatures"]
        for name, person in people(value, part)
    ]
    rows = [places[at : at + across] for at in range(0, len(places), across)]
    return [_row(width / across, row) for row in rows]


class _Seen(NamedTuple):
    """A place as it is drawn: its label, who, whether he may refuse, the picture of his signature."""

    label: str
    person: Mapping[str, Any]
    refusable: bool
    picture: bytes | None


def _seen(label: str, person: Mapping[str, Any], part: Block, mark: Mark | None) -> _Seen:
    """A refusal that was written down after the print stands where refusals stand."""
    if isinstance(mark, Refused):
        told = {**person, "refusal": mark.how, "reason": mark.reason}
        return _Seen(label, told, refusable=True, picture=None)
    return _Seen(label, person, bool(part.get("refusal")), mark)


def _row(wide: float, row: Sequence[_Seen]) -> Piece:
    refusals = [_refusal(seen.person, wide - 4) if seen.refusable else [] for seen in row]
    most = max(len(lines) for lines in refusals)
    high = _REFUSABLE + (most - 1) * _LINE if most else _PLAIN

    def draw(sheet: Paper, x: float, y: float) -> None:
        for at, (label, person, _, picture) in enumerate(row):
            left = x + at * wide
            _place(sheet, left, y, wide - 4, label, person, picture)
            sheet.lines(left, y + 14.6, refusals[at], 8, _LINE)
            if refusals[at] and not person.get("refusal"):
                sheet.rule(left + 29, y + 15.5, left + wide - 4, y + 15.5, 0.2)

    return Piece(high, draw)


def _place(
    sheet: Paper,
    x: float,
    y: float,
    wide: float,
    label: str,
    person: Mapping[str, Any],
    picture: bytes | None,
) -> None:
    name = cells.signer(person)
    at = cells.say(person.get("at"), "long_day") or "　　年　月　日"
    left = x + paper.width(f"{label}：", _SIZE) + 1
    sheet.text(x, y + 5.2, f"{label}：", _SIZE)
    if picture is not None:
        sheet.photo(picture, left, y - 1.4, x + wide - left, 7.4)
    if name:
        (shown,) = paper.wrap(name, wide - paper.width(at, 8) - 1, _SIZE, most=1)
        sheet.text(x, y + 10.8, shown, _SIZE)
    sheet.rule(left, y + 6.4, x + wide, y + 6.4, 0.25)
    sheet.text(x + wide, y + 10.8, at, 8, align="right")


def _refusal(person: Mapping[str, Any], wide: float) -> list[str]:
    """□拒签 □不在场 原因：… in as many lines as it takes."""
    boxes = "  ".join(
        f"{cells.TICKED if person.get('refusal') == id_ else cells.OPEN}{name}"
        for id_, name in (("refused", "拒签"), ("absent", "不在场"))
    )
    return paper.wrap(f"{boxes} 原因：{person.get('reason', '')}", wide, 8, most=12)
