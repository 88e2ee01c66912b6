"""Codes that are not ours: told apart by shape and check digit, and brought to the field that they belong to."""

import pytest

from app.custody import categories, foreign
from app.custody.foreign import Sort

ALL = categories.all_()
IMEI = "356938035643809"


def test_the_examples_are_true() -> None:
    assert categories.CHECKS["imei"](IMEI)


@pytest.mark.parametrize(
    ("text", "sort", "doubted"),
    [
        ("1M8GDM9AXKP042788", Sort.VIN, False),
        ("1M8GDM9AXKP042789", Sort.VIN, True),
        (IMEI, Sort.IMEI, False),
        ("356938-03-564380-9", Sort.IMEI, False),
        ("３５６９３８０３５６４３８０９", Sort.IMEI, False),
        ("356938035643808", Sort.IMEI, True),
        ("6901234567892", Sort.PRODUCT, False),
        ("6901234567893", Sort.PRODUCT, True),
        ("96385074", Sort.PRODUCT, False),
        ("6222020200112230000", Sort.SERIAL, False),
        ("4539578763621486", Sort.CARD, False),
        ("C02XK1ABJG5J", Sort.SERIAL, False),
        ("sn-2024/0091", Sort.SERIAL, False),
        ("GC0001", Sort.SERIAL, False),
        ("", Sort.NONE, False),
        ("7", Sort.NONE, False),
        ("=HYPERLINK(1)", Sort.NONE, False),
        ("手机", Sort.NONE, False),
    ],
)
def test_a_code_is_told_by_its_shape_and_its_check_digit(
    text: str, sort: Sort, doubted: bool
) -> None:
    told = foreign.classify(text)

    assert (told.sort, told.doubted) == (sort, doubted)


@pytest.mark.scenario("C24")
def test_the_two_numbers_of_a_phone_go_into_its_two_fields_and_its_serial_into_the_third() -> None:
    phone = ALL["electronics"]
    filled: dict[str, str] = {}
    for text, field in ((IMEI, "imei"), ("490154203237518", "imei2"), ("C02XK1ABJG5J", "sn")):
        told = foreign.offer(phone, filled, text)
        assert (told.field, told.holds) == (field, "")
        filled[told.field] = told.code.text

    again = foreign.offer(phone, filled, IMEI)
    third = foreign.offer(phone, filled, "352099001761481")

    assert (again.field, again.holds) == ("imei", IMEI)
    assert (third.field, third.holds) == ("imei", IMEI)


@pytest.mark.parametrize(
    ("category", "text", "field"),
    [
        ("vehicle", "1M8GDM9AXKP042788", "vin"),
        ("vehicle", "1M8GDM9AXKP042789", ""),
        ("electronics", "89860112345678901234", "iccid"),
        ("card_passbook", "4539578763621486", "card_no"),
        ("watch", "M1234567", "case_no"),
        ("securities", "GC0001", "serial_from"),
        ("drink_tobacco", "6901234567892", ""),
        ("other", "AB-1234", "serial"),
        ("other", "6901234567892", ""),
    ],
)
def test_a_code_is_offered_to_the_field_it_belongs_to(category: str, text: str, field: str) -> None:
    assert foreign.offer(ALL[category], {}, text).field == field


def test_a_field_that_holds_another_number_is_not_taken_from_it() -> None:
    told = foreign.offer(ALL["vehicle"], {"vin": "1FTFW1ET5DFC10312"}, "1M8GDM9AXKP042788")

    assert (told.field, told.holds) == ("vin", "1FTFW1ET5DFC10312")


def test_a_thing_on_the_counter_is_known_by_any_of_its_numbers() -> None:
    phone = ALL["electronics"]
    details = {"imei": IMEI, "sn": "C02XK1ABJG5J"}

    assert foreign.agrees(foreign.classify("c02xk1abjg5j"), "", details, phone) == "sn"
    assert foreign.agrees(foreign.classify("356938 03 564380 9"), "", details, phone) == "imei"
    assert foreign.agrees(foreign.classify("490154203237518"), "", details, phone) == ""


def test_a_lot_on_the_counter_is_known_by_every_number_between_its_first_and_its_last() -> None:
    lot = {"serial_from": "GC0001", "serial_to": "GC0300"}

    for number, field in (("gc0017", "serial_from"), ("GC0301", ""), ("GC017", "")):
        assert foreign.agrees(foreign.classify(number), "", lot, ALL["securities"]) == field


@pytest.mark.scenario("C25")
def test_a_missing_number_of_a_range_of_gift_cards_is_found() -> None:
    seen = [f"GC{number:04d}" for number in range(1, 301) if number not in (17, 299)]

    assert foreign.count("GC0001", "GC0300") == 300
    assert foreign.missing("GC0001", "GC0300", seen) == ("GC0017", "GC0299")
    assert foreign.within("GC0001", "GC0300", "GC0017")


@pytest.mark.parametrize(
    ("first", "last", "many"),
    [
        ("0001", "0300", 300), ("5", "5", 1), ("A1", "B2", 0), ("0300", "0001", 0),
        ("01", "100", 0), ("X", "Y", 0), ("0", "999999999", 0),
    ],
)  # fmt: skip
def test_what_is_no_range_has_no_numbers(first: str, last: str, many: int) -> None:
    assert foreign.count(first, last) == many
    assert not foreign.within(first, last, "ZZ9")
