"""The petitions page: seals first, a petition taken in by keys alone, the sealed form, acts, the one view."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.petitions import identities, sealed, service, views
from app.petitions.types import Candidate
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.pages import Seat
from tests.support.world import START
from ui.petitions import telling, words
from ui.petitions.page import PetitionsPage
from ui.petitions.seal import SIDE
from ui.shell import lang, theme

Sit = Callable[[str], tuple[PetitionsPage, Seat]]


def view(page: PetitionsPage) -> Any:
    """What the detail shows."""
    return page.detail.view()


def rows(page: PetitionsPage) -> list[Any]:
    return [page.table.model.loaded_row(at) for at in range(page.table.model.rowCount())]


@pytest.mark.scenario("P2")
def test_the_list_begins_with_the_seal_and_the_chips_stand_in_order_with_counts(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    for channel in ("letter", "visit", "web", "phone", "micro", "app"):
        p.registered(town, p.new(town, channel))
    page, _ = sit_down("xf1")
    qtbot.waitUntil(lambda: len(rows(page)) == 6 and all(rows(page)))
    qtbot.waitUntil(lambda: len(page._channels._buttons) == 8)
    told = [b.text().split() for b in page._channels._buttons.values()]
    assert "".join(each[0] for each in told) == "信访网电微端转其"
    assert [each[-1] for each in told] == ["1"] * 6 + ["0"] * 2
    index = page.table.model.index(0, 0)
    cell = page.table.view.visualRect(index)
    picture: QImage = page.table.view.viewport().grab(cell).toImage()
    row = rows(page)[0]
    found = picture.pixelColor(8, cell.height() // 2 - SIDE // 2 + 4)
    assert found == theme.colour(f"seal_{row.channel}")
    assert index.data() == "App client" or index.data()


def compose(editor: QWidget, text: str) -> None:
    """What an input method puts in: Chinese comes from no single key."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def test_a_call_is_taken_in_by_keys_alone(town: City, sit_down: Sit, qtbot: QtBot) -> None:
    page, seat = sit_down("xf1")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page.sheet.form
    qtbot.waitUntil(lambda: page.sheet.isVisible() and form.field("region").value() is not None)
    received: Any = form.field("received_at").editor
    received.selectAll()
    qtbot.keyClicks(received, "2026-05-14 08:30")
    choose = {"channel": "phone", "rank": "section", "discipline": "integrity"}
    typed = {"name": "钱某", "unit": "甲区某局", "post": "科长", "summary": p.TEXT}
    for name in ("channel", "name", "unit", "post", "rank", "summary", "discipline"):
        editor: Any = form.field(name).editor
        if name in choose:
            editor.setFocus()
            at = editor.findData(choose[name])
            for _ in range(at):
                qtbot.keyClick(editor, Qt.Key.Key_Down)
        else:
            editor.setFocus()
            compose(editor, typed[name])
    qtbot.keyClick(page.sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.sheet.isHidden)
    (row,) = town.ask("xf1", views.rows)
    assert (row.channel, row.accused, row.reporter_mode) == (
        "phone",
        "钱某 甲区某局 科长",
        "anonymous",
    )
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert seat.notices is not None


@pytest.mark.scenario("P4")
def test_a_village_hears_that_its_visit_gets_its_number_above(town: City, sit_down: Sit) -> None:
    page, seat = sit_down("cxf1")
    taken = town.do("cxf1", service.receive, petition=p.new(town, "visit"))
    page.sheet._done(taken)
    assert "gets its number" in seat.notices.text()
    numbered = town.do("xf1", service.register, petition=p.new(town, "visit"))
    page.sheet._done(numbered)
    assert numbered.number in seat.notices.text()


@pytest.mark.scenario("P13")
def test_what_is_the_superiors_leaves_only_the_sealed_form(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    page, _ = sit_down("xf1")
    page.open_form()
    form = page.sheet.form
    form.field("channel").set_value("letter")
    form.field("name").set_value("孙某某")
    form.field("unit").set_value("某部")
    form.field("summary").set_value("收受字画")
    form.field("rank").set_value("province")
    form.changed.emit("rank")
    qtbot.waitUntil(
        lambda: (
            [f.id for f in form.fields()][-1] == "is_about_own_head"
            and len(list(form.fields())) == 5
        )
    )
    assert [f.id for f in form.fields()] == [
        "channel",
        "received_on",
        "pieces",
        "seal_no",
        "is_about_own_head",
    ]
    assert "孙某某" not in str(form.draft())
    form.field("received_on").set_value("2026-05-14")  # the store's day, not this computer's
    form.field("seal_no").set_value("F0001")
    page.sheet.submit()
    qtbot.waitUntil(page.sheet.isHidden)
    (row,) = town.ask("xf1", sealed.sealed_rows)
    assert (row.seal_no, row.channel) == ("F0001", "letter")
    assert town.ask("xf1", views.count) == 0


def test_an_act_is_a_button_and_the_closed_ones_say_why(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    row = p.registered(town)
    page, seat = sit_down("xf1")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    page._act("petitions.screen")
    qtbot.waitUntil(lambda: view(page).row.status == "P_SCREENING")
    open_ = [a.verb for a in view(page).actions if a.is_open]
    assert "petitions.accept" in open_
    assert "petitions.transfer" not in open_
    page.detail._toggle_why()
    assert page.detail._reasons.isVisible()
    assert "Transfer to an office" in page.detail._reasons.text()

    first = p.registered(town)
    seat.beside.login = "xf2"
    page._act("petitions.keep_as_repeat")
    qtbot.waitUntil(lambda: bool(page.acting._choices.get("candidates")))
    page.acting.form.field("first_id").set_value(first.id)
    page.acting.submit()
    qtbot.waitUntil(lambda: "new facts" in seat.notices.text())
    assert seat.beside.summaries == []  # nobody is called to sign what the rules refuse
    page.acting.form.field("no_new_facts").set_value(True)
    page.acting.submit()
    qtbot.waitUntil(lambda: view(page).row.status == "P_REPEAT")
    assert row.number in seat.beside.summaries[0]


@pytest.mark.scenario("P15")
def test_the_one_view_stands_under_its_watermark_and_leaves_nothing(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    row = p.handled(town, p.named(town))
    asked = town.do("jc1", identities.ask_identity, petition_id=row.id, reason="核实")
    given: dict[str, Any] = {"request_id": asked.id, "grants": True, "motivation": "准予"}
    town.do("bao2", identities.decide_identity, **given)
    page, _ = sit_down("jc1")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert page.detail._see.isVisible()
    page.detail._see.click()
    shown = page.detail.identity
    qtbot.waitUntil(shown.isVisible)
    assert "无名氏甲" in shown._facts.text()
    assert "检一 jc1" in shown._mark._text
    plain = shown.grab().toImage()
    shown._mark.hide()
    assert shown.grab().toImage() != plain, "the watermark is not drawn"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isHidden()
    assert "无名氏甲" not in shown._facts.text()
    page.detail.reload()
    qtbot.waitUntil(lambda: not page.detail._see.isVisible())


@pytest.mark.scenario("P18")
def test_a_search_for_oneself_shows_an_empty_list(town: City, sit_down: Sit, qtbot: QtBot) -> None:
    p.registered(town, p.new(town, accused=(p.accused("信二", "某单位"),)))
    p.registered(town)
    page, _ = sit_down("xf2")
    page._words.setText("钱某")
    qtbot.waitUntil(lambda: page.found.model.rowCount() == 1)
    page._words.setText("信二")
    qtbot.waitUntil(lambda: page.found.model.rowCount() == 0)
    qtbot.waitUntil(lambda: page._shown() == "")  # nothing is left beside it that could be acted on
    page._words.clear()
    qtbot.waitUntil(lambda: page._shown() != "")


def test_the_custodian_sees_the_reason_and_no_petition(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    row = p.handled(town, p.named(town))
    town.do("jc1", identities.ask_identity, petition_id=row.id, reason="需当面核实")
    page, _ = sit_down("bao2")
    qtbot.waitUntil(lambda: page.requests.table.model.rowCount() == 1)
    assert not page.table.isVisible()
    page.requests.table.select_row(0)
    qtbot.waitUntil(lambda: page.requests._reason.text() == "需当面核实")
    page.requests._opinion.setPlainText("准予一次")
    page.requests._grant.click()
    qtbot.waitUntil(lambda: page.requests.table.model.rowCount() == 0)
    (done,) = town.ask("jc1", identities.identity_requests)
    assert done.decision == "granted"


@pytest.mark.scenario("P5")
def test_a_petition_that_came_without_marks_is_classified_in_the_window(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    bare = p.matter(disciplines=(), offences=())
    row = p.screened(town, p.new(town, "web", matters=(bare,)))
    page, _ = sit_down("xf1")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    page._act("petitions.classify")
    form = page.acting.form
    assert form.field("kind").value() == "accusation"
    form.field("discipline").set_value("integrity")
    form.field("offence").set_value("graft")
    page.acting.submit()
    qtbot.waitUntil(lambda: view(page).matters[0].disciplines == ("integrity",))
    assert telling.entry(view(page).entries[0]) == "Accusation, Integrity, Graft and bribery"
    page._act("petitions.accept")
    qtbot.waitUntil(lambda: view(page).row.status == "P_ACCEPTED")


def test_each_matter_is_classified_from_what_it_bears_and_loses_no_mark(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    """What no field shows is kept, and said: the verb takes the whole set of marks."""
    many = ("integrity", "mass", "work")
    second = p.matter("收受礼金", kind="accusation", disciplines=many, offences=(), topic="land")
    row = p.screened(town, p.new(town, matters=(p.matter(), second)))
    page, _ = sit_down("xf1")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    page._act("petitions.classify")
    form = page.acting.form
    before = view(page).matters
    qtbot.keyClick(form.field("matter_id").editor, Qt.Key.Key_Down)
    assert [form.field(f).value() for f in ("discipline", "discipline2")] == ["integrity", "mass"]
    assert [form.field(f).value() for f in ("offence", "topic")] == [None, "land"]
    assert page.acting._hint.text() == "It keeps as well: Work."
    form.field("discipline").set_value("life")
    page.acting.submit()
    qtbot.waitUntil(lambda: view(page).matters[1].disciplines[0] == "life")
    first, changed = view(page).matters
    assert first == before[0]
    assert changed.disciplines == ("life", "mass", "work")
    assert changed.facts["topic"] == "land"


def test_a_petition_that_is_asked_for_is_seen_and_the_form_that_was_begun_goes_on_after(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    known = p.registered(town)
    page, _ = sit_down("xf1")
    page.open_form()
    qtbot.waitUntil(page.sheet.isVisible)
    page.sheet.form.field("summary").set_value("群众来电反映")
    page.tabs.setCurrentIndex(1)
    page.show_target(known.id)
    qtbot.waitUntil(lambda: page.detail.isVisible() and view(page) is not None)
    assert not page.sheet.isVisible()
    page.open_form()
    assert page.sheet.form.field("summary").value() == "群众来电反映"
    page.sheet.leave()
    page.open_form()
    assert page.sheet.form.field("summary").value() is None


@pytest.mark.scenario("P19")
@pytest.mark.scenario("P20")
def test_what_is_amended_is_given_in_words_and_by_the_clock_on_the_wall(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    row = p.registered(town, p.new(town, "micro"))
    page, seat = sit_down("xf1")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    seat.beside.login = "xfz"

    def begin(field: str) -> Any:
        page._act("petitions.amend")
        form = page.acting.form
        form.field("reason").set_value("登记时选错")
        form.field("field").set_value(field)
        form.changed.emit("field")
        assert form.field("reason").value() == "登记时选错"
        return form.field("value")

    given = begin("channel")
    assert given.value() == "micro"
    given.editor.setCurrentIndex(given.editor.findData("letter"))
    page.acting.submit()
    qtbot.waitUntil(lambda: view(page).row.channel == "letter")
    given = begin("received_at")
    assert given.editor.text() == words.plain(view(page).row.received_at)
    given.editor.setText("2026-05-13 16:05")
    page.acting.submit()
    qtbot.waitUntil(lambda: f"{view(page).row.received_at:%d %H:%M}" == "13 08:05")
    received, channel = (telling.entry(each) for each in view(page).entries[:2])
    assert channel == "Channel: Micro-platform → Letter"
    assert received.endswith("→ 2026-05-13 16:05")
    told = town.ask("xf1", views.amendments)
    assert {each.second_name for each in told} == {"信长"}


def test_on_a_small_screen_the_list_names_whom_and_by_when_and_nothing_is_pushed_out(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    """A window of 1366 × 768 leaves the page so much beside the rail and under a banner."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    was = lang.now()
    lang.apply(app, "zh")
    try:
        p.screened(town, p.named(town))
        page, _ = sit_down("xf1")
        page.resize(1178, 560)
        qtbot.waitUntil(lambda: page.detail.view() is not None)
        assert page.minimumSizeHint().height() <= 560
        shown, columns = page.table.view, page.table.model.columns
        at = next(n for n, column in enumerate(columns) if column.id == "accused")
        # the list has its room once all beside it is laid out
        qtbot.waitUntil(lambda: shown.columnViewportPosition(at) + 60 <= shown.viewport().width())
        buttons = [b for b in page.detail._buttons if b.isVisible()]
        assert len(buttons) >= 4
        for each in buttons:
            assert each.width() >= each.sizeHint().width(), each.text()
            assert page.detail.rect().contains(each.mapTo(page.detail, each.rect().bottomRight()))
    finally:
        lang.apply(app, was)


@pytest.mark.scenario("P3")
def test_a_named_reporter_is_reached_by_telephone_or_address_and_the_stars_say_so(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    page, _ = sit_down("xf1")
    page.open_form()
    form = page.sheet.form

    def starred() -> set[str]:
        return {f.id for f in form.fields() if f.definition.required} & {"phone", "address"}

    form.field("reporter_mode").set_value("named")
    form.changed.emit("reporter_mode")
    assert starred() == {"phone", "address"}
    form.field("address").set_value("某路一号")
    form.changed.emit("address")
    assert starred() == {"address"}
    form.field("reporter_mode").set_value("unverified")
    form.changed.emit("reporter_mode")
    assert starred() == set()


def test_over_the_empty_pane_stands_no_button(town: City, sit_down: Sit, qtbot: QtBot) -> None:
    page, _ = sit_down("xf1")
    assert view(page) is None
    for name in ("petition.see_who", "petition.more"):
        button = page.detail.findChild(QWidget, name)
        assert button is not None
        assert not button.isVisible()


def test_what_is_found_alike_while_one_writes_leaves_the_cursor_where_it_is(
    sit_down: Sit, qtbot: QtBot
) -> None:
    page, _ = sit_down("xf1")
    page.open_form()
    form = page.sheet.form
    qtbot.waitUntil(lambda: page.sheet.isVisible() and form.field("region").value() is not None)
    page.window().activateWindow()
    summary: Any = form.field("summary").editor
    summary.setFocus()
    qtbot.waitUntil(summary.hasFocus)
    qtbot.keyClicks(summary, "some")
    alike = Candidate("1", "X1", "letter", START, "钱某", "旧件", 80, linked=False)
    page.sheet._similar((alike,))
    qtbot.keyClicks(summary, " more")
    qtbot.waitUntil(form.field("repeat_of").isVisible)
    assert form.field("summary").value() == "some more"
    assert summary.hasFocus()
