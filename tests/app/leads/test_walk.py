"""A lead from its letter to its end, on both engines: who signs, what is due, what it becomes."""

from datetime import date, timedelta

import pytest

from app import clock, words
from app.custody import service as custody
from app.leads import (
    adding,
    assigning,
    disposing,
    endings,
    links,
    merging,
    service,
    supervising,
    talking,
    upward,
    verifying,
    views,
)
from app.leads.types import LeadPaper, Matter, Reported
from tests.support import leading
from tests.support.city import City
from tests.support.leading import act, status, view
from tests.support.world import refused

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.scenario("P32")
def test_a_lead_is_registered_with_its_code_and_goes_to_the_office_by_two_signatures(
    city: City,
) -> None:
    first = leading.registered(city, ref="巡移〔2026〕1号")
    code = view(city, first).row.number
    assert code.startswith("S120000AG-2026-00001-")
    second = leading.new(city, "审移〔2026〕2号", matters=(Matter("违规发放补贴"),))
    unseen = refused("R114", lambda: city.do("ag1", service.register, lead=second))
    assert unseen.facts["numbers"] == code
    looked = city.ask("ag1", service.prior, persons=second.persons)
    assert looked == ((code, "L_REGISTERED"),)
    again = leading.registered(
        city, ref="审移〔2026〕2号", matters=(Matter("违规发放补贴"),), prior=(code,)
    )
    assert view(city, again).prior == (code,)

    lead = leading.analysing(city, ref="审移〔2026〕3号", name="乙某")
    signed = [(s.what, s.name) for s in view(city, lead).signatures]
    assert signed == [("hand_over", "线一"), ("sign_in", "检签")]
    assert view(city, lead, "jc1").row.office == "JC"


def test_nobody_signs_in_what_was_not_handed_over(city: City) -> None:
    lead = leading.assigned(city)
    refused("R121", lambda: act(city, "jck", assigning.sign_in, lead))
    assert status(city, lead) == "L_ASSIGNED"


@pytest.mark.scenario("P34")
def test_an_inquiry_is_answered_reported_and_believed_with_a_written_reply(city: City) -> None:
    lead = leading.disposed(city, "talk")
    act(
        city,
        "jc1",
        talking.issue_inquiry,
        lead,
        letter_no="函〔2026〕3号",
        unit="某局",
        to_head_himself=False,
    )
    # 15 working days from 2026-05-14: the Dragon Boat holiday lies after them
    assert view(city, lead).row.due == date(2026, 6, 4)
    letter = next(t for t in view(city, lead).timeline if t.event == "ISSUE_INQUIRY")
    assert letter.told == "函〔2026〕3号"
    reply = LeadPaper("reply", "复〔2026〕3号")
    refused(
        "R121", lambda: act(city, "jc1", talking.reply_inquiry, lead, reply=reply, signed_by="")
    )
    act(city, "jc1", talking.reply_inquiry, lead, reply=reply, signed_by="某局党组书记")
    assert view(city, lead).row.due == date(
        2026, 6, 15
    )  # a month for the report, and the 14th is a Sunday
    act(city, "jc1", talking.report, lead, outcome="believed", text="说明可信")
    refused("R15", lambda: act(city, "fen1", talking.conclude, lead, opinion="同意"))
    act(city, "fen1", talking.conclude, lead, opinion="同意", written_reply="告〔2026〕1号")
    assert status(city, lead) == "L_CLOSING"
    assert ("feedback", "告〔2026〕1号") in [(p.kind, p.number) for p in view(city, lead).papers]


def test_a_talk_that_does_not_convince_goes_on_to_a_verification(city: City) -> None:
    lead = leading.inquired(city)
    act(city, "jc1", talking.report, lead, outcome="verify", text="否认不成立")
    act(city, "fen1", talking.conclude, lead)
    assert status(city, lead) == "L_TO_VERIFY"
    plan, drawn_by = leading.plan(city), city.id_of("jc1")
    refused(
        "R38",
        lambda: act(city, "fen1", verifying.start_verification, lead, plan=plan, drawn_by=drawn_by),
    )
    act(city, "zhu1", verifying.start_verification, lead, plan=plan, drawn_by=drawn_by)
    assert status(city, lead) == "L_VERIFYING"


@pytest.mark.scenario("P35")
def test_a_verification_of_a_lower_head_needs_the_committee(city: City) -> None:
    head = (Reported("丙某", unit="甲区", post="甲区区委书记"),)
    lead = leading.proposed(city, "verify", persons=head)
    assert view(city, lead).persons[0].lower_head
    roles = [s.role for s in view(city, lead).rounds[-1].steps]
    assert roles == ["leader", "chief", "committee"]
    refused("R117", lambda: act(city, "zhu1", disposing.approve_disposal, lead))
    for login in ("fen1", "zhu1"):
        act(city, login, disposing.approve_disposal, lead)
        assert status(city, lead) == "L_DISPOSAL_PENDING"
    act(city, "dang1", disposing.approve_disposal, lead)
    assert status(city, lead) == "L_VERIFYING"


@pytest.mark.scenario("P36")
def test_a_filed_lead_is_a_case_and_its_first_thing_is_taken_in(city: City) -> None:
    lead = leading.filed(city)
    assert status(city, lead) == "L_FILED"
    link = view(city, lead, "jc1").links[0]
    assert link.kind == "case"
    assert link.number == "A12000020260001"
    items = city.do(
        "jc1", custody.register, case_id=link.id, items=(city.new("公文包", measure="seize"),)
    )
    assert items[0].number == "A12000020260001-0001"
    back = city.ask("jc1", links.of_case, case_id=link.id)
    assert [r.id for r in back] == [lead]


@pytest.mark.scenario("P37")
def test_a_parked_lead_wakes_by_itself_and_on_a_new_matter(city: City) -> None:
    lead = leading.disposed(city, "park")
    code = view(city, lead).row.number
    assert status(city, lead) == "L_PARKED"
    assert city.ask("ag1", disposing.to_wake) == 0
    city.clock.forward(days=171)
    assert city.ask("ag1", disposing.to_wake) == 1
    assert city.do("ag1", disposing.wake_due) == 1
    told = view(city, lead).row
    assert (told.status, told.round, told.number) == ("L_ANALYSING", 2, code)

    other = leading.disposed(city, "park", ref="另〔2026〕1号", name="丁某")
    act(city, "ag1", adding.add_matter, other, matter=Matter("新的问题"), source_ref="X-新")
    woken = view(city, other)
    assert (woken.row.status, woken.row.round) == ("L_ANALYSING", 2)
    assert [m.round for m in woken.matters] == [1, 2]

    third = leading.disposed(city, "park", ref="另〔2026〕2号", name="戊某")
    came = leading.registered(city, ref="另〔2026〕3号", name="戊某又")
    into = {"into_id": third, "into_version": leading.seq(city, third), "reason": "同一人"}
    act(city, "ag1", merging.merge, came, "fen1", **into)
    joined = view(city, third).row
    assert (joined.status, joined.round) == ("L_ANALYSING", 2)  # what was merged does not sleep


@pytest.mark.scenario("P38")
def test_a_key_persons_lead_is_reported_to_two_and_closes_with_two_receipts(city: City) -> None:
    lead = leading.registered(city, persons=(Reported("戊某", unit="乙区", post="区长"),))
    assert view(city, lead).row.key
    report = act(city, "ag1", upward.report_upward, lead, kind="lead", content="线索情况报告")
    one = _receipt(city, lead, report, "committee")
    assert one.missing == ("superior",)
    refused("R16", lambda: _receipt(city, lead, report, "superior", minutes=-1))
    refused("R55", lambda: _receipt(city, lead, report, "committee"))
    two = _receipt(city, lead, report, "superior")
    assert two.missing == ()
    corrected = act(
        city,
        "ag1",
        upward.report_upward,
        lead,
        kind="lead",
        content="更正后的报告",
        corrects=report,
    )
    lines = {r.id: r for r in view(city, lead).reports}
    assert lines[corrected].corrects == lines[report].number


def _receipt(city: City, lead: str, report: str, recipient: str, minutes: int = 0):
    """Noted to the minute, as a person writes it: in the very minute in which the report went."""
    return act(
        city,
        "ag1",
        upward.confirm_report,
        lead,
        report_id=report,
        recipient=recipient,
        receipt_no=f"收〔2026〕{recipient}",
        received_at=clock.minute(city.clock.at) + timedelta(minutes=minutes),
    )


@pytest.mark.scenario("P48")
def test_a_report_to_the_committee_alone_stays_open_and_turns_red_after_three_days(
    city: City,
) -> None:
    lead = leading.registered(city, persons=(Reported("戊某", unit="乙区", post="区长"),))
    report = act(city, "ag1", upward.report_upward, lead, kind="lead", content="报告")
    _receipt(city, lead, report, "committee")
    assert view(city, lead).reports[0].missing == ("superior",)
    city.clock.forward(days=5)  # the third day is a Sunday
    assert view(city, lead).row.lamp == "red"
    numbers = city.do("ag1", supervising.remind)
    assert {n.level for n in view(city, lead).notices} == {"head", "leader"}
    assert len(numbers) == 2


@pytest.mark.scenario("P33")
def test_lamps_and_letters_follow_the_days(city: City) -> None:
    """Decided on day 28 it is blue; undecided on day 33 yellow with a letter, on day 62 red and before the leaders."""
    good = leading.analysing(city, ref="一号")
    late = leading.analysing(city, ref="二号", name="己某")
    city.clock.forward(days=20)
    leading.proposed(city, "talk", good)
    city.clock.forward(days=8)
    act(city, "fen1", disposing.approve_disposal, good)
    assert view(city, good).row.lamp == "blue"
    leading.talked(city, good, "believed")
    city.clock.forward(days=5)
    assert view(city, good).row.lamp == "blue"
    assert view(city, late).row.lamp == "yellow"
    number = city.do("ag1", supervising.remind)
    assert number == ("DB2026-00001",)
    letter = view(city, late).notices[0]
    assert letter.status == "draft"
    assert view(city, late).row.number in letter.text
    assert "己某" not in letter.text
    assert city.do("ag1", supervising.remind) == ()
    city.clock.forward(days=29)
    assert view(city, late).row.lamp == "red"
    city.do("ag1", supervising.remind)
    assert [n.level for n in view(city, late).notices] == ["head", "leader"]
    for lamp, wanted in (("blue", good), ("red", late)):
        found = city.ask("ag1", views.rows, lamp=lamp)
        assert [r.id for r in found] == [wanted]
        assert city.ask("ag1", views.count, lamp=lamp) == 1
    assert city.ask("ag1", views.count, lamp="yellow") == 0


@pytest.mark.scenario("P39")
def test_the_month_balances_for_each_office(city: City) -> None:
    leading.registered(city, ref="一号", name="庚某")
    leading.analysing(city, ref="二号", name="辛某")
    leading.disposed(city, "close", ref="三号", name="壬某")
    parked = leading.disposed(city, "park", ref="四号", name="癸某")
    act(city, "ag1", adding.add_matter, parked, matter=Matter("新问题"), source_ref="补")
    told = city.ask("ag1", supervising.month, first=date(2026, 5, 1))
    lines = {line.office: line for line in told.lines}
    assert (lines["AG"].new, lines["AG"].out, lines["AG"].closing) == (4, 3, 1)
    jc = lines["JC"]
    assert (jc.opening, jc.new, jc.woken, jc.closed, jc.out, jc.closing) == (0, 3, 1, 2, 0, 2)
    assert (told.total.new, told.total.closed, told.total.closing) == (4, 2, 3)
    june = city.ask("ag1", supervising.month, first=date(2026, 6, 1))
    assert june.total.opening == told.total.closing


@pytest.mark.scenario("P39")
def test_a_stock_that_was_tampered_with_makes_no_month(city: City) -> None:
    leading.registered(city)
    with city.database.write() as session:
        from db.leads.models import LeadStay

        stay = session.query(LeadStay).one()
        stay.until = city.clock.at
    refused("R125", lambda: city.ask("ag1", supervising.month, first=date(2026, 5, 1)))


@pytest.mark.scenario("P40")
def test_any_of_its_codes_finds_a_lead_once(city: City) -> None:
    lead = leading.registered(city)
    for organ, code in (("上级纪委", "SJ-2026-0099"), ("甲区纪委", "QU1-2026-7")):
        act(city, "ag1", adding.add_alias, lead, organ=organ, code=code)
    own = view(city, lead).row.number
    for code in (own, own.lower(), "sj-2026-0099", "QU1-2026-7"):
        assert city.ask("ag1", views.find, code=code).id == lead
    found = city.do("ag1", views.search_for, words="SJ-2026-0099")
    assert [r.id for r in found] == [lead]
    assert city.ask("ag1", views.count) == 1
    other = leading.registered(city, ref="另一件", name="子某")
    refused(
        "R112",
        lambda: act(city, "ag1", adding.add_alias, other, organ="某县", code="SJ-2026-0099"),
    )


@pytest.mark.scenario("P41")
def test_a_scanned_card_says_code_and_stage_to_anybody_and_no_more(city: City) -> None:
    lead = leading.registered(city)
    code = view(city, lead).row.number
    face = city.ask("guan1", views.card_face, code=code)
    assert (face.number, face.status) == (code, "L_REGISTERED")
    refused("R111", lambda: city.ask("guan1", views.view, lead_id=lead))


def test_what_leaves_needs_a_receipt_and_comes_back_without_one(city: City) -> None:
    lead = leading.registered(city)
    act(city, "zhu1", endings.transfer_out, lead, target="某省纪委", reason="管理权限")
    act(city, "ag1", endings.recall_transfer, lead, reason="不属其管辖")
    assert status(city, lead) == "L_REGISTERED"
    assert view(city, lead).target == ""
    act(city, "zhu1", endings.transfer_out, lead, target="某省纪委", reason="管理权限")
    assert view(city, lead).target == "某省纪委"  # whose receipt is waited for
    none = LeadPaper("feedback", "")
    refused("R15", lambda: act(city, "ag1", endings.confirm_transfer, lead, receipt=none))
    receipt = LeadPaper("feedback", "收〔2026〕8号")
    act(city, "ag1", endings.confirm_transfer, lead, receipt=receipt)
    assert status(city, lead) == "L_MOVED"


def test_an_archive_is_checked_by_the_ledger_office_and_reopened_on_new_evidence(
    city: City,
) -> None:
    bare = leading.disposed(city, "close", ref="二号", name="乙某")
    refusal = refused("R123", lambda: act(city, "jc1", endings.archive, bare, "ag1", volume="卷"))
    wanted = ("instruction", "report", "feedback")  # all that is missing, at once
    assert refusal.facts["material"] == ", ".join(f"lead_paper.{kind}" for kind in wanted)
    said = words.refusal(refusal, "zh").what
    assert "lead_paper" not in said
    assert "、".join(words.word(f"lead_paper.{kind}", "zh") for kind in wanted) in said
    lead = leading.inquired(city, instruction="请认真核查")
    act(city, "jc1", talking.report, lead, outcome="first_form", text="情节轻微")
    act(city, "fen1", talking.conclude, lead)
    missing = refused("R123", lambda: act(city, "jc1", endings.archive, lead, "ag1", volume="卷一"))
    assert missing.facts["material"] == "lead_paper.feedback"
    paper = LeadPaper("feedback", "反〔2026〕1号")
    act(city, "jc1", adding.file_paper, lead, paper=paper)
    refused("R41", lambda: act(city, "jc1", endings.archive, lead, volume="卷一"))
    act(city, "jc1", endings.archive, lead, "ag1", volume="卷一")
    assert status(city, lead) == "L_ARCHIVED"
    act(city, "fen1", endings.reopen, lead, evidence="新证据〔2026〕1号")
    told = view(city, lead).row
    assert (told.status, told.round) == ("L_ANALYSING", 2)
    assert told.lamp == "blue"


def test_the_store_verifies_after_whole_lives_of_leads(city: City) -> None:
    from app.audit import verifying as audit
    from db.blobs import blobs_of

    leading.filed(city, ref="一号")
    leading.inquired(city, ref="二号", name="丑某")
    leading.disposed(city, "park", ref="三号", name="寅某")
    verdict = audit.verify(city.database, blobs_of(city.database))
    assert verdict.broken == ()
