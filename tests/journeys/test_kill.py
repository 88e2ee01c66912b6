"""Killed at any moment: what was acknowledged stands, the books verify, the unfinished form is offered again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import drafts
from app.audit import verifying
from db.blobs import blobs_of
from db.session import Database
from tests.journeys import hand
from tests.support import raw
from tests.support.world import World


@pytest.fixture
def hands() -> Iterator[subprocess.Popen[str]]:
    """The process that forks a worker for each line."""
    process = subprocess.Popen(
        [sys.executable, hand.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    yield process
    process.stdin.close()
    process.wait(timeout=20)
    process.stdout.close()


def killed(
    hands: subprocess.Popen[str], url: str, home: Path, first: int, lines: int, after: float
) -> list[Any]:
    """Let a worker tell so many lines, kill it a little later, and answer what it told.

    Lines and not seconds: on a busy machine it comes as far as on an idle one.
    """
    assert hands.stdin is not None
    assert hands.stdout is not None
    hands.stdin.write(f"{url}\t{home}\t{first}\n")
    hands.stdin.flush()
    told: list[Any] = []
    for line in hands.stdout:
        told.append(json.loads(line))
        ready = next((at for at, each in enumerate(told) if "ready" in each), None)
        if ready is not None and len(told) - 1 - ready == lines:
            time.sleep(after)
            os.kill(told[0]["pid"], signal.SIGKILL)
        if "ended" in told[-1]:
            return told
    raise AssertionError("the worker's parent is gone")


class Books:
    """What must hold after every kill."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.numbers: dict[str, str] = {}

    def check(self, told: list[Any]) -> None:
        """Everything told is there, everything there verifies."""
        with raw.opened(self.url) as books:
            acts = {row[0] for row in books.do("SELECT id FROM act")}
            items = dict(books.do("SELECT number, id FROM item"))
            numbers = books.one("SELECT count(*) FROM item")
            out = {row[0] for row in books.do("SELECT object_id FROM entry WHERE kind='HAND_OVER'")}
        assert {t["act"] for t in told if "act" in t} <= acts
        assert {t["out"] for t in told if "out" in t} <= out
        given = {t["number"]: t["id"] for t in told if "number" in t}
        assert not set(given) & set(self.numbers), "a number was given twice"
        self.numbers |= given
        assert self.numbers.items() <= items.items()
        assert len(items) == numbers
        database = Database(self.url)
        try:
            verdict = verifying.verify(database, blobs_of(database))
        finally:
            database.close()
        assert verdict.broken == ()


def check_draft(told: list[Any]) -> None:
    """The form that was being stored is offered again, as it was; stored ones are not."""
    begun = [t for t in told if "draft" in t]
    dropped = {t["dropped"] for t in told if "dropped" in t}
    offered = {d.key: d.value for d in drafts.all("intake")}
    assert not dropped & set(offered)
    if begun and not any("act" in t for t in told[told.index(begun[-1]) :]):
        assert offered[begun[-1]["draft"]] == begun[-1]["value"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Twenty kills in the suite; ten times as many at night, each spell a test of its own within its time."""
    if "spell" in metafunc.fixturenames:
        metafunc.parametrize("spell", range(10 if metafunc.config.getoption("--nightly") else 1))


def test_whoever_is_killed_loses_nothing_that_was_acknowledged(
    world: World,
    hands: subprocess.Popen[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spell: int,
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("ANKU_HOME", str(home))
    on_file = world.url.startswith("sqlite")
    kills = 20 if on_file else 6
    books, chance = Books(world.url), random.Random(8 + spell)
    acts = out = 0
    for kill in range(kills):
        for draft in drafts.all():
            drafts.discard(*draft[:2])
        lines, after = chance.randint(0, 14), chance.uniform(0, 0.2)
        told = killed(hands, world.url, home, kill, lines, after)
        books.check(told)
        check_draft(told)
        acts += sum("act" in t for t in told)
        out += sum("out" in t for t in told)
    assert acts > kills // 2, "the kills came before any work was done"
    assert out or not on_file, "nothing was ever handed over"
