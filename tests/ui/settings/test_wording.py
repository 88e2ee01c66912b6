"""The wording of the forms in the window: read by everybody, changed by two administrators, in force from today."""

from pytestqt.qtbot import QtBot

from app.forms import wording
from tests.support import window as windows
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.settings.wording import WordingSection


def choose(qtbot: QtBot, shown: WordingSection, form: str, text: str) -> None:
    shown.forms.setCurrentIndex(shown.forms.findData(form))
    qtbot.wait_until(lambda: shown._wording is not None and shown._wording.form == form)
    assert shown._wording is not None
    at = [each for each, _ in shown._wording.texts].index(text)
    line = shown.table.topLevelItem(at)
    assert line is not None
    shown.table.setCurrentItem(line)
    shown._edit()


def test_a_text_is_put_in_other_words_by_two_administrators(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "bao1") as window:
        shown = section(qtbot, window, "wording")
        assert isinstance(shown, WordingSection)
        choose(qtbot, shown, "F11", "保管员")
        assert shown.sheet.isVisible()
        # the words are to be changed: they have the keys, and the whole sheet is in sight
        assert shown.sheet.form.field("words").editor.hasFocus()
        windows.until(qtbot, lambda: not shown.sheet.submit_button.visibleRegion().isEmpty())
        shown.sheet.form.set_values({"words": "库管员", "basis": "办公室通知〔2026〕3号"})
        shown.sheet.submit()
        windows.sign(qtbot, window, "xi1")
        windows.settled(qtbot, window)
        assert "2026-05-14" in shown._since.text()
    found = room.ask("guan1", wording.wording, form="F11")
    assert dict(found.texts)["保管员"] == "库管员"
    assert dict(found.texts)["领取人"] == "领取人"
    assert found.basis == "办公室通知〔2026〕3号"


def test_who_is_no_security_administrator_reads_the_wording_only(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "wording")
        assert isinstance(shown, WordingSection)
        choose(qtbot, shown, "F11", "保管员")
        assert shown.sheet.isHidden()
        assert shown._since.text() == "As shipped."
