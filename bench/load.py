"""The bulk loader: lays large stores with valid chains and no photos, raw, once, into a cache folder."""

import operator
import os
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from app import bootstrap, clock, ids, registry, search
from app.cases import finding
from app.cli.demo.goods import things
from app.custody import categories
from app.custody.checks import MEASURES
from app.identity import service as identity
from app.identity.types import NewPerson
from app.labels import rules as labels
from app.labels.types import Code, Kind
from app.ledger import chain
from app.ledger import service as ledger
from app.ledger.types import Act
from app.locations.types import NewLocation
from db import migrations
from db.ledger import queries as trail
from db.session import Database

PASSWORD: Final = "Lantern-Harbor-42"
LOGIN: Final = "keeper"
PER_CASE: Final = 67
_BATCH: Final = 20_000
_START: Final = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
_ITEM: Final = (
    "pk id number case_id name category unit measure measured_at seized_at_place source owner list_no list_row"
    " notice_no serial description details value_fen currency appraisal_no assessed_fen tier secrecy storage"
    " evidential legal custody seal_status seal_no location_id holder quantity weight_mg seq declared_at"
    " received_at way"
).split()
_AS_ITEM: Final = operator.itemgetter(*_ITEM)
_ENTRY: Final = (*chain.FIELDS, "body", "hash")
_LABEL: Final = (
    "id payload kind code_key generation object_kind object_id state made_at made_by second reason printed_at"
).split()
_CASE: Final = (
    "id number alias title kind wording filed_on filing_no department secrecy status seq opened_at settled_at"
).split()
Row = dict[str, Any]


def folder() -> Path:
    """Where large stores are kept: ANKU_BENCH_DIR, else .dev/bench of the checkout."""
    named = os.environ.get("ANKU_BENCH_DIR")
    made = Path(named) if named else Path(__file__).parents[1] / ".dev" / "bench"
    made.mkdir(parents=True, exist_ok=True)
    return made


def store(items: int, *, received: int = 1) -> str:
    """The URL of a store with so many items, every `received`-th of them on a shelf; laid if it is not there."""
    name = f"{items}-{received}-{migrations.HEAD}-{bootstrap.law_digest()[:8]}.db"
    file = folder() / name
    if not file.exists():
        half = file.with_suffix(".half")
        half.unlink(missing_ok=True)
        began = time.monotonic()
        _lay(half, items, received)
        half.replace(file)
        for rest in (f"{half}-wal", f"{half}-shm"):
            Path(rest).unlink(missing_ok=True)
        print(f"laid {name} in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return f"sqlite:///{file.as_posix()}"


def _lay(file: Path, items: int, received: int) -> None:
    people = _found(f"sqlite:///{file.as_posix()}")
    books = sqlite3.connect(file, isolation_level=None)
    try:
        guards = books.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for pragma in (
            "synchronous=OFF",
            "journal_mode=MEMORY",
            "cache_size=-400000",
            "temp_store=MEMORY",
        ):
            books.execute(f"PRAGMA {pragma}")
        books.execute("BEGIN")
        for name, _ in guards:
            books.execute(f"DROP TRIGGER {name}")
        Loader(books, people, items, received).fill()
        for _, sql in guards:  # the rows are valid by construction; `verify` proves it
            books.execute(sql)
        books.execute("COMMIT")
        books.execute("ANALYZE")
        books.execute("PRAGMA journal_mode=WAL")
    finally:
        books.close()
    _tell_rows(f"sqlite:///{file.as_posix()}")


def _tell_rows(url: str) -> None:
    """What the store would have told of each row, act by act, is told at once."""
    database = Database(url)
    try:
        with database.write() as session:
            now = trail.last_moment(session) or _START
            act = Act(ids.new(), "", "基准站", now, now)
            finding.note_all(session)
            ledger.tell_untold_rows(session, act)
            ledger.seal(session, act, "bench.lay")
    finally:
        database.close()


def _found(url: str) -> dict[str, str]:
    """A store with the few people that the figures need; login → id."""
    first, second = (NewPerson(n, n.title(), PASSWORD + n[-1]) for n in ("root1", "root2"))
    shelves = tuple(NewLocation(f"S-{n:02d}", f"架{n}", "shelf") for n in range(1, 21))
    made = bootstrap.lay(
        url,
        bootstrap.Founding("基准", "基准库", first, second, places=shelves),
        time_of=lambda: _START,
    )
    people = {}
    roles = {LOGIN: "custodian", "officer1": "handler", "officer2": "handler", "leader1": "leader"}
    for login, role in roles.items():
        made.sign_in("root1", PASSWORD + "1")
        people[login] = made.run(
            identity.create_account, person=NewPerson(login, login.title(), PASSWORD)
        ).id
        made.sign_in("root2", PASSWORD + "2")
        made.run(identity.appoint, account_id=people[login], role=role)
        made.sign_in(login, PASSWORD)
        made.run(identity.change_password, old=PASSWORD, new=PASSWORD + "!")
    made.sign_out()
    made.close()
    return people


class Loader:
    """Writes cases and items by the ten thousand, each entry hashed onto the one before."""

    def __init__(
        self, books: sqlite3.Connection, people: dict[str, str], items: int, received: int
    ) -> None:
        self.books, self.people, self.items, self.received = books, people, items, received
        self.genesis = str(books.execute("SELECT genesis FROM installation").fetchone()[0])
        self.places = [
            (str(r[0]), f"{r[1]} {r[2]} {r[3]}")
            for r in books.execute("SELECT id, code, path, name FROM location WHERE kind = 'shelf'")
        ]
        self.chance = random.Random(7)
        self.goods = [_prepared(t) for t in things(self.chance, 3_000)]
        self.rows: dict[str, list[tuple[Any, ...]]] = {
            t: []
            for t in (
                "act",
                "entry",
                "case_file",
                "case_member",
                "item",
                "item_part",
                "label",
                "item_search",
            )
        }
        self.columns = {
            "act": ("id", "verb", "actor", "arguments_sha256", "result", "recorded_at"),
            "entry": _ENTRY,
            "case_file": tuple(_CASE),
            "case_member": ("case_id", "account_id", "duty", "since"),
            "item": tuple(_ITEM),
            "item_part": ("item_id", "account_id", "part"),
            "label": tuple(_LABEL),
            "item_search": ("rowid", "words"),
        }

    def fill(self) -> None:
        """Every case with its items."""
        made = 0
        for case in range((self.items + PER_CASE - 1) // PER_CASE):
            count = min(PER_CASE, self.items - made)
            self._case(case, made, count)
            made += count
            if len(self.rows["entry"]) > _BATCH:
                self._flush()
                print(f"\r  {made}/{self.items}", end="", file=sys.stderr)
        self._flush()
        print("\r", end="", file=sys.stderr)
        self.books.execute(
            "INSERT OR REPLACE INTO counter (name, value) VALUES ('case:2026', ?)", (case + 1,)
        )

    def _case(self, number: int, made: int, count: int) -> None:
        at = _START + timedelta(minutes=7 * number)
        first, second = self.people["officer1"], self.people["officer2"]
        who = first if number < 40 else second
        id_, name = ids.new(), f"2026-{number + 1:05d}"
        act = self._act("cases.open_case", who, at)
        head = {"after": {"status": "ACTIVE"}, "number": name, "alias": f"案{number + 1}"}
        self._entry(act, ("case", id_), 1, self.genesis, "OPEN_CASE", who, "", clock.text(at), head)
        self.rows["case_file"].append(
            (id_, name, f"案{number + 1}", f"基准案{number + 1}", "discipline", "discipline", None,
             f"立{number + 1}", "第一室", 0, "ACTIVE", 1, clock.text(at), None)
        )  # fmt: skip
        self.rows["case_member"].append((id_, who, "handler", clock.text(at)))
        acts = {
            event: self._act(f"custody.{event.lower()}", by, at + timedelta(minutes=step))
            for step, (event, by) in enumerate(
                (("REGISTER", who), ("DECLARE", who), ("RECEIVE", self.people[LOGIN])), 1
            )
        }
        moments = [clock.text(at + timedelta(minutes=n)) for n in range(4)]
        for place in range(count):
            self._item(made + place, place + 1, id_, name, who, moments, acts)
        self.books.execute(
            "INSERT INTO counter (name, value) VALUES (?, ?)", (f"item:{id_}", count)
        )

    def _item(
        self,
        serial: int,
        place: int,
        case: str,
        number: str,
        who: str,
        moments: list[str],
        acts: dict[str, str],
    ) -> None:
        good = self.goods[serial % len(self.goods)]
        id_ = ids.new()
        full = f"{number}-{place:04d}"
        serial_no = f"SN{serial:08d}"
        arrives = serial % self.received == 0
        shelf, shelf_words = self.places[serial % len(self.places)] if arrives else (None, "")
        state = {**good["state"], "location_id": None, "holder": "", "custody": "DRAFT"}
        steps = [("REGISTER", who, "", {**state}, "")]
        if arrives:
            other = self.people["officer2" if who == self.people["officer1"] else "officer1"]
            steps.append(("DECLARE", who, other, {**state, "custody": "PENDING"}, "DRAFT"))
            state = {**state, "custody": "IN", "location_id": shelf}
            steps.append(("RECEIVE", self.people[LOGIN], "", state, "PENDING"))
        prev = self.genesis
        for seq, (event, by, second, after, before) in enumerate(steps, 1):
            body: Row = {"from": before, "after": after}
            if seq == 1:
                body["card"] = good["card"]
            prev = self._entry(
                acts[event], ("item", id_), seq, prev, event, by, second, moments[seq], body
            )
        declared, got = (moments[2], moments[3]) if arrives else (None, None)
        fixed = {
            "pk": serial + 1, "id": id_, "number": full, "case_id": case, "measured_at": moments[0],
            "list_no": "清单1", "list_row": place, "serial": serial_no, "seq": len(steps),
            "declared_at": declared, "received_at": got,
        }  # fmt: skip
        row = {**good["row"], **state, **fixed}
        self.rows["item"].append(_AS_ITEM(row))
        self.rows["item_part"].append((id_, who, "seizer"))
        words = f"{good['words']} 2026 {number[5:]} {place:04d} {serial_no.lower()} case{case}"
        if arrives:
            self.rows["item_part"].append((id_, self.people[LOGIN], "keeper"))
            self._label(id_, serial, got or "")
            words += f" {search.words([shelf_words])}"
        self.rows["item_search"].append((serial + 1, words))

    def _label(self, item: str, serial: int, at: str) -> None:
        code = Code(Kind.ITEM, f"{serial * 7 + 13:011d}", 1)
        self.rows["label"].append(
            (ids.new(), labels.encode(code), int(code.kind), code.key, 1, "item", item, "living", at,
             self.people[LOGIN], "", "", at)
        )  # fmt: skip

    def _act(self, verb: str, actor: str, at: datetime) -> str:
        id_ = ids.new()
        self.rows["act"].append((id_, verb, actor, "", "null", clock.text(at)))
        return id_

    def _entry(
        self,
        act: str,
        of: tuple[str, str],
        seq: int,
        prev: str,
        kind: str,
        actor: str,
        second: str,
        moment: str,
        facts: Row,
    ) -> str:
        body = chain.body_text({**facts, "salt": f"{self.chance.getrandbits(64):016x}"})
        fields = (
            chain.SUITE, prev, ids.new(), act, *of, str(seq), kind, actor, second, "", "基准站", moment, moment, "0",
        )  # fmt: skip
        hash_ = chain.entry_hash(fields, body)
        self.rows["entry"].append((*fields[:6], seq, *fields[7:14], 0, body, hash_))
        return hash_

    def _flush(self) -> None:
        for table, rows in self.rows.items():
            columns = self.columns[table]
            marks = ", ".join("?" * len(columns))
            self.books.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
                rows,
            )
            rows.clear()


def _prepared(thing: Any) -> Row:
    """What a thing's card, entry and search words say, made once for the many items that are like it."""
    category = categories.get(thing.category)
    details = categories.checked(category, thing.details, thing.currency)
    state = {
        "legal": str(MEASURES[thing.measure]) if thing.measure in MEASURES else "SEIZED",
        "seal_status": "NONE", "seal_no": "", "quantity": thing.quantity, "weight_mg": thing.weight_mg,
    }  # fmt: skip
    row = {
        "name": thing.name, "category": thing.category, "unit": thing.unit, "measure": thing.measure,
        "seized_at_place": "住所", "source": "搜查", "owner": "赵某", "notice_no": "扣通1",
        "description": thing.description, "details": registry.canonical(details),
        "value_fen": thing.value_fen, "currency": thing.currency, "appraisal_no": "", "assessed_fen": None,
        "tier": "ordinary", "secrecy": 0, "storage": category.storage, "evidential": "evidence", "way": "",
    }  # fmt: skip
    words = search.words(
        [thing.name, category.zh, category.en, thing.description, "赵某 搜查 住所"]
    )
    card = {k: row[k] for k in ("name", "category", "unit", "description", "measure", "owner")}
    return {"state": state, "row": row, "words": words, "card": card}


def payloads(url: str, count: int) -> Iterator[str]:
    """Living labels of items, spread over the whole store."""
    file = url.removeprefix("sqlite:///")
    books = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        total = books.execute("SELECT count(*) FROM label WHERE object_kind = 'item'").fetchone()[0]
        for at in range(count):
            key = books.execute(
                "SELECT payload FROM label WHERE object_kind = 'item' LIMIT 1 OFFSET ?",
                (at * total // count,),
            )
            yield str(key.fetchone()[0])
    finally:
        books.close()


if __name__ == "__main__":
    print(store(int(sys.argv[1]), received=int(sys.argv[2]) if len(sys.argv) > 2 else 1))
