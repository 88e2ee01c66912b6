"""What leads look like on paper and as a spreadsheet: the card with its code, the month that balances."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app import words
from app.forms import paper, sheets, table
from app.forms.paper import Paper
from app.leads.types import LeadRow, LeadView, LedgerLine, Letter, MonthLedger

#: A5 across: a card that lies on the file.
_CARD: Final = (210.0, 148.0)
_A4: Final = (297.0, 210.0)
_MARGIN: Final = 14.0
_EDGE: Final = 26.0
_COUNTS: Final = ("opening", "new", "woken", "closed", "out", "closing")


def card_pdf(view: LeadView, unit: str, printed_by: str, at: datetime) -> bytes:
    """线索卡: the code large and as a QR, and where it stands; no name and nothing of the content is on it."""
    row = view.row
    sheet = Paper(_CARD, f"问题线索卡 {row.number}")
    sheet.text(_CARD[0] / 2, 18, "问 题 线 索 卡", 17, bold=True, align="center")
    sheet.text(_MARGIN, 11, unit, 8.5, grey=0.35)
    sheet.text(_CARD[0] - _MARGIN, 11, "内部材料 不得外传", 8.5, align="right", grey=0.35)
    sheet.rule(_MARGIN, 23, _CARD[0] - _MARGIN, 23, 0.8)
    side = 52.0
    left = _CARD[0] - _MARGIN - side
    sheet.qr(row.number, left, 28, side)
    sheet.text(left + side / 2, 84, row.number, 9.5, bold=True, align="center")
    sheet.text(_MARGIN, 38, row.number, 20, bold=True)
    facts = [
        ("来源", words.word(f"lead_source.{row.source}")),
        ("收到", paper.moment(row.received_at, day=True)),
        ("阶段", words.word(f"status.{row.status}")),
        ("承办部门", words.word(f"office.{row.office}")),
        ("轮次", f"第 {row.round} 轮"),
        ("他级编码", "；".join(f"{organ} {code}" for organ, code in view.aliases) or "无"),
    ]
    y = 50.0
    for name, told in facts:
        sheet.text(_MARGIN, y, name, 9, grey=0.35)
        for line in paper.wrap(told, left - _MARGIN - 28, 11, most=2):
            sheet.text(_MARGIN + 22, y, line, 11)
            y += 6
        y += 2.5
    _signing(sheet, 106)
    told = f"打印 {printed_by}  {paper.moment(at)}    扫码可查阶段；内容须登录后按权限查阅。"
    sheet.text(_MARGIN, _CARD[1] - 8, told, 7.5, grey=0.35)
    return sheet.data()


def _signing(sheet: Paper, y: float) -> None:
    """Both who hand it over and who take it sign by hand too."""
    wide = (_CARD[0] - 2 * _MARGIN) / 4
    for at, name in enumerate(("移交人", "移交时间", "接收人", "接收时间")):
        sheet.box(_MARGIN + at * wide, y, wide, 22)
        sheet.text(_MARGIN + at * wide + 2, y + 5, name, 8, grey=0.35)


# -- the letter ----------------------------------------------------------------------------------------

_LETTER: Final = (210.0, 297.0)
_TITLES: Final = {"head": "督 办 函", "leader": "线索超期报告"}


def letter_pdf(letter: Letter, printed_by: str, at: datetime) -> bytes:
    """督办函 on paper: unit, number, to whom, the text, until when to answer; an unsent one says that it is a draft."""
    sheet = Paper(_LETTER, f"督办函 {letter.number}")
    wide = _LETTER[0] - 2 * _EDGE
    sheet.text(_LETTER[0] / 2, 32, letter.organ, 12, align="center", grey=0.3)
    sheet.text(_LETTER[0] / 2, 46, _TITLES[letter.level], 22, bold=True, align="center")
    sheet.text(_LETTER[0] - _EDGE, 57, letter.number, 11, align="right")
    sheet.rule(_EDGE, 61, _LETTER[0] - _EDGE, 61, 0.8)
    sheet.text(_EDGE, 76, f"{words.word(f'office.{letter.to_office}')}：", 14)
    told = letter.text
    if letter.reply_due is not None and letter.level == "head":  # leaders are reported to
        told += f"请于 {letter.reply_due.isoformat()} 前书面回复。"
    lines = paper.wrap(f"　　{told}", wide, 14, most=40)
    sheet.lines(_EDGE, 89, lines, 14, 11)
    y = 89 + 11 * len(lines) + 18
    sheet.text(_LETTER[0] - _EDGE, y, letter.organ, 14, align="right")
    day = paper.moment(letter.sent_at, day=True) if letter.sent_at else "（未发出）"
    sheet.text(_LETTER[0] - _EDGE, y + 10, day, 14, align="right")
    if letter.answers:
        _answered(sheet, letter, y + 26)
    if letter.is_draft:
        sheet.box(_EDGE, 28, 34, 14, weight=1.2)
        sheet.text(_EDGE + 17, 38, "草　稿", 16, bold=True, align="center")
    foot = f"打印 {printed_by}  {paper.moment(at)}    内部材料 不得外传    线索内容不在此函"
    sheet.text(_EDGE, _LETTER[1] - 12, foot, 7.5, grey=0.35)
    return sheet.data()


def _answered(sheet: Paper, letter: Letter, y: float) -> None:
    """What its office answered last, and the supervisor's word on it."""
    wide = _LETTER[0] - 2 * _EDGE
    newest = letter.answers[-1]
    sheet.rule(_EDGE, y, _LETTER[0] - _EDGE, y, 0.4)
    sent_back = sum(a.verdict == "return" for a in letter.answers[:-1])
    head = "答复情况" + (f"（此前退回 {sent_back} 次）" if sent_back else "")
    sheet.text(_EDGE, y + 10, head, 12, bold=True)
    late = "　逾期答复" if newest.late else ""
    who = f"{newest.replied_by}　{paper.moment(newest.replied_at)}{late}"
    sheet.text(_LETTER[0] - _EDGE, y + 10, who, 10, align="right", grey=0.3)
    lines = paper.wrap(f"　　{newest.reply}", wide, 12, most=10)
    sheet.lines(_EDGE, y + 19, lines, 12, 7.5)
    y += 19 + 7.5 * len(lines) + 5
    told = words.word(f"lead_verdict.{newest.verdict}") if newest.verdict else "待评定"
    if newest.judged_at is not None:
        told += f"　{newest.judged_by}　{paper.moment(newest.judged_at)}"
    said = f"　　{newest.reason}" if newest.reason else ""
    sheet.lines(_EDGE, y, paper.wrap(f"评定：{told}{said}", wide, 12, most=5), 12, 7.5)


# -- the month -----------------------------------------------------------------------------------------


def heads() -> tuple[str, ...]:
    """The titles of the month's columns."""
    return ("承办部门", *(words.word(f"lead_month.{name}") for name in _COUNTS))


def cells(line: LedgerLine) -> list[str | int]:
    """A line's cells; the sum has no office."""
    office = words.word(f"office.{line.office}") if line.office else "合计"
    return [office, *(int(getattr(line, name)) for name in _COUNTS)]


def notes(month: MonthLedger) -> tuple[str, ...]:
    """What stands over the table: whose month, on what base, when it was counted."""
    return (
        f"{month.organ_name}　问题线索月度台账　{month.month:%Y年%m月}",
        "口径：在办线索（件）；期初＋新增＋唤醒－办结－转出＝期末。部门之间移转，转出部门计转出，接收部门计新增，合计不计。",
        f"统计时点 {paper.moment(month.as_of)}",
    )


def month_xlsx(month: MonthLedger) -> bytes:
    """The month as a spreadsheet."""
    rows: list[list[str | int]] = [cells(line) for line in (*month.lines, month.total)]
    return sheets.workbook(f"{month.month:%Y-%m}", heads(), rows, notes(month))


def month_pdf(month: MonthLedger, printed_by: str) -> bytes:
    """The month on paper, with how it balances written out."""
    sheet = Paper(_A4, f"问题线索月度台账 {month.month:%Y-%m}")
    title, base, when = notes(month)
    sheet.text(_A4[0] / 2, 20, title, 15, bold=True, align="center")
    sheet.text(_MARGIN, 30, base, 8.5, grey=0.3)
    columns = (
        table.Column(heads()[0], 77),
        *(table.Column(name, 32, "right") for name in heads()[1:]),
    )
    y = 34.0
    table.titles(sheet, columns, _MARGIN, y)
    y += table.head_height(columns)
    for line in (*month.lines, month.total):
        told = [str(cell) for cell in cells(line)]
        drawn = table.row(columns, told, bold=not line.office)
        table.draw_row(sheet, columns, drawn, _MARGIN, y)
        y += drawn.height
    total = month.total
    sums = (
        f"{total.opening} ＋ {total.new} ＋ {total.woken} － {total.closed} － {total.out}"
        f" ＝ {total.closing}　账平"
    )
    sheet.text(_MARGIN, y + 9, sums, 11, bold=True)
    sheet.text(_MARGIN, _A4[1] - 10, f"{when}    打印 {printed_by}", 8, grey=0.35)
    return sheet.data()


def ledger_xlsx(rows: Sequence[LeadRow], mark: str) -> bytes:
    """The whole ledger as a spreadsheet; `mark` stands over it: who took it, with whose approval, when."""
    names = (
        "线索编码",
        "阶段",
        "时限",
        "承办部门",
        "来源",
        "被反映人",
        "主要问题",
        "收到",
        "在办天数",
        "轮次",
    )
    told: list[list[str | int]] = [
        [
            row.number,
            words.word(f"status.{row.status}"),
            words.word(f"lead_lamp.{row.lamp}") if row.lamp else "",
            words.word(f"office.{row.office}"),
            words.word(f"lead_source.{row.source}"),
            row.persons,
            row.summary,
            paper.moment(row.received_at, day=True),
            row.age,
            row.round,
        ]
        for row in rows
    ]
    return sheets.workbook("线索台账", names, told, (mark,))
