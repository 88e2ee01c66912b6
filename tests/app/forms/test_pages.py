"""Forms on paper: every word is there as text, the code reads back, the empty rest is struck out, nothing is cut."""

import dataclasses
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.cases import service as cases
from app.cases import settling
from app.cases.types import Balance, CaseFileView, ClassTotal, SettlementRow
from app.custody import corrections, labelling, views
from app.custody.types import ItemRow
from app.forms import amounts, card_sheet, extracts, imprint, lines, pages, paper
from app.identity import service as identity
from app.identity.types import NewPerson
from app.locations import service as locations
from app.progress import Part, Stopped
from tests.app.forms.reading import codes, leaves, pictures, text
from tests.support import ends
from tests.support.world import PASSWORD, World

CARD = {"kind": "bank_card", "bank": "甲银行", "card_no": "62220001", "holder": "张某"}
PHOTOS = Path(__file__).parents[2] / "data" / "photos"


def test_no_page_of_the_practice_store_passes_for_a_real_one(room: World) -> None:
    room.received(room.new())
    view, found = ledger(room, rows=60)
    seen = room.ask("guan1", imprint.imprint)
    assert not seen.practice
    assert "练习" not in text(pages.ledger_pdf(view, found, imprint=seen))

    practised = dataclasses.replace(seen, practice=True)
    told = leaves(pages.ledger_pdf(view, found, imprint=practised))

    assert len(told) > 1
    assert all(
        {"练", "习"} <= set(leaf) for leaf in told
    )  # each stands aslant on a line of its own


def test_the_practice_store_says_of_itself_what_its_papers_and_labels_say(tmp_path: Path) -> None:
    one, two = NewPerson("a1", "甲", PASSWORD), NewPerson("b1", "乙", PASSWORD)
    founding = bootstrap.Founding("某委", "库", one, two, practice=True)
    store = bootstrap.lay(f"sqlite:///{tmp_path}/store.db", founding)
    store.sign_in("a1", PASSWORD)
    store.run(identity.change_password, old=PASSWORD, new=f"{PASSWORD}!")
    (place,) = store.read(locations.tree)

    assert store.read(imprint.imprint).practice
    assert store.read(labelling.location_label, location_id=place.id).practice
    store.close()


def ledger(world: World, rows: int = 0, **more: Any) -> tuple[CaseFileView, list[ItemRow]]:
    view = world.ask("guan1", cases.view, case_id=world.case("案甲"))
    found = list(world.ask("guan1", views.rows, case_id=view.row.id, sort="number"))
    if rows:
        one = found[0]
        found = [
            dataclasses.replace(one, id=str(at), number=f"2026-0001-{at:04d}", **more)
            for at in range(1, rows + 1)
        ]
    return view, found


def test_the_ledger_says_all_of_the_account_and_its_code_reads_back(
    room: World, tmp_path: Path
) -> None:
    room.do("cha1", cases.add_person, case_id=room.case("案甲"), name="张某某", part="subject")
    rows = room.received(room.new(value_fen=123_450), room.new("手表", "watch"))
    room.declared(room.new("皮箱"))
    ends.returned(room, rows[0].id)
    view, found = ledger(room)
    seen = room.ask("guan1", imprint.imprint)
    totals = room.ask("guan1", settling.totals, case_id=view.row.id)
    went = room.ask("guan1", lines.ledger_lines, case_id=view.row.id)
    pdf = pages.ledger_pdf(view, found, totals=totals, imprint=seen, lines=went)
    told = text(pdf)
    for part in (
        "2026-05-13",
        "刘某",
        "甲纪处",
        "一案一账台账",
        "某市纪委监委",
        "一号库",
        "2026-0001-0001",
        "2026-0001-0003",
        "案甲专案",
        "第一审查调查室",
        "立〔2026〕1号",
        "查一、查二",
        "张某某",
        "手表/奢侈品",
        "1,234.50",
        "已返还",
        "待接收",
        "K1/G-01",
        "以下空白",
        "壹仟贰佰叁拾肆元伍角整",
        f"链头 {view.head}",
        "打印人 管一",
        "账平",
    ):
        assert part in told, part
    assert "".join("接收 2 ＝ 在库 1 ＋ 在外 0 ＋ 终结 1 ＋ 差异 0".split()) in "".join(
        told.split()
    )
    assert "未入库 1 件" in told
    pages_made = pictures(pdf, tmp_path)
    assert codes(pages_made[0]) == {("QRCode", f"2026-0001 {view.head}")}
    assert pages.ledger_pdf(view, found, totals=totals, imprint=seen, lines=went) == pdf


def test_totals_counted_from_the_rows_are_those_of_the_books(room: World) -> None:
    from app.forms import ledger_sheet

    rows = room.received(room.new(value_fen=5), room.new(value_fen=7), room.new("手表", "watch"))
    room.registered(room.new(value_fen=100))
    ends.returned(room, rows[0].id)
    _, found = ledger(room)
    books = room.ask("guan1", settling.totals, case_id=room.case("案甲"))
    assert ledger_sheet.totals_of(found) == books
    assert [(t.category, t.items, t.value_fen, t.kept_fen) for t in books] == [
        ("other", 3, 112, 7),
        ("watch", 1, 0, 0),
    ]


def test_two_thousand_lines_are_paged_and_none_is_lost(room: World) -> None:
    room.received(room.new())
    name = "棕色牛皮公文包（内有夹层、名片夹及钥匙扣一枚，提手处有磨损）"
    view, rows = ledger(room, 2_000, name=name, holder="")
    pdf = pages.ledger_pdf(view, rows)  # how long that takes: bench/
    told = text(pdf)
    leaves = told.replace(" ", "").split("\f")[:-1]
    assert all(f"第{at}页/共{len(leaves)}页" in page for at, page in enumerate(leaves, 1))
    assert all(f"2026-0001-{number:04d}" in told for number in range(1, 2_001))
    assert told.count("以下空白") >= 1
    assert len(pdf) < 2_000_000


def test_counts_over_a_thousand_are_grouped_on_the_ledger(room: World) -> None:
    room.received(room.new())
    view, rows = ledger(room, 1, quantity=1_500)
    many = Balance(12_345, 11_111, 0, 1_234, 0, 2_000)
    totals = [ClassTotal("watch", "CNY", 14_345, 11_111, 0, 1_234, 0, 2_000, 0, 0)]
    at = room.clock.at
    closings = [SettlementRow("1", "SETTLE", at, "审一", "案一", "处7号", "", 1_234)]

    told = text(
        pages.ledger_pdf(
            dataclasses.replace(view, balance=many), rows, totals=totals, closings=closings
        )
    )

    balance = "接收 12,345 ＝ 在库 11,111 ＋ 在外 0 ＋ 终结 1,234 ＋ 差异 0"
    assert "".join(balance.split()) in "".join(told.split())
    for part in ("未入库 2,000 件", "1,500", "14,345", "1,234 件"):
        assert part in told, part


def test_a_long_ledger_says_how_far_it_is_and_can_be_stopped_at_every_row_and_page(
    room: World,
) -> None:
    """Twenty thousand things take a minute: nobody waits for that in the dark."""
    room.received(room.new())
    view, rows = ledger(room, 120)
    told: list[Part] = []

    made = len(leaves(pages.ledger_pdf(view, rows, heed=told.append)))

    assert [part.done for part in told] == sorted(part.done for part in told)
    assert [(part.page, part.pages) for part in told if part.page] == [
        (number, made) for number in range(1, made + 1)
    ]
    assert len([part for part in told if not part.page]) >= len(rows)
    for last in (1, 60, len(told) - made + 1, len(told)):
        heard: list[Part] = []

        def stops(part: Part, heard: list[Part] = heard, last: int = last) -> None:
            heard.append(part)
            if len(heard) == last:
                raise Stopped

        with pytest.raises(Stopped):
            pages.ledger_pdf(view, rows, heed=stops)
        assert len(heard) == last


def test_an_extract_is_heard_and_stopped_while_the_books_are_read(room: World) -> None:
    rows = room.received(*(room.new(f"公文包{n}") for n in range(3)))
    told: list[Part] = []
    ask, blob = partial(room.ask, "guan1"), room.store("guan1").blobs.get
    for make in (
        partial(extracts.ledger, ask, rows[0].case_id),
        partial(extracts.booklet, ask, blob, rows[0].case_id),
    ):
        told.clear()
        assert make(told.append)[:4] == b"%PDF"
        assert 0 <= told[0].done < told[-1].done < 1

        def stops(_: Part) -> None:
            raise Stopped

        with pytest.raises(Stopped):
            make(stops)


def test_no_line_is_lost_wherever_the_page_ends(room: World) -> None:
    room.received(room.new())
    for count in range(1, 42, 4):
        view, rows = ledger(room, count)
        told = text(pages.ledger_pdf(view, rows))
        assert all(row.number in told for row in rows), count
        assert "合计" in told
        assert "复核：" in told


def test_the_card_shows_label_photos_and_the_whole_way(room: World, tmp_path: Path) -> None:
    details = {"brand": "欧米茄", "case_no": "C-778899", "condition": "good"}
    new = room.new("欧米茄腕表", "watch", details=details, weight_mg=86_500, value_fen=6_800_000)
    (row,) = room.received(new)
    card = room.ask("guan1", views.card, item_id=row.id)
    label = room.ask("guan1", labelling.label, item_id=row.id)
    photos = [(PHOTOS / f"{name}.png").read_bytes() for name in ("coins", "coffee")]
    seen = room.ask("guan1", imprint.imprint)
    pdf = pages.card_pdf(card, [*photos, b"no picture"], label, imprint=seen)
    told = text(pdf)
    for part in (
        "一物一卡",
        row.number,
        "欧米茄",
        "C-778899",
        "良好",
        "86.500 克",
        "CNY 68,000.00",
        "贵重",
        row.seal_no,
        "照片无法显示",
        card.photos[0].sha256[:12],
        "流转表",
        "接收入库",
        "管二",
        "以下空白",
        f"链头 {card.head}",
    ):
        assert part in told, part
    assert "第2页/共2页" in told.replace(" ", "")
    front = pictures(pdf, tmp_path, 300)[0]
    found = codes(front)
    assert ("QRCode", f"{row.number} {card.head}") in found
    assert {text_ for _, text_ in found if text_.isdigit()} == {label.payload}
    assert len(pdf) < 900_000


def test_what_is_secret_is_not_printed(room: World) -> None:
    details = {"kind": "bank_card", "bank": "某银行", "card_no": "6222020000112233"}
    (row,) = room.registered(room.new("银行卡", "card_passbook", unit="张", details=details))
    told = text(pages.card_pdf(room.ask("cha1", views.card, item_id=row.id)))
    assert "某银行" in told
    assert "6222" not in told
    assert "不予打印" in told


def test_a_sign_that_the_font_lacks_is_named_and_never_blank() -> None:
    assert paper.clean("a\U0010fffe𠮷b").startswith("a□U+10FFFE")
    assert paper.clean("行\n行") == "行 行"


def test_a_long_text_is_cut_with_an_ellipsis_and_never_runs_out_of_its_cell() -> None:
    broken = paper.wrap("长" * 200, 20, 8, most=2)
    assert len(broken) == 2
    assert broken[1].endswith("…")
    assert all(paper.width(line, 8) <= 20 for line in broken)


def test_a_line_tears_no_number_and_begins_with_no_closing_sign() -> None:
    for room in range(12, 60):
        broken = paper.wrap("甲纪处〔2026〕9号 2026-05-14 夹层（内有名片）、提手。", room, 8)
        assert any("2026-05-14" in line for line in broken) or room < 17
        assert not any(line[0] in "）、。" for line in broken)
        assert all(paper.width(line, 8) <= room for line in broken)
    assert "".join(paper.wrap("A" * 100, 20, 8)) == "A" * 100


@pytest.mark.parametrize(
    ("fen", "told"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (100, "壹元整"),
        (101, "壹元零壹分"),
        (1_280_050, "壹万贰仟捌佰元伍角整"),
        (34_825_000, "叁拾肆万捌仟贰佰伍拾元整"),
        (100_000_000, "壹佰万元整"),
        (100_010_000, "壹佰万零壹佰元整"),
        (10_000_000_500, "壹亿零伍元整"),
        (10_500_000_000, "壹亿零伍佰万元整"),
        (120_000_000_000_000, "壹万贰仟亿元整"),
        (2_010_000, "贰万零壹佰元整"),
        (-150, "负壹元伍角整"),
        (5, "伍分"),
        (1_050, "壹拾元伍角整"),
        (1_005, "壹拾元零伍分"),
        (10_000_000_000, "壹亿元整"),
        (100_001_000_001, "壹拾亿零壹万元零壹分"),
        (100_100_100_110, "壹拾亿零壹佰万壹仟零壹元壹角整"),
        (12_345_678_912, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分"),
        (10_000_000_000_000_000, "壹佰万亿元整"),
    ],
)
def test_amounts_in_capitals(fen: int, told: str) -> None:
    assert amounts.capital(fen) == told


def test_figures_are_marked_by_thousands() -> None:
    assert amounts.figures(123_456_789) == "1,234,567.89"
    assert amounts.figures(99_999_999_999_999_999) == "999,999,999,999,999.99"
    assert amounts.figures(-5) == "-0.05"
    assert amounts.figures(None) == ""


def test_a_correction_stands_on_the_card_in_words_and_a_secret_number_is_not_printed(
    room: World,
) -> None:
    (row,) = room.registered(
        room.new("银行卡", "card_passbook", unit="张", details=CARD, value_fen=100_000)
    )
    for field, new in (
        ("details.bank", "乙银行"),
        ("details.card_no", "62220002"),
        ("value_fen", 2_000),
    ):
        room.do(
            "guan1", corrections.correct, "ku1", item_id=row.id, field=field, new=new, reason="看错"
        )
    card = room.ask("cha1", views.card, item_id=row.id)
    assert [step.told for step in card_sheet.value(card).steps[1:]] == [
        "开户/发卡机构：甲银行 → 乙银行（看错）",
        "卡号/账号：（不予打印） → （不予打印）（看错）",
        "估值：1,000.00 元 → 20.00 元（看错）",
    ]
    told = text(pages.card_pdf(card)).replace(" ", "")
    assert "甲银行→" in told
    assert "6222" not in told
