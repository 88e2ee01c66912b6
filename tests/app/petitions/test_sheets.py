"""The printed sheets: the seal at the top left, what they say, and never a word of who reported."""

from typing import Any

import pypdfium2
import pytest

from app.petitions import deciding, handling, sheets, views
from app.petitions.types import SEALS
from tests.support import petitioning as p
from tests.support import raw
from tests.support.city import City
from tests.support.world import refused


def printed(pdf: bytes) -> tuple[str, Any]:
    """The words of a sheet, and its first page."""
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in document), document[0]


@pytest.mark.scenario("P2")
@pytest.mark.parametrize("channel", ["letter", "visit", "web", "phone", "micro", "app"])
def test_the_registration_sheet_carries_the_seal_at_the_top_left(city: City, channel: str) -> None:
    row = p.registered(city, p.new(city, channel))
    pdf = sheets.pdf("registration", p.view(city, row.id), "信一", city.clock.at)
    text, page = printed(pdf)
    assert row.number in text
    assert p.TEXT[:12] in text
    width, height = page.get_size()
    corner = page.get_textpage().get_text_bounded(0, height * 0.88, width * 0.25, height)
    assert SEALS[channel][0] in corner
    picture = page.render(scale=1).to_pil().convert("L")
    assert (
        picture.getpixel((round(22 / 210 * picture.width), round(16 / 297 * picture.height))) < 80
    )


def test_the_letters_to_a_reporter_leave_his_name_to_the_hand(city: City) -> None:
    row = p.closed(city, p.named(city))
    view = p.view(city, row.id)
    assert sheets.offered(view) == ("registration", "acceptance", "result")
    for sheet in sheets.offered(view):
        text, _ = printed(sheets.pdf(sheet, view, "信一", city.clock.at))
        for word in ("无名氏甲", "0000001", "某路一号"):
            assert word not in text
    text, _ = printed(sheets.pdf("result", view, "信一", city.clock.at))
    assert "部分属实" in text
    assert "经查部分属实" in text


@pytest.mark.scenario("P7")
def test_after_an_objection_the_letter_tells_the_words_of_the_second_closing(city: City) -> None:
    row = p.fed_back(city)
    given = {"petition_id": row.id, "objection": "不服", "explanation": "已说明"}
    evidence = (p.paper(city, "照片", "picture"),)
    p.do(city, "jc1", handling.object_, evidence=evidence, **given)
    outcomes = {m.id: "true" for m in p.view(city, row.id, "jc1").matters}
    again = {"petition_id": row.id, "outcomes": outcomes, "text": "复查后全部查实。"}
    p.do(city, "jc1", handling.close, "fen1", **again)
    text, _ = printed(sheets.pdf("result", p.view(city, row.id), "信一", city.clock.at))
    assert "复查后全部查实" in text
    assert "部分属实" not in text


@pytest.mark.scenario("P10")
def test_the_guidance_slip_names_who_is_competent(city: City) -> None:
    land = p.matter("宅基地与邻居争议", kind="out_of_scope", disciplines=(), offences=())
    row = p.screened(city, p.named(city, "visit", matters=(land,)))
    given = {"competent": "某区自然资源局", "guidance": "请向自然资源部门反映"}
    city.do("xf1", deciding.route_out, petition_id=row.id, **given)
    view = p.view(city, row.id)
    assert "guidance" in sheets.offered(view)
    text, _ = printed(sheets.pdf("guidance", view, "信一", city.clock.at))
    assert "某区自然资源局" in text
    assert "请向自然资源部门反映" in text


def test_a_print_is_written_down_on_who_printed(city: City) -> None:
    row = p.registered(city)
    given = {"petition_id": row.id, "sheet": "registration"}
    city.do("xf1", views.print_sheet, **given)
    refused("X02", lambda: city.do("exf1", views.print_sheet, **given))
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM entry WHERE kind = 'PRINT_PETITION'") == 1
