"""Whose signature counts beside a lead, and that no code is told to who does not see its lead."""

from functools import partial

import pytest

from app.leads import (
    adding,
    converting,
    disposing,
    exports,
    merging,
    service,
    upward,
    verifying,
    views,
)
from app.leads.errors import LeadKnown, LeadKnownElsewhere
from app.leads.types import Matter, Reported
from app.organs import service as organs
from app.petitions import handling
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import refused

KEY = Reported("戊某", unit="甲区", post="区长")
pytestmark = pytest.mark.parametrize("city", ["sqlite"], indirect=True)


def away(city: City, login: str, lead: str) -> None:
    """Somebody must keep away from a lead from now on."""
    given = {"account_id": city.id_of(login), "reason": "亲属"}
    leading.act(city, "zhu1", adding.recuse, lead, **given)


def test_who_signs_beside_is_of_the_leads_organ(city: City) -> None:
    lead = leading.registered(city)
    into = leading.registered(city, "巡移〔2026〕2号", name="乙某")
    refused("R111", lambda: leading.act(city, "ag1", merging.void, lead, "qfen1", reason="重复"))
    refused("R111", lambda: city.do("ag1", exports.export_ledger, "qfen1", reason="年度检查"))
    away(city, "fen1", into)
    version = leading.seq(city, into)
    given = {"into_id": into, "into_version": version, "reason": "同一问题"}
    refused("R111", lambda: leading.act(city, "ag1", merging.merge, lead, "fen1", **given))
    away(city, "ag2", into)
    given["into_version"] = leading.seq(city, into)
    assert leading.act(city, "ag1", merging.merge, lead, "zhu1", **given)
    assert leading.view(city, lead, "ag1").merged_into == leading.row(city, into).number
    assert leading.view(city, lead, "ag2").merged_into == ""


def test_a_code_is_told_only_to_who_sees_its_lead(city: City) -> None:
    lead = leading.registered(city)
    code = leading.row(city, lead).number
    with pytest.raises(LeadKnown) as told:
        leading.registered(city, "巡移〔2026〕2号", prior=(code,))
    assert told.value.facts["number"] == code
    other = (Matter("与前一件无关的另外一些情况反映"),)
    later = leading.registered(city, "巡移〔2026〕3号", prior=(code,), matters=other)
    assert leading.view(city, later, "ag2").prior == (code,)
    away(city, "ag2", lead)
    assert leading.view(city, later, "ag2").prior == ()
    for ref in ("巡移〔2026〕1号", "巡移〔2026〕4号"):
        seen = tuple(n for n, _ in city.ask("ag2", service.prior, persons=(Reported("甲某"),)))
        with pytest.raises(LeadKnownElsewhere):
            leading.registered(city, ref, by="ag2", prior=seen)
    given = {"organ": "某县", "code": code}
    with pytest.raises(LeadKnownElsewhere):
        leading.act(city, "ag2", adding.add_alias, later, **given)


def test_a_petition_brings_its_other_persons_to_the_lead_that_is_known(city: City) -> None:
    row = p.signed(city)
    p.do(city, "jck", handling.convert, petition_id=row.id)
    both = (p.accused(), p.accused("线二", "甲区", post="区长"))
    second = p.signed(city, p.new(city, accused=both))
    p.do(city, "jck", handling.convert, petition_id=second.id)
    (lead,) = city.ask("ag1", converting.of_petition, petition_id=second.id)
    told = leading.view(city, lead.id)
    assert [(who.name, who.key) for who in told.persons] == [("钱某", False), ("线二", True)]
    assert len(told.matters) == 1
    refused("R111", lambda: leading.view(city, lead.id, "ag2"))
    assert [r.id for r in city.do("ag1", views.search_for, words="线二")] == [lead.id]
    with city.database.read() as session:
        from app.deadlines import limits

        assert limits.running(session, "lead", lead.id, "T-L5") is not None


def test_two_organs_of_one_region_report_under_different_numbers(city: City) -> None:
    who = {"account_id": city.id_of("ag2"), "organ_id": city.organ("ZU1"), "office": "AG"}
    city.do("bao1", organs.post, **who)
    numbers = set()
    for login in ("ag1", "ag2"):
        lead = leading.registered(city, f"函{login}", by=login, persons=(KEY,))
        given = {"kind": "lead", "content": "线索情况报告"}
        leading.act(city, login, upward.report_upward, lead, **given)
        numbers |= {r.number for r in leading.view(city, lead, login).reports}
    assert len(numbers) == 2


def test_a_parked_lead_is_woken_by_its_own_organ_and_by_who_sees_it(city: City) -> None:
    lead = leading.disposed(city, "park", "fen1")
    away(city, "ag2", lead)
    city.clock.forward(days=171)
    for login in ("qag1", "ag2"):
        assert city.ask(login, disposing.to_wake) == 0
        assert city.do(login, disposing.wake_due) == 0
    assert leading.status(city, lead) == "L_PARKED"
    assert city.ask("ag1", disposing.to_wake) == 1
    assert city.do("ag1", disposing.wake_due) == 1


def test_a_leader_outside_the_line_learns_stage_and_age_alone(city: City) -> None:
    """Until his signature is asked for; the chief reads all of his own organ, and of those below no more than stages."""
    mine = leading.assigned(city)
    below = leading.registered(city, "区移〔2026〕1号", by="qag1")
    leading.act(city, "ag1", adding.add_alias, mine, organ="某省", code="SHENG-1")
    for login, lead in (("fen1", mine), ("fen1", below), ("zhu1", below)):
        (row,) = (r for r in city.ask(login, views.rows) if r.id == lead)
        assert (row.staged, row.summary, row.persons, row.source) == (True, "", "", "")
        assert (row.lamp, row.office, row.due) == ("", "", None)
        assert (row.number, row.age, row.status) == (
            leading.row(city, lead).number,
            0,
            leading.status(city, lead),
        )
        assert city.ask(login, views.find, code=row.number) == row
        assert row not in city.do(login, views.search_for, words="工程招标问题")
        for more in ({"source": "XS"}, {"lamp": "blue"}, {"office": "JC"}):
            found = city.ask(login, views.rows, **more)
            assert lead not in {r.id for r in found}
            assert city.ask(login, views.count, **more) == len(found)
        refused("R111", partial(leading.view, city, lead, login))
    assert city.ask("fen1", views.count) == len(city.ask("fen1", views.rows)) == 2
    assert leading.view(city, mine, "zhu1").row.summary == "工程招标问题"
    away(city, "fen1", mine)
    assert mine not in {r.id for r in city.ask("fen1", views.rows)}
    asked = leading.proposed(city, "verify", ref="巡移〔2026〕9号", name="丙某")
    assert leading.view(city, asked, "fen1").row.staged is False
    refused("R111", lambda: leading.view(city, asked, "qfen1"))


def test_a_leader_in_charge_of_an_office_reads_what_lies_there(city: City) -> None:
    lead = leading.assigned(city)
    refused("R111", lambda: leading.view(city, lead, "fen1"))
    city.do("bao1", organs.end_posting, account_id=city.id_of("fen1"))
    his = {"account_id": city.id_of("fen1"), "organ_id": city.organ("SHI"), "office": "JC"}
    city.do("bao1", organs.post, **his)
    assert leading.view(city, lead, "fen1").row.summary
    elsewhere = leading.registered(city, "巡移〔2026〕7号", name="丁某")
    refused("R111", lambda: leading.view(city, elsewhere, "fen1"))


def test_a_signature_opens_the_lead_to_who_gave_it_alone(city: City) -> None:
    """A second leader reads what waits for a leader; nothing any more once the first one has signed."""
    city.do("bao1", organs.end_posting, account_id=city.id_of("qfen1"))
    other = {"account_id": city.id_of("qfen1"), "organ_id": city.organ("SHI"), "office": "LD"}
    city.do("bao1", organs.post, **other)
    lead = leading.proposed(city, "verify")
    assert leading.view(city, lead, "qfen1").row.summary
    leading.act(city, "fen1", disposing.approve_disposal, lead, opinion="同意")
    refused("R111", lambda: leading.view(city, lead, "qfen1"))
    (row,) = (r for r in city.ask("qfen1", views.rows) if r.id == lead)
    assert (row.staged, row.summary) == (True, "")
    assert leading.view(city, lead, "fen1").row.summary
    leading.act(city, "zhu1", disposing.send_back, lead, reason="再研判")
    refused("R111", lambda: leading.view(city, lead, "qfen1"))
    assert leading.view(city, lead, "fen1").row.summary


def test_what_was_sent_back_waits_for_no_signature_any_more(city: City) -> None:
    lead = leading.verified(city, "file")
    leading.act(city, "zhu1", verifying.conclude_verification, lead, opinion="同意立案")
    assert leading.view(city, lead, "dang1").row.summary
    leading.act(city, "zhu1", disposing.send_back, lead, reason="补充核实")
    refused("R111", lambda: leading.view(city, lead, "dang1"))


@pytest.mark.scenario("P54")
def test_a_book_longer_than_may_leave_is_cut_and_its_mark_says_so(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    leading.disposed(city, "close", ref="甲号", name="甲某")
    leading.analysing(city, ref="乙号", name="乙某")
    monkeypatch.setattr(exports, "MOST", 1)
    cut = city.do("jc1", exports.export_ledger, "fen1", reason="季度自查")
    assert len(cut.rows) == 1
    assert cut.mark.endswith("仅前 1 件，共 2 件")
