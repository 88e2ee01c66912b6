"""A table of counts as a spreadsheet and as a sheet of paper with its plot; each carries its base and its reconciliation."""

from collections.abc import Callable, Sequence
from typing import Final

from app import clock
from app.analysis.types import Compared, CountTable, Dimension
from app.forms import paper, sheets
from app.forms.paper import Paper
from app.words import word

_A4: Final = (210.0, 297.0)
_LEFT, _RIGHT, _TOP, _FOOT = 18.0, 192.0, 20.0, 280.0
_ROW: Final = 7.0
_BARS: Final = 12


def key_word(table: CountTable, dimension: str, key: str, lang: str = "zh") -> str:
    """What a row or column is called; months and organs are their own names, so is a region that no organ names."""
    if not key:
        return word("count.none", lang)
    match dimension:
        case Dimension.REGION:
            return table.regions.get(key, key)
        case Dimension.MONTH | Dimension.ORGAN:
            return key
        case Dimension.ORIGIN:
            return word(f"origin.{key}", lang)
        case Dimension.STATUS:
            return word(f"status.{key}", lang)
        case Dimension.MODE:
            return word(f"petition.reporter_mode.{key}", lang)
        case Dimension.RECEIPT:
            return word(f"petition.receipt_kind.{key}", lang)
    return word(f"petition.{dimension}.{key}", lang)


def reconciliation(table: CountTable, lang: str = "zh") -> str:
    """The line that holds the table against its base."""
    unit = word(f"measure_of.{table.asked.measure}", lang)
    parts = " + ".join(str(n) for n in _shown(table.row_totals)) or "0"
    if table.several:
        told = {
            "zh": "一件可有多项：{parts} = {marks} 项次，涉及 {base} {unit}",
            "en": "one may bear several: {parts} = {marks} marks on {base} {unit}",
        }
    else:
        told = {"zh": "{parts} = {base} {unit}", "en": "{parts} = {base} {unit}"}
    return told[lang].format(parts=parts, marks=table.marks, base=table.base, unit=unit)


def compared(then: Compared, now: int, lang: str = "zh") -> str:
    """An earlier period in words: the difference first where the number is small, 新增 where there was nothing."""
    span = f"{then.since}—{then.until}"
    if then.percent is None:
        return f"{span}：0（新增）" if lang == "zh" else f"{span}: 0 (new)"
    difference = f"{now - then.base:+d}"
    percent = f"{then.percent:+}%"
    shown = f"{difference}，{percent}" if then.base >= 10 else difference
    if lang == "zh":
        return f"{span}：{then.base}（{shown}）"
    return f"{span}: {then.base} ({shown.replace('，', ', ')})"


def notes(table: CountTable, lang: str = "zh") -> list[str]:
    """All that must stand beside the figures."""
    zh = lang == "zh"
    unit = word(f"measure_of.{table.asked.measure}", lang)
    found = [
        f"{table.organ}  {table.asked.since}—{table.asked.until}",
        (f"统计口径：{unit}，共 {table.base}" if zh else f"Base: {table.base} {unit}"),
        reconciliation(table, lang),
        ("环比 " if zh else "Period before ") + compared(table.before, table.base, lang),
        ("同比 " if zh else "Year before ") + compared(table.year_ago, table.base, lang),
    ]
    if table.opened:
        names = ("、" if zh else ", ").join(
            key_word(table, Dimension.CHANNEL, c, lang) for c in table.opened
        )
        found.append(
            f"渠道口径变化：{names} 开通不足十三个月，同比仅供参考"
            if zh
            else f"Channels younger than thirteen months: {names}; the year before had fewer"
        )
    if table.sealed:
        found.append(
            f"另有封转 {table.sealed} 件，不计入上表"
            if zh
            else f"{table.sealed} passed on sealed, in no cell"
        )
    if table.hidden:
        found.append(
            f"“—”为小数隐藏，共 {table.hidden} 格" if zh else f"{table.hidden} small cells hidden"
        )
    as_of = f"{clock.local(table.as_of):%Y-%m-%d %H:%M}"
    found.append(f"截至 {as_of}" if zh else f"As of {as_of}")
    if table.copy:
        found.append(
            "离线统计：按本机所存信访计算，截至上次与中心联络之时，不含封转件和待同步的草稿"
            if zh
            else "Counted without a network, from what this desk held when it last met the centre: "
            "neither what was passed on sealed nor drafts that wait"
        )
    return found


def title(table: CountTable, lang: str = "zh") -> str:
    """What the table is called."""
    by = [word(f"dimension.{table.asked.rows}", lang)]
    if table.asked.columns:
        by.append(word(f"dimension.{table.asked.columns}", lang))
    return ("信访统计：" if lang == "zh" else "Petitions by ") + " × ".join(by)


def grid(table: CountTable, lang: str = "zh") -> tuple[list[str], list[list[str | int]]]:
    """Heads and rows with totals; a hidden cell is a dash."""
    total = "合计" if lang == "zh" else "Total"
    heads = [word(f"dimension.{table.asked.rows}", lang)]
    heads += [key_word(table, table.asked.columns, c, lang) for c in table.columns]
    rows: list[list[str | int]] = []
    for row, line, all_ in zip(table.rows, table.cells, table.row_totals, strict=True):
        rows.append([key_word(table, table.asked.rows, row, lang), *_shown((*line, all_))])
    # what bears several marks is one petition all the same
    once = total
    if table.several:
        once = "合计（不重复）" if lang == "zh" else "Total, each once"
    rows.append([once, *_shown(table.column_totals), table.base])
    return [*heads, total], rows


def _shown(numbers: Sequence[int | None]) -> list[str | int]:
    return ["—" if n is None else n for n in numbers]


def bars(table: CountTable, lang: str = "zh") -> list[tuple[str, int]]:
    """(row, total) for a plot; what is hidden has no bar."""
    told = zip(table.rows, table.row_totals, strict=True)
    return [(key_word(table, table.asked.rows, row, lang), n) for row, n in told if n is not None]


def workbook(table: CountTable, lang: str = "zh") -> bytes:
    """The table as an xlsx file."""
    heads, rows = grid(table, lang)
    return sheets.workbook(title(table, lang), heads, rows, notes(table, lang))


def sheet(table: CountTable, lang: str = "zh") -> bytes:
    """The table as a PDF: title, notes, a plot of the rows, the table; a long one goes on overleaf."""
    made = Paper(_A4, title(table, lang))
    y = _TOP
    made.text((_LEFT + _RIGHT) / 2, y, title(table, lang), 15, bold=True, align="center")
    y += 9
    for note in notes(table, lang):
        for line in paper.wrap(note, _RIGHT - _LEFT, 9):
            made.text(_LEFT, y, line, 9)
            y += 5
    y = _plot(made, table, lang, y + 3)
    _table(made, table, lang, y + 6)
    return made.data()


def _plot(made: Paper, table: CountTable, lang: str, y: float) -> float:
    """Bars of the row totals, the longest as wide as there is room."""
    told = bars(table, lang)
    most = max((n for _, n in told), default=0)
    if not most:
        return y
    for name, n in told[:_BARS]:
        made.text(_LEFT + 38, y + 3.4, paper.wrap(name, 36, 8, most=1)[0], 8, align="right")
        wide = (_RIGHT - _LEFT - 58) * n / most
        made.box(_LEFT + 40, y, max(wide, 0.3), 4.4, fill=0.72, weight=0.2)
        made.text(_LEFT + 42 + wide, y + 3.4, str(n), 8)
        y += 6
    return y


def _table(made: Paper, table: CountTable, lang: str, y: float) -> None:
    heads, rows = grid(table, lang)
    first = 40.0 if len(heads) > 2 else 100.0
    step = (_RIGHT - _LEFT - first) / (len(heads) - 1)
    size = 9.0 if step > 14 else 6.5

    def line(y: float, cells: Sequence[str | int], *, bold: bool = False) -> None:
        made.text(_LEFT + 1, y, paper.wrap(str(cells[0]), first, 9, most=1)[0], 9, bold=bold)
        for at, cell in enumerate(cells[1:], 1):
            told = paper.wrap(str(cell), step, size, most=1)[0]
            made.text(_LEFT + first + at * step - 1, y, told, size, bold=bold, align="right")
        made.rule(_LEFT, y + 2, _RIGHT, y + 2, 0.2)

    def head(y: float) -> float:
        made.rule(_LEFT, y - 5, _RIGHT, y - 5, 0.6)
        line(y, heads, bold=True)
        return y + _ROW

    _each(made, rows, head, line, head(y))


def _each(
    made: Paper,
    rows: Sequence[Sequence[str | int]],
    head: Callable[[float], float],
    line: Callable[..., None],
    y: float,
) -> None:
    """Row after row, the last one bold; a full page begins another with the heads."""
    for at, row in enumerate(rows, 1):
        if y > _FOOT:
            made.next_page()
            y = head(_TOP)
        line(y, row, bold=at == len(rows))
        y += _ROW
