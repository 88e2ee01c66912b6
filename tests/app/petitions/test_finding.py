"""A search among petitions answers by the index what it answered by reading every one; sealed words are never in it."""

from typing import Any

import pytest
from sqlalchemy import text

from app.petitions import finding, sealed, service, views
from db.petitions import search as index
from db.session import Database
from tests.support import petitioning as p
from tests.support.city import City

WORDS = (
    *(
        "工程招标",
        "礼金",
        "钱某",
        "甲区某局",
        "某",
        "信",
        "000001",
        "X120000",
        "反映某局",
        "镇水利",
    ),
    *(
        "没有的词",
        "招标 钱某",
        "礼金 000002",
        "水利站ABC",
        "abc",
        "〇八",
        "一〇八",
        "㊙件",
        "绝",
        "金，虚",
        "%",
    ),
)


def numbers(city: City, words: str) -> list[str]:
    return [row.number or row.id for row in city.do("xf1", views.search, words=words)]


def _seed(city: City) -> None:
    for told in (
        {},
        {"matters": (p.matter("一〇八国道旁水利站ABC工程款被挪用"),)},
        {"matters": (p.matter("绝㊙件 流转有误"),), "accused": (p.accused("孙某", "镇水利站"),)},
        {"accused": (p.accused("周某", "甲区某局"), p.accused("吴某", "乙区某所"))},
    ):
        p.registered(city, p.new(city, **told))
    waiting: dict[str, Any] = {"matters": (p.matter("待登记的工程招标来信"),)}
    city.do("xf1", service.receive, petition=p.new(city, **waiting))


def test_the_index_answers_what_reading_every_summary_answers(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    _seed(city)
    quick = {words: numbers(city, words) for words in WORDS}
    monkeypatch.setattr(index, "candidates", lambda *_: None)
    assert quick == {words: numbers(city, words) for words in WORDS}
    assert len(quick["工程招标"]) == 3  # one of them has no number yet
    assert len(quick["镇水利"]) == 1


def test_a_word_in_too_many_petitions_and_a_text_that_is_no_chinese_read_the_list(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    _seed(city)
    with city.database.read() as session:
        assert finding.among(session, ("000001",)) is None
        assert finding.among(session, ("水利站ABC",)) is None
        (one, waiting) = finding.among(session, ("镇水利",)) or ()
        assert one != waiting
    monkeypatch.setattr(index, "MOST", 2)
    with city.database.read() as session:
        assert finding.among(session, ("工程招标",)) is None
    assert len(numbers(city, "工程招标")) == 3


@pytest.mark.scenario("P13")
def test_of_what_goes_on_sealed_the_index_never_held_a_word(city: City) -> None:
    row = city.do("cxf1", service.receive, petition=p.new(city, matters=(p.matter("密谋之事"),)))
    assert _kept(city) == 0
    city.do("qxf1", sealed.divert, petition_id=row.id)
    assert _kept(city) == 0
    p.registered(city)
    assert _kept(city) == 1


def _kept(city: City) -> int:
    with city.database.read() as session:
        return session.scalar(text("SELECT count(*) FROM petition_search")) or 0


def test_books_of_before_are_indexed_while_they_are_brought_up(city: City) -> None:
    _seed(city)
    before = {words: numbers(city, words) for words in WORDS}
    if city.url.startswith("sqlite"):
        bare = Database(city.url, guarded=False)
        with bare.write() as session:
            session.execute(text("DELETE FROM petition_search"))
            session.execute(text("DELETE FROM petition_found"))
        with bare.read() as session:  # as a desk has it: the petitions, and no index
            assert finding.among(session, ("镇水利",)) is None
        assert {words: numbers(city, words) for words in WORDS} == before
        with bare.write() as session:
            finding.note_all(session)
        with bare.read() as session:
            assert len(finding.among(session, ("镇水利",)) or ()) == 2
        bare.close()
    assert {words: numbers(city, words) for words in WORDS} == before
