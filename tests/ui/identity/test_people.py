"""People: one administrator makes accounts, the other appoints, and both sign for an administrator."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.identity import service as identity
from app.identity.types import NewPerson
from tests.support import borrowing
from tests.support import window as windows
from tests.support.world import World
from ui.identity.people import PeoplePage
from ui.identity.person import first_password
from ui.window import Window


def people_of(qtbot: QtBot, window: Window) -> PeoplePage:
    assert window.inside is not None
    page = window.inside.navigation.page()
    assert isinstance(page, PeoplePage)
    qtbot.wait_until(lambda: page.table.model.rowCount() > 0)
    return page


def choose(qtbot: QtBot, page: PeoplePage, login: str) -> None:
    row = next(p for p in page._everybody if p.login == login)
    page.person.show_person(row)


def roles_of(world: World, login: str) -> tuple[str, ...]:
    found = world.ask("ji1", identity.people)
    return next(p.roles for p in found if p.login == login)


def test_the_system_administrator_makes_an_account_without_any_duty(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "xi1") as window:
        page = people_of(qtbot, window)
        page.new_account()
        form = page.person.sheet.form
        form.set_values(
            {"name": "新一", "login": "xin1", "department": "库", "password": "Amber-Window-19"}
        )
        page.person.sheet.submit()
        qtbot.wait_until(lambda: any(p.login == "xin1" for p in page._everybody))
        windows.settled(qtbot, window)
    assert roles_of(room, "xin1") == ()


def test_a_form_half_filled_outlives_each_look_at_the_list(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "xi1") as window:
        page = people_of(qtbot, window)
        panel, form = page.person, page.person.sheet.form

        def stands(shown: str) -> None:
            windows.settled(qtbot, window)
            assert panel.sheet.isVisible()
            assert not panel._body.isVisible()
            assert form.values()["name"] == "新一"
            assert getattr(panel.person(), "login", "") == shown

        qtbot.wait_until(lambda: panel.person() is not None)  # the list begins with the first
        first = panel.person()
        assert first is not None
        page.new_account()
        form.set_values({"name": "新一", "login": "xin1", "password": "Amber-Window-19"})
        page.refresh()
        stands(first.login)
        page._words.setText("guan")
        stands(first.login)
        page._words.clear()

        panel._person = None  # opened before anybody was shown
        page.refresh()
        stands(first.login)
        panel.sheet.leave()
        assert panel._body.isVisible()

        panel.reset.click()
        choose(qtbot, page, "guan1")  # by hand: what was for the first falls upon nobody else
        assert not panel.sheet.isVisible()
        windows.settled(qtbot, window)


def test_the_security_administrator_appoints_and_ends_a_duty(qtbot: QtBot, room: World) -> None:
    room.do("xi1", identity.create_account, person=NewPerson("xin1", "新一", "Amber-Window-19"))
    with windows.opened(qtbot, room, "bao1") as window:
        page = people_of(qtbot, window)
        choose(qtbot, page, "xin1")
        windows.settled(qtbot, window)
        panel = page.person
        panel.appoint.click()
        panel.sheet.form.set_values({"role": "custodian"})
        panel.sheet.submit()
        qtbot.wait_until(lambda: panel.list.count() == 1)
        assert roles_of(room, "xin1") == ("custodian",)
        panel.list.setCurrentRow(0)
        panel.end.click()
        qtbot.wait_until(lambda: roles_of(room, "xin1") == ())
        windows.settled(qtbot, window)


@pytest.mark.scenario("C55")
def test_the_duty_of_who_holds_things_does_not_end_and_the_banner_names_them(
    qtbot: QtBot, room: World
) -> None:
    item = room.received()[0]
    borrowing.out(room, item)
    with windows.opened(qtbot, room, "bao1") as window:
        panel = people_of(qtbot, window).person
        choose(qtbot, people_of(qtbot, window), "cha1")
        windows.settled(qtbot, window)
        panel.list.setCurrentRow(0)
        panel.end.click()
        windows.settled(qtbot, window)
        assert window.inside is not None
        shown = window.inside.frame.notices
        qtbot.wait_until(lambda: shown.tone() == "refused")
        assert item.number in " ".join(each.text() for each in shown.findChildren(QLabel))
    assert roles_of(room, "cha1") == ("handler",)


def test_nobody_is_marked_whose_acts_do_not_stand_beside(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "xi1") as window:
        page = people_of(qtbot, window)
        choose(qtbot, page, "guan1")
        page._words.setText("cha1")
        qtbot.wait_until(lambda: page.table.model.rowCount() == 1)
        windows.settled(qtbot, window)
        shown = page.person.person()
        assert shown is not None
        assert shown.login == "guan1"
        assert not page.table.view.selectionModel().hasSelection()
        page._words.setText("guan1")
        qtbot.wait_until(lambda: getattr(page.table.current_row(), "login", "") == "guan1")


def test_an_administrators_duty_needs_a_second_person(qtbot: QtBot, room: World) -> None:
    room.do("xi1", identity.create_account, person=NewPerson("xin1", "新一", "Amber-Window-19"))
    with windows.opened(qtbot, room, "bao1") as window:
        page = people_of(qtbot, window)
        choose(qtbot, page, "xin1")
        windows.settled(qtbot, window)
        page.person.appoint.click()
        page.person.sheet.form.set_values({"role": "auditor"})
        page.person.sheet.submit()
        windows.sign(qtbot, window, "xi1")
        qtbot.wait_until(lambda: roles_of(room, "xin1") == ("auditor",))
        windows.settled(qtbot, window)


def test_an_auditor_reads_and_may_do_nothing(qtbot: QtBot, room: World) -> None:
    from ui.shell.station import Place

    with windows.opened(qtbot, room, "ji1") as window:
        assert window.inside is not None
        window.inside.navigation.go(Place("people"))
        page = people_of(qtbot, window)
        choose(qtbot, page, "guan1")
        windows.settled(qtbot, window)
        panel = page.person
        buttons = (panel.appoint, panel.end, panel.unlock, panel.reset, panel.close_account)
        assert not any(button.isVisible() for button in buttons)
        assert page._new.isHidden()


def test_a_first_password_is_long_and_never_the_same() -> None:
    made = {first_password() for _ in range(20)}
    assert len(made) == 20
    assert all(len(each) >= 12 for each in made)
