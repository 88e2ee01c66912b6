"""A scanner tells its habits by one scan: what it adds, how fast it is, what the keyboard or the input method garbles."""

import pytest

from app.devices import learning, scanner
from app.devices.learning import SAMPLE, Press, Trouble


def typed(text: str, *, gap: int = 8, composed: bool = False) -> list[Press]:
    return [Press(char, number * gap, composed) for number, char in enumerate(text)]


def through(table: dict[int, int], text: str) -> str:
    return text.translate(table)


def test_a_plain_scanner_with_enter_needs_nothing() -> None:
    told = learning.learn(typed(SAMPLE + "\r"))

    assert told.troubles == ()
    assert told.profile.keys == {}
    assert (told.profile.prefix, told.profile.suffix, told.profile.gap_ms) == ("", "", 8)


@pytest.mark.parametrize(("prefix", "suffix"), [("]C1", ""), ("", "#"), ("~", "%%"), ("A", "A")])
def test_what_a_scanner_adds_is_taken_off_again(prefix: str, suffix: str) -> None:
    told = learning.learn(typed(f"{prefix}{SAMPLE}{suffix}\r"))

    assert (told.profile.prefix, told.profile.suffix) == (prefix, suffix)
    assert told.profile.meant(f"{prefix}5000000000010155{suffix}") == "5000000000010155"


def test_another_keyboard_layout_is_told_and_undone() -> None:
    german = str.maketrans("yzYZ-", "zyZYß")
    told = learning.learn(typed(through(german, SAMPLE) + "\r"))

    assert told.troubles == (Trouble.LAYOUT,)
    assert told.is_usable
    assert told.profile.meant(through(german, SAMPLE)) == SAMPLE


def test_a_french_keyboard_that_turns_digits_into_signs_is_undone() -> None:
    french = str.maketrans("aqzwAQZWmM0123456789-", "qawzQAWZ,?à&é\"'(-è_ç)")
    told = learning.learn(typed(through(french, SAMPLE) + "\r"))

    assert Trouble.LAYOUT in told.troubles
    assert told.profile.meant(through(french, "5019-82")) == "5019-82"


def test_caps_lock_is_told_and_not_learned() -> None:
    told = learning.learn(typed(SAMPLE.swapcase() + "\r"))

    assert told.troubles == (Trouble.CAPS,)
    assert not told.is_usable


@pytest.mark.parametrize(
    "got", ["啊Z去WyMxA-0123456789-aZ", "ａＺｑＷｙＭｘＡ－０１２３４５６７８９", "0123456789"]
)
def test_a_chinese_input_method_is_told(got: str) -> None:
    told = learning.learn(typed(got + "\r"))

    assert told.troubles == (Trouble.INPUT_METHOD,)
    assert not told.is_usable


def test_keys_that_came_through_an_input_method_are_told() -> None:
    assert learning.learn(typed(SAMPLE, composed=True)).troubles == (Trouble.INPUT_METHOD,)


def test_no_end_and_a_slow_scanner_are_told() -> None:
    told = learning.learn(typed(SAMPLE, gap=80))

    assert told.troubles == (Trouble.NO_SUFFIX, Trouble.SLOW)
    assert told.profile.gap_ms == 80


@pytest.mark.parametrize("got", ["69012345678926901234567892", "6901234567892", "123"])
def test_another_code_is_told_as_such(got: str) -> None:
    told = learning.learn(typed(got + "\r"))

    assert told.troubles == (Trouble.OTHER_CODE,)


def test_nothing_is_told_as_such() -> None:
    assert learning.learn([]).troubles == (Trouble.NOTHING,)


def test_a_slow_scanner_is_heard_once_it_is_known() -> None:
    code = "5000000000010155"
    strange, known = scanner.Wedge(), scanner.Wedge(learning.Profile(gap_ms=60))
    for wedge, scans in ((strange, 0), (known, 1)):
        told = [
            out for number, char in enumerate(code) for out in wedge.press(1000 + 60 * number, char)
        ]
        told += wedge.press(1000 + 60 * len(code), "\r")
        assert sum(isinstance(out, scanner.Scan) for out in told) == scans


def test_a_scanner_whose_keys_come_all_at_once_is_learned_too() -> None:
    assert learning.learn(typed(SAMPLE + "\r", gap=0)).profile.gap_ms == 1


def test_a_known_scanner_gives_the_code_that_was_meant() -> None:
    profile = learning.Profile("]C1", "", 8, {"z": "y", "y": "z"})
    wedge = scanner.Wedge(profile)
    told = [
        out for at, char in enumerate("]C1sn-zy01\r") for out in wedge.press(1000 + 8 * at, char)
    ]

    assert scanner.Scan("sn-yz01") in told
