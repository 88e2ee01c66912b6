"""Desks and the centre: what is asked for offline is done once or refused once, and every desk holds what it may see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app import feeds, registry
from app.errors import SignedInElsewhere
from app.identity import service as identity
from app.ledger.types import Act
from app.line_errors import BeingConfirmed, BlobDiffers, CentreAway, TooMuch
from app.locations import service as locations
from app.locations.types import NewLocation
from app.organs import service as organs
from app.stations import keys, rules
from app.stations import service as stations
from app.sync import service as sync
from app.sync.errors import ClientTooOld, MassRemoval, NoLongerOpen
from app.sync.types import Op, Outcome
from db.locations.models import Location
from db.sync import desk as queries
from tests.support import desks, raw, told
from tests.support.city import City
from tests.support.desks import Seat


@pytest.fixture(autouse=True)
def places() -> Iterator[None]:
    with told.known():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desks"


@pytest.fixture
def seats(city: City, folder: Path) -> Iterator[dict[str, Seat]]:
    made = {login: desks.seat(city, login, folder) for login in ("xf1", "qxf1", "exf1")}
    yield made
    for seat in made.values():
        seat.desk.close()


def names(seat: Seat) -> dict[str, str]:
    """code → name of what lies at the desk."""
    with seat.desk.database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT code, name FROM location")
        return {code: name for code, name in rows}


def outcome(seat: Seat, key: str) -> str:
    found = seat.desk.told(key)
    return found.outcome if found else ""


def id_of(city: City, code: str) -> str:
    with raw.opened(city.url) as books:
        return str(books.one("SELECT id FROM location WHERE code = ?", code))


def sees(city: City, *codes: str) -> tuple[str, ...]:
    return tuple(city.organ(code) for code in codes)


# -- both ways -----------------------------------------------------------------------------------------


def test_what_was_asked_for_offline_is_done_and_comes_down_to_whoever_may_see_it(
    city: City, seats
) -> None:
    key = seats["qxf1"].intend(told.place, code="T-1", organs=sees(city, "QU1", "SHI"))
    assert seats["qxf1"].meet().sent == 1
    for login in ("xf1", "exf1"):
        seats[login].meet()
    assert [names(seats[login]) for login in ("qxf1", "xf1", "exf1")] == [
        {"T-1": "架 T-1"},
        {"T-1": "架 T-1"},
        {},
    ]
    assert outcome(seats["qxf1"], key) == Outcome.APPLIED


def test_an_answer_that_was_lost_is_given_again_and_nothing_is_done_twice(
    city: City, seats
) -> None:
    seat = seats["qxf1"]
    seat.intend(told.place, code="T-1", organs=sees(city, "QU1"))
    ops = seat.desk._next(set())
    first = seat.centre.push(ops, 0)
    again = seat.centre.push(ops, 0)
    assert again == first
    assert seat.meet().sent == 1
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM location WHERE code = 'T-1'") == 1


def test_a_no_is_kept_under_the_key_as_well(city: City, seats) -> None:
    """What was refused once stays refused, though the same would be allowed now."""
    seat = seats["qxf1"]
    city.do("xf1", told.place, code="T-1", organs=sees(city, "QU1"))
    place, version = id_of(city, "T-1"), 1
    city.do("xf1", told.rename, location_id=place, name="别人先改", organs=sees(city, "QU1"))
    rename = Op(
        "key-0001", "testing.rename",
        {"location_id": place, "name": "我要改", "organs": [], "version": version}, city.clock(), place,
    )  # fmt: skip
    first = seat.centre.push([rename], 0)
    assert first[0].outcome is Outcome.CONFLICT
    assert first[0].refusal["facts"] == {"seen": 1, "current": 2}
    before = city.refusals()
    assert seat.centre.push([rename], 0) == first
    assert city.refusals() == before
    other = Op(
        "key-0001", "testing.rename", {**rename.arguments, "name": "换了"}, city.clock(), place
    )
    assert seat.centre.push([other], 0)[0].outcome is Outcome.MISMATCH


@pytest.mark.scenario("P4")
def test_the_trail_shows_when_it_was_done_and_when_it_arrived(city: City, seats) -> None:
    seat = seats["qxf1"]
    made = city.clock.at
    seat.intend(told.place, code="T-1", organs=sees(city, "QU1"))
    city.clock.forward(days=2)
    seat.desk.keep_note("drift_ms", "-90000")
    seat.meet()
    with raw.opened(city.url) as books:
        at, recorded, drift = books.do(
            "SELECT occurred_at, recorded_at, drift_ms FROM entry WHERE object_kind = 'location'"
            " AND object_id = ?", id_of(city, "T-1"),
        )[0]  # fmt: skip
    assert (at[:16], drift) == (made.strftime("%Y-%m-%dT%H:%M"), -90_000)
    assert recorded[:10] > at[:10]


@pytest.mark.scenario("P71")
def test_two_desks_change_one_record_and_the_second_is_asked_to_look_again(
    city: City, seats
) -> None:
    city.do("xf1", told.place, code="T-1", organs=sees(city, "QU1", "SHI"))
    place = id_of(city, "T-1")
    for login in ("xf1", "qxf1"):
        seats[login].meet()
    keys = {
        login: seats[login].intend(
            told.rename, about=place, location_id=place, name=f"{login} 改的", version=1,
            organs=sees(city, "QU1", "SHI"),
        )
        for login in ("xf1", "qxf1")
    }  # fmt: skip
    later = seats["qxf1"].intend(
        told.rename,
        about=place,
        location_id=place,
        name="再改",
        version=1,
        organs=sees(city, "QU1"),
    )
    seats["xf1"].meet()
    seats["qxf1"].meet()
    assert outcome(seats["qxf1"], keys["qxf1"]) == Outcome.CONFLICT
    assert outcome(seats["qxf1"], later) == Outcome.HELD  # nobody has looked yet
    seats["xf1"].meet()
    assert names(seats["xf1"]) == names(seats["qxf1"]) == {"T-1": "xf1 改的"}

    again = seats["qxf1"].desk.again(keys["qxf1"], "key-again", city.clock(), {"version": 2})
    assert again.arguments["name"] == "qxf1 改的"
    seats["qxf1"].meet()
    assert outcome(seats["qxf1"], "key-again") == outcome(seats["qxf1"], later) == Outcome.APPLIED
    assert names(seats["qxf1"]) == {"T-1": "再改"}


@pytest.mark.scenario("P71")
def test_two_drafts_of_one_thing_become_two_and_are_never_merged(city: City, seats) -> None:
    for login, code in (("xf1", "T-1"), ("qxf1", "T-2")):
        seats[login].intend(told.place, code=code, organs=sees(city, "SHI"))
        seats[login].meet()
    seats["xf1"].meet()
    assert sorted(names(seats["xf1"])) == ["T-1", "T-2"]


def test_what_is_done_to_a_draft_goes_on_from_where_it_was_registered(city: City, seats) -> None:
    """On the object, whichever of its act's entries has the lesser id: those of one millisecond have no order."""
    seat = seats["qxf1"]
    for number in range(12):
        draft, code = f"DRAFT-区-{number}", f"T-{number}"
        seat.intend(told.place, about=draft, code=code, organs=sees(city, "QU1"))
        for name in ("第一次改", "第二次改"):
            seat.intend(
                told.rename, about=draft, location_id=draft, name=name, organs=sees(city, "QU1")
            )
    assert seat.meet().sent == 36
    assert set(names(seat).values()) == {"第二次改"}


def test_a_draft_that_is_refused_takes_what_hangs_on_it_along(city: City, seats) -> None:
    seat = seats["qxf1"]
    city.do("xf1", told.place, code="T-1", organs=())
    first = seat.intend(told.place, about="DRAFT-1", code="T-1", organs=sees(city, "QU1"))
    second = seat.intend(told.rename, about="DRAFT-1", location_id="DRAFT-1", name="改", organs=())
    seat.meet()
    assert (outcome(seat, first), outcome(seat, second)) == (Outcome.REJECTED, Outcome.HELD)
    seat.desk.drop(first, "重号")
    with seat.desk.database.read() as session:
        assert queries.open_ops(session) == []
        assert {row.closed for row in queries.closed_ops(session, 9)} == {"dropped"}


def test_what_waits_can_be_given_up_until_it_was_sent(city: City, seats) -> None:
    seat = seats["qxf1"]
    mine = sees(city, "QU1")
    wrong = seat.intend(told.place, about="DRAFT-1", code="T-1", organs=mine)
    seat.intend(told.rename, about="DRAFT-1", location_id="DRAFT-1", name="改", organs=mine)
    seat.desk.drop(wrong, "录错")  # what hangs on the draft goes along
    lost = seat.intend(told.place, code="T-2", organs=mine)
    seat.desk._pushed(seat.centre, seat.desk._next(set()))  # the answer is lost on its way
    with pytest.raises(BeingConfirmed):
        seat.desk.drop(lost, "录错")
    assert seat.meet().sent == 1
    with pytest.raises(NoLongerOpen):
        seat.desk.drop(lost, "录错")
    assert names(seat) == {"T-2": "架 T-2"}
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM act WHERE id = ?", wrong) == 0


def _away(*, is_unheard: bool) -> CentreAway:
    away = CentreAway(url="https://centre", why="")
    away.is_unheard = is_unheard
    return away


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("step", "trouble", "was_sent"),
    [
        ("put", _away(is_unheard=True), False),  # the network went with the scan
        ("put", BlobDiffers(sha256=""), False),  # and one that is refused each time
        ("push", _away(is_unheard=True), False),
        ("push", TooMuch(limit=1), False),  # none of them was taken in
        (
            "push",
            _away(is_unheard=False),
            True,
        ),  # a proxy gave up on an answer: it may have been done
        ("push", SignedInElsewhere(why=""), True),  # amid them, perhaps
        ("push", BeingConfirmed(act=""), True),
    ],
)
def test_what_the_centre_never_had_can_be_given_up(
    city: City, seats, monkeypatch, step: str, trouble: Exception, was_sent: bool
) -> None:
    seat = seats["qxf1"]
    scan = seat.desk.keep_blob(b"a scan")
    stuck = seat.intend(told.place, code=scan, organs=sees(city, "QU1"))

    def breaks(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(seat.centre.store.blobs if step == "put" else seat.centre, step, breaks)
    for _ in range(2):  # what was not sent the first time is not by another no
        with pytest.raises(type(trouble)):
            seat.meet()
    if was_sent:
        with pytest.raises(BeingConfirmed):
            seat.desk.drop(stuck, "传不上去")
    else:
        seat.desk.drop(stuck, "传不上去")
        monkeypatch.undo()
        assert seat.meet().sent == 0
    with seat.desk.database.read() as session:
        assert len(queries.open_ops(session)) == was_sent


@pytest.mark.parametrize("verb", ["locations.add", "no.such_verb"])
def test_custody_and_what_nobody_knows_is_not_done_from_an_outbox(city: City, seats, verb) -> None:
    op = Op("key-0002", verb, {}, city.clock())
    told_ = seats["xf1"].centre.push([op], 0)[0]
    assert told_.outcome is Outcome.REJECTED
    assert told_.refusal["refused"] == ("R47" if verb == "no.such_verb" else "R164")
    if verb in registry.verbs:
        assert not registry.verbs[verb].offline


@pytest.mark.parametrize("verb", ["no.such_verb", "testing.place", "testing.rename"])
def test_what_stands_under_a_key_is_told_only_to_who_asked_for_it(city: City, seats, verb) -> None:
    """Keys stand in the trail, which others read: whoever sends one learns nothing of what it did."""
    mine, other = seats["qxf1"], seats["exf1"]
    key = mine.intend(told.place, code="T-1", organs=sees(city, "QU1"))
    mine.meet()
    stolen = other.centre.push([Op(key, verb, {}, city.clock())], 0)[0]
    assert (stolen.outcome, stolen.result, stolen.object_id) == (Outcome.MISMATCH, None, "")
    given = {"name": "改", "organs": []}
    follows = Op("key-0003", "testing.rename", given, city.clock(), "DRAFT-1", key)
    assert other.centre.push([follows], 0)[0].outcome is Outcome.HELD
    if verb != "testing.place":  # another verb under one's own key is not what was done
        assert mine.centre.push([Op(key, verb, {}, city.clock())], 0)[0].outcome is Outcome.MISMATCH


@pytest.mark.expects_warnings
def test_an_intent_that_breaks_the_centre_stops_no_other_and_stands_in_no_log(
    city: City, seats, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seat, make, secret = seats["qxf1"], locations.make, "机密" * 9

    def breaks(session: Session, act: Act, new: NewLocation) -> Location:
        if new.code == "T-1":  # the engine's own words tell the row
            session.execute(text("INSERT INTO rule (id) VALUES (:it)"), {"it": secret})
        return make(session, act, new)

    monkeypatch.setattr(locations, "make", breaks)
    key = seat.intend(told.place, code="T-1", organs=sees(city, "QU1"))
    seat.intend(told.place, code="T-2", organs=sees(city, "QU1"))
    met = seat.meet()
    assert (met.sent, met.refused, names(seat)) == (1, 1, {"T-2": "架 T-2"})
    found = seat.desk.told(key)
    assert (found.outcome, found.refusal["refused"]) == (Outcome.REJECTED, "R172")
    assert key in caplog.text
    assert secret not in caplog.text


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_of_what_is_done_with_or_out_of_sight_no_content_stays_in_the_outbox(
    city: City, seats
) -> None:
    mine = seats["qxf1"]
    mine.intend(told.place, code="T-1", organs=sees(city, "QU1"))
    mine.intend(told.place, code="T-1", organs=sees(city, "QU1"))  # there is one already
    mine.meet()
    place = id_of(city, "T-1")
    mine.intend(
        told.rename,
        about=place,
        location_id=place,
        name="我要改",
        organs=sees(city, "QU1"),
        version=1,
    )
    city.do("xf1", told.rename, location_id=place, name="别人先改", organs=sees(city, "SHI"))
    mine.meet()
    with mine.desk.database.read() as session:
        done, (twice, late) = queries.closed_ops(session, 9), queries.open_ops(session)
        assert [(row.verb, row.arguments, row.base) for row in done] == [
            ("testing.place", "{}", "{}")
        ]
        assert (late.outcome, late.base) == (Outcome.CONFLICT, "{}")
        assert "我要改" in late.arguments
    mine.desk.drop(twice.id, "重号")
    with mine.desk.database.read() as session:
        assert {row.arguments for row in queries.closed_ops(session, 9)} == {"{}"}


# -- what leaves sight ---------------------------------------------------------------------------------


def test_what_leaves_an_organs_sight_leaves_its_desk_and_no_content_goes_there(
    city: City, seats
) -> None:
    city.do("xf1", told.place, code="T-1", organs=sees(city, "QU1", "SHI"))
    place = id_of(city, "T-1")
    seats["qxf1"].meet()
    city.do("xf1", told.rename, location_id=place, name="绝密", organs=sees(city, "SHI"))
    page = seats["qxf1"].centre.feed(
        city.organ("QU1"), 0, 100, seats["qxf1"].desk.note("epoch"), False
    )
    assert "绝密" not in page
    assert "架 T-1" not in page
    assert seats["qxf1"].meet().left == 1
    assert names(seats["qxf1"]) == {}


def test_a_mass_removal_waits_until_somebody_has_agreed(city: City, seats) -> None:
    codes = [f"T-{n}" for n in range(30)]
    for code in codes:
        city.do("xf1", told.place, code=code, organs=sees(city, "QU1"))
    seat = seats["qxf1"]
    seat.meet()
    for code in codes[:25]:
        city.do("xf1", told.rename, location_id=id_of(city, code), name="移", organs=())
    with pytest.raises(MassRemoval) as much:
        seat.meet()
    assert much.value.facts == {"count": 25, "held": 30}
    assert len(names(seat)) == 30
    assert seat.desk.pull(seat.centre, agreed=True).left == 25
    assert len(names(seat)) == 5


@pytest.mark.scenario("P14")
def test_another_posting_is_another_epoch_and_the_old_records_go_first(city: City, seats) -> None:
    for code, organ in (("T-1", "QU1"), ("T-2", "QU2")):
        city.do("xf1", told.place, code=code, organs=sees(city, organ))
    seat = seats["qxf1"]
    seat.meet()
    assert sorted(names(seat)) == ["T-1"]
    city.do(
        "bao1", organs.post, account_id=city.id_of("qxf1"), organ_id=city.organ("QU2"), office="XF"
    )
    seat.meet()
    assert sorted(names(seat)) == ["T-2"]


def test_nobody_reads_a_feed_that_is_not_his_organs(city: City, seats) -> None:
    city.do("xf1", told.place, code="T-1", organs=sees(city, "QU2"))
    seat = seats["qxf1"]
    seat.meet()
    page = seat.centre.feed(city.organ("QU2"), 0, 100, seat.desk.note("epoch"), False)
    assert "T-1" not in page
    assert '"lines":[]' in page


def test_what_an_organ_hears_is_not_laid_down_at_another_s_computer(city: City) -> None:
    with city.database.read() as session:
        at_home = sync.following(session, city.store("xf1")._here_is(), city.clock.at)
    code = rules.new_code()
    given = {"name": city.store("xf1").station, "organ_id": city.organ("QU2")}
    city.do("xi1", stations.invite, code=code, **given)
    public = keys.public_of(keys.new())
    city.store("xi1").own("stations.enrol", lambda s, a: stations.enrol(s, a, code, public))
    with city.database.read() as session:
        abroad = sync.following(session, city.store("xf1")._here_is(), city.clock.at)
    assert at_home.feeds == (feeds.EVERYBODY, city.organ("SHI"))
    assert abroad.feeds == (feeds.EVERYBODY,)
    assert abroad.epoch != at_home.epoch


def test_names_and_organs_come_to_every_desk_and_no_secret_with_them(city: City, seats) -> None:
    """Whoever may see nothing else knows his colleagues' names and the tree of organs."""
    seat = seats["exf1"]
    seat.meet()
    with seat.desk.database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT name, secret FROM account").all()
        count = session.connection().exec_driver_sql("SELECT count(*) FROM organ").scalar()
    assert ("信一", "") in rows
    assert {secret for _, secret in rows} == {""}
    assert count == 10
    city.do("bao1", identity.end_appointment, appointment_id=_appointment(city, "xf2"))
    assert seat.meet().misses == 0


def _appointment(city: City, login: str) -> str:
    (mine,) = city.ask("bao1", identity.appointments, account_id=city.id_of(login))
    return str(mine.id)


# -- trust, but add up ---------------------------------------------------------------------------------


def test_a_record_changed_behind_the_programs_back_at_the_centre_is_noticed(
    city: City, seats
) -> None:
    city.do("xf1", told.place, code="T-1", organs=sees(city, "QU1"))
    with raw.opened(city.url) as books:
        books.unguard()
        books.do("UPDATE member SET mark = mark + 1 WHERE kind = 'location'")
    assert seats["qxf1"].meet().misses == 2  # fetched again once, and told


def test_a_desk_whose_records_were_touched_fetches_them_again(city: City, seats) -> None:
    seat = seats["qxf1"]
    city.do("xf1", told.place, code="T-1", organs=sees(city, "QU1"))
    seat.meet()
    with seat.desk.database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM held WHERE kind = 'location'")
        session.connection().exec_driver_sql("DELETE FROM location")
    assert seat.meet().misses == 1
    assert sorted(names(seat)) == ["T-1"]
    assert seat.meet().misses == 0


def test_a_desk_too_old_for_the_centre_says_so_and_changes_nothing(
    city: City, seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.sync import service

    monkeypatch.setattr(service, "PROTOCOL", 2)
    with pytest.raises(ClientTooOld):
        seats["xf1"].meet()


def test_pages_of_any_size_lead_to_the_same(city: City, seats) -> None:
    for n in range(7):
        city.do("xf1", told.place, code=f"T-{n}", organs=sees(city, "QU1", "SHI"))
    for n in (1, 3):
        city.do(
            "xf1",
            told.rename,
            location_id=id_of(city, f"T-{n}"),
            name="改",
            organs=sees(city, "SHI"),
        )
    for login, limit in (("xf1", 2), ("qxf1", 3)):
        assert seats[login].desk.pull(seats[login].centre, limit=limit).misses == 0
    assert len(names(seats["xf1"])) == 7
    assert len(names(seats["qxf1"])) == 5
