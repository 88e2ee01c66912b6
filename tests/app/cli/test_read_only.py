"""The command line writes only into books that verify, as the window does."""

import json

import pytest

from app import bootstrap
from tests.app.cli.conftest import anku
from tests.support import raw
from tests.support.world import PASSWORD, World


@pytest.mark.scenario("C79")
def test_a_command_does_not_write_into_books_that_do_not_verify(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.received()
    monkeypatch.setenv("ANKU_PASSWORD", PASSWORD)
    place = {"place": {"code": "T-79", "name": "架", "kind": "shelf"}}
    asked = ("do", "locations.add", "--args", json.dumps(place), "--db", world.url)
    who = ("--as", "ku1", "--json")
    with raw.opened(world.url) as back:
        back.unguard()
        back.do("UPDATE item SET name = '别物'")
    world.store("guan1").sign_out()
    with raw.opened(world.url) as back:
        before = back.one("SELECT count(*) FROM location")

        told = anku(*asked, *who)

        assert (told.code, told.json["refused"]) == (1, "R52")
        assert back.one("SELECT count(*) FROM location") == before
        back.unguard()
        back.do("UPDATE item SET name = '公文包'")
    assert anku(*asked, *who).code == 0


@pytest.mark.scenario("C79")
@pytest.mark.parametrize("gone", ["trigger", "index"])
def test_verify_names_a_guard_that_is_gone_and_writes_nothing(world: World, gone: str) -> None:
    world.received()
    world.store("guan1").sign_out()
    is_sqlite = world.database.is_sqlite
    drops = {
        "trigger": "DROP TRIGGER entry_no_update" + ("" if is_sqlite else " ON entry"),
        "index": "DROP INDEX uq_loan_open",
    }
    with raw.opened(world.url) as back:
        back.do(drops[gone])
        before = back.one("SELECT count(*) FROM entry")

        told = anku("verify", "--db", world.url, "--json", "--lang", "en")

        assert told.code == 3
        assert told.json["broken"][0]["what"] == "A guard of the database is gone"
        assert back.one("SELECT count(*) FROM entry") == before
        bootstrap.open_store(world.url).close()  # lays it again, and says so
        assert back.one("SELECT count(*) FROM entry WHERE kind = 'GUARDS_RESTORED'") == 1
    assert anku("verify", "--db", world.url, "--json").json["ok"]
