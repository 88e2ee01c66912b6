"""What a lead refuses, each with its code, nothing changed and a line in the trail; on both engines."""

import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import errors
from app.custody import service as custody
from app.leads import (
    adding,
    assigning,
    converting,
    disposing,
    endings,
    exports,
    links,
    merging,
    service,
    talking,
    verifying,
    views,
)
from app.leads.types import LeadPaper, Matter, Opinion, Reported
from app.requests import service as requests
from db.leads import belongings, queries
from db.session import Database
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.leading import act, seq, status, view
from tests.support.world import refused


def test_a_version_that_is_not_the_newest_changes_nothing(city: City) -> None:
    lead = leading.registered(city)
    refused(
        "R05",
        lambda: city.do(
            "ag1",
            adding.add_alias,
            lead_id=lead,
            version=seq(city, lead) + 1,
            organ="某县",
            code="1",
        ),
    )
    assert view(city, lead).aliases == ()


@pytest.mark.scenario("P42")
def test_a_void_code_takes_no_paper_meeting_or_thing_and_stays_listed(city: City) -> None:
    lead = leading.registered(city)
    refused("R41", lambda: act(city, "ag1", merging.void, lead, reason="重复登记"))
    act(city, "ag1", merging.void, lead, "fen1", reason="重复登记")
    paper = LeadPaper("other", "1")
    refused("R127", lambda: act(city, "ag1", adding.file_paper, lead, paper=paper))
    met = leading.meeting(city, "close")
    refused("R111", lambda: act(city, "jc1", disposing.hold_meeting, lead, meeting=met))
    letter = p.registered(city)
    refused("R127", lambda: act(city, "ag1", converting.link, lead, petition_id=letter.id))
    # nothing is offered, and why is told of whatever would hang on it
    whole = view(city, lead)
    assert {a.event for a in whole.acts} == {
        *("FILE_PAPER", "HOLD_MEETING", "RECORD_TALK", "OPEN_LEDGER")
    }
    why = {(a.may, a.why, a.facts["number"]) for a in whole.acts}
    assert why == {(False, "NotInStock", whole.row.number)}
    assert (whole.papers, whole.meetings, whole.links) == ((), (), ())
    listed = city.ask("ag1", views.listed, year=2026)
    assert [(r.number[-7:-2], r.status) for r in listed] == [("00001", "L_VOID")]
    assert city.ask("ag1", views.count, group="all") == 0
    # the letter is free again, the code is not
    again = leading.registered(city, prior=())
    assert view(city, again).row.number[-7:-2] == "00002"


@pytest.mark.scenario("P42")
def test_a_merged_code_takes_no_paper_meeting_talk_or_thing_either(city: City) -> None:
    into = leading.analysing(city, ref="一号")
    lead = leading.analysing(city, ref="二号", name="乙某")
    given = {"into_id": into, "into_version": seq(city, into), "reason": "同一问题"}
    act(city, "ag1", merging.merge, lead, "fen1", **given)
    before = view(city, lead, "jc1")
    for deed in (
        partial(adding.file_paper, paper=LeadPaper("other", "1")),
        partial(disposing.hold_meeting, meeting=leading.meeting(city, "close")),
        partial(
            talking.record_talk,
            held_at=city.clock.at,
            place="谈话室",
            staff=(city.id_of("jc1"), city.id_of("jc2")),
            record=LeadPaper("talk_record", "谈1"),
            signed_by_person=True,
        ),
        verifying.open_ledger,
    ):
        verb, more = (deed.func, deed.keywords) if isinstance(deed, partial) else (deed, {})
        refused("R127", partial(act, city, "jc1", verb, lead, **more))
    assert view(city, lead, "jc1") == before
    assert {a.why for a in before.acts} == {"NotInStock"}


@pytest.mark.scenario("P42")
def test_a_lead_without_a_code_does_not_exist_for_anything(city: City) -> None:
    for deed in (
        lambda: city.do(
            "ag1", adding.file_paper, lead_id="0" * 32, version=1, paper=LeadPaper("other")
        ),
        lambda: city.do("ag1", converting.link, lead_id="0" * 32, version=1, petition_id="p"),
    ):
        refused("R111", deed)


@pytest.mark.scenario("P43")
def test_who_proposes_does_not_approve_nor_through_a_deputy_nor_with_another_account(
    city: City,
) -> None:
    lead = leading.proposed(city, "talk")
    # the handler is named leader too late to be one here: his own second account
    refused("R38", lambda: act(city, "jc1", disposing.approve_disposal, lead))
    twin = _twin_of(city, "jc1", "leader")
    refused("R115", lambda: act(city, twin, disposing.approve_disposal, lead))
    # the leader names the twin his deputy: the hand stays the proposer's
    city.do(
        "fen1",
        requests.delegate,
        deputy=city.id_of(twin),
        since=city.clock.at - timedelta(minutes=1),
        until=city.clock.at + timedelta(days=2),
    )
    refused(
        "R115",
        lambda: act(city, twin, disposing.approve_disposal, lead, on_behalf=city.id_of("fen1")),
    )
    assert status(city, lead) == "L_DISPOSAL_PENDING"
    (told,) = (a for a in view(city, lead, twin).acts if a.event == "APPROVE_WAY")
    assert (told.may, told.why, told.on_behalf) == (False, "PartsClash", "")
    act(city, "fen1", disposing.approve_disposal, lead)
    assert status(city, lead) == "L_TALKING"


@pytest.mark.scenario("P43")
def test_one_person_gives_no_two_signatures_of_one_proposal_as_a_deputy_either(city: City) -> None:
    lead = leading.proposed(city, "verify")
    act(city, "fen1", disposing.approve_disposal, lead)
    since = city.clock.at - timedelta(minutes=1)
    until = city.clock.at + timedelta(days=2)
    # the leader has given his own signature: he gives the chief's neither for himself nor in his place
    city.do("zhu1", requests.delegate, deputy=city.id_of("fen1"), since=since, until=until)
    (told,) = (a for a in view(city, lead, "fen1").acts if a.event == "APPROVE_WAY")
    assert (told.may, told.why) == (False, "PartsClash")
    chief = city.id_of("zhu1")
    refused("R115", lambda: act(city, "fen1", disposing.approve_disposal, lead, on_behalf=chief))
    assert status(city, lead) == "L_DISPOSAL_PENDING"


def _twin_of(city: City, login: str, role: str) -> str:
    """A second account of one person, with a role of its own."""
    from app.identity import service as identity
    from app.identity.types import NewPerson
    from app.organs import service as organs
    from tests.support.city import STAFF
    from tests.support.world import FIRST_PASSWORD, PASSWORD

    twin = f"{login}b"
    name = STAFF[login][0]
    row = city.do("xi1", identity.create_account, person=NewPerson(twin, name, FIRST_PASSWORD))
    city.do("bao1", identity.appoint, account_id=row.id, role=role)
    city.do("bao1", organs.post, account_id=row.id, organ_id=city.organ("SHI"), office="LD")
    store = city.store("xi1")
    from app import bootstrap

    mine = bootstrap.open_store(city.url, station=f"站-{twin}", time_of=city.clock)
    mine.sign_in(twin, FIRST_PASSWORD)
    mine.run(identity.change_password, old=FIRST_PASSWORD, new=PASSWORD)
    mine.close()
    assert store is not None
    return twin


@pytest.mark.scenario("P43")
def test_the_clerk_who_proposed_an_assignment_cannot_approve_it(city: City) -> None:
    lead = leading.registered(city)
    given = {"office": "JC", "clerk_id": city.id_of("jck"), "opinion": "请研判"}
    act(city, "ag1", assigning.propose_assignment, lead, **given)
    twin = _twin_of(city, "ag1", "chief")
    refused("R115", lambda: act(city, twin, assigning.approve_assignment, lead))
    refused("R38", lambda: act(city, "ag2", assigning.approve_assignment, lead))
    assert status(city, lead) == "L_ASSIGN_PENDING"


def test_the_office_that_found_a_lead_gets_it_only_within_its_remit(city: City) -> None:
    lead = leading.registered(city, found_by="JC")
    given = {"office": "JC", "clerk_id": city.id_of("jck"), "opinion": "请研判"}
    refused("R116", lambda: act(city, "ag1", assigning.propose_assignment, lead, **given))
    act(city, "ag1", assigning.propose_assignment, lead, in_remit=True, **given)


@pytest.mark.scenario("P44")
def test_a_fifth_way_is_refused_by_the_verb_and_by_the_table(city: City) -> None:
    lead = leading.analysing(city)
    met = act(city, "jc1", disposing.hold_meeting, lead, meeting=leading.meeting(city, "talk"))
    given: dict[str, Any] = {"meeting_id": met, "proposal": "转交", "plan": leading.plan(city)}
    refused("R16", lambda: act(city, "jc1", disposing.propose_disposal, lead, way="keep", **given))
    leading.proposed(city, "talk", lead)
    with pytest.raises(DBAPIError), city.database.write() as session:
        session.execute(text("UPDATE lead_round SET way = 'keep'"))


def test_a_disposal_needs_a_meeting_of_its_own_round(city: City) -> None:
    lead = leading.analysing(city)
    given: dict[str, Any] = {"meeting_id": "0" * 32, "proposal": "初核"}
    given["plan"] = leading.plan(city)
    refused("R118", lambda: act(city, "jc1", disposing.propose_disposal, lead, way="talk", **given))


@pytest.mark.scenario("P47")
def test_a_way_rests_on_a_meeting_that_agreed_on_it(city: City) -> None:
    """Else what all had said together would be put aside by who writes the proposal."""
    lead = leading.analysing(city)
    met = act(city, "jc1", disposing.hold_meeting, lead, meeting=leading.meeting(city, "talk"))
    given: dict[str, Any] = {"meeting_id": met, "proposal": "暂存", "plan": leading.plan(city)}
    day = city.clock.at.date() + timedelta(days=30)
    for way, on in (("park", day), ("close", None), ("verify", None)):
        no = refused(
            "R188",
            partial(
                act, city, "jc1", disposing.propose_disposal, lead, way=way, review_on=on, **given
            ),
        )
        assert no.facts["agreed"] == "lead_way.talk"
    parked: dict[str, Any] = {"meeting_id": met, "review_on": day, "reason": "时机不成熟"}
    refused("R188", lambda: act(city, "zhu1", disposing.park, lead, **parked))
    assert status(city, lead) == "L_ANALYSING"
    act(city, "jc1", disposing.propose_disposal, lead, way="talk", **given)


@pytest.mark.scenario("P45")
def test_seizure_is_refused_in_a_verification_and_by_the_storeroom(city: City) -> None:
    lead = leading.disposed(city, "verify")
    given: dict[str, Any] = {
        "target": "某公司账册",
        "approval_no": "批〔2026〕1号",
        "reason": "查明事实",
    }
    for measure in ("seize", "freeze", "search", "seal"):
        refused(
            "R113",
            partial(
                act, city, "jc1", verifying.use_measure, lead, "fen1", measure=measure, **given
            ),
        )
    refused("R113", lambda: act(city, "jc1", verifying.open_ledger, lead))
    refused(
        "R41", lambda: act(city, "jc1", verifying.use_measure, lead, measure="retrieve", **given)
    )
    act(city, "jc1", verifying.use_measure, lead, "fen1", measure="retrieve", **given)
    act(city, "jc1", verifying.open_ledger, lead)
    case = view(city, lead, "jc1").links[0].id
    seized = (city.new("公文包", measure="seize"),)
    no = refused("R113", lambda: city.do("jc1", custody.register, case_id=case, items=seized))
    assert no.facts["number"] == view(city, lead).row.number
    handed = (city.new("现金", measure="voluntary"),)
    refused("R113", lambda: city.do("jc1", custody.register, case_id=case, items=handed))
    taken = (city.new("账册", measure="take"),)
    assert len(city.do("jc1", custody.register, case_id=case, items=taken)) == 1
    with pytest.raises(DBAPIError), city.database.write() as session:
        session.execute(text("UPDATE lead_measure SET kind = 'seize'"))


@pytest.mark.scenario("P46")
def test_a_report_of_a_verification_lacks_a_members_signature(city: City) -> None:
    lead = leading.disposed(city, "verify")
    act(city, "jc1", verifying.sign_report, lead, text="反映问题属实")
    missing = refused(
        "R121", lambda: act(city, "jc1", verifying.verification_report, lead, outcome="file")
    )
    assert missing.facts["name"] == "检二"
    act(city, "jc2", verifying.sign_report, lead)
    # another text: who signed the first has not signed this one
    act(city, "jc2", verifying.sign_report, lead, text="反映问题部分属实")
    missing = refused(
        "R121", lambda: act(city, "jc1", verifying.verification_report, lead, outcome="file")
    )
    assert missing.facts["name"] == "检一"
    refused("R111", lambda: act(city, "jcz", verifying.sign_report, lead))
    act(city, "jc1", verifying.sign_report, lead)
    act(city, "jc1", verifying.verification_report, lead, outcome="file")
    assert status(city, lead) == "L_RESULT_PENDING"


@pytest.mark.scenario("P47")
def test_who_keeps_away_or_is_on_leave_was_not_there(city: City) -> None:
    lead = leading.analysing(city)
    act(
        city,
        "zhu1",
        adding.recuse,
        lead,
        account_id=city.id_of("jc3"),
        reason="亲属关系",
    )
    away = leading.meeting(city, "talk", "jcz", "jc1", "jc2", "jc3")
    no = refused("R119", lambda: act(city, "jc1", disposing.hold_meeting, lead, meeting=away))
    assert no.facts["name"] == "检三"
    city.do(
        "jcz",
        requests.delegate,
        deputy=city.id_of("fen1"),
        since=city.clock.at - timedelta(hours=1),
        until=city.clock.at + timedelta(days=3),
    )
    on_leave = leading.meeting(city, "talk", "jc1", "jc2", "jcz")
    no = refused("R119", lambda: act(city, "jc1", disposing.hold_meeting, lead, meeting=on_leave))
    assert no.facts["name"] == "检长"
    silent = leading.meeting(city, "talk", "jc1", "jc2", "jck")
    silent = replace(
        silent, opinions=(*silent.opinions[:2], Opinion(city.id_of("jck"), " ", "talk"))
    )
    no = refused("R119", lambda: act(city, "jc1", disposing.hold_meeting, lead, meeting=silent))
    assert no.facts["name"] == "检签"
    few = leading.meeting(city, "talk", "jc1", "jc2")
    refused("R119", lambda: act(city, "jc1", disposing.hold_meeting, lead, meeting=few))
    assert view(city, lead).meetings == ()


@pytest.mark.scenario("P49")
def test_the_mark_of_a_key_person_is_never_taken_away(city: City) -> None:
    lead = leading.registered(city)
    person = view(city, lead).persons[0].id
    act(city, "ag1", adding.flag_key, lead, person_id=person)
    assert view(city, lead).row.key
    offered = {told.event for told in view(city, lead).acts}
    assert "FLAG_KEY" not in offered  # there is nobody left to mark
    assert "ADD_MATTER" in offered
    refused("R124", lambda: act(city, "ag1", adding.flag_key, lead, person_id=person, key=False))
    assert view(city, lead).row.key


@pytest.mark.scenario("P50")
def test_a_lead_may_close_whatever_its_petition_still_owes(city: City) -> None:
    lead = leading.inquired(city)
    petition = p.signed(city).id
    act(city, "ag1", converting.link, lead, petition_id=petition)
    with city.database.read() as session:
        assert links.living(session, petition) == (view(city, lead).row.number,)
    act(city, "jc1", talking.report, lead, outcome="first_form", text="轻微")
    act(city, "fen1", talking.conclude, lead)
    assert status(city, lead) == "L_CLOSING"
    with city.database.read() as session:
        assert links.living(session, petition) == ()
    assert [r.id for r in city.ask("ag1", converting.of_petition, petition_id=petition)] == [lead]
    assert city.ask("jc3", converting.of_petition, petition_id=petition) == ()


@pytest.mark.scenario("P51")
def test_a_merged_lead_loses_no_field_and_no_paper(city: City) -> None:
    into = leading.registered(city, ref="一号")
    lead = leading.registered(
        city,
        ref="二号",
        name="乙某",
        extra={"批次": "第三轮巡察", "组别": "二组"},
        instruction="请核",
        matters=(Matter("违规发放补贴", "2024年", "某所", 1_234_500, ("integrity", "work")),),
        persons=(
            Reported("乙某", "某所", "所长", "科级", "男", "1980", True, True, "区委", True, True),
        ),
    )
    paper = LeadPaper("transfer_letter", "移〔2026〕5号", "移送函", city.clock.at.date())
    act(city, "ag1", adding.file_paper, lead, paper=paper)
    act(city, "ag1", adding.add_alias, lead, organ="某县", code="XIAN-5")
    petition = p.signed(city).id
    act(city, "ag1", converting.link, lead, petition_id=petition)
    act(city, "ag1", adding.recuse, lead, account_id=city.id_of("jc3"), reason="亲属")
    before = view(city, lead)
    kept = _fields(city, lead)

    act(
        city,
        "ag1",
        merging.merge,
        lead,
        "fen1",
        into_id=into,
        into_version=seq(city, into),
        reason="同一问题",
    )

    after = view(city, into)
    mine = next(p for p in after.persons if p.name == "乙某")
    theirs = before.persons[0]
    assert replace(mine, id="") == replace(theirs, id="")
    moved = next(m for m in after.matters if m.summary == "违规发放补贴")
    assert replace(moved, id="") == replace(before.matters[0], id="")
    assert before.papers[0] in after.papers
    assert ("某县", "XIAN-5") in after.aliases
    told = next(t for t in after.timeline if t.event == "TAKE_MERGED")
    assert _told(city, into, told.seq)["fields"] == kept
    for code in (before.row.number, "XIAN-5"):
        assert city.ask("ag1", views.find, code=code).id == into
    assert [r.id for r in city.ask("ag1", converting.of_petition, petition_id=petition)] == [into]
    assert city.ask("ag1", views.count) == 1
    with city.database.read() as session:
        assert belongings.away(session, into, city.id_of("jc3"))
    assert [r.status for r in city.ask("ag1", views.listed, year=2026)] == [
        "L_REGISTERED",
        "L_MERGED",
    ]


def _fields(city: City, lead: str) -> dict[str, object]:
    from app import registry

    with city.database.read() as session:
        found = queries.lead(session, lead)
        assert found is not None
        aside = {"words", "seq", "status"}
        return {
            c.name: registry.plain(getattr(found, c.name))
            for c in found.__table__.columns
            if c.name not in aside
        } | {"merged_into": _number_of(city)}


def _number_of(city: City) -> str:
    with city.database.read() as session:
        found = queries.by_letter(session, city.organ("SHI"), "XS", "一号")
        assert found is not None
        return found.id


def _told(city: City, lead: str, at: int) -> dict[str, object]:
    from app.ledger import service as ledger
    from db.ledger import queries as trail

    with city.database.read() as session:
        entry = trail.of_object(session, "lead", lead)[at - 1]
        return ledger.facts(entry)


@pytest.mark.scenario("P52")
def test_two_clerks_with_one_letter_get_one_number_and_no_gap(city: City) -> None:
    """Both register the same letter at once: one lead, the other is pointed to it, and the next code follows."""
    stores = [city.store("ag1"), city.store("ag2")]
    letter = leading.new(city, "巡移〔2026〕7号")
    barrier = threading.Barrier(2)
    answers: list[object] = []

    def register(store) -> None:
        barrier.wait()
        try:
            answers.append(store.run(service.register, lead=letter))
        except errors.Refusal as no:
            answers.append(no)

    threads = [threading.Thread(target=register, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    no = next(a for a in answers if isinstance(a, errors.Refusal))
    done = next(a for a in answers if isinstance(a, tuple))
    assert no.code == "R112"
    assert no.facts["number"] == done[1]
    follows = leading.registered(city, ref="巡移〔2026〕8号", name="乙某")
    numbers = [r.number[-7:-2] for r in city.ask("ag1", views.listed, year=2026)]
    assert numbers == ["00001", "00002"]
    assert view(city, follows).row.number[-7:-2] == "00002"


def test_the_same_person_with_the_same_matter_is_pointed_to_the_active_lead(city: City) -> None:
    lead = leading.registered(city)
    code = view(city, lead).row.number
    told = leading.new(city, "群众来信〔2026〕3号", prior=(code,))
    no = refused("R112", lambda: city.do("ag1", service.register, lead=told))
    assert no.facts["number"] == code


@pytest.mark.scenario("P54")
def test_what_leaves_is_what_the_chips_show_and_the_mark_counts_it(city: City) -> None:
    leading.disposed(city, "close", ref="甲号", name="甲某")
    leading.analysing(city, ref="乙号", name="乙某")
    given = {"reason": "季度自查"}
    told = {
        group: city.do("jc1", exports.export_ledger, "fen1", group=group, **given)
        for group in ("open", "parked")
    }
    shown = city.ask("jc1", views.rows, group="open")
    assert [r.id for r in told["open"].rows] == [r.id for r in shown]
    assert told["open"].mark.endswith(f"共 {len(shown)} 件")
    assert told["parked"].rows == ()
    assert told["parked"].mark.endswith("共 0 件")


@pytest.mark.scenario("P54")
def test_the_whole_ledger_leaves_with_a_leaders_signature_a_mark_and_an_alarm(city: City) -> None:
    leading.analysing(city)
    given = {"reason": "季度自查"}
    refused("R41", lambda: city.do("jc1", exports.export_ledger, **given))
    out = city.do("jc1", exports.export_ledger, "fen1", **given)
    assert len(out.rows) == 1
    for told in ("检一", "分一", "季度自查"):
        assert told in out.mark
    for _ in range(2):
        city.do("jc1", exports.export_ledger, "fen1", **given)
    assert city.do("jc1", exports.export_ledger, "fen1", **given).often
    with city.database.read() as session:
        from db.ledger import queries as trail

        assert trail.count(session, kind="EXPORT_ALARM") == 1


@pytest.mark.scenario("P55")
def test_an_entry_of_a_lead_that_was_edited_is_found(city: City) -> None:
    from app.audit import verifying as audit
    from db.blobs import blobs_of
    from tests.support import raw

    lead = leading.registered(city)
    city.close()
    with raw.opened(city.url) as behind:
        behind.unguard()
        behind.do("UPDATE entry SET body = replace(body, '工程', '无关') WHERE object_id = ?", lead)
    database = Database(city.url)
    verdict = audit.verify(database, blobs_of(database))
    database.close()
    assert not verdict.ok
    assert verdict.broken[0].where.endswith("#1")


def test_who_is_reported_finds_nothing_of_it_and_the_auditor_hears_his_search(city: City) -> None:
    """An account of the same name keeps away from the first moment: no row, no count, no hit."""
    lead = leading.registered(city, name="线二")
    assert city.ask("ag1", views.count) == 1
    assert city.ask("ag2", views.count) == 0
    refused("R111", lambda: city.ask("ag2", views.view, lead_id=lead))
    code = view(city, lead).row.number
    refused("R47", lambda: city.ask("ag2", views.find, code=code))
    refused("R47", lambda: city.ask("ag2", views.card_face, code=code))
    assert city.do("ag2", views.search_for, words="线二") == ()
    with city.database.read() as session:
        from db.ledger import queries as trail

        assert trail.count(session, kind="SEARCH_OF_ONESELF", actor=city.id_of("ag2")) == 1


def test_offices_see_their_own_and_another_organ_sees_nothing(city: City) -> None:
    lead = leading.registered(city)
    for login, seen in (("ag2", 1), ("fen1", 1), ("zhu1", 1), ("jck", 0), ("jc1", 0), ("qag1", 0)):
        assert city.ask(login, views.count) == seen, login
    clerk = city.id_of("jck")
    given = {"office": "JC", "clerk_id": clerk, "opinion": "请研判"}
    act(city, "ag1", assigning.propose_assignment, lead, **given)
    act(city, "zhu1", assigning.approve_assignment, lead)
    for login, seen in (("jck", 1), ("jcz", 1), ("jc1", 0), ("xf1", 0), ("qzhu1", 0)):
        assert city.ask(login, views.count) == seen, login
    district = leading.registered(city, ref="区一号", by="qag1", name="乙某")
    assert view(city, district, "qag1").row.number.startswith("S120101AG-")
    assert city.ask("ag1", views.count) == 2
    assert city.ask("qag1", views.count) == 1
    # above one looks, one does not act
    refused(
        "R111",
        lambda: act(city, "ag1", adding.add_alias, district, organ="某市", code="9"),
    )


@pytest.mark.parametrize("deed", ["status = 'L_ARCHIVED'", "number = 'S0'", "office = 'SC'"])
def test_the_engine_lets_no_row_of_a_lead_change_without_its_entry(city: City, deed: str) -> None:
    lead = leading.registered(city)
    with pytest.raises(DBAPIError), city.database.write() as session:
        session.execute(text(f"UPDATE lead SET {deed}"))
    with pytest.raises(DBAPIError), city.database.write() as session:
        session.execute(text("DELETE FROM lead"))
    assert status(city, lead) == "L_REGISTERED"


def test_a_parked_lead_is_looked_at_within_the_limit(city: City) -> None:
    lead = leading.analysing(city)
    met = act(city, "jc1", disposing.hold_meeting, lead, meeting=leading.meeting(city, "park"))
    given: dict[str, Any] = {
        "way": "park",
        "meeting_id": met,
        "proposal": "时机不成熟",
        "plan": leading.plan(city),
    }
    for days in (-1, 0, 181):
        on = city.clock.at.date() + timedelta(days=days)
        refused(
            "R122",
            partial(act, city, "jc1", disposing.propose_disposal, lead, review_on=on, **given),
        )


def test_what_a_leader_sends_back_begins_where_it_came_from(city: City) -> None:
    lead = leading.proposed(city, "verify")
    refused("R16", lambda: act(city, "fen1", disposing.send_back, lead, reason=" "))
    refused("R117", lambda: act(city, "zhu1", disposing.send_back, lead, reason="先请分管领导"))
    act(city, "fen1", disposing.approve_disposal, lead)
    act(city, "zhu1", disposing.send_back, lead, reason="方案不细")
    assert status(city, lead) == "L_ANALYSING"
    leading.proposed(city, "verify", lead)
    refused("R117", lambda: act(city, "zhu1", disposing.approve_disposal, lead))
    act(city, "fen1", disposing.approve_disposal, lead)
    act(city, "zhu1", disposing.approve_disposal, lead)
    assert status(city, lead) == "L_VERIFYING"


def test_nobody_archives_while_something_runs(city: City) -> None:
    lead = leading.disposed(city, "talk")
    refused("R06", lambda: act(city, "jc1", endings.archive, lead, "ag1", volume="卷一"))


def test_a_deputy_signs_in_the_chiefs_place_and_the_trail_says_for_whom(city: City) -> None:
    lead = leading.registered(city)
    given = {"office": "JC", "clerk_id": city.id_of("jck"), "opinion": "请研判"}
    act(city, "ag1", assigning.propose_assignment, lead, **given)
    chief = city.id_of("zhu1")
    refused("R111", lambda: act(city, "fen1", assigning.approve_assignment, lead, on_behalf=chief))
    city.do(
        "zhu1",
        requests.delegate,
        deputy=city.id_of("fen1"),
        since=city.clock.at - timedelta(minutes=1),
        until=city.clock.at + timedelta(days=2),
    )
    (may,) = (a for a in view(city, lead, "fen1").acts if a.event == "APPROVE_ASSIGNMENT")
    assert (may.may, may.on_behalf, may.on_behalf_name) == (True, chief, "主一")
    (own,) = (a for a in view(city, lead, "zhu1").acts if a.event == "APPROVE_ASSIGNMENT")
    assert (own.may, own.on_behalf) == (True, "")
    act(city, "fen1", assigning.approve_assignment, lead, on_behalf=chief)
    line = next(t for t in view(city, lead).timeline if t.event == "APPROVE_ASSIGNMENT")
    assert (line.actor_name, line.on_behalf_name) == ("分一", "主一")
