"""The command line writes only into books that verify, as the window does."""

import json

import pytest

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
