"""The one way a form gets onto paper: its head and foot on every page, its pieces between them, for each copy."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app import words
from app.forms import blocks, flow, paper
from app.forms.flow import Piece
from app.forms.imprint import Imprint
from app.forms.layout import Layout
from app.forms.paper import Paper
from app.forms.parts import Mark
from app.progress import Heed, Part, unheard, within

SIZES: Final = {"A4": (210.0, 297.0), "A4L": (297.0, 210.0), "HALF": (210.0, 148.5)}
LEFT: Final = 14.0
RIGHT: Final = 12.0
_TOP: Final = 9.0
_FIRST: Final = 35.0
_LATER: Final = 27.0
_BELOW: Final = 15.0
_QR: Final = 24.0
_QR_LATER: Final = 16.0
#: Behind all that a paper of the practice store says: it never passes for a real one.
_PRACTICE: Final = "练习"
#: Of the time that a long form takes: when its lines are broken, and when its pages are drawn; then the file is packed.
_BROKEN: Final = 0.17
_DRAWN: Final = 0.91


@dataclass(frozen=True, slots=True)
class Marks:
    """What a print adds to what the form says: number and hash, whose copy, who prints, which pictures.

    `repeat` counts the prints: from the second on the sheet is a 副本 with its `reason`. `signed` are
    pictures of signatures by place ("keepers.0"); `pictures` are photos by their hash.
    """

    number: str = ""
    code: str = ""
    code_name: str = "校验"
    repeat: int = 1
    reason: str = ""
    repeated_at: datetime | None = None
    imprint: Imprint | None = None
    copies: tuple[str, ...] = ()
    signed: Mapping[str, Mark] = field(default_factory=dict)
    pictures: Mapping[str, Any] = field(default_factory=dict)


def render(
    layout: Layout,
    value: Mapping[str, Any],
    marks: Marks = Marks(),
    size: str = "",
    *,
    heed: Heed = unheard,
) -> bytes:
    """The form as PDF: once, or once for each named copy; every copy counts its own pages."""
    title = f"{layout.say(layout.title)} {marks.number}".strip()
    sheet = Paper(SIZES[size or layout.paper], title)
    copies = marks.copies or ("",)
    for at, copy in enumerate(copies):
        heard = within(heed, at / len(copies), (at + 1) / len(copies))
        _write(sheet, layout, value, marks, copy, turn=at > 0, heed=heard)
    return sheet.data()


def bound(
    layout: Layout,
    forms: Iterable[tuple[Mapping[str, Any], Marks]],
    title: str,
    size: str = "",
) -> bytes:
    """Several of one form in one file, each counting its own pages."""
    sheet = Paper(SIZES[size or layout.paper], title)
    begun = False
    for value, marks in forms:
        for copy in marks.copies or ("",):
            _write(sheet, layout, value, marks, copy, turn=begun)
            begun = True
    return sheet.data()


def _write(
    sheet: Paper,
    layout: Layout,
    value: Mapping[str, Any],
    marks: Marks,
    copy: str,
    *,
    turn: bool,
    heed: Heed = unheard,
) -> None:
    """One copy of a form; `turn`: something stands on the page before."""
    width, low = sheet.width - LEFT - RIGHT, sheet.height < 200
    broken = _counted(layout, value, heed)
    held = blocks.Held(layout, value, marks.pictures, marks.signed, width, low, broken)
    pieces = [piece for block in layout.blocks for piece in blocks.pieces(held, block)]
    foot = [piece for block in layout.foot for piece in blocks.pieces(held, block)]
    bottom = sheet.height - _BELOW
    high = sum(piece.height for piece in foot)
    pages = flow.paged(pieces, high, bottom - _FIRST, bottom - _LATER)
    for number, page in enumerate(pages, 1):
        if turn or number > 1:
            sheet.next_page()
        if marks.imprint is not None and marks.imprint.practice:
            sheet.behind(_PRACTICE)
        y = _head(sheet, layout, value, marks, copy, full=number == 1)
        y = _draw(sheet, page.pieces, y)
        last = number == len(pages)
        if page.rest:
            _strike(sheet, y, bottom - (high if last else 0), page.rest)
        if last:
            _draw(sheet, foot, bottom - high)
        _foot(sheet, marks, number, len(pages))
        done = _BROKEN + (_DRAWN - _BROKEN) * number / len(pages)
        heed(Part(done, number, len(pages)))


def _counted(layout: Layout, value: Mapping[str, Any], heed: Heed) -> Callable[[], object]:
    """To be called for each row of its tables."""
    tables = (block["table"] for block in layout.blocks if "table" in block)
    rows = max(1, sum(len(value.get(name) or ()) for name in tables))
    numbers = itertools.count(1)
    return lambda: heed(Part(_BROKEN * min(1.0, next(numbers) / rows)))


def _draw(sheet: Paper, pieces: Sequence[Piece], y: float) -> float:
    for piece in pieces:
        piece.draw(sheet, LEFT, y)
        y += piece.height
    return y


def _strike(sheet: Paper, y: float, bottom: float, told: str) -> None:
    """Nothing can be written into what is left."""
    if bottom - y < flow.STRUCK_FROM:
        return
    sheet.text(sheet.width / 2, y + 5, told, 9, align="center")
    if bottom - y > 2 * flow.STRUCK_FROM:
        sheet.rule(sheet.width - RIGHT, y + 7, LEFT, bottom - 2, 0.3)


def _head(
    sheet: Paper,
    layout: Layout,
    value: Mapping[str, Any],
    marks: Marks,
    copy: str,
    *,
    full: bool,
) -> float:
    """Whose form it is, its title, number and code; returns where the body begins."""
    side = _QR if full else _QR_LATER
    edge = sheet.width - RIGHT
    if marks.number:
        sheet.qr(f"{marks.number} {marks.code}".strip(), edge - side, _TOP - 1, side)
    secrecy = words.word(f"secrecy.{value.get('secrecy', 0)}")
    title = layout.say(layout.title)
    _copy_mark(sheet, marks, edge - side - 3)
    if not full:
        sheet.text(LEFT, 16, f"{title}（续页）", 11, bold=True)
        sheet.text(LEFT, 21.5, f"{_numbered(marks)}    密级：{secrecy}    {copy}", 8.6)
        return _LATER
    imprint = marks.imprint
    sheet.text(LEFT, 13, f"{imprint.unit}  {imprint.room}".strip() if imprint else "", 9)
    sheet.text(LEFT, 18.5, f"密级：{secrecy}", 9)
    if copy:
        sheet.text(LEFT, 24, copy, 9, bold=True)
    middle = sheet.width / 2
    sheet.text(middle, 20, title, _title_size(title, sheet.width), bold=True, align="center")
    sheet.text(middle, 26, _numbered(marks), 9.5, align="center")
    if marks.repeat > 1:
        at = paper.moment(marks.repeated_at)
        told = f"副本：第 {marks.repeat} 次打印  {at}  原因：{marks.reason}"
        (told,) = paper.wrap(told, sheet.width - LEFT - RIGHT - 2 * _QR, 8.6, most=1)
        sheet.text(middle, 31.5, told, 8.6, align="center")
    return _FIRST


def _title_size(title: str, wide: float) -> float:
    """As large as the title may be between what stands left and right of it."""
    room = wide - 2 * (LEFT + 34)
    return next((s for s in (17, 15, 13) if paper.width(title, s, paper.BOLD) <= room), 11.5)


def _numbered(marks: Marks) -> str:
    return f"编号 {marks.number}" if marks.number else "预览（未编号，不作凭证）"


def _copy_mark(sheet: Paper, marks: Marks, right: float) -> None:
    """副本 in a frame: a second print never passes for the first."""
    if marks.repeat > 1:
        sheet.box(right - 17, _TOP - 1, 17, 8.4, weight=0.9)
        sheet.text(right - 8.5, _TOP + 5, "副本", 14, bold=True, align="center")


def _foot(sheet: Paper, marks: Marks, number: int, count: int) -> None:
    y = sheet.height - 7.5
    sheet.rule(LEFT, y - 4.2, sheet.width - RIGHT, y - 4.2, 0.25)
    if marks.code:
        sheet.text(LEFT, y, f"{marks.code_name} {marks.code}", 7.6)
    if marks.imprint is not None:
        told = f"打印人 {marks.imprint.printed_by}    打印时间 {paper.moment(marks.imprint.printed_at)}"
        sheet.text(sheet.width / 2 + 10, y, told, 7.6, align="center")
    sheet.text(sheet.width - RIGHT, y, f"第 {number} 页 / 共 {count} 页", 7.6, align="right")


__all__ = ["SIZES", "Marks", "bound", "render"]
