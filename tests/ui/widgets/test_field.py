"""Forms built from field definitions."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import CIVIL
from ui.widgets import editors
from ui.widgets.editors import Unreadable
from ui.widgets.field import Field, FieldDef, Kind

CHOICES = (("phone", "手机"), ("cash", "现金"))


def _field(qtbot: QtBot, kind: Kind, **more: object) -> Field:
    field = Field(FieldDef("x", "X", kind, **more))  # type: ignore[arg-type]
    qtbot.add_widget(field)
    field.show()
    return field


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.TEXT, "  黑色手机 ", "黑色手机"),
        (Kind.CODE, " ａ12 ", "A12"),
        (Kind.NUMBER, "１，２３４", 1234),
        (Kind.DECIMAL, "58.62", Decimal("58.62")),
        (Kind.MONEY, "¥348,250.00", Decimal("348250.00")),
        (Kind.DATE, "20260514", date(2026, 5, 14)),
        (Kind.DATE, "2026年5月14日", date(2026, 5, 14)),
        (Kind.DATE, "2026-5-4", date(2026, 5, 4)),
        (Kind.MOMENT, "2026-05-14 10:02", datetime(2026, 5, 14, 10, 2, tzinfo=CIVIL)),
        (Kind.MOMENT, "202605141002", datetime(2026, 5, 14, 10, 2, tzinfo=CIVIL)),
        (Kind.TEXT, "   ", None),
        (Kind.MONEY, "", None),
    ],
)
def test_what_is_typed_in_any_usual_way_becomes_a_plain_value(
    qtbot: QtBot, kind: Kind, typed: str, value: object
) -> None:
    field = _field(qtbot, kind)
    field.editor.setText(typed)  # type: ignore[union-attr]
    assert field.value() == value
    assert field.check()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.NUMBER, "1.5"),
        (Kind.NUMBER, "1,5"),
        (Kind.NUMBER, "many"),
        (Kind.DECIMAL, "100,02"),
        (Kind.MONEY, "68500,50"),
        (Kind.DECIMAL, "58.625"),
        (Kind.DECIMAL, "NaN"),
        (Kind.DATE, "2026-02-30"),
        (Kind.DATE, "2026-05-14 10:02"),
        (Kind.MOMENT, "2026-05-14"),
        (Kind.MOMENT, "2026-05-14 25:00"),
    ],
)
def test_what_is_no_value_is_said_under_the_field(qtbot: QtBot, kind: Kind, typed: str) -> None:
    field = _field(qtbot, kind)
    field.editor.setText(typed)  # type: ignore[union-attr]
    with pytest.raises(Unreadable):
        field.value()
    assert not field.check()
    assert field.error()
    said = field._error
    assert said is not None
    assert said.isVisible()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "x"),
        (Kind.LONG, "a\nb"),
        (Kind.NUMBER, 7),
        (Kind.MONEY, Decimal("1234.50")),
        (Kind.DATE, date(2026, 5, 14)),
        (Kind.MOMENT, datetime(2026, 5, 14, 10, 2, tzinfo=CIVIL)),
        (Kind.CHOICE, "cash"),
        (Kind.CHECK, True),
        (Kind.CODE, "A000812"),
    ],
)
def test_a_value_that_is_shown_comes_back_and_says_nothing(
    qtbot: QtBot, kind: Kind, value: object
) -> None:
    field = _field(qtbot, kind, choices=CHOICES)
    said: list[str] = []
    field.changed.connect(said.append)
    field.set_value(value)
    assert field.value() == value
    assert said == []


def test_money_is_shown_with_grouped_thousands(qtbot: QtBot) -> None:
    field = _field(qtbot, Kind.MONEY)
    field.set_value("348250")
    assert field.editor.text() == "348,250.00"  # type: ignore[union-attr]


def test_limits_are_kept(qtbot: QtBot) -> None:
    field = _field(qtbot, Kind.NUMBER, least=1, most=9)
    for value, well in ((0, False), (1, True), (9, True), (10, False)):
        field.set_value(value)
        assert field.check() is well


def test_a_required_field_that_is_empty_says_so_until_it_is_filled(qtbot: QtBot) -> None:
    field = _field(qtbot, Kind.TEXT, required=True)
    assert not field.check()
    assert field.error() == "Required"
    qtbot.keyClicks(field.editor, "a")
    assert field.error() == ""


def test_scrolling_over_a_choice_does_not_change_it(qtbot: QtBot) -> None:
    field = _field(qtbot, Kind.CHOICE, choices=CHOICES)
    field.set_value("cash")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field.editor, turn)
    assert field.value() == "cash"


def test_a_long_choice_can_be_typed_and_only_what_is_in_it_counts(qtbot: QtBot) -> None:
    field = _field(qtbot, Kind.CHOICE, choices=tuple((str(n), f"第{n}类") for n in range(30)))
    editor = field.editor
    assert isinstance(editor, editors.ChoiceEditor)
    editor.setEditText("第7类")
    assert field.value() == "7"
    editor.setEditText("第99类")
    assert not field.check()


def test_a_click_on_the_word_of_a_box_or_beside_it_ticks_it(qtbot: QtBot) -> None:
    field = _field(qtbot, Kind.CHECK)
    field.resize(300, field.sizeHint().height())
    heard: list[str] = []
    field.changed.connect(heard.append)
    word = QPoint(4, field._label.geometry().center().y())
    below = QPoint(word.x(), field.editor.geometry().center().y())
    empty = QPoint(250, below.y())
    for ticked, at in ((True, word), (False, below), (False, empty)):
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=at)
        assert field.value() is ticked
    assert heard == ["x", "x"]
    field.editor.setEnabled(False)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=word)
    assert field.value() is False
