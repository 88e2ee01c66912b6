"""Two stations at one thing, and a station whose clock is wrong: one truth, whoever is first."""

import multiprocessing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app import bootstrap, clock, errors, ids, words
from app.custody import loans, views
from app.custody.types import Event
from app.requests import desk
from db.custody.models import Loan
from tests.support import borrowing as b
from tests.support.world import PASSWORD, Clock, World, refused

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Attempt:
    """What one station is told to do, in a process of its own."""

    url: str
    at: datetime
    station: str
    login: str
    beside: str
    given: dict[str, Any]


def hand_over_at(attempt: Attempt, together: Any, answers: Any) -> None:
    """Sign in, let the carrier sign, wait for the other station, hand over."""
    store = bootstrap.open_store(attempt.url, station=attempt.station, time_of=Clock(attempt.at))
    try:
        store.sign_in(attempt.login, PASSWORD)
        token = store.vouch(loans.hand_over, attempt.beside, PASSWORD, **attempt.given)
        together.wait(timeout=60)
        loan = store.run(loans.hand_over, second=token, **attempt.given)
        answers.put((attempt.station, "", loan.out_station, ""))
    except errors.Refusal as no:
        facts = no.facts
        answers.put((attempt.station, no.code, facts.get("station", ""), facts.get("at", "")))
    finally:
        store.close()


@pytest.mark.scenario("C42")
def test_two_stations_hand_over_one_thing_at_once_and_exactly_one_commits(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    given = {
        "request_id": request.id,
        "item_id": item.id,
        "carriers": (world.id_of("cha1"), world.id_of("cha2")),
        "photos": world.shots("out"),
        "seal_no": item.seal_no,
        "scanned": item.number,
    }
    together, answers = _SPAWN.Barrier(2), _SPAWN.Queue()
    people = (("1 号站", "guan1", "cha1"), ("2 号站", "guan2", "cha2"))
    world.store("guan1").sign_out()
    processes = [
        _SPAWN.Process(
            target=hand_over_at,
            args=(Attempt(world.url, world.clock.at, *who, given), together, answers),
        )
        for who in people
    ]
    for process in processes:
        process.start()
    told = sorted((answers.get(timeout=90) for _ in processes), key=lambda each: each[1])
    for process in processes:
        process.join(timeout=60)
        assert process.exitcode == 0

    (first, code, out_station, _), (second, no, taken_at, when) = told
    assert (code, no) == ("", "R07")
    assert first != second
    assert out_station == taken_at == first, "the loser is told who was first"
    world.clock.forward(minutes=1)
    world._stores.pop("guan1").close()
    card = world.ask("guan1", views.card, item_id=item.id)
    assert card.loan is not None
    assert when == clock.local(card.loan.out_at).strftime("%H:%M:%S")
    assert card.loan.out_station == first
    assert [e.kind for e in card.entries].count(Event.HAND_OVER) == 1
    assert world.refusals() == ["R07"], "both attempts are in the trail"


@pytest.mark.scenario("C42")
def test_the_books_themselves_take_no_second_open_loan(world: World) -> None:
    item = world.received()[0]
    loan = b.out(world, item)
    row = {
        "id": ids.new(),
        "item_id": item.id,
        "request_id": loan.request_id,
        "borrower": loan.borrower,
        "purpose": "",
        "out_at": world.clock.at,
        "out_station": "2 号站",
        "due_at": world.clock.at,
        "renewals": 0,
        "out_quantity": 1,
        "out_weight_mg": None,
        "out_seal": "",
        "closed_at": None,
    }
    with pytest.raises(IntegrityError), world.database.write() as session:
        session.execute(insert(Loan), row)


def test_a_custodian_who_comes_late_is_told_when_and_where_it_left(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    loan = b.hand_over(world, request, item)
    no = refused("R07", lambda: b.hand_over(world, request, item, by="guan2"))
    assert isinstance(no, errors.TakenElsewhere)
    assert no.facts == {
        "number": item.number,
        "at": clock.local(loan.out_at).strftime("%H:%M:%S"),
        "station": "站-guan1",
    }


@pytest.mark.scenario("C50")
def test_a_station_a_year_behind_writes_the_stores_time_and_hands_nothing_over(
    world: World,
) -> None:
    item = world.received()[0]
    true = (lambda: world.clock.at) if world.database.is_sqlite else clock.now
    before = true()
    slow = bootstrap.open_store(
        world.url, station="3 号站", here=lambda: true() - timedelta(days=365)
    )
    try:
        slow.sign_in("guan2", PASSWORD)
        given = {
            "request_id": ids.new(),
            "item_id": item.id,
            "carriers": (world.id_of("cha1"),),
            "photos": (),
        }
        no = refused("R27", lambda: slow.run(loans.hand_over, **given))
        assert int(str(no.facts["minutes"])) < -364 * 24 * 60
        slow.run(desk.note_unknown, code="?")
    finally:
        slow.close()

    with world.database.read() as session:
        from db.ledger import queries

        (last,) = queries.page(session, kind="UNKNOWN_CODE", limit=5, offset=0)
    assert last.recorded_at >= before - timedelta(seconds=5), "the store's time rules"
    assert last.drift_ms < -364 * 86_400_000, "and the drift is shown"


@pytest.mark.scenario("C50")
@pytest.mark.parametrize(("minutes", "code"), [(-4, "R06"), (-6, "R27")])
def test_four_minutes_of_drift_are_borne_and_six_are_not(
    world: World, minutes: int, code: str
) -> None:
    item = world.received()[0]
    true = (lambda: world.clock.at) if world.database.is_sqlite else clock.now
    store = bootstrap.open_store(
        world.url, station="3 号站", here=lambda: true() + timedelta(minutes=minutes)
    )
    try:
        store.sign_in("guan2", PASSWORD)
        given = {"item_id": item.id, "returned_by": world.id_of("cha1")}
        no = refused(code, lambda: store.run(loans.take_back, **given))
        told = store.clock_trouble()
        assert (told is None) is (code == "R06")
        if isinstance(no, errors.ClockDrift) and told is not None:
            assert words.refusal(told, "zh").what == words.refusal(no, "zh").what
            assert "慢约 6 分钟：本机为 " in words.refusal(no, "zh").what
    finally:
        store.close()


def test_an_answer_that_was_lost_on_the_way_is_asked_for_again_and_nothing_happens_twice(
    world: World,
) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    key, photos = ids.new(), world.shots("out")
    first = b.hand_over(world, request, item, act=key, photos=photos)
    again = b.hand_over(world, request, item, act=key, photos=photos)
    assert again == first
    card = world.ask("guan1", views.card, item_id=item.id)
    assert [e.kind for e in card.entries].count(Event.HAND_OVER) == 1
