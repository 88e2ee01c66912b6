"""Several desks that work at random before a centre that fails at random, and what must be true when all is quiet."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from backports import zstd

from app import ids
from app.line_errors import BeingConfirmed
from app.sync.desk import Desk
from app.sync.errors import MassRemoval
from app.sync.types import FINAL, Centre, Copies, Copy, Op, Outcome, Told
from db.sync import desk as queries
from db.sync import queries as centre_queries
from tests.support import raw, told
from tests.support.city import City
from tests.support.desks import KEY

HOMES = {"xf1": "SHI", "qxf1": "QU1", "exf1": "QU2", "jxf1": "JIE1"}


class WireBroke(Exception):
    """No answer came, whatever was done at the other end."""


class Killed(Exception):
    """The desk's process is gone: nothing that was not committed is left."""


class Far(Centre, Copies, Protocol):
    """The centre, whichever way."""


@dataclass
class Place:
    """A desk of the town: its file is closed and opened again when it is killed."""

    town: "Town"
    login: str
    file: Path
    centre: Far
    pages: list[str] = field(default_factory=list)
    heard: dict[str, set[str]] = field(default_factory=dict)
    misses: int = 0
    dies: str = ""
    _desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The file, open."""
        if self._desk is None:
            self._desk = Desk.open(self.file, KEY)
        return self._desk

    def feed(self, organ: str, after: int, limit: int, epoch: str, check: bool) -> str:
        """A page, kept for the oracle that looks for what should not have been sent."""
        page = self.centre.feed(organ, after, limit, epoch, check)
        self.note(("page", page))
        self._die("page")
        return page

    def push(self, ops: Sequence[Op], drift_ms: int) -> list[Told]:
        """What became of intents, kept for the oracle that compares it with the books."""
        answers = self.centre.push(ops, drift_ms)
        self.note(("told", [(one.op, one.outcome) for one in answers]))
        self._die("answer")
        return answers

    def copy(self, feed: str, epoch: str, shape: str) -> Copy | None:
        """A copy of all that is to lie here."""
        return self.centre.copy(feed, epoch, shape)

    def part(self, id_: str, number: int) -> bytes:
        """A part of it, kept for the same oracle."""
        data = self.centre.part(id_, number)
        self.note(("page", zstd.decompress(data).decode("utf-8", "ignore")))
        self._die("part")
        return data

    def copied(self, id_: str) -> None:
        """It is here."""
        self.centre.copied(id_)
        self._die("copied")

    def begin_anew(self) -> None:
        """Let go of everything that the centre has told: the next meeting is a fresh desk's."""
        with self.desk.database.write() as session:
            queries.keep_note(session, "epoch", "")

    def note(self, *heard: tuple[str, Any]) -> None:
        """What the centre has said, for the oracles."""
        for what, said in heard:
            if what == "page":
                self.pages.append(said)
                continue
            for op, outcome in said:
                if outcome in FINAL:
                    self.heard.setdefault(op, set()).add(outcome)

    def _die(self, where: str) -> None:
        if self.dies == where:
            self.dies = ""
            raise Killed

    def killed(self) -> None:
        """What is left is the file."""
        if self._desk is not None:
            self._desk.close()
        self._desk = None

    def meet(self) -> None:
        """Push and pull; what breaks leaves everything as it is."""
        try:
            self.desk.push(self, self.town.city.clock)
            limit = self.town.chance.choice((3, 40, 1_000))
            self.misses += self.desk.pull(self, limit=limit, copies=self, copy_from=1).misses
        except Killed:
            self.killed()
        except MassRemoval:
            self.misses += self.desk.pull(self, agreed=True).misses

    def rows(self) -> dict[str, tuple[str, int]]:
        """What lies here: id → (name, version)."""
        with self.desk.database.read() as session:
            found = session.connection().exec_driver_sql("SELECT id, name, capacity FROM location")
            return {id_: (name, version) for id_, name, version in found}


@dataclass
class Town:
    """The desks, and the chance that rules them."""

    city: City
    folder: Path
    chance: random.Random
    reach: Callable[[str], Far]
    places: list[Place] = field(default_factory=list)
    faults: int = 0
    _made: int = 0

    def __post_init__(self) -> None:
        self.organs = {code: self.city.organ(code) for code in HOMES.values()}
        for login in HOMES:
            self.places.append(Place(self, login, self.folder / f"{login}.desk", self.reach(login)))

    def intend(self, place: Place) -> None:
        """Something new, or a change of something that lies here, seen by some organs and not by others."""
        chance, self._made = self.chance, self._made + 1
        if chance.random() < 0.1:
            place.begin_anew()
        home = HOMES[place.login]
        some = {code for code in self.organs if chance.random() < 0.6} | {home}
        here = place.rows()
        key = ids.new()
        if here and chance.random() < 0.6:
            id_ = chance.choice(sorted(here))
            if chance.random() < 0.5:
                some.discard(home)
            out = "".join(f"[{code}]" for code in sorted(self.organs.keys() - some))
            given: dict[str, Any] = {
                "location_id": id_,
                "name": f"{self._made} 不给{out}" if chance.random() < 0.95 else " ",
                "version": here[id_][1],
            }
            verb, about = "testing.rename", id_
        else:
            verb, about = "testing.place", f"DRAFT-{key[-8:]}"
            given = {"code": f"F-{self._made}"}
        given["organs"] = [self.organs[code] for code in sorted(some)]
        place.desk.add(Op(key, verb, given, self.city.clock(), about), told.KIND)
        if chance.random() < 0.3:
            self._give_up(place)

    def _give_up(self, place: Place) -> None:
        """Somebody gives up what waits; whether it was sent he does not know."""
        with place.desk.database.read() as session:
            waiting = [row.id for row in queries.open_ops(session) if row.outcome not in FINAL]
        with suppress(BeingConfirmed):
            place.desk.drop(self.chance.choice(waiting), "不要了")

    def quiet(self) -> None:
        """Nothing fails any more: everybody meets the centre, looks at what was refused, and goes on."""
        for _ in range(20):
            for place in self.places:
                place.meet()
            if not sum(self._looked_at(place) for place in self.places):
                break
        for place in self.places:
            place.meet()

    def _looked_at(self, place: Place) -> int:
        """What was refused is given up by the person at the desk; how much was still open."""
        with place.desk.database.read() as session:
            rows = queries.open_ops(session)
        for row in rows:
            if row.outcome in FINAL:
                place.desk.drop(row.id, "看过了")
        return len(rows)

    # -- what must be true -------------------------------------------------------------------------

    def findings(self) -> list[str]:
        """Everything that is not as it must be."""
        with raw.opened(self.city.url) as books:
            return [
                *self._intents(books),
                *self._feeds(books),
                *self._desks(books),
                *self._leaks(),
                *(
                    f"{p.login}: {p.misses} checksums did not agree"
                    for p in self.places
                    if p.misses
                ),
            ]

    def _intents(self, books: raw.Raw) -> list[str]:
        found = []
        for place in self.places:
            with place.desk.database.read() as session:
                outbox = session.connection().exec_driver_sql(
                    "SELECT id, verb, outcome, closed FROM outbox"
                )
                for id_, verb, outcome, closed in outbox.all():
                    acts = [v for (v,) in books.do("SELECT verb FROM act WHERE id = ?", id_)]
                    done = books.one(
                        "SELECT count(*) FROM entry WHERE act = ? AND object_kind = 'location'", id_
                    )
                    if (outcome == Outcome.APPLIED) != (acts == [verb] and done == 1):
                        found.append(
                            f"{place.login}: told {outcome!r} of {verb}, the books say {acts} {done}"
                        )
                    if not closed or (closed == "done") != (outcome == Outcome.APPLIED):
                        found.append(f"{place.login}: {verb} ends as {closed!r} {outcome!r}")
                    if len(place.heard.get(id_, set())) > 1:
                        found.append(f"{place.login}: {verb} heard {place.heard[id_]}")
        twice = "SELECT code FROM location GROUP BY code HAVING count(*) > 1"
        found += [f"{code} was done twice" for (code,) in books.do(twice)]
        lost = "SELECT object_id FROM entry WHERE object_kind = 'location' GROUP BY object_id HAVING count(*) <> max(seq)"
        return found + [f"a gap in the chain of {id_}" for (id_,) in books.do(lost)]

    def _feeds(self, books: raw.Raw) -> list[str]:
        wrong = books.do(
            "SELECT organ FROM feed GROUP BY organ HAVING count(*) <> max(pos) OR min(pos) <> 1"
        )
        return [f"the feed of {organ} has a gap" for (organ,) in wrong]

    def _desks(self, books: raw.Raw) -> list[str]:
        found = []
        for place in self.places:
            asked = (
                "SELECT l.id, l.name, l.capacity FROM location l JOIN member m"
                " ON m.object_id = l.id AND m.kind = 'location' WHERE m.organ = ?"
            )
            there = {i: (n, v) for i, n, v in books.do(asked, self.organs[HOMES[place.login]])}
            here = place.rows()
            if here != there:
                odd = {k for k in here.keys() | there.keys() if here.get(k) != there.get(k)}
                found.append(f"{place.login}: {len(odd)} records differ")
            with self.city.database.read() as session:
                _pos, checksum = centre_queries.counter(session, self.organs[HOMES[place.login]])
                marks = books.do(
                    "SELECT mark FROM member WHERE organ = ?", self.organs[HOMES[place.login]]
                )
                if checksum != sum(m for (m,) in marks) % centre_queries.MODULUS:
                    found.append(f"{place.login}: the centre's own sum is wrong")
        return found

    def _leaks(self) -> list[str]:
        found = []
        for place in self.places:
            mine = f"[{HOMES[place.login]}]"
            if any(mine in page for page in place.pages):
                found.append(f"{place.login}: was sent what it may not see")
        return found

    def close(self) -> None:
        """Everybody goes home."""
        for place in self.places:
            with suppress(Exception):
                place.killed()
