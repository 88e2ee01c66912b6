"""信访 → 线索 → 案件 → 物品, followed both ways by those who may; what the auditor reads of it."""

import pytest

from app.audit import service as audit
from app.custody import service as custody
from app.leads import adding, converting, disposing, links
from app.leads import views as lead_views
from app.petitions import handling, views
from app.petitions.errors import LeadsOpen
from tests.support import leading, petitioning
from tests.support.city import City

#: Of the next lower committee: a verification of him is signed by the committee's head too.
HEAD = petitioning.accused("丙某", "甲区", post="甲区区委书记")


def converted(city: City) -> tuple[str, str]:
    """(petition, lead): the office's clerk turned a petition into a lead."""
    row = petitioning.signed(city)
    petitioning.do(city, "jck", handling.convert, petition_id=row.id)
    (lead,) = city.ask("ag1", converting.of_petition, petition_id=row.id)
    return row.id, lead.id


@pytest.mark.scenario("P5")
def test_a_petition_becomes_a_lead_with_a_code_and_both_point_at_one_another(city: City) -> None:
    petition, lead = converted(city)
    told = leading.view(city, lead)
    number = city.ask("xf1", views.view, petition_id=petition).row.number
    assert told.source_ref == number
    assert told.row.source == "XF"
    assert told.row.number.startswith("S120000AG-2026-")
    assert [link.kind for link in told.links] == ["petition"]
    (joined,) = (t for t in told.timeline if t.event == "JOIN_PETITION")
    assert joined.told == number  # with which one it was linked


@pytest.mark.scenario("P5")
def test_who_may_not_see_the_petition_reads_no_number_of_it_at_its_lead(city: City) -> None:
    """The committee's head signs what a petition became, and has no business with the petition."""
    petition = petitioning.signed(city, petitioning.new(city, accused=(HEAD,)))
    number = petition.number
    petitioning.do(city, "jck", handling.convert, petition_id=petition.id)
    (row,) = city.ask("ag1", converting.of_petition, petition_id=petition.id)
    lead = leading.analysing(city, row.id)
    leading.proposed(city, "verify", lead)
    for login in ("fen1", "zhu1"):
        leading.act(city, login, disposing.approve_disposal, lead)
    told = leading.view(city, lead, "dang1")
    assert told.source_ref == ""
    assert [matter.source_ref for matter in told.matters] == [""]
    assert [link.number for link in told.links] == [""]
    assert number not in repr(told)
    # nor is the lead found by it, or by a part of it that stands nowhere else
    place = number.rsplit("-", 2)[1]
    for words in (number, place):
        assert city.do("dang1", lead_views.search_for, words=words) == ()
        assert [r.id for r in city.do("jck", lead_views.search_for, words=words)] == [lead]
    for words in ("丙某", told.row.number, "2026"):
        assert [r.id for r in city.do("dang1", lead_views.search_for, words=words)] == [lead], words
    for login in ("ag1", "jck"):  # they may see the petition, and follow it
        told = leading.view(city, lead, login)
        assert (told.source_ref, told.links[0].number) == (number, number)
    leading.act(city, "ag1", adding.add_alias, lead, organ="省", code="省-7")
    assert leading.view(city, lead, "dang1").aliases == (("省", "省-7"),)


@pytest.mark.scenario("P50")
def test_a_petition_closes_only_after_its_lead(city: City) -> None:
    petition, lead = converted(city)
    with pytest.raises(LeadsOpen):
        petitioning.close(city, petition)
    _walk_to_end(city, lead)
    assert leading.status(city, lead) == "L_CLOSING"
    with city.database.read() as session:
        assert links.living(session, petition) == ()


def _walk_to_end(city: City, lead: str) -> None:
    """The lead is assigned, analysed, disposed of and closed."""
    leading.analysing(city, lead)
    leading.proposed(city, "close", lead)
    for login in ("fen1", "zhu1"):
        if leading.status(city, lead) == "L_DISPOSAL_PENDING":
            leading.act(city, login, disposing.approve_disposal, lead)


def test_a_second_petition_of_the_same_matter_joins_the_lead_and_wakes_it(city: City) -> None:
    first, lead = converted(city)
    second, same = converted(city)
    assert same == lead
    assert first != second
    assert len(city.ask("ag1", converting.of_petition, petition_id=second)) == 1


@pytest.mark.scenario("P36")
def test_from_the_item_back_to_the_lead_by_those_who_may(city: City) -> None:
    lead = leading.filed(city)
    case = leading.view(city, lead, "jc1").links[0].id
    new = (city.new("公文包", measure="seize"),)
    (item,) = city.do("jc1", custody.register, case_id=case, items=new)
    assert item.case_id == case
    assert [r.id for r in city.ask("jc1", links.of_case, case_id=case)] == [lead]
    assert city.ask("guan1", links.of_case, case_id=case) == ()


def test_the_auditor_reads_that_something_was_done_and_never_what_it_is_about(city: City) -> None:
    lead = leading.registered(city, name="张某某", summary="某工程招标")
    lines = city.ask("ji1", audit.entries, object_id=lead)
    told = str([line.entry.facts for line in lines])
    assert "张某某" not in told
    assert "招标" not in told
    assert any(line.entry.kind == "REGISTER_LEAD" for line in lines)
    assert city.ask("an1", audit.entries, object_id=lead) == ()
