"""A report's walk on both engines: sealed, filed by nobody, opened by its organ alone, answered into the receipt's box."""

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap, clock, ids
from app.audit import verifying
from app.ledger import service as ledger
from app.ledger.types import Act
from app.organs import service as organs
from app.organs.types import NewOrgan
from app.petitions import originals
from app.petitions import views as petitions
from app.reporting import choosing, envelope, filing, keys, opening, receipts, service, taking
from app.reporting import errors as no
from app.reporting.types import Author, Letter, PieceKind, ReportStatus, Upload
from app.store import Store
from db.ledger import queries as trail
from db.petitions import belongings as rows_belongings
from tests.app.reporting.test_attachments import SECRETS, photo
from tests.support import raw
from tests.support.city import City
from tests.support.world import World, refused

PEPPER = b"p" * 32
STORES = Path(__file__).parents[2] / "data" / "stores"
WORDS = "某局长二〇二五年收受礼金，𠮷与䶮可证\u202e‍。"
LETTER = Letter(text=WORDS, accused="贾某某", unit="甲区某局", rank="section")


@dataclass
class Filed:
    """A city whose district has a key, and a report that was filed to it."""

    city: City
    door: Store
    key: keys.OrganKey
    receipt: str

    @property
    def box(self) -> receipts.Box:
        return receipts.box(self.receipt, PEPPER)

    def only(self, login: str = "qxf1") -> str:
        (row,) = self.city.ask(login, service.rows)
        return str(row.id)


def with_key(city: City, organ: str) -> keys.OrganKey:
    """The organ's key, made known by the security administrator."""
    key, _file = keys.make(organ, "a passphrase of the organ")
    city.do("bao1", service.add_key, organ_id=city.organ(organ), public=key.public.hex())
    return key


@pytest.fixture
def filed(city: City) -> Iterator[Filed]:
    key = with_key(city, "QU1")
    # nobody ever signs in at the public door
    public = bootstrap.open_store(city.url, station="网站", time_of=city.clock)
    made = Filed(city, public, key, receipts.draw())
    filing.file(
        public,
        city.clock(),
        organ_id=city.organ("QU1"),
        channel="网",
        box=made.box,
        letter=LETTER,
        uploads=(Upload("现场.jpg", photo()), Upload("talk.mp3", b"ID3" + bytes(500))),
    )
    yield made
    public.close()


def test_the_organ_opens_what_was_filed_and_nobody_else(filed: Filed) -> None:
    city = filed.city
    (row,) = city.ask("qxf1", service.rows)
    assert (row.channel, row.status, row.messages, row.unanswered) == ("网", "R_FILED", 1, True)
    opened = opening.open_report(city.store("qxf1"), filed.key, row.id)
    assert opened.row.status is ReportStatus.OPENED
    letter = opened.messages[0].letter
    assert (letter.text, letter.accused, letter.unit) == (WORDS, "贾某某", "甲区某局")
    # neither another district nor the city nor anybody without the office finds it at all
    for login in ("exf1", "xf1"):
        assert city.ask(login, service.rows) == ()
        refused("R47", partial(city.do, login, service.open_, report_id=row.id))
    refused("R38", lambda: city.do("qjc1", service.open_, report_id=row.id))
    # and with another organ's key it does not open
    other, _ = keys.make("QU2", "x")
    with pytest.raises(no.SealBroken):
        opening.open_report(city.store("qxf1"), other, row.id)


@pytest.mark.scenario("P31")
def test_the_original_is_kept_bit_for_bit_and_the_copy_tells_nothing(filed: Filed) -> None:
    store = filed.city.store("qxf1")
    opened = opening.open_report(store, filed.key, filed.only())
    message = opened.messages[0]
    picture, talk = message.letter.attached
    asked = (store, filed.key, opened.row.id, message.id, picture)
    refused("R16", lambda: opening.original_of(*asked, " "))
    given = opening.original_of(*asked, "送技术部门检验")
    with filed.city.database.read() as session:
        (entry,) = trail.page(session, kind="TAKE_ORIGINAL", limit=9, offset=0)
        told = ledger.facts(entry)
    assert (told["reason"], told["piece"]) == ("送技术部门检验", picture.original)
    assert all(secret in given for secret in SECRETS[:2])
    copy = opening.copy_of(store, filed.key, opened.row.id, message.id, picture)
    assert copy.startswith(b"\xff\xd8")
    assert not any(secret in copy for secret in SECRETS)
    assert (talk.copy, talk.note) == ("", "clean.held")
    with pytest.raises(no.SealBroken):
        opening.copy_of(store, filed.key, opened.row.id, message.id, talk)


def test_the_receipt_shows_progress_and_the_answer_and_adds_material(filed: Filed) -> None:
    city, door = filed.city, filed.door
    assert filing.progress(door, box=filed.box).status is ReportStatus.FILED
    store = city.store("qxf1")
    opened = opening.open_report(store, filed.key, filed.only())
    row = opening.answer(store, filed.key, opened, "请补充时间和地点。")
    assert (row.messages, row.unanswered) == (2, False)
    for _ in range(2):  # a form sent twice adds once
        filing.add(door, city.clock(), box=filed.box, message="是二月，在某饭店。", once="ticket-1")
    shown = filing.progress(door, box=filed.box)
    assert [(s.author, s.text) for s in shown.said] == [
        (Author.REPORTER, ""),
        (Author.ORGAN, "请补充时间和地点。"),
        (Author.REPORTER, ""),
    ]
    again = opening.open_report(store, filed.key, opened.row.id)
    assert [m.letter.text for m in again.messages] == [
        WORDS,
        "请补充时间和地点。",
        "是二月，在某饭店。",
    ]
    with pytest.raises(no.ReceiptUnknown):
        filing.progress(door, box=receipts.box(receipts.draw(), PEPPER))


def test_a_report_becomes_a_petition_with_its_seal_and_its_half_day(filed: Filed) -> None:
    """收件: numbered like any other, 网 first; only cleaned copies go along, the contact lies in the vault."""
    city, store = filed.city, filed.city.store("qxf1")
    opened = opening.open_report(store, filed.key, filed.only())
    petition, reporter = taking.petition_of(store, filed.key, opened, region="120101")
    given: dict[str, Any] = {
        "report_id": opened.row.id,
        "petition": petition,
        "reporter": reporter,
    }
    version = opened.row.version
    refused("R05", partial(city.do, "qxf1", service.take_in, version=version - 1, **given))
    other = {**given, "petition": replace(petition, channel="letter")}
    refused("R131", partial(city.do, "qxf1", service.take_in, version=version, **other))
    late = {**given, "petition": replace(petition, received_at=city.clock.at)}
    refused("R131", partial(city.do, "qxf1", service.take_in, version=version, **late))
    done = city.do("qxf1", service.take_in, version=version, **given)
    assert done.number
    view = city.ask("qxf1", petitions.view, petition_id=done.id)
    assert (view.row.channel, view.row.received_at) == ("web", clock.half_day(city.clock.at))
    assert (
        len(view.originals) == 2
    )  # the letter, and the photograph's copy: the recording stays sealed
    for each in view.originals:
        with city.database.read() as session:
            found = rows_belongings.original(session, each.id)
            assert found is not None
        content = originals.opened(store.blobs.get(each.sha256), found.cipher_key)
        assert not any(secret in content for secret in SECRETS)
    (row,) = city.ask("qxf1", service.rows)
    assert (row.status, row.petition_id) == (ReportStatus.TAKEN, done.id)
    assert filing.progress(filed.door, box=filed.box).status is ReportStatus.TAKEN
    refused("R06", partial(city.do, "qxf1", service.take_in, version=row.version, **given))


@pytest.mark.scenario("P7")
def test_what_is_added_after_it_was_taken_in_reaches_the_petition_once(filed: Filed) -> None:
    """A reporter who adds a photograph a week later adds it to the petition, and its handler hears of it."""
    city, store = filed.city, filed.city.store("qxf1")
    add = partial(filing.add, filed.door, city.clock(), box=filed.box)
    add(message="收件之前的补充", once="before")
    done = taking.take_in(store, filed.key, opening.open_report(store, filed.key, filed.only()))
    had = len(city.ask("qxf1", petitions.view, petition_id=done.id).originals)
    opened = opening.open_report(store, filed.key, filed.only())
    assert [m.is_waiting for m in opened.messages] == [False, False]  # both went along
    assert taking.pass_on(store, filed.key, opened) == 0

    add(message="又想起一件事", uploads=(Upload("新照片.jpg", photo()),), once="after")
    add(message="", uploads=(Upload("talk.mp3", b"ID3" + bytes(500)),), once="recording")
    opened = opening.open_report(store, filed.key, filed.only())
    opening.answer(store, filed.key, opened, "收到")
    opened = opening.open_report(store, filed.key, filed.only())
    assert [m.is_waiting for m in opened.messages] == [False, False, True, True, False]
    assert taking.pass_on(store, filed.key, opened) == 2
    view = city.ask("qxf1", petitions.view, petition_id=done.id)
    new = [each.kind for each in view.originals if each.part == "supplement"]
    assert (sorted(new), len(view.originals)) == (["copy", "text", "text"], had + 3)
    assert view.entries[0].kind == "SUPPLEMENT_PETITION"
    again = opening.open_report(store, filed.key, filed.only())
    assert not any(m.is_waiting for m in again.messages)
    given = {"report_id": opened.row.id, "message_id": opened.messages[2].id}
    refused("R55", partial(city.do, "qxf1", service.pass_on, originals=(), **given))


def test_odd_questions_get_an_answer_or_a_refusal(filed: Filed) -> None:
    city, report = filed.city, filed.only()
    assert city.ask("qxf1", service.rows, limit=-1, offset=-5) == ()
    assert city.ask("qxf1", service.rows, limit=2**62, offset=2**62) == ()
    refused("R16", partial(city.ask, "qxf1", service.rows, status="open"))
    for place in (-1, 2**62):
        given: dict[str, Any] = {"report_id": report, "sha256": "0" * 64, "place": place}
        refused("R47", partial(city.ask, "qxf1", service.part, **given))


def test_the_same_form_sent_again_files_nothing_new(filed: Filed) -> None:
    before = filed.city.ask("qxf1", service.count)
    filing.file(
        filed.door,
        filed.city.clock(),
        organ_id=filed.city.organ("QU1"),
        channel="网",
        box=filed.box,
        letter=LETTER,
    )
    assert filed.city.ask("qxf1", service.count) == before == 1


def test_an_answer_that_is_not_sealed_to_the_reporter_is_never_kept(filed: Filed) -> None:
    report = filed.only()
    sealed = filed.city.do("qxf1", service.open_, report_id=report)
    own = filing.part_text(envelope.seal(bytes.fromhex(sealed.key), b"x", "a"))
    given = {"report_id": report, "message_id": "a" * 32, "own": own}
    for wrong in ("明文的答复", filing.part_text(b"plain words"), own):
        no_ = partial(filed.city.do, "qxf1", service.answer, sealed=wrong, **given)
        refused("R120", no_)


@pytest.mark.scenario("P17")
def test_the_books_know_the_half_day_and_no_reporter(filed: Filed) -> None:
    """Entries and rows of the filing: no actor, no station, no moment but noon or midnight, no id that tells time."""
    filing.add(filed.door, filed.city.clock(), box=filed.box, message="补充", once="t")
    half = clock.text(clock.half_day(filed.city.clock()))
    with raw.opened(filed.city.url) as books:
        acts = books.do("SELECT id, actor, recorded_at FROM act WHERE verb IN ('reporting.file', 'reporting.add')"
                        " AND actor = ''")  # fmt: skip
        assert len(acts) == 2
        entries = books.do(
            "SELECT e.id, e.actor, e.station, e.occurred_at, e.recorded_at, e.drift_ms, e.object_id"
            " FROM entry e JOIN act a ON a.id = e.act WHERE a.verb IN ('reporting.file', 'reporting.add') AND a.actor = ''"
        )
        assert len(entries) >= 4
        moments = {row[2] for row in acts} | {m for row in entries for m in row[3:5]}
        # the newest law may stand in the same half-day: nothing is dated before it
        law = books.one("SELECT max(recorded_at) FROM entry WHERE kind = 'LAW'")
        assert moments == {max(half, law)}
        assert {(row[1], row[2], row[5]) for row in entries} == {("", "", 0)}
        ids = {row[0] for row in acts} | {row[0] for row in entries}
        ids |= {
            i
            for table in ("filed_report", "report_message")
            for (i,) in books.do(f"SELECT id FROM {table}")
        }
        assert not {i for i in ids if i[12] == "7" and i[:6] == "019e2f"}
        columns = {
            name
            for table in ("filed_report", "report_message", "report_piece", "sealed_part")
            for name in _columns(books, table)
        }
    forbidden = ("address", "agent", "device", "moment", "created", "_at", "ip")
    assert not [c for c in columns for f in forbidden if c == f or (f == "_at" and c.endswith(f))]


def _columns(books: raw.Raw, table: str) -> list[str]:
    if books.is_sqlite:
        return [row[1] for row in books.do(f"PRAGMA table_info({table})")]
    return [
        row[0]
        for row in books.do(
            "SELECT column_name FROM information_schema.columns WHERE table_name = ?", table
        )
    ]


def test_what_was_filed_verifies_and_a_changed_piece_is_found(filed: Filed) -> None:
    store = filed.door
    assert verifying.verify(store.database, store.blobs).broken == ()
    with raw.opened(filed.city.url) as books:
        with pytest.raises(raw.Refusals, match="guard"):
            books.do("UPDATE sealed_part SET parts = 9")
        with pytest.raises(raw.Refusals, match="guard"):
            books.do("DELETE FROM report_message")
        with pytest.raises(raw.Refusals, match="guard"):
            books.do("UPDATE filed_report SET status = 'R_TAKEN'")
        books.unguard()
        books.do("UPDATE sealed_part SET parts = 9")
    verdict = verifying.verify(store.database, store.blobs)
    assert {fault.what for fault in verdict.broken} == {"fault.SEALED_CHANGED"}


def test_the_organ_is_chosen_before_anything_is_kept(city: City) -> None:
    with_key(city, "SHI")
    with_key(city, "QU1")
    store, now = city.store("guan1"), city.clock()

    def goes(region: str, rank: str, *, own: bool = False) -> str:
        found = choosing.organ_for(store, now, region, rank, own=own)
        return found.code if found else ""

    assert goes("QU1", "section") == "QU1"
    assert goes("QU1", "village") == "QU1"
    assert goes("QU1", "bureau") == "SHI"
    assert goes("QU1", "section", own=True) == "SHI"
    assert goes("SHI", "staff") == "SHI"
    assert goes("SHI", "staff", own=True) == ""  # the city's own people: the province
    assert goes("QU1", "province") == ""
    assert goes("QU2", "section") == "SHI"  # no key of its own: its superior
    assert goes("JIE1", "staff") == goes("ZU1", "staff") == goes("nowhere", "staff") == ""
    assert [place.code for place in choosing.places(store)] == ["SHI", "QU1", "QU2"]


def test_without_any_key_nothing_is_taken(city: City) -> None:
    with pytest.raises(no.NoOrganKey):
        choosing.organ_for(city.store("guan1"), city.clock(), "QU1", "staff", own=False)


def test_a_key_is_known_once_and_ends(city: City) -> None:
    key = with_key(city, "QU1")
    given = {"organ_id": city.organ("QU1"), "public": key.public.hex()}
    refused("R55", lambda: city.do("bao1", service.add_key, **given))
    refused("R121", lambda: city.do("bao1", service.add_key, **{**given, "public": "beef"}))
    refused("R38", lambda: city.do("qxf1", service.add_key, **given))
    (row,) = city.ask("bao1", service.keys)
    assert city.do("bao1", service.end_key, key_id=row.id).until is not None


def test_pieces_are_of_their_kinds_and_nothing_is_readable(filed: Filed) -> None:
    with raw.opened(filed.city.url) as books:
        kinds = [kind for (kind,) in books.do("SELECT kind FROM report_piece ORDER BY place")]
        assert kinds == [PieceKind.ORIGINAL, PieceKind.COPY, PieceKind.ORIGINAL, PieceKind.MESSAGE]
        whole = b"".join(bytes(data) for (data,) in books.do("SELECT data FROM sealed_part"))
    for words in (WORDS, "贾某某", "甲区某局", "现场.jpg"):
        assert words.encode() not in whole
        assert json.dumps(words).encode() not in whole
    assert io.BytesIO(whole).read(8) == b"ANKUSEAL"


def test_what_is_filed_in_the_half_day_of_an_upgrade_is_lawful(tmp_path: Path) -> None:
    """The half-day began under a law that knows no reports; the entry is dated by the one it was written under."""
    shutil.copytree(STORES / "0001", tmp_path, dirs_exist_ok=True)
    world = World(f"sqlite:///{tmp_path}/store.db")
    public = bootstrap.open_store(world.url, time_of=world.clock)
    key, _ = keys.make("市", "a passphrase of the organ")
    with public.database.write() as session:
        now = world.clock()
        act = Act(ids.new(), "", "", now, now)
        organ = organs.make(session, act, NewOrgan("", "committee", 1, "SHI", "120000", "某市"))
        service.make_key(session, act, organ.id, key.public)
        ledger.seal(session, act, "test.found")
    box = receipts.box(receipts.draw(), PEPPER)
    filing.file(public, world.clock(), organ_id=organ.id, channel="网", box=box, letter=LETTER)
    assert verifying.verify(public.database, public.blobs).broken == ()
    public.close()
