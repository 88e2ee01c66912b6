"""The blocks a form is built of, each turned into pieces: facts, tables, amounts, ticks, text, opinions, signatures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.forms import amounts, cells, paper, signing, table
from app.forms.flow import Piece
from app.forms.layout import Block, Layout
from app.forms.paper import Paper
from app.forms.parts import Mark
from app.forms.table import Column

_SIZE: Final = 8.6
_STEP: Final = 4.0
_NAME: Final = 26.0
_CHUNK: Final = 8


@dataclass(frozen=True, slots=True)
class Held:
    """What the blocks draw from: the layout with its words, the value, the pictures, the width; `low`: half a sheet.

    `broken` is called for each row of a table that was broken into lines.
    """

    layout: Layout
    value: Mapping[str, Any]
    pictures: Mapping[str, Any]
    signed: Mapping[str, Mark]
    width: float
    low: bool = False
    broken: Callable[[], object] = lambda: None

    def say(self, text: str) -> str:
        """A text of the layout in the words of the day."""
        return self.layout.say(text)

    def get(self, name: str) -> Any:
        """A field of the value."""
        return self.value.get(name)


def pieces(held: Held, block: Block) -> list[Piece]:
    """A block of the layout as pieces."""
    kind = next(name for name in _KINDS if name in block)
    return _KINDS[kind](held, block)


# -- facts -------------------------------------------------------------------------------------------


def _facts(held: Held, block: Block) -> list[Piece]:
    """Named fields, some of them over the whole width."""
    told = [
        (held.say(f["title"]), _field(held.value, f), bool(f.get("wide"))) for f in block["facts"]
    ]
    return _grid(held.width, told, int(block.get("across", 2)))


def _pairs(held: Held, block: Block) -> list[Piece]:
    """Facts that the value itself names: what a category asks for."""
    told = [(str(name), str(value), bool(wide)) for name, value, wide in held.get(block["pairs"])]
    return _grid(held.width, told, int(block.get("across", 2)))


def _field(value: Mapping[str, Any], column: Block) -> str:
    *before, last = column["field"].split()
    if value.get(last) is None:
        return ""  # a currency alone says nothing
    told = [cells.say(value.get(name)) for name in before]
    told.append(cells.say(value.get(last), str(column.get("as", ""))))
    return " ".join(part for part in told if part)


def _grid(width: float, told: Sequence[tuple[str, str, bool]], across: int) -> list[Piece]:
    rows: list[list[tuple[str, str, bool]]] = []
    for fact in told:
        if fact[2] or not rows or rows[-1][0][2] or len(rows[-1]) == across:
            rows.append([])
        rows[-1].append(fact)
    return [_fact_row(width, row, 1 if row[0][2] else across) for row in rows]


def _fact_row(width: float, row: Sequence[tuple[str, str, bool]], across: int) -> Piece:
    room = width / across
    title = _NAME if across < 3 else 18.0
    most = table.MOST if across == 1 else 8
    shown = [
        (name, paper.wrap(value, room - title - 3, _SIZE, most=most)) for name, value, _ in row
    ]
    high = max(_high(name, lines, title) for name, lines in shown)

    def draw(sheet: Paper, x: float, y: float) -> None:
        for at in range(across):
            left = x + at * room
            if at >= len(shown):
                sheet.box(left, y, room, high, weight=0.25)
                continue
            name, lines = shown[at]
            _named(sheet, left, y, high, name, title)
            sheet.box(left + title, y, room - title, high, weight=0.25)
            sheet.lines(left + title + 1.5, y + 4.2, lines, _SIZE, _STEP)

    return Piece(high, draw)


def _high(name: str, lines: Sequence[str], wide: float = _NAME) -> float:
    """How high a named field is: its text or its name, whichever takes more."""
    return max(len(lines) * _STEP, len(_name(name, wide)) * 3.4 + 0.4) + 2.2


def _name(name: str, wide: float) -> list[str]:
    return paper.wrap(name, wide - 2, 8, most=3)


def _named(sheet: Paper, x: float, y: float, high: float, name: str, wide: float = _NAME) -> None:
    sheet.box(x, y, wide, high, weight=0.25, fill=0.95)
    sheet.lines(x + 1.5, y + 4.2, _name(name, wide), 8, 3.4)


# -- tables ------------------------------------------------------------------------------------------


def _table(held: Held, block: Block) -> list[Piece]:
    """Rows that break over pages under repeated titles; "#" counts them, a row marked bold is a sum.

    An optional table without rows leaves no titles on the paper.
    """
    columns = _columns(held, block["columns"])
    rows = held.get(block["table"]) or ()
    if not rows and block.get("optional"):
        return []
    head = Piece(
        table.head_height(columns),
        lambda sheet, x, y: table.titles(sheet, columns, x, y),
        glued=bool(rows),
    )
    made = [head]
    if block.get("title"):
        made.insert(0, _caption(held.say(block["title"])))
    for at, row in enumerate(rows, 1):
        told = [str(at) if c["field"] == "#" else _field(row, c) for c in block["columns"]]
        made.append(_row(columns, table.row(columns, told, bold=bool(row.get("bold"))), head))
        held.broken()
    return made


def _columns(held: Held, told: Sequence[Block]) -> tuple[Column, ...]:
    """The columns, as wide as the paper lets them be together."""
    scale = held.width / sum(float(column["width"]) for column in told)
    return tuple(
        Column(
            held.say(column["title"]),
            float(column["width"]) * scale,
            column.get("align", "left"),
            int(column.get("lines", table.MOST)),
        )
        for column in told
    )


def _row(columns: Sequence[Column], row: table.Row, head: Piece) -> Piece:
    return Piece(
        row.height, lambda sheet, x, y: table.draw_row(sheet, columns, row, x, y), top=head
    )


def _caption(text: str) -> Piece:
    def draw(sheet: Paper, x: float, y: float) -> None:
        sheet.text(x, y + 5, text, 10, bold=True)

    return Piece(7, draw, glued=True)


def _break(held: Held, block: Block) -> list[Piece]:
    """A new page, with its title."""
    caption = _caption(held.say(block["break"]))
    return [Piece(caption.height, caption.draw, glued=True, breaks=True)]


# -- lines over the whole width ----------------------------------------------------------------------


def _banner(held: Held, block: Block) -> list[Piece]:
    """A line in a frame, with a word at its right end."""
    left, right = str(held.get(block["banner"])), str(held.get(block["right"]))

    def draw(sheet: Paper, x: float, y: float) -> None:
        sheet.box(x, y + 1, held.width, 8.5, fill=0.96)
        sheet.text(x + 3, y + 6.7, left, 11, bold=True)
        sheet.text(x + held.width - 3, y + 6.7, right, 10, align="right")

    return [Piece(11.5, draw)]


def _money(held: Held, block: Block) -> list[Piece]:
    """Amounts in figures and in capitals: one line a currency, both from the same number."""
    title = held.say(block["title"])
    return [_amount(held.width, title, each) for each in held.get(block["money"]) or ()]


def _amount(width: float, title: str, told: Mapping[str, Any]) -> Piece:
    fen, currency = int(told["fen"]), str(told["currency"])
    own = currency == "CNY"
    figures = f"（小写）{'¥' if own else currency + ' '}{amounts.figures(fen)}"
    capital = f"{title}（大写）：{'' if own else currency + ' '}{amounts.capital(fen)}"
    lines = paper.wrap(capital, width - paper.width(figures, 9, paper.BOLD) - 8, 9, paper.BOLD, 2)
    high = len(lines) * 4.2 + 2.6

    def draw(sheet: Paper, x: float, y: float) -> None:
        sheet.box(x, y, width, high)
        sheet.lines(x + 2, y + 4.6, lines, 9, 4.2, bold=True)
        sheet.text(x + width - 2, y + 4.6, figures, 9, bold=True, align="right")

    return Piece(high, draw)


def _ticks(held: Held, block: Block) -> list[Piece]:
    """Boxes to tick; those that the value names are ticked."""
    chosen = held.get(block["ticks"]) or ()
    chosen = (chosen,) if isinstance(chosen, str) else chosen
    told = "  ".join(
        f"{cells.TICKED if id_ in chosen else cells.OPEN}{held.say(name)}"
        for id_, name in block["options"]
    )
    return _boxed(held.width, held.say(block["title"]), told, 1)


def _text(held: Held, block: Block) -> list[Piece]:
    """A longer text beside its title; `least` lines are kept free for a hand."""
    told = cells.say(held.get(block["text_of"]), str(block.get("as", "")))
    return _boxed(held.width, held.say(block["title"]), told, int(block.get("least", 1)))


def _boxed(width: float, title: str, told: str, least: int) -> list[Piece]:
    lines = paper.wrap(told, width - _NAME - 3, _SIZE)
    lines += [""] * (least - len(lines))
    chunks = [lines[at : at + _CHUNK] for at in range(0, len(lines), _CHUNK)]
    return [_chunk(width, title, chunk) for chunk in chunks]


def _chunk(width: float, title: str, lines: Sequence[str]) -> Piece:
    high = _high(title, lines)

    def draw(sheet: Paper, x: float, y: float) -> None:
        _named(sheet, x, y, high, title)
        sheet.box(x + _NAME, y, width - _NAME, high, weight=0.25)
        sheet.lines(x + _NAME + 1.5, y + 4.2, lines, _SIZE, _STEP)

    return Piece(high, draw)


def _say(held: Held, block: Block) -> list[Piece]:
    """A sentence of the form itself."""
    lines = paper.wrap(held.say(block["text"]), held.width, 8.2)

    def draw(sheet: Paper, x: float, y: float) -> None:
        sheet.lines(x, y + 4.4, lines, 8.2, 3.9)

    return [Piece(len(lines) * 3.9 + 2, draw)]


def _copies(held: Held, block: Block) -> list[Piece]:
    """一式三份: who gets which."""
    names = [held.say(name) for name in held.layout.copies]
    count = "一两三四五六"[len(names) - 1]
    told = "　".join(f"{'①②③④⑤⑥'[at]}{name}" for at, name in enumerate(names))
    return _say(
        held, {"text": f"本单一式{count}份：{told}" if len(names) > 1 else f"本单一份：{names[0]}"}
    )


def _opinions(held: Held, block: Block) -> list[Piece]:
    """What each office said; those that have said nothing leave room for a hand."""
    given = {str(told["office"]): told for told in held.get(block["opinions"]) or ()}
    return [_opinion(held, held.say(o["label"]), given.get(o["id"])) for o in block["offices"]]


def _said(told: Mapping[str, Any]) -> str:
    """同意：请核对封条; a text that says the decision itself stands alone."""
    decision, text = str(told["decision"]), str(told["text"])
    if not text or text.startswith(decision):
        return text or decision
    return f"{decision}：{text}"


def _opinion(held: Held, office: str, told: Mapping[str, Any] | None) -> Piece:
    said = _said(told) if told else ""
    lines = paper.wrap(said, held.width - _NAME - 3, _SIZE, most=table.MOST)
    high = max(len(lines), 1 if held.low else 2) * _STEP + 7
    name = cells.signer(told) if told else ""
    at = cells.say(told["at"], "moment") if told else ""

    def draw(sheet: Paper, x: float, y: float) -> None:
        _named(sheet, x, y, high, office)
        sheet.box(x + _NAME, y, held.width - _NAME, high, weight=0.25)
        sheet.lines(x + _NAME + 1.5, y + 4.2, lines, _SIZE, _STEP)
        foot = f"签字：{name or '　' * 6}　　{at or '　　年　月　日'}"
        sheet.text(x + held.width - 3, y + high - 2, foot, _SIZE, align="right")

    return Piece(high, draw)


# -- pictures ----------------------------------------------------------------------------------------


def _label(held: Held, block: Block) -> list[Piece]:
    """The thing's label as it was printed, beside its number in large signs."""
    image = held.pictures.get("label")

    def draw(sheet: Paper, x: float, y: float) -> None:
        sheet.text(x, y + 10, str(held.get("number")), 17, bold=True)
        for at, told in enumerate(held.get(block["label"]) or ()):
            sheet.text(x, y + 18 + at * 5.4, str(told), 9)
        if image is not None:
            sheet.box(x + held.width - 61, y, 61, 41, weight=0.2)
            sheet.picture(image, x + held.width - 60.5, y + 0.5, 60, 40)

    return [Piece(44, draw)]


def _photos(held: Held, block: Block) -> list[Piece]:
    """Photos three in a row; how many more there are is said."""
    names = list(held.get(block["photos"]) or ())
    shown = names[: int(block["most"])]
    across = {1: 1, 2: 2, 4: 2}.get(len(shown), 3)
    wide = (held.width - (across - 1) * 3) / across
    high = min(wide * 0.75, 62.0)
    made = [
        _photo_row(held, shown[at : at + across], wide, high) for at in range(0, len(shown), across)
    ]
    if len(names) > len(shown):
        made += _say(held, {"text": f"另有照片 {len(names) - len(shown)} 张，见系统。"})
    return made


def _photo_row(held: Held, names: Sequence[str], wide: float, high: float) -> Piece:
    def draw(sheet: Paper, x: float, y: float) -> None:
        for at, name in enumerate(names):
            left = x + at * (wide + 3)
            sheet.box(left, y + 3, wide, high, weight=0.25)
            sheet.photo(held.pictures.get(name, b""), left + 0.6, y + 3.6, wide - 1.2, high - 1.2)
            # Only what is printed carries a mark: the kept photo is never written on.
            words = "  ".join(("案库", str(held.value.get("number") or ""), name[:12]))
            sheet.watermark(words, left, y + 3 + high, wide)

    return Piece(high + 3, draw)


def _signatures(held: Held, block: Block) -> list[Piece]:
    """Who signs, with his line, his day and, where he may refuse, the boxes for that."""
    return signing.pieces(held.layout, held.value, held.signed, held.width, block)


_KINDS: Final[dict[str, Callable[[Held, Block], list[Piece]]]] = {
    "facts": _facts,
    "pairs": _pairs,
    "table": _table,
    "break": _break,
    "banner": _banner,
    "money": _money,
    "ticks": _ticks,
    "text_of": _text,
    "text": _say,
    "copies": _copies,
    "opinions": _opinions,
    "label": _label,
    "photos": _photos,
    "signatures": _signatures,
}
