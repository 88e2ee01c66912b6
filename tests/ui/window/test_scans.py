"""What is scanned and what is typed into the scan field, from any page."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.custody import labelling, views
from app.labels import rules
from app.labels.types import Command
from db.ledger import queries as trail
from tests.support import borrowing
from tests.support import window as windows
from tests.support.world import World
from ui.shell.search import Hit
from ui.shell.station import Place


def test_a_scanned_label_opens_its_card_from_any_page(qtbot: QtBot, room: World) -> None:
    row = room.received()[0]
    payload = room.ask("guan1", labelling.label, item_id=row.id).payload
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        with qtbot.wait_signal(window.inside.desk.settled) as heard:
            window.services.scans.feed(payload)
        assert heard.args == [payload, "hit"]
        assert window.inside.navigation.here() == Place("item", row.id)
        windows.settled(qtbot, window)


def test_a_scanned_form_opens_what_it_is_of_and_says_whether_it_is_of_today(
    qtbot: QtBot, room: World
) -> None:

    (row,) = room.received(room.new())
    head = room.ask("guan1", views.card, item_id=row.id).head
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        desk, notices = window.inside.desk, window.inside.frame.notices
        for code, what in ((head, "hit"), ("AAAAA-BBBBB-CCCCC-DDDDD", "refused")):
            with qtbot.wait_signal(desk.settled) as heard:
                window.services.scans.feed(f"{row.number} {code}")
            assert heard.args == [f"{row.number} {code}", what]
            assert window.inside.navigation.here() == Place("item", row.id)
        assert "2026-0001-0001" in notices.text()
        assert notices.tone() == "warn"
        windows.settled(qtbot, window)


def test_scans_keep_their_order_and_none_is_dropped(qtbot: QtBot, room: World) -> None:
    rows = room.received(*(room.new(f"公文包{n}") for n in range(5)))
    payloads = [room.ask("guan1", labelling.label, item_id=row.id).payload for row in rows]
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        heard: list[str] = []
        window.inside.desk.settled.connect(lambda text, _: heard.append(text))
        for payload in payloads:
            window.services.scans.feed(payload)
        qtbot.wait_until(lambda: len(heard) == len(payloads))
        assert heard == payloads
        windows.settled(qtbot, window)


@pytest.mark.scenario("C30")
def test_an_unknown_code_is_a_miss_and_the_third_time_it_is_in_the_trail(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        heard: list[str] = []
        window.inside.desk.settled.connect(lambda _, what: heard.append(what))
        for _ in range(3):
            window.services.scans.feed("6901234567892")
        qtbot.wait_until(lambda: len(heard) == 3)
        windows.settled(qtbot, window)
        assert heard == ["miss"] * 3
        assert window.inside.frame.notices.tone() == "warn"
    with room.database.read() as session:
        assert trail.count(session, kind="UNKNOWN_CODE") == 1


def test_the_back_command_goes_back(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("settings"))
        with qtbot.wait_signal(window.inside.desk.settled):
            window.services.scans.feed(rules.encode(rules.code_for(Command.BACK)))
        assert window.inside.navigation.here().page == "workdesk"
        windows.settled(qtbot, window)


def test_typed_words_show_what_was_found_and_enter_opens_the_first(
    qtbot: QtBot, room: World
) -> None:
    rows = room.received(room.new("紫砂茶壶"), room.new("公文包"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        field = window.inside.frame.top.field
        window.activateWindow()
        field.take_focus()
        field.setText("茶壶")
        field.asked.emit("茶壶")
        qtbot.wait_until(lambda: field.hits_shown() == 1)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait_until(
            lambda: (
                window.inside is not None
                and window.inside.navigation.here() == Place("item", rows[0].id)
            )
        )
        windows.settled(qtbot, window)


def test_a_case_is_the_first_that_its_number_finds_and_enter_opens_it(
    qtbot: QtBot, room: World
) -> None:
    item = room.received(room.new("公文包"))[0]
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        navigation, field = window.inside.navigation, window.inside.frame.top.field
        window.activateWindow()
        field.take_focus()
        field.setText(item.case_number)
        field.asked.emit(item.case_number)
        qtbot.wait_until(lambda: field.hits_shown() == 2)
        first, second = (field._hits.hit(at) for at in (0, 1))
        assert (first.title, first.page, second.title) == (item.case_number, "case", item.number)
        assert first.detail == "案甲  ·  案甲专案  ·  Active"
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait_until(lambda: navigation.here() == Place("case", item.case_id))
        windows.settled(qtbot, window)
        navigation.go(Place("workdesk"))
        field.submitted.emit("案甲")  # Enter before the list came
        qtbot.wait_until(lambda: navigation.here() == Place("case", item.case_id))
        windows.settled(qtbot, window)


def test_in_the_middle_of_an_act_no_case_leads_away_from_it(qtbot: QtBot, room: World) -> None:
    row = room.received(room.new("公文包"))[0]
    request = borrowing.approved(room, row)
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("hand_over", request.id))
        windows.settled(qtbot, window)
        field = window.inside.frame.top.field
        window.activateWindow()
        field.take_focus()
        field.asked.emit(row.case_number)
        qtbot.wait_until(lambda: field.hits_shown() == 1)
        assert field._hits.hit(0).title == row.number
        windows.settled(qtbot, window)
        # the list may have come before the act began
        window.inside.frame.hit_chosen.emit(Hit(row.case_id, row.case_number, page="case"))
        windows.settled(qtbot, window)
        assert window.inside.navigation.here() == Place("hand_over", request.id)
        notices = window.inside.frame.notices
        assert notices.tone() == "refused"
        assert row.case_number in notices.text()


def test_a_case_is_not_found_in_the_window_of_one_who_may_not_see_it(
    qtbot: QtBot, room: World
) -> None:
    item = room.received(room.new("公文包"))[0]
    with windows.opened(qtbot, room, "cha3") as window:
        assert window.inside is not None
        field = window.inside.frame.top.field
        window.activateWindow()
        field.take_focus()
        for text in (item.case_number, "案甲"):
            field.asked.emit(text)
            windows.settled(qtbot, window)
            assert field.hits_shown() == 0


@pytest.mark.scenario("C51")
def test_the_label_of_another_cases_thing_goes_into_the_request_that_stands_open(
    qtbot: QtBot, room: World
) -> None:
    (other,) = room.received(room.new("合同"), case="案乙")
    payload = room.ask("guan1", labelling.label, item_id=other.id).payload
    with windows.opened(qtbot, room, "cha1") as window:
        assert window.inside is not None
        desk, navigation = window.inside.desk, window.inside.navigation
        with qtbot.wait_signal(desk.settled) as heard:
            window.services.scans.feed(payload)
        assert heard.args == [payload, "refused"]  # anywhere else it is told nothing of
        windows.settled(qtbot, window)
        navigation.go(Place("request", "", "CHECK_OUT"))
        windows.settled(qtbot, window)
        with qtbot.wait_signal(desk.settled) as heard:
            window.services.scans.feed(payload)
        assert heard.args == [payload, "hit"]
        page = navigation.page()
        qtbot.wait_until(lambda: len(page.chosen.things()) == 1)
        assert page.chosen.things()[0].foreign
        # the books did not show it: that stays in the trail
        windows.settled(qtbot, window)
        with room.database.read() as session:
            assert trail.count(session, kind="SCAN_REFUSED") == 2
        assert window.inside.frame.notices.tone() != "refused"
        windows.settled(qtbot, window)
