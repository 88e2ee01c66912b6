"""Where people sign: a line each, the printed name, 代 where one stands in for another, a refusal in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.forms import cells, paper
from app.forms.flow import Piece
from app.forms.layout import Block, Layout
from app.forms.paper import Paper

_PLAIN: Final = 13.5
_REFUSABLE: Final = 18.0
_SIZE: Final = 8.6


def pieces(
    layout: Layout,
    value: Mapping[str, Any],
    signed: Mapping[str, bytes],
    width: float,
    block: Block,
) -> list[Piece]:
    """Rows of places to sign; a place is named "field.n", and a picture of that name is drawn into it."""
    across = int(block.get("across", 3))
    places = [
        (layout.say(part["label"]), person, bool(part.get("refusal")), signed.get(name))
        for part in block["signatures"]
        for name, person in _people(value, part)
    ]
    rows = [places[at : at + across] for at in range(0, len(places), across)]
    return [_row(width / across, row) for row in rows]


def places(layout: Layout, value: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """Every place to sign on a form: its name ("keepers.0"), its label, the name printed there."""
    return tuple(
        (name, layout.say(part["label"]), str(person.get("name", "")))
        for block in (*layout.blocks, *layout.foot)
        for part in block.get("signatures", ())
        for name, person in _people(value, part)
    )


def _people(value: Mapping[str, Any], part: Block) -> list[tuple[str, Mapping[str, Any]]]:
    told: Sequence[Mapping[str, Any]] = value.get(part["field"]) or ()
    missing = int(part.get("least", 1)) - len(told)
    people = [*told, *({} for _ in range(missing))]
    return [(f"{part['field']}.{at}", person) for at, person in enumerate(people)]


def _row(wide: float, row: Sequence[tuple[str, Mapping[str, Any], bool, bytes | None]]) -> Piece:
    high = _REFUSABLE if any(refusable for _, _, refusable, _ in row) else _PLAIN

    def draw(sheet: Paper, x: float, y: float) -> None:
        for at, (label, person, refusable, picture) in enumerate(row):
            _place(sheet, x + at * wide, y, wide - 4, label, person, picture)
            if refusable:
                _refusal(sheet, x + at * wide, y + 14.6, wide - 4, person)

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
    left = x + paper.width(f"{label}：", _SIZE) + 1
    sheet.text(x, y + 5.2, f"{label}：", _SIZE)
    if picture is not None:
        sheet.photo(picture, left, y - 1.4, x + wide - left, 7)
    if name:
        (shown,) = paper.wrap(name, x + wide - left, _SIZE, most=1)
        sheet.text(left, y + (5.2 if picture is None else 9.8), shown, _SIZE)
    sheet.rule(left, y + 6.4, x + wide, y + 6.4, 0.25)
    at = cells.say(person.get("at"), "long_day") or "　　年　　月　　日"
    sheet.text(x + wide, y + 10.8, at, 8, align="right")


def _refusal(sheet: Paper, x: float, y: float, wide: float, person: Mapping[str, Any]) -> None:
    how, reason = person.get("refusal", ""), str(person.get("reason", ""))
    boxes = "  ".join(
        f"{cells.TICKED if how == id_ else cells.OPEN}{name}"
        for id_, name in (("refused", "拒签"), ("absent", "不在场"))
    )
    told = f"{boxes} 原因："
    sheet.text(x, y, told, 8)
    left = x + paper.width(told, 8)
    (shown,) = paper.wrap(reason, x + wide - left, 8, most=1)
    sheet.text(left, y, shown, 8)
    sheet.rule(left, y + 0.9, x + wide, y + 0.9, 0.2)
