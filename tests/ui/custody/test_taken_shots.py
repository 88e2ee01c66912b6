"""What was photographed for an act: whose label must be legible on it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.custody.taken_shots import TakenShots


def test_the_label_of_the_thing_before_is_never_that_of_one_without(qtbot: QtBot) -> None:
    answers: list[Callable[[Any], object]] = []
    station = SimpleNamespace(ask=lambda *_, then, **__: answers.append(then))
    owner = QObject()
    taken = TakenShots(station, owner)  # type: ignore[arg-type]
    taken.set_thing("a", labelled=True)
    taken.set_thing("b", labelled=False)
    answers[0](SimpleNamespace(payload="AJ1.a"))  # late
    assert taken.label_on("in") == ""
    taken.set_thing("a", labelled=True)
    answers[1](SimpleNamespace(payload="AJ1.a"))
    assert taken.label_on("in") == "AJ1.a"
