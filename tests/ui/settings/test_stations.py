"""The desks of the centre in the settings: who is enrolled and when last used, one let in by a code, one taken off."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.stations import doors, keys
from app.stations import service as stations
from db.identity.models import SignIn
from db.stations import queries
from tests.support.city import City
from tests.support.pages import Seat
from ui.settings.stations import StationsSection
from ui.work import Work


@pytest.fixture
def town(sqlite_city: Path, tmp_path: Path) -> Iterator[City]:
    """The city on a file of its own."""
    shutil.copyfile(sqlite_city, tmp_path / "city.db")
    made = City(f"sqlite:///{tmp_path / 'city.db'}")
    yield made
    made.close()


@pytest.fixture
def at(town: City, work: Work) -> Iterator[Callable[[str], Seat]]:
    """Somebody's desk in the city."""
    seats: list[Seat] = []

    def made(login: str) -> Seat:
        seats.append(Seat(town, work, login))
        return seats[-1]

    yield made
    for seat in seats:
        seat.close()


def section(qtbot: QtBot, seat: Seat) -> StationsSection:
    """The section, asked for."""
    shown = seat.show(StationsSection(seat.station))
    assert isinstance(shown, StationsSection)
    shown.refresh()
    qtbot.wait_until(lambda: bool(shown._organs))
    return shown


def test_a_desk_is_let_in_by_a_code_and_taken_off_again(
    qtbot: QtBot, town: City, at: Callable[[str], Seat]
) -> None:
    seat = at("xi1")
    shown = section(qtbot, seat)
    assert shown.empty.isVisible()
    shown.invite.click()
    shown.sheet.form.set_values({"name": "东街一号机", "organ_id": town.organ("JIE1")})
    shown.sheet.submit()
    qtbot.wait_until(shown.code.isVisible)
    code = shown.code.text()
    private = keys.new()
    town.store("xi1").own(
        "stations.enrol",
        lambda session, act: stations.enrol(session, act, code, keys.public_of(private)),
    )
    with town.database.write() as session:  # somebody signs in there
        (row,) = queries.stations(session)
        sign_in = session.query(SignIn).first()
        assert sign_in is not None
        doors.issued(session, sign_in.id, row.id, town.clock.at)

    shown.refresh()
    qtbot.wait_until(lambda: shown.table.topLevelItemCount() == 1)
    item = shown.table.topLevelItem(0)
    assert item is not None
    told = [item.text(column) for column in range(5)]
    assert told[0] == "东街一号机"
    assert "东街" in told[1]
    assert told[3].startswith("2026-05-14")
    assert told[4] == "in use"

    shown.revoke.click()
    shown.sheet.submit()
    assert shown.sheet.form.field("why").error()
    shown.sheet.form.set_values({"why": "电脑遗失"})
    shown.sheet.submit()
    qtbot.wait_until(shown.sheet.isHidden)
    (after,) = town.ask("bao1", stations.rows)
    assert after.revoked_why == "电脑遗失"
    qtbot.wait_until(lambda: "电脑遗失" in shown.why.text())
    assert not shown.revoke.isVisible()
    assert not shown.code.isVisible()  # shown once


def test_the_security_administrator_takes_off_but_lets_nobody_in(
    qtbot: QtBot, at: Callable[[str], Seat]
) -> None:
    shown = section(qtbot, at("bao1"))
    assert not shown.invite.isVisible()
