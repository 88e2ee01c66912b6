"""Counting petitions: 300,000 of them split by channel and region, beside the bare statement on the same file."""

import random
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from sqlalchemy import insert, update

from app import bootstrap, ids
from app.analysis import service as analysis
from app.analysis.types import Asked
from app.identity import service as identity
from app.identity.types import NewPerson
from app.organs import service as organs
from app.organs.types import NewOrgan
from app.petitions import fields, finding, views
from bench import books, load
from bench.figure import Figure, median_ms
from db import migrations
from db.petitions import search as index
from db.petitions.models import Accused, Group, Petition
from db.session import Database

_PETITIONS: Final = 300_000
_BATCH: Final = 5_000
CLERK: Final = "clerk1"
_FIRST: Final = datetime(2022, 1, 1, tzinfo=UTC)
_DAYS: Final = 1_500
_WORDS: Final = "水库移民"
_YEARS: Final = Asked(date(2022, 1, 1), date(2026, 12, 31), "channel", "region")


def counts() -> Figure:
    """One table over all years, with its totals, its base and both earlier periods."""
    url = _store()
    with books.opened(url, CLERK) as clerk:
        value = median_ms(lambda: clerk.read(analysis.counts, asked=_YEARS), 3)
    bare = sqlite3.connect(url.removeprefix("sqlite:///"))
    statement = (
        "SELECT channel, substr(region, 1, 6), count(*) FROM petition"
        " WHERE received_at >= '2022' AND received_at < '2027' GROUP BY 1, 2"
    )
    try:
        baseline = median_ms(lambda: bare.execute(statement).fetchall(), 3)
    finally:
        bare.close()
    return Figure(value, "ms", baseline, "≤ 1,000 ms over 300,000 petitions", value <= 1_000)


def find() -> Figure:
    """A clerk looks for two words that one petition in all bears, beside the same by reading every summary."""
    url = _store()
    with books.opened(url, CLERK) as clerk:
        value = median_ms(lambda: clerk.run(views.search, words=_WORDS), 5)
        with patch.object(index, "candidates", lambda *_: None):
            baseline = median_ms(lambda: clerk.run(views.search, words=_WORDS), 3)
    return Figure(
        value, "ms", baseline, "≤ a tenth, over 300,000 petitions", value <= baseline / 10
    )


def _store() -> str:
    return kept(f"petitions-{_PETITIONS}", _lay)


def kept(name: str, lay: Callable[[Path], None]) -> str:
    """The URL of a store under this name; laid if it is not there."""
    name = f"{name}-{migrations.HEAD}-{bootstrap.law_digest()[:8]}.db"
    file = load.folder() / name
    if not file.exists():
        half = file.with_suffix(".half")
        half.unlink(missing_ok=True)
        began = time.monotonic()
        lay(half)
        half.replace(file)
        for rest in (f"{half}-wal", f"{half}-shm"):
            Path(rest).unlink(missing_ok=True)
        print(f"laid {name} in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return f"sqlite:///{file.as_posix()}"


def _lay(file: Path) -> None:
    """Rows without their entries: they are counted here, not verified."""
    url = f"sqlite:///{file.as_posix()}"
    organ, clerk = people(url)
    with unguarded(file) as database, database.engine.begin() as connection:
        for rows in batches(organ, clerk, _PETITIONS):
            for model in (Petition, Group, Accused):
                connection.execute(insert(model), [row[model] for row in rows])
        connection.execute(
            update(Petition).where(Petition.id == rows[-1][Petition]["id"]).values(summary=_WORDS)
        )
    with unguarded(file) as database, database.write() as session:
        finding.note_all(session)


@contextmanager
def unguarded(file: Path) -> Iterator[Database]:
    """A store without its guards for the time of the block."""
    bare = sqlite3.connect(file, isolation_level=None)
    guards = bare.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        bare.execute(f"DROP TRIGGER {name}")
    database = Database(f"sqlite:///{file.as_posix()}", guarded=False)
    yield database
    database.close()
    for _, sql in guards:
        bare.execute(sql)
    bare.execute("ANALYZE")
    bare.close()


def people(url: str, more: int = 0) -> tuple[str, str]:
    """A store with one organ and a clerk, and `more` clerks (clerk2, …) beside him; the organ's id and the clerk's."""
    first, second = (NewPerson(n, n.title(), load.PASSWORD + n[-1]) for n in ("root1", "root2"))
    store = bootstrap.lay(url, bootstrap.Founding("基准", "基准库", first, second))
    store.sign_in("root1", load.PASSWORD + "1")
    root = NewOrgan("", "committee", 1, "SHI", "120000", "基准市纪委监委")
    organ = store.run(organs.add, organ=root).id
    logins = [CLERK, *(f"clerk{n}" for n in range(2, 2 + more))]
    made = [
        store.run(identity.create_account, person=NewPerson(n, f"信{n}", load.PASSWORD)).id
        for n in logins
    ]
    store.sign_in("root2", load.PASSWORD + "2")
    for clerk in made:
        store.run(identity.appoint, account_id=clerk, role="petition_clerk")
        store.run(organs.post, account_id=clerk, organ_id=organ, office="XF")
    for login in logins:
        store.sign_in(login, load.PASSWORD)
        store.run(identity.change_password, old=load.PASSWORD, new=load.PASSWORD + "!")
        store.sign_out()
    store.close()
    return organ, made[0]


def batches(organ: str, clerk: str, count: int) -> Iterator[list[dict[Any, dict[str, Any]]]]:
    """So many petitions, some thousands at a time: of each its rows by table."""
    chance = random.Random(5)
    channels, kinds, ranks = (fields.choices(n) for n in ("channel", "kind", "rank"))
    for at in range(0, count, _BATCH):
        rows = []
        for number in range(at, min(count, at + _BATCH)):
            id_ = ids.new()
            received = _FIRST + timedelta(days=chance.random() * _DAYS)
            petition: dict[str, Any] = dict.fromkeys(
                (c.name for c in Petition.__table__.columns if str(c.type) in _TEXTS), ""
            )
            petition |= {
                "id": id_,
                "number": f"X120000-{number:07d}",
                "status": chance.choice(("P_CLOSED", "P_ARCHIVED", "P_HANDLING", "P_ACCEPTED")),
                "seq": 5,
                "organ_id": organ,
                "received_organ_id": organ,
                "channel": chance.choice(channels),
                "received_at": received,
                "recorded_at": received,
                "received_by": clerk,
                "kind": chance.choice(kinds),
                "receipt_kind": "first",
                "reporter_mode": "anonymous",
                "reporters": 1,
                "region": f"1201{chance.randrange(16):02d}",
                "summary": "反映某人在工程招标中收受礼金",
                "closed_at": None,
            }
            accused = {
                "id": ids.new(),
                "petition_id": id_,
                "name": f"某{number}",
                "alias": "",
                "gender": "",
                "unit": "某局",
                "post": "局长",
                "rank": chance.choice(ranks),
                "is_party_member": None,
                "is_supervised": None,
                "name_key": f"某{number}",
                "unit_key": "某局",
                "person_key": f"某{number}|某局",
            }
            group = {"petition_id": id_, "group_id": id_}
            rows.append({Petition: petition, Group: group, Accused: accused})
        yield rows


_TEXTS: Final = frozenset({"TEXT", *(f"VARCHAR({n})" for n in (8, 12, 16, 24, 32, 96))})
