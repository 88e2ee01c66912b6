"""Figures of the books: intake, import, scan to card, search, verification."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from app import bootstrap, clock
from app.audit import verifying
from app.cases import service as cases
from app.cases.types import NewCase
from app.cli.demo import pictures
from app.custody import looking, views
from app.custody import service as custody
from app.custody.types import ItemRow, NewItem, Paper, Shot
from app.identity import service as identity
from app.requests import desk
from app.store import Store
from bench import load
from bench.figure import Figure, median_ms, p95_ms
from db.ledger import queries as trail

_INTAKES: Final = 60
_KEPT_OPEN: Final = load.PASSWORD + "!"


@contextmanager
def opened(url: str, login: str = load.LOGIN) -> Iterator[Store]:
    """A store with somebody signed in."""
    store = bootstrap.open_store(url, station="基准站")
    try:
        store.sign_in(login, _KEPT_OPEN)
        yield store
        store.sign_out()
    finally:
        store.close()


@contextmanager
def own_store() -> Iterator[str]:
    """A fresh small store on the disk of the cache folder, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=load.folder()) as folder:
        file = Path(folder) / "own.db"
        shutil.copyfile(load.store(2_000).removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file.as_posix()}"


def _item(number: int) -> NewItem:
    return NewItem(
        name=f"公文包{number}",
        category="other",
        quantity=1,
        unit="件",
        measure="seize",
        measured_at=clock.now() - timedelta(hours=2),
        list_no="清单1",
        list_row=number,
        owner="赵某",
        serial=f"B{number:07d}",
        description="棕色皮质，无明显破损，内空，取自书房保险柜",
    )


def _case(officer: Store) -> str:
    new = NewCase("基准", "基准专案", "discipline", "第一室", "立1号")
    return str(officer.run(cases.open_case, case=new).id)


def pending(url: str, count: int) -> tuple[ItemRow, ...]:
    """So many items that wait at the counter."""
    with opened(url, "officer1") as officer:
        case = _case(officer)
    with opened(url, "leader1") as leader:
        handlers = {
            each.login: each.id for each in leader.read(identity.colleagues, role="handler")
        }
        leader.run(cases.set_member, case_id=case, account_id=handlers["officer2"], duty="handler")
    with opened(url, "officer1") as officer:
        made = officer.run(
            custody.register, case_id=case, items=tuple(_item(n) for n in range(count))
        )
        given: dict[str, Any] = {
            "case_id": case,
            "item_ids": tuple(row.id for row in made),
            "listed": count,
            "papers": (Paper("list", "清单1"), Paper("notice", "通知1")),
            "witness": "见证人",
        }
        token = officer.vouch(custody.declare, "officer2", _KEPT_OPEN, **given)
        told: tuple[ItemRow, ...] = officer.run(custody.declare, second=token, **given)
        return told


# -- intake ------------------------------------------------------------------------------------------


def intake() -> Figure:
    """One thing received with its photograph, beside the same rows and the same file written bare."""
    photos = [pictures.draw("box", f"B{n}", n) for n in range(6)]
    with own_store() as url:
        rows = pending(url, _INTAKES)
        bare = Path(url.removeprefix("sqlite:///")).with_name("bare.db")
        _without_guards(url, bare)
        with opened(url) as keeper:
            seals = iter(range(_INTAKES))
            waiting = iter(rows)

            def receive() -> None:
                row, number = next(waiting), next(seals)
                sha = keeper.keep(photos[number % 6] + number.to_bytes(4))
                keeper.run(
                    custody.receive,
                    item_id=row.id,
                    quantity=1,
                    place="S-01",
                    photos=(Shot(sha, "overall", clock.now()),),
                )

            receive()
            value = median_ms(receive, _INTAKES - 1)
        acts = _received_rows(url)
        baseline = _bare_ms(bare, acts, photos)
    return Figure(value, "ms", baseline, "≤ 3 × bare", value <= 3 * baseline)


def _without_guards(url: str, bare: Path) -> None:
    """The same schema with the same indexes and rows, no triggers."""
    shutil.copyfile(url.removeprefix("sqlite:///"), bare)
    books = sqlite3.connect(bare)
    with books:
        for (name,) in books.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            books.execute(f"DROP TRIGGER {name}")
    books.close()


Statement = tuple[str, tuple[Any, ...]]


def _received_rows(url: str) -> list[list[Statement]]:
    """What each receipt wrote, as bare statements in its order."""
    books = sqlite3.connect(url.removeprefix("sqlite:///"))
    found = []
    for act, item in books.execute(
        "SELECT act, object_id FROM entry WHERE kind = 'RECEIVE' AND station = '基准站'"
        " AND object_id IN (SELECT item_id FROM photo) ORDER BY id"
    ).fetchall():
        deed: list[Statement] = []
        for table, where, key in (
            ("act", "id", act),
            ("entry", "act", act),
            ("photo", "item_id", item),
            ("label", "object_id", item),
        ):
            for row in books.execute(f"SELECT * FROM {table} WHERE {where} = ?", (key,)):
                deed.append((f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row))
        deed.append(_update(books, item))
        words = "SELECT s.rowid, s.words FROM item_search s JOIN item i ON i.pk = s.rowid WHERE i.id = ?"
        row = books.execute(words, (item,)).fetchone()
        deed.append(("INSERT OR REPLACE INTO item_search (rowid, words) VALUES (?, ?)", row))
        found.append(deed)
    books.close()
    return found


def _update(books: sqlite3.Connection, item: str) -> Statement:
    asked = books.execute(
        "SELECT custody, location_id, received_at, seq, id FROM item WHERE id = ?", (item,)
    )
    sets = "UPDATE item SET custody = ?, location_id = ?, received_at = ?, seq = ? WHERE id = ?"
    return sets, tuple(asked.fetchone())


def _bare_ms(bare: Path, acts: list[list[Statement]], photos: list[bytes]) -> float:
    """The same bytes with the same fsyncs, and nothing else."""
    books = sqlite3.connect(bare, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "fullfsync=ON", "foreign_keys=OFF"):
        books.execute(f"PRAGMA {pragma}")
    waiting = iter(enumerate(acts))

    def receive() -> None:
        number, deed = next(waiting)
        _write_file(bare.with_name(f"{number}.jpg"), photos[number % 6] + number.to_bytes(4))
        books.execute("BEGIN IMMEDIATE")
        for sql, row in deed:
            books.execute(sql, row)
        books.execute("COMMIT")

    receive()
    taken = median_ms(receive, len(acts) - 1)
    books.close()
    return taken


def _write_file(path: Path, data: bytes) -> None:
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


# -- import ------------------------------------------------------------------------------------------


def import_() -> Figure:
    """2,000 items registered in one job."""
    items = tuple(_item(n) for n in range(2_000))
    with own_store() as url, opened(url, "officer1") as officer:
        case = _case(officer)
        officer.run(custody.register, case_id=case, items=items[:20])
        began = time.perf_counter()
        officer.run(custody.register, case_id=case, items=items)
        value = len(items) / (time.perf_counter() - began)
    return Figure(value, "items/s", None, "≥ 2,000 items/s", value >= 2_000)


# -- scan and search ---------------------------------------------------------------------------------


def scan_card() -> Figure:
    """From a scanned label to its whole card, at 100,000 items."""
    url = load.store(100_000)
    codes = list(load.payloads(url, 200))
    with opened(url) as keeper:

        def show(code: str) -> Callable[[], object]:
            def deed() -> object:
                return keeper.read(views.card, item_id=keeper.read(desk.scan, text=code).id)

            return deed

        value = p95_ms([show(code) for code in codes])
    return Figure(value, "ms", None, "p95 ≤ 100 ms", value <= 100)


_WORDS: Final = (
    "手表", "现金", "华为手机", "账册", "赵某 手机", "2026-00020-0003", "SN00001234", "棕色", "茅",
    "白酒 书房", "公司公章", "手机 黑色 划痕", "保险柜", "不存在的东西", "Phone", "sn000012",
)  # fmt: skip


def search() -> Figure:
    """Typed words at 1,000,000 items, beside the same at 10,000: what the field of the window asks at each key."""
    large = _search_p95(load.store(1_000_000, received=5))
    small = _search_p95(load.store(10_000, received=5))
    ok = large <= 50 and large <= 2 * small
    return Figure(large, "ms", small, "p95 ≤ 50 ms, ≤ 2 × at 10,000", ok)


def _search_p95(url: str) -> float:
    with opened(url) as keeper:

        def find(text: str) -> Callable[[], object]:
            return lambda: keeper.read(looking.look_up, text=text, limit=20)

        return p95_ms([find(text) for _ in range(6) for text in _WORDS])


# -- the command line --------------------------------------------------------------------------------


def do() -> Figure:
    """One call of `anku do` in a process of its own, when nothing was written since the last one."""
    large, small = (_do_ms(load.store(items)) for items in (100_000, 2_000))
    return Figure(large, "ms", small, "≤ 1.5 × at 2,000", large <= 1.5 * small)


def _do_ms(url: str) -> float:
    args = json.dumps({"code": "?"})
    call = (sys.executable, "-m", "app.main", "do", "requests.note_unknown", "--args", args)
    with tempfile.TemporaryDirectory() as home:
        there = {**os.environ, "ANKU_HOME": home, "ANKU_PASSWORD": _KEPT_OPEN}

        def once() -> None:
            whole = (*call, "--db", url, "--as", load.LOGIN, "--json")
            subprocess.run(whole, env=there, check=True, capture_output=True)

        began = time.perf_counter()
        once()  # reads everything
        print(f"the first call: {time.perf_counter() - began:.1f} s", file=sys.stderr)
        return median_ms(once, 5)


# -- verification ------------------------------------------------------------------------------------


def verify() -> Figure:
    """Entries verified per second, beside hashing the same bytes alone."""
    store = bootstrap.open_store(load.store(100_000))
    try:
        began = time.perf_counter()
        verdict = verifying.verify(store.database, store.blobs)
        value = verdict.events / (time.perf_counter() - began)
        baseline = verdict.events / _hashing_s(store)
    finally:
        store.close()
    ok = verdict.ok and value >= 200_000 and baseline <= 5 * value
    return Figure(value, "events/s", baseline, "≥ 200,000/s, ≤ 5 × bare hashing", ok, True)


def _hashing_s(store: Store) -> float:
    """Only the hashing: the rows are read, joined and encoded before."""
    spent = 0.0
    with store.database.read() as session:
        for rows in trail.chain_rows(session):
            told = [("\x1f".join(map(str, r[:15])).encode(), str(r[15]).encode()) for r in rows]
            began = time.perf_counter()
            for head, body in told:
                hashlib.sha256(head + hashlib.sha256(body).hexdigest().encode()).hexdigest()
            spent += time.perf_counter() - began
    return spent
