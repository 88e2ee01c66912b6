"""Spreadsheets that leave the program."""

from decimal import Decimal
from io import BytesIO

import openpyxl

from app.forms import sheets


def test_what_looks_like_a_formula_stays_text() -> None:
    rows: list[list[str | int | Decimal | None]] = [
        ["=1+1", 3],
        ["@cmd", Decimal("58.62")],
        ["+甲", None],
    ]
    data = sheets.workbook("台账[1]", ["名称", "数量"], rows, ["案件 2026-0001"])
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert sheet.title == "台账1"
    assert sheet["A1"].value == "案件 2026-0001"
    assert [cell.value for cell in sheet[2]] == ["名称", "数量"]
    assert sheet["A3"].value == "=1+1"
    assert sheet["A3"].data_type == "s"
    assert sheet["B4"].value == 58.62


def test_signs_that_no_spreadsheet_takes_are_left_out() -> None:
    data = sheets.workbook("表", ["名称"], [["甲\x07乙"]])
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert sheet["A2"].value == "甲乙"
