"""The empty list that people fill in: titles in Chinese, ids hidden beneath, choices to pick, a sheet of explanations."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app import words
from app.custody import categories, checks
from app.custody.categories import Field

if TYPE_CHECKING:
    from app.custody.importing import Column

_HEAD: Final = PatternFill("solid", fgColor="E8EEF5")
_ROWS: Final = 2_000
_WIDE: Final = {
    "name": 24,
    "description": 40,
    "seized_at_place": 24,
    "source": 24,
    "measured_at": 18,
}


def workbook(columns: Sequence["Column"]) -> bytes:
    """The file as bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "清单"
    details = _details()
    titles = [
        *((c.id, words.word(c.word), words.word(c.word, "en"), c.required) for c in columns),
        *((f.id, f.zh, f.en, False) for f in details),
    ]
    for at, (id_, zh, en, required) in enumerate(titles, 1):
        head = sheet.cell(1, at, f"{zh}*" if required else zh)
        head.font, head.fill = Font(bold=True), _HEAD
        head.alignment = Alignment(vertical="center", wrap_text=True)
        head.comment = Comment(en, "anku")
        sheet.cell(2, at, id_)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE.get(id_, 14)
    sheet.row_dimensions[2].hidden = True
    sheet.freeze_panes = "B3"
    ids = [id_ for id_, *_ in titles]
    explained = book.create_sheet("填写说明")
    last = _explain(explained)
    _pick(sheet, ids.index("category"), f"'填写说明'!$A$2:$A${last}")
    measures = [words.word(f"measure.{m}") for m in checks.MEASURES]
    _pick(sheet, ids.index("measure"), '"' + ",".join(measures) + '"')
    tiers = [words.word(f"tier.{t}") for t in checks.TIERS[1:]]
    _pick(sheet, ids.index("tier"), '"' + ",".join(tiers) + '"')
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _details() -> list[Field]:
    """One column for each field that some category must have or finds a thing by, under its id."""
    found: dict[str, Field] = {}
    for category in categories.all_().values():
        for field in category.fields:
            if field.required or field.column:
                found.setdefault(field.id, field)
    return list(found.values())


def _pick(sheet: Any, column: int, formula: str) -> None:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True)
    letter = get_column_letter(column + 1)
    rule.add(f"{letter}3:{letter}{_ROWS + 2}")
    sheet.add_data_validation(rule)


def _explain(sheet: Any) -> int:
    """What each category asks for, then the measures and how cells are written; the categories' last row."""
    sheet.append(["类别", "英文", "单位", "必填", "可填", "币种", "须称重", "说明最少字数"])
    for category in categories.all_().values():
        sheet.append(
            [
                category.zh,
                category.en,
                "、".join(category.units),
                "、".join(_told(f) for f in category.fields if f.required),
                "、".join(_told(f) for f in category.fields if not f.required),
                "、".join(category.currencies),
                "是" if category.weight_required else "",
                category.description_min or "",
            ]
        )
    last: int = sheet.max_row
    sheet.append([])
    for name, told in _NOTES:
        sheet.append([name, told])
    for ids, prefix, name in (
        (checks.MEASURES, "measure", "措施"),
        (checks.EVIDENTIAL, "evidential", "证据作用"),
        (checks.TIERS[1:], "tier", "等级"),
        (("0", "1", "2", "3"), "secrecy", "密级"),
    ):
        sheet.append([name, "、".join(words.word(f"{prefix}.{id_}") for id_ in ids)])
    for at, width in enumerate((22, 26, 22, 46, 70, 22, 8, 12), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    return last


def _told(field: Field) -> str:
    if field.type != "choice":
        return field.zh + (f"（{field.unit}）" if field.unit else "")
    return f"{field.zh}（{'/'.join(zh for _, zh, _ in field.choices)}）"


_NOTES: Final = (
    ("日期", "2026-05-14 或 2026-05-14 10:30"),
    ("重量", "以克为单位，如 58.62；也可写 1.2kg"),
    ("金额", "以元为单位，如 12800.50"),
    ("券别清单", "100元×6捆3把20张; 50元×17（1 捆=10 把=1000 张，未拆封的写捆、把）"),
    ("增加列", "“可填”一栏中的任何项目，都可以用它的名称作为新的一列"),
)
