"""A search among cases answers by the index what it answered by reading every one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from app import search
from app.cases import finding, service
from app.cases.types import NewCase
from app.custody import looking
from db.cases import search as index
from db.session import Database
from tests.support.world import World

CASES = (
    ("茅台专项", "关于某公司 Phone-12 采购的问题"),
    ("ABC", "一〇八国道(二期)工程"),
    ("四方", "案甲的后续，50%_折扣与\\斜线"),
    ("案甲之二", "Ａ座 10 楼𠮷野家装修"),
    ("abc", "İstanbul 与 Ünlü 公司"),
)
WORDS = (
    "专案", "案甲", "甲的", "后续，50", "50%", "%_", "折扣与\\", "phone", "PHONE-1", "hon", "e-12", "12", "BC", "Abc", "公司 采购",
    "司 公", "国道(二", "一〇八", "Ａ座", "a座", "10 楼", "𠮷野", "ünlü", "ÜNLÜ", "ist", "没有", "2026-0001", "2026-", "题 ABC", "工程 ABC",
)  # fmt: skip


def _open(world: World, *told: tuple[str, str]) -> None:
    for number, (alias, title) in enumerate(told):
        case = NewCase(alias, title, "discipline", "第一审查调查室", filing_no=f"立{alias}{number}")
        world.do("cha1", service.open_case, case=case)


def _found(world: World, login: str = "cha1") -> dict[str, list[tuple[str, bool]]]:
    asked = {words: world.ask(login, looking.look_up, text=words).cases for words in WORDS}
    return {words: [(case.number, case.exact) for case in hits] for words, hits in asked.items()}


def test_the_index_answers_what_reading_every_case_answers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _open(world, *CASES)
    quick = {login: _found(world, login) for login in ("cha1", "cha3", "guan1")}
    monkeypatch.setattr(index, "candidates", lambda *_: None)
    assert quick == {login: _found(world, login) for login in ("cha1", "cha3", "guan1")}
    counts = {words: len(hits) for words, hits in quick["guan1"].items()}
    assert counts["案甲"] == 3
    assert counts["hon"] == counts["e-12"] == counts["国道(二"] == counts["%_"] == 1
    assert counts["没有"] == counts["2026-"] == 0
    assert not any(quick["cha3"][words] for words in ("hon", "BC"))


def test_what_more_cases_carry_is_read_from_the_newest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _open(world, *CASES)
    before = _found(world, "guan1")
    monkeypatch.setattr(index, "MOST", 1)
    with world.database.read() as session:
        assert finding.among(session, ("专案",)) is None
        assert len(finding.among(session, ("国道",)) or ()) == 1
        assert finding.among(session, ("没有",)) == []
    assert _found(world, "guan1") == before


def test_a_text_of_many_signs_is_asked_of_the_index(world: World) -> None:
    signs = "".join(chr(0x4E00 + n) for n in range(200))
    _open(world, ("长", signs))
    for words in (signs, " ".join(signs[:100])):
        (hit,) = world.ask("cha1", looking.look_up, text=words).cases
        assert hit.title == signs


def test_books_of_before_are_indexed_while_they_are_brought_up(room: World) -> None:
    _open(room, *CASES)
    before = _found(room)
    bare = Database(room.url, guarded=False)
    with bare.write() as session:
        session.execute(text("DELETE FROM case_search"))
        session.execute(text("DELETE FROM case_found"))
    assert _found(room) != before
    for _ in range(2):  # a second time adds nothing
        with bare.write() as session:
            finding.note_all(session)
    bare.close()
    assert _found(room) == before


@given(st.text(min_size=1, max_size=20), st.data())
def test_whatever_is_cut_out_of_a_text_has_no_piece_that_the_text_has_not(
    told: str, data: Any
) -> None:
    start = data.draw(st.integers(0, len(told) - 1))
    cut = told[start : data.draw(st.integers(start + 1, len(told)))]
    known = search.pieces([told]).split()
    for asked in (cut, cut.swapcase() if cut.isascii() else cut):
        assert set(search.pieces_of(asked.split())) <= set(known)
