"""The law, the lamps, the measures and the matrix of leads, read as tables."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import errors
from app.identity.roles import Role as R
from app.leads import keyposts, matrix, rules
from app.leads.errors import MeasureBeforeFiling, PlanIncomplete
from app.leads.types import Lamp, LeadEvent, LeadStatus, Plan, Stage, Way

TODAY = date(2026, 5, 14)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_every_event_has_one_row_and_every_state_is_reached() -> None:
    assert set(rules.LAW) == set(LeadEvent)
    assert len(rules.ROWS) == len(rules.LAW)
    reached = {state for row in rules.ROWS for state in row.to}
    assert reached == set(LeadStatus)


def test_who_keeps_the_ledger_handles_no_lead_and_who_takes_reports_disposes_of_none() -> None:
    for event in (LeadEvent.PROPOSE_DISPOSAL, LeadEvent.USE_MEASURE, LeadEvent.SIGN_REPORT):
        assert R.LEAD_CLERK not in rules.LAW[event].starts
    disposing = {role for row in rules.ROWS for role in row.starts}
    assert not disposing & {R.PETITION_CLERK, R.PETITION_HEAD, R.PETITION_DESK}


def test_nothing_leads_out_of_a_code_that_is_void_or_merged() -> None:
    ended = {LeadStatus.VOID, LeadStatus.MERGED}
    assert not any(ended & set(row.froms) for row in rules.ROWS)


@pytest.mark.scenario("P44")
@pytest.mark.parametrize("named", ["", "transfer", "keep", "谈话函询"])
def test_there_is_no_fifth_way(named: str) -> None:
    with pytest.raises(errors.FieldInvalid):
        rules.way(named)
    assert set(rules.AFTER_DISPOSAL) == set(Way)


@pytest.mark.scenario("P45")
@pytest.mark.parametrize("measure", ["freeze", "search", "seal", "seize", "custody"])
def test_a_measure_that_needs_a_case_is_refused_before_it(measure: str) -> None:
    with pytest.raises(MeasureBeforeFiling):
        rules.require_early_measure(measure)


@pytest.mark.parametrize("part", rules.PLAN_PARTS[Way.VERIFY])
def test_a_plan_of_a_verification_holds_every_part_and_two_people(part: str) -> None:
    whole = dict.fromkeys(rules.PLAN_PARTS[Way.VERIFY], "有")
    rules.require_plan(Way.VERIFY, Plan(**whole, group=("a", "b")))
    with pytest.raises(PlanIncomplete):
        rules.require_plan(Way.VERIFY, Plan(**{**whole, part: " "}, group=("a", "b")))
    with pytest.raises(errors.NeedsTwoOfficers):
        rules.require_plan(Way.VERIFY, Plan(**whole, group=("a", "a")))


@pytest.mark.parametrize(
    ("decide_by", "red_on", "due_on", "lamp"),
    [
        (days(2), days(30), None, Lamp.BLUE),
        (days(-2), days(20), None, Lamp.YELLOW),
        (days(-30), days(-1), None, Lamp.RED),
        (None, None, days(4), Lamp.BLUE),
        (None, None, days(3), Lamp.YELLOW),
        (None, None, days(0), Lamp.YELLOW),
        (None, None, days(-1), Lamp.RED),
        (None, None, None, Lamp.BLUE),
    ],
)
def test_lamps(
    decide_by: date | None, red_on: date | None, due_on: date | None, lamp: Lamp
) -> None:
    assert rules.lamp(LeadStatus.ANALYSING, TODAY, decide_by, red_on, due_on) == lamp
    assert rules.lamp(LeadStatus.PARKED, TODAY, decide_by, red_on, due_on) == Lamp.NONE


@pytest.mark.parametrize(
    ("stage", "way", "lower_head", "key", "roles"),
    [
        (Stage.ASSIGN, "", False, False, (R.CHIEF,)),
        (Stage.DISPOSE, Way.TALK, False, False, (R.LEADER,)),
        (Stage.DISPOSE, Way.TALK, True, True, (R.LEADER, R.CHIEF)),
        (Stage.DISPOSE, Way.VERIFY, False, True, (R.LEADER, R.CHIEF)),
        (Stage.DISPOSE, Way.VERIFY, True, True, (R.LEADER, R.CHIEF, R.COMMITTEE)),
        (Stage.DISPOSE, Way.PARK, False, False, (R.LEADER,)),
        (Stage.DISPOSE, Way.PARK, False, True, (R.LEADER, R.CHIEF)),
        (Stage.DISPOSE, Way.CLOSE, False, True, (R.LEADER, R.CHIEF)),
        (Stage.CONCLUDE_VERIFICATION, "", False, False, (R.CHIEF,)),
        (Stage.FILE, "", False, False, (R.CHIEF, R.COMMITTEE)),
    ],
)
def test_the_matrix(
    stage: Stage, way: str, lower_head: bool, key: bool, roles: tuple[R, ...]
) -> None:
    who = matrix.classes(lower_head=lower_head, key=key)
    assert matrix.roles(stage, TODAY, way=way, who=who) == roles
    assert matrix.basis(stage, TODAY, way=way, who=who)


def test_a_row_of_the_matrix_holds_from_its_day_on() -> None:
    with pytest.raises(LookupError):
        matrix.roles(Stage.ASSIGN, date(2010, 1, 1))


@pytest.mark.parametrize(
    ("post", "key", "lower_head"),
    [
        ("河东区委书记", True, True),
        ("某区委副书记、区长", True, False),
        ("原区委书记", False, False),
        ("副区长", False, False),
        ("市党委委员", True, False),
        ("办公室科员", False, False),
    ],
)
def test_the_list_of_posts_decides_by_itself(post: str, key: bool, lower_head: bool) -> None:
    found = keyposts.find(post, TODAY, keyposts.SHIPPED)
    assert (found is not None) == key
    assert bool(found and found.lower_head) == lower_head


def test_a_post_counts_only_on_its_days() -> None:
    ended = keyposts.Post("区委书记", True, date(2020, 1, 1), date(2021, 1, 1))
    assert keyposts.find("区委书记", date(2020, 6, 1), [ended])
    assert not keyposts.find("区委书记", TODAY, [ended])


def test_one_person_is_known_by_name_and_unit() -> None:
    assert rules.is_same_person("张 三", "某局", "张三", "某局办公室")
    assert rules.is_same_person("张三", "", "张三", "某局")
    assert not rules.is_same_person("张三", "甲局", "张三", "乙局")
    assert not rules.is_same_person("张三", "甲局", "李四", "甲局")


def test_one_matter_is_known_through_other_words() -> None:
    told = "利用职务便利在道路工程招标中收受某公司现金二十万元"
    assert rules.is_same_matter(told, told.replace("某公司", "某某公司") + "。")
    assert not rules.is_same_matter(told, "违规为其子女安排工作并领取补贴")


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert rules.is_same_matter(one, other) == rules.is_same_matter(other, one)
    assert rules.is_same_matter(one, one)


def test_an_archive_says_what_it_lacks_in_order() -> None:
    assert rules.missing_materials({"report", "approval"}) == ("instruction", "minutes", "feedback")
    assert rules.missing_materials(rules.MATERIALS) == ()
