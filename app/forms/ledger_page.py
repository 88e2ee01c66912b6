"""F9 一案一账台账: a case's account on paper, with its balance, its totals and the head of its chain."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from app import words
from app.cases.types import CaseFileView, ClassTotal
from app.custody import categories
from app.custody.types import ItemRow
from app.forms import amounts, paper, table
from app.forms.imprint import Imprint
from app.forms.lines import LedgerLine
from app.forms.paper import Paper
from app.forms.table import Column, Row
from app.states import DIFFERENCE, INSIDE, OUTSIDE, TERMINAL

_MARGIN: Final = 12.0
_TOP_FIRST: Final = 58.0
_TOP_LATER: Final = 24.0
_BOTTOM: Final = 194.0
_SIGNED: Final = 24.0
COLUMNS: Final = (
    Column("序号", 9, "center"),
    Column("编号", 28),
    Column("名称", 46, lines=3),
    Column("类别", 22),
    Column("数量", 15, "right"),
    Column("估值（元）", 23, "right"),
    Column("措施/文号", 26, lines=3),
    Column("查扣日", 17, "center"),
    Column("入库日", 17, "center"),
    Column("封条号", 21),
    Column("状态", 15, "center"),
    Column("库位/持有人/去向/凭证", 34, lines=4),
)
_TOTALS: Final = (
    Column("类别", 54),
    Column("币种", 14, "center"),
    Column("件数", 16, "right"),
    Column("未入库", 16, "right"),
    Column("在库", 16, "right"),
    Column("在外", 16, "right"),
    Column("终结", 16, "right"),
    Column("差异", 16, "right"),
    Column("估值合计", 34, "right"),
    Column("其中在管", 34, "right"),
    Column("账=物=卡", 41, "center"),
)


def ledger_pdf(
    view: CaseFileView,
    rows: Sequence[ItemRow],
    *,
    totals: Sequence[ClassTotal] = (),
    imprint: Imprint | None = None,
    lines: Sequence[LedgerLine] = (),
) -> bytes:
    """The ledger as PDF; `imprint` says whose store it is and who prints, `lines` how each thing came and left."""
    sheet = Paper(paper.LANDSCAPE, f"一案一账台账 {view.row.number}")
    known = {line.item_id: line for line in lines}
    told = [
        table.row(COLUMNS, _cells(at, row, known.get(row.id))) for at, row in enumerate(rows, 1)
    ]
    summed = _sums(totals or totals_of(rows))
    pages = table.paged(told, _BOTTOM - _TOP_FIRST, _BOTTOM - _TOP_LATER)
    room = _BOTTOM - (_TOP_FIRST if len(pages) == 1 else _TOP_LATER) - table.height(pages[-1])
    apart = room < table.height(summed) + _SIGNED + 16
    count = len(pages) + apart
    y = 0.0
    for number, page in enumerate(pages, 1):
        y = _TOP_FIRST if number == 1 else _TOP_LATER
        _head(sheet, view, imprint, full=number == 1)
        y = table.draw(sheet, COLUMNS, page, _MARGIN, y)
        if number == len(pages) and apart:
            table.strike(sheet, COLUMNS, _MARGIN, y, _BOTTOM)
        if number < len(pages) or apart:
            _foot(sheet, view, imprint, number, count)
            sheet.next_page()
    if apart:
        _head(sheet, view, imprint, full=False)
        y = _TOP_LATER - 4
    y = _closing(sheet, summed, y + 4)
    table.strike(sheet, COLUMNS, _MARGIN, y, _BOTTOM - _SIGNED)
    _signatures(sheet)
    _foot(sheet, view, imprint, count, count)
    return sheet.data()


def _cells(at: int, row: ItemRow, line: LedgerLine | None) -> tuple[str, ...]:
    currency = "" if row.currency == "CNY" or row.value_fen is None else f"{row.currency} "
    measure = words.word(f"measure.{line.measure}") if line else words.word(f"legal.{row.legal}")
    notice = f" {line.notice_no}" if line and line.notice_no else ""
    return (
        str(at),
        row.number,
        row.name,
        _category(row.category),
        f"{row.quantity} {row.unit}",
        currency + amounts.figures(row.value_fen),
        measure + notice,
        paper.moment(line.measured_at, day=True) if line else "",
        paper.moment(row.received_at, day=True),
        row.seal_no,
        words.word(f"status.{row.custody}"),
        _where(row, line),
    )


def _where(row: ItemRow, line: LedgerLine | None) -> str:
    """Where a thing is, with whom and until when; or where it went, on what paper, when."""
    told = [row.place or row.holder]
    if row.due_at is not None:
        told.append(f"应还 {paper.moment(row.due_at, day=True)}")
    if line is not None and row.custody in TERMINAL:
        told += [line.receiver, line.basis]
        told.append(f"凭证 {line.receipt_no}" if line.receipt_no else "")
        told.append(paper.moment(line.ended_at, day=True))
    if line is not None and line.loans:
        told.append(f"调用 {line.loans} 次")
    return " ".join(part for part in told if part)


def _category(id_: str) -> str:
    known = categories.all_().get(id_)
    return known.zh if known else id_


def totals_of(rows: Sequence[ItemRow]) -> tuple[ClassTotal, ...]:
    """The totals by class and currency, counted from the rows themselves."""
    found: dict[tuple[str, str], list[ItemRow]] = defaultdict(list)
    for row in rows:
        if row.custody != "T_VOID":
            found[row.category, row.currency].append(row)

    def among(mine: list[ItemRow], states: frozenset[str]) -> int:
        return sum(row.custody in states for row in mine)

    kept = INSIDE | OUTSIDE
    return tuple(
        ClassTotal(
            category=category,
            currency=currency,
            items=len(mine),
            inside=among(mine, frozenset(INSIDE)),
            outside=among(mine, frozenset(OUTSIDE)),
            ended=among(mine, frozenset(TERMINAL)),
            difference=among(mine, frozenset(DIFFERENCE)),
            pending=among(mine, frozenset({"DRAFT", "PENDING", "REFUSED"})),
            value_fen=sum(row.value_fen or 0 for row in mine),
            kept_fen=sum(row.value_fen or 0 for row in mine if row.custody in kept),
        )
        for (category, currency), mine in sorted(found.items())
    )


def _sums(totals: Sequence[ClassTotal]) -> list[Row]:
    lines = [
        table.row(
            _TOTALS,
            (
                _category(t.category),
                t.currency,
                *(str(n) for n in (t.items, t.pending, t.inside, t.outside, t.ended, t.difference)),
                amounts.figures(t.value_fen),
                amounts.figures(t.kept_fen),
                "□",
            ),
        )
        for t in totals
    ]
    for currency in sorted({t.currency for t in totals}):
        mine = [t for t in totals if t.currency == currency]
        counts = (
            sum(getattr(t, name) for t in mine)
            for name in ("items", "pending", "inside", "outside", "ended", "difference")
        )
        value = sum(t.value_fen for t in mine)
        lines.append(
            table.row(
                _TOTALS,
                (
                    "合计",
                    currency,
                    *map(str, counts),
                    amounts.figures(value),
                    amounts.figures(sum(t.kept_fen for t in mine)),
                    "",
                ),
                bold=True,
            )
        )
        if currency == "CNY" and value:
            told = f"估值合计（大写）：{amounts.capital(value)}"
            wide = (Column("", sum(c.width for c in _TOTALS)),)
            lines.append(table.row(wide, (told,), bold=True))
    return lines


# -- the page ----------------------------------------------------------------------------------------


def _head(sheet: Paper, view: CaseFileView, imprint: Imprint | None, *, full: bool) -> None:
    row = view.row
    middle = sheet.width / 2
    secrecy = words.word(f"secrecy.{view.secrecy}")
    if not full:
        sheet.text(_MARGIN, 17, f"一案一账台账  {row.number}  {row.alias}", 10, bold=True)
        sheet.text(sheet.width - _MARGIN, 17, f"密级：{secrecy}（续页）", 8, align="right")
        sheet.rule(_MARGIN, 20, sheet.width - _MARGIN, 20)
        return
    unit = f"{imprint.unit}  {imprint.room}" if imprint else ""
    sheet.text(_MARGIN, 16, unit, 9)
    sheet.text(middle, 19, "一案一账台账", 17, bold=True, align="center")
    sheet.text(middle, 25, f"编号 {row.number}", 9, align="center")
    sheet.text(_MARGIN, 22, f"密级：{secrecy}", 9)
    sheet.qr(f"{row.number} {view.head}", sheet.width - _MARGIN - 24, 9, 24)
    handlers = "、".join(m.name for m in view.members if m.duty == "handler")
    heads = "、".join(m.name for m in view.members if m.duty in ("head", "leader"))
    persons = "、".join(f"{p.name}" for p in view.persons)
    told = (
        (("案件代号", row.alias), ("案件名称", row.title), ("类型", words.word(f"case_kind.{row.kind}")), ("状态", words.word(f"status.{row.status}"))),
        (("承办部门", row.department), ("立案文号", view.filing_no), ("立案日期", row.filed_on.isoformat() if row.filed_on else ""), ("建账", paper.moment(row.opened_at, day=True))),
        (("承办人", handlers), ("审批", heads), ("涉案人员", persons), ("结清", paper.moment(row.settled_at, day=True))),
    )  # fmt: skip
    for at, facts in enumerate(told):
        x = _MARGIN
        for (name, value), room in zip(facts, (58, 92, 62, 36), strict=True):
            sheet.text(x, 32 + at * 5, f"{name}：", 8.4, grey=0.35)
            left = room - paper.width(f"{name}：", 8.4) - 3
            (shown,) = paper.wrap(value or "—", left, 8.4, most=1)
            sheet.text(x + paper.width(f"{name}：", 8.4), 32 + at * 5, shown, 8.4)
            x += room
    _balance(sheet, view)


def _balance(sheet: Paper, view: CaseFileView) -> None:
    told = view.balance
    sheet.box(_MARGIN, 46, sheet.width - 2 * _MARGIN, 8.5, fill=0.96)
    line = (
        f"接收 {told.received}  ＝  在库 {told.inside}  ＋  在外 {told.outside}"
        f"  ＋  终结 {told.ended}  ＋  差异 {told.difference}"
    )
    sheet.text(_MARGIN + 3, 51.7, line, 11, bold=True)
    state = "账平" if told.holds else "账不平"
    more = f"未入库 {told.pending} 件      {state}"
    sheet.text(sheet.width - _MARGIN - 3, 51.7, more, 10, bold=not told.holds, align="right")


def _closing(sheet: Paper, summed: list[Row], y: float) -> float:
    """The totals: plain rows in columns, and the sum in capitals across the whole width."""
    plain = [line for line in summed if len(line.cells) == len(_TOTALS)]
    y = table.draw(sheet, _TOTALS, plain, _MARGIN, y)
    for line in summed:
        if len(line.cells) == 1:
            sheet.box(_MARGIN, y, sum(c.width for c in _TOTALS), line.height)
            sheet.lines(_MARGIN + 2, y + 3.8, line.cells[0], table.SIZE, 3.5, bold=True)
            y += line.height
    return y


def _signatures(sheet: Paper) -> None:
    y = _BOTTOM - 6
    names = ("承办人：", "承办人：", "保管员：", "复核：", "审批：", "日期：")
    step = (sheet.width - 2 * _MARGIN) / len(names)
    for at, name in enumerate(names):
        x = _MARGIN + at * step
        sheet.text(x, y, name, 9)
        sheet.rule(x + paper.width(name, 9), y + 0.8, x + step - 5, y + 0.8, 0.25)


def _foot(
    sheet: Paper, view: CaseFileView, imprint: Imprint | None, number: int, count: int
) -> None:
    y = sheet.height - 9
    sheet.rule(_MARGIN, y - 4.5, sheet.width - _MARGIN, y - 4.5, 0.25)
    sheet.text(_MARGIN, y, f"链头 {view.head}", 7.6)
    if imprint is not None:
        told = f"打印人 {imprint.printed_by}    打印时间 {paper.moment(imprint.printed_at)}"
        sheet.text(sheet.width / 2, y, told, 7.6, align="center")
    sheet.text(sheet.width - _MARGIN, y, f"第 {number} 页 / 共 {count} 页", 7.6, align="right")
