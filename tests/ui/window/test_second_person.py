"""The second person signs on the same screen, and is called only for what the rules do not refuse anyway."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import errors
from app.custody import endings, sealing, views
from app.custody import service as custody
from app.custody.types import ItemRow, Paper
from tests.support import ends
from tests.support import window as windows
from tests.support.world import PASSWORD, World


def test_the_second_person_signs_in_the_dialog_and_the_act_names_both(
    qtbot: QtBot, room: World
) -> None:
    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        assert window.inside is not None
        done: list[object] = []
        window.inside.station.do_with_second(
            window,
            custody.declare,
            "移交 1 件",
            then=done.append,
            failed=done.append,
            **declaring(row),
        )
        windows.until(qtbot, window.inside.second.is_open)
        dialog = window.inside.second.dialog
        assert dialog is not None
        apart = dialog.geometry().center() - window.geometry().center()
        assert abs(apart.x()) <= 2, "over the window, whatever the window manager would do"
        windows.sign(qtbot, window, "cha2")
        qtbot.wait_until(lambda: bool(done))
        windows.settled(qtbot, window)
    card = room.ask("guan1", views.card, item_id=row.id)
    assert card.row.custody == "PENDING"
    assert card.entries[-1].second_name == "查二" or card.entries[0].second_name == "查二"


def declaring(row: ItemRow, *, listed: int = 1) -> dict[str, Any]:
    """What a declaration of one thing tells."""
    return {
        "case_id": row.case_id,
        "item_ids": (row.id,),
        "listed": listed,
        "papers": (Paper("list", "清单1"), Paper("notice", "通知1")),
        "witness": "见证人甲",
    }


def test_what_the_rules_refuse_whoever_signs_calls_no_second_person(
    qtbot: QtBot, room: World
) -> None:
    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        gone: list[object] = []
        inside.station.do_with_second(
            window, custody.declare, "移交 2 件", failed=gone.append, **declaring(row, listed=2)
        )
        qtbot.wait_until(lambda: bool(gone))
        assert isinstance(gone[0], errors.QuantityDiffers)
        assert not inside.second.is_open()
        assert inside.frame.notices.tone() == "refused"
        windows.settled(qtbot, window)
    assert room.refusals() == [errors.QuantityDiffers.code]


def test_where_two_sign_beside_him_one_is_asked_after_the_other(qtbot: QtBot, room: World) -> None:
    row = room.received()[0]
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        done: list[object] = []
        inside.station.do_with_second(
            window,
            sealing.unseal,
            "启封 1 件",
            then=done.append,
            failed=done.append,
            item_id=row.id,
            seal_no=row.seal_no,
            reason="补充鉴定",
            document="启〔2026〕1号",
            photos=room.shots("seal"),
        )
        windows.until(qtbot, inside.second.is_open)
        first = inside.second.dialog
        assert first is not None
        first.login.setText("cha1")
        first.password.setText(PASSWORD)
        first.sign()
        windows.until(qtbot, lambda: inside.second.dialog not in (None, first))
        windows.sign(qtbot, window, "cha2")
        qtbot.wait_until(lambda: bool(done))
        windows.settled(qtbot, window)
    assert room.ask("guan1", views.card, item_id=row.id).row.seal_no == ""


@pytest.mark.scenario("C74")
def test_who_may_not_oversee_a_destruction_hears_it_when_he_signs(
    qtbot: QtBot, room: World
) -> None:
    row = room.received()[0]
    given = ends.destruction(room, row.id)
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        done: list[object] = []
        inside.station.do_with_second(
            window, endings.destroy, "销毁 1 件", then=done.append, failed=done.append, **given
        )
        windows.until(qtbot, inside.second.is_open)
        first = inside.second.dialog
        assert first is not None
        first.login.setText("guan2")
        first.password.setText(PASSWORD)
        first.sign()
        qtbot.wait_until(first._trouble.isVisible)
        assert inside.second.dialog is first
        said = first._trouble.text()
        assert "管二 (Custodian)" in said
        assert "Oversight, Reviewer" in said
        assert not done
        first.login.setText("an1")
        first.password.setText(PASSWORD)
        first.sign()
        windows.until(qtbot, lambda: inside.second.dialog not in (None, first))
        windows.sign(qtbot, window, "guan2")
        qtbot.wait_until(lambda: bool(done))
        windows.settled(qtbot, window)
    assert room.ask("guan1", views.card, item_id=row.id).row.custody == "T_DESTROYED"


def test_over_the_lock_nobody_is_asked_to_sign(qtbot: QtBot, room: World) -> None:
    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        gone: list[object] = []
        inside.station.do_with_second(
            window, custody.declare, "移交 1 件", failed=gone.append, **declaring(row)
        )
        window.lock()
        qtbot.wait_until(lambda: bool(gone))
        assert isinstance(gone[0], errors.NeedsSecondPerson)
        assert not inside.second.is_open()
        windows.settled(qtbot, window)


@pytest.mark.scenario("C84")
def test_nobody_is_his_own_second_person(qtbot: QtBot, room: World) -> None:
    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        assert window.inside is not None
        gone: list[object] = []
        window.inside.station.do_with_second(
            window, custody.declare, "移交 1 件", failed=gone.append, **declaring(row)
        )
        windows.until(qtbot, window.inside.second.is_open)
        dialog = window.inside.second.dialog
        assert dialog is not None
        dialog.login.setText("cha1")
        dialog.password.setText(PASSWORD)
        dialog.sign()
        assert dialog.password.text() == ""
        qtbot.wait_until(lambda: not dialog._trouble.isHidden())
        assert dialog._trouble.text()
        dialog.reject()
        assert isinstance(gone[0], errors.NeedsSecondPerson)
        windows.settled(qtbot, window)


def test_who_has_left_the_page_before_the_rules_have_answered_is_not_asked_for_a_second_person(
    qtbot: QtBot, room: World
) -> None:
    row = room.registered()[0]
    with windows.opened(qtbot, room, "cha1") as window:
        inside = window.inside
        assert inside is not None
        around, gone = QWidget(inside.frame), list[object]()
        page = QWidget(around)
        around.show()
        for _ in range(2):  # pressed twice
            inside.station.do_with_second(
                page, custody.declare, "移交 1 件", failed=gone.append, **declaring(row)
            )
        around.hide()
        qtbot.wait_until(lambda: bool(gone))
        windows.settled(qtbot, window)
        assert [type(each) for each in gone] == [errors.NeedsSecondPerson]
        assert not inside.second.is_open()
    assert room.refusals() == []
