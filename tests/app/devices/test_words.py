"""Everything that devices and codes say has its words in both languages."""

import pytest

from app import words
from app.devices import errors, weight_lines
from app.devices.loop import Link
from app.devices.printer import Trouble
from app.devices.quality import Fault
from app.devices.scale import Voice
from app.labels.types import Command, Kind

KEYS = [
    *(f"link.{each.name}" for each in Link),
    *(f"fault.{each.name}" for each in Fault),
    *(f"printer.{each.name}" for each in Trouble),
    *(f"code.{each.name}" for each in Kind),
    *(f"command.{each.name}" for each in Command),
    *(f"scale.{each.name}" for each in Voice),
    *(f"protocol.{each}" for each in weight_lines.PROTOCOLS),
    *(f"refusal.{each.__name__}" for each in errors.DeviceUnready.__subclasses__()),
]


@pytest.mark.parametrize("key", KEYS)
def test_it_has_its_words(key: str) -> None:
    assert words.has(key)
    assert words.word(key, "zh") != words.word(key, "en")


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_a_lost_camera_is_told_with_what_to_do(lang: str) -> None:
    told = words.refusal(errors.CameraLost(source="/dev/video0"), lang)

    assert "/dev/video0" in told.what
    assert told.next
    assert told.code == "R30"
