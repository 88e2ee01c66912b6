"""Leads on top of the city: how one is registered, and how it walks until a state that a test begins with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.leads import assigning, disposing, service, talking, verifying, views
from app.leads.types import (
    LeadPaper,
    LeadRow,
    LeadView,
    Matter,
    Meeting,
    NewLead,
    Opinion,
    Plan,
    Reported,
)
from tests.support.city import City

MATTER = "利用职务便利在某道路工程招标中为他人谋取利益并收受现金"


def new(city: City, ref: str, name: str = "甲某", **more: Any) -> NewLead:
    """A lead to be registered; another `ref` is another letter."""
    given: dict[str, Any] = {
        "source": "XS",
        "source_ref": ref,
        "received_at": city.clock.at - timedelta(hours=2),
        "summary": "工程招标问题",
        "persons": (Reported(name, unit="某局", post="科员"),),
        "matters": (Matter(MATTER, happened="2025年", amount_fen=20_000_000),),
    }
    return NewLead(**{**given, **more})


def registered(city: City, ref: str = "巡移〔2026〕1号", by: str = "ag1", **more: Any) -> str:
    """The id of a new lead."""
    id_, _ = city.do(by, service.register, lead=new(city, ref, **more))
    return str(id_)


def row(city: City, lead_id: str, by: str = "ag1") -> LeadRow:
    """The lead as the list shows it."""
    return view(city, lead_id, by).row


def view(city: City, lead_id: str, by: str = "ag1") -> LeadView:
    """The lead whole."""
    told: LeadView = city.ask(by, views.view, lead_id=lead_id)
    return told


def act(
    city: City, by: str, verb: Callable[..., Any], lead_id: str, second: str = "", **more: Any
) -> Any:
    """One act on the lead as it stands now."""
    version = seq(city, lead_id)
    return city.do(by, verb, second, lead_id=lead_id, version=version, **more)


def seq(city: City, lead_id: str) -> int:
    """The version that whoever acts has read."""
    from db.leads import queries

    with city.database.read() as session:
        found = queries.lead(session, lead_id)
        assert found is not None
        return found.seq


def status(city: City, lead_id: str) -> str:
    """Where the lead stands, read from its row."""
    from db.leads import queries

    with city.database.read() as session:
        found = queries.lead(session, lead_id)
        assert found is not None
        return found.status


def assigned(city: City, lead: str = "", **more: Any) -> str:
    """A lead that the inspection office has got."""
    lead = lead or registered(city, **more)
    clerk = city.id_of("jck")
    act(
        city,
        "ag1",
        assigning.propose_assignment,
        lead,
        office="JC",
        clerk_id=clerk,
        opinion="请监督检查室研判",
    )
    act(city, "zhu1", assigning.approve_assignment, lead, opinion="同意")
    return lead


def analysing(city: City, lead: str = "", **more: Any) -> str:
    """A lead that two handlers analyse."""
    lead = assigned(city, lead, **more)
    act(city, "ag1", assigning.hand_over, lead, pages=12)
    act(city, "jck", assigning.sign_in, lead)
    handlers = (city.id_of("jc1"), city.id_of("jc2"))
    act(city, "jck", disposing.analyse, lead, handlers=handlers)
    return lead


def meeting(city: City, way: str, *logins: str, **more: Any) -> Meeting:
    """Minutes in which each of these said something."""
    there = logins or ("jcz", "jc1", "jc2")
    given: dict[str, Any] = {
        "held_at": city.clock.at,
        "place": "第一会议室",
        "host": city.id_of(there[0]),
        "level": "office",
        "conclusion": "集体研究，意见一致",
        "way": way,
        "opinions": tuple(Opinion(city.id_of(x), f"{x} 的意见", way) for x in there),
    }
    return Meeting(**{**given, **more})


def plan(city: City) -> Plan:
    """A whole plan with two people."""
    return Plan(
        basis="某某规定",
        questions="工程招标",
        methods="谈话、查询",
        steps="先外围",
        time="三十日",
        scope="某局",
        measures="调取、查询",
        safety="专人陪同",
        group=(city.id_of("jc1"), city.id_of("jc2")),
    )


def proposed(city: City, way: str = "talk", lead: str = "", **more: Any) -> str:
    """A lead whose disposal waits for its first signature."""
    lead = lead or analysing(city, **more)
    met = act(city, "jc1", disposing.hold_meeting, lead, meeting=meeting(city, way))
    review = city.clock.at.date() + timedelta(days=170) if way == "park" else None
    act(
        city,
        "jc1",
        disposing.propose_disposal,
        lead,
        way=way,
        meeting_id=met,
        proposal="建议按此方式处置",
        plan=plan(city),
        review_on=review,
    )
    return lead


def disposed(city: City, way: str = "talk", *signers: str, **more: Any) -> str:
    """A lead whose disposal is approved."""
    lead = proposed(city, way, **more)
    for login in signers or (("fen1", "zhu1") if way == "verify" else ("fen1",)):
        act(city, login, disposing.approve_disposal, lead, opinion="同意")
    return lead


def verified(city: City, outcome: str, **more: Any) -> str:
    """A lead whose verification was reported with one conclusion and waits for the chief."""
    lead = disposed(city, "verify", **more)
    act(city, "jc1", verifying.sign_report, lead, text="经初核，反映问题属实，建议如下")
    act(city, "jc2", verifying.sign_report, lead)
    act(city, "jc1", verifying.verification_report, lead, outcome=outcome, target="某党委")
    return lead


def filed(city: City, **more: Any) -> str:
    """A lead that became a case."""
    lead = verified(city, "file", **more)
    act(city, "zhu1", verifying.conclude_verification, lead, opinion="同意立案")
    act(city, "zhu1", verifying.open_case, lead, opinion="同意")
    act(city, "dang1", verifying.open_case, lead, filing_no="立〔2026〕9号", alias="案丙")
    return lead


def inquired(city: City, **more: Any) -> str:
    """A lead in which an inquiry was answered."""
    lead = disposed(city, "talk", **more)
    act(
        city,
        "jc1",
        talking.issue_inquiry,
        lead,
        letter_no="函〔2026〕3号",
        unit="某局",
        to_head_himself=False,
        copies=("驻市某局纪检监察组",),
    )
    reply = LeadPaper("reply", "复〔2026〕3号", "书面说明")
    act(city, "jc1", talking.reply_inquiry, lead, reply=reply, signed_by="某局党组书记")
    return lead


def to_verify(city: City, *signers: str, **more: Any) -> str:
    """A lead whose talk did not convince: its verification waits to be opened (`lead`: one that is analysed again)."""
    lead = proposed(city, "talk", **more)
    for login in signers or ("fen1",):
        act(city, login, disposing.approve_disposal, lead)
    talked(city, lead, "verify")
    for login in signers or ("fen1",):
        act(city, login, talking.conclude, lead)
    assert status(city, lead) == "L_TO_VERIFY"
    return lead


def talked(city: City, lead: str, outcome: str) -> None:
    """The person was talked to, and the office reports with one conclusion."""
    act(
        city,
        "jc1",
        talking.record_talk,
        lead,
        held_at=city.clock.at,
        place="谈话室",
        staff=(city.id_of("jc1"), city.id_of("jc2")),
        record=LeadPaper("talk_record", "谈〔2026〕1号"),
        signed_by_person=True,
    )
    act(city, "jc1", talking.report, lead, outcome=outcome, text="谈话情况报告")


def one_of_each(session: Any, lead: Any, accounts: tuple[str, str], case_id: str) -> None:
    """A row in every table that hangs on a lead, for the tests of what the trail tells."""
    from sqlalchemy import Boolean, Date, Integer

    from db.base import Base, Instant

    one, two = accounts
    known = {"lead_id": lead.id, "account_id": one, "case_id": case_id, "way": "talk"}
    known |= {"kind": "retrieve", "asked_by": one, "approver": two, "recipient": "committee"}
    made: dict[str, str] = {}
    names = [t for t in Base.metadata.sorted_tables if t.name.startswith("lead_")]
    rest = ("upward_report", "upward_receipt", "key_post", "petition_lead")
    for table in (*names, *(Base.metadata.tables[n] for n in rest)):
        row: dict[str, Any] = {}
        for column in table.columns:
            kind = column.type
            row[column.name] = (
                made.get(column.name) or known.get(column.name)
                or (True if isinstance(kind, Boolean) else 1 if isinstance(kind, Integer)
                    else lead.received_at.date() if isinstance(kind, Date)
                    else lead.received_at if isinstance(kind, Instant) else "z" * 8)
            )  # fmt: skip
        row |= {"verdict": "", "judged_by": two} if table.name == "lead_answer" else {}
        row |= {"sha256": ""} if "sha256" in table.c else {}
        row |= {"id": f"{table.name:0<32}"[:32]} if "id" in table.c else {}
        mapper = next(m for m in Base.registry.mappers if m.local_table is table)
        session.add(mapper.class_(**row))
        session.flush()
        made |= {"lead_meeting": {"meeting_id": row.get("id", "")}}.get(table.name, {})
        made |= {"lead_notice": {"notice_id": row.get("id", "")}}.get(table.name, {})
        made |= {"upward_report": {"report_id": row.get("id", "")}}.get(table.name, {})
