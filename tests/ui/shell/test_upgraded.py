"""After an upgrade the window says, once, that a copy was kept before and where it lies (C89)."""

import shutil
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.backup import service as backups
from app.identity import service as identity
from db.session import Database
from tests.support import window as windows
from tests.support.world import PASSWORD
from ui.shell import lang, settings
from ui.window import Window

STORES = Path(__file__).parents[2] / "data" / "stores"


def _enter(qtbot: QtBot, window: Window) -> tuple[str, str]:
    """The banner over the first page: its tone, and all that it says."""
    with qtbot.wait_signal(window.entered):
        window.enter()
    windows.settled(qtbot, window)
    assert window.inside is not None
    notices = window.inside.frame.notices
    return notices.tone(), " ".join(each.text() for each in notices.findChildren(QLabel))


@pytest.mark.scenario("C89")
def test_who_comes_first_after_an_upgrade_is_told_where_the_copy_lies(
    qtbot: QtBot, tmp_path: Path
) -> None:
    shutil.copytree(STORES / "0001", tmp_path, dirs_exist_ok=True)
    settings.prepare()
    settings.put("loudness", 0)
    store = bootstrap.open_store(f"sqlite:///{tmp_path}/store.db")
    (kept,) = (tmp_path / "backups").glob("before-0001-*.db")
    if store.sign_in("guan1", PASSWORD).must_change:
        store.run(identity.change_password, old=PASSWORD, new=f"{PASSWORD}!")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = Window(app)
    window.use(store, store.about())
    window.show()
    try:
        tone, told = _enter(qtbot, window)
        assert tone == "warn"
        assert "brought up to date" in told
        assert str(kept) in told
        tone, told = _enter(qtbot, window)
        assert "brought up to date" not in told
    finally:
        windows.gone(window)
        store.close()


@pytest.mark.scenario("C89")
def test_while_an_old_store_is_brought_up_to_date_the_page_says_so_and_which_step_it_is(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a million rows it takes half a minute: nobody must take the program for dead."""
    shutil.copytree(STORES / "0001", tmp_path, dirs_exist_ok=True)
    settings.prepare()
    settings.put("loudness", 0)
    copy_books, goes_on = backups.copy_books, Event()

    def slowly(database: Database) -> Path:
        goes_on.wait(30)
        return copy_books(database)

    monkeypatch.setattr(backups, "copy_books", slowly)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = Window(app)
    window.show()
    try:
        window.open(f"sqlite:///{tmp_path}/store.db")
        state = window.signin.findChild(QLabel, "signin.state")
        assert state is not None
        assert state.text() == "Opening the storeroom…"
        qtbot.waitUntil(lambda: "Bringing the books up to date: step 1 of" in state.text())
        assert "A copy of the books is kept first." in state.text()
        window.signin.login.setText("guan1")
        window.signin.password.setText(PASSWORD)
        window.signin.go.click()
        assert "signed in as soon as it is open" in state.text()
        lang.apply(app, "zh")
        qtbot.waitUntil(lambda: "第 1 步" in state.text())
        with qtbot.wait_signal(window.ready, timeout=30_000):
            goes_on.set()
        qtbot.waitUntil(lambda: "步" not in state.text())
        windows.settled(qtbot, window)
    finally:
        goes_on.set()
        store, window.store = window.store, None
        windows.gone(window)
        if store is not None:
            store.close()
