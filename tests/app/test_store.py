"""The store's door: what one person began never passes for another's."""

from dataclasses import replace

import pytest

from app import bootstrap, errors
from app.actor import Seat
from app.custody import corrections, labelling, views
from app.requests import service as requests
from app.store import Store
from tests.support.world import PASSWORD, World, refused


@pytest.fixture
def counter(room: World) -> Store:
    """The station at the counter, where one sits down after another."""
    store = bootstrap.open_store(room.url, station="柜台", time_of=room.clock)
    room._stores["柜台"] = store
    return store


def test_a_held_door_signs_as_its_person_and_is_shut_to_him_when_another_sits_there(
    room: World, counter: Store
) -> None:
    (item,) = room.received(room.new())
    counter.sign_in("guan2", PASSWORD)
    (owed,) = counter.read(labelling.owed_labels)
    given = {"item_id": item.id, "payload": owed.payload}
    door = counter.held()
    door.run(labelling.label_sent, **given, printer="柜台")
    counter.sign_out()
    counter.sign_in("ku1", PASSWORD)

    for job in (
        lambda: door.run(labelling.label_printed, **given),
        lambda: door.read(views.card, item_id=item.id),
        lambda: door.vouch(requests.expire, "guan1", PASSWORD),
        door.held,
    ):
        with pytest.raises(errors.SignedInElsewhere) as no:
            job()
        assert no.value.facts["why"] == "sign_in.signed_out"
    assert counter.actor is not None
    assert counter.actor.login == "ku1"
    assert counter.read(labelling.label_state, item_id=item.id).printed_at is None
    assert counter.read(labelling.label_state, item_id=item.id).sent_at is not None


def test_the_same_person_who_signed_in_anew_goes_on(room: World, counter: Store) -> None:
    counter.sign_in("guan2", PASSWORD)
    door = counter.held()
    counter.sign_in("guan2", PASSWORD)
    assert door.read(labelling.owed_labels) == ()
    counter.read_only = True
    assert door.read_only


def test_a_question_under_way_does_not_bring_back_who_left(room: World, counter: Store) -> None:
    left = counter.sign_in("guan2", PASSWORD)
    now = counter.sign_in("ku1", PASSWORD)
    seat = Seat(now)
    seat.refresh(replace(left, name="管二"))
    assert seat.actor == now
    seat.refresh(replace(now, name="库一新"))
    assert seat.actor.name == "库一新"


def test_beside_a_sign_in_that_was_taken_over_nobody_signs(room: World) -> None:
    (item,) = room.received()
    here = room.store("guan1")
    there = bootstrap.open_store(room.url, station="另一站", time_of=room.clock)
    there.sign_in("guan1", PASSWORD)
    wanted = {"item_id": item.id, "reason": "污损"}
    no = refused("R45", lambda: here.vouch(corrections.reprint, "guan2", PASSWORD, **wanted))
    assert no.facts["why"] == "sign_in.taken_over"
    assert there.vouch(corrections.reprint, "guan2", PASSWORD, **wanted)
    there.close()
