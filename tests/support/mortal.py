"""A desk's meeting with the centre in a process of its own, which is killed by a signal at any of its statements."""

import json
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from backports import zstd
from pydantic import TypeAdapter
from sqlalchemy import event

from app import clock, errors, registry, remote
from app.actor import Actor
from app.line_errors import CentreAway
from app.sync.desk import Desk
from app.sync.errors import MassRemoval
from app.sync.types import Copy, Op, Told
from db.session import Database
from db.sync import enciphered
from tests.support import nursery, told
from tests.support.desks import KEY
from tests.support.town import Place, WireBroke
from tests.support.world import PASSWORD

_TOLD: TypeAdapter[list[Told]] = TypeAdapter(list[Told])
_COPY: TypeAdapter[Copy | None] = TypeAdapter(Copy | None)
_ACTOR: TypeAdapter[Actor] = TypeAdapter(Actor)


class Over:
    """The centre over a wire that breaks."""

    def __init__(self, store: remote.RemoteStore) -> None:
        self.store = store

    @classmethod
    def signed_in(cls, url: str, login: str) -> "Over":
        """Somebody at his desk."""
        store = remote.open_store(url, station=f"站-{login}")
        store.line.patience_s = 30
        store.sign_in(login, PASSWORD)
        store.line.patience_s = 0.01
        return cls(store)

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """As the desk's own door asks."""
        told_ = str(check).lower()
        asked = f"organ={organ}&after={after}&limit={limit}&epoch={epoch}&check={told_}"
        return str(self._ask("GET", f"/v1/feed?{asked}").text)

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        """As the desk's own door sends."""
        given = {"ops": [registry.plain(op) for op in ops], "drift_ms": drift_ms}
        return _TOLD.validate_json(self._ask("POST", "/v1/ops", given).content)

    def copy(self, feed: str, epoch: str, shape: str) -> Copy | None:
        """As the desk's own door asks."""
        given = {"feed": feed, "epoch": epoch, "shape": shape}
        return _COPY.validate_json(self._ask("POST", "/v1/copies", given).content)

    def part(self, id_: str, number: int) -> bytes:
        """As the desk's own door does."""
        return self._ask("GET", f"/v1/copies/{id_}/{number}").content

    def copied(self, id_: str) -> None:
        """As the desk's own door does."""
        with suppress(errors.NotFound):
            self._ask("DELETE", f"/v1/copies/{id_}")

    def _ask(self, method: str, path: str, given: Any = None) -> httpx.Response:
        try:
            return self.store._asked(method, path, given)
        except (CentreAway, errors.StoreBusy) as no:
            raise WireBroke from no


def meet(place: Place, chance: random.Random) -> bool:
    """Let a place meet the centre in a process that is killed at one of its statements; whether it was."""
    over = place.centre
    assert isinstance(over, Over)
    place.killed()  # the file is the other process's now
    heard = place.file.with_suffix(".heard")
    actor = over.store.actor
    asked = {
        "file": str(place.file),
        "url": over.store.line.url,
        "actor": registry.plain(actor),
        "tokens": over.store.line.tokens,
        "limit": chance.choice((3, 40, 1_000)),
        "dies_at": chance.randrange(1, chance.choice((12, 60, 300))),
        "heard": str(heard),
    }
    ended = nursery.start(__name__, [json.dumps(asked)], os.environ, 1, 2).wait(120)
    if heard.exists():
        place.note(*(json.loads(line) for line in heard.read_text("utf-8").splitlines()))
        heard.unlink()
    if ended not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the desk's process ended with {ended}")
    return ended == -signal.SIGKILL


# ------------------------------------------------------------------ the process


@dataclass
class _Heard:
    """The centre; what it says is written down before the desk acts on it."""

    over: Over
    file: Path

    def feed(self, *asked: Any) -> str:
        page = self.over.feed(*asked)
        self._note("page", page)
        return page

    def copy(self, feed: str, epoch: str, shape: str) -> Copy | None:
        return self.over.copy(feed, epoch, shape)

    def part(self, id_: str, number: int) -> bytes:
        data = self.over.part(id_, number)
        self._note("page", zstd.decompress(data).decode("utf-8", "ignore"))
        return data

    def copied(self, id_: str) -> None:
        self.over.copied(id_)

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        answers = self.over.push(ops, drift_ms)
        self._note("told", [[one.op, one.outcome] for one in answers])
        return answers

    def _note(self, what: str, said: Any) -> None:
        with self.file.open("a", encoding="utf-8") as heard:
            heard.write(json.dumps([what, said], ensure_ascii=False) + "\n")


def main(args: Sequence[str]) -> int:
    """Push and pull, until the statement at which the power goes."""
    asked = json.loads(args[0])
    store = remote.open_store(asked["url"])
    store.line.patience_s = 0.01
    store.actor, store.line.tokens = _ACTOR.validate_python(asked["actor"]), asked["tokens"]
    with told.known():
        desk = Desk.open(Path(asked["file"]), KEY)
        _kill_at(desk, asked["dies_at"])
        centre = _Heard(Over(store), Path(asked["heard"]))
        with suppress(WireBroke):
            desk.push(centre, clock.now)
            with suppress(MassRemoval):
                desk.pull(centre, limit=asked["limit"], copies=centre, copy_from=1)
        desk.close()
    store.close()
    return 0


def _kill_at(desk: Desk, statement: int) -> None:
    left = statement

    @event.listens_for(desk.database.engine, "after_cursor_execute")
    def counted(*_: Any) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    taking = enciphered._before

    @contextmanager
    def counting(database: Database, file: Path, key: bytes) -> Iterator[Any]:
        with taking(database, file, key) as connection:
            connection.set_trace_callback(counted)
            yield connection

    enciphered._before = counting


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
