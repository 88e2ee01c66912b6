"""The payload of our codes catches the slips that hands and decoders make."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.labels import rules
from app.labels.types import Code, Command, Kind

CODES = st.builds(
    Code,
    kind=st.sampled_from(Kind),
    key=st.from_regex(r"[0-9]{11}", fullmatch=True),
    generation=st.integers(1, rules.LAST_GENERATION),
)


@given(CODES)
def test_what_is_encoded_is_parsed_again(code: Code) -> None:
    assert rules.parse(rules.encode(code)) == code


@given(CODES)
def test_a_payload_is_sixteen_digits_and_never_begins_with_99(code: Code) -> None:
    payload = rules.encode(code)

    assert len(payload) == rules.LENGTH
    assert payload.isascii()
    assert payload.isdigit()
    assert not payload.startswith("99")


@given(CODES)
def test_every_single_wrong_digit_is_caught(code: Code) -> None:
    payload = rules.encode(code)
    for at, right in enumerate(payload):
        for wrong in "0123456789".replace(right, ""):
            assert rules.parse(payload[:at] + wrong + payload[at + 1 :]) is None


@given(CODES)
def test_every_swap_of_two_neighbours_is_caught(code: Code) -> None:
    payload = rules.encode(code)
    for at in range(len(payload) - 1):
        swapped = payload[:at] + payload[at + 1] + payload[at] + payload[at + 2 :]
        assert swapped == payload or rules.parse(swapped) is None


@given(st.text(max_size=40))
def test_no_text_upsets_the_parser(text: str) -> None:
    code = rules.parse(text)

    assert code is None or rules.encode(code) == rules.plain(text)


@pytest.mark.parametrize(
    "shape", ["{0} {1} {2} {3}", " {0}-{1}-{2}-{3}\r\n", "{0}\u3000{1}\u2014{2}{3}"]
)
def test_a_number_typed_in_groups_is_understood(shape: str) -> None:
    payload = rules.encode(Code(Kind.ITEM, "20260012007", 3))
    typed = shape.format(*rules.grouped(payload).split())

    assert rules.parse(typed) == Code(Kind.ITEM, "20260012007", 3)


@pytest.mark.scenario("C34")
@pytest.mark.parametrize("keys", ["&é\"'(-è_çà", "&é\"'(§è!çà", "+ěščřžýáíé"])
def test_a_scanner_on_another_keyboard_than_the_computers_is_understood(keys: str) -> None:
    code = Code(Kind.ITEM, "12345678900", 7)
    typed = "".join(keys[int(digit) - 1] for digit in rules.encode(code))

    assert rules.parse(typed) == code
    assert rules.parse(typed[:-1]) is None


def test_full_width_digits_from_an_input_method_are_understood() -> None:
    payload = rules.encode(Code(Kind.LOCATION, "00000000042"))
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in payload)

    assert rules.parse(wide) == Code(Kind.LOCATION, "00000000042")


def test_a_payload_with_wrong_check_digits_still_looks_like_one() -> None:
    payload = rules.encode(Code(Kind.ITEM, "20260012007"))
    spoilt = payload[:-1] + str((int(payload[-1]) + 1) % 10)

    assert rules.looks_ours(spoilt)
    assert not rules.is_ours(spoilt)
    assert not rules.looks_ours("WZ2024A0000123")


def test_every_command_has_a_code_that_leads_back_to_it() -> None:
    for command in Command:
        assert rules.command_of(rules.code_for(command)) is command
    assert rules.command_of(Code(Kind.COMMAND, "99999999999")) is None
    assert rules.command_of(Code(Kind.ITEM, Command.CONFIRM.value)) is None


@pytest.mark.parametrize(
    "code", [Code(Kind.ITEM, "123"), Code(Kind.ITEM, "1234567890x"), Code(Kind.ITEM, "1" * 11, 100)]
)
def test_what_cannot_be_printed_is_not_encoded(code: Code) -> None:
    with pytest.raises(ValueError, match=r"a key is|a generation is"):
        rules.encode(code)


def test_new_keys_are_eleven_digits_and_differ() -> None:
    source = random.Random(7)
    keys = {rules.new_key(source) for _ in range(1000)}

    assert len(keys) == 1000
    assert all(len(key) == rules.KEY_LENGTH and key.isdigit() for key in keys)
