"""A clock that was set ahead once: refused until two administrators tell the true time, then everything goes on from it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app import errors
from app.audit import verifying
from app.custody import loans, moves, views
from app.deadlines import clock_right
from app.deadlines.errors import BooksNotAhead
from app.requests import desk
from app.store import Store
from db.ledger import queries as trail
from tests.support import borrowing
from tests.support.world import World, refused

YEAR = timedelta(days=365)


def set_right(world: World, at: datetime | None = None, **more: Any) -> Any:
    given = {"at": at or world.clock.at, "reason": "主板电池没电，开机后时间错了一年", **more}
    return world.do("xi1", clock_right.set_clock_right, "bao1", **given)


def once_ahead(world: World) -> datetime:
    """Somebody records something while the clock is a year ahead; the true time afterwards."""
    world.clock.forward(days=365)
    world.do("guan1", desk.note_unknown, code="?")
    world.clock.at -= YEAR
    return world.clock.at


def works_at(store: Store) -> datetime:
    """The store's time, as its next entry would have it."""
    with store.database.read() as session:
        return store._now(session)[0]


@pytest.mark.scenario("C50")
def test_two_administrators_tell_the_true_time_and_due_dates_go_on_from_it(room: World) -> None:
    (item,) = room.received()
    true = once_ahead(room)
    refused(
        "R21", lambda: borrowing.ask(room, item)
    )  # three days from now are long over for the books
    given = {"item_id": item.id, "returned_by": room.id_of("cha1")}
    no = refused("R27", lambda: room.do("guan1", loans.take_back, **given))
    assert isinstance(no, errors.BooksAhead)
    refused("R38", lambda: room.do("guan1", clock_right.set_clock_right, at=true, reason="x"))
    refused("R41", lambda: room.do("xi1", clock_right.set_clock_right, at=true, reason="x"))
    refused("R16", lambda: set_right(room, reason=" "))
    refused("R27", lambda: set_right(room, true + timedelta(minutes=9)))

    told = set_right(room)
    assert told.wrong_since - told.true_at > timedelta(days=364)
    assert abs(works_at(room.store("guan1")) - true) < timedelta(minutes=1)
    (item,) = room.received(room.new("第二件"))
    due = true + timedelta(days=3)
    asked = borrowing.ask(room, item, terms=borrowing.terms(room, due_at=due))
    loan = borrowing.hand_over(room, borrowing.agree(room, asked), item)
    assert loan.due_at == due
    assert loan.out_at - true < timedelta(minutes=1)
    room.clock.forward(days=4)
    room.do("guan1", loans.mark_overdue)
    assert room.ask("guan1", views.card, item_id=item.id).row.custody == "OVERDUE"
    assert verifying.verify(room.database, room.store("guan1").blobs).broken == ()
    with room.database.read() as session:
        (entry,) = trail.of_store(session, ("CLOCK_SET_RIGHT",))
    assert (entry.actor, entry.second) == (room.id_of("xi1"), room.id_of("bao1"))


@pytest.mark.scenario("C50")
def test_a_clock_set_back_afterwards_takes_the_store_no_further_back_than_its_last_true_entry(
    room: World,
) -> None:
    (item,) = room.received()
    true = once_ahead(room)
    set_right(room)
    room.clock.forward(hours=2)
    room.do("guan1", moves.pick_up, item_id=item.id, reason="整理货架")
    room.clock.at = true - timedelta(days=30)
    assert works_at(room.store("guan1")) >= true + timedelta(hours=2)
    given = {"item_id": item.id, "returned_by": room.id_of("cha1")}
    refused("R27", lambda: room.do("guan1", loans.take_back, **given))


@pytest.mark.scenario("C50")
def test_what_is_not_ahead_is_not_set_right_and_a_second_error_needs_a_second_word(
    room: World,
) -> None:
    no = refused("R27", lambda: set_right(room))
    assert isinstance(no, BooksNotAhead)
    (item,) = room.received()
    once_ahead(room)
    set_right(room)
    true = room.clock.at
    room.clock.forward(days=500)
    room.do("guan1", desk.note_unknown, code="?")
    room.clock.at = true
    given = {"item_id": item.id, "returned_by": room.id_of("cha1")}
    refused("R27", lambda: room.do("guan1", loans.take_back, **given))
    set_right(room)
    assert works_at(room.store("guan1")) - true < timedelta(minutes=1)
    refused("R06", lambda: room.do("guan1", loans.take_back, **given))


def test_a_networked_store_has_its_server_s_time(postgres_url_factory: Any) -> None:
    world = World(postgres_url_factory())
    once_ahead(world)
    no = refused("R27", lambda: set_right(world))
    assert isinstance(no, BooksNotAhead)
    world.close()
