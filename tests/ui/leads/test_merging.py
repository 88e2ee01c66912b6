"""Two codes for one matter become one lead, by the other one's code or its card; a lead is about several persons."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app import clock
from app.leads import views
from app.requests import scanning
from tests.support import leading
from tests.support.city import City
from tests.support.pages import Seat
from ui.leads.page import LeadsPage

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat, lead: str = "") -> LeadsPage:
    page: LeadsPage = seat.show(LeadsPage(seat.station))
    page.resize(1700, 900)
    page.refresh()
    if lead:
        page.show_target(lead)
        qtbot.waitUntil(lambda: page.detail.view() is not None)
    return page


def at_hand(page: LeadsPage) -> str:
    view = page.detail.view()
    return view.row.id if view is not None else ""


@pytest.mark.scenario("P51")
def test_a_lead_is_merged_into_the_one_whose_card_was_scanned(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    into = leading.registered(town, ref="一号")
    lead = leading.registered(town, ref="二号", name="乙某")
    number, other = (leading.view(town, each).row.number for each in (lead, into))
    seat = sit_in_town("ag1")
    seat.beside.login = "fen1"
    page = shown(qtbot, seat, lead)
    button = page.detail.findChild(QPushButton, "lead.act.MERGE_LEAD")
    assert button is not None
    button.click()
    sheet = page.merge
    assert sheet.isVisible()
    assert not sheet.submit_button.isEnabled()

    sheet.take_code(number)  # its own card
    qtbot.waitUntil(lambda: bool(sheet.form.field("into").error()))
    assert page.take_scan(town.ask("ag1", scanning.scan, text=other))
    qtbot.waitUntil(sheet.submit_button.isEnabled)
    assert at_hand(page) == lead  # a scan here opens no other lead
    assert "甲某" in sheet.into._facts.text()
    sheet.form.field("reason").set_value("同一问题两次移送")
    sheet.submit()

    qtbot.waitUntil(sheet.isHidden)
    assert number in seat.beside.summaries[0]
    assert leading.status(town, lead) == "L_MERGED"
    assert {p.name for p in leading.view(town, into).persons} == {"甲某", "乙某"}
    assert town.ask("ag1", views.find, code=number).id == into
    qtbot.waitUntil(lambda: at_hand(page) == into)
    qtbot.waitUntil(lambda: "乙某" in page.detail._facts.text())


def test_a_lead_about_three_persons_is_registered_with_each_of_them(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    page = shown(qtbot, sit_in_town("ag1"))
    page.open_form()
    form = page.sheet.form
    given = {
        "source": "XS",
        "source_ref": "巡移〔2026〕7号",
        "received_at": clock.local(town.clock.at - timedelta(hours=3)),
        "summary": "工程招标问题",
        "matter": "2025年在某工程招标中收受现金",
    }
    for name, value in given.items():
        form.field(name).set_value(value)
    page.sheet.one_more()
    assert form.field("name").error()
    for name in ("丙某", "丁某", "戊某"):
        form.field("name").set_value(name)
        form.field("unit").set_value("某局")
        page.sheet.one_more()
    assert [p.name for p in page.sheet.persons.persons()] == ["丙某", "丁某", "戊某"]
    away = page.sheet.persons.findChild(QPushButton, "new_lead.away.1")
    assert away is not None
    away.click()
    form.field("unit").set_value("某所")  # whose?
    page.sheet.submit()
    assert form.field("name").error()
    form.field("name").set_value("己某")
    form.field("key").set_value(True)
    page.sheet.submit()
    qtbot.waitUntil(page.sheet.isHidden)
    (row,) = town.ask("ag1", views.rows)
    persons = leading.view(town, row.id).persons
    assert {(p.name, p.unit, p.key) for p in persons} == {
        ("丙某", "某局", False),
        ("戊某", "某局", False),
        ("己某", "某所", True),
    }
    assert page.sheet.persons.persons() == ()
