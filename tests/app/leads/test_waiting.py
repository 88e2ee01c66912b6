"""工作台 of the leads: each finds what waits for him, what runs out and what wakes, and nothing that is not his."""

from datetime import timedelta

import pytest

from app.leads import assigning, disposing, verifying
from app.leads.types import Reported
from app.requests import desk
from app.requests import service as requests
from app.requests.types import Desk, Pile, Task
from tests.support import leading
from tests.support.city import City
from tests.support.leading import act

#: 丙某 heads the next lower committee: the committee's head signs too.
HEAD = (Reported("丙某", unit="甲区", post="甲区区委书记"),)


def tasks(city: City, by: str) -> Desk:
    told: Desk = city.ask(by, desk.desk)
    return told


def waits(city: City, kind: str) -> dict[str, list[str]]:
    """Who finds something in a pile: his login, and the leads' states."""
    found: dict[str, list[str]] = {}
    for by in ("ag1", "jck", "jc1", "jc2", "jcz", "fen1", "zhu1", "dang1", "xf1", "guan1"):
        pile: Pile = getattr(tasks(city, by), kind)
        assert pile.count == len(pile.rows)
        if pile.rows:
            found[by] = [row.state.removeprefix("status.L_") for row in pile.rows]
    return found


@pytest.mark.scenario("P32")
def test_each_step_stands_on_the_desk_of_who_takes_it(city: City) -> None:
    lead = leading.registered(city)
    assert waits(city, "leads_work") == {"ag1": ["REGISTERED"]}
    given = {"office": "JC", "clerk_id": city.id_of("jck"), "opinion": "请研判"}
    act(city, "ag1", assigning.propose_assignment, lead, **given)
    assert (waits(city, "leads_work"), waits(city, "leads_sign")) == (
        {},
        {"zhu1": ["ASSIGN_PENDING"]},
    )
    act(city, "zhu1", assigning.approve_assignment, lead)
    assert (waits(city, "leads_work"), waits(city, "leads_sign")) == ({"ag1": ["ASSIGNED"]}, {})
    act(city, "ag1", assigning.hand_over, lead, pages=3)
    assert waits(city, "leads_work") == {"jck": ["ASSIGNED"]}
    act(city, "jck", assigning.sign_in, lead)
    assert waits(city, "leads_work") == {"jck": ["SIGNED_IN"], "jcz": ["SIGNED_IN"]}
    handlers = (city.id_of("jc1"), city.id_of("jc2"))
    act(city, "jck", disposing.analyse, lead, handlers=handlers)
    assert waits(city, "leads_work") == {"jc1": ["ANALYSING"], "jc2": ["ANALYSING"]}
    (row,) = tasks(city, "jc1").leads_work.rows
    told = leading.row(city, lead)
    assert (row.id, row.number) == (lead, told.number)
    assert (row.title, row.who) == (f"甲某　{told.summary}", "")


@pytest.mark.scenario("P35")
def test_a_signature_is_asked_of_one_after_the_other_and_a_no_asks_nobody(city: City) -> None:
    lead = leading.proposed(city, "verify", persons=HEAD)
    for login in ("fen1", "zhu1", "dang1"):
        assert waits(city, "leads_sign") == {login: ["DISPOSAL_PENDING"]}
        act(city, login, disposing.approve_disposal, lead)
    assert waits(city, "leads_sign") == {}
    assert waits(city, "leads_work") == {"jc1": ["VERIFYING"], "jc2": ["VERIFYING"]}
    assert "leads_sign" in tasks(city, "dang1").shown  # his daily work: the tile says none
    assert "leads_sign" not in tasks(city, "fen1").shown
    for login, text in (("jc1", "属实"), ("jc2", "")):
        act(city, login, verifying.sign_report, lead, text=text)
    act(city, "jc1", verifying.verification_report, lead, outcome="file")
    assert waits(city, "leads_sign") == {"zhu1": ["RESULT_PENDING"]}
    act(city, "zhu1", verifying.conclude_verification, lead)
    assert waits(city, "leads_sign") == {"zhu1": ["TO_FILE"]}
    act(city, "zhu1", disposing.send_back, lead, reason="证据不足")
    assert waits(city, "leads_sign") == {}


@pytest.mark.scenario("P43")
def test_a_verification_to_open_stands_on_the_chiefs_desk_and_his_deputys(city: City) -> None:
    leading.to_verify(city)
    assert waits(city, "leads_sign") == {"zhu1": ["TO_VERIFY"]}
    since, until = city.clock.at - timedelta(minutes=1), city.clock.at + timedelta(days=2)
    city.do("zhu1", requests.delegate, deputy=city.id_of("fen1"), since=since, until=until)
    assert waits(city, "leads_sign") == {"zhu1": ["TO_VERIFY"], "fen1": ["TO_VERIFY"]}


@pytest.mark.scenario("P33")
def test_what_runs_out_stands_on_the_desks_of_its_line_what_ends_first_above(city: City) -> None:
    first = leading.disposed(city, "talk")
    second = leading.analysing(city, ref="二号", name="乙某")
    assert waits(city, "leads_due") == {}
    city.clock.forward(days=5)

    def due(by: str) -> list[Task]:
        return list(tasks(city, by).leads_due.rows)

    assert [row.id for row in due("zhu1")] == [first]  # in two days five working days are over
    (row,) = due("jc1")
    assert (row.state, row.days) == ("rule.limit.talk", 0)
    city.clock.forward(days=30)
    for login in ("ag1", "zhu1", "jck", "jcz", "jc1"):
        assert [row.id for row in due(login)] == [first, second], login
    assert [row.days for row in due("jcz")] == [28, 3]
    assert [row.id for row in due("fen1")] == [
        first
    ]  # he has signed it, the other is out of his line
    assert due("dang1") == due("xf1") == due("guan1") == []


@pytest.mark.scenario("P37")
def test_what_wakes_is_seen_a_week_before(city: City) -> None:
    lead = leading.disposed(city, "park")
    assert waits(city, "leads_wake") == {}
    city.clock.forward(days=164)
    assert waits(city, "leads_wake").keys() == {"ag1", "jck", "jc1", "jc2", "jcz", "fen1", "zhu1"}
    (row,) = tasks(city, "zhu1").leads_wake.rows
    assert row.id == lead
    assert row.due_at is not None
    assert row.due_at.date() == leading.row(city, lead).review_on
    city.clock.forward(days=6)
    assert city.do("jc1", disposing.wake_due) == 1
    assert waits(city, "leads_wake") == {}
    assert waits(city, "leads_work") == {"jc1": ["ANALYSING"], "jc2": ["ANALYSING"]}


@pytest.mark.scenario("P43")
def test_who_keeps_away_finds_no_trace_on_his_desk(city: City) -> None:
    about = (Reported("分一", unit="某市纪委监委", post="副书记"),)
    leading.proposed(city, "talk", persons=about)
    told = tasks(city, "fen1")
    assert not [pile for pile in told.piles() if pile.kind.startswith("leads_")]


@pytest.mark.scenario("P35")
def test_more_than_the_desk_shows_are_counted_all_the_same(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only as many are weighed one by one as are shown."""
    monkeypatch.setattr(desk, "SHOWN", 2)
    for at, name in enumerate("甲乙丙"):
        leading.proposed(city, "talk", ref=f"{at}号", name=f"{name}某")
    pile = tasks(city, "fen1").leads_sign
    assert (pile.count, len(pile.rows)) == (3, 2)
