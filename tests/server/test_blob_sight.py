"""Who may read a picture at the centre: who may see an object that names it. To everybody else it was never sent."""

import hashlib
from collections.abc import Iterator
from functools import partial

import httpx
import pytest

from app import bootstrap, ids
from app.blobs import sights
from app.cases import service as cases
from app.centre import Centre
from app.custody import exceptions
from app.custody import service as custody
from app.custody.types import Shot
from app.leads import adding
from app.leads.types import LeadPaper
from app.petitions import views
from app.remote_blobs import LENGTH, OFFSET
from app.stations import doors
from app.store import Store
from db import naming
from db.base import Base
from db.blob import BlobSent
from tests.server.test_blobs import made
from tests.support import leading, remote
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.remote import RemoteWorld
from tests.support.world import World, refused

UNKNOWN = "0" * 64


def test_every_column_that_names_a_picture_has_readers() -> None:
    named = {(each.sha256.class_.__tablename__, each.sha256.key) for each in naming.NAMING}
    own = {
        "blob",
        "blob_sent",
        "sealed_part",
        "report_piece",
    }  # not in the blob store, or no object
    columns = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name in ("sha256", "picture", "proof")
        and getattr(column.type, "length", None) == 64
    }
    assert named == {each for each in columns if each[0] not in own}
    bootstrap.load_features()
    assert sights.keys() == {each.kind for each in naming.NAMING}


# -- through the services ------------------------------------------------------------------------------


@pytest.fixture
def centre(city: City) -> Iterator[Centre]:
    """The city's books as a centre."""
    store = bootstrap.open_store(city.url, station="centre", time_of=city.clock)
    yield Centre.of(store)
    store.close()


def door(city: City, centre: Centre, login: str) -> Store:
    """A person's door at the centre, beside the one of the test."""
    actor = city.store(login).actor
    assert actor is not None
    with city.database.write() as session:
        token = doors.issued(session, actor.sign_in, "", city.clock())
    return centre.behind(token)


def readers(city: City, centre: Centre, sha256: str, *logins: str) -> list[str]:
    """Who of these gets the bytes; to the others they are not there, however they ask."""
    found = []
    for login in logins:
        blobs = door(city, centre, login).blobs
        try:
            data = blobs.get(sha256)
        except KeyError:
            assert not blobs.has(sha256)
            continue
        assert (hashlib.sha256(data).hexdigest(), blobs.has(sha256)) == (sha256, True)
        found.append(login)
    return found


def test_a_picture_is_read_by_who_sees_an_object_that_names_it(city: City, centre: Centre) -> None:
    (thing,) = city.received(city.new("账册"))
    photo = city.shots("damage")
    city.do("guan1", exceptions.report, item_id=thing.id, kind="damage", text="破损", photos=photo)
    assert readers(city, centre, photo[0].sha256, "guan1", "cha1", "cha3", "xf1") == [
        "guan1",
        "cha1",
    ]
    away = {"case_id": thing.case_id, "account_id": city.id_of("cha1")}
    city.do("shen1", cases.set_member, **away, duty="recused")
    assert readers(city, centre, photo[0].sha256, "cha1", "cha2") == ["cha2"]

    told = p.new(city)
    row = p.registered(city, told)
    (letter,) = told.originals
    assert readers(city, centre, letter.sha256, "xf1", "xfz", "exf1", "jc1", "guan1") == [
        "xf1",
        "xfz",
    ]

    lead = leading.registered(city)
    scan = city.store("ag1").keep(b"a report that was filed")
    paper = LeadPaper("other", "2026-1", "材料", city.clock.at.date(), scan)
    leading.act(city, "ag1", adding.file_paper, lead, paper=paper)
    assert readers(city, centre, scan, "ag1", "ag2", "qag1", "guan1", "xf1") == ["ag1", "ag2"]
    keeps = {"account_id": city.id_of("ag2"), "reason": "亲属"}
    leading.act(city, "zhu1", adding.recuse, lead, **keeps)
    assert readers(city, centre, scan, "ag1", "ag2") == ["ag1"]
    assert city.ask("xf1", views.view, petition_id=row.id)


def test_who_knows_a_hash_alone_names_nothing_by_it(city: City, centre: Centre) -> None:
    """Else he would file another's picture with a thing of his own, and read it there."""
    lead = leading.registered(city)
    scan = door(city, centre, "xf1").keep(b"a letter in another's hands")
    mine = door(city, centre, "ag1")
    for sha256 in (scan, UNKNOWN):
        paper = LeadPaper("other", "2026-1", "材料", city.clock.at.date(), sha256)
        asked = {"lead_id": lead, "version": leading.seq(city, lead), "paper": paper}
        no = refused("R15", partial(mine.run, adding.file_paper, **asked))
        assert no.facts == {}
    assert leading.view(city, lead, "ag1").papers == ()


def test_who_sent_a_picture_reads_it_until_he_names_it(city: City, centre: Centre) -> None:
    """From then on its object decides; an act whose answer was lost is answered although he sees it no more."""
    lead = leading.registered(city)
    ag1, ag2 = door(city, centre, "ag1"), door(city, centre, "ag2")
    scan = ag1.keep(b"a report")
    assert (ag1.blobs.has(scan), ag2.blobs.has(scan)) == (True, False)
    assert ag2.keep(b"a report") == scan  # he has it himself
    assert (ag1.blobs.has(scan), ag2.blobs.has(scan)) == (True, True)
    paper = LeadPaper("other", "2026-1", "材料", city.clock.at.date(), scan)
    given = {"lead_id": lead, "version": leading.seq(city, lead), "paper": paper, "act": ids.new()}
    done = ag1.run(adding.file_paper, **given)
    with city.database.read() as session:
        assert session.get(BlobSent, (scan, city.id_of("ag1"))) is None
    keeps = {"account_id": city.id_of("ag1"), "reason": "亲属"}
    leading.act(city, "zhu1", adding.recuse, lead, **keeps)
    assert (ag1.blobs.has(scan), ag2.blobs.has(scan)) == (False, True)
    assert ag1.run(adding.file_paper, **given) == done


def test_what_was_begun_before_senders_were_noted_is_finished_by_whoever_has_it_at_hand(
    city: City, centre: Centre
) -> None:
    """A photograph that nothing names and nobody is noted to have sent; once it is named, its object decides."""
    (thing,) = city.declared(city.new("账册"))
    shots = city.shots("overall")  # straight into the store, as an older centre took it
    assert readers(city, centre, shots[0].sha256, "guan1", "cha1") == ["guan1", "cha1"]
    given = {"item_id": thing.id, "quantity": 1, "place": "A-01", "photos": shots}
    door(city, centre, "guan1").run(custody.receive, **given)
    assert readers(city, centre, shots[0].sha256, "cha1", "cha3") == ["cha1"]


# -- over HTTP -----------------------------------------------------------------------------------------


@pytest.fixture
def wire(room: World) -> Iterator[RemoteWorld]:
    """The storeroom over the wire."""
    with remote.over_http(room) as found:
        yield found


def client(wire: RemoteWorld, login: str) -> httpx.Client:
    """Somebody's bare client."""
    (token,) = wire.store(login).line.tokens.values()
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=wire.centre_url, headers=headers, trust_env=False, timeout=30)


def heard(asker: httpx.Client, sha256: str) -> list[tuple[object, ...]]:
    """What somebody hears of a hash by each way to ask; but for the hash itself, the hour and the request's number."""
    at = f"/v1/blobs/{sha256}"
    asked: tuple[dict[str, str], ...] = (
        {},
        {"Range": "bytes=0-4"},
        {"Range": "bytes=9999-"},
        {"If-None-Match": f'"{sha256}"'},
    )
    answers = [asker.get(at, headers=each) for each in asked] + [asker.head(at)]
    own = {"date", "x-request-id", "server-timing"}
    return [
        (
            each.status_code,
            {k: v for k, v in each.headers.items() if k not in own},
            each.content.replace(sha256.encode(), b"#"),
        )
        for each in answers
    ]


def test_who_may_not_read_a_picture_hears_of_it_what_he_hears_of_none(wire: RemoteWorld) -> None:
    """Byte for byte; and what he sends himself is taken as if nobody had it."""
    (thing,) = wire.received(wire.new("账册"))
    data, sha256 = made(4_000)
    wire.store("guan1").keep(data)
    with client(wire, "guan1") as one, client(wire, "cha3") as other:
        assert heard(other, sha256) == heard(other, UNKNOWN)
        shots = (Shot(sha256, "damage", wire.clock.at),)
        told = {"item_id": thing.id, "kind": "damage", "text": "破损"}
        wire.do("guan1", exceptions.report, **told, photos=shots)
        assert one.get(f"/v1/blobs/{sha256}").content == data
        assert heard(other, sha256) == heard(other, UNKNOWN)

        known = other.put(f"/v1/blobs/{sha256}", content=data)
        fresh, its = made(4_000, seed=2)
        new = other.put(f"/v1/blobs/{its}", content=fresh)
        assert (known.status_code, known.content) == (new.status_code, new.content) == (204, b"")
        assert known.headers["Upload-Complete"] == new.headers["Upload-Complete"] == "?1"
        assert other.get(f"/v1/blobs/{sha256}").content == data


def test_nobody_learns_of_anothers_upload_or_completes_it(wire: RemoteWorld) -> None:
    data, sha256 = made(4_000)
    at = f"/v1/blobs/{sha256}"
    whole = {LENGTH: str(len(data))}
    with client(wire, "guan1") as one, client(wire, "cha3") as other:
        sent = one.patch(at, content=data[:3_999], headers={**whole, OFFSET: "0"})
        assert sent.headers[OFFSET] == "3999"
        assert other.head(at).headers[OFFSET] == "0"
        last = other.patch(at, content=data[3_999:], headers={**whole, OFFSET: "3999"})
        assert (last.status_code, last.json()["facts"]) == (409, {"offset": 0})
        assert one.patch(at, content=data[3_999:], headers={**whole, OFFSET: "3999"}).is_success
        assert (one.get(at).content, other.get(at).status_code) == (data, 404)
