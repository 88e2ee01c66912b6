"""A petition's number: every mistake of one sign is noticed, the seal's too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.petitions import numbers
from app.petitions.types import SEALS, Channel

PARTS = st.tuples(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.integers(2000, 2099),
    st.sampled_from(list(Channel)),
    st.integers(1, 999_999),
)


@given(PARTS)
def test_a_number_is_read_as_it_was_given(parts: tuple[str, int, str, int]) -> None:
    assert numbers.read(numbers.petition(*parts)) == parts


@given(PARTS, st.data())
def test_one_wrong_sign_is_noticed(parts: tuple[str, int, str, int], data: st.DataObject) -> None:
    told = numbers.petition(*parts)
    at = data.draw(st.sampled_from([i for i, sign in enumerate(told) if sign.isalnum() and i]))
    seals = [seal for seal, _ in SEALS.values()]
    other = data.draw(st.sampled_from([s for s in (*"0123456789", *seals) if s != told[at]]))
    assert numbers.read(told[:at] + other + told[at + 1 :]) is None


def test_the_seals_stand_in_their_order() -> None:
    assert "".join(seal for seal, _ in SEALS.values()) == "信访网电微端转其"


@pytest.mark.parametrize("text", ["", "X120105-2018-网-000417", "S120000AG-2018-00037-K", "417"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert numbers.read(text) is None


def test_the_other_numbers_say_no_channel_and_no_content() -> None:
    assert numbers.sealed("120105", 2018, 3) == "F12010520180003"
    assert numbers.order(2018, 213) == "DB2018-00213"
