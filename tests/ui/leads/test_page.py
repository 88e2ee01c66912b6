"""The leads' page: what each person sees, the buttons that the law gives him, and what his forms do to the books."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app import clock
from app.identity import service as identity
from app.identity.types import NewPerson
from app.leads import adding, assigning, disposing, merging, verifying
from app.leads.types import LeadEvent, LeadPaper, Reported
from app.organs import service as organs
from app.requests import service as requests
from tests.support import leading
from tests.support.city import City
from tests.support.pages import Seat
from tests.support.world import FIRST_PASSWORD, PASSWORD
from ui import texts
from ui.catalogue import PAGES
from ui.leads import card
from ui.leads.page import LeadsPage
from ui.requests.page import ApprovalsPage

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat, lead: str = "") -> LeadsPage:
    page: LeadsPage = seat.show(LeadsPage(seat.station))
    page.refresh()
    if lead:
        page.show_target(lead)
        qtbot.waitUntil(lambda: page.detail.view() is not None)
    return page


def listed(page: LeadsPage) -> str:
    """The list as it is read, whichever row is chosen."""
    model = page.table.model
    rows = [row for at in range(model.rowCount()) if (row := model.loaded_row(at)) is not None]
    return "\n".join("\t".join(column.show(row) for column in model.columns) for row in rows)


def offered(page: LeadsPage) -> set[str]:
    QApplication.processEvents()  # what was put into a layout is shown in the next turn
    found = page.detail.findChildren(QPushButton)
    return {b.objectName().removeprefix("lead.act.") for b in found if b.isVisibleTo(page)} & set(
        LeadEvent
    )


def press(qtbot: QtBot, page: LeadsPage, event: str) -> None:
    button = page.detail.findChild(QPushButton, f"lead.act.{event}")
    assert button is not None, event
    button.click()
    sheet = page.minutes if event == "HOLD_MEETING" else page.act
    qtbot.waitUntil(sheet.isVisible)


def fill(page: LeadsPage, **values: object) -> None:
    for name, value in values.items():
        page.act.form.field(name).set_value(value)


def test_the_list_shows_lamp_code_stage_whom_and_by_when(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    page = shown(qtbot, sit_in_town("ag1"))
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 1)
    row = page.table.model.loaded_row(0)
    told = [column.show(row) for column in page.table.model.columns]
    number = leading.view(town, lead).row.number
    assert told[:5] == ["In time", number, "Registered", "甲某", "2026-06-15"]
    assert told[5:7] == ["0", "Case supervision"]
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert "甲某" in page.detail._facts.text()


def test_an_empty_page_says_what_comes_next(sit_in_town: Sit, qtbot: QtBot) -> None:
    assert shown(qtbot, sit_in_town("jcz")).tabs.isTabVisible(1)
    page = shown(qtbot, sit_in_town("jc1"))
    assert not page.tabs.isTabVisible(
        1
    )  # the month is not for who handles leads: nobody refuses him
    qtbot.waitUntil(page.table.empty.isVisible)
    assert page._new.isHidden()
    assert page.detail._nothing.isVisible()


def test_a_lead_is_registered_by_the_keyboard_and_earlier_ones_are_looked_at(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    known = leading.view(town, leading.registered(town)).row.number
    page = shown(qtbot, sit_in_town("ag1"))
    page.open_form()
    given = {
        "source": "SJ",
        "source_ref": "审移〔2026〕2号",
        "received_at": clock.local(town.clock.at - timedelta(hours=3)),
        "name": "甲某",
        "unit": "某局",
        "summary": "违规发放补贴",
        "matter": "2025年违规发放补贴十万元",
    }
    for name, value in given.items():
        page.sheet.form.field(name).set_value(value)
    page.sheet.submit()
    qtbot.waitUntil(page.sheet._seen.isVisible)
    assert known in page.sheet._earlier.text()
    assert not page.sheet.submit_button.isEnabled()
    page.sheet._seen.setChecked(True)
    page.sheet.submit()
    qtbot.waitUntil(page.sheet.isHidden)

    def is_the_new_one() -> bool:
        view = page.detail.view()
        return view is not None and view.row.source == "SJ" and view.prior == (known,)

    qtbot.waitUntil(is_the_new_one)


def test_the_buttons_are_what_the_law_lets_this_person_do(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    clerk = shown(qtbot, sit_in_town("ag1"), lead)
    qtbot.waitUntil(lambda: "PROPOSE_ASSIGNMENT" in offered(clerk))
    assert "TRANSFER_OUT" not in offered(clerk)
    clerk.detail._toggle_why()
    assert "Leader" in clerk.detail._why_not.text()
    leader = shown(qtbot, sit_in_town("zhu1"), lead)
    qtbot.waitUntil(lambda: "TRANSFER_OUT" in offered(leader))
    assert "PROPOSE_ASSIGNMENT" not in offered(leader)


def test_an_assignment_is_proposed_and_approved_in_the_window(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    page = shown(qtbot, sit_in_town("ag1"), lead)
    press(qtbot, page, "PROPOSE_ASSIGNMENT")
    fill(page, office="JC", clerk_id=town.id_of("jck"), opinion="请研判")
    page.act.submit()
    qtbot.waitUntil(page.act.isHidden)
    assert leading.status(town, lead) == "L_ASSIGN_PENDING"
    chief = shown(qtbot, sit_in_town("zhu1"), lead)
    press(qtbot, chief, "APPROVE_ASSIGNMENT")
    fill(chief, opinion="同意")
    chief.act.submit()
    qtbot.waitUntil(chief.act.isHidden)
    assert leading.status(town, lead) == "L_ASSIGNED"


def test_minutes_ask_each_one_for_his_own_words(sit_in_town: Sit, qtbot: QtBot, town: City) -> None:
    lead = leading.analysing(town)
    seat = sit_in_town("jc1")
    page = shown(qtbot, seat, lead)
    press(qtbot, page, "HOLD_MEETING")
    sheet = page.minutes
    given = {
        "held_at": clock.local(town.clock.at),
        "place": "一会议室",
        "level": "office",
        "host": town.id_of("jcz"),
        "way": "talk",
        "conclusion": "同意谈话函询",
    }
    for name, value in given.items():
        sheet.form.field(name).set_value(value)
    lines = {row.who.login: row for row in sheet._rows}
    for login in ("jcz", "jc1", "jc2"):
        lines[login].part.setCurrentIndex(1)
    lines["jcz"].said.setText("同意")
    lines["jc1"].said.setText("同意")
    sheet.submit()
    assert sheet.isVisible()  # 检二 has said nothing
    assert lines["jc2"].said.property("bad") is True
    assert "检二" in seat.notices.text()
    lines["jc2"].said.setText("应当初步核实")
    lines["jck"].part.setCurrentIndex(2)  # on leave
    sheet.submit()
    qtbot.waitUntil(sheet.isHidden)
    (met,) = leading.view(town, lead).meetings
    said = {o.name: (o.text, o.way, o.present) for o in met.opinions}
    assert said["检二"] == ("应当初步核实", "", True)  # nobody stands there for what he was against
    assert said["检签"] == ("", "", False)
    qtbot.waitUntil(
        lambda: any("检签: on leave" in x.text() for x in page.detail.findChildren(QLabel))
    )


def test_a_measure_is_signed_by_the_leader_who_stands_beside(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.disposed(town, "verify")
    seat = sit_in_town("jc1")
    seat.beside.login = "fen1"
    page = shown(qtbot, seat, lead)
    press(qtbot, page, "USE_MEASURE")
    fill(
        page,
        measure="retrieve",
        measure_target="账册",
        approval_no="批〔2026〕1号",
        measure_reason="查明",
    )
    page.act.submit()
    qtbot.waitUntil(page.act.isHidden)
    assert seat.beside.summaries
    assert [m.kind for m in leading.view(town, lead).measures] == ["retrieve"]


def test_a_refusal_keeps_what_was_written(sit_in_town: Sit, qtbot: QtBot, town: City) -> None:
    lead = leading.proposed(town, "talk")
    seat = sit_in_town("fen1")
    page = shown(qtbot, seat, lead)
    press(qtbot, page, "APPROVE_WAY")
    fill(page, opinion="同意")
    leading.act(town, "ag1", adding.file_paper, lead, paper=LeadPaper("other"))
    page.act.submit()
    qtbot.waitUntil(lambda: "changed meanwhile" in seat.notices.text())
    assert page.act.isVisible()
    assert page.act.form.field("opinion").value() == "同意"
    assert leading.status(town, lead) == "L_DISPOSAL_PENDING"


@pytest.mark.scenario("P40")
def test_a_code_that_is_typed_or_scanned_opens_its_lead(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    code = leading.view(town, lead).row.number
    page = shown(qtbot, sit_in_town("ag1"))
    page._words.setText(code.lower())
    page._search()
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert card.is_code(code)
    assert not card.is_code("2026-0001-0007")
    # words that fit several: each can be reached, and what was begun for another lead goes
    other = leading.registered(town, ref="二号", name="乙某")
    press(qtbot, page, "ADD_ALIAS")
    page._words.setText("工程招标")
    page._search()
    qtbot.waitUntil(lambda: page.findChild(QMenu, "leads.found") is not None)
    menu = page.findChild(QMenu, "leads.found")
    assert menu is not None
    (choice,) = (a for a in menu.actions() if leading.row(town, other).number in a.text())
    choice.trigger()
    qtbot.waitUntil(lambda: page._shown() == other)
    assert page.act.isHidden()


@pytest.mark.scenario("P39")
def test_the_month_balances_on_the_page_and_in_the_files(
    sit_in_town: Sit, qtbot: QtBot, town: City, tmp_path: Path
) -> None:
    leading.registered(town, ref="一号")
    leading.disposed(town, "close", ref="二号", name="乙某")
    page = shown(qtbot, sit_in_town("ag1"))
    page.month.begin(clock.day(town.clock.at))
    qtbot.waitUntil(lambda: bool(page.month._sum.text()))
    assert page.month._sum.text().startswith("0 + 2 + 0 − 1 − 0 = 1")
    qtbot.waitUntil(lambda: page.month.table.model.rowCount() == 3)


@pytest.mark.scenario("P54")
def test_the_ledger_leaves_as_its_chips_show_it(
    sit_in_town: Sit, qtbot: QtBot, town: City, tmp_path: Path
) -> None:
    leading.registered(town)
    seat = sit_in_town("ag1")
    seat.beside.login = "fen1"
    page = shown(qtbot, seat)
    for group, rows in (("open", 1), ("parked", 0)):
        page.show_target(group)
        qtbot.waitUntil(lambda many=rows: page.table.model.rowCount() == many)  # type: ignore[misc]
        page._export.click()
        page.exporting.form.set_values({"reason": "自查"})
        file = tmp_path / f"{group}.xlsx"
        page.exporting.write_to(file)
        qtbot.waitUntil(file.exists)
        assert f"Any lamp  {rows} in all  自查" in seat.beside.summaries[-1]
        lines = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
        assert str(lines[0][0]).endswith(f"共 {rows} 件")
        assert len(lines) == 2 + rows
        qtbot.waitUntil(page.exporting.isHidden)


def test_the_page_speaks_both_languages(
    sit_in_town: Sit, qtbot: QtBot, town: City, qapp: object
) -> None:
    from ui.shell import lang

    lead = leading.proposed(town, "verify")
    page = shown(qtbot, sit_in_town("zhu1"), lead)
    assert page._title.text() == "Leads"
    lang.apply(qapp, "zh")  # type: ignore[arg-type]  # the application, by its fixture
    qtbot.waitUntil(lambda: page._title.text() == "线索")
    qtbot.waitUntil(lambda: page.detail._status.text() == "处置待批")


def test_of_a_lead_outside_his_line_a_leader_sees_its_stage_and_why_there_is_no_more(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    """No refusal is noted and no reading told: he asked for nothing that he may not."""
    lead = leading.registered(town)
    number = leading.row(town, lead).number
    page = shown(qtbot, sit_in_town("fen1"))
    qtbot.waitUntil(lambda: page.detail.shown() == lead)
    assert page.detail.view() is None
    told = " ".join(label.text() for label in page.detail.findChildren(QLabel) if label.isVisible())
    assert "Not in your line" in told
    qtbot.waitUntil(lambda: number in listed(page))
    assert "工程招标问题" not in listed(page)
    page.refresh()
    assert page.detail.shown() == lead
    assert "R111" not in town.refusals()


def test_what_is_asked_for_is_seen_whichever_list_was_open(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    page = shown(qtbot, sit_in_town("ag1"))
    page.tabs.setCurrentIndex(3)
    page.open_form()
    qtbot.waitUntil(page.sheet.isVisible)
    page.sheet.form.field("name").set_value("演示甲")
    page.tabs.setCurrentIndex(1)
    page.show_target(lead)
    qtbot.waitUntil(lambda: page.detail.isVisible() and page.detail.view() is not None)
    assert not page.sheet.isVisible()
    page.open_form()
    assert page.sheet.form.field("name").value() == "演示甲"  # put aside, not lost


def test_a_page_that_opens_on_a_lead_shows_that_one_not_the_first_of_its_list(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    """As the window opens it: what is asked for, then the list."""
    wanted = leading.registered(town, "巡移〔2026〕1号")
    leading.registered(town, "巡移〔2026〕2号", name="乙某")
    seat = sit_in_town("ag1")
    page: LeadsPage = seat.show(LeadsPage(seat.station))
    page.show_target(wanted)
    page.refresh()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2)
    qtbot.waitUntil(lambda: not seat.station.work.waiting())
    assert page.detail.shown() == wanted


def test_who_comes_too_early_is_told_whose_signature_is_missing(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.proposed(town, "verify")  # a leader first, then the chief
    page = shown(qtbot, sit_in_town("zhu1"), lead)
    assert "APPROVE_WAY" not in offered(page)
    page.detail._toggle_why()
    assert "the next is: Leader." in page.detail._why_not.text()
    talk = leading.proposed(town, "talk", ref="巡移〔2026〕2号", name="乙某")  # the leader's alone
    page = shown(qtbot, sit_in_town("zhu1"), talk)
    qtbot.waitUntil(lambda: page.detail._number.text() == leading.row(town, talk).number)
    page.detail._toggle_why()
    assert page.detail._why_not.text().endswith(": it is done by Leader")


@pytest.mark.scenario("P43")
def test_the_second_account_of_who_proposed_is_offered_no_signature_and_reads_why(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.proposed(town, "talk")
    town.do("xi1", identity.create_account, person=NewPerson("jc1b", "检一", FIRST_PASSWORD))
    twin = town.id_of("jc1b")
    town.do("bao1", identity.appoint, account_id=twin, role="leader")
    town.do("bao1", organs.post, account_id=twin, organ_id=town.organ("SHI"), office="LD")
    first = town.store("jc2")  # somebody's station, for the new one to choose his password at
    first.sign_in("jc1b", FIRST_PASSWORD)
    first.run(identity.change_password, old=FIRST_PASSWORD, new=PASSWORD)
    town.do("fen1", requests.delegate, deputy=twin, **_for_two_days(town))
    page = shown(qtbot, sit_in_town("jc1b"), lead)
    assert not offered(page) & {"APPROVE_WAY", "SEND_BACK_LEAD"}
    page.detail._toggle_why()
    assert "检一 already has another part in this lead" in page.detail._why_not.text()
    assert leading.status(town, lead) == "L_DISPOSAL_PENDING"


def test_a_deputy_signs_in_the_chiefs_place_and_the_sheet_says_for_whom(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    given = {"office": "JC", "clerk_id": town.id_of("jck"), "opinion": "请研判"}
    leading.act(town, "ag1", assigning.propose_assignment, lead, **given)
    of_his = [
        spec for spec in PAGES if spec.title is not None and spec.is_for(frozenset({"chief"}))
    ]
    assert [spec.id for spec in of_his][:4] == ["workdesk", "approvals", "petitions", "leads"]
    assert not of_his[1].is_work_of(frozenset({"chief"})), (
        "nobody begins his day with an empty list"
    )
    chief = sit_in_town("zhu1")
    named: ApprovalsPage = chief.show(ApprovalsPage(chief.station))
    named.refresh()
    assert named._deputy.isVisibleTo(named)
    named._deputy.click()
    people: Any = named.deputies.form.field("deputy").editor
    qtbot.waitUntil(lambda: people.findData(town.id_of("fen1")) > 0)
    assert people.findData(town.id_of("qfen1")) < 0  # the district's leader signs nothing here
    for name, value in {"deputy": town.id_of("fen1"), **_for_two_days(town)}.items():
        named.deputies.form.field(name).set_value(value)
    named.deputies.submit()
    qtbot.waitUntil(lambda: "分一 decides for you" in named.deputies._list.text())

    page = shown(qtbot, sit_in_town("fen1"), lead)
    press(qtbot, page, "APPROVE_ASSIGNMENT")
    assert "You sign in the place of 主一." in page.act._hint.text()
    page.act.submit()
    qtbot.waitUntil(lambda: leading.status(town, lead) == "L_ASSIGNED")
    signed = leading.view(town, lead, "zhu1").timeline[0]
    assert (signed.actor_name, signed.on_behalf_name) == ("分一", "主一")


def _for_two_days(town: City) -> dict[str, Any]:
    now = town.clock.at
    return {"since": now - timedelta(minutes=1), "until": now + timedelta(days=2)}


@pytest.mark.scenario("P42")
def test_a_void_lead_offers_nothing_and_says_why_nothing_hangs_on_it(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    number = leading.view(town, lead).row.number
    leading.act(town, "ag1", merging.void, lead, "fen1", reason="重复登记")
    page = shown(qtbot, sit_in_town("ag1"))
    page._words.setText(number)  # no list has it any more; its code still finds it
    page._search()
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert offered(page) == set()
    assert not page.detail._card.isVisibleTo(page)  # no card is made of a code that leads nowhere
    assert page.detail._why.isVisibleTo(page)
    page.detail._toggle_why()
    acts, _, why = page.detail._why_not.text().partition(": ")
    assert why == f"{number} is void or merged and takes no paper, meeting, talk or thing."
    hangs = ("HOLD_MEETING", "RECORD_TALK", "OPEN_LEDGER", "FILE_PAPER")
    assert set(acts.split(", ")) == {texts.word(f"event.{event}") for event in hangs}
    assert leading.view(town, lead).papers == ()


@pytest.mark.scenario("P38")
def test_a_receipt_is_offered_only_while_a_report_waits_for_one(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.registered(town)
    page = shown(qtbot, sit_in_town("ag1"), lead)
    qtbot.waitUntil(lambda: "REPORT_UPWARD" in offered(page))
    assert "CONFIRM_REPORT" not in offered(page)
    press(qtbot, page, "REPORT_UPWARD")
    fill(page, report_kind="lead", content="线索情况")
    page.act.submit()
    qtbot.waitUntil(lambda: "CONFIRM_REPORT" in offered(page))
    press(qtbot, page, "CONFIRM_REPORT")
    (report,) = leading.view(town, lead).reports
    assert page.act.form.field("report_no").value() == report.id  # there is but one
    now = clock.local(town.clock.at).strftime("%Y-%m-%d %H:%M")
    fill(page, recipient="committee", receipt_no="党收1号", received_at=now)
    page.act.submit()
    told = page.detail._facts.text
    qtbot.waitUntil(lambda: "receipt missing: Superior commission" in told())
    assert "党收1号" in told()

    press(qtbot, page, "CONFIRM_REPORT")  # the second receipt: whose it is stands there
    assert page.act.form.field("recipient").value() == "superior"
    then = clock.local(town.clock.at + timedelta(minutes=7)).strftime("%Y-%m-%d %H:%M")
    town.clock.forward(minutes=8)
    fill(page, receipt_no="上收2号", received_at=then)
    page.act.submit()
    qtbot.waitUntil(lambda: "both received, 7 min apart" in told())
    assert "CONFIRM_REPORT" not in offered(page)
    (report,) = leading.view(town, lead).reports
    assert {(who, number) for who, number, _ in report.receipts} == {
        ("committee", "党收1号"),
        ("superior", "上收2号"),
    }
    assert report.missing == ()


@pytest.mark.scenario("P36")
def test_the_number_of_the_filing_is_asked_of_who_signs_last_and_marked_so(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.verified(town, "file")
    leading.act(town, "zhu1", verifying.conclude_verification, lead, opinion="同意立案")
    chief = shown(qtbot, sit_in_town("zhu1"), lead)
    press(qtbot, chief, "FILE_CASE")
    assert [each.id for each in chief.act.form.fields()] == ["opinion"]
    leading.act(town, "zhu1", verifying.open_case, lead, opinion="同意")
    committee = shown(qtbot, sit_in_town("dang1"), lead)
    press(qtbot, committee, "FILE_CASE")
    committee.act.submit()
    assert committee.act.form.field("filing_no").error()
    fill(committee, filing_no="立〔2026〕9号")
    committee.act.submit()
    qtbot.waitUntil(lambda: leading.status(town, lead) == "L_FILED")


@pytest.mark.scenario("P36")
def test_a_no_on_the_way_leaves_no_signature_to_wait_for_and_the_last_is_asked_all_the_same(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.verified(town, "file")
    leading.act(town, "zhu1", verifying.conclude_verification, lead, opinion="同意立案")
    leading.act(town, "zhu1", disposing.send_back, lead, reason="证据不足")
    page = shown(qtbot, sit_in_town("jc1"), lead)
    assert "Sent back　主一　证据不足" in page.detail._facts.text()
    assert "to sign" not in page.detail._facts.text()
    press(qtbot, page, "REPORT_VERIFICATION")
    fill(page, outcome="file")
    page.act.submit()
    qtbot.waitUntil(lambda: leading.status(town, lead) == "L_RESULT_PENDING")
    leading.act(town, "zhu1", verifying.conclude_verification, lead, opinion="同意立案")
    leading.act(town, "zhu1", verifying.open_case, lead, opinion="同意")
    committee = shown(qtbot, sit_in_town("dang1"), lead)
    press(qtbot, committee, "FILE_CASE")
    fill(committee, filing_no="立〔2026〕9号")
    committee.act.submit()
    qtbot.waitUntil(lambda: leading.status(town, lead) == "L_FILED")


@pytest.mark.scenario("P46")
def test_the_second_of_the_group_reads_in_his_form_what_he_signs(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.disposed(town, "verify")
    leading.act(town, "jc1", verifying.sign_report, lead, text="经初核，反映问题属实")
    page = shown(qtbot, sit_in_town("jc2"), lead)
    told = page.detail._facts.text()
    assert "Report\t经初核，反映问题属实" in told
    assert "Report signed by\t检一" in told
    assert "Group\t检一, 检二" in told
    press(qtbot, page, "SIGN_REPORT")
    assert page.act.form.field("report").value() == "经初核，反映问题属实"
    page.act.submit()
    qtbot.waitUntil(lambda: leading.view(town, lead).rounds[-1].signed == ("检一", "检二"))


@pytest.mark.scenario("P46")
def test_a_report_asks_for_what_its_conclusion_needs_and_another_lead_begins_empty(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.disposed(town, "verify")
    other = leading.disposed(town, "verify", ref="巡移〔2026〕2号", name="乙某")
    page = shown(qtbot, sit_in_town("jc1"), lead)
    press(qtbot, page, "SIGN_REPORT")
    fill(page, report="甲某的报告")
    page.act.cancel_button.click()
    page.show_target(other)
    number = leading.row(town, other).number
    qtbot.waitUntil(lambda: page.detail._number.text() == number)
    press(qtbot, page, "SIGN_REPORT")
    assert not page.act.form.field("report").value()  # what was begun was the other one's
    page.act.cancel_button.click()
    press(qtbot, page, "REPORT_VERIFICATION")
    form = page.act.form
    asked = {}
    for outcome in ("file", "park", "transfer"):
        fill(page, outcome=outcome)
        form.changed.emit("outcome")
        asked[outcome] = [each.id for each in form.fields()][1:]
    assert asked == {"file": [], "park": ["review_on"], "transfer": ["target"]}
    page.act.cancel_button.click()
    press(qtbot, page, "REPORT_VERIFICATION")  # what was begun of this one goes on
    assert [(each.id, form.field(each.id).value()) for each in form.fields()] == [
        ("outcome", "transfer"),
        ("target", None),
    ]


@pytest.mark.scenario("P35")
def test_who_signs_a_verification_after_the_first_is_asked_for_his_opinion_alone(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    head = (Reported("丙某", unit="甲区", post="甲区区委书记"),)
    lead = leading.to_verify(town, "fen1", "zhu1", persons=head)
    plan, by = leading.plan(town), town.id_of("jc1")
    chief = shown(qtbot, sit_in_town("zhu1"), lead)
    press(qtbot, chief, "START_VERIFICATION")
    chief.act.submit()
    empty = {f.id for f in chief.act.form.fields() if chief.act.form.field(f.id).error()}
    wanted = {"plan_basis", "plan_scope", "officer1", "officer2", "drawn_by"}
    assert wanted <= empty  # all that is missing at once, and not one no after another
    assert not {"plan_safety", "opinion"} & empty
    leading.act(town, "zhu1", verifying.start_verification, lead, plan=plan, drawn_by=by)
    page = shown(qtbot, sit_in_town("dang1"), lead)
    assert plan.steps in page.detail._facts.text()
    press(qtbot, page, "START_VERIFICATION")
    assert [each.id for each in page.act.form.fields()] == ["opinion"]
    page.act.submit()
    qtbot.waitUntil(lambda: leading.status(town, lead) == "L_VERIFYING")


@pytest.mark.scenario("P35")
def test_the_chief_says_no_to_a_verification_and_the_office_reads_why(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.to_verify(town)
    chief = shown(qtbot, sit_in_town("zhu1"), lead)
    assert {"START_VERIFICATION", "SEND_BACK_LEAD"} <= offered(chief)
    press(qtbot, chief, "SEND_BACK_LEAD")
    chief.act.submit()
    assert chief.act.form.field("reason").error()  # no silent no
    fill(chief, reason="线索不可查，请重新研判")
    chief.act.submit()
    qtbot.waitUntil(lambda: leading.status(town, lead) == "L_ANALYSING")
    page = shown(qtbot, sit_in_town("jc1"), lead)
    assert "线索不可查，请重新研判" in page.detail._facts.text()
    qtbot.waitUntil(lambda: "HOLD_MEETING" in offered(page))


@pytest.mark.scenario("P44")
def test_a_proposal_asks_for_what_its_way_needs_and_keeps_what_was_written(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    lead = leading.analysing(town)
    leading.act(town, "jc1", disposing.hold_meeting, lead, meeting=leading.meeting(town, "park"))
    page = shown(qtbot, sit_in_town("jc1"), lead)
    press(qtbot, page, "PROPOSE_DISPOSAL")
    form = page.act.form

    def asked() -> list[str]:
        return [f.id for f in form.fields() if f.id not in ("way", "meeting", "proposal")]

    assert asked() == []
    fill(page, proposal="暂无可查之处", meeting=leading.view(town, lead).meetings[0].id)
    for _ in range(2):  # by the keys: each choice lays the form anew, and the cursor stays in it
        way: Any = form.field("way").editor
        way.setFocus()
        qtbot.keyClick(way, Qt.Key.Key_Down)
    assert form.field("way").value() == "verify"
    assert {"plan_basis", "plan_scope", "officer1", "officer2"} <= set(asked())
    fill(page, way="park")
    form.changed.emit("way")
    assert asked() == ["review_on"]
    assert form.field("proposal").value() == "暂无可查之处"
    page.act.submit()
    assert form.field("review_on").error()
    fill(page, review_on=(town.clock.at + timedelta(days=100)).date().isoformat())
    page.act.submit()
    qtbot.waitUntil(lambda: leading.status(town, lead) == "L_DISPOSAL_PENDING")
