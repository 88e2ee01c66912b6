"""The database server goes away under an open window, and comes back: both are said, nothing is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import sql
from pytestqt.qtbot import QtBot
from sqlalchemy.exc import OperationalError

from app import errors, words
from tests.support import postgres
from tests.support import window as windows
from tests.support.world import PASSWORD, World
from ui.shell import lang
from ui.shell.inside import BOOKS
from ui.shell.station import Place
from ui.shell.top import Health


@contextmanager
def shut(server: postgres.Server, url: str) -> Iterator[None]:
    """The database lets nobody in, and who was in is put out."""
    name = url.rsplit("/", 1)[1]
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(
        host="127.0.0.1", port=server.port, user="postgres", dbname="postgres", autocommit=True
    ) as administrator:
        administrator.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        yield
        administrator.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_a_database_server_that_goes_away_is_said_in_words_and_the_window_works_on_when_it_is_back(
    qtbot: QtBot,
    postgres_server: postgres.Server,
    postgres_url_factory: Callable[[], str],
    tongue: lang.Lang,
) -> None:
    world = World(postgres_url_factory())
    try:
        with windows.opened(qtbot, world, "guan1") as window:
            window.set_language(tongue)
            inside = window.inside
            assert inside is not None
            notices = inside.frame.notices
            with shut(postgres_server, world.url):
                inside.navigation.go(Place("cases"))
                windows.settled(qtbot, window)
                said = words.word("refusal.StoreLetsNobodyIn", tongue).partition("{")[0]
                assert notices.tone() == "refused"
                assert notices.text().startswith(said)
                assert "OperationalError" not in notices.text()
                assert inside.frame.top.dot(BOOKS).health() is Health.LOST
                window.lock()
                locked: Any = window.currentWidget()
                locked.password.setText(PASSWORD)
                locked.submitted.emit(PASSWORD)
                windows.settled(qtbot, window)
                assert window.is_locked()
                assert locked.trouble.text().startswith(said)
            locked.submitted.emit(PASSWORD)
            windows.until(qtbot, lambda: not window.is_locked())
            assert inside.navigation.page().table.model.rowCount() == 0
            inside.look_again()
            windows.settled(qtbot, window)
            assert inside.frame.top.dot(BOOKS).health() is Health.OK
            windows.until(qtbot, lambda: inside.navigation.page().table.model.rowCount() > 0)
            assert notices.tone() == "warn"
            assert (
                notices.text()
                == {"zh": "账库已恢复应答。", "en": "The books answer again."}[tongue]
            )
            inside.look_again()
            windows.settled(qtbot, window)
            notices.clear()
            inside.look_again()
            windows.settled(qtbot, window)
            assert notices.text() == "", "told once"
    finally:
        world.close()


def test_a_disk_that_does_not_write_the_books_sets_their_lamp_and_a_full_stick_does_not(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        elsewhere = errors.DiskTrouble(why="full")
        elsewhere.__cause__ = OSError("full")
        inside.station.refuse(elsewhere)
        assert inside.frame.top.dot(BOOKS).health() is Health.OK
        meant = window.work.meaning(
            OperationalError("", None, sqlite3.OperationalError("disk I/O error"))
        )
        inside.station.refuse(meant)
        assert inside.frame.top.dot(BOOKS).health() is Health.LOST
        assert inside.frame.notices.tone() == "refused"
        windows.settled(qtbot, window)
