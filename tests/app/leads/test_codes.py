"""The code of a lead: it is read over the phone and typed from paper, and tells nothing of its content."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.leads import codes

SEQS = st.integers(min_value=1, max_value=99_999)


def test_a_code_is_what_the_brief_shows_and_fits_a_scanner() -> None:
    code = codes.make("120000", "AG", 2018, 37)
    assert re.fullmatch(r"S120000AG-2018-00037-[0-9A-Z]", code)
    assert len(code) == 22


@given(SEQS)
def test_a_code_reads_back_however_it_is_typed(seq: int) -> None:
    code = codes.make("120105", "GB", 2026, seq)
    wide = code.translate({ord(c): ord(c) + 0xFEE0 for c in code if c != "-"})
    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        f" {code} ",
        wide,
        code.replace("-", "—"),
    ):
        assert codes.parse(typed) == codes.Code("120105", "GB", 2026, seq)


@given(SEQS, st.integers(min_value=0, max_value=20), st.sampled_from("0123456789ABCDEFGHJK"))
def test_one_wrong_character_is_noticed(seq: int, at: int, sign: str) -> None:
    code = codes.make("120000", "AG", 2026, seq)
    plain = code.replace("-", "")
    at %= len(plain)
    wrong = plain[:at] + sign + plain[at + 1 :]
    if wrong != plain:
        assert codes.parse(wrong) is None


def test_two_digits_in_the_wrong_order_are_noticed() -> None:
    code = codes.make("120000", "AG", 2026, 12_345)
    assert codes.parse(code.replace("12345", "12354")) is None


@pytest.mark.parametrize("typed", ["", "X120105-2018-网-000417-7", "S12-2026", "2026-0001"])
def test_what_is_no_code_has_no_form(typed: str) -> None:
    assert not codes.has_form(typed)
    assert codes.parse(typed) is None
