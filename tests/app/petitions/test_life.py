"""A petition's way: screened, accepted, transferred, closed, told, objected to, archived; and every guard on it."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from app.deadlines import limits
from app.petitions import deciding, handling, righting, service, supervising, telling, views
from app.petitions.types import Event
from tests.support import petitioning as p
from tests.support import raw
from tests.support.city import City
from tests.support.world import refused


@pytest.mark.scenario("P5")
def test_case_supervision_hears_of_a_transfer_in_the_same_transaction(city: City) -> None:
    row = p.accepted(city)
    given: dict[str, Any] = {"petition_id": row.id, "office": "JC", "version": row.seq}
    row = p.do(city, "xf1", handling.transfer, act="transfer-1", **given)
    (told,) = city.ask("ag1", supervising.notices)
    assert (told.kind, told.number) == ("transferred", row.number)
    with raw.opened(city.url) as books:
        asked = "SELECT count(*) FROM petition_notice n JOIN act a ON a.recorded_at = n.made_at"
        assert books.one(f"{asked} WHERE a.id = 'transfer-1'") == 2
    refused("R38", lambda: city.do("jc1", handling.sign_in, petition_id=row.id))
    row = p.do(city, "jck", handling.sign_in, petition_id=row.id)
    assert row.status == "P_SIGNED"
    assert city.ask("jck", views.rows)[0].id == row.id
    city.do("ag1", supervising.read_notice, notice_id=told.id)
    assert city.ask("ag1", supervising.notices) == ()


def test_an_office_without_its_clerk_gets_nothing(city: City) -> None:
    row = p.accepted(city)
    given: dict[str, Any] = {"petition_id": row.id, "office": "SC"}
    refused("X17", lambda: city.do("xf1", handling.transfer, **given))


@pytest.mark.scenario("P6")
def test_the_result_is_told_with_a_recording_and_the_clock_stops_there(city: City) -> None:
    row = p.closed(city, p.named(city))
    clock = p.clock_of(city, row.id, "T-P4")
    assert (clock.met_at, clock.lamp) == (None, "blue")
    at = city.clock.at
    city.clock.forward(days=2)
    given: dict[str, Any] = {"petition_id": row.id, "way": "phone", "at": at}
    refused("X08", lambda: city.do("jc1", handling.feed_back, **given))
    refused("X09", lambda: city.do("jc1", handling.feed_back, **{**given, "way": "to_his_unit"}))
    done = p.tell_result(city, row.id, at)
    assert done.status == "P_FED_BACK"
    assert p.clock_of(city, row.id, "T-P4").met_at == at
    assert p.view(city, row.id).feedbacks[-1].is_proved


@pytest.mark.scenario("P7")
def test_an_objection_with_new_evidence_goes_back_to_the_handler(city: City) -> None:
    row = p.fed_back(city)
    given: dict[str, Any] = {"petition_id": row.id, "objection": "不认可", "explanation": "已解释"}
    stays = p.do(city, "jc1", handling.object_, **given)
    assert stays.status == "P_FED_BACK"
    back = p.do(
        city, "jc1", handling.object_, evidence=(p.paper(city, "照片", "picture"),), **given
    )
    assert back.status == "P_HANDLING"
    seen = p.view(city, row.id)
    assert [o.part for o in seen.originals] == ["receipt", "objection"]
    assert [f.explanation for f in seen.feedbacks if f.objection] == ["已解释"] * 2
    assert "supplement" in {n.kind for n in city.ask("jck", supervising.notices)}


@pytest.mark.scenario("P8")
def test_an_assigned_petition_is_due_in_three_months_and_an_extension_is_told_upwards(
    city: City,
) -> None:
    city.clock.at = datetime(2025, 11, 30, 2, 0, tzinfo=UTC)
    city.clock.forward(days=250)
    received = datetime(2025, 11, 30, 2, 0, tzinfo=UTC)
    told = p.new(city, "referred", sub_channel="assigned_down", received_at=received)
    row = p.registered(city, told, by="qxf1")
    with city.database.read() as session:
        found = limits.due(session, "T-P5", date(2025, 11, 30))
    assert found.on == date(2026, 2, 28)
    assert row.due == found.rolled
    given: dict[str, Any] = {"petition_id": row.id, "rule": "T-P5", "reason": "案情复杂"}
    refused("R41", lambda: city.do("qxf1", handling.extend, **given))
    refused("R41", lambda: city.do("qxf1", handling.extend, "qfen1", **given))
    assert "petitions.extend" in {
        a.verb for a in p.view(city, given["petition_id"], "qxf1").actions
    }
    later = p.do(city, "qxf1", handling.extend, "qzhu1", **given)
    assert str(later.due) > str(row.due)
    assert [n.kind for n in city.ask("xf1", supervising.notices)] == ["extension"]
    refused("R15", lambda: city.do("qxf1", handling.extend, "qzhu1", **given))
    city.do("qxf1", handling.extend, "qzhu1", document="市纪委批复1号", **given)


@pytest.mark.scenario("P10")
def test_what_is_out_of_scope_is_routed_out_with_guidance_and_counts_under_its_kind(
    city: City,
) -> None:
    land = p.matter("宅基地与邻居争议", kind="out_of_scope", disciplines=(), offences=())
    row = p.screened(city, p.named(city, "visit", matters=(land,)))
    refused("X03", lambda: city.do("xf1", deciding.accept, petition_id=row.id))
    given: dict[str, Any] = {
        "petition_id": row.id,
        "competent": "某区自然资源局",
        "version": row.seq,
    }
    refused("X06", lambda: city.do("xf1", deciding.route_out, guidance="", **given))
    done = p.do(city, "xf1", deciding.route_out, guidance="请向自然资源部门反映", **given)
    assert (done.status, done.kind, done.due) == ("P_ROUTED_OUT", "out_of_scope", None)
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM petition_mark") == 0
    assert p.view(city, row.id).feedbacks[0].kind == "guidance"


def test_an_accusation_without_marks_is_not_accepted(city: City) -> None:
    row = p.screened(city, p.new(city, matters=(p.matter(disciplines=(), offences=()),)))
    refused("X04", lambda: city.do("xf1", deciding.accept, petition_id=row.id))


def test_refusing_takes_one_of_three_grounds_and_guidance_for_a_name(city: City) -> None:
    row = p.screened(city, p.named(city))
    given: dict[str, Any] = {"petition_id": row.id}
    refused("X06", lambda: city.do("xfz", deciding.refuse, ground="too_late", **given))
    refused("X06", lambda: city.do("xfz", deciding.refuse, ground="legal_way", **given))
    done = p.do(city, "xfz", deciding.refuse, ground="legal_way", guidance="请向法院起诉", **given)
    assert done.status == "P_REFUSED"
    done = p.do(city, "xf1", handling.archive, petition_id=row.id, volume="卷1")
    assert done.status == "P_ARCHIVED"


@pytest.mark.scenario("P16")
def test_nothing_is_forwarded_to_the_accused_or_under_him(city: City) -> None:
    told = p.new(city, accused=(p.accused("甲某", "甲区纪委监委"),))
    row = p.screened(city, told)
    for code in ("QU1", "JIE1"):
        to = partial(city.do, "xfz", deciding.forward, petition_id=row.id)
        refused("X05", partial(to, target_id=city.organ(code)))
    given: dict[str, Any] = {"petition_id": row.id, "target_id": city.organ("QU2")}
    done = p.do(city, "xfz", deciding.forward, **given)
    assert done.status == "P_FORWARDED"
    (child,) = city.ask("exf1", views.rows)
    assert (child.channel, child.original_channel, child.due_rule) == ("referred", "letter", "T-P2")
    made = p.do(city, "exf1", service.register, petition_id=child.id)
    assert made.number.startswith("X120102-2026-转-000001-")
    assert p.view(city, row.id).links[0].other_id == child.id


def test_assigning_down_takes_a_leader_and_the_upper_petition_waits_for_the_lower(
    city: City,
) -> None:
    row = p.screened(city, p.named(city))
    given: dict[str, Any] = {"petition_id": row.id, "target_id": city.organ("QU2")}
    refused("R41", lambda: city.do("xfz", deciding.assign, **given))
    refused("X22", lambda: city.do("xfz", deciding.assign, "qfen1", **given))
    city.do("xfz", deciding.assign, "fen1", **given)
    (child,) = city.ask("exf1", views.rows)
    assert child.due_rule == "T-P5"
    (below,) = p.view(city, row.id).links
    assert (below.kind, below.due) == ("forwarded", child.due)  # who assigned sees by when
    assert p.view(city, child.id, "exf1").has_identity
    archive = {"petition_id": row.id, "volume": "卷1"}
    refused("X23", lambda: city.do("xf1", handling.archive, **archive))


@pytest.mark.scenario("P19")
def test_a_channel_changes_by_amendment_only_and_both_values_stay(city: City) -> None:
    row = p.registered(city)
    given: dict[str, Any] = {
        "petition_id": row.id,
        "field": "channel",
        "value": "web",
        "reason": "录入错误",
    }
    refused("R41", lambda: city.do("xf1", righting.amend, **given))
    done = p.do(city, "xf1", righting.amend, "xfz", **given)
    assert (done.channel, done.number) == ("web", row.number)
    (told,) = city.ask("xf1", views.amendments)
    assert (told.was, told.now, told.second_name) == ("letter", "web", "信长")
    assert p.view(city, row.id).entries[0].facts["was"] == "letter"
    named = {**given, "field": "accused", "value": "他人"}
    refused("X13", lambda: city.do("xf1", righting.amend, "xfz", **named))
    with raw.opened(city.url) as books, pytest.raises(raw.Refusals, match="only with its entry"):
        books.do("UPDATE petition SET channel = 'visit'")


@pytest.mark.scenario("P20")
def test_an_earlier_receipt_takes_a_second_person_and_is_listed(city: City) -> None:
    row = p.registered(city, p.named(city))
    earlier = city.clock.at - timedelta(days=30)
    value = earlier.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    given: dict[str, Any] = {
        "petition_id": row.id,
        "field": "received_at",
        "value": value,
        "reason": "邮戳",
    }
    refused("R41", lambda: city.do("xf1", righting.amend, **given))
    done = p.do(city, "xf1", righting.amend, "xfz", **given)
    assert str(done.due) < str(row.due)
    (told,) = city.ask("xfz", views.amendments)
    assert told.is_backdated


@pytest.mark.scenario("P23")
def test_an_office_gives_nothing_back_without_its_leader(city: City) -> None:
    row = p.signed(city)
    given: dict[str, Any] = {
        "petition_id": row.id,
        "ground": "no_substance",
        "reason": "经研究无具体内容",
    }
    refused("R41", lambda: city.do("jck", handling.give_back, **given))
    refused("X22", lambda: city.do("jck", handling.give_back, "qfen1", **given))
    refused("X06", lambda: city.do("jck", handling.give_back, "fen1", **{**given, "ground": "x"}))
    city.do("jck", handling.give_back, "fen1", **given)
    back = p.view(city, row.id).row
    assert (back.status, back.office) == ("P_SCREENING", "")
    assert city.ask("jck", views.rows) == ()


@pytest.mark.scenario("P24")
def test_a_notice_without_proof_does_not_stop_the_clock(city: City) -> None:
    row = p.registered(city, p.named(city))
    given: dict[str, Any] = {"petition_id": row.id, "way": "phone", "text": "您的来信已受理"}
    city.do("xf1", telling.notify, at=city.clock.at, **given)
    assert p.clock_of(city, row.id, "T-P3").met_at is None
    at = city.clock.at
    city.do("xf1", telling.notify, at=at, proof=p.paper(city, "录音", "recording"), **given)
    assert p.clock_of(city, row.id, "T-P3").met_at == at
    assert [f.is_proved for f in p.view(city, row.id).feedbacks] == [False, True]
    refused("X10", lambda: city.do("xf1", telling.notify, **_anonymous(city)))


def _anonymous(city: City) -> dict[str, Any]:
    row = p.registered(city)
    return {"petition_id": row.id, "way": "phone", "text": "受理", "at": city.clock.at}


@pytest.mark.scenario("P26")
def test_a_district_alone_finds_no_false_accusation(city: City) -> None:
    row = p.handled(city)
    outcomes = {m.id: "false_accusation" for m in p.view(city, row.id).matters}
    given: dict[str, Any] = {"petition_id": row.id, "outcomes": outcomes, "text": "经查不属实。"}
    assert p.do(city, "jc1", handling.close, "fen1", **given).status == "P_CLOSED"
    district = p.accepted(city, by="qxf1")
    city.do("qxf1", handling.transfer, petition_id=district.id, office="JC")
    city.do("qjck", handling.sign_in, petition_id=district.id)
    who = {"handler_id": city.id_of("qjc1")}
    city.do("qjck", handling.convert, petition_id=district.id, **who)
    outcomes = {m.id: "false_accusation" for m in p.view(city, district.id, "qjc1").matters}
    given = {
        "petition_id": district.id,
        "outcomes": outcomes,
        "text": "经查不属实。",
    }
    refused("X12", lambda: city.do("qjc1", handling.close, "qfen1", **given))
    done = p.do(city, "qjc1", handling.close, "qfen1", city_document="市批1号", **given)
    assert done.status == "P_CLOSED"


@pytest.mark.scenario("P28")
def test_a_date_in_an_unpublished_year_is_provisional(city: City) -> None:
    city.clock.at = datetime(2026, 12, 25, 2, 0, tzinfo=UTC)
    row = p.registered(city, p.named(city))
    assert row.is_provisional
    changes = (limits.CalendarChange(date(2027, 1, 1), False),)
    given: dict[str, Any] = {"year": 2027, "changes": changes, "basis": "国务院办公厅通知"}
    refused("R41", lambda: city.do("bao1", limits.load_calendar, **given))
    moved = city.do("bao1", limits.load_calendar, "xi1", **given)
    assert [m.object_id for m in moved] == [row.id]
    (again,) = city.ask("xf1", views.rows)
    assert not again.is_provisional
    assert str(again.due) > str(row.due)


@pytest.mark.scenario("P50")
def test_a_named_reporter_who_was_not_told_keeps_his_petition_out_of_the_archive(
    city: City,
) -> None:
    row = p.closed(city, p.named(city))
    given: dict[str, Any] = {"petition_id": row.id, "volume": "2026-卷7"}
    refused("X10", lambda: city.do("xf1", handling.archive, **given))
    p.tell_result(city, row.id)
    done = p.do(city, "xf1", handling.archive, **given)
    assert done.status == "P_ARCHIVED"
    assert p.view(city, row.id).volume == "2026-卷7"
    # the archive ends its clocks: that it was accepted nobody ever told him, and the measure does not say otherwise
    assert p.clock_of(city, row.id, "T-P3").met_at is not None
    today = city.clock.at.date()
    given = {"since": today - timedelta(days=300), "until": today}
    measures = {m.name: (m.n, m.base) for m in city.ask("xf1", supervising.effects, **given)}
    assert measures["on_time_notice"] == (0, 1)
    assert measures["on_time_result"] == (1, 1)


def test_a_petition_is_not_closed_while_its_lead_lives(city: City) -> None:
    row = p.handled(city)
    (link,) = [link for link in p.view(city, row.id).links if link.other_kind == "lead"]
    assert link.kind == "lead"
    code = next(e for e in p.view(city, row.id).entries if e.kind == Event.CONVERT).facts["lead"]
    assert code.startswith("S120000AG-2026-")
    assert p.view(city, row.id).row.number == row.number
    refused("X11", lambda: p.close(city, row.id))


def test_a_text_that_may_show_who_reported_is_not_told(city: City) -> None:
    row = p.handled(city, p.named(city))
    outcomes = {m.id: "true" for m in p.view(city, row.id).matters}
    given: dict[str, Any] = {"petition_id": row.id, "outcomes": outcomes}
    refused("X09", lambda: city.do("jc1", handling.close, "fen1", text="举报人反映属实", **given))


def test_who_read_an_older_version_decides_nothing(city: City) -> None:
    row = p.screened(city)
    no = refused(
        "R05", lambda: city.do("xf1", deciding.accept, petition_id=row.id, version=row.seq - 1)
    )
    assert no.facts["current"] == row.seq


def test_the_timeline_tells_both_times_and_every_act(city: City) -> None:
    row = p.fed_back(city)
    kinds = [e.kind for e in reversed(p.view(city, row.id).entries)]
    assert kinds == [
        Event.RECEIVE,
        Event.REGISTER,
        Event.SCREEN,
        Event.ACCEPT,
        Event.TRANSFER,
        Event.SIGN_IN,
        Event.CONVERT,
        Event.CLOSE,
        Event.FEED_BACK,
    ]


def test_the_organ_above_sees_the_lower_ledger_and_never_writes_in_it(city: City) -> None:
    row = p.registered(city, by="qxf1")
    assert p.view(city, row.id).row.id == row.id
    assert not any(a.is_open for a in p.view(city, row.id).actions)
    refused("X03", lambda: city.do("xf1", deciding.screen, petition_id=row.id))
    given: dict[str, Any] = {"reason": "superior", "demand": "报送情况", "due": date(2026, 6, 30)}
    made = city.do("du1", supervising.order, petition_id=p.accepted(city, by="qxf1").id, **given)
    assert made.number == "DB2026-00001"


@pytest.mark.scenario("P11")
def test_a_region_is_a_code_so_that_all_write_it_alike(city: City) -> None:
    """What one desk calls 甲区 and another 120101 would stand in two rows of the count."""
    for wrong, code in (
        ("甲区", "R16"),
        ("1201", "R16"),
        ("甲区东街道某社区第一网格某小区某号楼", "R54"),
    ):
        told = p.new(city, region=wrong)
        refused(code, partial(p.registered, city, told))
    row = p.registered(city, p.new(city, region=" 120101001201 "))
    assert p.view(city, row.id).row.region == "120101001201"
    assert p.view(city, row.id).region_name == "甲区"
    given: dict[str, Any] = {"petition_id": row.id, "field": "region", "reason": "录错"}
    refused("R16", lambda: city.do("xf1", righting.amend, "xf2", value="乙区", **given))
