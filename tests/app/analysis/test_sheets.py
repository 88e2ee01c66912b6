"""A table of counts on paper and as a spreadsheet: base, reconciliation and plot are there to be read again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pypdfium2

from app.analysis import sheets
from app.analysis.types import Asked, Compared, CountTable, Dimension

TABLE = CountTable(
    asked=Asked(date(2026, 4, 1), date(2026, 6, 30), Dimension.DISCIPLINE, Dimension.REGION),
    rows=("political", "integrity", ""),
    columns=("120101", "120102"),
    cells=((6, None), (None, 132), (36, 22)),
    row_totals=(8, 470, 58),
    column_totals=(44, 357),
    base=401,
    marks=536,
    several=True,
    sealed=3,
    before=Compared(date(2026, 1, 1), date(2026, 3, 31), 8, Decimal("4912.5")),
    year_ago=Compared(date(2025, 4, 1), date(2025, 6, 30), 0, None),
    opened=("micro",),
    hidden=2,
    organ="某市纪委监委",
    as_of=datetime(2026, 7, 1, 1, 30, tzinfo=UTC),
)


def text_of(pdf: bytes) -> list[str]:
    """Each page's text."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_the_sheet_carries_base_reconciliation_and_what_makes_it_comparable() -> None:
    (page,) = text_of(sheets.sheet(TABLE))
    for told in (
        "信访统计：违反纪律 × 问题属地",
        "统计口径：件次，共 401",
        "一件可有多项：8 + 470 + 58 = 536 项次，涉及 401 件次",
        "2026-01-01—2026-03-31：8（+393）",  # below ten a percentage says nothing
        "2025-04-01—2025-06-30：0（新增）",
        "渠道口径变化：微博微信",
        "另有封转 3 件",
        "截至 2026-07-01 09:30",
        "未填写",
    ):
        assert told in page, told


def test_the_spreadsheet_has_numbers_as_numbers_and_hidden_cells_as_dashes() -> None:
    book = openpyxl.load_workbook(BytesIO(sheets.workbook(TABLE)))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "违反纪律")
    assert rows[head + 1] == ["政治纪律", 6, "—", 8]
    assert rows[head + 4] == ["合计（不重复）", 44, 357, 401]


def test_a_long_table_goes_on_overleaf_with_its_heads() -> None:
    regions = tuple(f"1201{at:02d}" for at in range(60))
    long = replace(
        TABLE,
        asked=replace(TABLE.asked, rows=Dimension.REGION, columns=""),
        rows=regions,
        columns=(),
        cells=((),) * 60,
        row_totals=tuple(range(60)),
        column_totals=(),
        base=sum(range(60)),
        marks=sum(range(60)),
        several=False,
    )
    pages = text_of(sheets.sheet(long))
    assert len(pages) > 1
    assert all("问题属地" in page for page in pages)
    assert "1770" in pages[-1]


def test_every_word_is_there_in_english_too() -> None:
    (page,) = text_of(sheets.sheet(TABLE, "en"))
    assert "Petitions by Discipline × Region" in page
    assert "one may bear several" in page
