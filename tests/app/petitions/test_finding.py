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


def _seed(city: City) -> dict[str, str]:
    """Petitions of several words: their ids."""
    told: dict[str, dict[str, Any]] = {
        "plain": {},
        "road": {"matters": (p.matter("一〇八国道旁水利站ABC工程款被挪用"),)},
        "station": {
            "matters": (p.matter("绝㊙件 流转有误"),),
            "accused": (p.accused("孙某", "镇水利站"),),
        },
        "two": {"accused": (p.accused("周某", "甲区某局"), p.accused("吴某", "乙区某所"))},
    }
    ids = {name: p.registered(city, p.new(city, **each)).id for name, each in told.items()}
    waiting: dict[str, Any] = {"matters": (p.matter("待登记的工程招标来信"),)}
    ids["waiting"] = city.do("xf1", service.receive, petition=p.new(city, **waiting)).id
    return ids


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
    ids = _seed(city)
    with city.database.read() as session:
        assert finding.among(session, ("000001",)) is None
        assert finding.among(session, ("水利站ABC",)) is None
        found = finding.among(session, ("镇水利",)) or ()
        assert sorted(found) == sorted((ids["station"], ids["waiting"]))
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


def _narrowed(city: City, words: str) -> list[str] | None:
    with city.database.read() as session:
        found = finding.among(session, (words,))
    return None if found is None else sorted(found)


def test_books_of_before_are_indexed_while_they_are_brought_up(city: City) -> None:
    ids = _seed(city)
    before = {words: numbers(city, words) for words in WORDS}
    bare = Database(city.url, guarded=False)
    with bare.write() as session:
        session.execute(text("DELETE FROM petition_search"))
        if city.url.startswith("sqlite"):
            session.execute(text("DELETE FROM petition_found"))
    if city.url.startswith("sqlite"):  # as a desk has it: the petitions, and no index
        assert _narrowed(city, "镇水利") is None
        assert {words: numbers(city, words) for words in WORDS} == before
    else:
        assert _narrowed(city, "镇水利") == [ids["waiting"]]
    with bare.write() as session:
        finding.note_all(session)
    bare.close()
    assert _kept(city) == 4
    assert _narrowed(city, "镇水利") == sorted((ids["station"], ids["waiting"]))
    assert {words: numbers(city, words) for words in WORDS} == before


def test_books_that_are_indexed_are_brought_up_again_and_again(city: City) -> None:
    """Every migration looks whether a petition is left out; of those that are in, none is put in twice."""
    _seed(city)
    before = {words: numbers(city, words) for words in WORDS}
    bare = Database(city.url, guarded=False)
    with bare.write() as session:
        gone = "SELECT max(id) FROM petition WHERE number <> ''"
        if city.url.startswith("sqlite"):
            pk = f"SELECT pk FROM petition_found WHERE petition_id = ({gone})"
            session.execute(text(f"DELETE FROM petition_search WHERE rowid = ({pk})"))
            session.execute(text(f"DELETE FROM petition_found WHERE petition_id = ({gone})"))
        else:
            session.execute(text(f"DELETE FROM petition_search WHERE petition_id = ({gone})"))
    for _ in range(2):
        with bare.write() as session:
            finding.note_all(session)
        assert _kept(city) == 4
    bare.close()
    assert {words: numbers(city, words) for words in WORDS} == before
