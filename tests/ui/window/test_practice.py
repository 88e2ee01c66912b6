"""The way into the practice store and out again: whoever thinks better of it is not taken there."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import bootstrap, paths
from app.cli import demo
from app.identity.types import NewPerson
from tests.support.world import PASSWORD, World
from ui.shell import lang, settings
from ui.window import Window

ONE, TWO = NewPerson("a1", "甲", PASSWORD), NewPerson("b1", "乙", PASSWORD)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings.prepare()
    settings.put("loudness", 0)
    settings.put("stores", "")
    made = Window(app)
    made.show()
    qtbot.wait_exposed(made)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def going_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A practice store that is laid at once, and is filled for as long as this is not set."""
    shutil.rmtree(paths.data() / "practice", ignore_errors=True)
    event = threading.Event()

    def build(url: str, wish: demo.Wish, told: Callable[[int, int], None]) -> dict[str, Any]:
        bootstrap.lay(url, bootstrap.Founding("某委", "库", ONE, TWO, practice=True)).close()
        told(1, 4)
        event.wait(20)
        told(3, 4)
        person = {"name": "甲", "login": "a1", "roles": ["sysadmin"], "password": PASSWORD}
        other = {"name": "乙", "login": "b1", "roles": ["secadmin"], "password": PASSWORD}
        return {"accounts": [person, other]}

    monkeypatch.setattr(demo, "build", build)
    yield event
    event.set()
    shutil.rmtree(paths.data() / "practice", ignore_errors=True)


def test_the_practice_store_is_said_to_be_made_from_the_first_moment(
    qtbot: QtBot, window: Window, going_on: threading.Event
) -> None:
    window.practise()
    assert window.signin._state.text() == "Making the practice storeroom… 0%"
    qtbot.wait_until(lambda: window.signin._state.text().endswith("25%"))
    window.set_language("zh")
    assert window.signin._state.text().endswith("25%")
    lang.apply(window._app, "en")
    with qtbot.wait_signal(window.ready):
        going_on.set()
    assert window.signin._state.text().startswith("Station")
    assert window.signin.property("part") == "practice"
    assert settings.recent() == []


def test_whoever_chooses_another_store_meanwhile_comes_to_that_one(
    qtbot: QtBot, window: Window, room: World, going_on: threading.Event
) -> None:
    folder = paths.data() / "practice"
    window.practise()
    qtbot.wait_until(lambda: window.signin._state.text().endswith("25%"))
    with qtbot.wait_signal(window.ready):
        window.open(room.url)
        going_on.set()
    qtbot.wait_until(lambda: not window.work.waiting())
    assert window.about is not None
    assert not window.about.practice
    assert window.signin.property("part") == "gate"
    assert settings.recent() == [room.url]
    assert not (folder / "accounts.json").exists(), "left half made, and made anew next time"

    with qtbot.wait_signal(window.ready):
        window.practise()
    assert window.about.practice
    assert json.loads((folder / "accounts.json").read_text("utf-8"))["accounts"]


def test_of_two_stores_that_are_chosen_one_after_the_other_the_last_one_is_open(
    qtbot: QtBot, window: Window, room: World, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/other.db"
    bootstrap.lay(url, bootstrap.Founding("某委", "库", ONE, TWO, practice=True)).close()
    with qtbot.wait_signal(window.ready):
        window.open(f"sqlite:///{tmp_path}/nothing.db")
        window.open(url)
        window.open(room.url)
    qtbot.wait_until(lambda: not window.work.waiting())
    assert window.about is not None
    assert not window.about.practice
    assert settings.recent() == [room.url]
    assert window.currentWidget() is window.signin


def test_whom_to_play_is_chosen_with_the_keys(
    qtbot: QtBot, window: Window, going_on: threading.Event
) -> None:
    going_on.set()
    with qtbot.wait_signal(window.ready):
        window.practise()
    people = window.signin.people
    qtbot.wait_until(people.isVisible)
    people.setFocus()
    qtbot.keyClick(people, Qt.Key.Key_Down)
    qtbot.keyClick(people, Qt.Key.Key_Down)
    assert window.signin.login.text() == "b1"
    with qtbot.wait_signal(window.signin.submitted) as told:
        qtbot.keyClick(people, Qt.Key.Key_Return)
    assert told.args == ["b1", PASSWORD]
    qtbot.wait_until(lambda: not window.work.waiting())
