"""A desk before a real centre: it works on when the network goes, and nothing is lost or done twice when it comes back."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import clock, doors, errors, remote
from app.cases import service as cases
from app.cases.types import NewCase
from app.identity import service as identity
from app.identity.errors import AccountLocked
from app.line_errors import CentreAway
from app.main import main
from app.petitions import deciding, righting, service, views
from app.petitions.types import NewPetition
from app.stations import rules
from app.stations import service as stations
from app.stations.errors import StationRevoked
from app.sync.errors import DeskLocked, DeskUnknown, OnlineOnly, Queued
from app.sync.keyring import Keyring
from app.sync.store import DeskStore
from app.sync.types import Outcome
from tests.support import centre, desks, petitioning, raw
from tests.support.city import City
from tests.support.world import PASSWORD


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer of its own, and a vault at the centre."""
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "desk"))
    monkeypatch.setenv("ANKU_VAULT", str(tmp_path / "vault.json"))
    return tmp_path / "desk"


@pytest.fixture
def there(city: City) -> Iterator[centre.Serving]:
    with centre.serving(city.url) as found:
        yield found


def opened(there: centre.Serving, login: str = "xf1") -> DeskStore:
    store = doors.open_store(there.url, station="站-桌")
    assert isinstance(store, DeskStore)
    store.line.patience_s = 0.5
    store.sign_in(login, PASSWORD)
    return store


def visit(**more: object) -> NewPetition:
    from dataclasses import replace

    told = petitioning.a_visit(clock.now() - timedelta(hours=3))
    return replace(told, originals=(), **more)  # type: ignore[arg-type]


@pytest.mark.scenario("P4")
@pytest.mark.scenario("P71")
def test_a_desk_works_on_without_the_centre_and_meets_it_again(city: City, home: Path) -> None:
    first = centre.start(city.url)
    port = first.url.rsplit(":", 1)[1]
    desk = opened(first)
    known = desk.run(service.register, petition=visit())
    assert known.number.startswith("X120000-")
    assert desk.meet().misses == 0
    online = desk.read(views.rows)
    first.kill()

    # the network is gone
    assert desk.read(views.rows) == online
    assert desk.read(views.view, petition_id=known.id).row.id == known.id
    with pytest.raises(Queued) as kept:
        desk.run(service.register, petition=visit(), reporter=petitioning.WHO)
    assert str(kept.value.facts["draft"]).startswith("DRAFT-站-桌-")
    with pytest.raises(Queued):
        desk.run(deciding.screen, petition_id=known.id, version=known.seq)
    with pytest.raises(OnlineOnly):
        desk.run(cases.open_case, case=NewCase("案丙", "案丙", "lead", "第一室"))
    with pytest.raises(OnlineOnly):  # said before anybody is called to sign beside
        desk.weigh(deciding.assign, petition_id=known.id, target_id=city.organ("QU1"))
    assert (desk.state().online, desk.state().waiting) == (False, 2)
    desk.sign_out()
    desk.close()

    # the computer is started again, still without a network
    again = doors.open_store(first.url, station="站-桌")
    assert isinstance(again, DeskStore)
    again.line.patience_s = 0.5
    with pytest.raises(errors.SignInFailed):
        again.sign_in("xf1", "Wrong-Password-11")
    with pytest.raises(DeskUnknown):
        again.sign_in("xf2", PASSWORD)
    assert again.sign_in("xf1", PASSWORD).name == "信一"
    assert again.read(views.rows) == online
    with pytest.raises(CentreAway):
        again.meet()

    second = centre.start(city.url, "--port", port)
    try:
        met = again.meet()
        assert (met.sent, met.refused, met.misses) == (2, 0, 0)
        assert again.meet().sent == 0
        rows = again.read(views.rows)
        assert sorted(row.status for row in rows) == ["P_REGISTERED", "P_SCREENING"]
        assert all(row.number for row in rows)
        assert [i.outcome for i in again.intents(closed=True)] == [Outcome.APPLIED] * 3
        again.sign_out()
    finally:
        again.close()
        second.stop()
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM petition") == 2
        asked = "SELECT occurred_at, recorded_at FROM entry WHERE object_kind = 'petition'"
        late = books.do(f"{asked} ORDER BY recorded_at")[-1]
        assert late[0] < late[1]


def _lying(desk: DeskStore) -> dict[str, list[Any]]:
    """All that lies in a desk's own file, by table."""
    assert desk.desk is not None
    with desk.desk.database.read() as session:
        connection = session.connection()
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = tables.scalars().all()
        # as tuples: a row of the library shows long texts cut
        return {
            n: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{n}"')]
            for n in names
        }


def test_a_village_keeps_its_receipts_and_only_so_long_what_it_wrote_itself(
    city: City, there: centre.Serving
) -> None:
    """The desk sits among the people that it is about: once the centre has it, no word of it lies there any more."""
    desk, office = opened(there, "cxf1"), opened(there, "qxf1")
    told = visit(reporter_mode="named")
    desk.meet()
    desks.pull_the_cable(desk)
    with pytest.raises(Queued):
        desk.run(service.receive, petition=told, reporter=petitioning.WHO)
    said = (petitioning.TEXT, told.accused[0].name, petitioning.WHO.names[0])
    mine = repr(_lying(desk)["outbox"])
    assert [word for word in said if word not in mine] == []  # its own intent, until it is sent
    desks.plug_in(desk)
    assert (desk.meet().sent, desk.meet().misses) == (1, 0)
    (row,) = desk.read(views.rows)
    assert row.summary  # while the centre answers, what it took in itself
    office.run(service.register, petition_id=row.id, version=row.seq)
    assert desk.meet().misses == 0
    assert not [word for word in said if word in repr(_lying(desk))]
    number = desk.read(views.rows)[0].number
    with desks.unplugged(desk):
        (here,) = desk.read(views.rows)
        assert (here.id, here.number, here.status) == (row.id, number, "P_REGISTERED")
        assert (here.summary, here.accused) == ("", "")
        assert desk.read(views.view, petition_id=row.id).matters == ()
    for each in (desk, office):
        each.sign_out()
        each.close()


def test_who_reported_is_never_kept_at_a_desk(city: City, there: centre.Serving) -> None:
    desk = opened(there)
    told = visit(reporter_mode="named")
    desk.run(service.register, petition=told, reporter=petitioning.WHO)
    desk.meet()
    lying = _lying(desk)
    assert petitioning.TEXT in repr(lying)
    assert petitioning.WHO.names[0] not in repr(lying)
    assert petitioning.WHO.phone not in repr(lying)
    assert (len(lying["identity_secret"]), len(lying["petition"])) == (0, 1)
    desk.sign_out()
    desk.close()


def test_a_refused_intent_shows_what_has_changed_and_is_decided_anew(
    city: City, there: centre.Serving
) -> None:
    mine, other = opened(there, "xf1"), opened(there, "xf2")
    row = mine.run(service.register, petition=visit())
    mine.meet()
    mine._at.away_since = float("inf")  # the cable is out
    with pytest.raises(Queued):
        mine.run(righting.protect, petition_id=row.id, level="high", version=row.seq)
    other.run(deciding.screen, petition_id=row.id, version=row.seq)
    mine._at.away_since = float("-inf")
    assert mine.meet().refused == 1
    (refused,) = mine.intents()
    assert (refused.outcome, refused.why["refused"]) == (Outcome.CONFLICT, "R05")
    changed = {d.field: (d.was, d.now) for d in refused.differences}
    assert changed["status"] == ("P_REGISTERED", "P_SCREENING")
    mine.send_again(refused.id, {})
    assert mine.meet().sent == 1
    assert mine.intents() == ()
    for desk in (mine, other):
        desk.sign_out()
        desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_the_command_line_meets_the_centre_and_tells_how_the_desk_stands(
    city: City, there: centre.Serving, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    desk = opened(there)
    desk._at.away_since = float("inf")
    with pytest.raises(Queued):
        desk.run(service.register, petition=visit())
    desk.sign_out()
    desk.close()
    command = ["sync", "--db", there.url, "--as", "xf1", "--json"]
    assert main([*command, "--status"]) == 0
    assert json.loads(capsys.readouterr().out)["state"]["waiting"] == 1
    assert main(command) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["met"]["sent"], told["met"]["misses"], told["intents"]) == (1, 0, [])
    assert main(["sync", "--db", city.url, "--as", "xf1"]) == 2


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_changed_password_opens_the_same_desk(city: City, there: centre.Serving) -> None:
    desk = opened(there)
    desk.run(identity.change_password, old=PASSWORD, new="Another-Meadow-77")
    file = desk._at.ring.books if desk._at.ring else Path()
    desk.sign_out()
    there.kill()
    desk.sign_in("xf1", "Another-Meadow-77")
    assert desk._at.ring is not None
    assert desk._at.ring.books == file
    desk.sign_out()
    desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seen_in_days", [-20, 3])
def test_what_was_not_sent_outlives_the_lease_and_a_wrong_clock(
    city: City, there: centre.Serving, seen_in_days: int
) -> None:
    desk = opened(there)
    desk._at.away_since = float("inf")
    with pytest.raises(Queued):
        desk.run(service.register, petition=visit())
    assert desk._at.ring is not None
    desk._at.ring.renew(clock.now() + timedelta(days=seen_in_days), 14)
    desk.sign_out()
    desk.sign_in("xf1", PASSWORD)
    assert desk.meet().sent == 1
    desk.sign_out()
    desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_password_changed_elsewhere_is_tried_once_and_the_file_goes_on_with_the_new_one(
    city: City, there: centre.Serving
) -> None:
    desk = opened(there)
    desk.sign_out()
    city.clock.at = clock.now()
    city.do("xf1", identity.change_password, old=PASSWORD, new="Another-Meadow-77")
    ring = Keyring.of(desk._folder, there.url, "xf1")
    desk._without(ring, PASSWORD)  # the cable was out
    with pytest.raises(Queued):
        desk.run(service.register, petition=visit())
    for _ in range(7):  # so many wrong ones would lock
        with pytest.raises(errors.SignedInElsewhere):
            desk.meet()
    with raw.opened(city.url) as books:
        asked = "SELECT count(*) FROM act WHERE verb = 'identity.sign_in_failed'"
        assert books.one(asked) == 1
    desk.sign_in("xf1", "Another-Meadow-77")
    assert desk.meet().sent == 1
    desk.sign_out()
    ring.open("Another-Meadow-77", clock.now())
    desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_revoked_station_is_left_with_noise(
    city: City, there: centre.Serving, home: Path
) -> None:
    code, city.clock.at = rules.new_code(), clock.now()
    city.do("xi1", stations.invite, name="西街一号机", code=code)
    remote.enrol(there.url, code)
    desk = opened(there)
    desk.run(service.register, petition=visit())
    desk.meet()
    assert list(home.rglob("*.desk"))
    city.do("bao1", stations.revoke, station_id=city.ask("xi1", stations.rows)[0].id, why="遗失")
    with pytest.raises(StationRevoked):
        desk.meet()
    assert not [*home.rglob("*.desk"), *home.rglob("*.keys")]
    with pytest.raises(DeskLocked):
        desk.intents()
    desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
@pytest.mark.parametrize("was_away", [False, True])
def test_whose_account_was_closed_finds_nothing_at_his_desk_with_a_network_or_without_one(
    city: City, there: centre.Serving, home: Path, *, was_away: bool
) -> None:
    desk = opened(there)
    ring = Keyring.of(desk._folder, there.url, "xf1")
    if was_away:
        desk.sign_out()
        desk._without(ring, PASSWORD)  # the cable was out
        with pytest.raises(Queued):
            desk.run(service.register, petition=visit())
    city.clock.at = clock.now()
    city.do("xi1", identity.disable, account_id=city.id_of("xf1"))
    with pytest.raises(errors.SignedInElsewhere) as ended:
        desk.meet()
    assert ended.value.facts["why"] == "sign_in.disabled"
    assert not [*home.rglob("*.desk"), *home.rglob("*.keys")]
    with pytest.raises(DeskUnknown):
        desk._without(ring, PASSWORD)
    with pytest.raises(AccountLocked):
        desk.sign_in("xf1", PASSWORD)
    desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_a_late_answer_for_whose_account_was_closed_leaves_the_next_persons_file_alone(
    city: City, there: centre.Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(there)
    his, next_ones = (Keyring.of(desk._folder, there.url, each) for each in ("xf1", "xf2"))
    city.clock.at = clock.now()
    city.do("xi1", identity.disable, account_id=city.id_of("xf1"))
    ask = remote.Line.ask

    def late(line: remote.Line, *asked: Any, **headers: Any) -> Any:
        try:
            return ask(line, *asked, **headers)
        except errors.SignedInElsewhere:
            monkeypatch.setattr(remote.Line, "ask", ask)
            desk.sign_out()
            desk.sign_in("xf2", PASSWORD)
            desks.pull_the_cable(desk)
            with pytest.raises(Queued):
                desk.run(service.register, petition=visit())
            raise

    monkeypatch.setattr(remote.Line, "ask", late)
    with pytest.raises(errors.SignedInElsewhere):
        desk.read(views.rows)
    assert not his.file.exists()
    assert not his.books.exists()
    assert len(desk.intents()) == 1
    desk.sign_out()
    next_ones.open(PASSWORD, clock.now())
    desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
@pytest.mark.parametrize("why", ["", "sign_in.locked"])
def test_a_late_welcome_seats_nobody_where_another_sits_by_now(
    city: City, there: centre.Serving, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    desk = opened(there)
    desk.sign_out()
    desk._without(Keyring.of(desk._folder, there.url, "xf1"), PASSWORD)  # the cable was out
    welcomed = DeskStore._welcomed

    def late(store: DeskStore, login: str, password: str) -> Any:
        told = welcomed(store, login, password)
        if login == "xf1":
            desk.sign_out()
            desk.sign_in("xf2", PASSWORD)
            if why:
                raise AccountLocked
        return told

    monkeypatch.setattr(DeskStore, "_welcomed", late)
    with pytest.raises(errors.SignedInElsewhere) as ended:
        desk.meet()
    assert ended.value.facts["why"] == (why or "sign_in.signed_out")
    assert desk.actor is not None
    assert desk.actor.login == "xf2"
    assert desk.run(service.register, petition=visit()).number
    assert desk.meet().misses == 0, "the next one's own meeting goes on"
    desk.sign_out()
    desk.close()


@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_an_account_that_wrong_passwords_locked_keeps_its_file(
    city: City, there: centre.Serving, home: Path
) -> None:
    desk = opened(there)
    desk.sign_out()
    with there.client() as stranger:
        wrong = {"login": "xf1", "password": "Wrong-Password-11", "station": "x"}
        for _ in range(6):
            stranger.post("/v1/session", json=wrong)
    with pytest.raises(AccountLocked):
        desk.sign_in("xf1", PASSWORD)
    assert list(home.rglob("*.keys"))
    desk.close()


@pytest.mark.scenario("P14")
@pytest.mark.parametrize("city", ["sqlite"], indirect=True)
def test_who_must_keep_away_finds_nothing_of_it_in_his_own_file(
    city: City, there: centre.Serving
) -> None:
    clerk, away, head = (opened(there, login) for login in ("xf1", "xf2", "xfz"))
    row = clerk.run(service.register, petition=visit())
    kept = clerk.run(service.register, petition=visit())
    away.meet()
    assert _here(away) == {row.id, kept.id}
    head.run(
        righting.recuse, petition_id=row.id, account_id=city.id_of("xf2"), reason="亲属", version=0
    )
    assert away.meet().misses == 0
    assert _here(away) == {kept.id}
    for desk in (clerk, away, head):
        desk.sign_out()
        desk.close()


def _here(desk: DeskStore) -> set[str]:
    assert desk.desk is not None
    with desk.desk.database.read() as session:
        return set(session.connection().exec_driver_sql("SELECT id FROM petition").scalars())
