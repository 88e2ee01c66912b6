"""The time of the books in the settings: told in words, set right by two administrators when it ran ahead."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app import clock
from app.ledger import clocks
from app.requests import desk
from db.ledger import queries as trail
from tests.support.pages import Seat
from tests.support.world import World
from ui.settings.clock import ClockSection


def section(qtbot: QtBot, seat: Seat) -> ClockSection:
    """The section, with both clocks read."""
    shown = seat.show(ClockSection(seat.station))
    assert isinstance(shown, ClockSection)
    shown.refresh()
    qtbot.wait_until(lambda: shown._found is not None)
    return shown


@pytest.mark.scenario("C50")
def test_books_that_ran_ahead_are_set_right_by_two_administrators(
    qtbot: QtBot, room: World, sit: Callable[[str], Seat]
) -> None:
    room.clock.forward(days=365)
    room.do("guan1", desk.note_unknown, code="?")
    room.clock.at -= timedelta(days=365)
    true = room.clock.at

    seat = sit("xi1")
    seat.beside.login = "bao1"
    shown = section(qtbot, seat)
    assert "364 d" in shown.state.text()
    assert shown.begin.isVisible()
    shown.begin.click()
    shown.sheet.submit()
    assert shown.sheet.form.field("at").error()  # nobody fills in the true time for them
    given = {"at": clock.local(true + timedelta(minutes=90)), "reason": "主板电池没电"}
    shown.sheet.form.set_values(given)
    shown.sheet.submit()
    qtbot.wait_until(lambda: "minutes" in seat.notices.text())
    assert shown.sheet.isVisible()
    shown.sheet.form.field("at").set_value(clock.local(true))
    shown.sheet.submit()
    qtbot.wait_until(shown.sheet.isHidden)

    assert "主板电池没电" in seat.beside.summaries[-1]
    with room.database.read() as session:
        (span,) = clocks.told_ahead(session)
        (entry,) = trail.of_store(session, (clocks.SET_RIGHT,))
    assert abs(span.true_at - true) < timedelta(minutes=1)
    assert (entry.actor, entry.second) == (room.id_of("xi1"), room.id_of("bao1"))
    qtbot.wait_until(lambda: "agree" in shown.state.text())
    assert not shown.begin.isVisible()
    assert "bears a wrong time" in shown.facts.text()


def test_whoever_does_not_set_it_right_is_told_who_does(
    qtbot: QtBot, room: World, sit: Callable[[str], Seat]
) -> None:
    shown = section(qtbot, sit("bao1"))
    assert "agree" in shown.state.text()
    assert not shown.begin.isVisible()
    keeper = sit("guan1")
    mine: ClockSection = keeper.show(ClockSection(keeper.station))
    mine.refresh()
    assert mine.state.isHidden()
    assert "administrators" in mine.next.text()
