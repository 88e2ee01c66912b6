"""A list of things from a spreadsheet: all of it, or nothing; every fault told by row and column (C26, C91)."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app import clock, errors, spelling, words
from app.custody import categories, cells, checks
from app.custody.categories import Category, Field
from app.custody.errors import ImportInvalid, SheetUnreadable
from app.custody.types import NewItem

MOST_ROWS: Final = 5_000
_LARGEST: Final = 64 << 20  # unpacked
_BLANK_ROWS: Final = 200  # after so many the sheet is over, whatever its file says
_TOLD_EVERY: Final = 20  # rows
_CURRENCY: Final = "currency"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its id, which field of the card it fills, how a cell is read, whether it must be filled.

    `family` and `among` are the words that may stand in it, where they are few.
    """

    id: str
    field: str
    word: str
    read: Callable[[str], Any]
    required: bool = False
    family: str = ""
    among: tuple[str, ...] = ()


def _names(prefix: str, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    return {
        id_: (words.word(f"{prefix}.{id_}", "zh"), words.word(f"{prefix}.{id_}", "en"))
        for id_ in ids
    }


def _among(prefix: str, ids: Sequence[str]) -> Callable[[str], str]:
    def read(told: str) -> str:
        return cells.chosen(told, _names(prefix, ids))

    return read


_SECRECIES: Final = ("0", "1", "2", "3")


def _measure(told: str) -> str:
    """A measure by either of its names: 暂扣/扣押 is 暂扣 as well as 扣押."""
    for id_ in checks.MEASURES:
        name = words.word(f"measure.{id_}", "zh")
        if told in {id_, name, words.word(f"measure.{id_}", "en"), *name.split("/")}:
            return id_
    raise ValueError(told)


def _secrecy(told: str) -> int:
    return int(_among("secrecy", _SECRECIES)(told))


COLUMNS: Final = (
    Column("name", "name", "item.name", str, required=True),
    Column("category", "category", "item.category", lambda t: cells.category(t).id, required=True),
    Column("quantity", "quantity", "item.quantity", cells.whole, required=True),
    Column("unit", "unit", "item.unit", str, required=True),
    Column("measure", "measure", "item.measure", _measure, True, "measure", tuple(checks.MEASURES)),
    Column("measured_at", "measured_at", "item.measured_at", cells.moment, required=True),
    Column("list_no", "list_no", "item.list_no", str, required=True),
    Column("list_row", "list_row", "item.list_row", cells.whole),
    Column("notice_no", "notice_no", "item.notice_no", str),
    Column("seized_at_place", "seized_at_place", "item.seized_at_place", str),
    Column("source", "source", "item.source", str),
    Column("owner", "owner", "item.owner", str),
    Column("serial", "serial", "item.serial", str),
    Column("description", "description", "item.description", str),
    Column("weight_g", "weight_mg", "import.weight_g", cells.mg),
    Column("value_yuan", "value_fen", "import.value_yuan", cells.fen),
    Column(_CURRENCY, "currency", "item.currency", str),
    Column("tier", "tier", "item.tier", _among("tier", checks.TIERS[1:]), False, "tier", checks.TIERS[1:]),
    Column("secrecy", "secrecy", "item.secrecy", _secrecy, False, "secrecy", _SECRECIES),
    Column(
        "evidential", "evidential", "item.evidential", _among("evidential", checks.EVIDENTIAL),
        False, "evidential", checks.EVIDENTIAL,
    ),
    Column("seal_no", "seal_no", "item.seal_no", str),
    Column("same_number", "same_number", "item.same_number", str),
)  # fmt: skip
_BY_ID: Final = {c.id: c for c in COLUMNS}


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in one cell: its row in the sheet, its column's title, and why in both languages."""

    row: int
    column: str
    zh: str
    en: str
    code: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet as a preview shows it: its number, its cells as text, the card it would make."""

    row: int
    cells: tuple[str, ...]
    item: NewItem | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that was read: its cards, if there is no fault in any row."""

    rows: tuple[NewItem, ...]
    errors: tuple[CellError, ...]
    heads: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def template() -> bytes:
    """An empty list to fill in, with a second sheet of what each category asks for."""
    from app.custody import blank  # openpyxl is heavy, and only this needs its drawing side

    return blank.workbook(COLUMNS)


def read_sheet(
    data: bytes, now: datetime | None = None, report: Callable[[float], object] = lambda _: None
) -> Sheet:
    """The list in an xlsx file; a file that is none is refused (R40), faults inside it are told by cell.

    `report` hears the fraction done, again and again; what it raises ends the reading.
    """
    now = now or clock.now()
    table = []
    for line in _table(data):  # how many are still to come the file does not say
        table.append(line)
        _now_and_then(len(table), 0.0, report)
    heads, body = _heads(table)
    if not heads:
        return Sheet((), (_fault(1, "", ImportInvalid(), "import.no_heads"),))
    faults: list[CellError] = [
        _fault(1, words.word(c.word), errors.FieldMissing(field=c.word))
        for c in COLUMNS
        if c.required and not any(h == c.id for h, _ in heads)
    ]
    if not body:
        faults.append(_fault(1, "", ImportInvalid(), "import.empty"))
    if len(body) > MOST_ROWS:
        faults.append(_fault(body[MOST_ROWS][0], "", ImportInvalid(), "import.too_many"))
        body = body[:MOST_ROWS]
    lines = []
    for at, (row, told) in enumerate(body):
        _now_and_then(at, 0.5 + at / len(body) / 2, report)
        item, wrong = _row(heads, row, told, now)
        faults += wrong
        lines.append(Line(row, tuple(told), item))
    faults += _twice(lines)
    made = tuple(line.item for line in lines if line.item is not None)
    titles = tuple(title for _, title in heads)
    order = sorted(faults, key=lambda f: f.row)
    return Sheet(() if faults else made, tuple(order), titles, tuple(lines))


def _now_and_then(at: int, part: float, report: Callable[[float], object]) -> None:
    if at % _TOLD_EVERY == 0:
        report(part)


def validate(rows: Sequence[NewItem], now: datetime) -> tuple[CellError, ...]:
    """The faults of cards that were made or changed by hand, by their place in the list from 1 on."""
    found: list[CellError] = []
    lines = []
    for at, item in enumerate(rows, 1):
        _, faults = checks.read(item, now)
        found += [_of_card(at, no) for no in faults]
        lines.append(Line(at, (), item))
    return tuple(sorted((*found, *_twice(lines)), key=lambda f: f.row))


def require_valid(sheet: Sheet) -> tuple[NewItem, ...]:
    """The cards of a list without a fault; otherwise nothing of it is taken (R40)."""
    if sheet.errors:
        raise ImportInvalid(count=len(sheet.errors), row=sheet.errors[0].row)
    return sheet.rows


# -- the file ----------------------------------------------------------------------------------------


def _table(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row number, its cells as text) of the first sheet, blank rows left out."""

    import openpyxl

    try:
        _require_modest(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        blank = 0
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            told = [cells.text(value) for value in row]
            blank = 0 if any(told) else blank + 1
            if blank > _BLANK_ROWS or number > MOST_ROWS * 2:
                break
            if not blank:
                yield number, told
        book.close()
    except errors.Refusal:
        raise
    except Exception as trouble:  # a broken or hostile file makes openpyxl raise nearly anything
        raise SheetUnreadable(why="import.not_xlsx") from trouble


def _require_modest(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _LARGEST:
            raise SheetUnreadable(why="import.too_large")


def _heads(
    table: Sequence[tuple[int, list[str]]],
) -> tuple[list[tuple[str, str]], list[tuple[int, list[str]]]]:
    """The (id, title) of each column and the rows below; ids stand hidden in row 2, or the titles say them."""
    if not table:
        return [], []
    titles = [_title(t) for t in table[0][1]]
    body = list(table[1:])
    ids = [_id_of(t) for t in titles]
    if body and body[0][0] == 2 and "name" in body[0][1] and "category" in body[0][1]:
        hidden = body.pop(0)[1] + [""] * len(titles)
        ids = [given or known for given, known in zip(hidden, ids, strict=False)]
    if not any(id_ in _BY_ID for id_ in ids):
        return [], []
    return list(zip(ids, titles, strict=True)), body


def _title(told: str) -> str:
    return told.strip().strip("*＊").strip()


def _id_of(title: str) -> str:
    for column in COLUMNS:
        names = {column.id, words.word(column.word, "zh"), words.word(column.word, "en")}
        if title in names:
            return column.id
    return title


# -- a row -------------------------------------------------------------------------------------------


def _row(
    heads: Sequence[tuple[str, str]], row: int, told: list[str], now: datetime
) -> tuple[NewItem | None, list[CellError]]:
    """The card of a row, or what is wrong with it."""
    given = {
        id_: (title, value)
        for (id_, title), value in zip(heads, told, strict=False)
        if value and id_
    }
    faults: list[CellError] = []
    kept: dict[str, Any] = {"list_row": row}
    for column in COLUMNS:
        title, value = given.pop(column.id, (words.word(column.word), ""))
        if not value:
            if column.required:
                faults.append(_fault(row, title, errors.FieldMissing(field=column.word)))
            continue
        try:
            kept[column.field] = column.read(value)
        except (ValueError, ArithmeticError):
            faults.append(_fault(row, title, _unread(column, value)))
    if "category" in kept:
        category = categories.get(kept["category"])
        kept["details"], wrong = _details(category, row, given, kept.get(_CURRENCY, "CNY"))
        faults += wrong
    if faults:
        return None, faults
    item = NewItem(**kept)
    _, wrong_card = checks.read(item, now)
    faults = [_of_card(row, no) for no in wrong_card]
    return (None if faults else item), faults


def _unread(column: Column, value: str) -> errors.FieldInvalid:
    """Why a cell says nothing that its column knows: where the words are few, it names them as a list has them."""
    if column.field == "category":
        known = [(each.zh, each.en) for each in categories.all_().values()]
        return errors.NotAmong.named(column.word, value, known, rest="import.else_other")
    if column.among:
        known = list(_names(column.family, column.among).values())
        return errors.NotAmong.named(column.word, value, known)
    why = f"import.not_{column.id}"
    return errors.FieldInvalid(field=column.word, why=why if words.has(why) else value[:40])


def _details(
    category: Category, row: int, given: dict[str, tuple[str, str]], currency: str
) -> tuple[dict[str, Any], list[CellError]]:
    """The category's own fields; a cell that this category does not know is a fault, not a loss."""
    kept: dict[str, Any] = {}
    faults = []
    for id_, (title, value) in given.items():
        known = (f for f in category.fields if {id_, title} & {f.id, f.zh, f.en})
        field = next(known, None)
        if field is None:
            faults.append(
                _fault(row, title, errors.FieldInvalid(field=title, why="import.not_of_category"))
            )
            continue
        try:
            kept[field.id] = cells.detail(field, value, currency)
        except (ValueError, ArithmeticError):
            faults.append(_fault(row, title, _unread_detail(field, value)))
    return kept, faults


def _unread_detail(field: Field, value: str) -> errors.FieldInvalid:
    if field.type == "choice":
        return categories.not_among(field, value, [(zh, en) for _, zh, en in field.choices])
    why = next(w for w in (f"import.not_{field.type}", f"field.not_{field.type}") if words.has(w))
    return errors.FieldInvalid(field=field.zh, field_en=field.en, why=why)


def _twice(lines: Sequence[Line]) -> list[CellError]:
    """Seal numbers that stand twice in the list."""
    seen: dict[str, int] = {}
    faults = []
    for line in lines:
        seal = spelling.code(line.item.seal_no) if line.item else ""
        if seal and seal in seen:
            no = errors.FieldInvalid(field="item.seal_no", why="import.twice")
            faults.append(_fault(line.row, words.word("item.seal_no"), no))
        seen.setdefault(seal, line.row)
    return faults


def _of_card(row: int, no: errors.Refused) -> CellError:
    field = str(no.facts.get("field", "item.value_fen"))
    column = next((words.word(c.word) for c in COLUMNS if f"item.{c.field}" == field), field)
    return _fault(row, column, no)


def _fault(row: int, column: str, no: errors.Refusal, why: str = "") -> CellError:
    zh, en = (
        words.word(why, lang) if why else words.refusal(no, lang).what for lang in words.LANGUAGES
    )
    return CellError(row, column, zh, en, no.code)
