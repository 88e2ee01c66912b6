"""One pull of a desk: every feed read to its end, each page applied whole with its cursor, the next one read meanwhile."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

from sqlalchemy.orm import Session

from app import feeds
from app.sync import whole
from app.sync.errors import ClientTooOld, MassRemoval
from app.sync.types import COPY_FROM, PROTOCOL, Centre, Copies, Round
from db.session import Database
from db.sync import desk as queries

#: More removals than this, and more than this part of what is held, in one pull: somebody has to agree first.
_REMOVED_MOST: Final = 20
_REMOVED_PART: Final = 0.05


class Pull:
    """One reading of all feeds."""

    def __init__(
        self,
        database: Database,
        centre: Centre,
        agreed: bool,
        check: bool,
        limit: int,
        copies: Copies | None = None,
        copy_from: int = COPY_FROM,
    ) -> None:
        self._copies, self._copy_from = copies, copy_from
        self._database, self._centre, self._agreed, self._limit = database, centre, agreed, limit
        self._check = check
        self._came = self._left = self._misses = 0
        self._ahead: tuple[tuple[Any, ...], Future[str]] | None = None

    def run(self) -> Round:
        with ThreadPoolExecutor(1, "pull") as self._beside:
            for feed in self._read(feeds.EVERYBODY):
                if feed != feeds.EVERYBODY:
                    self._take_over(feed)
                    self._read(feed)
        return Round(came=self._came, left=self._left, misses=self._misses)

    def _take_over(self, feed: str) -> None:
        """A long feed that is new here comes as a copy; what comes behind it is little and needs no adding up."""
        if self._copies is None:
            return
        if came := whole.fetched(self._database, self._copies, feed, self._copy_from):
            self._came, self._check = self._came + came, False

    def _read(self, feed: str) -> list[str]:
        """One feed to its end; the feeds that are to be read at all."""
        again = False
        while True:
            page = self._ask(feed)
            allowed: list[str] = page["feeds"]
            if feed not in allowed:
                return allowed
            if page["pos"] < page["head"]:
                continue
            if self._agrees(page):
                return allowed
            self._misses += 1
            if again:
                return allowed  # counted and shown: the centre's own sum is wrong
            again = True
            with self._database.write() as session:
                _forget(session, feed)

    def _ask(self, feed: str) -> dict[str, Any]:
        """One page, applied. What the desk may not hold any more goes before anything else comes."""
        with self._database.read() as session:
            epoch, after = queries.note(session, "epoch"), queries.cursors(session).get(feed, 0)
        page: dict[str, Any] = json.loads(self._page(feed, after, epoch))
        if page["min_client"] > PROTOCOL:
            raise ClientTooOld(needs=page["min_client"], has=PROTOCOL)
        if page["epoch"] == epoch and page["pos"] < page["head"]:
            self._read_ahead(feed, page["pos"], epoch)
        with self._database.write() as session:
            if page["epoch"] != epoch:
                _start_over(session, page)
            elif queries.cursors(session).get(feed, 0) == after:
                self._apply(session, feed, page)
            queries.keep_note(session, "seen", page["now"])
            queries.keep_note(session, "lease_days", str(page["lease_days"]))
        if page["epoch"] != epoch:
            return self._ask(feed)
        return page

    def _page(self, *asked: Any) -> str:
        """The page behind a position; read already, it may be, while the one before was applied."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == asked:
            return ahead[1].result()
        feed, after, epoch = asked
        return self._centre.feed(feed, after, self._limit, epoch, self._check)

    def _read_ahead(self, *asked: Any) -> None:
        feed, after, epoch = asked
        given = (feed, after, self._limit, epoch, self._check)
        self._ahead = (asked, self._beside.submit(self._centre.feed, *given))

    def _apply(self, session: Session, feed: str, page: dict[str, Any]) -> None:
        puts: dict[str, dict[str, Any]] = defaultdict(dict)
        gone: dict[str, list[str]] = defaultdict(list)
        marks: list[tuple[str, str, int]] = []
        for _pos, kind, id_, deed, mark, content in page["lines"]:
            if deed == "R":
                gone[kind].append(id_)
            else:
                puts[kind][id_] = content
                marks.append((kind, id_, mark))
        self._remove(session, feed, gone)
        for kind in (
            puts.keys() & feeds.kinds.keys()
        ):  # others: of a feature that this program does not have
            objects = puts[kind]
            _put(session, feeds.kinds[kind], objects, page["tables"])
        if marks:
            queries.hold(session, feed, marks)
        self._came += len(marks)
        queries.keep_cursor(session, feed, page["pos"])

    def _remove(self, session: Session, feed: str, gone: Mapping[str, list[str]]) -> None:
        held = {kind: sorted(queries.held(session, kind, ids)) for kind, ids in gone.items()}
        count = sum(map(len, held.values()))
        if not count:
            return
        before = queries.count_held(session, feed) + self._left
        if (
            not self._agreed
            and self._left + count > _REMOVED_MOST
            and self._left + count > before * _REMOVED_PART
        ):
            raise MassRemoval(count=self._left + count, held=before)
        self._left += count
        for kind, ids in held.items():
            queries.let_go(session, feed, kind, ids)
            _take_out(session, kind, ids)

    def _agrees(self, page: dict[str, Any]) -> bool:
        if page["checksum"] is None:
            return True
        with self._database.read() as session:
            return bool(queries.checksum(session, page["organ"]) == page["checksum"])


def _put(
    session: Session, kind: feeds.Kind, objects: dict[str, Any], tables: Mapping[str, list[str]]
) -> None:
    """The objects as they came, in place of what was held of them; an older word never replaces a newer one."""
    held = queries.held(session, kind.name, list(objects))
    if held:
        main = next(iter(kind.tables))
        at = tables[main].index("seq") if "seq" in tables[main] else -1
        here = queries.versions(session, main, sorted(held))
        newer = {i for i, seq in here.items() if at >= 0 and objects[i][main][0][at] < seq}
        objects = {i: content for i, content in objects.items() if i not in newer}
        for table, owner in kind.tables.items():
            queries.take_out(session, kind.name, table, owner, sorted(held - newer))
    for table in kind.tables:
        rows = [row for content in objects.values() for row in content.get(table, ())]
        queries.put(session, table, tables[table], rows)


def _take_out(session: Session, kind: str, ids: Sequence[str]) -> None:
    """Out of the tables goes what no feed holds any more."""
    if kind not in feeds.kinds:
        return
    left = sorted(set(ids) - queries.held(session, kind, ids))
    queries.empty_bases(session, kind, left)
    for table, owner in feeds.kinds[kind].tables.items():
        queries.take_out(session, kind, table, owner, left)


def _forget(session: Session, feed: str) -> None:
    """Let all of a feed go, and begin it anew."""
    for kind, ids in queries.held_for(session, feed).items():
        queries.let_go(session, feed, kind, ids)
        _take_out(session, kind, ids)
    queries.drop_cursor(session, feed)


def _start_over(session: Session, page: dict[str, Any]) -> None:
    """Another place, another office, another shape of the records: nothing of before is kept."""
    for feed in queries.feeds_held(session):
        _forget(session, feed)
    queries.keep_note(session, "epoch", page["epoch"])
