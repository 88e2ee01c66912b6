"""After an upgrade the window says, once, that a copy was kept before and where it lies (C89)."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.identity import service as identity
from tests.support import window as windows
from tests.support.world import PASSWORD
from ui.shell import settings
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
