"""A sheet holds everything that was done, however much it was: no list is cut without a word."""

from app.forms import service
from tests.support.printing import offers, printed, told
from tests.support.world import World

DECLARED = 510
FROZEN = 5_003


def test_more_things_than_a_day_brings_stand_on_their_sheet_to_the_last(world: World) -> None:
    rows = world.declared(*(world.new(f"包{n}", list_row=n) for n in range(1, DECLARED + 1)))
    numbers = [row.number for row in rows]
    for item in (rows[0], rows[-1]):
        offer = offers(world, item.id)["F1"]
        seen = world.ask("guan1", service.preview, form="F1", kind="entry", id=offer.id)
        assert [row["number"] for row in seen.value["rows"]] == numbers
    sheet = printed(world, rows[-1], "F1")
    text = told(sheet, world)
    assert [number for number in numbers if number not in text] == []
    assert offers(world, rows[0].id)["F1"].number == sheet.number, "the first is on the same sheet"
    assert [row["number"] for row in printed(world, rows[0], "F6").value["rows"]] == numbers


def test_a_case_s_sheets_go_on_past_one_page_of_the_books(world: World) -> None:
    at_a_bank = {
        "kind": "deposit",
        "institution": "某银行",
        "account_no": "6222000000000000",
        "amount": 100,
        "frozen_from": "2026-05-01",
        "frozen_until": "2026-11-01",
        "freeze_notice": "冻〔2026〕1号",
    }
    asset = world.new("存款", "frozen_asset", unit="笔", measure="freeze", details=at_a_bank)
    rows = world.registered(*([asset] * FROZEN))
    case = world.case("案甲")
    for form in ("F2", "F23"):
        value = world.ask("cha1", service.preview, form=form, kind="case", id=case).value
        assert [row["number"] for row in value["rows"]] == [row.number for row in rows]
        if form == "F2":
            assert value["totals"] == [{"currency": "CNY", "fen": 100 * FROZEN}]
