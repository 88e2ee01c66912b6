"""Looking a repeat up, the ladder with its notices and measures, and an identity that is erased: each from the page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.leads import assigning, converting, disposing
from app.leads.types import Plan
from app.petitions import alike, handling, identities, supervising
from db.ledger import queries as trail
from db.petitions import belongings, supervision
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.pages import Seat
from ui import texts
from ui.petitions import telling
from ui.petitions.page import PetitionsPage

Sit = Callable[[str], tuple[PetitionsPage, Seat]]


def shown(page: PetitionsPage, qtbot: QtBot, petition_id: str) -> Any:
    page.show_target(petition_id)
    qtbot.waitUntil(lambda: _view(page) is not None and _view(page).row.id == petition_id)
    return _view(page)


def _view(page: PetitionsPage) -> Any:
    return page.detail.view()


@pytest.mark.scenario("P10")
def test_candidates_about_the_same_person_are_linked_or_declined(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    first, other = p.registered(town), p.registered(town)
    row = p.registered(town, p.named(town))
    again = p.registered(town, p.named(town, matters=(p.matter("反映另一件事，与前件无关，请查"),)))
    page, seat = sit_down("xf1")
    shown(page, qtbot, row.id)
    page._act("petitions.link")
    sheet = page.repeats
    qtbot.waitUntil(lambda: sheet.table.model.rowCount() == 2)
    model: Any = sheet.table.model
    told = {model.loaded_row(at).number for at in range(2)}
    assert told == {first.number, other.number}, "compared by the person and the matter"

    sheet.decline.click()
    qtbot.waitUntil(lambda: bool(sheet.form.field("reason").error()))
    sheet.form.field("reason").set_value("不是同一件事")
    declined: Any = sheet.table.current_row()
    sheet.decline.click()
    qtbot.waitUntil(lambda: model.loaded_row(1).declined)
    qtbot.waitUntil(lambda: sheet._view is not None and sheet._view.row.seq == _view(page).row.seq)
    sheet.table.select_row(0)
    linked: Any = sheet.table.current_row()
    assert linked.number != declined.number
    sheet.submit()
    qtbot.waitUntil(lambda: "is linked" in seat.notices.text())
    found = {
        c.number: (c.linked, c.declined)
        for c in town.ask("xf1", alike.candidates, petition_id=row.id)
    }
    assert found == {linked.number: (True, False), declined.number: (False, True)}
    with town.database.read() as session:
        links = {link.kind: link for link in belongings.links(session, row.id)}
    assert links["repeat"].ended_at is None
    assert links["similar"].reason == "不是同一件事"

    sheet.phone.setText(p.WHO.phone)
    sheet._look_up()
    qtbot.waitUntil(lambda: again.number in sheet.same.text())
    assert row.number not in sheet.same.text()
    with town.database.read() as session:
        assert trail.count(session, kind="LOOK_UP") == 1
    sheet.leave()
    assert (sheet.phone.text(), sheet.same.text()) == ("", "")


@pytest.mark.scenario("P25")
def test_a_repeat_that_was_none_owes_its_notice_again_and_the_page_says_by_when(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    first, row = p.registered(town, p.named(town)), p.registered(town, p.named(town))
    other: dict[str, Any] = {"other_id": first.id, "kind": "repeat", "score": 100}
    town.do("xf1", alike.link, petition_id=row.id, **other)
    page, _ = sit_down("xf1")
    told = shown(page, qtbot, row.id)
    assert told.row.due is None
    page._act("petitions.unlink")
    page.acting.form.field("link_id").set_value(told.links[0].id)
    page.acting.form.field("reason").set_value("不是同一件事")
    page.acting.submit()
    qtbot.waitUntil(lambda: _view(page).row.due is not None)
    assert _view(page).row.due_rule == "T-P3"
    qtbot.waitUntil(page.detail._due.isVisible)
    assert p.view(town, row.id).row.receipt_kind == "first"
    assert p.clock_of(town, row.id, "T-P3").due == p.clock_of(town, first.id, "T-P3").due


@pytest.mark.scenario("P26")
def test_a_district_that_finds_a_false_accusation_alone_is_told_who_must_agree_and_nobody_is_called(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    row = p.accepted(town, by="qxf1")
    town.do("qxf1", handling.transfer, petition_id=row.id, office="JC")
    town.do("qjck", handling.sign_in, petition_id=row.id)
    town.do("qjck", handling.convert, petition_id=row.id, handler_id=town.id_of("qjc1"))
    _end_its_lead(town, row.id)
    page, seat = sit_down("qjc1")
    seat.beside.login = "qfen1"
    shown(page, qtbot, row.id)
    page._act("petitions.close")
    page.acting.form.field("outcome").set_value("false_accusation")
    page.acting.form.field("text").set_value("经查不属实。")
    page.acting.submit()
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
    assert "by a city's organ or above" in seat.notices.text()
    assert seat.beside.summaries == []  # the rules refuse before anybody signs
    assert town.refusals()[-1] == "X12"
    assert p.view(town, row.id, "qjc1").row.status == "P_HANDLING"

    page.acting.form.field("city_document").set_value("市批〔2026〕1号")
    page.acting.submit()
    qtbot.waitUntil(lambda: _view(page).row.status == "P_CLOSED")
    assert {m.outcome for m in p.view(town, row.id, "qjc1").matters} == {"false_accusation"}


def _end_its_lead(town: City, petition_id: str) -> None:
    """The district's own way to close the lead that the petition became."""
    (row,) = town.ask("qag1", converting.of_petition, petition_id=petition_id)
    clerk = town.id_of("qjck")
    given = {"office": "JC", "clerk_id": clerk, "opinion": "请研判"}
    leading.act(town, "qag1", assigning.propose_assignment, row.id, **given)
    leading.act(town, "qzhu1", assigning.approve_assignment, row.id)
    leading.act(town, "qag1", assigning.hand_over, row.id, pages=2)
    leading.act(town, "qjck", assigning.sign_in, row.id)
    two = (town.id_of("qjc1"), town.id_of("qjc2"))
    leading.act(town, "qjck", disposing.analyse, row.id, handlers=two)
    met = leading.meeting(town, "close", "qjcz", "qjc1", "qjc2")
    id_ = leading.act(town, "qjc1", disposing.hold_meeting, row.id, meeting=met)
    why = {"way": "close", "meeting_id": id_, "proposal": "了结", "plan": Plan()}
    leading.act(town, "qjc1", disposing.propose_disposal, row.id, review_on=None, **why)
    leading.act(town, "qfen1", disposing.approve_disposal, row.id)


@pytest.mark.scenario("P7")
def test_the_ladder_is_climbed_once_and_its_notices_are_taken_note_of(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    rows = [p.accepted(town, p.named(town)) for _ in range(5)]
    town.clock.forward(days=18)
    page, seat = sit_down("ag1")
    tab = page.supervision
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: tab.ladder.model.rowCount() == 5)
    assert "0 / 5" in tab.measures.text()
    assert "%" in tab.measures.text()
    tab.urge.click()
    qtbot.waitUntil(lambda: "5" in seat.notices.text())
    with town.database.read() as session:
        assert trail.count(session, kind="URGE_PETITION") == 5
    qtbot.waitUntil(tab.urge.isEnabled)
    tab.urge.click()
    qtbot.waitUntil(lambda: "Told anew: 0" in seat.notices.text())

    desk, _ = sit_down("xf1")
    mine = desk.supervision
    qtbot.waitUntil(lambda: desk.tabs.tabText(1).endswith("5"))
    desk.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: mine.notices.model.rowCount() == 5)
    assert not mine.urge.isVisible()
    mine.notices.select_row(0)
    chosen: Any = mine.notices.current_row()
    mine.note.click()
    qtbot.waitUntil(lambda: mine.notices.model.rowCount() == 4)
    with town.database.read() as session:
        note = supervision.notice(session, chosen.id)
        assert note is not None
        assert note.read_by == town.id_of("xf1")
    mine.ladder.select_row(0)
    mine.ladder.opened.emit(mine.ladder.current_row())
    assert desk.tabs.currentIndex() == 0
    qtbot.waitUntil(lambda: _view(desk) is not None and _view(desk).row.id in {r.id for r in rows})


@pytest.mark.scenario("P7")
def test_an_order_says_how_it_was_judged_beside_the_facts_and_in_the_history(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    """Sent back and cleared looked alike, and the first answer was gone once there was a second."""
    row = p.handled(town, p.named(town))
    day = town.clock.at.date() + timedelta(days=5)
    given: dict[str, Any] = {"reason": "leader_note", "demand": "报告进展", "due": day}
    made = town.do("du1", supervising.order, petition_id=row.id, **given)
    for reply, verdict in (("已约谈", "return"), ("已调账", "cancel")):
        town.do("jc1", supervising.answer_order, order_id=made.id, reply=reply)
        town.do("du1", supervising.judge_order, order_id=made.id, verdict=verdict)
    seen = p.view(town, row.id, "du1")
    (facts,) = [g for g in telling.groups(seen) if g.title == texts.word("petition.order")]
    assert facts.facts[0].value.endswith("已调账  Cleared")
    said = [telling.entry(e) for e in seen.entries if e.kind in ("ANSWER_ORDER", "JUDGE_ORDER")]
    assert {x.removeprefix(f"{made.number}: ") for x in said} == {
        "已约谈",
        "Returned",
        "已调账",
        "Cleared",
    }


@pytest.mark.scenario("P7")
def test_what_was_found_after_the_closing_stands_with_its_note_and_in_the_history(
    town: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "lead_counters", [])  # the lead's own walk is over
    row = p.closed(town)
    said: dict[str, Any] = {"effect": "rectified", "note": "现场核实，已退款"}
    town.do("du1", handling.note_effect, petition_id=row.id, **said)
    seen = p.view(town, row.id)
    (found,) = [g for g in telling.groups(seen) if g.title == texts.word("petition.effect")]
    assert found.facts[0].label == "Rectified"
    assert found.facts[0].value.endswith("督一  现场核实，已退款")
    (entry,) = [e for e in seen.entries if e.kind == "NOTE_EFFECT"]
    assert telling.entry(entry) == "Rectified"


@pytest.mark.scenario("P7")
def test_an_objection_stands_with_what_was_explained(
    town: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "lead_counters", [])  # the lead's own walk is over
    row = p.fed_back(town)
    said: dict[str, Any] = {"objection": "未提第二笔款项", "explanation": "将补充核实"}
    town.do("jc1", handling.object_, petition_id=row.id, **said)
    seen = p.view(town, row.id, "jc1")
    told = [fact.value for group in telling.groups(seen) for fact in group.facts]
    assert any("未提第二笔款项  将补充核实" in each for each in told)


@pytest.mark.scenario("P15")
def test_an_identity_is_erased_by_the_custodian_and_the_head_of_the_petition_office(
    town: City, sit_down: Sit, qtbot: QtBot
) -> None:
    row = p.handled(town, p.named(town))
    town.clock.at += timedelta(minutes=1)
    page, seat = sit_down("bao2")
    panel = page.requests
    qtbot.waitUntil(panel.isVisible)
    assert not page.tabs.isVisible()
    panel.erase.click()
    sheet = panel.erasing
    assert sheet.isVisible()
    sheet.form.set_values({"number": "X120100-2026-信-999999-A", "reason": "保存期满"})
    sheet.submit()
    qtbot.waitUntil(lambda: bool(sheet.form.field("number").error()))
    sheet.form.field("number").set_value(row.number)
    sheet.submit()  # nobody stands beside
    qtbot.waitUntil(lambda: bool(seat.beside.summaries))
    assert p.view(town, row.id).has_identity
    qtbot.waitUntil(sheet.submit_button.isEnabled)
    seat.beside.login = "xfz"
    sheet.submit()
    qtbot.waitUntil(sheet.isHidden)
    assert row.number in seat.beside.summaries[-1]
    assert "保存期满" in seat.beside.summaries[-1]
    assert not p.view(town, row.id).has_identity
    assert town.do("xf1", identities.look_up, phone=p.WHO.phone) == ()
    with town.database.read() as session:
        (entry,) = trail.page(session, kind="ERASE_IDENTITY", limit=9, offset=0)
    assert (entry.actor, entry.second) == (town.id_of("bao2"), town.id_of("xfz"))
