"""The days of a notice, as they are copied from it."""

from datetime import date

import pytest

from app import errors
from app.deadlines import calendar, notices

#: 国务院办公厅关于2026年部分节假日安排的通知, its days as they stand there.
OFF = """1月1日至3日放假调休，共3天。2月15日至23日放假调休，共9天。4月4日至6日放假，共3天。
5月1日至5日放假调休，共5天。6月19日至21日放假，共3天。9月25日至27日放假，共3天。
10月1日至7日放假调休，共7天。"""
WORKED = """1月4日（星期日）上班。2月14日（星期六）、2月28日（星期六）上班。5月9日（星期六）上班。
9月20日（星期日）、10月10日（星期六）上班。"""


@pytest.mark.scenario("P29")
def test_a_notice_is_read_as_it_is_written() -> None:
    found = {each.day: each.works for each in notices.changes(2026, OFF, WORKED)}
    shipped = calendar.shipped().differing
    assert found == {day: works for day, works in shipped.items() if day.year == 2026}


@pytest.mark.parametrize(
    "off",
    ["2027-01-01..2027-01-03", "2027年1月1日至1月3日", "1-1~3", "1月1日、1月2日, 1月3日", "1/1—3"],
)
def test_a_span_may_be_written_in_many_ways(off: str) -> None:
    (found,) = notices.changes(2027, off, "")
    assert (found.day, found.works) == (date(2027, 1, 1), False)


@pytest.mark.parametrize(
    ("off", "worked", "field", "why"),
    [
        ("1月1日元旦", "", "off", "元旦"),
        ("2月30日", "", "off", "2月30日"),
        ("1月3日至1日", "", "off", "1月3日至1日"),
        ("2026-12-31", "", "off", "2026-12-31"),
        ("", "1月4日", "worked", "2027-01-04"),
        ("1月1日至3日", "1月2日", "worked", "2027-01-02"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_words(
    off: str, worked: str, field: str, why: str
) -> None:
    with pytest.raises(errors.FieldInvalid) as no:
        notices.changes(2027, off, worked)
    assert no.value.facts == {"field": f"calendar.{field}", "why": why}
