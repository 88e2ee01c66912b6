"""What of the petitions leaves as a spreadsheet: signed by a second, marked, counted, and nothing in it is a formula."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from app import errors
from app.petitions import exports, righting, sealed, tables, views
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused

ODD = '=HYPERLINK("http://x")𠮷䶮'


@pytest.mark.scenario("P30")
def test_the_list_leaves_marked_with_a_second_signature_and_no_cell_of_it_is_a_formula(
    city: City,
) -> None:
    p.registered(city, p.new(city, matters=(p.matter(ODD),), accused=(p.accused("@钱某"),)))
    p.registered(city, p.new(city, "phone"))
    shown: dict[str, Any] = {"reason": "季度会商", "channels": ("letter",)}
    with pytest.raises(errors.NeedsSecondPerson):
        city.do("xf1", exports.export_list, **shown)
    found = city.do("xf1", exports.export_list, "xfz", **shown)
    assert [row.channel for row in found.rows] == ["letter"]
    assert "信一" in found.mark
    assert "信长" in found.mark
    assert "季度会商" in found.mark
    book = openpyxl.load_workbook(BytesIO(tables.list_xlsx(found.rows, found.mark)))
    lines = list(book.active.iter_rows())
    assert lines[0][0].value == found.mark
    cells = {cell.value: cell for cell in lines[2]}
    assert cells[ODD].data_type == "s"
    assert cells[ODD].quotePrefix
    assert next(cell for text, cell in cells.items() if str(text).startswith("@钱某")).quotePrefix
    assert not any(cell.data_type == "f" for line in lines for cell in line)


@pytest.mark.scenario("P30")
def test_what_was_found_leaves_and_no_more_and_the_mark_counts_it(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in ("某路灯工程款被截留", "某桥梁工程款被截留", "低保名额分配不公"):
        p.registered(city, p.new(city, matters=(p.matter(said),)))
    given: dict[str, Any] = {"reason": "季度会商", "words": "工程款"}
    found = city.do("xf1", exports.export_list, "xfz", **given)
    shown = city.do("xf1", views.search, words="工程款")
    assert [r.id for r in found.rows] == [r.id for r in shown]
    assert len(shown) == 2
    assert found.mark.endswith("共 2 件")
    own = city.do("xf1", exports.export_list, "xfz", reason="季度会商", words="信一")
    assert own.rows == ()  # a search for oneself
    assert own.mark.endswith("共 0 件")
    monkeypatch.setattr(exports, "MOST", 1)
    cut = city.do("xf1", exports.export_list, "xfz", reason="季度会商")
    assert len(cut.rows) == cut.count == 1
    assert cut.mark.endswith("仅前 1 件，共 3 件")


@pytest.mark.scenario("P30")
def test_a_long_list_leaves_row_by_row_as_it_was_when_it_was_signed(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are: what came behind the signature is not in it, what went out of sight neither."""
    monkeypatch.setattr(exports, "PAGE", 2)
    for _ in range(3):
        p.registered(city, p.new(city, "letter"))
    p.registered(city, p.new(city, "phone"))
    for _ in range(2):
        p.registered(city, p.new(city, "letter"))
    shown = [row.id for row in city.ask("xf1", views.rows, channels=("letter",))]
    found = city.do("xf1", exports.export_list, "xfz", reason="会商", channels=("letter",))
    assert (len(found.rows), found.count) == (2, 5)
    city.clock.at += timedelta(minutes=1)
    told = p.new(city, "letter", received_at=city.clock.at - timedelta(days=2))
    p.registered(city, told)  # of before, recorded later

    def more(by: str = "xf1") -> list[str]:
        rows, came = list(found.rows), list(found.rows)
        while rows:
            given = {"export_id": found.export_id, "after": rows[-1].id}
            rows = city.ask(by, exports.export_more, **given)
            came += rows
        return [row.id for row in came]

    assert more() == shown
    away = {"petition_id": shown[3], "account_id": city.id_of("xf1"), "reason": "亲属"}
    city.do("xfz", righting.recuse, **away, version=0)
    assert more() == [id_ for id_ in shown if id_ != shown[3]]
    refused("R47", lambda: more("xf2"))  # it was not he who took it out
    city.clock.at += timedelta(hours=1)
    refused("R47", more)


def test_too_many_lists_in_a_day_are_an_alarm(city: City) -> None:
    often = [city.do("xf1", exports.export_list, "xfz", reason="会商").often for _ in range(4)]
    assert often == [False, False, False, True]


@pytest.mark.scenario("P13")
def test_the_sealed_ledger_says_its_way_only(city: City) -> None:
    on = city.clock().date()
    given: dict[str, Any] = {
        "channel": "letter",
        "received_on": on,
        "pieces": 2,
        "seal_no": "封0001",
    }
    below = city.do("qxf1", sealed.seal_pass, **given)
    top = city.do("xf1", sealed.seal_pass, **given)
    assert (below.target, top.target) == (
        "某市纪委监委",
        "",
    )  # whose superior is not in these books
    assert [r.number for r in city.ask("xf1", sealed.sealed_to_us)] == [below.number]
    data = tables.sealed_xlsx(
        city.ask("xf1", sealed.sealed_rows), "某市纪委监委", "信一", city.clock()
    )
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert [cell.value for cell in sheet[3]][:6] == [
        *("信", top.number, f"{on}", 2, "封0001", "上级机关")
    ]
