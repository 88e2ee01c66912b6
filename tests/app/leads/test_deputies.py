"""代批: a deputy signs, opens a verification, sends back and parks in the place of whom he stands in for, or of nobody."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from app.leads import disposing, verifying
from app.leads.types import NextAct, Reported
from app.requests import service as requests
from tests.support import leading
from tests.support.city import City
from tests.support.leading import act, status, view
from tests.support.world import refused


def stands_in(city: City, deputy: str, principal: str) -> str:
    """For two days; the id of whom he stands in for."""
    since, until = city.clock.at - timedelta(minutes=1), city.clock.at + timedelta(days=2)
    city.do(principal, requests.delegate, deputy=city.id_of(deputy), since=since, until=until)
    return city.id_of(principal)


def offered(city: City, lead: str, login: str, event: str) -> NextAct:
    """What the lead says of an act to somebody."""
    (told,) = (a for a in view(city, lead, login).acts if a.event == event)
    return told


def to_verify(city: City) -> tuple[str, dict[str, Any]]:
    """A talk did not convince: a verification waits to be opened; and on what plan."""
    return leading.to_verify(city), {"plan": leading.plan(city), "drawn_by": city.id_of("jc1")}


@pytest.mark.scenario("P43")
def test_a_deputy_opens_a_verification_in_the_chiefs_place_and_nobody_else_is_offered_it(
    city: City,
) -> None:
    lead, given = to_verify(city)
    no = offered(city, lead, "fen1", "START_VERIFICATION")
    assert (no.may, no.why) == (False, "NotPermitted")  # it is the chief's
    chief = city.id_of("zhu1")
    start = verifying.start_verification
    refused("R31", lambda: act(city, "fen1", start, lead, on_behalf=chief, **given))
    stands_in(city, "fen1", "zhu1")
    may = offered(city, lead, "fen1", "START_VERIFICATION")
    assert (may.may, may.on_behalf, may.on_behalf_name) == (True, chief, "主一")
    own = offered(city, lead, "zhu1", "START_VERIFICATION")
    assert (own.may, own.on_behalf) == (True, "")
    act(city, "fen1", start, lead, on_behalf=chief, **given)
    assert status(city, lead) == "L_VERIFYING"
    line = next(t for t in view(city, lead).timeline if t.event == "START_VERIFICATION")
    assert (line.actor_name, line.on_behalf_name) == ("分一", "主一")


@pytest.mark.scenario("P43")
def test_a_deputy_sends_back_in_the_chiefs_place_and_the_trail_says_for_whom(city: City) -> None:
    lead = leading.verified(city, "close")
    back, chief = disposing.send_back, city.id_of("zhu1")
    no = offered(city, lead, "fen1", "SEND_BACK_LEAD")
    assert (no.may, no.why) == (False, "NotPermitted")
    refused("R38", lambda: act(city, "fen1", back, lead, reason="结论不清"))
    refused("R31", lambda: act(city, "fen1", back, lead, reason="结论不清", on_behalf=chief))
    stands_in(city, "fen1", "zhu1")
    assert offered(city, lead, "fen1", "SEND_BACK_LEAD").on_behalf == chief
    act(city, "fen1", back, lead, reason="结论不清", on_behalf=chief)
    assert status(city, lead) == "L_VERIFYING"
    line = next(t for t in view(city, lead).timeline if t.event == "SEND_BACK_LEAD")
    assert (line.actor_name, line.on_behalf_name) == ("分一", "主一")


@pytest.mark.scenario("P43")
def test_a_deputy_refuses_a_verification_in_the_chiefs_place(city: City) -> None:
    lead, _ = to_verify(city)
    assert not offered(city, lead, "fen1", "SEND_BACK_LEAD").may
    chief = stands_in(city, "fen1", "zhu1")
    assert offered(city, lead, "fen1", "SEND_BACK_LEAD").on_behalf == chief
    act(city, "fen1", disposing.send_back, lead, reason="不可查", on_behalf=chief)
    assert status(city, lead) == "L_ANALYSING"
    step = view(city, lead).rounds[-1].steps[-1]
    assert (step.approver_name, step.on_behalf_name) == ("分一", "主一")


@pytest.mark.scenario("P43")
def test_who_gave_one_signature_does_not_send_back_in_the_place_of_the_other(city: City) -> None:
    lead = leading.proposed(city, "verify")
    act(city, "fen1", disposing.approve_disposal, lead)
    chief = stands_in(city, "fen1", "zhu1")
    no = offered(city, lead, "fen1", "SEND_BACK_LEAD")
    assert (no.may, no.why) == (False, "PartsClash")
    given = {"reason": "方案不细", "on_behalf": chief}
    refused("R115", lambda: act(city, "fen1", disposing.send_back, lead, **given))


@pytest.mark.scenario("P43")
def test_a_deputy_lets_a_lead_rest_longer_in_the_chiefs_place(city: City) -> None:
    head = (Reported("丙某", unit="甲区", post="甲区区委书记"),)
    lead = leading.disposed(city, "park", "fen1", "zhu1", persons=head)
    given: dict[str, Any] = {
        "meeting_id": "",
        "review_on": city.clock.at.date() + timedelta(days=175),
        "reason": "时机不成熟",
    }
    assert not offered(city, lead, "fen1", "PARK").may
    refused("R38", lambda: act(city, "fen1", disposing.park, lead, **given))
    chief = stands_in(city, "fen1", "zhu1")
    assert offered(city, lead, "fen1", "PARK").on_behalf == chief
    act(city, "fen1", disposing.park, lead, on_behalf=chief, **given)
    line = next(t for t in view(city, lead).timeline if t.event == "PARK")
    assert (line.actor_name, line.on_behalf_name) == ("分一", "主一")


@pytest.mark.scenario("P43")
def test_only_an_approver_of_the_same_organ_stands_in_for_somebody(city: City) -> None:
    assert [who.login for who in city.ask("fen1", requests.deputies)] == ["jcz"]
    # the chief decides about leads alone, of which a head signs none
    assert [who.login for who in city.ask("zhu1", requests.deputies)] == ["fen1"]
    assert [who.login for who in city.ask("qzhu1", requests.deputies)] == ["qfen1"]
    refused("R38", lambda: stands_in(city, "jcz", "zhu1"))
    for other in ("qfen1", "shen1"):  # of the district; of the storeroom, posted nowhere
        no = refused("R185", partial(stands_in, city, other, "fen1"))
        assert no.facts["name"]
    assert city.ask("zhu1", requests.delegations) == ()
