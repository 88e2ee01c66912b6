"""Kept as a repeat, and it was none: the way back into the screening, with the clocks that it had."""

from functools import partial
from typing import Any

import pytest

from app.audit import verifying
from app.petitions import alike, deciding, handling, righting, service, views
from app.petitions.types import NewPetition, PetitionRow
from db.blobs import blobs_of
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused


def _kept(city: City, first_id: str, told: NewPetition | None = None) -> PetitionRow:
    """Kept as a repeat of that one."""
    row = p.screened(city, told or p.named(city))
    given: dict[str, Any] = {"petition_id": row.id, "first_id": first_id, "no_new_facts": True}
    return p.do(city, "xf1", deciding.keep_as_repeat, "xf2", **given)


def _unlink(city: City, on: str, other: str) -> None:
    """Undo what stands between the two, from the page of the first."""
    link_id = next(
        each.id
        for each in p.view(city, on).links
        if each.other_id == other and not each.is_ended and each.kind == "repeat"
    )
    city.do("xf1", alike.unlink, petition_id=on, link_id=link_id, reason="不是同一事项")


@pytest.mark.scenario("P22")
@pytest.mark.parametrize("from_the_first", [False, True])
def test_what_was_kept_as_a_repeat_and_is_none_is_screened_again_with_its_clocks(
    city: City, from_the_first: bool
) -> None:
    first = p.registered(city, p.named(city))
    row = _kept(city, first.id)
    assert p.clock_of(city, row.id, "T-P3").met_at is not None
    due = p.clock_of(city, row.id, "T-P3").due
    city.clock.forward(days=3)
    on, other = (first.id, row.id) if from_the_first else (row.id, first.id)
    _unlink(city, on, other)
    seen = p.view(city, row.id)
    assert (seen.row.status, seen.row.receipt_kind, seen.disposition) == (
        "P_SCREENING",
        "first",
        "",
    )
    owed = p.clock_of(city, row.id, "T-P3")
    assert (owed.met_at, owed.due) == (None, due)  # counted from the receipt, as before
    assert [e.kind for e in seen.entries][:2] == ["SCREEN_AGAIN", "UNLINK_SIMILAR"]
    assert "petitions.accept" in {a.verb for a in seen.actions if a.is_open}
    assert not any(a.event == "SCREEN_AGAIN" for a in seen.actions)  # nobody presses it
    assert p.do(city, "xf1", deciding.accept, petition_id=row.id).status == "P_ACCEPTED"
    assert verifying.verify(city.database, blobs_of(city.database)).ok


@pytest.mark.scenario("P22")
def test_what_came_down_and_was_kept_has_its_days_to_be_accepted_again(city: City) -> None:
    first = p.registered(city, by="qxf1")
    parent = p.screened(city)
    district = city.organ("QU1")
    city.do("xfz", deciding.forward, petition_id=parent.id, target_id=district)
    child = next(r for r in city.ask("qxf1", views.rows) if r.channel == "referred")
    city.do("qxf1", service.register, petition_id=child.id)
    city.do("qxf1", deciding.screen, petition_id=child.id)
    began = p.clock_of(city, child.id, "T-P2", "qxf1")
    given: dict[str, Any] = {"petition_id": child.id, "first_id": first.id, "no_new_facts": True}
    city.do("qxf1", deciding.keep_as_repeat, "qxfz", **given)
    city.clock.forward(days=1)
    (link,) = (x for x in p.view(city, child.id, "qxf1").links if x.kind == "repeat")
    city.do("qxf1", alike.unlink, petition_id=child.id, link_id=link.id, reason="误连")
    again = p.clock_of(city, child.id, "T-P2", "qxf1")
    assert (again.met_at, again.due) == (None, began.due)


@pytest.mark.scenario("P22")
def test_a_likeness_that_is_undone_leaves_what_is_kept_where_it_is(city: City) -> None:
    """Two petitions may be alike and one a repeat: each is said by a link of its own, and undone by itself."""
    first = p.registered(city)
    row = p.screened(city)
    link = {"petition_id": first.id, "other_id": row.id, "kind": "similar"}
    alike_id = city.do("xf1", alike.link, score=90, **link)
    given: dict[str, Any] = {"petition_id": row.id, "first_id": first.id, "no_new_facts": True}
    p.do(city, "xf1", deciding.keep_as_repeat, "xf2", **given)
    assert sorted(x.kind for x in p.view(city, row.id).links) == ["repeat", "similar"]
    city.do("xf1", alike.unlink, petition_id=row.id, link_id=alike_id, reason="误连")
    assert p.view(city, row.id).row.status == "P_REPEAT"
    _unlink(city, row.id, first.id)
    assert p.view(city, row.id).row.status == "P_SCREENING"


@pytest.mark.scenario("P22")
def test_what_is_still_another_ones_repeat_is_screened_again_and_owes_no_notice(city: City) -> None:
    first, second = p.registered(city), p.registered(city)
    row = _kept(city, first.id)
    link = {"petition_id": row.id, "other_id": second.id, "kind": "repeat"}
    city.do("xf1", alike.link, **link)
    _unlink(city, row.id, first.id)  # what the second pair of eyes looked at was the first
    seen = p.view(city, row.id)
    assert (seen.row.status, seen.row.receipt_kind) == ("P_SCREENING", "repeat")
    assert all(c.met_at is not None for c in seen.clocks if c.rule == "T-P3")
    _unlink(city, row.id, second.id)
    seen = p.view(city, row.id)
    assert (seen.row.status, seen.row.receipt_kind) == ("P_SCREENING", "first")
    assert p.clock_of(city, row.id, "T-P3").met_at is None


def test_what_was_kept_and_archived_stays_in_the_archive(city: City) -> None:
    first = p.registered(city)
    row = _kept(city, first.id, p.new(city))
    city.do("xf1", handling.archive, petition_id=row.id, volume="卷一")
    _unlink(city, row.id, first.id)
    assert p.view(city, row.id).row.status == "P_ARCHIVED"


def test_the_history_says_with_which_it_was_linked_and_names_nothing_that_is_hidden(
    city: City,
) -> None:
    first, second = p.registered(city), p.registered(city)
    link = {"petition_id": second.id, "other_id": first.id, "kind": "multi"}
    city.do("xf1", alike.link, score=80, **link)
    (made,) = p.view(city, second.id).links
    city.do("xf1", alike.unlink, petition_id=second.id, link_id=made.id, reason="误连")
    undone, linked = p.view(city, second.id).entries[:2]
    assert (linked.facts["kind"], linked.facts["other"]) == ("multi", first.number)
    assert (undone.facts["other"], undone.facts["reason"]) == (first.number, "误连")

    row = _kept(city, first.id)
    kept = p.view(city, row.id).entries[0]
    assert (kept.kind, kept.facts["other"]) == ("KEEP_AS_REPEAT", first.number)

    recused = {"petition_id": first.id, "account_id": city.id_of("xf2"), "reason": "亲属"}
    city.do("xfz", righting.recuse, **recused)
    for entry in p.view(city, second.id, "xf2").entries:
        assert first.number not in entry.facts.values()


@pytest.mark.scenario("P22")
def test_one_of_those_that_are_one_matter_stays_the_first(city: City) -> None:
    first = p.registered(city, p.named(city))
    row = _kept(city, first.id)
    third = p.registered(city)
    later = {"petition_id": third.id, "other_id": row.id, "kind": "supplement"}
    city.do("xf1", alike.link, **later)
    for other in (row, third):  # the second of them by way of the first
        for kind in ("repeat", "supplement"):
            crosswise = {"petition_id": first.id, "other_id": other.id, "kind": kind}
            refused("X26", partial(city.do, "xf1", alike.link, **crosswise))
    seen = p.view(city, first.id)
    assert (seen.row.receipt_kind, seen.row.status) == ("first", "P_REGISTERED")
    assert p.clock_of(city, first.id, "T-P3").met_at is None  # its reporter is told
    alike_ = {"petition_id": first.id, "other_id": third.id, "kind": "similar"}
    city.do("xf1", alike.link, **alike_)  # a likeness says nothing of who came first
    _unlink(city, row.id, first.id)
    city.do("xf1", alike.link, petition_id=first.id, other_id=row.id, kind="repeat")
    given: dict[str, Any] = {"petition_id": row.id, "first_id": first.id, "no_new_facts": True}
    refused("X26", lambda: p.do(city, "xf1", deciding.keep_as_repeat, "xf2", **given))
    assert p.view(city, row.id).row.status == "P_SCREENING"
