"""A burst of a scanner becomes a scan; everything a hand types comes back, whole and in order."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices import scanner
from app.devices.scanner import GiveBack, Outcome, Scan, Wedge

CODE = "1202600120070112"


def play(
    text: str, gaps: list[int], wedge: Wedge | None = None, start_ms: int = 1000
) -> list[Outcome]:
    """Press each character after its gap, then let the idle time pass."""
    wedge = wedge or Wedge()
    at_ms, told = start_ms, []
    for char, gap in zip(text, itertools.chain(gaps, itertools.repeat(gaps[-1])), strict=False):
        at_ms += gap
        told += wedge.press(at_ms, char)
    return told + wedge.idle(at_ms + scanner.IDLE_MS)


def scans(told: list[Outcome]) -> list[str]:
    return [outcome.text for outcome in told if isinstance(outcome, Scan)]


def given_back(told: list[Outcome]) -> list[object]:
    return [key for outcome in told if isinstance(outcome, GiveBack) for key in outcome.keys]


@pytest.mark.parametrize("suffix", ["\r", "\n", "\r\n", "\t", "\x03", ""])
@pytest.mark.parametrize("gap", [0, 1, 10, 35])
def test_a_burst_is_a_scan_whatever_its_suffix(suffix: str, gap: int) -> None:
    told = play(CODE + suffix, [gap])

    assert told == [Scan(CODE)]


def test_a_frame_of_stx_and_etx_is_taken_off() -> None:
    assert play("\x02" + CODE + "\x03", [3]) == [Scan(CODE)]


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=60),
    st.integers(36, 400),
)
def test_typing_is_never_a_scan_and_nothing_of_it_is_lost(text: str, gap: int) -> None:
    told = play(text + "\r", [gap])

    assert scans(told) == []
    assert given_back(told) == [*text, "\r"]


@given(
    st.lists(
        st.tuples(st.sampled_from([*"ab1 \r\t\x02\x03", ""]), st.integers(0, 120), st.booleans()),
        max_size=60,
    )
)
def test_every_key_either_comes_back_in_order_or_belongs_to_a_scan(
    keys: list[tuple[str, int, bool]],
) -> None:
    wedge, told, at_ms = Wedge(), [], 1
    for number, (char, gap, is_repeat) in enumerate(keys):
        at_ms += gap
        told += wedge.press(at_ms, char, number, is_repeat=is_repeat)
    told += wedge.idle(at_ms + scanner.IDLE_MS)
    back = given_back(told)

    assert back == sorted(back)  # type: ignore[type-var]
    assert len(set(back)) == len(back)
    assert not wedge.is_holding
    if not scans(told):
        assert back == list(range(len(keys)))


def test_keys_rolled_over_by_a_fast_hand_come_back() -> None:
    told = play("the\r", [20])

    assert told == [GiveBack(("t", "h", "e", "\r"))]


def test_a_key_kept_pressed_is_not_a_scan() -> None:
    wedge, told = Wedge(), []
    for number in range(20):
        told += wedge.press(1000 + 30 * number, "a", is_repeat=number > 0)

    assert scans(told) == []
    assert len(given_back(told)) == 20


def test_equal_digits_of_a_stuttering_scanner_are_no_held_key() -> None:
    """Release and press of the second 0 carry one time: the system takes it for a repeat."""
    wedge, told = Wedge(), []
    for number, char in enumerate("0046"):
        told += wedge.press(1000 + 20 * number, char, is_repeat=number == 1)
    told += wedge.press(1082, "\r")

    assert told == [Scan("0046")]


def test_enter_alone_goes_straight_on() -> None:
    assert Wedge().press(0, "\r") == [GiveBack(("\r",))]


def test_the_line_feed_after_the_return_presses_no_button_but_a_later_enter_does() -> None:
    wedge = Wedge()
    play(CODE + "\r", [5], wedge, start_ms=0)
    at_ms = 5 * (len(CODE) + 1)

    assert wedge.press(at_ms + 2, "\n") == []
    assert wedge.press(at_ms + 400, "\r") == [GiveBack(("\r",))]


def test_what_was_typed_just_before_a_scan_comes_back_and_the_scan_is_whole() -> None:
    wedge = Wedge()
    told = wedge.press(1000, "手") + wedge.press(1200, "x")
    told += play(CODE + "\r", [60, 4], wedge, start_ms=1200)

    assert told == [GiveBack(("手",)), GiveBack(("x",)), Scan(CODE)]


def test_a_scanner_that_stutters_in_mid_code_is_still_one_scan() -> None:
    assert play(CODE + "\r", [5, 5, 5, 5, 5, 5, 60, 5]) == [Scan(CODE)]


def test_two_scans_in_a_row_are_two() -> None:
    assert play(f"{CODE}\r\n{CODE[::-1]}\r\n", [3]) == [Scan(CODE), Scan(CODE[::-1])]


def test_two_scans_without_suffix_are_parted_by_the_idle_time_even_if_nobody_called_idle() -> None:
    assert play(CODE * 2, [4] * len(CODE) + [200] + [4] * len(CODE)) == [Scan(CODE), Scan(CODE)]


def test_an_arrow_key_in_between_shows_a_hand() -> None:
    wedge = Wedge()
    told = wedge.press(10, "a") + wedge.press(20, "", "left")

    assert told == [GiveBack(("a", "left"))]


def test_idle_too_early_decides_nothing() -> None:
    wedge = Wedge()
    wedge.press(100, "a")

    assert wedge.idle(100 + scanner.IDLE_MS - 1) == []
    assert wedge.is_holding


def test_a_clock_that_steps_back_does_not_break_the_burst() -> None:
    assert play(CODE + "\r", [5, -3, 5, -3]) == [Scan(CODE)]


def test_full_width_letters_become_narrow_and_control_characters_go() -> None:
    assert scanner.clean("ＷＺ２０２４\x1d00\x00１ \r\n") == "WZ2024001"


@pytest.mark.scenario("C91")
def test_an_overlong_scan_is_cut_and_known_as_too_long() -> None:
    (told,) = play("=HYPERLINK(1)" * 800 + "\r", [1])

    assert isinstance(told, Scan)
    assert scanner.is_too_long(told.text)
    assert len(told.text) == scanner.LONGEST + 1
    assert not scanner.is_too_long(scanner.clean("7" * scanner.LONGEST))
