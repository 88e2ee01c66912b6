"""Every form of the house on paper: readable, counted, struck out, with a code that reads back, whatever it holds."""

import dataclasses
import functools
import io
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app import registry
from app.forms import layout, page, rules
from app.forms.errors import FormSumDiffers
from app.forms.imprint import Imprint
from app.forms.layout import Layout
from app.forms.page import Marks
from app.forms.parts import Money, Opinion, Signer
from tests.app.forms import reading
from tests.support import sheets

FORMS = list(layout.all_().values())
IMPRINT = Imprint("某市纪委监委", "一号库", "管一", "站-1", datetime(2026, 5, 14, 2, tzinfo=UTC))
CODE = "ABCDE-FGHIJ-KLMNO-PQRST"


def printed(form: Layout, value: Any, **marks: Any) -> bytes:
    given = {"number": f"{form.prefix or 'SQ'}-20260514-003", "code": CODE, "imprint": IMPRINT}
    return page.render(form, registry.plain(value), Marks(**{**given, **marks}))


@functools.cache
def usual(form_id: str, rows: int) -> bytes:
    """A form with so many rows, drawn once for all that is looked at on it."""
    form = layout.get(form_id)
    return printed(form, sheets.value(form, rows))


def squeezed(told: str) -> str:
    return "".join(told.split())


def test_there_is_every_form_of_the_brief() -> None:
    assert [form.id for form in FORMS] == [f"F{n}" for n in range(1, 27)]


@pytest.mark.parametrize("rows", [0, 1, 25, 200])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_page_says_whose_it_is_and_which_of_how_many(form: Layout, rows: int) -> None:
    pages = reading.leaves(usual(form.id, rows))
    number = f"{form.prefix or 'SQ'}-20260514-003"
    for at, told in enumerate(pages, 1):
        assert f"第{at}页/共{len(pages)}页" in told
        assert squeezed(form.title) in told
        assert number in told
        assert "密级：机密" in told
        assert f"校验{CODE}" in told
        assert "打印人管一打印时间2026-05-14" in told
    assert "某市纪委监委一号库" in pages[0]
    if form.id not in ("F8", "F9"):  # living extracts: whoever needs one prints one
        assert all(squeezed(name) in pages[-1] for name in form.copies)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_no_row_is_lost_over_many_pages_and_titles_return(form: Layout) -> None:
    value = sheets.value(form, 200)
    told = "".join(reading.leaves(usual(form.id, 200)))
    for block in form.blocks:
        rows = getattr(value, block["table"]) if "table" in block else ()
        fields = [c["field"] for c in block.get("columns", ())]
        if rows and "number" in fields:
            assert all(row.number in told for row in rows)
        elif rows and "#" in fields:
            assert told.count("序号") > 1


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_empty_rest_is_struck_where_nothing_is_written(form: Layout) -> None:
    assert "以下空白" in reading.leaves(usual(form.id, 0))[-1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_code_on_every_page_reads_back(form: Layout, tmp_path: Path) -> None:
    made = usual(form.id, 25)
    number = f"{form.prefix or 'SQ'}-20260514-003"
    for image in reading.pictures(made, tmp_path, 150):
        assert reading.codes(image) == {("QRCode", f"{number} {CODE}")}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_long_names_are_broken_in_their_cells_and_stay_inside_the_paper(form: Layout) -> None:
    value = sheets.value(form, 2)
    for block in form.blocks:
        if "table" in block and any(c["field"] == "name" for c in block["columns"]):
            rows = [
                dataclasses.replace(r, name=sheets.LONG) for r in getattr(value, block["table"])
            ]
            value = dataclasses.replace(value, **{block["table"]: tuple(rows)})
    made = printed(form, value)
    told = Counter("".join(reading.leaves(made)))
    assert all(told[sign] >= str(value).count(sheets.LONG) for sign in sheets.LONG)
    for page_wide, left, right in reading.edges(made):
        assert page.LEFT - 0.5 <= left < right <= page_wide - page.RIGHT + 0.5


@pytest.mark.parametrize("rows", range(8, 30))
def test_nobody_signs_a_page_on_which_nothing_stands(rows: int) -> None:
    form = layout.get("F11")
    pages = reading.leaves(printed(form, sheets.value(form, rows)))
    assert f"2026-0001-{rows:04d}" in pages[-1]
    assert "领取人：" in pages[-1]
    assert all("以下空白" not in told for told in pages[:-1])


def test_the_same_value_makes_the_same_file() -> None:
    form = layout.get("F11")
    assert printed(form, sheets.value(form)) == printed(form, sheets.value(form))


def test_a_holder_who_refuses_and_a_witness_who_is_not_there_are_told_with_their_reasons() -> None:
    told = "".join(reading.leaves(printed(layout.get("F1"), sheets.value(layout.get("F1")))))
    assert "■拒签□不在场原因：认为不属涉案财物" in told
    assert "□拒签■不在场原因：深夜无适格见证人，全程录像" in told
    signed = sheets.value(layout.get("F1"), holders=(Signer("刘某"),), witnesses=(Signer("王某"),))
    told = "".join(reading.leaves(printed(layout.get("F1"), signed)))
    assert told.count("□拒签□不在场原因：") == 2
    assert "■" not in told


def test_a_deputy_is_shown_as_one_in_opinions_and_signatures() -> None:
    assert "签字：审三（代审二）" in "".join(
        reading.leaves(printed(layout.get("F10"), sheets.value(layout.get("F10"))))
    )
    assert "审一（代审二）" in "".join(
        reading.leaves(printed(layout.get("F18"), sheets.value(layout.get("F18"))))
    )


def test_a_long_opinion_is_printed_whole_and_a_decision_is_not_said_twice() -> None:
    form = layout.get("F10")
    long = "、".join(f"第{n}项须由两人会同核对" for n in range(1, 40))
    given = (
        Opinion("head", "审一", text=long, decision="同意"),
        Opinion("leader", "审二", "", "同意", "同意。"),
    )
    told = "".join(reading.leaves(printed(form, sheets.value(form, opinions=given))))
    assert "第39项须由两人会同核对" in told
    assert "同意：同意" not in told


def test_a_currency_without_an_amount_is_not_printed() -> None:
    form = layout.get("F16")
    value = sheets.value(form, 1, totals=())
    bare = dataclasses.replace(value, rows=(dataclasses.replace(value.rows[0], value_fen=None),))
    assert "CNY" not in "".join(reading.leaves(printed(form, bare)))


def test_missing_signers_leave_their_lines_to_be_signed() -> None:
    form = layout.get("F11")
    told = "".join(reading.leaves(printed(form, sheets.value(form, keepers=(), receivers=()))))
    assert told.count("保管员：") == 2
    assert told.count("领取人：") == 2


def test_each_copy_is_named_and_counts_its_own_pages() -> None:
    form = layout.get("F1")
    pages = reading.leaves(printed(form, sheets.value(form, 25), copies=form.copies))
    each = len(pages) // 3
    assert len(pages) == 3 * each
    for at, told in enumerate(pages):
        assert form.copies[at // each] in told
        assert f"第{at % each + 1}页/共{each}页" in told


def test_a_second_print_is_a_copy_with_its_reason_on_every_page(tmp_path: Path) -> None:
    form = layout.get("F11")
    made = printed(
        form,
        sheets.value(form, 60),
        repeat=2,
        reason="领取人联遗失",
        repeated_at=datetime(2026, 5, 20, 2, tzinfo=UTC),
    )
    pages = reading.leaves(made)
    assert "副本：第2次打印2026-05-20" in pages[0]
    assert "原因：领取人联遗失" in pages[0]
    assert all("副本" in told for told in pages)
    assert "副本" not in "".join(reading.leaves(printed(form, sheets.value(form, 60))))
    assert len(reading.pictures(made, tmp_path, 60)) == len(pages)


def test_a_preview_has_no_number_and_no_code(tmp_path: Path) -> None:
    form = layout.get("F11")
    made = printed(form, sheets.value(form), number="", code="")
    assert "预览（未编号，不作凭证）" in reading.leaves(made)[0]
    assert reading.codes(reading.pictures(made, tmp_path)[0]) == set()


def test_a_form_fits_another_paper() -> None:
    form = layout.get("F20")
    value = registry.plain(sheets.value(form, 25))
    marks = Marks(number="YK-1", code=CODE)
    half, whole = (reading.leaves(page.render(form, value, marks, size=s)) for s in ("HALF", "A4"))
    assert len(half) > len(whole)
    assert Counter("".join(whole))["欧"] == Counter("".join(half))["欧"] == 25


def test_a_signature_is_drawn_into_its_place(tmp_path: Path) -> None:
    from app.forms import places

    form, drawn = layout.get("F11"), Path(__file__).parents[2] / "data" / "photos" / "coffee.png"
    value = sheets.value(form)
    assert places.places(form, registry.plain(value))[0] == ("keepers.0", "保管员", "管一")
    without, beside = tmp_path / "without", tmp_path / "beside"
    without.mkdir()
    beside.mkdir()
    plain = reading.pictures(printed(form, value), without, 60)[0]
    signed = reading.pictures(
        printed(form, value, signed={"keepers.0": drawn.read_bytes()}), beside, 60
    )[0]
    assert plain.tobytes() != signed.tobytes()
    assert reading.leaves(printed(form, value)) == reading.leaves(
        printed(form, value, signed={"keepers.0": drawn.read_bytes()})
    )


def test_a_signature_on_nothing_is_drawn_on_white(tmp_path: Path) -> None:
    form = layout.get("F11")
    drawn = Image.new("RGBA", (400, 120), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).line((10, 100, 390, 20), fill=(0, 0, 60, 255), width=6)
    file = io.BytesIO()
    drawn.save(file, "PNG")
    made = printed(form, sheets.value(form), signed={"keepers.0": file.getvalue()})
    (page_seen,) = reading.pictures(made, tmp_path, 100)
    dots = np.asarray(page_seen.convert("RGB")).astype(int)
    assert (dots[..., 2] > dots[..., 0] + 30).sum() > 50  # the stroke is there
    foot = dots[dots.shape[0] * 3 // 4 :]
    assert (foot.max(axis=2) < 80).mean() < 0.05  # and no black box around it


@pytest.mark.scenario("C11")
@pytest.mark.parametrize("form_id", ["F4", "F18"])
def test_a_total_that_is_not_the_sum_of_its_rows_cannot_be_printed(form_id: str) -> None:
    form = layout.get(form_id)
    good = sheets.value(form, 3)
    rules.require_sums(form, registry.plain(good))
    bad = dataclasses.replace(good, totals=(Money("CNY", 3 * 123_450 + 1),))
    with pytest.raises(FormSumDiffers) as caught:
        rules.require_sums(form, registry.plain(bad))
    assert caught.value.code == "R26"
    other = dataclasses.replace(good, totals=(Money("USD", 3 * 123_450),))
    with pytest.raises(FormSumDiffers):
        rules.require_sums(form, registry.plain(other))


def test_the_hash_is_of_form_number_and_value_and_not_of_who_prints() -> None:
    form = layout.get("F11")
    value = sheets.value(form)
    one = rules.digest("F11", "CK-1", value)
    assert one == rules.digest("F11", "CK-1", registry.plain(value))
    assert len(rules.code(one)) == 23
    assert one != rules.digest("F11", "CK-2", value)
    assert one != rules.digest("F12", "CK-1", value)
    assert one != rules.digest("F11", "CK-1", dataclasses.replace(value, purpose="别的"))


def test_an_old_list_cites_the_law_of_its_day() -> None:
    form, value = layout.get("F1"), sheets.value(layout.get("F1"))
    old = "".join(reading.leaves(printed(form.on(date(2025, 5, 31)), value)))
    new = "".join(reading.leaves(printed(form.on(date(2025, 6, 1)), value)))
    assert "监察法》第二十五条" in old
    assert "监察法》第二十八条、第四十四条" in new
