"""Lists from a spreadsheet: all or nothing, every fault by row and column, nothing in a cell is obeyed."""

import io
import random
import zipfile
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest

from app import clock, ids
from app.custody import categories, importing, views
from app.custody import service as custody
from app.custody.errors import SheetUnreadable
from app.custody.types import NewItem
from tests.support.world import World, refused

NOW = datetime(2026, 5, 14, 9, 0, tzinfo=UTC)
HEADS = (
    "名称 类别 数量 单位 措施 查扣时间 清单编号 特征描述 重量（克） 估值（元） 币种 封条号".split()
)
Row = list[Any]


def row(name: str = "公文包", category: str = "其他", **more: Any) -> Row:
    given = {
        "名称": name,
        "类别": category,
        "数量": 1,
        "单位": "件",
        "措施": "扣押",
        "查扣时间": datetime(2026, 5, 12, 10, 30),  # noqa: DTZ001 - a cell knows no time zone
        "清单编号": "清单1",
        "特征描述": "棕色皮质，无明显破损，内空",
    } | more
    return [given.get(head) for head in HEADS] + [given.get(h) for h in more if h not in HEADS]


def book(*rows: Row, heads: tuple[str, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append([*HEADS, *heads])
    for each in rows:
        sheet.append(each)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(*rows: Row, heads: tuple[str, ...] = ()) -> importing.Sheet:
    return importing.read_sheet(book(*rows, heads=heads), NOW)


@pytest.mark.scenario("C26")
def test_a_list_of_120_rows_is_stored_whole_or_not_at_all(world: World) -> None:
    rows = [row(f"公文包{i}") for i in range(120)]
    rows[6] = row("", "其他")
    rows[40] = row("手表", "手表/奢侈品", 单位="坨")
    rows[99] = row("公文包", 数量="一件")
    sheet = importing.read_sheet(book(*rows), world.clock.at)
    assert [(e.row, e.column) for e in sheet.errors] == [
        (8, "名称"),
        (42, "单位"),
        (42, "品牌"),
        (101, "数量"),
    ]
    assert all(e.zh and e.en and e.code == "R16" for e in sheet.errors)
    assert sheet.rows == ()
    assert len(sheet.lines) == 120
    no = refused("R40", lambda: importing.require_valid(sheet))
    assert no.facts["count"] == 4
    assert world.ask("an1", views.count) == 0

    rows[6], rows[40], rows[99] = row("皮箱"), row("手表", "手表/奢侈品", 单位="块"), row()
    rows[40].append("欧米茄")
    sheet = importing.read_sheet(book(*rows, heads=("品牌",)), world.clock.at)
    made = world.do(
        "cha1",
        custody.register,
        case_id=world.case("案甲"),
        items=importing.require_valid(sheet),
    )
    assert [r.name for r in made[:2]] == ["公文包0", "公文包1"]
    assert (made[6].name, made[40].tier, len(made)) == ("皮箱", "valuable", 120)
    assert world.ask("an1", views.count) == 120


def test_what_a_hand_writes_is_read_as_it_is_meant() -> None:
    gold = row("金条", "金银", 单位="根", **{"重量（克）": "100.02", "估值（元）": "68,500.50"})
    gold[HEADS.index("单位")] = "条"
    gold[HEADS.index("查扣时间")] = "2026年5月12日"
    sheet = read([*gold, "黄金", 999], heads=("材质", "成色"))
    assert sheet.errors == ()
    (item,) = sheet.rows
    assert (item.category, item.weight_mg, item.value_fen) == ("precious_metal", 100_020, 6_850_050)
    assert item.details == {"metal": "gold", "purity": 999}
    assert clock.day(item.measured_at).isoformat() == "2026-05-12"
    assert item.list_row == 2


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("数量", "1,5"),
        ("数量", "1，5"),
        ("数量", "12,34"),
        ("数量", "1,5000"),
        ("数量", ",500"),
        ("重量（克）", "100,02"),
        ("重量（克）", "1,5克"),
        ("估值（元）", "68500,50"),
        ("估值（元）", "1.500,00"),
        ("估值（元）", "1 500"),
        ("成色", "99,9"),
    ],
)
def test_a_comma_that_is_no_thousands_mark_is_a_fault_that_says_what_to_type(
    world: World, column: str, cell: str
) -> None:
    given = row("金条", "金银", 单位="条", **{"重量（克）": "100"})
    titles = [*HEADS, "材质", "成色"]
    given += ["黄金", 999]
    given[titles.index(column)] = cell
    sheet = read(row(), given, heads=("材质", "成色"))
    assert {(e.row, e.column) for e in sheet.errors} == {(3, column)}
    assert all("1,500" in e.zh or "12,800.50" in e.zh or "1,250.5" in e.zh for e in sheet.errors)
    assert all("commas stand only between thousands" in e.en for e in sheet.errors)
    refused("R40", lambda: importing.require_valid(sheet))
    assert world.ask("an1", views.count) == 0


def test_thousands_marks_that_stand_right_are_read(world: World) -> None:
    bag = row(数量="1,500", **{"重量（克）": "２，５００．５", "估值（元）": "￥12,345.60元"})
    sheet = read(bag)
    assert sheet.errors == ()
    world.do(
        "cha1",
        custody.register,
        case_id=world.case("案甲"),
        items=importing.require_valid(sheet),
    )
    (kept,) = world.ask("an1", views.rows)
    assert (kept.quantity, kept.weight_mg, kept.value_fen) == (1_500, 2_500_500, 1_234_560)


@pytest.mark.scenario("C9")
def test_a_cash_sheet_fits_into_one_cell() -> None:
    cash = row("现金", "人民币现金", 单位="笔")
    sheet = read([*cash, "100元×6捆3把; 50元x17；5角×2枚"], heads=("券别清单",))
    assert sheet.errors == ()
    assert categories.cash_fen(sheet.rows[0].details) == (6_300 * 100 + 17 * 50 + 1) * 100


@pytest.mark.parametrize("told", ["100元", "30元×5", "100元×五", "100元×5堆", "×3"])
def test_a_cash_sheet_that_cannot_be_read_is_a_fault_and_not_a_guess(told: str) -> None:
    sheet = read([*row("现金", "人民币现金", 单位="笔"), told], heads=("券别清单",))
    assert [e.column for e in sheet.errors] == ["券别清单"]


@pytest.mark.scenario("C10")
def test_notes_of_another_currency_do_not_fit_in_a_list_either() -> None:
    cash = row("外币", "外币", 单位="笔", 币种="USD")
    assert read([*cash, "100×17"], heads=("券别清单",)).errors == ()
    sheet = read([*cash, "2000×17"], heads=("券别清单",))
    assert [e.column for e in sheet.errors] == ["券别清单"]
    yuan = row("外币", "外币", 单位="笔")
    sheet = read([*yuan, "100×17"], heads=("券别清单",))
    assert {e.column for e in sheet.errors} >= {"券别清单"}


def test_a_cell_that_the_category_does_not_know_is_told_and_not_lost() -> None:
    sheet = read([*row(), "LSVAA49J132012345"], heads=("车辆识别代号",))
    (fault,) = sheet.errors
    assert (fault.row, fault.column) == (2, "车辆识别代号")
    assert "没有这一项" in fault.zh
    assert "no such field" in fault.en


def test_a_word_that_is_no_choice_is_answered_with_those_that_a_list_may_say() -> None:
    jewels = row("戒指", "珠宝玉石", 单位="枚")
    told = {
        "措施": read(row(措施="没收")),
        "类别": read(row(category="手枪")),
        "新旧程度": read([*jewels, "坏"], heads=("新旧程度",)),
    }
    said = {
        title: next(e for e in sheet.errors if e.column == title) for title, sheet in told.items()
    }
    assert said["措施"].zh == (
        "“措施”写的是“没收”，只能是：主动上交、暂扣/扣押、查封/封存、冻结、调取、他单位移送。"
    )
    assert said["类别"].zh.startswith("“类别”写的是“手枪”，只能是：人民币现金、")
    assert said["类别"].zh.endswith("等 19 种（确实无类可归的选“其他”）。")
    assert said["类别"].en.endswith("… (19 in all) (take Other if none fits).")
    assert said["类别"].en.count("; ") == 1 + 9
    assert "写的是“坏”，只能是：" in said["新旧程度"].zh


def test_a_seal_that_stands_twice_in_the_list_is_told() -> None:
    sheet = read(row(封条号="F001"), row(封条号="F002"), row(封条号="f001"))
    assert [(e.row, e.column) for e in sheet.errors] == [(4, "封条号")]


def test_one_seal_in_two_writings_stands_twice_and_is_kept_in_one(world: World) -> None:
    sheet = read(row(封条号="F001"), row(封条号="Ｆ００１"))
    assert [(e.row, e.column) for e in sheet.errors] == [(3, "封条号")]
    sheet = read(row(封条号="Ｆ００２"))
    (made,) = world.do("cha1", custody.register, case_id=world.case("案甲"), items=sheet.rows)
    assert made.seal_no == "F002"


@pytest.mark.parametrize("sign", ["\t", "\n", "\u202e", "\u2069", "\u200b", "\ufeff"])
def test_a_sign_that_nobody_sees_is_a_fault_by_row_and_column(sign: str) -> None:
    watch = row("手表", "手表/奢侈品", 单位="块", 封条号="F1")
    sheet = read(
        [*row(), None],
        [*row(f"公文{sign}包"), None],
        [*row(封条号=f"F{sign}1"), None],
        [*watch, f"欧{sign}米茄"],
        heads=("品牌",),
    )
    assert [(e.row, e.column) for e in sheet.errors] == [(3, "名称"), (4, "封条号"), (5, "品牌")]
    assert all(f"U+{ord(sign):04X}" in e.zh and f"U+{ord(sign):04X}" in e.en for e in sheet.errors)


def test_titles_that_are_missing_are_told() -> None:
    made = openpyxl.Workbook()
    made.active.append(["名称", "类别", "数量"])
    made.active.append(["公文包", "其他", 1])
    file = io.BytesIO()
    made.save(file)
    sheet = importing.read_sheet(file.getvalue(), NOW)
    assert {e.column for e in sheet.errors if e.row == 1} == {
        "单位",
        "措施",
        "查扣时间",
        "清单编号",
    }
    assert importing.read_sheet(book(), NOW).errors[0].zh == "清单中没有物品"


def test_the_template_is_understood_when_it_comes_back_filled_in() -> None:
    filled = openpyxl.load_workbook(io.BytesIO(importing.template()))
    sheet = filled["清单"]
    ids_ = [cell.value for cell in sheet[2]]
    assert sheet.row_dimensions[2].hidden
    told = {
        "name": "手表",
        "category": "手表/奢侈品",
        "quantity": 1,
        "unit": "块",
        "measure": "暂扣/扣押",
        "measured_at": "2026-05-12 10:30",
        "list_no": "清单1",
        "brand": "欧米茄",
        "tier": "贵重",
        "secrecy": "秘密",
        "evidential": "违法所得",
        "case_no": "C123",
    }
    for id_, value in told.items():
        sheet.cell(3, ids_.index(id_) + 1, value)
    file = io.BytesIO()
    filled.save(file)
    read_back = importing.read_sheet(file.getvalue(), NOW)
    assert read_back.errors == ()
    (item,) = read_back.rows
    assert item.details == {"brand": "欧米茄", "case_no": "C123"}
    assert (item.tier, item.secrecy, item.evidential) == ("valuable", 1, "unlawful_gain")


def test_the_template_explains_every_category() -> None:
    explained = openpyxl.load_workbook(io.BytesIO(importing.template()))["填写说明"]
    names = [r[0].value for r in explained.iter_rows(min_row=2)]
    assert names[: len(categories.all_())] == [c.zh for c in categories.all_().values()]


def test_no_field_of_a_category_is_called_like_a_common_column() -> None:
    from app import words

    common = {c.id for c in importing.COLUMNS} | {words.word(c.word) for c in importing.COLUMNS}
    for category in categories.all_().values():
        for field in category.fields:
            assert not {field.id, field.zh} & common, f"{category.id}.{field.id}"


# -- what is no list ---------------------------------------------------------------------------------


def _zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


def _damaged() -> bytes:
    whole = book(row())
    source = zipfile.ZipFile(io.BytesIO(whole))
    return _zipped(
        **{
            name: source.read(name)[:-40] if "sheet1" in name else source.read(name)
            for name in source.namelist()
        }
    )


@pytest.mark.scenario("C91")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"name,category\n1,2\n",
        b"PK\x03\x04 but not really",
        _zipped(**{"hello.txt": b"hello"}),
        _zipped(**{"xl/workbook.xml": b"<?xml version='1.0'?><broken"}),
        book(row())[:-200],
        _damaged(),
    ],
    ids=["empty", "csv", "magic", "zip", "xml", "cut", "sheet"],
)
def test_a_file_that_is_no_list_is_refused_clearly(data: bytes) -> None:
    from app import words

    no = refused("R40", lambda: importing.read_sheet(data, NOW))
    assert isinstance(no, SheetUnreadable)
    assert "无法读取" in words.refusal(no).what


@pytest.mark.scenario("C91")
def test_a_file_that_unpacks_to_a_flood_is_refused() -> None:
    bomb = _zipped(**{"xl/workbook.xml": b" " * (80 << 20)})
    assert len(bomb) < 200_000
    no = refused("R40", lambda: importing.read_sheet(bomb, NOW))
    assert no.facts["why"] == "import.too_large"


@pytest.mark.scenario("C91")
def test_a_formula_is_a_text_and_a_cell_of_ten_thousand_signs_is_refused(world: World) -> None:
    evil = '=HYPERLINK("http://example.org","点我看看")&CMD|calc'
    sheet = importing.read_sheet(book(row(evil)), world.clock.at)
    made = world.do(
        "cha1", custody.register, case_id=world.case("案甲"), items=importing.require_valid(sheet)
    )
    assert made[0].name == evil
    long = importing.read_sheet(book(row(特征描述="长" * 10_000)), world.clock.at)
    assert [(e.row, e.column, e.code) for e in long.errors] == [(2, "特征描述", "R54")]
    assert long.errors[0].zh.startswith("“特征描述”太长：10000 字，最多 2000 字。")
    assert long.errors[0].en.startswith(
        "“Description” is too long: 10000 characters, at most 2000."
    )
    fits = importing.read_sheet(book(row(特征描述="长" * 2_000)), world.clock.at)
    assert fits.errors == ()


@pytest.mark.parametrize("title", ["单位", "币种", "数量", "名称", "清单编号"])
def test_a_flood_in_any_cell_is_refused_in_a_sentence_that_can_be_read(title: str) -> None:
    fault = read(row(**{title: "长" * 30_000})).errors[0]
    assert fault.column == title
    assert len(fault.zh) + len(fault.en) < 400


@pytest.mark.scenario("C91")
def test_random_bytes_in_a_file_never_do_more_than_be_refused() -> None:
    whole = bytearray(book(row(), row("手表", "手表")))
    chance = random.Random(91)
    for _ in range(40):
        hurt = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        try:
            importing.read_sheet(bytes(hurt), NOW)
        except SheetUnreadable:
            continue


def test_a_list_without_end_is_cut_short() -> None:
    sheet = read(*(row() for _ in range(importing.MOST_ROWS + 5)))
    assert [e.zh for e in sheet.errors] == ["一次最多导入 5000 行，请分批"]


def test_rows_that_were_changed_by_hand_are_checked_the_same_way(room: World) -> None:
    good, bad = room.new(), room.new(unit="坨", seal_no="F1")
    found = importing.validate((good, bad, room.new(seal_no="f1")), room.clock.at)
    assert [(e.row, e.column) for e in found] == [(2, "单位"), (3, "封条号")]
    assert "“坨”" in found[0].zh
    assert "单位只有：件、" in found[0].zh


def test_two_thousand_cards_are_booked_in_one_job(room: World) -> None:
    items = tuple(room.new(f"公文包{i}", seal_no=f"X{ids.digits(10)}") for i in range(2_000))
    rows = room.do("cha1", custody.register, case_id=room.case("案甲"), items=items)
    assert len(rows) == 2_000
    assert rows[-1].number == "2026-0001-2000"


@pytest.mark.scenario("C24")
def test_a_list_explains_a_known_number_in_its_row(room: World) -> None:
    phone = {"单位": "部", "种类": "phone", "品牌": "华为", "IMEI 1": "356938035643809"}
    heads = ("种类", "品牌", "IMEI 1", "同号说明")

    def listed(why: str) -> tuple[NewItem, ...]:
        rows = (row("公文包"), row("手机", "手机", **phone, 同号说明=why))
        return importing.require_valid(read(*rows, heads=heads))

    case = room.case("案甲")
    (known,) = room.do("cha1", custody.register, case_id=case, items=listed("")[1:])
    no = refused("R25", lambda: room.do("cha1", custody.register, case_id=case, items=listed("")))
    assert (no.facts["row"], no.facts["where"]) == (3, known.number)
    assert len(room.do("cha1", custody.register, case_id=case, items=listed("二手机"))) == 2


def test_a_long_list_tells_how_far_it_is_and_stops_when_it_is_not_wanted_any_more() -> None:
    data = book(*(row(f"公文包{at}") for at in range(120)))
    told: list[float] = []
    assert len(importing.read_sheet(data, NOW, told.append).rows) == 120
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] > 0.9

    class StoppedError(Exception):
        pass

    def stop(part: float) -> None:
        if part > 0.6:
            raise StoppedError

    with pytest.raises(StoppedError):
        importing.read_sheet(data, NOW, stop)
