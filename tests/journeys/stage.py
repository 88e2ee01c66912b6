"""What a journey needs: a storeroom of today, a screen, the window in a process of its own, and how it went."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from tests.support.mjpeg import fresh
from tests.support.waiting import until
from tests.support.world import Clock, World

ROOT: Final = Path(__file__).parents[2]
LIMIT_MS: Final = 50.0
PATIENCE_S: Final = 240


@dataclass(frozen=True)
class Outcome:
    """How a journey went: what it told, and the longest time that the window did not answer."""

    told: dict[str, Any]
    folder: Path

    @property
    def worst_ms(self) -> float:
        """On an otherwise idle machine (tests/journeys/pulse.py)."""
        return float(self.told["worst_ms"])


@dataclass
class Window:
    """A window that plays a journey in its own process."""

    process: subprocess.Popen[str]
    folder: Path

    def wait_for(self, word: str) -> None:
        """Wait until the journey has come to where it says this."""
        until(lambda: (self.folder / word).exists() or self.process.poll() is not None, PATIENCE_S)
        if not (self.folder / word).exists():
            self.ended()

    def say(self, word: str) -> None:
        """Let the journey go on."""
        (self.folder / word).touch()

    def kill(self) -> None:
        """The plug is pulled."""
        self.process.kill()
        self.process.communicate()

    def ended(self) -> Outcome:
        """Wait for the end; a step that did not come to what it had to fails the test."""
        try:
            _, errors = self.process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, errors = self.process.communicate()
            raise AssertionError(f"the journey did not end\n{errors}") from None
        assert self.process.returncode == 0, f"{self.folder}\n{errors}"
        assert "Traceback" not in errors, errors
        told = json.loads((self.folder / "told.json").read_text("utf-8"))
        return Outcome(told, self.folder)


@dataclass
class Stage:
    """Plays journeys."""

    folder: Path
    fresh: Callable[[Path], str]
    display: str
    asserts_limit: bool = False
    _counter: Any = field(default_factory=lambda: itertools.count(1))

    @contextmanager
    def room(self, days_ago: float = 0) -> Iterator[World]:
        """A fresh storeroom in which everybody is, at this very time or so many days ago."""
        folder = self._folder("room")
        world = World(self.fresh(folder), Clock(before() - timedelta(days=days_ago)))
        try:
            yield world
        finally:
            world.close()

    def open(
        self,
        journey: Callable[..., Any],
        world: World,
        *,
        display: str = "",
        home: Path | None = None,
        settings: dict[str, Any] | None = None,
        **given: Any,
    ) -> Window:
        """Start a window that plays this journey on this storeroom; its people there sign in anew."""
        folder = self._folder(journey.__name__)
        world.close()
        world._stores.clear()
        world.clock = _Now()
        env = {
            **os.environ,
            "DISPLAY": display or self.display,
            "QT_QPA_PLATFORM": "xcb",
            "ANKU_HOME": str(home or folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONFAULTHANDLER": "1",
        }
        own = {"camera/source": str(fresh(folder / "lens"))}
        told = {
            "url": world.url,
            "settings": {**own, **(settings or {})},
            "hurries": not self.asserts_limit,
            **given,
        }
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.journeys.play",
                f"{journey.__module__}:{journey.__name__}",
                str(folder),
            ],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(told))
        process.stdin.close()
        process.stdin = None
        return Window(process, folder)

    def play(self, journey: Callable[..., Any], world: World, **given: Any) -> Outcome:
        """Play it to its end."""
        return self.open(journey, world, **given).ended()

    def calm(self, once: Callable[[], Outcome]) -> None:
        """Play it, and say the longest stall; at night it must be within the limit, in one of two runs.

        By day it is told only: two more workers of the suite share the machine's cores, and that is no fault of the window.
        """
        run = self.told(once())
        if self.asserts_limit and run.worst_ms > LIMIT_MS:
            run = min(run, self.told(once()), key=lambda run: run.worst_ms)
        self.held(run)

    def held(self, *runs: Outcome) -> None:
        """At night the limit must have been held in each of them."""
        for run in runs if self.asserts_limit else ():
            where = "\n".join(
                f"{ms} ms, {work} ms of it at work, at\n{place}"
                for ms, work, place in run.told["slowest"]
            )
            assert run.worst_ms <= LIMIT_MS, f"longest stall {run.worst_ms} ms\n{where}"

    @staticmethod
    def told(run: Outcome) -> Outcome:
        """The same, its longest stall said."""
        sys.stdout.write(
            f"longest stall {run.worst_ms} ms, {run.told['work_ms']} ms at work "
            f"(with the machine's {run.told['raw_ms']})\n"
        )
        return run

    def _folder(self, name: str) -> Path:
        made = self.folder / f"{next(self._counter):02d}-{name}"
        made.mkdir(parents=True)
        return made


class _Now(Clock):
    """The clock of this computer, as the window has it."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


def before() -> datetime:
    """A little while ago: what is done before the window opens was done then."""
    return datetime.now(UTC) - timedelta(minutes=5)


def verified(world: World) -> bool:
    """Whether everything in the books agrees."""
    from app.audit import verifying
    from db.blobs import blobs_of

    verdict = verifying.verify(world.database, blobs_of(world.database))
    return not verdict.broken
