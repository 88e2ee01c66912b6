"""F8 一物一卡卡片: the card with its label and photos, and on the back how the thing went from hand to hand."""

from collections.abc import Sequence
from typing import Any, Final

from app import words
from app.custody import categories
from app.custody.categories import Category, Field
from app.custody.types import Card
from app.forms import amounts, paper, table
from app.forms.imprint import Imprint
from app.forms.paper import Paper
from app.forms.table import Column
from app.labels import layout, render
from app.labels.types import Label
from app.ledger.types import EntryView

_MARGIN: Final = 14.0
_BOTTOM: Final = 281.0
_SIZE: Final = 8.6
MOST_PHOTOS: Final = 6
_BACK: Final = (
    Column("序号", 10, "center"),
    Column("时间", 27, "center"),
    Column("事由", 25),
    Column("经办", 20),
    Column("会同", 20),
    Column("状态", 22),
    Column("封条号", 24),
    Column("去向/说明", 34, lines=3),
)


def card_pdf(
    card: Card,
    photos: Sequence[bytes] = (),
    label: Label | None = None,
    *,
    imprint: Imprint | None = None,
) -> bytes:
    """The card as PDF: a front with what it is, backs with its whole way."""
    sheet = Paper(paper.PORTRAIT, f"一物一卡 {card.row.number}")
    lines = [
        table.row(_BACK, _way(at, entry)) for at, entry in enumerate(reversed(card.entries), 1)
    ]
    backs = table.paged(lines, _BOTTOM - 26, _BOTTOM - 26)
    count = 1 + len(backs)
    _front(sheet, card, photos, label, imprint)
    _foot(sheet, card, imprint, 1, count)
    for number, rows in enumerate(backs, 2):
        sheet.next_page()
        sheet.text(sheet.width / 2, 18, "流转表", 14, bold=True, align="center")
        sheet.text(_MARGIN, 22.5, f"{card.row.number}  {card.row.name}", 8.6)
        y = table.draw(sheet, _BACK, rows, _MARGIN, 26)
        if number == count:
            table.strike(sheet, _BACK, _MARGIN, y, _BOTTOM)
        _foot(sheet, card, imprint, number, count)
    return sheet.data()


def _front(
    sheet: Paper,
    card: Card,
    photos: Sequence[bytes],
    label: Label | None,
    imprint: Imprint | None,
) -> None:
    row = card.row
    sheet.text(_MARGIN, 16, f"{imprint.unit}  {imprint.room}" if imprint else "", 9)
    sheet.text(_MARGIN, 28, "一物一卡", 19, bold=True)
    sheet.text(_MARGIN, 36, row.number, 14, bold=True)
    sheet.text(_MARGIN, 42, f"案件 {row.case_number}    代号 {row.case_alias}", 9)
    sheet.text(_MARGIN, 47.5, f"密级：{words.word(f'secrecy.{card.secrecy}')}", 9)
    if label is not None:
        sheet.box(sheet.width - _MARGIN - 61, 9.5, 61, 41, weight=0.2)
        image = render.render(label, layout.BOX, 300).convert("L")
        sheet.picture(image, sheet.width - _MARGIN - 60.5, 10, 60, 40)
    sheet.qr(f"{row.number} {card.head}", sheet.width - _MARGIN - 88, 12, 25)
    y = _facts(sheet, card, 56)
    _photos(sheet, photos, y + 5)


def _facts(sheet: Paper, card: Card, y: float) -> float:
    """Two facts a line, long ones over the whole width."""
    half = (sheet.width - 2 * _MARGIN) / 2
    short, wide = _told(card)
    for at in range(0, len(short), 2):
        pair = short[at : at + 2]
        high = max(_fact_height(value, half) for _, value in pair)
        for place, (name, value) in enumerate(pair):
            _fact(sheet, _MARGIN + place * half, y, half, high, name, value)
        if len(pair) == 1:
            sheet.box(_MARGIN + half, y, half, high, weight=0.25)
        y += high
    for name, value in wide:
        high = _fact_height(value, 2 * half)
        _fact(sheet, _MARGIN, y, 2 * half, high, name, value)
        y += high
    return y


def _fact_height(value: str, room: float) -> float:
    return len(paper.wrap(value, room - 29, _SIZE, most=6)) * 4 + 2.6


def _fact(
    sheet: Paper, x: float, y: float, room: float, high: float, name: str, value: str
) -> None:
    sheet.box(x, y, 26, high, weight=0.25, fill=0.95)
    sheet.box(x + 26, y, room - 26, high, weight=0.25)
    (shown,) = paper.wrap(name, 24, 8, most=1)
    sheet.text(x + 1.5, y + 4.4, shown, 8)
    sheet.lines(x + 27.5, y + 4.4, paper.wrap(value, room - 29, _SIZE, most=6), _SIZE, 4)


def _told(card: Card) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(short facts, long facts) of a card, those of its category included."""
    row = card.row
    known = categories.all_().get(row.category)
    weight = "" if row.weight_mg is None else f"{row.weight_mg / 1_000:,.3f} 克"
    value = "" if row.value_fen is None else f"{row.currency} {amounts.figures(row.value_fen)}"
    where = row.place or row.holder
    short = [
        ("名称", row.name),
        ("类别", known.zh if known else row.category),
        ("数量", f"{row.quantity} {row.unit}"),
        ("重量", weight),
        ("等级", words.word(f"tier.{row.tier}")),
        ("估值", value),
        ("状态", words.word(f"status.{row.custody}")),
        ("库位/持有人", where),
        ("法律措施", words.word(f"legal.{row.legal}")),
        ("查扣时间", paper.moment(card.measured_at)),
        ("清单编号/行号", f"{card.list_no} / {card.list_row}"),
        ("通知书文号", card.notice_no),
        ("封条号", row.seal_no),
        ("入库时间", paper.moment(row.received_at)),
        ("持有人/所有人", card.owner),
        ("序列号/编号", card.serial),
    ]
    wide = [
        ("查扣地点", card.seized_at_place),
        ("来源", card.source),
        ("特征描述", card.description),
    ]
    for field, told in _details(known, card.details):
        target = wide if field.type in ("long", "denominations") else short
        target.append((field.zh, told))
    return [f for f in short if f[1]], [f for f in wide if f[1]]


def _details(known: Category | None, details: dict[str, Any]) -> list[tuple[Field, str]]:
    """The category's own fields in words; what is secret is not printed."""
    if known is None:
        return []
    return [
        (field, _detail(field, details[field.id]))
        for field in known.fields
        if field.id in details and field.column != "serial"
    ]


def _detail(field: Field, value: Any) -> str:
    if field.secrecy:
        return "（不予打印）"
    match field.type:
        case "choice":
            return next((zh for id_, zh, _ in field.choices if id_ == value), str(value))
        case "check":
            return "是" if value else "否"
        case "money":
            return amounts.figures(int(value)) + " 元"
        case "weight":
            return f"{int(value) / 1_000:,.3f} 克"
        case "denominations":
            return "；".join(_sheet_row(row) for row in value)
    return f"{value} {field.unit}".strip()


def _sheet_row(row: dict[str, int]) -> str:
    counts = (("bundles", "捆"), ("straps", "把"), ("count", "张"))
    told = "".join(f"{row[name]}{unit}" for name, unit in counts if row[name])
    return f"{row['face'] / 100:g} 元×{told or '0张'}"


def _photos(sheet: Paper, photos: Sequence[bytes], y: float) -> None:
    """Up to six photos in the room that is left; how many more there are is said."""
    room = _BOTTOM - y
    if not photos or room < 30:
        return
    shown = photos[:MOST_PHOTOS]
    across = {1: 1, 2: 2, 4: 2}.get(len(shown), 3)
    rows = 1 if room < 70 else (len(shown) + across - 1) // across
    gap = 3.0
    wide = (sheet.width - 2 * _MARGIN - (across - 1) * gap) / across
    high = min((room - (rows - 1) * gap - 6) / rows, wide * 0.75)
    for at, data in enumerate(shown[: across * rows]):
        x = _MARGIN + at % across * (wide + gap)
        top = y + at // across * (high + gap)
        sheet.box(x, top, wide, high, weight=0.25)
        sheet.photo(data, x + 0.6, top + 0.6, wide - 1.2, high - 1.2)
    left = len(photos) - min(len(shown), across * rows)
    if left > 0:
        sheet.text(_MARGIN, y + rows * (high + gap) + 1, f"另有照片 {left} 张，见系统。", 8)


def _way(at: int, entry: EntryView) -> tuple[str, ...]:
    """A line of the back: when, what, who, beside whom, whereto."""
    facts = entry.facts
    after = facts.get("after", {})
    state = words.word(f"status.{after.get('custody', '')}") if after.get("custody") else ""
    return (
        str(at),
        paper.moment(entry.occurred_at),
        words.word(f"event.{entry.kind}"),
        entry.actor_name,
        entry.second_name,
        state,
        str(after.get("seal_no", "")),
        _whereto(facts),
    )


def _whereto(facts: dict[str, Any]) -> str:
    for name in ("receiver", "buyer", "institution", "file_no", "place", "reason", "text"):
        if facts.get(name):
            return str(facts[name])
    if facts.get("field"):
        return f"{facts['field']}：{facts.get('old', '')} → {facts.get('new', '')}"
    return ""


def _foot(sheet: Paper, card: Card, imprint: Imprint | None, number: int, count: int) -> None:
    y = sheet.height - 9
    sheet.rule(_MARGIN, y - 4.5, sheet.width - _MARGIN, y - 4.5, 0.25)
    sheet.text(_MARGIN, y, f"链头 {card.head}", 7.6)
    if imprint is not None:
        told = f"打印人 {imprint.printed_by}    打印时间 {paper.moment(imprint.printed_at)}"
        sheet.text(sheet.width / 2 + 6, y, told, 7.6, align="center")
    sheet.text(sheet.width - _MARGIN, y, f"第 {number} 页 / 共 {count} 页", 7.6, align="right")
