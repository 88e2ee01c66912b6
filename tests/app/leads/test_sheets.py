"""What leaves on paper and in files, read back: the card's code by a decoder, the month from the files themselves."""

from datetime import date
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.leads import exports, sheets, supervising
from app.requests import scanning
from tests.support import leading
from tests.support.city import City


def page(data: bytes, scale: float = 3) -> tuple[str, Image.Image]:
    """The first page's words and its picture."""
    book = pypdfium2.PdfDocument(data)
    try:
        first = book[0]
        words = first.get_textpage().get_text_bounded()
        return words, first.render(scale=scale).to_pil().convert("L")
    finally:
        book.close()


@pytest.mark.scenario("P41")
def test_a_lead_card_carries_its_code_and_nothing_of_its_content(city: City) -> None:
    lead = leading.registered(city, name="张某某", summary="某工程招标的线索")
    view = leading.view(city, lead)
    told, picture = page(sheets.card_pdf(view, "某市纪委监委", "线一", city.clock.at))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == view.row.number
    assert view.row.number in told
    assert "张某某" not in told
    assert "招标" not in told

    mine = city.ask("ag1", scanning.scan, text=code.text)
    assert (mine.kind, mine.id) == ("lead", lead)
    other = city.ask("guan1", scanning.scan, text=code.text)
    assert (other.kind, other.id, other.detail) == ("lead", "", "status.L_REGISTERED")
    wrong = code.text[:-1] + ("0" if code.text[-1] != "0" else "1")
    assert city.ask("ag1", scanning.scan, text=wrong).kind == "unreadable"


@pytest.mark.scenario("P39")
def test_the_month_reads_the_same_from_the_page_the_sheet_and_the_paper(city: City) -> None:
    leading.registered(city, ref="一号")
    leading.disposed(city, "close", ref="二号", name="乙某")
    month = city.ask("ag1", supervising.month, first=date(2026, 5, 1))
    book = openpyxl.load_workbook(BytesIO(sheets.month_xlsx(month)))
    rows = [list(row) for row in book.active.iter_rows(min_row=5, values_only=True)]
    assert rows[-1] == ["合计", 0, 2, 0, 1, 0, 1]
    assert rows == [sheets.cells(line) for line in (*month.lines, month.total)]
    told, _ = page(sheets.month_pdf(month, "线一"))
    assert "0 ＋ 2 ＋ 0 － 1 － 0 ＝ 1" in told
    assert "2026年05月" in told


def test_a_formula_in_a_lead_stays_text_in_its_sheet(city: City) -> None:
    leading.analysing(city, name="甲某", summary='=HYPERLINK("http://x","y")')
    out = city.do("jc1", exports.export_ledger, "fen1", reason="自查")
    book = openpyxl.load_workbook(BytesIO(sheets.ledger_xlsx(out.rows, out.mark)))
    cell = book.active.cell(row=3, column=7)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","y")')
    assert "检一" in str(book.active.cell(row=1, column=1).value)
