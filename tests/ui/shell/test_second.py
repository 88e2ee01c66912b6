"""The second person's dialog: it lists who may sign this very act, and says of another who is named why he may not."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import errors
from app.custody import moves, views
from app.identity.errors import AccountClosed
from tests.app.cases.test_team import recuse
from tests.support import window as windows
from tests.support.world import PASSWORD, World
from ui.shell.second import SecondDialog
from ui.window import Window


def _asked(qtbot: QtBot, window: Window, item_id: str) -> SecondDialog:
    """The dialog for a valuable thing that is taken out of its cabinet of two keys, when the list has come."""
    inside = window.inside
    assert inside is not None
    inside.station.do_with_second(
        window, moves.pick_up, "移库取出 手表", item_id=item_id, reason="整理贵重柜"
    )
    qtbot.waitUntil(inside.second.is_open)
    windows.settled(qtbot, window)
    assert inside.second.dialog is not None
    return inside.second.dialog


def _listed(dialog: SecondDialog) -> list[str]:
    rows = [dialog.people.item(at) for at in range(dialog.people.count())]
    return [str(row.data(Qt.ItemDataRole.UserRole)) for row in rows]


def _state(room: World, item_id: str) -> str:
    return str(room.ask("guan1", views.card, item_id=item_id).row.custody)


@pytest.mark.scenario("C56")
def test_only_who_may_sign_is_listed_and_another_is_told_why_he_may_not(
    qtbot: QtBot, room: World
) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    recuse(room, "guan2")
    with windows.opened(qtbot, room, "guan1") as window:
        dialog = _asked(qtbot, window, row.id)
        assert _listed(dialog) == ["an1", "ku1"]
        assert not dialog._trouble.isVisible()

        dialog.login.setText("guan2")
        qtbot.keyClick(dialog.login, Qt.Key.Key_Return)
        assert "管二" in dialog._trouble.text()
        assert dialog._trouble.isVisible()
        dialog.password.setText(PASSWORD)
        dialog.sign()
        assert not window.work.waiting()
        assert dialog.password.text() == ""
        assert _state(room, row.id) == "IN"

        assert dialog.knows("guan2")  # his badge is still no password
        dialog.take_scan("ku1")
        assert not dialog._trouble.isVisible()
        windows.sign(qtbot, window, "ku1")
        qtbot.waitUntil(lambda: _state(room, row.id) == "MOVING")
        windows.settled(qtbot, window)


def test_where_none_of_them_may_sign_it_is_said_at_once(qtbot: QtBot, room: World) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    for login in ("guan2", "ku1", "an1"):
        recuse(room, login)
    with windows.opened(qtbot, room, "guan1") as window:
        dialog = _asked(qtbot, window, row.id)
        assert _listed(dialog) == []
        assert "None of those" in dialog._trouble.text()
        dialog.login.setText("an1")
        qtbot.keyClick(dialog.login, Qt.Key.Key_Return)
        assert "案一" in dialog._trouble.text()
        dialog.reject()
        windows.settled(qtbot, window)


@pytest.mark.scenario("C56")
def test_all_are_listed_while_the_rules_are_asked_and_nobody_asks_on_once_it_is_closed(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    recuse(room, "guan2")
    begun, go_on, stopped = threading.Event(), threading.Event(), threading.Event()

    def held_up(*_: Any, cancelled: Callable[[], bool], **__: Any) -> dict[str, Any]:
        begun.set()
        go_on.wait(20)
        if cancelled():
            stopped.set()
        return {}

    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        monkeypatch.setattr(inside.station.store, "may_sign", held_up)
        inside.station.do_with_second(
            window, moves.pick_up, "移库取出 手表", item_id=row.id, reason="整理贵重柜"
        )
        qtbot.waitUntil(inside.second.is_open)
        dialog = inside.second.dialog
        assert dialog is not None
        qtbot.waitUntil(begun.is_set)
        assert _listed(dialog) == ["an1", "guan2", "ku1"]
        dialog.reject()
        go_on.set()
        windows.settled(qtbot, window)
        assert stopped.is_set()


def test_a_list_that_narrows_keeps_the_keys_where_they_were(qtbot: QtBot, room: World) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    recuse(room, "guan2")
    with windows.opened(qtbot, room, "guan1") as window:
        people = _asked(qtbot, window, row.id).people
        people.setCurrentRow(1)
        people.retranslate()
        assert people.currentItem().data(Qt.ItemDataRole.UserRole) == "ku1"
        window.inside.second.give_up()  # type: ignore[union-attr]
        windows.settled(qtbot, window)


@pytest.mark.scenario("C83")
def test_a_sign_in_that_was_ended_meanwhile_closes_the_dialog_and_locks_the_screen(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        store = inside.station.store
        assert store.actor is not None
        sign_in = store.actor.sign_in

        def ended(*_: Any, **__: Any) -> None:
            raise errors.SignedInElsewhere(why="sign_in.taken_over", sign_in=sign_in)

        with monkeypatch.context() as patch:
            patch.setattr(store, "_try_out", ended)
            patch.setattr(store, "weigh", lambda *_, **__: None)
            inside.station.do_with_second(
                window, moves.pick_up, "移库取出 手表", item_id=row.id, reason="整理贵重柜"
            )
            qtbot.waitUntil(window.is_locked)
            windows.settled(qtbot, window)
        assert not inside.second.is_open()


def test_an_own_account_that_was_closed_meanwhile_closes_the_dialog_and_the_banner_says_so(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = room.received(room.new("手表", "watch"))
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None

        def closed(*_: Any, **__: Any) -> None:
            raise AccountClosed

        monkeypatch.setattr(inside.station.store, "may_sign", closed)
        inside.station.do_with_second(
            window, moves.pick_up, "移库取出 手表", item_id=row.id, reason="整理贵重柜"
        )
        qtbot.waitUntil(lambda: inside.frame.notices.tone() == "refused")
        assert not inside.second.is_open()
        windows.settled(qtbot, window)
