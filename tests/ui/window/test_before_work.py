"""Before the work: signing in, the first password, the first start, a store that does not open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import errors, words
from app.identity import service as identity
from app.identity.types import NewPerson
from tests.support import window as windows
from tests.support.world import FIRST_PASSWORD, PASSWORD, World
from ui.shell import lang, settings
from ui.window import Window

FIRST = "Own-Words-2026"


@pytest.fixture
def fresh(qtbot: QtBot) -> Iterator[Window]:
    """A window that no store was opened in."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings.prepare()
    settings.put("loudness", 0)
    window = Window(app)
    window.resize(1366, 768)
    window.show()
    qtbot.wait_exposed(window)
    yield window
    window.close()
    window.deleteLater()


def open_and_wait(qtbot: QtBot, window: Window, url: str) -> None:
    with qtbot.wait_signal(window.ready):
        window.open(url)


def type_in(window: Window, login: str, password: str = PASSWORD) -> None:
    window.signin.login.setText(login)
    window.signin.password.setText(password)
    window.signin.go.click()


def own_password(world: World, login: str) -> None:
    """The person has long chosen his own password."""
    world.do(login, identity.change_password, old=PASSWORD, new=FIRST)


def test_what_is_typed_before_the_store_is_open_signs_in_when_it_is(
    qtbot: QtBot, room: World, fresh: Window
) -> None:
    own_password(room, "guan1")
    with qtbot.wait_signal(fresh.entered):
        fresh.open(room.url)
        type_in(fresh, "guan1", FIRST)
    assert fresh.store is not None
    assert fresh.store.actor is not None
    assert fresh.store.actor.name == "管一"
    windows.settled(qtbot, fresh)


def test_a_wrong_password_is_refused_in_words_and_forgotten(
    qtbot: QtBot, room: World, fresh: Window
) -> None:
    open_and_wait(qtbot, fresh, room.url)
    type_in(fresh, "guan1", "wrong-password-1")
    qtbot.wait_until(lambda: bool(fresh.signin.trouble.text()))
    assert fresh.signin.password.text() == ""
    assert fresh.inside is None


def test_the_first_password_must_be_changed_before_anything_is_seen(
    qtbot: QtBot, room: World, fresh: Window
) -> None:
    room.do("xi1", identity.create_account, person=NewPerson("neu", "新人", FIRST_PASSWORD))
    open_and_wait(qtbot, fresh, room.url)
    type_in(fresh, "neu", FIRST_PASSWORD)
    qtbot.wait_until(lambda: "password" in fresh._gates)
    page = fresh._gates["password"]
    page.old.setText(FIRST_PASSWORD)  # type: ignore[attr-defined]
    page.new.setText(FIRST)  # type: ignore[attr-defined]
    page.again.setText(FIRST)  # type: ignore[attr-defined]
    with qtbot.wait_signal(fresh.entered):
        page.go.click()  # type: ignore[attr-defined]
    windows.settled(qtbot, fresh)


def test_an_empty_place_leads_through_five_steps_to_a_storeroom(
    qtbot: QtBot, tmp_path: Path, fresh: Window
) -> None:
    fresh.open(f"sqlite:///{tmp_path}/new.db")
    qtbot.wait_until(lambda: "wizard" in fresh._gates)
    page = fresh._gates["wizard"]
    fill_wizard(page)
    with qtbot.wait_signal(fresh.ready):
        page.go_on()  # type: ignore[attr-defined]
    assert fresh.about is not None
    assert (fresh.about.unit, fresh.about.room) == ("某市纪委监委", "二号库")
    type_in(fresh, "xi", "Quiet-River-77")
    qtbot.wait_until(lambda: fresh.inside is not None and fresh.inside.is_open)
    assert fresh.inside is not None
    assert fresh.inside.navigation.pages() == ["people", "settings"]
    windows.settled(qtbot, fresh)


def fill_wizard(page: QWidget) -> None:
    page.go_on()  # type: ignore[attr-defined]
    page.unit.setText("某市纪委监委")  # type: ignore[attr-defined]
    page.room.setText("二号库")  # type: ignore[attr-defined]
    page.go_on()  # type: ignore[attr-defined]
    for form, login, name in (("first", "xi", "系一"), ("second", "bao", "系 一")):
        person = getattr(page, form)
        person.name.setText(name)
        person.login.setText(login)
        for field in (person.password, person.again):
            field.setText("Quiet-River-77")
        page.go_on()  # type: ignore[attr-defined]
    assert page.step() == 3  # type: ignore[attr-defined]
    assert "one and the same name: “系一”" in page.trouble.text()  # type: ignore[attr-defined]
    person.name.setText("保一")
    page.go_on()  # type: ignore[attr-defined]
    assert page.step() == 3  # type: ignore[attr-defined]
    assert "“xi” and “bao” have one and the same password" in page.trouble.text()  # type: ignore[attr-defined]
    for field in (person.password, person.again):
        field.setText("Quiet-Harbor-78")
    page.go_on()  # type: ignore[attr-defined]
    assert page.step() == 4  # type: ignore[attr-defined]


def test_the_wizard_does_not_go_on_with_a_weak_password(
    qtbot: QtBot, tmp_path: Path, fresh: Window
) -> None:
    fresh.open(f"sqlite:///{tmp_path}/new.db")
    qtbot.wait_until(lambda: "wizard" in fresh._gates)
    page = fresh._gates["wizard"]
    page.go_on()  # type: ignore[attr-defined]
    page.unit.setText("单位")  # type: ignore[attr-defined]
    page.room.setText("库")  # type: ignore[attr-defined]
    page.go_on()  # type: ignore[attr-defined]
    form = page.first  # type: ignore[attr-defined]
    form.name.setText("系一")
    form.login.setText("xi")
    form.password.setText("short")
    form.again.setText("short")
    page.go_on()  # type: ignore[attr-defined]
    assert page.step() == 2  # type: ignore[attr-defined]
    assert page.trouble.text()  # type: ignore[attr-defined]


def test_a_file_that_is_no_store_opens_nothing_and_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, fresh: Window
) -> None:
    file = tmp_path / "broken.db"
    file.write_bytes(b"this is no storeroom" * 100)
    fresh.open(f"sqlite:///{file}")
    qtbot.wait_until(lambda: "trouble" in fresh._gates)
    page = fresh._gates["trouble"]
    assert page.code.text() == errors.StoreUnreadable.code  # type: ignore[attr-defined]
    assert page.next.text()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("url", "no"),
    [
        ("foo://x", errors.StoreUrlInvalid),
        ("postgresql+psycopg://u@127.0.0.1:9/x", errors.StoreUnreachable),
    ],
)
def test_an_address_that_leads_nowhere_is_said_on_the_page(
    qtbot: QtBot, fresh: Window, url: str, no: type[errors.Refusal]
) -> None:
    fresh.open(url)
    qtbot.wait_until(lambda: "trouble" in fresh._gates)
    page = fresh._gates["trouble"]
    assert page.code.text() == no.code  # type: ignore[attr-defined]
    assert page.next.text() == words.refusal(no(), lang.now()).next  # type: ignore[attr-defined]


def test_behind_a_store_that_does_not_open_nobody_waits_for_it_at_the_sign_in(
    qtbot: QtBot, fresh: Window, tmp_path: Path
) -> None:
    """It said that it is being opened, and that who signs in is let in by itself."""
    file = tmp_path / "store.db"
    file.write_bytes(b"no books at all" * 99)
    fresh.open(f"sqlite:///{file}")
    qtbot.wait_until(lambda: "trouble" in fresh._gates)
    fresh._gates["trouble"].other.emit()  # type: ignore[attr-defined]
    assert fresh.currentWidget() is fresh.signin
    assert fresh.signin._state.text() == "No storeroom is open."
    fresh.signin.login.setText("guan1")
    fresh.signin.password.setText(PASSWORD)
    fresh.signin.go.click()
    assert fresh.signin.trouble.text().startswith("No storeroom is open. Choose one first")
    assert fresh.signin._state.text() == "No storeroom is open."


def test_why_nobody_was_let_in_is_said_in_the_language_that_is_chosen_then(
    qtbot: QtBot, fresh: Window, room: World
) -> None:
    open_and_wait(qtbot, fresh, room.url)
    fresh.signin.submitted.emit("guan1", "not-his-password")
    qtbot.wait_until(lambda: bool(fresh.signin.trouble.text()))
    assert not fresh.signin.trouble.text().startswith("账号")
    fresh.set_language("zh")
    assert fresh.signin.trouble.text().startswith("账号或密码不正确")
