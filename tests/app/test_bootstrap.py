"""Opening a store: what cannot be opened is refused in words and untouched; an old one is brought up to date."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from app import bootstrap, errors, feeds, places, words
from app.audit import verifying
from app.cases import service as cases
from app.cases.types import NewCase
from app.custody import views
from app.identity import service as identity
from app.identity.types import NewPerson
from app.ledger import law
from app.ledger.types import Verdict
from app.progress import Upgrade
from app.store import Store
from db import migrations
from db.migrations import run as schema
from db.session import Database
from tests.support import raw
from tests.support.world import FIRST_PASSWORD, PASSWORD, Clock, World, refused

STORES = Path(__file__).parents[1] / "data" / "stores"


def verified(store: Store) -> Verdict:
    return verifying.verify(store.database, store.blobs)


# -- what is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", None])
def test_an_empty_place_holds_no_store(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "store.db"
    if content is not None:
        file.write_bytes(content)
    refused("R56", lambda: bootstrap.open_store(f"sqlite:///{file}"))
    assert file.exists() == (content is not None)


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    file.write_bytes(b"a letter, not a database\n" * 400)
    was = file.read_bytes()
    no = refused("R50", lambda: bootstrap.open_store(f"sqlite:///{file}"))
    assert file.read_bytes() == was
    assert words.refusal(no, "zh").next


def test_a_store_cut_off_in_the_middle_is_refused(room: World, tmp_path: Path) -> None:
    room.received()
    room.close()
    file = Path(room.url.removeprefix("sqlite:///"))
    half = tmp_path / "half.db"
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 20])
    refused("R50", lambda: bootstrap.open_store(f"sqlite:///{half}"))


def test_a_store_of_a_newer_program_is_refused_and_not_touched(world: World) -> None:
    world.close()
    with raw.opened(world.url) as books:
        books.do("UPDATE alembic_version SET version_num = '9999'")
        entries = books.one("SELECT count(*) FROM entry")
        no = refused("R49", lambda: bootstrap.open_store(world.url))
        assert no.facts["at"] == "9999"
        assert books.one("SELECT count(*) FROM entry") == entries


MOUNTS = """sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
//nas/evidence /mnt/share\\040one cifs rw 0 0
server:/vol /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /mnt/share\\040one/local ext4 rw 0 0
"""


@pytest.mark.scenario("C87")
@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/mnt/share one/store.db", "cifs"),
        ("/mnt/nfs/a/store.db", "nfs4"),
        ("/mnt/share one/local/store.db", ""),
        ("/mnt/share one else/store.db", ""),
        ("/srv/store.db", ""),
    ],
)
def test_a_file_on_a_network_share_is_refused(place: str, kind: str) -> None:
    if kind:
        no = refused("R53", lambda: places.require_local(f"sqlite:///{place}", MOUNTS))
        assert no.facts["kind"] == kind
    else:
        places.require_local(f"sqlite:///{place}", MOUNTS)


def test_a_store_is_laid_once(world: World) -> None:
    one, two = NewPerson("a1", "甲", PASSWORD), NewPerson("b1", "乙", FIRST_PASSWORD)
    refused("R55", lambda: bootstrap.lay(world.url, bootstrap.Founding("某委", "库", one, two)))


def test_a_laying_that_fails_leaves_no_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    weak = NewPerson("a1", "甲", "123")
    founding = bootstrap.Founding("某委", "库", weak, NewPerson("b1", "乙", PASSWORD))
    assert refused("R46", lambda: bootstrap.lay(url, founding)).facts["whose"] == "a1"
    assert list(tmp_path.iterdir()) == []
    refused("R56", lambda: bootstrap.open_store(url))


@pytest.mark.parametrize("name", ["系一", " 系 一", "系一\u3000"])
def test_the_two_first_administrators_are_not_one_person(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    one, two = NewPerson("a1", "系一", PASSWORD), NewPerson("b1", name, PASSWORD + "2")
    no = refused("R187", lambda: bootstrap.lay(url, bootstrap.Founding("某委", "库", one, two)))
    assert words.refusal(no, "zh").what == "两名管理员的姓名相同：“系一”（a1、b1）。"
    assert "one and the same name: “系一” (a1, b1)" in words.refusal(no, "en").what
    assert list(tmp_path.iterdir()) == []


def test_both_first_administrators_need_a_password_of_their_own(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    one, two = NewPerson("a1", "甲", PASSWORD), NewPerson("b1", "乙", PASSWORD)
    no = refused("R183", lambda: bootstrap.lay(url, bootstrap.Founding("某委", "库", one, two)))
    assert words.refusal(no, "zh").what == "“a1”与“b1”的密码相同：两名管理员须各用各的密码。"
    assert "“a1” and “b1” have one and the same password" in words.refusal(no, "en").what
    assert list(tmp_path.iterdir()) == []
    refused("R56", lambda: bootstrap.open_store(url))
    practice = bootstrap.Founding("某委", "库", one, two, practice=True)
    bootstrap.lay(url, practice).close()  # there the one password is written down


# -- two at once -------------------------------------------------------------------------------------


@pytest.mark.scenario("C87")
def test_two_programs_write_the_same_store_at_once_and_no_chain_forks(world: World) -> None:
    """The writers meet on the same case, whose numbers come one after another."""
    script = (
        "import sys; from app.custody import service; from tests.support.world import World\n"
        "url, login, case = sys.argv[1:]; world = World(url)\n"
        "for _ in range(12):\n"
        "    given = {'case_id': case, 'items': (world.new(),)}\n"
        "    print(world.do(login, service.register, **given)[0].number, flush=True)\n"
    )
    case = world.case("案甲")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, world.url, login, case],
            stdout=subprocess.PIPE,
            text=True,
        )
        for login in ("cha1", "cha2")
    ]
    told = [writer.communicate(timeout=60)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(set(told[0] + told[1])) == 24
    verdict = verified(world.store("guan1"))
    assert (verdict.ok, verdict.cards) == (True, 24)


# -- upgrades ----------------------------------------------------------------------------------------


@pytest.mark.scenario("C89")
@pytest.mark.parametrize("revision", sorted(schema.known_revisions()))
def test_a_kept_store_opens_is_backed_up_and_its_chain_goes_on(
    revision: str, tmp_path: Path
) -> None:
    shutil.copytree(STORES / revision, tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path}/store.db"
    with raw.opened(url) as books:
        entries = books.one("SELECT count(*) FROM entry")
        items = books.one("SELECT count(*) FROM item")
    clock = Clock()
    store = bootstrap.open_store(url, time_of=clock)
    try:
        verdict = verified(store)
        assert (verdict.broken, verdict.cards) == ((), items)
        assert verdict.events >= entries
        _signs_in(store, "guan1")
        assert store.read(views.count) == items
        _signs_in(store, "cha1")
        store.run(cases.open_case, case=NewCase("案新", "新案", "lead", "第一室"))
        assert verified(store).ok
    finally:
        store.close()
    kept = list((tmp_path / "backups").glob(f"before-{revision}-*.db"))
    assert len(kept) == (0 if revision == migrations.HEAD else 1)
    assert store.kept_copy == (kept[0] if kept else None)
    with raw.opened(url) as books:
        told = books.do("SELECT body FROM entry WHERE kind = 'MIGRATE' ORDER BY seq")
    assert (
        [json.loads(told[-1][0])["copy"]] == [copy.name for copy in kept] if kept else not told[1:]
    )
    for copy in kept:
        with raw.opened(f"sqlite:///{copy}") as books:
            assert books.one("SELECT count(*) FROM entry") == entries
            assert books.one("SELECT version_num FROM alembic_version") == revision


def _signs_in(store: Store, login: str) -> None:
    """In the kept stores many still have the password that they were given."""
    if store.sign_in(login, PASSWORD).must_change:
        refused("R46", lambda: store.read(views.count))
        store.run(identity.change_password, old=PASSWORD, new=f"{PASSWORD}!")


@pytest.mark.scenario("C89")
def test_an_old_store_on_postgresql_is_backed_up_and_brought_up_to_date(
    postgres_server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_server.create("template0")
    monkeypatch.setenv("ANKU_HOME", str(tmp_path))
    with monkeypatch.context() as old:
        upgrade = schema.upgrade
        old.setattr(schema, "upgrade", lambda connection: upgrade(connection, "0001"))
        old.setattr(migrations, "HEAD", "0001")
        old.setattr(schema, "guards_stand", lambda _: True)  # those of that day
        old.setattr(schema, "missing_tables", lambda _: [])  # the same
        for unknown_then in ("number", "tell_what_was_before"):
            old.setattr(feeds, unknown_then, lambda _: None)
        one, two = NewPerson("xi1", "系一", PASSWORD), NewPerson("bao1", "保一", FIRST_PASSWORD)
        bootstrap.lay(url, bootstrap.Founding("某委", "库", one, two), time_of=Clock()).close()
    try:
        store = bootstrap.open_store(url, time_of=Clock())
        with store.database.read() as session:
            assert schema.current(session.connection()) == migrations.HEAD
        assert verified(store).ok
        store.close()
        assert len(list((tmp_path / "backups").glob("before-0001-*.dump"))) == 1
    finally:
        postgres_server.drop(url)


@pytest.mark.scenario("C89")
def test_an_upgrade_tells_each_of_its_steps_before_it_and_an_opening_tells_none(
    tmp_path: Path,
) -> None:
    shutil.copytree(STORES / "0001", tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path}/store.db"
    told: list[Upgrade] = []

    def copies(_: Database) -> None:
        assert [step.what for step in told] == ["copy"], "it is said before it is done"

    bootstrap.open_store(url, told=told.append, backup=copies).close()

    revisions = len(schema.known_revisions()) - 1
    assert [step.what for step in told] == [
        "copy",
        *["tables"] * revisions,
        "guards",
        "search",
        "trail",
    ]
    assert [step.at for step in told] == list(range(1, told[0].of + 1))
    assert {step.of for step in told} == {len(told)}
    told.clear()
    bootstrap.open_store(url, told=told.append).close()
    assert not told


def _fails(_: Database) -> Path:
    raise errors.DiskTrouble(why="full")


def test_without_its_backup_no_store_is_changed(tmp_path: Path) -> None:
    shutil.copytree(STORES / "0001", tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path}/store.db"
    fails: Callable[[Database], Path] = _fails
    refused("R57", lambda: bootstrap.open_store(url, backup=fails))
    with raw.opened(url) as books:
        assert books.one("SELECT version_num FROM alembic_version") == "0001"
        assert books.one("SELECT count(*) FROM entry WHERE kind = 'MIGRATE'") == 0


# -- the law and the guards --------------------------------------------------------------------------


def test_whoever_changes_the_law_or_a_guard_raises_its_version() -> None:
    """A program knows by the number alone that a store was laid by a newer one."""
    told = (bootstrap.LAW_VERSION, bootstrap.law_digest()[:16], schema.guards_digest()[:16])
    assert told == (17, "a0fcf59f72e4fe8c", "270322c93d085aba")


def guards(database: Database) -> bool:
    with database.read() as session:
        return schema.guards_stand(session.connection())


@pytest.mark.scenario("C89")
def test_guards_that_are_older_or_gone_are_laid_again_when_the_store_is_opened(
    world: World,
) -> None:
    database = world.store("guan1").database
    with raw.opened(world.url) as back:
        back.unguard()
    assert not guards(database)
    bootstrap.open_store(world.url, time_of=world.clock).close()
    assert guards(database)
    with raw.opened(world.url) as back:
        with pytest.raises(raw.Refusals, match="guard"):
            back.do("DELETE FROM case_member")
        assert back.one("SELECT count(*) FROM entry WHERE kind = 'GUARDS_RESTORED'") == 1
    assert verified(world.store("guan1")).ok
    bootstrap.open_store(world.url, time_of=world.clock).close()
    with raw.opened(world.url) as back:
        assert back.one("SELECT count(*) FROM entry WHERE kind = 'GUARDS_RESTORED'") == 1


def test_a_foreign_trigger_and_one_of_the_same_name_are_no_guards(room: World) -> None:
    database = room.store("guan1").database
    with raw.opened(room.url) as back:
        back.do("DROP TRIGGER loan_no_delete")
        back.do("CREATE TRIGGER loan_no_delete BEFORE DELETE ON loan BEGIN SELECT 1; END")
        back.do("CREATE TRIGGER odd AFTER INSERT ON loan BEGIN DELETE FROM law; END")
    assert not guards(database)
    bootstrap.open_store(room.url, time_of=room.clock).close()
    assert guards(database)


def test_power_that_fails_half_way_leaves_the_old_guards(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = world.store("guan1").database
    with raw.opened(world.url) as back:
        back.do(f"DROP TRIGGER loan_no_delete{'' if back.is_sqlite else ' ON loan'}")
    with monkeypatch.context() as failing:
        failing.setattr(bootstrap, "_note_own", _breaks)
        with pytest.raises(OSError, match="power"):
            bootstrap.open_store(world.url)
    with raw.opened(world.url) as back, pytest.raises(raw.Refusals, match="guard"):
        back.do("DELETE FROM case_member")
    assert not guards(database)


def _breaks(*_: object, **__: object) -> None:
    raise OSError("the power is gone")


@pytest.mark.scenario("C89")
def test_a_store_of_a_newer_law_is_refused_and_stays_as_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "LAW_VERSION", bootstrap.LAW_VERSION + 1)
    newer = [*bootstrap.law_rows()][1:]
    with monkeypatch.context() as later:
        later.setattr(bootstrap, "law_rows", lambda: newer)
        later.setattr(bootstrap, "law_digest", lambda: law.digest(newer))
        bootstrap.open_store(world.url, time_of=world.clock).close()
    monkeypatch.undo()
    refused("R49", lambda: bootstrap.open_store(world.url, time_of=world.clock))
    with raw.opened(world.url) as back:
        assert back.one("SELECT count(*) FROM law") == len(newer)
        assert back.one("SELECT count(*) FROM entry WHERE kind = 'LAW'") == 2


@pytest.mark.scenario("C87")
def test_programs_that_start_at_once_both_bring_the_store_up(world: World) -> None:
    world.store("guan1")
    with raw.opened(world.url) as back:
        back.unguard()
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(lambda _: bootstrap.open_store(world.url), range(4)):
            store.close()
    with raw.opened(world.url) as back:
        assert back.one("SELECT count(*) FROM entry WHERE kind = 'GUARDS_RESTORED'") == 1
    assert guards(world.database)


@pytest.mark.scenario("C87")
def test_programs_that_start_at_once_on_an_old_store_migrate_it_once(tmp_path: Path) -> None:
    shutil.copytree(STORES / "0001", tmp_path, dirs_exist_ok=True)
    url = f"sqlite:///{tmp_path}/store.db"
    with ThreadPoolExecutor(3) as pool:
        for store in pool.map(lambda _: bootstrap.open_store(url), range(3)):
            store.close()
    with raw.opened(url) as back:
        assert back.one("SELECT count(*) FROM entry WHERE kind = 'MIGRATE'") == 1


class _Gone(Exception):
    """What a driver of PostgreSQL raises, with the code that the server gave."""

    def __init__(self, told: str, sqlstate: str | None = None) -> None:
        super().__init__(told)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("trouble", "means"),
    [
        (_Gone("connection refused"), errors.StoreUnreachable),
        (_Gone('FATAL: database "x" does not exist'), errors.StoreLetsNobodyIn),
        (_Gone("terminating connection", "57P01"), errors.StoreUnreachable),
        (_Gone("syntax error", "42601"), OperationalError),
    ],
)
def test_a_server_that_goes_away_in_the_middle_of_the_work_is_told_from_a_fault_of_ours(
    trouble: Exception, means: type[Exception]
) -> None:
    met = places.met("postgresql+psycopg://a:secret@h/x", OperationalError("", {}, trouble))
    assert type(met) is means
    assert "secret" not in str(met)
