"""Four short sounds, and silence where there is no loudspeaker."""

import wave
from collections.abc import Generator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app import paths
from tests.support import tones
from ui.shell import sounds
from ui.shell.sounds import Sound, Sounds
from ui.work import Work


class Tape:
    """Takes what a loudspeaker would be given, as fast as it is asked to."""

    def __init__(self) -> None:
        self._stream: Generator[bytes, int, None] | None = None

    def start(self, stream: Generator[bytes, int, None]) -> None:
        self._stream = stream

    def hear(self, frames: int) -> bytes:
        assert self._stream is not None
        return self._stream.send(frames)

    def close(self) -> None:
        self._stream = None


def _no_device() -> Any:
    raise OSError("no sound card")


@pytest.mark.parametrize("sound", list(Sound))
def test_each_sound_is_short_and_as_the_generator_makes_it(sound: Sound) -> None:
    path = paths.resources() / "sounds" / f"{sound}.wav"
    with wave.open(str(path), "rb") as file:
        assert 0.05 < file.getnframes() / file.getframerate() < 0.5
    assert path.read_bytes() == tones.sound(sound), "run: python -m tests.support.tones"


def test_a_sound_reaches_the_loudspeaker_and_ends_in_silence(qtbot: QtBot, work: Work) -> None:
    tape = Tape()
    made = Sounds(work, loudness=100, open_device=lambda: tape)
    made.play(Sound.HIT)
    qtbot.wait_until(lambda: work.waiting() == 0)
    whole = sounds.samples(paths.resources() / "sounds" / "hit.wav", 100)
    assert tape.hear(len(whole) // 2) == whole
    assert tape.hear(100) == b"\0" * 200
    made.close()


def test_loudness_nought_is_off_and_half_is_softer() -> None:
    path = paths.resources() / "sounds" / "hit.wav"
    assert set(sounds.samples(path, 0)) == {0}
    assert len(sounds.samples(path, 50)) == len(sounds.samples(path, 100))
    assert max(memoryview(sounds.samples(path, 50)).cast("h")) < max(
        memoryview(sounds.samples(path, 100)).cast("h")
    )


def test_a_computer_without_a_loudspeaker_stays_silent_and_says_nothing(
    qtbot: QtBot, work: Work
) -> None:
    made = Sounds(work, open_device=_no_device)
    for sound in Sound:
        made.play(sound)
    qtbot.wait_until(lambda: work.waiting() == 0)
    made.close()


def test_the_real_sound_system_is_never_an_error(qtbot: QtBot, work: Work) -> None:
    made = Sounds(work)
    made.play(Sound.FINISHED)
    qtbot.wait_until(lambda: work.waiting() == 0)
    made.close()
