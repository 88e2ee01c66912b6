"""Clocks at a desk: what is late stands there as at the centre, with a lamp of the desk's own day."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.deadlines import limits
from app.deadlines.limits import CalendarChange
from app.leads import views as leads
from app.petitions import supervising, views
from db.sync import queries
from tests.support import desks, leading, petitioning
from tests.support.city import City
from tests.support.desks import Seat


def here(seat: Seat, query: Callable[..., Any], **given: Any) -> Any:
    """The same query, asked of what the desk holds."""
    with seat.desk.database.read() as session:
        return query(session, seat.centre.store.actor, seat.now(), **given)


def test_offline_a_late_petition_and_a_red_lead_look_as_at_the_centre(
    city: City, tmp_path: Path
) -> None:
    late = petitioning.registered(city, petitioning.named(city))
    leading.registered(city)
    clerk, office = (desks.seat(city, login, tmp_path / login) for login in ("xf1", "ag1"))
    city.clock.forward(days=200)
    for seat in (clerk, office):
        assert seat.meet().misses == 0
    assert [row.id for row in here(clerk, views.rows, is_late=True)] == [late.id]
    assert here(clerk, supervising.ladder) == city.ask("xf1", supervising.ladder) != ()
    found = here(office, leads.rows)
    assert found == city.ask("ag1", leads.rows)
    assert {row.lamp for row in found} - {"blue"}
    for seat in (clerk, office):
        seat.desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_calendar_that_moves_a_clock_comes_to_the_desk_with_it(
    city: City, tmp_path: Path
) -> None:
    petitioning.registered(city, petitioning.named(city))
    seat = desks.seat(city, "xf1", tmp_path)
    seat.meet()
    year = city.clock.at.year
    with city.database.read() as session:
        before = queries.counter(session, city.organ("SHI"))
    days = [date(year, 5, 20) + timedelta(days=n) for n in range(40)]
    off = tuple(CalendarChange(day, False) for day in days if day.weekday() < 5)
    given = {"year": year, "changes": off, "basis": "通知"}
    assert city.do("bao1", limits.load_calendar, "xi1", **given)
    with city.database.read() as session:
        assert queries.counter(session, city.organ("SHI")) != before
    assert seat.meet().misses == 0
    with seat.desk.database.read() as session:
        assert len(limits.calendar(session).version.split("+")) == 2
    seat.desk.close()
