"""The window opens a centre by its address, says where the books lie, and says what it cannot know."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.custody import service as custody
from tests.support import cutting
from tests.support import window as windows
from tests.support.remote import RemoteWorld
from tests.support.world import PASSWORD
from ui.settings.store import StoreSection
from ui.shell import lang, settings
from ui.shell.station import Place
from ui.window import Window


@pytest.fixture
def fresh(qtbot: QtBot) -> Iterator[Window]:
    """A window that no store was opened in."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings.prepare()
    settings.put("loudness", 0)
    window = Window(app)
    window.resize(1366, 768)
    window.show()
    qtbot.wait_exposed(window)
    yield window
    window.close()
    window.deleteLater()


def test_a_centre_is_opened_by_its_address_and_the_settings_say_so(
    qtbot: QtBot, room: RemoteWorld, fresh: Window, tmp_path: Path
) -> None:
    with qtbot.wait_signal(fresh.ready):
        fresh.open(room.centre_url)
    assert "trial" not in " ".join(label.text() for label in fresh.signin.findChildren(QLabel))
    with qtbot.wait_signal(fresh.entered):
        fresh.signin.login.setText("guan1")
        fresh.signin.password.setText(PASSWORD)
        fresh.signin.go.click()
    windows.settled(qtbot, fresh, 20_000)
    assert fresh.inside is not None
    fresh.inside.navigation.go(Place("settings", "store"))
    windows.settled(qtbot, fresh, 20_000)
    section = fresh.findChild(StoreSection)
    assert section is not None
    section.refresh()
    windows.settled(qtbot, fresh, 20_000)
    said = " ".join(label.text() for label in section.findChildren(QLabel))
    assert "at the centre" in said
    assert room.centre_url in said
    assert not section.backup.isVisibleTo(section)
    lang.apply(QApplication.instance(), "zh")  # type: ignore[arg-type]
    windows.settled(qtbot, fresh)
    fresh.grab().save(str(tmp_path / "centre-settings.png"))


def test_a_centre_that_is_away_is_said_with_what_to_do(qtbot: QtBot, fresh: Window) -> None:
    fresh.open("http://127.0.0.1:9")
    qtbot.wait_until(lambda: "trouble" in fresh._gates, timeout=30_000)
    page = fresh._gates["trouble"]
    assert "127.0.0.1:9" in page.what.text()  # type: ignore[attr-defined]
    assert page.code.text() == "R146"  # type: ignore[attr-defined]


def test_an_act_whose_answer_was_lost_is_being_confirmed_until_the_books_say_so(
    qtbot: QtBot, room: RemoteWorld
) -> None:
    with cutting.before(httpx.URL(room.centre_url).port or 0) as wire:
        room.centre_url = wire.url
        case_id = room.case("案甲")
        with windows.opened(qtbot, room, "cha1") as window:
            assert window.inside is not None
            station, numbers = window.inside.station, []
            room.store("cha1").line.patience_s = -1
            wire.cut = cutting.Cut(False, 5)
            station.do(
                station,
                custody.register,
                then=lambda rows: numbers.append(rows[0].number),
                case_id=case_id,
                items=(room.new("账册"),),
            )
            qtbot.wait_until(lambda: "confirmed" in station.notices.text())
            assert numbers == []
            qtbot.wait_until(lambda: bool(numbers))
            assert station.notices.text() == ""
            windows.settled(qtbot, window)
        room.close()
        room._stores.clear()
