"""A scale on a pseudo terminal that keeps its protocol: asked, listened to, noisy, cut off, silent, pulled out."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import clock
from app.devices import errors, scale, weight_lines
from app.devices.loop import Link
from app.devices.scale import SerialScale, Voice
from tests.support.pty_line import PtyLine
from tests.support.pty_scale import PtyScale
from tests.support.waiting import until


@pytest.fixture
def balance(tmp_path: Path) -> Iterator[PtyScale]:
    """A METTLER balance on the other end of the cable."""
    far = PtyScale(tmp_path / "tty")
    yield far
    far.close()


@pytest.fixture
def device(balance: PtyScale) -> Iterator[SerialScale]:
    device = SerialScale(str(balance.path), protocol="sics")
    until(lambda: device.newest().weight is not None)
    yield device
    device.close()


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    line = PtyLine(tmp_path / "talking")
    yield line
    line.unplug()


@pytest.fixture
def talker(line: PtyLine) -> Iterator[SerialScale]:
    """A scale that talks by itself, after it was silent for a moment."""
    device = SerialScale(str(line.path), protocol="generic")
    until(lambda: device.link is Link.LIVE)
    threading.Event().wait(0.5)
    yield device
    device.close()


def test_a_balance_is_asked_and_what_it_shows_is_seen_live(balance, device) -> None:
    balance.lies("S D      12.31 g")
    until(lambda: device.newest().voice is Voice.MOVING)
    balance.lies("S S      12.34 g")
    weight = device.weigh()

    assert (weight.mg, weight.shown, weight.step_mg) == (12_340, "12.34 g", 10)
    assert weight.is_stable
    assert balance.asked(b"SI")


def test_what_swings_is_never_taken(balance, device) -> None:
    balance.lies("S D      12.34 g")
    until(lambda: device.newest().voice is Voice.MOVING)

    with pytest.raises(errors.ScaleUnsteady):
        device.weigh(0.6)


def test_too_much_is_told_as_such(balance, device) -> None:
    balance.lies("S +")
    until(lambda: device.newest().voice is Voice.OVER)

    with pytest.raises(errors.ScaleOutOfRange) as no:
        device.weigh(0.6)
    assert no.value.facts["why"] == "scale.OVER"


def test_noise_between_two_lines_is_no_weight(balance, device) -> None:
    balance.lies("S S    \xff\x00 12.3?")
    until(lambda: device.newest().voice is Voice.STRANGE)
    with pytest.raises(errors.ScaleNotUnderstood):
        device.weigh(0.6)
    balance.lies("S S      12.34 g")

    assert device.weigh().mg == 12_340


def test_a_plug_that_is_pulled_is_told_and_put_back_it_weighs_again(balance, device) -> None:
    balance.unplug()
    until(lambda: device.link is Link.LOST)
    with pytest.raises(errors.ScaleLost):
        device.weigh(0.2)
    balance.plug()
    balance.lies("S S       7.00 g")
    until(lambda: device.link is Link.LIVE)

    assert device.weigh().mg == 7_000


def test_a_scale_that_never_answers_is_a_refusal(line: PtyLine) -> None:
    device = SerialScale(str(line.path), protocol="sics")
    with pytest.raises(errors.ScaleLost):
        device.weigh(0.5)
    assert device.newest().voice is Voice.QUIET
    device.close()


def test_what_is_tared_away_is_remembered_with_the_weight(balance, device) -> None:
    balance.lies("S S      30.00 g")
    until(lambda: device.newest().weight.mg == 30_000)
    assert device.tare().mg == 30_000
    until(lambda: balance.asked(b"T"))
    balance.lies("S S      12.34 g")
    until(lambda: device.newest().weight.mg == 12_340)

    assert device.weigh().tare_mg == 30_000


def test_a_tare_is_the_scales_own_word_and_forgotten_when_it_is_zeroed(balance, device) -> None:
    balance.lies("S S      20.00 g")
    until(lambda: device.newest().weight.mg == 20_000)
    device.tare()
    assert device.weigh().tare_mg == 20_000
    balance.zero()
    balance.lies("S S      58.62 g")
    until(lambda: device.newest().weight.mg == 58_620)

    weight = device.weigh()
    assert (weight.mg, weight.tare_mg) == (58_620, 0)


def test_a_scale_that_does_not_tare_is_a_refusal_and_no_tare_is_told(balance, device) -> None:
    balance.disobey()
    balance.lies("S S      20.00 g")
    until(lambda: device.newest().weight.mg == 20_000)
    with pytest.raises(errors.ScaleNotTared):
        device.tare(0.8)

    assert device.weigh().tare_mg == 0


def test_a_scale_that_was_away_has_no_tare(balance, device) -> None:
    balance.lies("S S      20.00 g")
    until(lambda: device.newest().weight.mg == 20_000)
    device.tare()
    balance.unplug()
    until(lambda: device.link is Link.LOST)
    balance.plug()
    balance.zero()
    balance.lies("S S       7.00 g")
    until(lambda: device.link is Link.LIVE)

    assert device.weigh().tare_mg == 0


def test_a_scale_that_cannot_be_told_is_tared_by_its_own_key(line, talker) -> None:
    line.write(b"ST,+  20.00 g\r\n")
    until(lambda: talker.newest().weight is not None)
    with pytest.raises(errors.ScaleNotTared):
        talker.tare(0.5)
    line.write(b"ST,+  20.00 g\r\n")

    assert talker.newest().weight.tare_mg == 0


def test_a_line_that_was_under_way_when_the_port_was_opened_is_no_weight(line: PtyLine) -> None:
    device = SerialScale(str(line.path), protocol="ohaus")
    until(lambda: device.link is Link.LIVE)
    line.write(b"4.56 g\r\n")
    line.write(b"  1234.56 g\r\n")
    until(lambda: device.newest().weight is not None)
    shown = device.newest().weight
    device.close()

    assert shown is not None
    assert shown.mg == 1_234_560


def test_half_a_line_is_waited_for_however_long_it_takes(line, talker) -> None:
    line.write(b"ST,GS,+  12.3")
    threading.Event().wait(0.6)
    assert talker.newest().voice is Voice.QUIET
    line.write(b"4 kg\r\n")
    until(lambda: talker.newest().weight is not None)

    assert talker.newest().weight.mg == 12_340_000


def test_where_it_is_not_told_the_same_for_a_while_is_stable() -> None:
    steady = scale.Steady()
    read = weight_lines.generic("12.34 g")
    other = weight_lines.generic("12.35 g")
    assert read is not None
    assert other is not None
    judged = [steady.judge(each, at) for each, at in [(read, 0.0), (read, 0.3), (read, 0.7)]]

    assert judged == [False, False, True]
    assert not steady.judge(other, 0.8)


def test_less_than_a_milligram_is_rounded_to_the_even_one() -> None:
    for line, mg in (("12.3456 g", 12_346), ("0.0005 g", 0), ("0.0015 g", 2), ("1 oz", 28_350)):
        reading = weight_lines.generic(line)
        assert reading is not None
        made = scale.weight(reading, clock.now(), is_stable=True)
        assert (made.mg, made.shown) == (mg, line)
