"""Leads through the real window without a screen: signs people in, shows pages, does verbs, keeps pictures."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent

from ui import main as program
from ui.shell import lang, settings, theme, turns
from ui.shell.station import Place
from ui.window import Window

_PATIENCE_S: Final = 60.0


class Guide:
    """Leads through the window: signs people in, shows pages, waits until all is there, keeps pictures."""

    def __init__(
        self, url: str, accounts: dict[str, str], size: tuple[int, int] = (1366, 768)
    ) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.app = program.application()
        self.url = url
        self.accounts = accounts
        self.window = Window(self.app)
        self.window.resize(*size)
        self.window.show()

    # -- who and where -----------------------------------------------------------------------------

    def open(self) -> None:
        """Open the store and wait until somebody may sign in."""
        ready: list[bool] = []
        self.window.ready.connect(lambda: ready.append(True))
        self.window.open(self.url)
        self.wait(lambda: bool(ready))
        self.settle()

    def sign_in(self, login: str) -> None:
        """Sign a person in through the sign-in page."""
        if self.window.inside is not None:
            self.window.sign_out()
            self.settle()
        page = self.window.signin
        page.login.setText(login)
        page.password.setText(self.accounts[login])
        page.go.click()
        self.wait(lambda: self.window.inside is not None and self.window.inside.is_open)
        self.settle()

    def show(self, page: str, target: str = "", extra: str = "") -> Any:
        """Show a page and wait until what it shows has come."""
        inside = self.window.inside
        assert inside is not None
        inside.navigation.go(Place(page, target, extra))
        self.settle()
        return inside.navigation.page()

    def pages(self) -> list[str]:
        """The pages on this person's rail."""
        assert self.window.inside is not None
        return self.window.inside.navigation.pages()

    # -- doing -------------------------------------------------------------------------------------

    def do(self, verb: Callable[..., Any], *, second: str = "", say: str = "", **given: Any) -> Any:
        """Do a verb as the person at the window; the second person signs in the dialog."""
        inside = self.window.inside
        assert inside is not None
        done: list[Any] = []
        if second:
            inside.station.do_with_second(
                inside, verb, say, then=done.append, failed=done.append, **given
            )
            self._sign(second, done)
        else:
            inside.station.do(inside, verb, then=done.append, failed=done.append, **given)
        self.wait(lambda: bool(done))
        if isinstance(done[0], Exception):
            raise done[0]
        inside.station.told.emit(say)
        self.settle()
        return done[0]

    def ask(self, query: Callable[..., Any], **given: Any) -> Any:
        """Ask the books as the person at the window."""
        assert self.window.store is not None
        return self.window.store.read(query, **given)

    def _sign(self, login: str, done: list[Any]) -> None:
        inside = self.window.inside
        assert inside is not None
        self.wait(lambda: inside.second.is_open() or bool(done))
        if done:  # the rules refused it before anybody was asked
            return
        dialog = inside.second.dialog
        assert dialog is not None
        dialog.login.setText(login)
        dialog.password.setText(self.accounts[login])
        dialog.sign()
        self.wait(lambda: not inside.second.is_open())

    # -- waiting and keeping -----------------------------------------------------------------------

    def wait(self, true: Callable[[], bool]) -> None:
        """Let the window work until it is so."""
        until = time.monotonic() + _PATIENCE_S
        while not true():
            if time.monotonic() > until:
                raise TimeoutError("the window did not come to it")
            self.app.processEvents()
            time.sleep(0.002)

    def settle(self, pause_s: float = 0.12) -> None:
        """Let everything come and lay itself out; what follows a pause follows too."""
        calm_since = time.monotonic()
        until = calm_since + _PATIENCE_S
        while time.monotonic() - calm_since < pause_s and time.monotonic() < until:
            self.app.processEvents()
            if self.window.work.waiting() or turns.are_waiting():
                calm_since = time.monotonic()
            time.sleep(0.002)

    def keep(self, file: Path) -> Path:
        """A picture of the window as it stands."""
        self.window.grab().save(str(file))
        return file

    def dress(self, language: lang.Lang, mode: theme.Mode) -> None:
        """Another language, another brightness."""
        self.window.set_language(language)
        self.window.set_theme(mode.value)
        self.settle()

    def close(self) -> None:
        """Leave, and let everything go."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.app.processEvents()


@contextmanager
def own_settings() -> Iterator[Path]:
    """Remember nothing of a walk on this computer, and take nothing from what it remembers."""
    before = os.environ.get("ANKU_HOME")
    with tempfile.TemporaryDirectory(prefix="anku-walk-home-", ignore_cleanup_errors=True) as home:
        os.environ["ANKU_HOME"] = home
        settings.prepare()
        settings.put("language", "zh")
        settings.put("loudness", 0)
        settings.put("camera/source", "drawn")
        try:
            yield Path(home)
        finally:
            if before is None:
                del os.environ["ANKU_HOME"]
            else:
                os.environ["ANKU_HOME"] = before
            settings.prepare()


def demo_accounts() -> dict[str, str]:
    """Login → password of the demo storeroom."""
    import random

    from app.cli import demo
    from app.cli.demo import city
    from app.cli.demo.people import people

    known = (*people(random.Random(1)), *city.staff(random.Random(1)))
    return {person.login: demo.PASSWORD for person in known}
