"""Sync: a fresh desk's first meeting with 100,000 petitions, fifty desks at once, and a pull that brings nothing."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import httpx
from sqlalchemy import insert

from app import clock, feeds, ids, registry, remote
from app.main import main
from app.petitions.types import Accused as NewAccused
from app.petitions.types import Matter as NewMatter
from app.petitions.types import NewPetition, Visit
from app.sync.store import DeskStore
from app.sync.types import FINAL, Op, Outcome
from bench import counts, load
from bench.figure import Figure
from db.petitions.models import Accused, Group, Mark, Matter, Original, Petition
from db.session import Database
from db.sync import queries
from db.sync.models import Feed, FeedCounter, Member
from server import upkeep

_PETITIONS: Final = 100_000
_DESKS: Final = 50
_INTENTS: Final = 20
_PULLS: Final = 40
_PASSWORD: Final = load.PASSWORD + "!"
_TEXT: Final = "反映某局负责人在工程招标中收受礼金，虚报工程款，群众多次反映没有结果。"


def first_sync() -> Figure:
    """A fresh desk fetches all; beside it the same pages copied as gzip JSON over the same loopback into a file.

    Counted is the whole of its first meeting, the better of two: the copy is made for it, fetched, enciphered, taken
    over, and added up. The pages are what a desk reads that takes no copy over.
    """
    with _centre(counts.kept(f"sync-{_PETITIONS}", _lay)) as (url, folder):
        with _desk(url, folder / "warm", counts.CLERK) as desk:
            desk.feed(feeds.EVERYBODY, 0, 1, "", False)
        value = min(_met_first(url, folder / f"first{n}") for n in range(2))
        with _desk(url, folder / "again", counts.CLERK) as desk:
            baseline = _copied(_pages(desk), folder)
    goal = "≤ 3 × gzip JSON (made, fetched, taken over)"
    return Figure(value, "s", baseline, goal, value <= 3 * baseline)


def _met_first(url: str, folder: Path) -> float:
    """How long a fresh desk's first meeting takes."""
    with _desk(url, folder, counts.CLERK) as desk:
        began = time.perf_counter()
        came = desk.meet()
        value = time.perf_counter() - began
    if came.misses or came.came < _PETITIONS:
        raise RuntimeError(f"the desk holds something else than the centre: {came}")
    return value


def many_desks() -> Figure:
    """Fifty desks send twenty intents each, all at once; each is done or refused exactly once."""
    with _centre(counts.kept(f"sync-{_DESKS}", _lay_people)) as (url, folder):
        desks = [_filled(url, folder, number) for number in range(1, _DESKS + 1)]
        go = threading.Barrier(_DESKS + 1)
        threads = [threading.Thread(target=_met, args=(each, go)) for each in desks]
        for thread in threads:
            thread.start()
        go.wait()
        began = time.perf_counter()
        for thread in threads:
            thread.join()
        value = time.perf_counter() - began
        ok = _is_each_done_once(folder / "own.db", desks)
        for each in desks:
            each.sign_out()
            each.close()
    return Figure(value, "s", None, f"{_DESKS * _INTENTS} intents, each done once", ok)


def idle_pull() -> Figure:
    """What the server works on a pull that brings nothing (both feeds), beside a question that asks for nothing.

    At every twentieth meeting the sum of all that is held is added up as well: that is not measured here.
    """
    store = counts.kept(f"sync-{_PETITIONS}", _lay)
    with _centre(store) as (url, folder), _desk(url, folder / "idle", counts.CLERK) as desk:
        desk.meet()
        assert desk.desk is not None
        before = _seconds(url, "/v1/feed"), _seconds(url, "/v1/session")
        for _ in range(_PULLS):
            desk.desk.pull(desk, check=False)
            desk._asked("GET", "/v1/session")
        after = _seconds(url, "/v1/feed"), _seconds(url, "/v1/session")
    value, baseline = ((b - a) * 1000 / _PULLS for a, b in zip(before, after, strict=True))
    return Figure(value, "ms", baseline, "≤ 20 ms of server time", value <= 20)


# -- the centre and its desks --------------------------------------------------------------------------


@contextmanager
def _centre(store: str) -> Iterator[tuple[str, Path]]:
    """A centre before a copy of a store; its URL, and a folder for the desks on the same disk."""
    with tempfile.TemporaryDirectory(dir=load.folder()) as made:
        folder = Path(made)
        shutil.copyfile(store.removeprefix("sqlite:///"), folder / "own.db")
        command = [sys.executable, "-c", "from bench import sync; sync.serve_centre()"]
        with (folder / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "server", "--json", "--port", "0", "--db", f"sqlite:///{folder}/own.db"],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "ANKU_HOME": str(folder / "centre")},
            )
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())["url"], folder
        finally:
            process.terminate()
            process.wait(60)
            if process.stdout is not None:
                process.stdout.close()


def serve_centre() -> None:
    """`anku server`, which does not verify first: rows laid in bulk have no entries, and it would write no more."""
    upkeep.going_on = lambda *_: nullcontext()  # type: ignore[assignment]
    sys.exit(main(sys.argv[1:]))


@contextmanager
def _desk(url: str, folder: Path, login: str) -> Iterator[DeskStore]:
    """A desk with somebody signed in."""
    desk = DeskStore(remote.line_to(url), station=f"站-{login}", folder=folder)
    desk.line.patience_s = 60
    desk.sign_in(login, _PASSWORD)
    try:
        yield desk
        desk.sign_out()
    finally:
        desk.close()


def _seconds(url: str, route: str) -> float:
    with httpx.Client(base_url=url, trust_env=False) as client:
        told = client.get("/metrics").text
    found = re.search(rf'anku_request_seconds_sum{{route="{route}"}} (\S+)', told)
    return float(found[1]) if found else 0.0


# -- the baseline --------------------------------------------------------------------------------------


def _pages(desk: DeskStore) -> list[bytes]:
    """The pages of a first sync, as they come over the wire."""
    kept: list[bytes] = []

    class Kept:
        def feed(self, *asked: Any) -> str:
            page = desk.feed(*asked)
            kept.append(page.encode())
            return page

        push = desk.push

    assert desk.desk is not None
    desk.desk.pull(Kept())
    return kept


def _copied(pages: list[bytes], folder: Path) -> float:
    """How long it takes to send the pages, each packed, to a client that unpacks them into a file."""
    for number, page in enumerate(pages):
        (folder / f"{number}.json").write_bytes(page)
    command = [sys.executable, "-c", "from bench import sync; sync.serve()", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        with httpx.Client(base_url=url, trust_env=False) as client:
            return min(_fetched(client, len(pages), folder / "copy") for _ in range(3))
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _fetched(client: httpx.Client, count: int, file: Path) -> float:
    began = time.perf_counter()
    with file.open("wb") as copy:
        for number in range(count):
            copy.write(client.get(f"/{number}.json").content)
        os.fsync(copy.fileno())
    return time.perf_counter() - began


class _Packing(BaseHTTPRequestHandler):
    """Sends files packed, and does nothing else."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        packed = gzip.compress((Path(sys.argv[-1]) / self.path[1:]).read_bytes(), 1)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def serve() -> None:
    """The baseline's server, in a process of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Packing)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


# -- fifty desks ---------------------------------------------------------------------------------------


def _filled(url: str, folder: Path, number: int) -> DeskStore:
    """A desk with its intents, made without a network."""
    login = f"clerk{number}"
    desk = DeskStore(remote.line_to(url), station=f"站-{login}", folder=folder / login)
    desk.line.patience_s = 600
    desk.sign_in(login, _PASSWORD)
    assert desk.desk is not None
    for _ in range(_INTENTS):
        given = registry.plain({"petition": _visit()})
        key = ids.new()
        about = f"DRAFT-{login}-{key[-8:]}"
        desk.desk.add(Op(key, "petitions.register", given, clock.now(), about), "")
    return desk


def _visit() -> NewPetition:
    return NewPetition(
        channel="visit",
        received_at=clock.now(),
        accused=(NewAccused(name="钱某", unit="某局", post="局长", rank="division"),),
        matters=(NewMatter(_TEXT, kind="accusation", disciplines=("integrity",)),),
        region="120101",
        visit=Visit(("信一", "信二"), 1, is_read_back=True, is_signed=True),
    )


def _met(desk: DeskStore, go: threading.Barrier) -> None:
    go.wait()
    desk.meet()


def _is_each_done_once(file: Path, desks: list[DeskStore]) -> bool:
    """Every desk was told of each intent what the books say of it."""
    told: dict[str, str] = {}
    for each in desks:
        told |= {i.id: i.outcome for i in each.intents(closed=True) if i.outcome}
        told |= {i.id: i.outcome for i in each.intents() if i.outcome}
    database = Database(f"sqlite:///{file}")
    with database.read() as session:
        asked = "SELECT id, verb FROM act WHERE verb LIKE 'petitions.register%'"
        acts: dict[str, str] = {i: v for i, v in session.connection().exec_driver_sql(asked)}
        made = session.connection().exec_driver_sql("SELECT count(*) FROM petition").scalar_one()
    database.close()
    done = {id_ for id_, verb in acts.items() if not verb.endswith("!refused")}
    return (
        len(told) == _DESKS * _INTENTS
        and set(told.values()) <= FINAL
        and done == {id_ for id_, outcome in told.items() if outcome == Outcome.APPLIED}
        and made == len(done)
    )


# -- the stores ----------------------------------------------------------------------------------------


def _lay_people(file: Path) -> None:
    counts.people(f"sqlite:///{file.as_posix()}", _DESKS - 1)


def _lay(file: Path) -> None:
    """Petitions with all that a common one has, told to their organ's feed: rows without their entries."""
    organ, clerk = counts.people(f"sqlite:///{file.as_posix()}")
    with counts.unguarded(file) as database:
        pos = checksum = 0
        for rows in counts.batches(organ, clerk, _PETITIONS):
            with database.write() as session:
                connection = session.connection()
                whole = [row | _more(row[Petition]) for row in rows]
                for model in (Petition, Group, Accused, Matter, Original):
                    connection.execute(insert(model), [row[model] for row in whole])
                connection.execute(insert(Mark), [mark for row in whole for mark in row[Mark]])
                told = [row[Petition]["id"] for row in rows]
                found = feeds.content(session, "petition", told)
                marks = {id_: feeds.mark(found[id_]) for id_ in told}
                seen = {"organ": organ, "kind": "petition"}
                connection.execute(
                    insert(Feed),
                    [
                        {**seen, "object_id": id_, "pos": at, "deed": "P"}
                        for at, id_ in enumerate(told, pos + 1)
                    ],
                )
                connection.execute(
                    insert(Member), [{**seen, "object_id": i, "mark": m} for i, m in marks.items()]
                )
                pos, checksum = pos + len(told), checksum + sum(marks.values())
        with database.write() as session:
            session.execute(
                insert(FeedCounter),
                {"organ": organ, "pos": pos, "checksum": checksum % queries.MODULUS},
            )


def _more(petition: dict[str, Any]) -> dict[Any, Any]:
    """Its matter with two marks, and a letter of three pages."""
    of, matter = {"petition_id": petition["id"]}, ids.new()
    return {
        Matter: {
            **of,
            "id": matter,
            "place": 1,
            "kind": petition["kind"],
            "summary": _TEXT * 2,
            "facts": json.dumps({"when": "2025年", "where": "某路工程"}, ensure_ascii=False),
            "topic": "",
            "campaign": "",
            "is_ongoing": None,
            "outcome": "",
        },
        Mark: [
            {**of, "id": ids.new(), "matter_id": matter, "kind": kind, "code": code}
            for kind, code in (("discipline", "integrity"), ("offence", "graft"))
        ],
        Original: {
            **of,
            "id": ids.new(),
            "sha256": ids.new() * 2,
            "cipher_key": "k" * 44,
            "kind": "paper",
            "pages": 3,
            "name": "来信.pdf",
            "part": "",
            "added_at": petition["received_at"],
        },
    }
