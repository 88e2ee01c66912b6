"""督查督办: numbered orders, the ladder of urging in working days, effect measures with their base."""

from datetime import timedelta
from typing import Any

import pytest

from app import ids
from app.deadlines import limits
from app.ledger import service as ledger
from app.ledger.types import Act
from app.petitions import alike, handling, rules, supervising, telling
from db.ledger import queries as trail
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused


def order(city: City, petition_id: str, **more: Any) -> Any:
    given: dict[str, Any] = {
        "petition_id": petition_id,
        "reason": "overdue",
        "demand": "五日内报结",
        "due": (city.clock.at + timedelta(days=7)).date(),
    }
    return city.do("du1", supervising.order, **{**given, **more})


def offered(city: City, petition_id: str, by: str) -> set[str]:
    """The acts that stand beside a petition for somebody."""
    return {act.verb for act in p.view(city, petition_id, by).actions}


def test_what_has_nothing_to_be_done_with_is_not_offered(city: City) -> None:
    """No order to answer or to judge, no link to undo, and T-P3 knows no extension."""
    row = p.handled(city)
    assert "petitions.order" in offered(city, row.id, "du1")
    alone = p.registered(city)
    assert "petitions.link" in offered(city, alone.id, "xf1")
    for about, by in ((row, "jc1"), (alone, "xf1"), (row, "du1")):
        assert not offered(city, about.id, by) & {
            "petitions.answer_order",
            "petitions.judge_order",
            "petitions.unlink",
            "petitions.extend",
        }
    (to_lead,) = p.view(city, row.id).links  # what became a lead stays one
    asked = {"petition_id": row.id, "link_id": to_lead.id, "reason": "不是"}
    refused("R47", lambda: city.do("xf1", alike.unlink, **asked))
    assert "petitions.unlink" not in offered(city, row.id, "xf1")
    made = order(city, row.id)
    assert "petitions.answer_order" in offered(city, row.id, "jc1")
    assert "petitions.judge_order" not in offered(city, row.id, "du1")
    city.do("jc1", supervising.answer_order, order_id=made.id, reply="已报结")
    assert "petitions.judge_order" in offered(city, row.id, "du1")


def test_who_gave_no_name_is_told_nothing_and_has_none_to_ask_for(city: City) -> None:
    """匿名件: neither 告知受理 nor 核实实名 nor 申请查看身份 is offered; a name that is to be verified is."""
    about_somebody = {"petitions.notify", "petitions.verify_name"}
    nobody = p.registered(city)
    assert not offered(city, nobody.id, "xf1") & about_somebody
    unsure = p.registered(city, p.named(city, reporter_mode="unverified"))
    assert offered(city, unsure.id, "xf1") & about_somebody == {"petitions.verify_name"}
    known = p.handled(city, p.named(city))
    assert offered(city, known.id, "xf1") >= about_somebody
    assert "petitions.ask_identity" in offered(city, known.id, "jc1")
    silent = p.handled(city)
    assert "petitions.ask_identity" not in offered(city, silent.id, "jc1")
    refused("X10", lambda: tell(city, silent.id))


def tell(city: City, petition_id: str) -> Any:
    """告知受理, by whoever asks the centre without the page."""
    given: dict[str, Any] = {"way": "phone", "at": city.clock.at, "text": "已受理"}
    return city.do("xf1", telling.notify, petition_id=petition_id, **given)


def test_an_order_has_a_number_a_reply_and_a_verdict_and_moves_nothing(city: City) -> None:
    row = p.handled(city)
    made = order(city, row.id)
    assert made.number == "DB2026-00001"
    assert "order" in {n.kind for n in city.ask("jck", supervising.notices)}
    judged = {"order_id": made.id, "verdict": "cancel"}
    refused("R16", lambda: city.do("du1", supervising.judge_order, **judged))
    city.do("jc1", supervising.answer_order, order_id=made.id, reply="已报结")
    back = city.do("du1", supervising.judge_order, order_id=made.id, verdict="return")
    assert back.verdict == "return"
    # an answer that was sent back is none: it is neither cleared nor sent back once more without another
    assert "petitions.judge_order" not in offered(city, row.id, "du1")
    back_again = {"order_id": made.id, "verdict": "return"}
    for no in (
        refused("R16", lambda: city.do("ag1", supervising.judge_order, **judged)),
        refused("R16", lambda: city.do("ag1", supervising.judge_order, **back_again)),
    ):
        assert no.facts["field"] == "petition.reply"
    assert city.ask("du1", supervising.orders)[0].verdict == "return"
    city.do("jc1", supervising.answer_order, order_id=made.id, reply="补充报告")
    assert city.do("ag1", supervising.judge_order, **judged).verdict == "cancel"
    # 销号 stays: nobody opens it again, neither by writing more nor by sending it back
    late = {"order_id": made.id, "reply": "再补充"}
    refused("X25", lambda: city.do("jc1", supervising.answer_order, **late))
    late = {"order_id": made.id, "verdict": "return"}
    refused("X25", lambda: city.do("du1", supervising.judge_order, **late))
    assert city.ask("du1", supervising.orders) == ()
    assert p.view(city, row.id).row.status == row.status
    with_past = {"due": city.clock.at.date()}
    refused("R16", lambda: order(city, row.id, **with_past))


@pytest.mark.parametrize(
    ("left", "rung"),
    [(6, ""), (5, "remind"), (1, "remind"), (0, "office_head"), (-3, "order"), (-10, "leader")],
)
def test_the_ladder_goes_by_working_days(left: int, rung: str) -> None:
    assert rules.rung(left) == rung


def test_each_rung_is_told_once(city: City) -> None:
    row = p.accepted(city, p.named(city))
    assert city.ask("du1", supervising.ladder) == ()
    city.clock.forward(days=18)
    (urged,) = city.ask("du1", supervising.ladder)
    assert (urged.petition_id, urged.rung, urged.rule) == (row.id, "remind", "T-P3")
    assert city.do("du1", supervising.urge) == 1
    assert city.do("du1", supervising.urge) == 0
    city.clock.forward(days=30)
    assert city.ask("du1", supervising.ladder)[0].rung == "leader"
    assert city.do("du1", supervising.urge) == 1
    assert "leader" in {n.kind for n in city.ask("fen1", supervising.notices)}


def test_each_clock_is_urged_and_only_by_its_own_organ(city: City) -> None:
    row = p.signed(city, p.named(city))  # T-P3 runs
    city.do("jck", handling.convert, petition_id=row.id, handler_id=city.id_of("jc1"))
    city.clock.forward(days=18)
    assert city.do("du1", supervising.urge) == 1
    with (
        city.database.write() as session
    ):  # another clock that ends the same day, as one counted anew does
        act = Act(ids.new(), city.id_of("jc1"), "站-0", city.clock.at, city.clock.at)
        running = limits.running(session, "petition", row.id, "T-P3")
        assert running is not None
        limits.start(
            session, act, "petition", row.id, "T-P4", running.started_on
        ).rolled_on = running.rolled_on
        ledger.seal(session, act, "testing.clock")
    assert [u.rule for u in city.ask("du1", supervising.ladder)] == ["T-P3", "T-P4"]
    assert city.do("du1", supervising.urge) == 1
    assert city.do("du1", supervising.urge) == 0
    below = p.accepted(city, p.named(city, region="120101"), by="qxf1")
    city.clock.forward(days=40)
    assert below.id in {u.petition_id for u in city.ask("du1", supervising.ladder)}
    assert city.do("du1", supervising.urge) == 2
    with city.database.read() as session:
        assert (
            trail.page(session, kind="URGE_PETITION", object_id=below.id, limit=9, offset=0) == []
        )


def test_measures_tell_their_base_and_no_share_of_few(city: City) -> None:
    for _ in range(5):
        p.registered(city, p.named(city))
    row = p.fed_back(city)
    city.do("xf1", handling.note_effect, petition_id=row.id, effect="clarified", note="已澄清")
    today = city.clock.at.date()
    found = {m.name: m for m in city.ask("xf1", supervising.effects, since=today, until=today)}
    assert (found["on_time_notice"].n, found["on_time_notice"].base) == (0, 0)  # none is due yet
    assert (found["on_time_result"].n, found["on_time_result"].has_share) == (1, False)
    assert (found["clarified"].n, found["clarified"].base) == (1, 1)
    city.clock.forward(days=40)
    late = {m.name: m for m in city.ask("xf1", supervising.effects, since=today, until=today)}
    assert (late["on_time_notice"].n, late["on_time_notice"].base) == (0, 6)
    assert late["on_time_notice"].has_share
