"""What a village's desk sees of what it took in: how far it is, and its own papers."""

from datetime import date
from typing import Any

from app.petitions import deciding, handling, papers, service, supervising, views
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused


def test_a_village_desk_sees_how_far_it_is_and_not_whose_hands_it_is_in(city: City) -> None:
    """Level 4 takes in and follows the progress; the desk sits among the people it is about."""
    told = p.new(city, "visit")
    taken = p.do(city, "cxf1", service.receive, petition=told)
    for verb in (service.register, deciding.screen, deciding.accept):
        city.do("qxf1", verb, petition_id=taken.id)
    city.do("qxf1", handling.transfer, petition_id=taken.id, office="JC")
    city.do("qjck", handling.sign_in, petition_id=taken.id)
    city.do("qjck", handling.convert, petition_id=taken.id, handler_id=city.id_of("qjc1"))
    demand: dict[str, Any] = {"reason": "overdue", "demand": "限期报结", "due": date(2026, 12, 1)}
    city.do("du1", supervising.order, petition_id=taken.id, **demand)
    asked = city.ask("qjc1", views.view, petition_id=taken.id)
    assert asked.row.handler_name == "区检一"
    assert asked.orders

    seen = city.ask("cxf1", views.view, petition_id=taken.id)
    assert (seen.row.status, seen.row.number) == ("P_HANDLING", asked.row.number)
    assert seen.matters[0].summary == told.matters[0].summary
    (row,) = city.ask("cxf1", views.rows)
    assert (row.office, row.handler, row.handler_name, row.orders) == ("", "", "", 0)
    for away in ("区检一", "区检签", "限期报结", "S120101AG"):
        assert away not in repr(seen)
    steps = [line.kind for line in reversed(seen.entries)]
    assert (steps[0], steps[-1]) == ("RECEIVE_PETITION", "CONVERT_PETITION")
    assert "ISSUE_ORDER" not in steps
    assert city.ask("cxf1", supervising.orders) == ()
    assert city.ask("cxf1", supervising.ladder) == ()


def test_a_village_desk_has_the_papers_that_it_took_in_and_none_that_came_after(city: City) -> None:
    """A supplement or an objection tells what was found meanwhile: neither its name nor its key is the desk's."""
    mine, after = (p.paper(city, words, kind="text") for words in ("来访材料", "补充材料"))
    taken = p.do(city, "cxf1", service.receive, petition=p.new(city, "visit", originals=(mine,)))
    city.do("qxf1", service.register, petition_id=taken.id)
    city.do("qxf1", handling.supplement, petition_id=taken.id, originals=(after,))
    of = {o.part: o.id for o in city.ask("qxf1", views.view, petition_id=taken.id).originals}
    assert set(of) == {"receipt", "supplement"}
    shown = city.ask("cxf1", views.view, petition_id=taken.id).originals
    assert [o.id for o in shown] == [of["receipt"]]
    assert city.ask("cxf1", papers.original, original_id=of["receipt"]).key == mine.key
    refused("X02", lambda: city.ask("cxf1", papers.original, original_id=of["supplement"]))
    given = {"original_id": of["supplement"], "reason": "核对"}
    refused("X02", lambda: city.do("cxf1", papers.take_original, **given))
    assert city.ask("qxf1", papers.original, original_id=of["supplement"]).key == after.key
