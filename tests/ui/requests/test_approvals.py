"""Deciding: what the approver sees, his three buttons, and the version that he read."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.custody import views
from app.requests import service as requests
from app.requests.types import RequestRow, Terms
from tests.support import borrowing
from tests.support.pages import Seat
from tests.support.world import World
from ui.requests.page import ApprovalsPage

Sit = Callable[[str], Seat]


def shown(qtbot: QtBot, seat: Seat, wanted: str = "") -> ApprovalsPage:
    page: ApprovalsPage = seat.show(ApprovalsPage(seat.station))
    page.refresh()
    if wanted:
        page.show_target(wanted)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    return page


def status(world: World, row: RequestRow) -> str:
    return str(world.ask("an1", requests.view, request_id=row.id).row.status)


@pytest.mark.scenario("C37")
def test_the_approver_reads_who_asks_what_for_and_why_it_is_his_turn(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,) = room.received(room.new("账册"))
    asked = borrowing.ask(room, one, reason="核对账册", place="第一谈话室")
    page = shown(qtbot, sit("shen1"))
    facts = page.detail._facts.text()
    for told in ("查一", "核对账册", "第一谈话室", "查一、查二", one.number, "账册"):
        assert told in facts
    assert page.detail._why.text().startswith("You decide as Head")
    assert "the items are reserved" in page.detail._next.text()
    qtbot.waitUntil(lambda: len(page.detail.things.history.moments()) == 3)
    page.detail.decision.opinion.setText("同意")
    with qtbot.waitSignal(page.detail.decision.decided):
        page.detail.decision.approve.click()
    assert status(room, asked) == "APPROVED"
    assert room.ask("guan1", views.card, item_id=one.id).row.custody == "RESERVED"
    qtbot.waitUntil(lambda: not page.detail.decision.decides())


def test_the_decision_s_number_is_called_so_and_not_as_the_form_asks_for_it(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,) = room.received(room.new("账册"))
    facts = {"relation": "本人", "decision": "处〔2026〕3号"}
    told = Terms(way="return", basis="处〔2026〕5号", receiver="刘某", facts=facts)
    room.do(
        "cha1",
        requests.submit,
        kind="DISPOSAL",
        item_ids=(one.id,),
        reason="与案件无关",
        terms=told,
    )
    page = shown(qtbot, sit("shen1"))
    assert "Decision number\t处〔2026〕3号" in page.detail._facts.text()


def test_what_was_decided_stays_before_the_approver_and_the_next_is_chosen_by_hand(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    one, two = room.received(room.new("账册"), room.new("硬盘"))
    asked = [borrowing.ask(room, each) for each in (one, two)]
    page = shown(qtbot, sit("shen1"))
    page.show_target("waiting")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 2 and page.detail.view() is not None)
    view = page.detail.view()
    assert view is not None
    other = next(each for each in asked if each.id != view.row.id)
    with qtbot.waitSignal(page.detail.decision.decided):
        page.detail.decision.do_approve()
    page.refresh()  # as the window does, when the books have changed
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 1)
    qtbot.waitUntil(lambda: not page.detail.decision.decides())
    qtbot.waitUntil(lambda: not page.table.view.selectionModel().hasSelection())
    assert page._shown() == view.row.id
    assert status(room, other) == "SUBMITTED"
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page._shown() == other.id)
    qtbot.waitUntil(page.detail.decision.decides)


def test_valuables_go_on_to_the_leader(sit: Sit, qtbot: QtBot, room: World) -> None:
    (watch,) = room.received(room.new("手表", "watch"))
    asked = borrowing.ask(room, watch)
    seat = sit("shen1")
    page = shown(qtbot, seat)
    assert page.detail._next.text() == "If you approve, it goes on to: Leader."
    with qtbot.waitSignal(page.detail.decision.decided):
        page.detail.decision.do_approve()
    assert "next approver" in seat.notices.text()
    assert status(room, asked) == "SUBMITTED"
    assert page.detail.decision.isHidden() or page.detail.view() is not None


@pytest.mark.parametrize(
    ("button", "becomes"), [("send_back", "SENT_BACK"), ("reject", "REJECTED")]
)
def test_sending_back_and_rejecting_need_an_opinion(
    sit: Sit, qtbot: QtBot, room: World, button: str, becomes: str
) -> None:
    (one,) = room.received(room.new("账册"))
    asked = borrowing.ask(room, one)
    page = shown(qtbot, sit("shen1"))
    decision = page.detail.decision
    getattr(decision, button).click()
    assert decision._error.text()
    assert status(room, asked) == "SUBMITTED"
    decision.opinion.setText("请写明用途")
    with qtbot.waitSignal(decision.decided):
        getattr(decision, button).click()
    assert status(room, asked) == becomes


def test_a_request_changed_after_it_was_read_is_shown_anew_and_not_decided(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,) = room.received(room.new("账册"))
    asked = borrowing.ask(room, one)
    seat = sit("shen1")
    page = shown(qtbot, seat)
    room.do(
        "cha1",
        requests.amend,
        request_id=asked.id,
        reason="换一个用途",
        terms=borrowing.terms(room),
        version=1,
    )
    with qtbot.waitSignal(page.detail.decision.stale):
        page.detail.decision.do_approve()
    assert seat.notices.tone() == "refused"
    assert room.refusals()[-1] == "R05"
    qtbot.waitUntil(lambda: "换一个用途" in page.detail._facts.text())
    assert status(room, asked) == "SUBMITTED"
    with qtbot.waitSignal(page.detail.decision.decided):
        page.detail.decision.do_approve()
    assert status(room, asked) == "APPROVED"


def test_a_handler_sees_his_requests_and_withdraws_one(sit: Sit, qtbot: QtBot, room: World) -> None:
    (one,) = room.received(room.new("账册"))
    asked = borrowing.ask(room, one)
    page = shown(qtbot, sit("cha1"))
    assert page.detail.decision.isHidden()
    assert "waits for the decision of: Head" in page.detail._next.text()
    with qtbot.waitSignal(page.detail.settled):
        page.detail._withdraw.click()
    assert status(room, asked) == "WITHDRAWN"


def test_a_custodian_goes_from_the_approved_request_to_the_counter(
    sit: Sit, qtbot: QtBot, room: World
) -> None:
    (one,) = room.received(room.new("账册"))
    asked = borrowing.approved(room, one)
    seat = sit("guan1")
    page = shown(qtbot, seat)
    assert not page.detail._hand_over.isHidden()
    page.detail._hand_over.click()
    assert (seat.went[-1].page, seat.went[-1].target) == ("hand_over", asked.id)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were put; the first is answered no, the others yes."""
    from ui.shell import notices

    questions: list[str] = []

    def answer(_parent: object, question: str, *_: str) -> bool:
        questions.append(question)
        return len(questions) > 1

    monkeypatch.setattr(notices, "ask", answer)
    return questions


def test_a_head_ends_an_approved_request_that_nobody_carries_out_by_keys_alone(
    sit: Sit, qtbot: QtBot, room: World, asked: list[str]
) -> None:
    (one,) = room.received(room.new("账册"))
    row = borrowing.approved(room, one)
    seat = sit("shen1")
    page = shown(qtbot, seat, row.id)
    decision = page.detail.decision
    assert not decision.isHidden()
    assert [b.isHidden() for b in (decision.approve, decision.send_back, decision.reject)] == [
        True,
        True,
        False,
    ]
    assert decision.reject.text().startswith("End this request")

    qtbot.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert decision._error.text(), "a reason first"
    assert asked == []
    decision.opinion.setText("案件已移送，不再需要")
    qtbot.keyClick(decision.opinion, Qt.Key.Key_Return)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert asked == [f"End request {row.number}?"]
    assert status(room, row) == "APPROVED", "thought better of it, and nothing was approved anew"

    with qtbot.waitSignal(decision.decided):
        qtbot.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert status(room, row) == "REJECTED"
    card = room.ask("guan1", views.card, item_id=one.id)
    assert (card.row.custody, card.entries[0].kind) == ("IN", "RELEASE")
    assert row.number in seat.notices.text()
    assert "ended" in seat.notices.text()
    qtbot.waitUntil(decision.isHidden)


@pytest.mark.parametrize("login", ["cha1", "guan1", "an1", "shen3"])
def test_nobody_else_is_offered_to_end_an_approved_request(
    sit: Sit, qtbot: QtBot, room: World, login: str
) -> None:
    (one,) = room.received(room.new("账册"))
    row = borrowing.approved(room, one)
    seat = sit(login)
    page: ApprovalsPage = seat.show(ApprovalsPage(seat.station))
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None or bool(seat.notices.text()))
    assert page.detail.decision.isHidden()


def test_the_confirm_card_approves_what_is_shown(sit: Sit, qtbot: QtBot, room: World) -> None:
    from app.labels.types import Command

    (one,) = room.received(room.new("账册"))
    asked = borrowing.ask(room, one)
    page = shown(qtbot, sit("shen1"))
    with qtbot.waitSignal(page.detail.decision.decided):
        assert page.command(Command.CONFIRM)
    assert status(room, asked) == "APPROVED"


def test_a_deputy_is_named_and_taken_back(sit: Sit, qtbot: QtBot, room: World) -> None:
    (one,) = room.received(room.new("账册"))
    borrowing.ask(room, one)
    page = shown(qtbot, sit("shen1"))
    page.deputies.begin()
    sheet = page.deputies
    qtbot.waitUntil(lambda: len(sheet.form.field("deputy").definition.choices) == 2)
    values = sheet.form.values()
    sheet.form.set_values(
        {
            **values,
            "deputy": room.id_of("shen3"),
            "since": room.clock.at,
            "until": borrowing.due(room),
        }
    )
    sheet.submit_button.click()
    qtbot.waitUntil(lambda: "审三 decides for you" in sheet._list.text())
    sheet._end.click()
    qtbot.waitUntil(lambda: sheet._list.text().startswith("Nobody"))


def test_an_empty_desk_says_so(sit: Sit, qtbot: QtBot) -> None:
    page: ApprovalsPage = sit("shen1").show(ApprovalsPage(sit("shen1").station))
    with qtbot.waitSignal(page.table.model.counted):
        page.refresh()
    assert page.table.empty.isVisible()
    assert page.table.empty._sentence.text() == "Nothing waits for your decision"
