"""A calendar without its second signature, and a large letter, before a real server process."""

from datetime import date
from typing import Any

import pytest

from app.deadlines import limits
from app.petitions import originals, papers
from tests.support import petitioning as p
from tests.support.remote import RemoteCity
from tests.support.world import refused

pytestmark = pytest.mark.nightly


@pytest.mark.scenario("P29")
def test_a_closure_that_nobody_else_signed_is_not_loaded(city: RemoteCity) -> None:
    storm: dict[str, Any] = {
        "year": 2026,
        "changes": (limits.CalendarChange(date(2026, 6, 3), works=False),),
        "basis": "停工通知",
    }
    before = city.ask("bao1", limits.years)
    refused("R41", lambda: city.do("bao1", limits.load_calendar, **storm))
    assert city.ask("bao1", limits.years) == before
    city.do("bao1", limits.load_calendar, "ji1", **storm)
    assert city.ask("bao1", limits.years) != before


@pytest.mark.scenario("P30")
def test_a_large_letter_of_odd_signs_comes_back_to_the_byte(city: RemoteCity) -> None:
    letter = ("\u202e举报\u200b𠮷䶮 =HYPERLINK(1)\n" * 600_000).encode("gb18030")
    assert len(letter) > 10_000_000
    store = city.store("xf1")
    kept = originals.keep(store.keep, letter, kind="file", name="举报.txt")
    row = p.registered(city, p.new(city, originals=(kept,)))
    (shown,) = p.view(city, row.id).originals
    found = city.do("xf1", papers.take_original, original_id=shown.id, reason="核对原件")
    assert originals.opened(store.blobs.get(found.sha256), found.key) == letter
