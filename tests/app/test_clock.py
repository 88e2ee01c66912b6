"""One zone and one calendar: a day begins at midnight in the storeroom, wherever the computer believes to be."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.dialects import sqlite

from app import clock
from app.identity import service as identity
from db.base import Instant
from tests.support.world import World


def test_a_day_is_that_of_the_storeroom() -> None:
    assert clock.day(datetime(2026, 5, 21, 15, 59, tzinfo=UTC)) == date(2026, 5, 21)
    assert clock.day(datetime(2026, 5, 21, 16, 0, tzinfo=UTC)) == date(2026, 5, 22)
    assert f"{clock.local(datetime(2026, 5, 21, 23, 0, tzinfo=UTC)):%H:%M}" == "07:00"


def test_a_role_is_held_from_the_morning_of_its_first_day_and_not_after_its_last(
    world: World,
) -> None:
    """Seven in the morning in Beijing is still the day before in Greenwich."""
    first = clock.day(world.clock.at) + timedelta(days=8)
    world.do(
        "bao1",
        identity.appoint,
        account_id=world.id_of("cha1"),
        role="door",
        since=first,
        until=first,
    )

    def holds(hours: float) -> bool:
        midnight = datetime(first.year, first.month, first.day, tzinfo=clock.CIVIL)
        world.clock.at = midnight + timedelta(hours=hours)
        return "cha1" in {
            each.login for each in world.ask("guan1", identity.colleagues, role="door")
        }

    assert [holds(h) for h in (-0.1, 0.1, 7, 23.9, 24.1)] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "kept",
    [
        "2026-01-31 08:00:00.000000Z",
        "2026-01-31T08:00:00,000000Z",
        "2026-W05-6T08:00:00.000000Z",
        "2026-01-31T08:00:00.000000",
        "2026-01-31",
    ],
)
def test_a_moment_is_read_in_the_one_form_in_which_it_is_written(kept: str) -> None:
    written = "2026-01-31T08:00:00.000000Z"
    assert clock.text(clock.moment(written)) == written

    def of_a_row(text: str) -> datetime | None:
        return Instant().process_result_value(text, sqlite.dialect())

    assert of_a_row(written) == clock.moment(written)
    for read in (clock.moment, of_a_row):
        with pytest.raises(ValueError, match=r"2026|isoformat"):
            read(kept)
