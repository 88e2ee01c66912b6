"""A petition is linked to a lead that is known, by the lead's code or its card, from the petition's page."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.leads import adding, converting, merging
from app.leads.types import LeadPaper
from app.petitions import handling
from app.requests import scanning
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.pages import Seat
from ui import texts
from ui.leads import telling
from ui.petitions.joining import JOIN
from ui.petitions.page import PetitionsPage

Sit = Callable[[str], tuple[PetitionsPage, Seat]]


def offered(page: PetitionsPage) -> list[str]:
    """The acts behind "More"."""
    return [each.text() for each in page.detail._more.menu().actions()]


@pytest.mark.scenario("P37")
def test_a_petition_with_something_new_wakes_the_parked_lead_to_which_it_is_linked(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    lead = leading.disposed(town, "park")
    row = p.signed(town)
    page, seat = sit_down("jck")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert "Link to a known lead" in offered(page)
    page._act(JOIN)
    sheet = page.joining
    assert sheet.isVisible()
    assert not sheet.submit_button.isEnabled()

    sheet.lead.take_code("S999999ZZ-2026-00001-0")
    qtbot.waitUntil(lambda: bool(sheet.form.field("code").error()))
    number = leading.view(town, lead, "jck").row.number
    assert page.take_scan(town.ask("jck", scanning.scan, text=number))
    qtbot.waitUntil(sheet.submit_button.isEnabled)
    assert "甲某" in sheet.lead._facts.text()
    sheet.form.field("matter").set_value("来信称其又在外地收受房产一套")
    sheet.submit()

    qtbot.waitUntil(sheet.isHidden)
    assert number in seat.notices.text()
    told = leading.view(town, lead, "jck")
    assert (told.row.number, told.row.round, told.row.status) == (number, 2, "L_ANALYSING")
    assert any(row.number in m.source_ref for m in told.matters)
    assert [each.id for each in town.ask("jck", converting.of_petition, petition_id=row.id)] == [
        lead
    ]
    qtbot.waitUntil(lambda: number in page.detail._facts.text())
    woke = next(m for m in telling.moments(told) if m.title == texts.word("event.WAKE"))
    assert woke.why == "Something new came in"  # not the word that the books keep


@pytest.mark.scenario("P42")
def test_a_petition_is_not_linked_to_a_void_code_and_the_sentence_names_it(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    lead = leading.registered(town)
    leading.act(town, "ag1", merging.void, lead, "fen1", reason="重复登记")
    number = leading.view(town, lead).row.number
    row = p.signed(town)
    page, seat = sit_down("ag1")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    page._act(JOIN)
    page.joining.lead.take_code(number)
    qtbot.waitUntil(page.joining.submit_button.isEnabled)
    page.joining.submit()
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
    assert f"{number} is void or merged" in seat.notices.text()
    assert town.refusals()[-1] == "R127"
    assert town.ask("ag1", converting.of_petition, petition_id=row.id) == ()


def test_a_lead_that_changed_meanwhile_is_refused_and_read_again(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    lead = leading.assigned(town)
    row = p.signed(town)
    page, seat = sit_down("jck")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    page._act(JOIN)
    number = leading.view(town, lead, "jck").row.number
    page.joining.lead.take_code(number)
    qtbot.waitUntil(page.joining.submit_button.isEnabled)
    paper = LeadPaper("other", "材〔2026〕1号")
    leading.act(town, "ag1", adding.file_paper, lead, paper=paper)
    page.joining.submit()
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
    qtbot.waitUntil(page.joining.submit_button.isEnabled)
    page.joining.submit()
    qtbot.waitUntil(page.joining.isHidden)
    assert row.number in seat.notices.text()


def test_who_keeps_no_leads_is_not_offered_it(town: City, sit_down: Sit, qtbot: QtBot) -> None:
    row = p.accepted(town)
    page, _ = sit_down("xf1")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert "Link to a known lead" not in offered(page)
    p.do(town, "xf1", handling.transfer, petition_id=row.id, office="JC")
