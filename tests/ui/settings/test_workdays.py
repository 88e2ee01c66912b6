"""A year's working days: read by everybody, loaded from the notice by two administrators."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.deadlines import limits
from tests.support import window as windows
from tests.support.pages import Seat
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.settings.workdays import WorkdaysSection


def opened(qtbot: QtBot, seat: Seat) -> WorkdaysSection:
    """The section with the years that are known."""
    shown: WorkdaysSection = seat.show(WorkdaysSection(seat.station))
    shown.refresh()
    qtbot.waitUntil(lambda: "2026" in shown.days.text())
    return shown


@pytest.mark.scenario("P29")
def test_a_year_is_loaded_from_its_notice_by_two_administrators(
    qtbot: QtBot, room: World, sit: Callable[[str], Seat]
) -> None:
    seat = sit("bao1")
    shown = opened(qtbot, seat)
    assert "02-16" in shown.days.text()
    shown.load.click()
    assert shown.sheet.form.draft()["year"] == 2027
    assert shown.load.isHidden()
    given = {"off": "1月1日至3日放假", "worked": "1月5日", "basis": "国办发明电〔2026〕7号"}
    shown.sheet.form.set_values({"year": 2027, **given})
    shown.sheet.submit()
    assert "2027-01-05" in shown.sheet.form.field("worked").error()  # a Tuesday is worked anyway
    assert "2027-01-05" in seat.notices.text()
    shown.sheet.form.field("worked").set_value("1月9日（星期六）上班")
    seat.beside.login = ""
    shown.sheet.submit()  # unsigned it is not loaded
    qtbot.waitUntil(lambda: len(seat.beside.summaries) == 1)
    qtbot.waitUntil(shown.sheet.submit_button.isEnabled)
    assert room.ask("guan1", limits.years)[0].year == 2026

    seat.beside.login = "xi1"
    shown.sheet.submit()
    qtbot.waitUntil(lambda: "2027" in shown.days.text())
    assert "Weekdays off: 01-01. Weekends worked: 01-09" in seat.beside.summaries[-1]
    assert room.ask("guan1", limits.differing, year=2027) == (
        limits.CalendarChange(date(2027, 1, 1), works=False),
        limits.CalendarChange(date(2027, 1, 9), works=True),
    )
    assert "0 due dates moved" in seat.notices.text()


def test_a_closure_more_takes_none_of_the_holidays_away(
    qtbot: QtBot, room: World, sit: Callable[[str], Seat]
) -> None:
    seat = sit("bao1")
    seat.beside.login = "ji1"
    shown = opened(qtbot, seat)
    before = room.ask("guan1", limits.differing, year=2026)
    shown.change.click()
    off = str(shown.sheet.form.draft()["off"])
    shown.sheet.form.set_values(
        {**shown.sheet.form.draft(), "off": f"{off}, 6月3日", "basis": "停工通知"}
    )
    shown.sheet.submit()
    qtbot.waitUntil(lambda: "06-03" in shown.days.text())
    now = room.ask("guan1", limits.differing, year=2026)
    assert set(now) - set(before) == {limits.CalendarChange(date(2026, 6, 3), works=False)}
    assert set(before) <= set(now)


def test_who_is_no_security_administrator_only_reads(qtbot: QtBot, room: World) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = section(qtbot, window, "workdays")
        assert isinstance(shown, WorkdaysSection)
        qtbot.wait_until(lambda: "2026" in shown.days.text())
        assert shown.load.isHidden()
        assert shown.change.isHidden()
        windows.settled(qtbot, window)
