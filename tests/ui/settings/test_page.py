"""Settings: what belongs to this computer holds at once, what belongs to the storeroom is signed by two."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.deadlines import service as deadlines
from tests.support import window as windows
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.settings.general import GeneralSection
from ui.settings.rules import RulesSection
from ui.settings.store import StoreSection
from ui.shell import lang, settings


def test_the_language_is_switched_live_and_remembered(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "general")
        assert isinstance(shown, GeneralSection)
        shown.language.setCurrentIndex(shown.language.findData("zh"))
        shown.language.activated.emit(shown.language.currentIndex())
        QApplication.processEvents()
        assert lang.now() == "zh"
        assert settings.language() == "zh"
        assert window.inside is not None
        assert "设置" in window.inside.frame.rail._items["settings"].text()
        window.set_language("en")
        windows.settled(qtbot, window)


def test_a_choice_has_room_for_its_words_in_the_language_chosen_then(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        window.set_language("zh")
        shown = section(qtbot, window, "general")
        assert isinstance(shown, GeneralSection)
        narrow = shown.look.width()
        window.set_language("en")
        windows.settled(qtbot, window)
        assert shown.look.currentText() == "Light"
        qtbot.wait_until(lambda: shown.look.width() > narrow)
        assert shown.look.width() >= shown.look.sizeHint().width()


def test_a_rule_is_changed_by_two_administrators(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "bao1") as window:
        shown = section(qtbot, window, "rules")
        assert isinstance(shown, RulesSection)
        qtbot.wait_until(lambda: shown.table.topLevelItemCount() > 0)
        at = [row.name for row in shown._rows].index("loan_max_days")
        line = shown.table.topLevelItem(at)
        assert line is not None
        shown.table.setCurrentItem(line)
        shown._edit()
        shown.sheet.form.set_values({"value": 20, "basis": "本单位〔2026〕5号"})
        shown.sheet.submit()
        windows.sign(qtbot, window, "xi1")
        windows.settled(qtbot, window)
    found = {row.name: row for row in room.ask("guan1", deadlines.in_force)}
    assert found["loan_max_days"].value == "20"
    assert found["loan_max_days"].basis == "本单位〔2026〕5号"


def test_the_basis_of_each_rule_is_cited_in_the_language_of_the_window(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "rules")
        assert isinstance(shown, RulesSection)
        qtbot.wait_until(lambda: shown.table.topLevelItemCount() > 0)
        at = [row.name for row in shown._rows].index("goods_days")
        line = shown.table.topLevelItem(at)
        assert line is not None
        law = "Regulations on the Implementation of the Supervision Law (2021), Art. 130"
        assert (line.text(2), line.toolTip(2)) == (law, f"{law}\n监察法实施条例(2021) 第130条")
        window.set_language("zh")
        windows.settled(qtbot, window)
        line = shown.table.topLevelItem(at)
        assert line is not None
        assert line.text(2) == "监察法实施条例(2021) 第130条"
        window.set_language("en")
        windows.settled(qtbot, window)


def test_who_is_no_security_administrator_cannot_open_the_form(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "rules")
        assert isinstance(shown, RulesSection)
        line = shown.table.topLevelItem(0)
        assert line is not None
        shown.table.setCurrentItem(line)
        shown._edit()
        assert shown.sheet.isHidden()


def test_the_books_are_backed_up_and_verified_from_the_window(
    qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    room.received()
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "store")
        assert isinstance(shown, StoreSection)
        file = tmp_path / "room.anku"
        shown.back_up_to(file)
        qtbot.wait_until(shown.backup.isEnabled)
        assert file.stat().st_size > 0
        shown.check()
        qtbot.wait_until(shown.verify.isEnabled)
        assert window.inside is not None
        assert window.inside.frame.notices.tone() == "done"
        windows.settled(qtbot, window)
