"""When too much comes, or something breaks: the citizen is told, and what he wrote stays on his page."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app import bootstrap, clock, errors
from app.reporting import floods, receipts, service, tickets
from app.store import Store
from server.public import site
from server.public.settings import Settings
from tests.app.reporting.test_filing import with_key
from tests.support.city import City

WORDS = "某局长在招标中收受礼金"
SETTINGS = Settings(secret=b"s" * 32)


@pytest.fixture
def store(sqlite_city, tmp_path) -> Iterator[tuple[City, Store]]:
    import shutil

    shutil.copyfile(sqlite_city, tmp_path / "city.db")
    city = City(f"sqlite:///{tmp_path}/city.db")
    with_key(city, "QU1")
    public = bootstrap.open_store(city.url, time_of=city.clock)
    yield city, public
    public.close()
    city.close()


def send(pages: site.Site, path: str, **fields: Any) -> httpx.Response:
    """A form; a pair is a file with its name."""

    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(pages.app())
        told = {k: v if isinstance(v, tuple) else (None, v) for k, v in fields.items()}
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post(path, files=told)

    return asyncio.run(once())


def letter(pages: site.Site, **more: Any) -> httpx.Response:
    """A whole filing, the sum answered."""
    chosen = {"region": "QU1", "rank": "section", "own": "no"}
    form = send(pages, "/zh/report", go="show", **chosen).text
    ticket = re.findall(r'name="ticket"[^>]* value="([^"]+)"', form)[0]
    one, two = map(int, re.findall(r"(\d+)加(\d+)等于几", form)[0])
    given: dict[str, Any] = {"accused": "贾某某", "text": WORDS, "sum": str(one + two)}
    return send(pages, "/zh/report", go="send", ticket=ticket, **chosen, **{**given, **more})


def test_who_files_too_often_keeps_his_words_and_is_told_when(store) -> None:
    city, public = store
    limits = {**floods.LIMITS, "file": floods.Limit(2, 9)}
    pages = site.Site(public, SETTINGS, limits)
    assert [letter(pages).status_code for _ in range(3)] == [200, 200, 422]
    told = letter(pages).text
    assert WORDS in told
    assert "分钟后再试" in told
    assert city.ask("qxf1", service.count) == 2


def test_a_letter_that_lacks_something_uses_up_nothing(store) -> None:
    city, public = store
    pages = site.Site(public, SETTINGS, {**floods.LIMITS, "sum": floods.Limit(1, 9)})
    assert [letter(pages, text="").status_code for _ in range(3)] == [422] * 3
    assert letter(pages).status_code == 200
    assert "分钟后再试" in letter(pages).text
    assert city.ask("qxf1", service.count) == 1


def test_whoever_is_sent_away_is_told_when_to_come_back(store) -> None:
    _, public = store
    pages = site.Site(public, SETTINGS, {**floods.LIMITS, "page": floods.Limit(1, 9)})
    send(pages, "/zh/report", go="show")
    busy = send(pages, "/zh/report", go="show")
    assert busy.status_code == 429
    assert 60 <= int(busy.headers["retry-after"]) <= 3_600


@pytest.mark.expects_warnings
@pytest.mark.parametrize("trouble", [errors.DiskTrouble(why="full"), OSError("the disk is gone")])
def test_when_the_books_cannot_be_written_his_words_stay(
    store, trouble: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    city, public = store

    def broken(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr(public, "veiled", broken)
    answer = letter(site.Site(public, SETTINGS))
    assert answer.status_code == 422
    assert WORDS in answer.text
    assert 'id="receipt"' not in answer.text
    assert city.ask("qxf1", service.count) == 0


def test_markup_in_a_letter_stays_text(store) -> None:
    _, public = store
    hostile = '"><script>alert(1)</script>{{ 7*7 }}'
    answer = letter(site.Site(public, SETTINGS), accused=hostile, sum="0")
    assert "<script>alert" not in answer.text
    assert "{{ 7*7 }}" in answer.text


def test_receipts_under_one_prefix_are_tried_a_few_times_only(store) -> None:
    from stdnum.iso7064 import mod_11_10

    _, public = store
    limits = {**floods.LIMITS, "receipt": floods.Limit(3, 1_000)}
    pages = site.Site(public, SETTINGS, limits)
    told = []
    for n in range(5):
        body = f"12345{n:015d}"
        receipt = body + str(mod_11_10.calc_check_digit(body))
        told.append(send(pages, "/zh/receipt", go="look", receipt=receipt).status_code)
    assert told == [422, 422, 422, 429, 429]


def test_a_form_that_is_none_is_told_so(store) -> None:
    _, public = store

    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(site.Site(public, SETTINGS).app())
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/zh/report", content=b"no form")

    assert asyncio.run(once()).status_code == 400


def test_the_ticket_of_a_page_without_work_is_no_work_for_a_report(store) -> None:
    """Who once has a receipt is given tickets that ask for nothing; with these nobody floods."""
    city, public = store
    pages = site.Site(public, SETTINGS)
    cheap = tickets.issue(SETTINGS.secret, clock.now(), 1)
    work = next(str(n) for n in range(99) if tickets.is_worked(cheap, str(n)))
    chosen = {"region": "QU1", "rank": "section", "own": "no"}
    given = {"accused": "贾某某", "text": WORDS, "ticket": cheap.text, "work": work}
    assert send(pages, "/zh/report", go="send", **chosen, **given).status_code == 422
    assert city.ask("qxf1", service.count) == 0


def test_the_same_form_with_other_words_says_that_it_had_arrived(store) -> None:
    """A lost answer, a changed text, sent again: nothing is filed twice, and nobody believes that the change is in."""
    city, public = store
    pages = site.Site(public, SETTINGS)
    chosen = {"region": "QU1", "rank": "section", "own": "no"}
    form = send(pages, "/zh/report", go="show", **chosen).text
    ticket = re.findall(r'name="ticket"[^>]* value="([^"]+)"', form)[0]
    one, two = map(int, re.findall(r"(\d+)加(\d+)等于几", form)[0])
    given = {"accused": "贾某某", "sum": str(one + two), "ticket": ticket, **chosen}
    first = send(pages, "/zh/report", go="send", text=WORDS, **given).text
    again = send(pages, "/zh/report", go="send", text=WORDS + "补充", **given).text
    assert city.ask("qxf1", service.count) == 1
    assert re.findall(r'id="receipt">([^<]+)<', first) == re.findall(
        r'id="receipt">([^<]+)<', again
    )
    assert "没有重复登记" not in first
    assert "没有重复登记" in again


def test_who_adds_too_often_keeps_his_words_too(store) -> None:
    _, public = store
    limits = {**floods.LIMITS, "file": floods.Limit(1, 9)}
    pages = site.Site(public, SETTINGS, limits)
    receipt = receipts.read(re.findall(r'id="receipt">([^<]+)<', letter(pages).text)[0])
    shown = send(pages, "/zh/receipt", go="look", receipt=receipt).text
    ticket = re.findall(r'name="ticket" value="([^"]+)"', shown)[0]
    asked = {"go": "add", "receipt": receipt, "ticket": ticket, "message": "五千字的补充"}
    answer = send(pages, "/zh/receipt", **asked)
    assert answer.status_code == 422
    assert "五千字的补充" in answer.text
    assert "分钟后再试" in answer.text


def test_files_have_a_share_of_the_disk_and_words_go_on(store) -> None:
    """Who fills the hour's share with files keeps nobody, not even himself, from sending words."""
    city, public = store
    limits = {**floods.LIMITS, "volume": floods.Limit(1, 9)}
    pages = site.Site(public, SETTINGS, limits)
    assert letter(pages, files=("one.txt", b"x" * 100)).status_code == 200
    more = letter(pages, files=("two.txt", b"y" * 100))
    assert more.status_code == 422
    assert "分钟后再试" in more.text
    assert letter(pages).status_code == 200
    assert city.ask("qxf1", service.count) == 2


def test_a_report_to_nobody_says_plainly_that_it_cannot_be_sent(sqlite_city, tmp_path) -> None:
    import shutil

    shutil.copyfile(sqlite_city, tmp_path / "city.db")
    public = bootstrap.open_store(f"sqlite:///{tmp_path}/city.db")
    answer = send(site.Site(public, SETTINGS), "/zh/report", region="QU1", rank="section")
    public.close()
    assert answer.status_code == 503
    assert "<h1>暂时不能网上举报</h1>" in answer.text
    assert "密钥" not in answer.text
