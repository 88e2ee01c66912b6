"""Forms: Enter goes on, drafts, forms that change while one types, blocks among the fields."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from ui.widgets.field import Field, FieldDef, Kind
from ui.widgets.form import Form

CHOICES = (("phone", "手机"), ("cash", "现金"))


def test_enter_goes_from_field_to_field_and_after_the_last_says_so(qtbot: QtBot) -> None:
    form = Form(
        (FieldDef("a", "A"), FieldDef("b", "B", Kind.CHOICE, choices=CHOICES), FieldDef("c", "C"))
    )
    qtbot.add_widget(form)
    form.show()
    form.activateWindow()
    qtbot.wait_until(form.isActiveWindow)
    form.focus_first()
    qtbot.keyClick(form.field("a").editor, Qt.Key.Key_Return)
    assert form.field("b").editor.hasFocus()
    qtbot.keyClick(form.field("b").editor, Qt.Key.Key_Return)
    assert form.field("c").editor.hasFocus()
    with qtbot.wait_signal(form.confirmed):
        qtbot.keyClick(form.field("c").editor, Qt.Key.Key_Return)


def test_checking_goes_to_the_first_field_with_trouble(qtbot: QtBot) -> None:
    form = Form((FieldDef("a", "A"), FieldDef("b", "B", required=True)))
    qtbot.add_widget(form)
    form.show()
    form.activateWindow()
    qtbot.wait_until(form.isActiveWindow)
    assert not form.check()
    assert form.field("b").editor.hasFocus()


def test_the_same_fields_in_another_language_keep_what_was_typed(qtbot: QtBot) -> None:
    form = Form(
        (FieldDef("a", "Name"), FieldDef("k", "Kind", Kind.CHOICE, choices=(("cash", "Cash"),)))
    )
    qtbot.add_widget(form)
    form.set_values({"a": "x", "k": "cash"})
    form.set_defs(
        (FieldDef("a", "名称"), FieldDef("k", "类别", Kind.CHOICE, choices=(("cash", "现金"),)))
    )
    assert form.values() == {"a": "x", "k": "cash"}
    assert form.field("k").editor.currentText() == "现金"  # type: ignore[union-attr]


def test_a_draft_holds_what_can_be_read(qtbot: QtBot) -> None:
    form = Form((FieldDef("a", "A"), FieldDef("n", "N", Kind.NUMBER), FieldDef("e", "E")))
    qtbot.add_widget(form)
    form.set_values({"a": "x"})
    form.field("n").editor.setText("1.x")  # type: ignore[union-attr]
    assert form.draft() == {"a": "x"}


def test_what_comes_late_fills_only_what_is_empty(qtbot: QtBot) -> None:
    form = Form((FieldDef("a", "A"), FieldDef("b", "B"), FieldDef("c", "C", Kind.CHECK)))
    qtbot.add_widget(form)
    form.field("a").set_value("typed")
    assert form.fill_in({"a": "kept", "b": "kept", "c": True, "gone": "x"}) == {"b", "c"}
    assert form.values() == {"a": "typed", "b": "kept", "c": True}
    form.field("a").set_value(None)
    assert form.fill_in({}) == frozenset()
    assert form.field("b").value() == "kept"


def test_other_fields_take_the_place_of_the_old_ones(qtbot: QtBot) -> None:
    form = Form((FieldDef("a", "A"),), columns=2)
    qtbot.add_widget(form)
    form.set_defs((FieldDef("b", "B"), FieldDef("c", "C", Kind.LONG)))
    assert [field.id for field in form.fields()] == ["b", "c"]


def test_what_the_rules_say_is_shown_under_the_field(qtbot: QtBot) -> None:
    form = Form((FieldDef("a", "A"), FieldDef("b", "B")))
    qtbot.add_widget(form)
    form.set_errors({"b": "too light"})
    assert (form.field("a").error(), form.field("b").error()) == ("", "too light")
    form.field("b").set_value("y")
    assert form.field("b").error() == ""


def test_a_long_form_is_made_ready_field_by_field_and_then_shown_without_making_any(
    qtbot: QtBot,
) -> None:
    defs = [FieldDef(f"f{n}", "字段", Kind.DECIMAL if n % 2 else Kind.TEXT) for n in range(6)]
    form = Form()
    qtbot.addWidget(form)
    assert sum(1 for _ in form.prepare(defs)) == 6
    made = {*form.findChildren(Field)}
    assert sum(1 for _ in form.prepare(defs)) == 0

    form.set_defs(defs)

    assert {*form.fields()} == made
    assert all(not field.isHidden() for field in form.fields())


@pytest.mark.scenario("C93")
def test_with_fewer_columns_the_fields_stand_below_one_another_and_keep_what_was_typed(
    qtbot: QtBot,
) -> None:
    defs = [FieldDef(name, name, Kind.TEXT) for name in "abcd"]
    form = Form(defs, columns=3)
    qtbot.add_widget(form)
    form.resize(600, 300)
    form.show()
    form.set_values({"c": "stays"})
    a, b, c, d = form.fields()
    qtbot.wait_until(lambda: a.y() == b.y() == c.y() < d.y())
    form.set_columns(2)
    qtbot.wait_until(lambda: a.y() == b.y() < c.y() == d.y())
    assert form.field("c").value() == "stays"


def test_what_is_missing_out_of_sight_comes_into_sight_also_where_the_keys_are_there_already(
    qtbot: QtBot,
) -> None:
    form = Form([FieldDef(f"f{at}", f"Nr {at}", required=at == 11) for at in range(12)])
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(form)
    qtbot.add_widget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitExposed(area)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    last = form.field("f11")
    for _ in range(2):  # the second time the keys stand there
        area.verticalScrollBar().setValue(0)
        assert last.visibleRegion().isEmpty()
        assert not form.check()
        qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().size() == last.size())
    assert form.lacking() == ("Nr 11",)
    qtbot.waitUntil(last.editor.hasFocus)


def test_a_field_that_the_next_form_has_too_keeps_the_keys(qtbot: QtBot) -> None:
    way = FieldDef("way", "Way", Kind.CHOICE, choices=CHOICES)
    form = Form([FieldDef("reason", "Reason", Kind.LONG), way, FieldDef("basis", "Basis")])
    qtbot.add_widget(form)
    form.show()
    qtbot.waitExposed(form)
    had = form.field("way")
    had.editor.setFocus()
    qtbot.waitUntil(had.editor.hasFocus)
    form.set_defs(
        [FieldDef("reason", "Reason", Kind.LONG), way, FieldDef("receiver", "To", required=True)]
    )
    assert form.field("way") is had
    assert had.editor.hasFocus()
    assert [field.isVisible() for field in form.fields()] == [True] * 3
    assert had.value() is None, "fields of another form are empty"


def test_a_block_of_its_own_stands_below_the_field_it_follows(qtbot: QtBot) -> None:
    form = Form([FieldDef(name, name) for name in "abcde"], columns=3)
    block = QLabel("notes", form)
    form.put_after("b", block)
    qtbot.add_widget(form)
    form.show()
    qtbot.waitExposed(form)

    def stands() -> bool:
        top = {name: form.field(name).y() for name in "abcde"}
        return max(top["a"], top["b"]) < block.y() < top["c"]

    for columns in (3, 2, 1):
        form.set_columns(columns)
        qtbot.waitUntil(stands)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step takes a turn of its own, as on a slow machine."""
    monkeypatch.setattr("ui.shell.turns._SLICE_S", 0.0)


@pytest.mark.usefixtures("slowly")
def test_what_is_shown_stays_whole_until_the_fields_that_follow_are_ready(qtbot: QtBot) -> None:
    form = Form([FieldDef("name", "名称"), FieldDef("old", "旧项")])
    qtbot.add_widget(form)
    form.show()
    qtbot.wait_until(form.is_made)
    form.field("name").set_value("手表")
    gone = form.field("old")
    if (keys := form.focusWidget()) is not None:
        keys.clearFocus()
    form.set_defs(
        [FieldDef("name", "名称"), *(FieldDef(f"f{n}", "项", Kind.DATE) for n in range(5))]
    )
    form.set_values({"name": "手表", "f1": date(2026, 3, 5)})
    assert gone.isVisible()
    assert not form.is_made()
    qtbot.wait_until(form.is_made)
    assert gone.isHidden()
    assert (form.field("name").value(), form.field("f1").value()) == ("手表", date(2026, 3, 5))


@pytest.mark.usefixtures("slowly")
def test_whoever_types_in_a_form_that_changes_loses_no_sign(qtbot: QtBot) -> None:
    form = Form([FieldDef("name", "名称"), FieldDef("summary", "摘要", Kind.LONG)])
    qtbot.add_widget(form)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    editor = form.field("summary").editor
    editor.setFocus()
    qtbot.wait_until(editor.hasFocus)
    qtbot.keyClicks(editor, "some")
    kept = form.draft()
    form.set_defs(
        [*(FieldDef(f"f{n}", "项") for n in range(5)), FieldDef("summary", "摘要", Kind.LONG)]
    )
    form.set_values(kept)
    qtbot.keyClicks(editor, "more ")  # Qt puts the cursor before a text that is set
    assert form.field("summary").editor is editor
    qtbot.wait_until(form.is_made)
    assert form.field("summary").value() == "more some"
