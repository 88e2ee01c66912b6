"""One case ledger: its balance, its things, its people, its settlement, its paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.cases import service as cases
from app.cases.types import Blocker, SettlementRow
from app.custody import endings
from app.progress import Stopped, unheard
from app.requests import service as requests
from app.requests.types import Terms
from tests.support import borrowing, ends
from tests.support.pages import Seat
from tests.support.world import World
from ui.cases import printing
from ui.cases.case import CasePage
from ui.forms import making
from ui.shell import files
from ui.shell.station import Place

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat, case_id: str, tab: str = "") -> CasePage:
    page: CasePage = seat.show(CasePage(seat.station))
    with qtbot.waitSignal(page.settlement.counted):
        page.show_target(case_id, tab)
    qtbot.waitUntil(page.ledger.table.model.is_complete)
    return page


def archived(world: World, *item_ids: str) -> None:
    """Let things go their way: asked for, approved by both, filed with the case."""
    asked = world.do(
        "cha1",
        requests.submit,
        kind="DISPOSAL",
        item_ids=item_ids,
        reason="随卷归档",
        terms=Terms(way="archive", basis="处〔2026〕1号"),
    )
    for who in ("shen1", "shen2"):
        asked = world.do(who, requests.approve, request_id=asked.id, version=asked.version)
    world.do(
        "guan1",
        endings.archive,
        "cha1",
        request_id=asked.id,
        item_ids=item_ids,
        file_no="卷12",
    )


def test_the_balance_and_the_rows_are_those_of_the_books(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    room.received(room.new("账册"), room.new("硬盘", list_row=2))
    room.declared(room.new("印章", list_row=3))
    page = shown(qtbot, sit("cha1"), room.case("案甲"))
    assert page.balance.sentence() == ("Received 2 = In store 2 + Out 0 + Ended 0 + Difference 0")
    assert page.ledger.table.model.rowCount() == 3
    rows = [page.ledger.table.model.loaded_row(at) for at in range(3)]
    assert [row.name for row in rows if row is not None] == ["账册", "硬盘", "印章"]


def test_chosen_rows_go_into_a_request_of_the_kind_chosen(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    one, two = room.received(room.new("账册"), room.new("硬盘", list_row=2))
    seat = sit("cha1")
    page = shown(qtbot, seat, room.case("案甲"))
    page.ledger.table.view.selectAll()
    page.ledger._menu.actions()[0].trigger()
    went = seat.went[-1]
    assert (went.page, went.target, went.extra) == ("request", f"{one.id},{two.id}", "CHECK_OUT")


def test_the_settlement_tab_names_what_stands_in_the_way_and_whose_turn_it_is(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (kept,) = room.received(room.new("账册"))
    seat = sit("shen1")
    page = shown(qtbot, seat, room.case("案甲"), "settlement")
    qtbot.waitUntil(lambda: page.settlement.table.model.rowCount() == 1)
    row = page.settlement.table.model.loaded_row(0)
    told = [column.show(row) for column in page.settlement.table.model.columns]
    assert told[2] == "In store"
    assert told[5] == "Handler"
    assert not page.settlement._settle.isEnabled()
    page.settlement._open(row)
    assert (seat.went[-1].page, seat.went[-1].target) == ("item", kept.id)


def test_the_settlement_tab_says_for_each_line_who_is_next_and_with_which_step(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    out, exam, money, waits, fresh = room.received(
        *(
            room.new(name, list_row=at)
            for at, name in enumerate("账册 硬盘 钱款 印章 钢笔".split(), 1)
        )
    )
    borrowing.out(room, out)
    asks = borrowing.terms(room, institution="市价格认证中心", letter_no="委1")
    sent = borrowing.approved(room, exam, kind="EXAM", terms=asks)
    ends.approved(room, (money.id,), "treasury")
    borrowing.approved(room, waits)
    terms = Terms(way="destroy", basis=ends.DECISION)
    asked = borrowing.ask(room, fresh, kind="DISPOSAL", terms=terms)
    borrowing.agree(room, asked, "shen1")
    seat = sit("shen1")
    page = shown(qtbot, seat, room.case("案甲"), "settlement")
    model = page.settlement.table.model
    qtbot.waitUntil(lambda: model.rowCount() == 9)
    rows = [model.loaded_row(at) for at in range(9)]
    told = [(row.number, *(model.columns[at].show(row) for at in (5, 6))) for row in rows if row]
    by_number = {number: (who, what) for number, who, what in told}
    assert by_number[out.number] == ("Custodian", "Take back")
    assert by_number[money.number] == ("Cashier", "Pay to treasury")
    assert by_number[fresh.number] == ("Leader", "Approve")
    assert by_number[sent.number] == ("Custodian", "Send to examination")
    assert by_number[asked.number] == ("Leader", "Approve")
    turns = sorted((who, what) for number, who, what in told if number.startswith("SQ"))
    assert turns == [
        ("Cashier", "Pay to treasury"),
        ("Custodian", "Hand over"),
        ("Custodian", "Send to examination"),
        ("Leader", "Approve"),
    ]
    page.settlement._open(next(row for row in rows if row and row.number == asked.number))
    assert (seat.went[-1].page, seat.went[-1].target) == ("approvals", asked.id)


def test_counts_over_a_thousand_are_grouped_on_the_settlement_tab(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    seat = sit("shen1")
    page = shown(qtbot, seat, room.case("案甲"), "settlement")
    tab = page.settlement
    settled(qtbot, seat)
    tab._took((Blocker("1", "2026-0001-0001", "账册", "status.IN", "", 3),) * 12_345)
    at = room.clock.at
    tab._took_history((SettlementRow("1", "SETTLE", at, "审一", "案一", "处7号", "", 4_321),))
    settled(qtbot, seat)
    assert tab._verdict.text().startswith("12,345 lines")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Settlement  12,345"
    assert tab.history.moments()[0].why.endswith("Ended 4,321")
    view = room.ask("shen1", cases.view, case_id=room.case("案甲"))
    tab.sheet.show_case(replace(view.row, ended=4_321))
    tab.open_form()
    tab.sheet.form.set_values({"decision_no": "处〔2026〕7号"})
    tab.sheet.submit_button.click()
    qtbot.waitUntil(lambda: bool(seat.beside.summaries))
    assert "4,321 items ended" in seat.beside.summaries[0]
    qtbot.waitUntil(tab.sheet.submit_button.isEnabled)


def settled(qtbot: QtBot, seat: Seat) -> None:
    qtbot.waitUntil(lambda: not seat.station.work.waiting())


@pytest.mark.scenario("C76")
def test_a_clear_case_is_settled_with_oversight_beside_the_head_and_can_be_reopened(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (kept,) = room.received(room.new("账册"))
    archived(room, kept.id)
    seat = sit("shen1")
    seat.beside.login = "an1"
    page = shown(qtbot, seat, room.case("案甲"), "settlement")
    assert page.settlement._settle.isEnabled()
    page.settlement.open_form()
    page.settlement.sheet.form.set_values({"decision_no": "处〔2026〕7号"})
    page.settlement.sheet.submit_button.click()
    qtbot.waitUntil(
        lambda: room.ask("an1", cases.view, case_id=room.case("案甲")).row.status == "SETTLED"
    )
    assert "1 items ended" in seat.beside.summaries[0]
    again = sit("an1")
    again.beside.login = "shen2"
    other = shown(qtbot, again, room.case("案甲"), "settlement")
    assert not other.settlement._reopen.isHidden()
    other.settlement.open_form()
    other.settlement.sheet.form.set_values({"reason": "发现漏登物品"})
    other.settlement.sheet.submit_button.click()
    qtbot.waitUntil(
        lambda: room.ask("an1", cases.view, case_id=room.case("案甲")).row.status == "ACTIVE"
    )
    tab = other.settlement
    other.refresh()
    qtbot.waitUntil(lambda: len(tab.history.moments()) == 2)
    assert [(m.title, m.who, m.why) for m in tab.history.moments()] == [
        ("Reopen", "案一  ·  审二", "Reason 发现漏登物品"),
        ("Settle", "审一  ·  案一", "Decision number 处〔2026〕7号  ·  Ended 1"),
    ]
    assert tab.history.isVisible()
    assert tab.table.isVisible()


def test_of_a_case_that_was_never_settled_no_history_is_said(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    page = shown(qtbot, sit("an1"), room.case("案甲"), "settlement")
    assert page.settlement.history.isHidden()
    assert page.settlement._past.isHidden()


def test_a_head_who_finds_nobody_beside_him_settles_nothing(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    seat = sit("shen1")
    page = shown(qtbot, seat, room.case("案甲"), "settlement")
    page.settlement.open_form()
    page.settlement.sheet.form.set_values({"decision_no": "处〔2026〕7号"})
    page.settlement.sheet.submit_button.click()
    qtbot.waitUntil(lambda: bool(seat.beside.summaries))
    qtbot.waitUntil(page.settlement.sheet.submit_button.isEnabled)
    assert room.ask("an1", cases.view, case_id=room.case("案甲")).row.status == "ACTIVE"


def test_somebody_joins_the_team_and_a_person_is_named(sit: Sit, qtbot: QtBot, room: World) -> None:
    seat = sit("shen1")
    page = shown(qtbot, seat, room.case("案甲"), "people")
    page.people.open_member()
    member = page.people.member
    qtbot.waitUntil(lambda: len(member.form.field("account_id").definition.choices) == 3)
    member.form.set_values({"duty": "handler", "account_id": room.id_of("cha3")})
    with qtbot.waitSignal(member.closed):
        member.submit_button.click()
    page.people.open_person()
    page.people.person.form.set_values({"name": "某丙", "part": "witness"})
    with qtbot.waitSignal(page.people.person.closed):
        page.people.person.submit_button.click()
    view = room.ask("an1", cases.view, case_id=room.case("案甲"))
    assert "查三" in [m.name for m in view.members]
    assert [p.name for p in view.persons] == ["某丙"]


def test_who_is_recused_no_longer_sees_the_case(sit: Sit, qtbot: QtBot, room: World) -> None:
    page = shown(qtbot, sit("shen1"), room.case("案甲"), "people")
    page.people.open_member()
    member = page.people.member
    member.form.field("duty").set_value("recused")
    member.form.changed.emit("duty")
    qtbot.waitUntil(lambda: len(member.form.field("account_id").definition.choices) > 8)
    member.form.field("account_id").set_value(room.id_of("guan2"))
    with qtbot.waitSignal(member.closed):
        member.submit_button.click()
    assert [c.alias for c in room.ask("guan2", cases.rows)] == ["案乙"]


def test_the_ledger_is_written_as_a_spreadsheet_and_its_forms_are_a_key_away(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.received(room.new("账册", value_fen=12_345))
    seat = sit("cha1")
    page = shown(qtbot, seat, room.case("案甲"))
    file = tmp_path / "台账.xlsx"
    monkeypatch.setattr(files, "ask_save", lambda *_: file)
    page.export_sheet()
    qtbot.waitUntil(lambda: "xlsx" in seat.notices.text())
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert told[-1][1] == "账册"
    assert "¥123.45" in told[-1]
    page.print_ledger()
    assert seat.went[-1] == Place("form", f"case {room.case('案甲')}", "F9")


def test_a_ledger_that_is_stopped_leaves_no_file(room: World, tmp_path: Path) -> None:
    room.received(room.new("账册"))
    store, case, file = room.store("cha1"), room.case("案甲"), tmp_path / "台账.xlsx"
    told: list[float] = []
    stop = iter((False, True)).__next__  # after the last page was read, before the file is written
    with pytest.raises(Stopped):
        printing.sheet(store, case, printing.heads(), file, report=told.append, cancelled=stop)
    assert told == [1.0]
    assert not list(tmp_path.glob("*台账*"))
    with pytest.raises(Stopped):
        making.extract(store, "F9", "case", case, report=unheard, cancelled=lambda: True)


def test_the_case_speaks_chinese_when_the_language_is_switched(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.shell import lang

    page = shown(qtbot, sit("cha1"), room.case("案甲"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    lang.apply(app, "zh")
    qtbot.waitUntil(lambda: page.tabs.tabText(0) == "台账")
    assert page.balance.sentence().startswith("接收 0 = 在库 0")
