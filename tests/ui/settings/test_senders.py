"""Whose packages on disc are taken in: entered and ended by two administrators, from the settings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.leads import packing
from app.packages import keys
from tests.support.pages import Seat
from tests.support.world import World
from ui.settings.senders import SendersSection
from ui.work import Work


@pytest.fixture
def at(
    room: World, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Seat]]:
    """Somebody's desk, with the keys of this computer in a folder of the test."""
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))
    seats: list[Seat] = []

    def made(login: str) -> Seat:
        seats.append(Seat(room, work, login))
        return seats[-1]

    yield made
    for seat in seats:
        seat.close()


def test_a_senders_key_is_entered_and_ended_by_two_administrators(
    qtbot: QtBot, room: World, at: Callable[[str], Seat]
) -> None:
    seat = at("bao1")
    seat.beside.login = "xi1"
    shown: SendersSection = seat.show(SendersSection(seat.station))
    shown.refresh()
    qtbot.waitUntil(lambda: bool(shown.key.text()))
    shown.copy.click()
    assert QGuiApplication.clipboard().text() == keys.here().public
    assert str(keys.file()) in shown.where.text()  # it is this computer's, not that of the books
    assert shown.empty.isVisible()
    theirs = keys.fresh().public
    shown.enter.click()
    shown.sheet.form.set_values({"name": "甲区纪委监委", "organ": "QU1", "key": theirs[:-2]})
    shown.sheet.submit()
    qtbot.waitUntil(lambda: bool(shown.sheet.form.field("key").error()))
    shown.sheet.form.field("key").set_value(f"{theirs[:64].upper()}\n{theirs[64:]}")
    shown.sheet.submit()
    qtbot.waitUntil(lambda: shown.table.topLevelItemCount() == 1)
    assert room.ask("xi1", packing.senders) == (packing.Sender(theirs, "QU1", "甲区纪委监委"),)
    assert "甲区纪委监委" in seat.beside.summaries[-1]

    item = shown.table.topLevelItem(0)
    assert item is not None
    shown.table.setCurrentItem(item)
    shown.end.click()
    shown.sheet.form.set_values({"why": "密钥遗失"})
    shown.sheet.submit()
    qtbot.waitUntil(lambda: shown.table.topLevelItemCount() == 0)
    assert room.ask("xi1", packing.senders) == ()
    assert "密钥遗失" in seat.beside.summaries[-1]


def test_others_read_and_enter_nothing(qtbot: QtBot, at: Callable[[str], Seat]) -> None:
    seat = at("xi1")
    shown: SendersSection = seat.show(SendersSection(seat.station))
    shown.refresh()
    qtbot.waitUntil(lambda: bool(shown.key.text()))
    assert not shown.enter.isVisible()
