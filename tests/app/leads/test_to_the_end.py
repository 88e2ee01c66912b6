"""谈话函询, 初核 and what is signed on the way: it can be read by who signs, and a no ends what it said no to."""

import json
from datetime import date
from typing import Any

import pytest

from app import words
from app.deadlines import limits
from app.leads import adding, disposing, talking, verifying
from app.leads.types import LeadPaper, Plan, Reported, RoundLine
from db.ledger import queries as trail
from tests.support import leading
from tests.support.city import City
from tests.support.leading import act, status, view
from tests.support.world import refused

#: 丙某 heads the next lower committee: two must sign where one does for others.
HEAD = (Reported("丙某", unit="甲区", post="甲区区委书记"),)


def last(city: City, lead: str, by: str) -> RoundLine:
    """The disposal under way as somebody reads it."""
    return view(city, lead, by).rounds[-1]


def steps(city: City, lead: str, by: str) -> list[tuple[str, str, str]]:
    """Whose signature was given, refused or is waited for."""
    return [(s.stage, s.role, s.decision) for s in last(city, lead, by).steps]


@pytest.mark.scenario("P46")
def test_who_signs_reads_the_plan_the_report_and_who_has_signed_it(city: City) -> None:
    lead = leading.proposed(city, "verify")
    told = last(city, lead, "fen1")
    assert dict(told.plan)["questions"] == "工程招标"
    assert [part for part, _ in told.plan][:2] == ["basis", "questions"]
    assert told.group == ("检一", "检二")
    for login in ("fen1", "zhu1"):
        act(city, login, disposing.approve_disposal, lead)
    act(city, "jc1", verifying.sign_report, lead, text="经初核，反映问题属实")
    told = last(city, lead, "jc2")
    assert (told.conclusion, told.signed) == ("经初核，反映问题属实", ("检一",))
    act(city, "jc2", verifying.sign_report, lead, text="经初核，反映问题部分属实")
    assert last(city, lead, "jc1").signed == ("检二",)  # 检一 has signed another text
    act(city, "jc1", verifying.sign_report, lead)
    act(city, "jc1", verifying.verification_report, lead, outcome="close")
    told = last(city, lead, "zhu1")
    assert (told.conclusion, set(told.signed)) == ("经初核，反映问题部分属实", {"检一", "检二"})


def test_a_proposal_that_was_sent_back_waits_for_nobody(city: City) -> None:
    lead = leading.proposed(city, "verify")
    act(city, "fen1", disposing.send_back, lead, reason="方案不细")
    assert steps(city, lead, "jc1") == [("dispose", "leader", "sent_back")]
    leading.proposed(city, "verify", lead)
    assert steps(city, lead, "fen1") == [
        ("dispose", "leader", "sent_back"),
        ("dispose", "leader", ""),
        ("dispose", "chief", ""),
    ]


@pytest.mark.scenario("P34")
def test_another_talk_is_reported_on_what_it_has_brought_itself(city: City) -> None:
    lead = leading.inquired(city)
    act(city, "jc1", talking.report, lead, outcome="again", text="说明避重就轻")
    act(city, "fen1", talking.conclude, lead)
    assert status(city, lead) == "L_TALKING"
    again = {"outcome": "believed", "text": "说明可信"}
    no = refused("R123", lambda: act(city, "jc1", talking.report, lead, **again))
    assert no.facts["material"] == "lead_paper.reply"
    reply = LeadPaper("reply", "复〔2026〕4号")
    act(city, "jc1", talking.reply_inquiry, lead, reply=reply, signed_by="某局党组书记")
    act(city, "jc1", talking.report, lead, **again)
    assert status(city, lead) == "L_RESULT_PENDING"


def running(city: City, lead: str) -> dict[str, date]:
    """rule → day, of the limits that run for the lead."""
    with city.database.read() as session:
        found = limits.of(session, "lead", [lead], city.clock.at.date()).get(lead, [])
    return {row.rule: row.rolled_on for row in found if row.ended_at is None}


@pytest.mark.scenario("P34")
def test_a_limit_runs_from_each_yes_and_each_no_on_the_way_of_a_talk(city: City) -> None:
    lead = leading.disposed(city, "talk")
    assert running(city, lead) == {"talk": date(2026, 5, 21)}  # five working days
    leading.talked(city, lead, "believed")
    assert running(city, lead) == {}  # it is the leader's turn
    city.clock.forward(days=10)
    act(city, "fen1", disposing.send_back, lead, reason="情况不清")
    assert running(city, lead) == {"T-L3": date(2026, 6, 24)}  # a month for the report, from the no
    act(city, "jc1", talking.report, lead, outcome="again", text="说明避重就轻")
    assert running(city, lead) == {}
    act(city, "fen1", talking.conclude, lead)
    assert running(city, lead) == {"talk": date(2026, 5, 29)}
    assert view(city, lead).row.due == date(2026, 5, 29)
    city.clock.forward(days=6)
    assert view(city, lead).row.lamp == "red"
    given: dict[str, Any] = {"letter_no": "函〔2026〕7号", "unit": "某局", "to_head_himself": False}
    act(city, "jc1", talking.issue_inquiry, lead, **given)
    assert set(running(city, lead)) == {"T-L2"}


@pytest.mark.scenario("P46")
def test_a_limit_runs_from_each_yes_and_each_no_on_the_way_of_a_verification(city: City) -> None:
    lead = leading.verified(city, "file")
    back = disposing.send_back
    assert running(city, lead) == {}
    act(city, "zhu1", back, lead, reason="证据不足")
    first = running(city, lead)
    assert first == {"T-L8": date(2026, 6, 4)}  # fifteen working days
    city.clock.forward(days=3)
    act(city, "jc1", verifying.verification_report, lead, outcome="file")
    act(city, "zhu1", verifying.conclude_verification, lead)
    assert running(city, lead) == {}
    act(city, "zhu1", back, lead, reason="暂不立案，补充核实")
    assert status(city, lead) == "L_VERIFYING"
    assert running(city, lead) == {"T-L8": date(2026, 6, 5)}


def test_a_disposal_that_is_sent_back_is_owed_on_the_day_that_ran_before(city: City) -> None:
    lead = leading.proposed(city, "verify")
    before = running(city, lead)
    city.clock.forward(days=9)
    act(city, "fen1", disposing.send_back, lead, reason="方案不细")
    assert running(city, lead) == before


@pytest.mark.scenario("P35")
def test_the_committee_signs_the_plan_that_the_chief_signed(city: City) -> None:
    lead = leading.to_verify(city, "fen1", "zhu1", persons=HEAD)
    plan, drawn_by = leading.plan(city), city.id_of("jc1")
    start = verifying.start_verification
    act(city, "zhu1", start, lead, plan=plan, drawn_by=drawn_by)
    assert ("verify", "committee", "") in steps(city, lead, "dang1")
    act(city, "dang1", start, lead, plan=Plan(), drawn_by="", opinion="同意")
    assert status(city, lead) == "L_VERIFYING"
    assert dict(last(city, lead, "jc1").plan)["basis"] == plan.basis
    with city.database.read() as session:
        found = trail.page(session, kind="START_VERIFICATION", limit=9, offset=0)
    assert {json.loads(e.body)["plan"]["basis"] for e in found} == {plan.basis}


@pytest.mark.scenario("P35")
def test_the_chief_refuses_a_verification_and_the_lead_is_decided_anew(city: City) -> None:
    lead = leading.to_verify(city, "fen1")
    assert view(city, lead).row.due is None  # its first disposal was in time
    back = disposing.send_back
    refused("R38", lambda: act(city, "fen1", back, lead, reason="不成熟"))
    refused("R16", lambda: act(city, "zhu1", back, lead, reason=" "))
    act(city, "zhu1", back, lead, reason="线索不可查，请重新研判")
    told = view(city, lead, "jc1")
    assert told.row.status == "L_ANALYSING"
    assert steps(city, lead, "jc1")[-1] == ("verify", "chief", "sent_back")
    line = next(t for t in told.timeline if t.event == "SEND_BACK_LEAD")
    assert (line.actor_name, line.told) == ("主一", "线索不可查，请重新研判")
    assert told.row.due == date(
        2026, 6, 15
    )  # a month for the new disposal, and the 14th is a Sunday
    # decided anew, and in another way
    leading.proposed(city, "close", lead)
    act(city, "fen1", disposing.approve_disposal, lead)
    assert (status(city, lead), view(city, lead).row.due) == ("L_CLOSING", None)


@pytest.mark.scenario("P35")
def test_the_committee_refuses_what_the_chief_signed_and_a_later_start_asks_both_again(
    city: City,
) -> None:
    lead = leading.to_verify(city, "fen1", "zhu1", persons=HEAD)
    plan, start = leading.plan(city), verifying.start_verification
    refused("R111", lambda: act(city, "dang1", disposing.send_back, lead, reason="暂不启动"))
    act(city, "zhu1", start, lead, plan=plan, drawn_by=city.id_of("jc1"))
    offered = {told.event: told.may for told in view(city, lead, "dang1").acts}
    assert offered["START_VERIFICATION"]
    assert offered["SEND_BACK_LEAD"]
    act(city, "dang1", disposing.send_back, lead, reason="暂不启动")
    assert status(city, lead) == "L_ANALYSING"
    assert steps(city, lead, "dang1")[-2:] == [
        ("verify", "chief", "approved"),
        ("verify", "committee", "sent_back"),
    ]
    assert not {told.event for told in view(city, lead, "dang1").acts if told.may}

    leading.to_verify(city, "fen1", "zhu1", lead=lead)
    act(city, "zhu1", disposing.send_back, lead, reason="方案不细")
    leading.to_verify(city, "fen1", "zhu1", lead=lead)
    act(city, "zhu1", start, lead, plan=plan, drawn_by=city.id_of("jc1"))
    assert status(city, lead) == "L_TO_VERIFY"  # the refused signatures count for neither
    act(city, "dang1", start, lead, plan=Plan(), drawn_by="")
    assert status(city, lead) == "L_VERIFYING"


@pytest.mark.scenario("P46")
def test_a_report_is_signed_by_its_group_and_nobody_else_is_offered_to(city: City) -> None:
    lead = leading.disposed(city, "verify")
    offered = {told.event: told for told in view(city, lead, "jcz").acts}
    assert offered["USE_MEASURE"].may  # the head of the office works on it
    assert (offered["SIGN_REPORT"].may, offered["SIGN_REPORT"].why) == (False, "GroupSigns")
    assert offered["SIGN_REPORT"].facts["names"] == "检一、检二"
    refused("R111", lambda: act(city, "jcz", verifying.sign_report, lead, text="属实"))
    assert last(city, lead, "jcz").conclusion == ""


def test_who_reads_a_lead_of_an_organ_below_is_not_told_that_there_is_none(city: City) -> None:
    lead = leading.registered(city, by="qag1")
    told = {each.event: each for each in view(city, lead, "ag1").acts}
    assert told["PROPOSE_ASSIGNMENT"].why == "LeadHandledByOthers"
    no = refused("R111", lambda: act(city, "ag1", adding.add_alias, lead, organ="省", code="X-1"))
    assert "没有找到" not in words.refusal(no, "zh").what


@pytest.mark.scenario("P45")
def test_a_ledger_is_offered_until_there_is_one(city: City) -> None:
    lead = leading.disposed(city, "verify")
    given = {"measure": "detain", "target": "公文包", "approval_no": "批1", "reason": "查明"}
    act(city, "jc1", verifying.use_measure, lead, "fen1", **given)
    assert "OPEN_LEDGER" in {told.event for told in view(city, lead, "jc1").acts}
    act(city, "jc1", verifying.open_ledger, lead)
    assert "OPEN_LEDGER" not in {told.event for told in view(city, lead, "jc1").acts}
