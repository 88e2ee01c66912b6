"""Figures of the forms: a ledger of two thousand things, beside the same rows drawn by reportlab alone."""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from app import paths, registry
from app.forms import layout, page
from app.forms.page import Marks
from app.forms.types import LedgerRow, LedgerSheet
from bench.figure import Figure

_ROWS: Final = 2_000
_GOAL_S: Final = 5.0
_RUNS: Final = 3


def ledger() -> Figure:
    """A case of 2,000 things on paper (F9), beside a bare long table of the same cells."""
    told = registry.plain(_value())
    marks = Marks(number="2026-0001", code="ABCDE-FGHIJ-KLMNO-PQRST", code_name="链头")
    form = layout.get("F9")
    page.render(form, {**told, "rows": told["rows"][:1]}, marks)  # the fonts are read once
    ours = min(_seconds(lambda: page.render(form, told, marks)) for _ in range(_RUNS))
    cells = [[str(cell) for cell in row.values()] for row in told["rows"]]
    bare = min(_seconds(lambda: _bare(cells)) for _ in range(_RUNS))
    return Figure(ours * 1_000, "ms", bare * 1_000, f"≤ {_GOAL_S:.0f} s", ours <= _GOAL_S)


def _seconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _bare(cells: list[list[str]]) -> bytes:
    """What the library alone takes: a long table with a repeated head, every cell a paragraph that breaks."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    font = paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"
    pdfmetrics.registerFont(TTFont("bare", str(font)))
    style = ParagraphStyle("cell", fontName="bare", fontSize=7.6, leading=9.5, wordWrap="CJK")
    widths = [46.0] * len(cells[0])
    flow: list[Any] = []
    for at in range(0, len(cells), 100):
        rows = [[Paragraph(cell, style) for cell in row] for row in cells[at : at + 100]]
        table = LongTable(rows, colWidths=widths, repeatRows=1)
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.25, "black")]))
        flow.append(table)
    file = io.BytesIO()
    margins = {name: 20 for name in ("leftMargin", "rightMargin", "topMargin", "bottomMargin")}
    SimpleDocTemplate(file, pagesize=landscape(A4), **margins).build(flow)
    return file.getvalue()


def _value() -> LedgerSheet:
    at = datetime(2026, 5, 14, 1, tzinfo=UTC)
    rows = tuple(
        LedgerRow(
            number=f"2026-0001-{n:04d}",
            name=f"棕色牛皮公文包（第{n}件，内有夹层、名片夹及钥匙扣一枚）",
            category="手表/奢侈品",
            quantity="1 件",
            currency="",
            value_fen=123_450 + n,
            measure="暂扣/扣押 暂扣〔2026〕7号",
            measured_at=at,
            received_at=at,
            days=1,
            intake_no="RK-20260514-001",
            seal_no=f"S{n:09d}",
            state="在库",
            place="A-01",
            loans=n % 3,
            ending="",
        )
        for n in range(1, _ROWS + 1)
    )
    return LedgerSheet(
        case_number="2026-0001",
        case_alias="基准",
        title="基准专案",
        kind="discipline",
        status="ACTIVE",
        department="第一审查调查室",
        filing_no="立〔2026〕1号",
        filed_on=None,
        opened_at=at,
        settled_at=None,
        handlers=("查一", "查二"),
        heads=("审一",),
        persons=("刘某",),
        balance=f"接收 {_ROWS}  ＝  在库 {_ROWS}",
        agrees="账平",
        rows=rows,
        totals=(),
        sums=(),
    )
