"""The window: from the sign-in page to the pages, its locks, its alarms, its scans."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import errors, words
from app.audit import verifying
from app.audit.types import NotStarted
from app.backup import upkeep
from app.custody import labelling, views
from app.custody.types import ItemRow, Paper
from app.identity import service as identity
from app.identity.types import NewPerson
from app.labels import rules
from app.labels.types import Command
from app.ledger.types import Verdict
from app.requests import desk as waiting
from app.requests import service as requests
from db.ledger import queries as trail
from tests.support import borrowing
from tests.support import window as windows
from tests.support.tampering import tamper
from tests.support.world import FIRST_PASSWORD, PASSWORD, World
from ui import main as program
from ui.audit.verify import VerifyPanel
from ui.catalogue import PAGES
from ui.shell import lang, settings
from ui.shell.inside import BOOKS, Inside
from ui.shell.search import Hit
from ui.shell.station import Place
from ui.shell.top import Health
from ui.window import Window
from ui.work import Lane

FIRST = "Own-Words-2026"


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


def open_and_wait(qtbot: QtBot, window: Window, url: str) -> None:
    with qtbot.wait_signal(window.ready):
        window.open(url)


def type_in(window: Window, login: str, password: str = PASSWORD) -> None:
    window.signin.login.setText(login)
    window.signin.password.setText(password)
    window.signin.go.click()


def own_password(world: World, login: str) -> None:
    """The person has long chosen his own password."""
    world.do(login, identity.change_password, old=PASSWORD, new=FIRST)


# -- before the work -----------------------------------------------------------------------------------


def test_what_is_typed_before_the_store_is_open_signs_in_when_it_is(
    qtbot: QtBot, room: World, fresh: Window
) -> None:
    own_password(room, "guan1")
    with qtbot.wait_signal(fresh.entered):
        fresh.open(room.url)
        type_in(fresh, "guan1", FIRST)
    assert fresh.store is not None
    assert fresh.store.actor is not None
    assert fresh.store.actor.name == "管一"
    windows.settled(qtbot, fresh)


def test_a_wrong_password_is_refused_in_words_and_forgotten(
    qtbot: QtBot, room: World, fresh: Window
) -> None:
    open_and_wait(qtbot, fresh, room.url)
    type_in(fresh, "guan1", "wrong-password-1")
    qtbot.wait_until(lambda: bool(fresh.signin.trouble.text()))
    assert fresh.signin.password.text() == ""
    assert fresh.inside is None


def test_the_first_password_must_be_changed_before_anything_is_seen(
    qtbot: QtBot, room: World, fresh: Window
) -> None:
    room.do("xi1", identity.create_account, person=NewPerson("neu", "新人", FIRST_PASSWORD))
    open_and_wait(qtbot, fresh, room.url)
    type_in(fresh, "neu", FIRST_PASSWORD)
    qtbot.wait_until(lambda: "password" in fresh._gates)
    page = fresh._gates["password"]
    page.old.setText(FIRST_PASSWORD)  # type: ignore[attr-defined]
    page.new.setText(FIRST)  # type: ignore[attr-defined]
    page.again.setText(FIRST)  # type: ignore[attr-defined]
    with qtbot.wait_signal(fresh.entered):
        page.go.click()  # type: ignore[attr-defined]
    windows.settled(qtbot, fresh)


def test_an_empty_place_leads_through_five_steps_to_a_storeroom(
    qtbot: QtBot, tmp_path: Path, fresh: Window
) -> None:
    fresh.open(f"sqlite:///{tmp_path}/new.db")
    qtbot.wait_until(lambda: "wizard" in fresh._gates)
    page = fresh._gates["wizard"]
    fill_wizard(page)
    with qtbot.wait_signal(fresh.ready):
        page.go_on()  # type: ignore[attr-defined]
    assert fresh.about is not None
    assert (fresh.about.unit, fresh.about.room) == ("某市纪委监委", "二号库")
    type_in(fresh, "xi", "Quiet-River-77")
    qtbot.wait_until(lambda: fresh.inside is not None and fresh.inside.is_open)
    assert fresh.inside is not None
    assert fresh.inside.navigation.pages() == ["people", "settings"]
    windows.settled(qtbot, fresh)


def fill_wizard(page: QWidget) -> None:
    page.go_on()  # type: ignore[attr-defined]
    page.unit.setText("某市纪委监委")  # type: ignore[attr-defined]
    page.room.setText("二号库")  # type: ignore[attr-defined]
    page.go_on()  # type: ignore[attr-defined]
    for form, login, name in (("first", "xi", "系一"), ("second", "bao", "保一")):
        person = getattr(page, form)
        person.name.setText(name)
        person.login.setText(login)
        for field in (person.password, person.again):
            field.setText("Quiet-River-77")
        page.go_on()  # type: ignore[attr-defined]
    assert page.step() == 3  # type: ignore[attr-defined]
    assert "“xi” and “bao” have one and the same password" in page.trouble.text()  # type: ignore[attr-defined]
    for field in (person.password, person.again):
        field.setText("Quiet-Harbor-78")
    page.go_on()  # type: ignore[attr-defined]
    assert page.step() == 4  # type: ignore[attr-defined]


def test_the_wizard_does_not_go_on_with_a_weak_password(
    qtbot: QtBot, tmp_path: Path, fresh: Window
) -> None:
    fresh.open(f"sqlite:///{tmp_path}/new.db")
    qtbot.wait_until(lambda: "wizard" in fresh._gates)
    page = fresh._gates["wizard"]
    page.go_on()  # type: ignore[attr-defined]
    page.unit.setText("单位")  # type: ignore[attr-defined]
    page.room.setText("库")  # type: ignore[attr-defined]
    page.go_on()  # type: ignore[attr-defined]
    form = page.first  # type: ignore[attr-defined]
    form.name.setText("系一")
    form.login.setText("xi")
    form.password.setText("short")
    form.again.setText("short")
    page.go_on()  # type: ignore[attr-defined]
    assert page.step() == 2  # type: ignore[attr-defined]
    assert page.trouble.text()  # type: ignore[attr-defined]


def test_a_file_that_is_no_store_opens_nothing_and_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, fresh: Window
) -> None:
    file = tmp_path / "broken.db"
    file.write_bytes(b"this is no storeroom" * 100)
    fresh.open(f"sqlite:///{file}")
    qtbot.wait_until(lambda: "trouble" in fresh._gates)
    page = fresh._gates["trouble"]
    assert page.code.text() == errors.StoreUnreadable.code  # type: ignore[attr-defined]
    assert page.next.text()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("url", "no"),
    [
        ("foo://x", errors.StoreUrlInvalid),
        ("postgresql+psycopg://u@127.0.0.1:9/x", errors.StoreUnreachable),
    ],
)
def test_an_address_that_leads_nowhere_is_said_on_the_page(
    qtbot: QtBot, fresh: Window, url: str, no: type[errors.Refusal]
) -> None:
    fresh.open(url)
    qtbot.wait_until(lambda: "trouble" in fresh._gates)
    page = fresh._gates["trouble"]
    assert page.code.text() == no.code  # type: ignore[attr-defined]
    assert page.next.text() == words.refusal(no(), lang.now()).next  # type: ignore[attr-defined]


# -- pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("login", "pages"),
    [
        ("guan1", ["workdesk", "intake", "cases", "items", "approvals", "locations", "settings"]),
        (
            "cha1",
            [
                *("workdesk", "intake", "cases", "items", "approvals"),
                *("petitions", "leads", "sync", "settings"),
            ],
        ),
        ("bao1", ["people", "settings"]),
        ("ji1", ["audit", "people", "settings"]),
    ],
)
def test_the_rail_shows_what_a_persons_duties_make_sense_of(
    qtbot: QtBot, room: World, login: str, pages: list[str]
) -> None:
    with windows.opened(qtbot, room, login) as window:
        assert window.inside is not None
        assert window.inside.navigation.pages() == pages


def test_every_page_can_be_built() -> None:
    import importlib

    for spec in PAGES:
        module, _, name = spec.path.rpartition(".")
        assert hasattr(importlib.import_module(module), name), spec.path


def test_escape_and_alt_left_go_back_to_where_one_came_from(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        navigation = window.inside.navigation
        for page in ("cases", "settings"):
            navigation.go(Place(page))
        windows.settled(qtbot, window)
        window.setFocus()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert navigation.here().page == "cases"
        qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert navigation.here().page == "workdesk"


def test_f1_shows_the_help_of_the_page_and_takes_it_away(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.setFocus()
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert window.inside.help.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert not window.inside.help.isVisible()


def test_what_waits_is_counted_on_the_rail(qtbot: QtBot, room: World) -> None:
    room.declared(room.new("公文包"), room.new("U盘"))
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        rail = window.inside.frame.rail
        qtbot.wait_until(lambda: rail._items["intake"].count() == 2)


# -- the locked screen ---------------------------------------------------------------------------------


def test_f12_locks_and_only_the_own_password_opens_again(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        frame = window.inside.frame
        qtbot.keyClick(window, Qt.Key.Key_F12)
        assert window.is_locked()
        unlock(window, "wrong-password-1")
        page = window._gates["lock"]
        qtbot.wait_until(lambda: bool(page.trouble.text()))  # type: ignore[attr-defined]
        assert window.is_locked()
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        assert window.currentWidget() is frame
        windows.settled(qtbot, window)


def unlock(window: Window, password: str) -> None:
    page = window._gates["lock"]
    page.password.setText(password)  # type: ignore[attr-defined]
    page.go.click()  # type: ignore[attr-defined]


def test_the_screen_locks_itself_when_nobody_is_there(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        with qtbot.wait_signal(window.locked):
            window.services.idle.start(0.1)
        page = window._gates["lock"]
        assert page.reason.text()  # type: ignore[attr-defined]


@pytest.mark.scenario("C83")
def test_who_signs_in_elsewhere_finds_this_screen_locked_with_the_reason(
    qtbot: QtBot, room: World
) -> None:
    from app import bootstrap

    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        elsewhere = bootstrap.open_store(room.url, station="站-别处", time_of=room.clock)
        elsewhere.sign_in("guan1", PASSWORD)
        window.inside.navigation.refresh()
        qtbot.wait_until(window.is_locked)
        page = window._gates["lock"]
        assert page.reason.text()  # type: ignore[attr-defined]
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        windows.settled(qtbot, window)
        elsewhere.close()


@pytest.mark.scenario("C83")
def test_an_answer_of_the_sign_in_before_does_not_lock_the_screen_again(
    qtbot: QtBot, room: World
) -> None:
    from app import bootstrap

    on_its_way = threading.Event()

    def asked() -> None:
        try:
            window.inside.station.store.read(waiting.desk)  # type: ignore[union-attr]
        except errors.SignedInElsewhere:
            assert on_its_way.wait(30)
            raise

    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        elsewhere = bootstrap.open_store(room.url, station="站-别处", time_of=room.clock)
        elsewhere.sign_in("guan1", PASSWORD)
        late = window.work.run(
            window, asked, failed=window.inside.station.refuse, lane=Lane.PICTURES
        )
        window.inside.navigation.refresh()
        qtbot.wait_until(window.is_locked)
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        on_its_way.set()
        qtbot.wait_until(late.is_done)
        windows.settled(qtbot, window)
        assert not window.is_locked()
        elsewhere.close()


def test_scans_are_nobodys_while_the_screen_is_locked(qtbot: QtBot, room: World) -> None:
    row = room.received()[0]
    payload = room.ask("guan1", labelling.label, item_id=row.id).payload
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.lock()
        window.services.scans.feed(payload)
        qtbot.wait(100)
        unlock(window, PASSWORD)
        qtbot.wait_until(lambda: not window.is_locked())
        windows.settled(qtbot, window)
        assert window.inside.navigation.here().page == "workdesk"


# -- scans and words -----------------------------------------------------------------------------------


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
    from app.custody import views

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


# -- the second person ---------------------------------------------------------------------------------


def test_the_second_person_signs_in_the_dialog_and_the_act_names_both(
    qtbot: QtBot, room: World
) -> None:
    from app.custody import service as custody

    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        assert window.inside is not None
        done: list[object] = []
        window.inside.station.do_with_second(
            window,
            custody.declare,
            "移交 1 件",
            then=done.append,
            failed=done.append,
            **declaring(row),
        )
        windows.until(qtbot, window.inside.second.is_open)
        dialog = window.inside.second.dialog
        assert dialog is not None
        apart = dialog.geometry().center() - window.geometry().center()
        assert abs(apart.x()) <= 2, "over the window, whatever the window manager would do"
        windows.sign(qtbot, window, "cha2")
        qtbot.wait_until(lambda: bool(done))
        windows.settled(qtbot, window)
    card = room.ask("guan1", views.card, item_id=row.id)
    assert card.row.custody == "PENDING"
    assert card.entries[-1].second_name == "查二" or card.entries[0].second_name == "查二"


def declaring(row: ItemRow, *, listed: int = 1) -> dict[str, Any]:
    """What a declaration of one thing tells."""
    return {
        "case_id": row.case_id,
        "item_ids": (row.id,),
        "listed": listed,
        "papers": (Paper("list", "清单1"), Paper("notice", "通知1")),
        "witness": "见证人甲",
    }


def test_what_the_rules_refuse_whoever_signs_calls_no_second_person(
    qtbot: QtBot, room: World
) -> None:
    from app.custody import service as custody

    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        gone: list[object] = []
        inside.station.do_with_second(
            window, custody.declare, "移交 2 件", failed=gone.append, **declaring(row, listed=2)
        )
        qtbot.wait_until(lambda: bool(gone))
        assert isinstance(gone[0], errors.QuantityDiffers)
        assert not inside.second.is_open()
        assert inside.frame.notices.tone() == "refused"
        windows.settled(qtbot, window)
    assert room.refusals() == [errors.QuantityDiffers.code]


def test_where_two_sign_beside_him_one_is_asked_after_the_other(qtbot: QtBot, room: World) -> None:
    from app.custody import sealing

    row = room.received()[0]
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        done: list[object] = []
        inside.station.do_with_second(
            window,
            sealing.unseal,
            "启封 1 件",
            then=done.append,
            failed=done.append,
            item_id=row.id,
            seal_no=row.seal_no,
            reason="补充鉴定",
            document="启〔2026〕1号",
            photos=room.shots("seal"),
        )
        windows.until(qtbot, inside.second.is_open)
        first = inside.second.dialog
        assert first is not None
        first.login.setText("cha1")
        first.password.setText(PASSWORD)
        first.sign()
        windows.until(qtbot, lambda: inside.second.dialog not in (None, first))
        windows.sign(qtbot, window, "cha2")
        qtbot.wait_until(lambda: bool(done))
        windows.settled(qtbot, window)
    assert room.ask("guan1", views.card, item_id=row.id).row.seal_no == ""


@pytest.mark.scenario("C74")
def test_who_may_not_oversee_a_destruction_hears_it_when_he_signs(
    qtbot: QtBot, room: World
) -> None:
    from app.custody import endings
    from tests.support import ends

    row = room.received()[0]
    given = ends.destruction(room, row.id)
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        done: list[object] = []
        inside.station.do_with_second(
            window, endings.destroy, "销毁 1 件", then=done.append, failed=done.append, **given
        )
        windows.until(qtbot, inside.second.is_open)
        first = inside.second.dialog
        assert first is not None
        first.login.setText("guan2")
        first.password.setText(PASSWORD)
        first.sign()
        qtbot.wait_until(first._trouble.isVisible)
        assert inside.second.dialog is first
        said = first._trouble.text()
        assert "管二 (Custodian)" in said
        assert "Oversight, Reviewer" in said
        assert not done
        first.login.setText("an1")
        first.password.setText(PASSWORD)
        first.sign()
        windows.until(qtbot, lambda: inside.second.dialog not in (None, first))
        windows.sign(qtbot, window, "guan2")
        qtbot.wait_until(lambda: bool(done))
        windows.settled(qtbot, window)
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "T_DESTROYED"


def test_over_the_lock_nobody_is_asked_to_sign(qtbot: QtBot, room: World) -> None:
    from app.custody import service as custody

    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        gone: list[object] = []
        inside.station.do_with_second(
            window, custody.declare, "移交 1 件", failed=gone.append, **declaring(row)
        )
        window.lock()
        qtbot.wait_until(lambda: bool(gone))
        assert isinstance(gone[0], errors.NeedsSecondPerson)
        assert not inside.second.is_open()
        windows.settled(qtbot, window)


@pytest.mark.scenario("C84")
def test_nobody_is_his_own_second_person(qtbot: QtBot, room: World) -> None:
    from app.custody import service as custody

    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        assert window.inside is not None
        gone: list[object] = []
        window.inside.station.do_with_second(
            window, custody.declare, "移交 1 件", failed=gone.append, **declaring(row)
        )
        windows.until(qtbot, window.inside.second.is_open)
        dialog = window.inside.second.dialog
        assert dialog is not None
        dialog.login.setText("cha1")
        dialog.password.setText(PASSWORD)
        dialog.sign()
        assert dialog.password.text() == ""
        qtbot.wait_until(lambda: not dialog._trouble.isHidden())
        assert dialog._trouble.text()
        dialog.reject()
        assert isinstance(gone[0], errors.NeedsSecondPerson)
        windows.settled(qtbot, window)


# -- what time alone changes ---------------------------------------------------------------------------


def test_signing_in_marks_what_is_overdue_and_ends_approvals_nobody_used(
    qtbot: QtBot, room: World
) -> None:
    late, promised = room.received()[0], room.received()[0]
    borrowing.out(room, late, days=1)
    borrowing.agree(room, borrowing.ask(room, promised))
    room.clock.forward(days=2)
    with windows.opened(qtbot, room, "cai1") as window:
        windows.settled(qtbot, window)
        assert states(room, late.id, promised.id) == ["OVERDUE", "IN"]


@pytest.mark.parametrize("login", ["cha1", "shen2", "ku1", "an1", "cai1", "guan1"])
def test_each_hour_the_station_of_whoever_works_sweeps_and_keeps_the_house(
    qtbot: QtBot, room: World, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, promised = room.received()[0], room.received()[0]
    asked = borrowing.agree(room, borrowing.ask(room, promised))
    borrowing.out(room, late, days=1)
    stray = room.store("guan1").keep(b"a photo that nobody used")
    kept = Path(room.url.removeprefix("sqlite:///")).parent
    (lies,) = kept.glob(f"store.db.blobs/*/{stray}")
    os.utime(lies, (0, 0))
    monkeypatch.setattr(Inside, "every_ms", 400)
    done: list[upkeep.Kept] = []
    real = upkeep.upkeep
    monkeypatch.setattr(
        upkeep, "upkeep", lambda store, practice: done.append(real(store, practice=practice))
    )
    with windows.opened(qtbot, room, login) as window:
        assert window.inside is not None
        windows.settled(qtbot, window)
        assert states(room, late.id, promised.id) == ["OUT", "RESERVED"], "not yet"

        room.clock.forward(days=2)
        qtbot.wait_until(lambda: states(room, late.id, promised.id) == ["OVERDUE", "IN"])
        qtbot.wait_until(lambda: len(done) >= 2)
        windows.settled(qtbot, window)
        assert window.inside.frame.notices.text() == ""
    assert [each.backup for each in done if each.backup] == [
        *(kept / "backups").glob("nightly-*.anku")
    ]
    assert sum(each.strays for each in done) == 1
    assert not lies.exists()
    assert room.ask("cha1", requests.view, request_id=asked.id).row.status == "EXPIRED"
    (entry, *_) = room.ask("guan1", views.card, item_id=late.id).entries
    assert (entry.kind, entry.actor) == ("OVERDUE", room.id_of(login))


def states(world: World, *item_ids: str) -> list[str]:
    return [world.ask("guan2", views.card, item_id=i).row.custody for i in item_ids]


def test_one_backup_a_night_is_enough_for_all_who_sign_in(qtbot: QtBot, room: World) -> None:
    backups = Path(room.url.removeprefix("sqlite:///")).parent / "backups"
    for login in ("cha1", "guan1"):
        with windows.opened(qtbot, room, login) as window:
            assert window.inside is not None
            window.inside.keep_house()
            windows.settled(qtbot, window)
        assert len(list(backups.glob("nightly-*.anku"))) == 1


def test_the_strip_of_the_practice_storeroom_speaks_the_language_shown(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.about is not None
        window.about = replace(window.about, practice=True)
        window.enter()
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.inside.frame.alarm() == "Practice storeroom: nothing here is real."
        window.set_language("zh")
        assert window.inside.frame.alarm().startswith("练习库")


def test_behind_a_store_that_does_not_open_nobody_waits_for_it_at_the_sign_in(
    qtbot: QtBot, fresh: Window, tmp_path: Path
) -> None:
    """It said that it is being opened, and that who signs in is let in by itself."""
    file = tmp_path / "store.db"
    file.write_bytes(b"no books at all" * 99)
    fresh.open(f"sqlite:///{file}")
    qtbot.wait_until(lambda: "trouble" in fresh._gates)
    fresh._gates["trouble"].other.emit()  # type: ignore[attr-defined]
    assert fresh.currentWidget() is fresh.signin
    assert fresh.signin._state.text() == "No storeroom is open."
    fresh.signin.login.setText("guan1")
    fresh.signin.password.setText(PASSWORD)
    fresh.signin.go.click()
    assert fresh.signin.trouble.text().startswith("No storeroom is open. Choose one first")
    assert fresh.signin._state.text() == "No storeroom is open."


# -- books that do not agree ---------------------------------------------------------------------------


@pytest.mark.scenario("C79")
def test_a_store_that_does_not_verify_opens_read_only_with_an_alarm(
    qtbot: QtBot, room: World
) -> None:
    room.received()
    (coming,) = room.declared(room.new("公文包"))
    tamper(room)
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(lambda: window.inside is not None and bool(window.inside.frame.alarm()))
        assert window.store is not None
        assert window.store.read_only
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.inside.frame.top.dot(BOOKS).health() is Health.TROUBLE
        window.inside.station.go("intake", coming.id)
        windows.settled(qtbot, window)
        side = window.inside.navigation.page().receiving
        qtbot.wait_until(lambda: side.counter.thing is not None)
        title = side.findChild(QLabel, "intake.next")
        assert title.text() == "The store is open for reading only."
        assert not side.card.commit.isEnabled()
        assert "do not agree" in window.inside.frame.alarm()
        window.set_language("zh")
        assert window.inside.frame.alarm().startswith("账实核验未通过")


@pytest.mark.scenario("C79")
def test_a_fault_that_is_found_later_from_a_page_shuts_the_books_and_raises_the_alarm(
    qtbot: QtBot, room: World
) -> None:
    room.received()
    with windows.opened(qtbot, room, "guan1") as window:
        windows.settled(qtbot, window)
        assert window.inside is not None
        assert window.store is not None
        assert not window.inside.frame.alarm()
        tamper(room)
        panel = VerifyPanel(window.inside.station, window.inside.frame)
        panel.begin()
        qtbot.wait_until(lambda: bool(window.inside and window.inside.frame.alarm()))
        assert window.store.read_only
        windows.settled(qtbot, window)


@pytest.mark.scenario("C80")
def test_a_photograph_that_is_gone_raises_the_alarm_and_the_books_stay_open(
    qtbot: QtBot, room: World
) -> None:
    room.received()
    folder = Path(room.url.removeprefix("sqlite:///") + ".blobs")
    next(folder.glob("??/*")).unlink()
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(
            lambda: window.inside is not None and "photograph" in window.inside.frame.alarm(),
        )
        assert window.store is not None
        assert not window.store.read_only
        windows.settled(qtbot, window)


def no_process(*_: object, **__: object) -> Verdict:
    """The computer starts no process for a verification."""
    raise NotStarted("Resource temporarily unavailable")


def test_a_check_that_cannot_be_started_says_so_and_the_books_go_on(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "verify_apart", no_process)
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(
            lambda: window.inside is not None and "not verified" in window.inside.frame.alarm()
        )
        assert window.inside is not None
        assert window.store is not None
        assert "Resource temporarily unavailable" in window.inside.frame.alarm()
        assert not window.store.read_only
        panel = VerifyPanel(window.inside.station, window.inside.frame)
        panel.begin()
        qtbot.wait_until(lambda: panel.verdict() is not None)
        assert not window.inside.frame.alarm()
        windows.settled(qtbot, window)


def test_books_that_cannot_be_read_to_their_end_are_not_said_to_disagree(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> Verdict:
        raise OSError("Input/output error")

    monkeypatch.setattr(verifying, "verify_apart", breaks)
    with windows.opened(qtbot, room, "guan1") as window:
        qtbot.wait_until(
            lambda: window.inside is not None and "to their end" in window.inside.frame.alarm()
        )
        assert window.store is not None
        assert window.store.read_only
        windows.settled(qtbot, window)


# -- start ---------------------------------------------------------------------------------------------


def test_nothing_heavy_is_loaded_before_the_window_is_shown() -> None:
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from ui import main\n"
        "app = main.application()\n"
        "window = main.start(app, 'sqlite:///nowhere.db')\n"
        "window.show()\n"
        "heavy = 'sqlalchemy alembic pydantic cv2 zxingcpp reportlab openpyxl PIL numpy argon2'.split()\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "window.close()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told.strip().endswith("[]")


def test_the_program_shows_the_sign_in_page_first(qtbot: QtBot, room: World) -> None:
    app = program.application()
    window = program.start(app, room.url)
    window.show()
    assert window.currentWidget() is window.signin
    with qtbot.wait_signal(window.ready):
        pass
    window.close()
    window.deleteLater()


def test_who_has_left_the_page_before_the_rules_have_answered_is_not_asked_for_a_second_person(
    qtbot: QtBot, room: World
) -> None:
    from app.custody import service as custody

    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        around, gone = QWidget(inside.frame), list[object]()
        page = QWidget(around)
        around.show()
        for _ in range(2):  # pressed twice
            inside.station.do_with_second(
                page, custody.declare, "移交 1 件", failed=gone.append, **declaring(row)
            )
        around.hide()
        qtbot.wait_until(lambda: bool(gone))
        windows.settled(qtbot, window)
        assert [type(each) for each in gone] == [errors.NeedsSecondPerson]
        assert not inside.second.is_open()
    assert room.refusals() == []
