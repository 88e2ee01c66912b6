"""The form beside the work: Esc leaves it, Ctrl+S sends it, a refusal is said under its field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from app import errors
from ui.widgets.field import FieldDef, Kind
from ui.widgets.sheet import Sheet


def shown(qtbot: QtBot) -> Sheet:
    sheet = Sheet("place")
    sheet.say("New place", "Make")
    sheet.set_defs((FieldDef("code", "Code", required=True), FieldDef("name", "Name")))
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def test_escape_leaves_the_sheet_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    sheet = shown(qtbot)
    code = sheet.form.field("code").editor
    qtbot.keyClicks(code, "A-09")
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(code, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert sheet.form.draft() == {"code": "A-09"}


def test_the_key_sends_it_once_everything_is_well(qtbot: QtBot) -> None:
    sheet = shown(qtbot)
    sent: list[bool] = []
    sheet.submitted.connect(lambda: sent.append(True))
    code = sheet.form.field("code").editor
    qtbot.keyClick(code, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not sent
    assert sheet.form.field("code").error()
    qtbot.keyClicks(code, "A-09")
    qtbot.keyClick(code, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert sent == [True]


def test_a_refusal_is_said_under_the_field_that_it_is_about(qtbot: QtBot) -> None:
    sheet = shown(qtbot)
    sheet.set_busy(True)
    sheet.blame(errors.FieldMissing(field="location.name"))
    assert sheet.form.field("name").error()
    assert not sheet.form.field("code").error()
    assert sheet.submit_button.isEnabled()
    assert sheet.form.field("code").editor.objectName() == "place.code"


def test_tab_goes_from_the_fields_to_what_stands_beneath_and_to_the_buttons(qtbot: QtBot) -> None:
    sheet = Sheet("new", columns=2)
    qtbot.addWidget(sheet)
    sheet.extra.addWidget(QCheckBox("seen", sheet))
    sheet.set_defs((FieldDef("a", "A"), FieldDef("b", "B", Kind.CHOICE, choices=(("x", "X"),))))
    sheet.show()
    sheet.set_defs((FieldDef("a", "A"), FieldDef("c", "C"), FieldDef("d", "D", Kind.LONG)))
    qtbot.waitUntil(sheet.form.field("d").editor.isVisible)
    walked: list[str] = []
    at: QWidget | None = sheet.form.field("a").editor
    while at is not None and len(walked) < 6:
        if at.isVisibleTo(sheet) and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            walked.append(at.objectName() or type(at).__name__)
        at = at.nextInFocusChain()
    assert walked == ["new.a", "new.c", "new.d", "QCheckBox", "new.submit", "new.cancel"]


def test_tab_goes_round_also_when_the_fields_were_made_anew(qtbot: QtBot) -> None:
    sheet = shown(qtbot)
    sheet.set_defs((FieldDef("code", "Code"), FieldDef("kind", "Kind"), FieldDef("name", "Name")))
    first = sheet.form.field("code").editor
    sheet.cancel_button.setFocus()
    qtbot.keyClick(sheet.cancel_button, Qt.Key.Key_Tab)
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    qtbot.waitUntil(sheet.cancel_button.hasFocus)
