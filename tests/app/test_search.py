"""The splitter: two Chinese characters are enough, Latin words are whole, nothing is an operator."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import search
from app.cases import service as cases
from app.cases.types import NewCase
from app.custody import looking, views
from app.custody.types import ItemRow
from db.custody import search as index
from tests.support.world import World, refused


def test_chinese_is_split_into_overlapping_pairs() -> None:
    assert search.words(["江诗丹顿"]) == "江诗 诗丹 丹顿 顿"


def test_latin_words_and_numbers_stay_whole() -> None:
    assert search.words(["iPhone 15 Pro, SN-00123"]) == "iphone 15 pro sn 00123"


def test_full_width_and_capitals_are_found_as_plain_ones() -> None:
    assert search.words(["ＡＢＣ１２"]) == search.words(["abc12"])
    assert search.asked("ＳＮ００１２３") == search.asked("sn00123")


def test_a_word_stands_once() -> None:
    assert search.words(["手表", "手表"]) == "手表 表"


def test_a_single_chinese_character_is_asked_by_prefix() -> None:
    assert search.asked("表") == [("表", True)]


def test_the_last_latin_word_is_asked_by_prefix_from_three_characters_on() -> None:
    assert search.asked("ome") == [("ome", True)]
    assert search.asked("om") == [("om", False)]
    assert search.asked("omega watch") == [("omega", False), ("watch", True)]


def test_nothing_is_asked_by_signs_alone() -> None:
    assert search.asked("%_*\"'()-") == []


@given(st.text(alphabet="手表金条abc12 -", min_size=2, max_size=30), st.data())
def test_every_piece_of_two_characters_is_found_in_what_it_was_cut_from(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    piece = text[start : start + 2]
    if not all("㐀" <= c <= "鿿" for c in piece):
        return
    known = search.words([text]).split()

    assert all(
        any(w.startswith(word) if prefix else w == word for w in known)
        for word, prefix in search.asked(piece)
    )


def _found(world: World, login: str, text: str) -> list[str]:
    return [row.name for row in world.ask(login, views.search_, text=text)]


def test_all_words_are_required_and_the_newest_comes_first(world: World) -> None:
    world.registered(world.new("棕色公文包"), world.new("黑色公文包"), world.new("黑色雨伞"))

    assert _found(world, "guan1", "公文包")[:2] == ["黑色公文包", "棕色公文包"]
    assert _found(world, "guan1", "黑色 公文") == ["黑色公文包"]
    assert _found(world, "guan1", "黑色 不存在") == []


def test_what_looks_like_an_operator_is_a_word(world: World) -> None:
    world.registered(world.new("公文包"))

    for text in (
        '"',
        "公文 OR 雨伞",
        "公*文",
        "NOT 公文",
        "a AND b",
        "NEAR(公文 包)",
        "'; DROP TABLE",
        "公文 & 包:*",
    ):
        assert isinstance(_found(world, "guan1", text), list), text
    assert _found(world, "guan1", "公文 OR 雨伞") == []


def test_a_number_comes_first_and_a_seal_is_found(world: World) -> None:
    first, *_ = world.received(world.new("公文包"), world.new("雨伞"))

    assert _found(world, "guan1", first.number)[0] == "公文包"
    assert _found(world, "guan1", first.seal_no) == ["公文包"]


def test_a_place_is_found_and_lost_again_when_the_thing_leaves(world: World) -> None:
    world.received(world.new("公文包"), place="A-02")

    assert "公文包" in _found(world, "guan1", "普通架二")
    assert "公文包" not in _found(world, "guan1", "防磁柜")


def test_things_of_another_case_are_not_found(world: World) -> None:
    world.registered(world.new("公文包"))

    assert _found(world, "cha1", "公文包") == ["公文包"]
    assert _found(world, "cha3", "公文包") == []
    assert _found(world, "xi1", "公文包") == []


def test_a_number_that_is_half_typed_is_found_among_few_and_among_many(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.registered(
        world.new("公文包", serial="77-123456"), world.new("公文包二", serial="77-991234")
    )
    world.registered(world.new("公文包三", serial="77-123499"), case="案乙", by="cha3")
    found = {
        text: [_found(world, login, text) for login in ("cha1", "cha3", "guan1")]
        for text in ("77-1234", "公文 1234", "1234", "77-9912", "公文 77-12349", "77-1235")
    }
    assert found["77-1234"] == [["公文包"], ["公文包三"], ["公文包三", "公文包"]]
    assert found["77-1235"] == [[], [], []]
    monkeypatch.setattr(index, "_FEW", 0)
    assert found == {
        text: [_found(world, login, text) for login in ("cha1", "cha3", "guan1")] for text in found
    }


def _cases(world: World, login: str, text: str) -> list[str]:
    return [case.alias for case in world.ask(login, looking.look_up, text=text).cases]


def test_a_case_is_found_by_its_number_its_alias_and_its_name_before_its_things(
    world: World,
) -> None:
    world.registered(world.new("公文包"))
    number = world.ask("cha1", cases.view, case_id=world.case("案甲")).row.number
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in number)

    for text in (number, wide, f" {number} ", "案甲", "案甲专案"):
        found = world.ask("cha1", looking.look_up, text=text)
        assert [case.number for case in found.cases] == [number], text
    assert [item.name for item in world.ask("cha1", looking.look_up, text=number).items] == [
        "公文包"
    ]
    assert _cases(world, "guan1", "专案")[:2] == ["案乙", "案甲"]
    for nothing in ("专", "案甲 不存在", "%案", "2026-", "_" * 9, "公文包"):
        assert _cases(world, "guan1", nothing) == [], nothing


def test_what_is_named_exactly_stands_before_what_only_carries_the_words(world: World) -> None:
    item, other = world.registered(world.new("公文包"), world.new("平板"))
    number = world.ask("cha1", cases.view, case_id=world.case("案甲")).row.number
    for alias, title in (
        ("丙", f"与{item.number}有关"),
        ("丁", "案甲的后续"),
        ("戊", f"续{number}"),
    ):
        case = NewCase(alias, title, "discipline", "第一审查调查室", filing_no=f"立〔2026〕{alias}")
        world.do("cha1", cases.open_case, case=case)

    def order(text: str) -> list[str]:
        found = world.ask("cha1", looking.look_up, text=text).in_order()
        return [hit.number if isinstance(hit, ItemRow) else hit.alias for hit in found]

    assert order(item.number) == [item.number, "丙", other.number]
    assert order("案甲")[:2] == ["案甲", "丁"]
    assert sorted(order("案甲")[2:]) == sorted([item.number, other.number])
    assert order(number)[:2] == ["案甲", "戊"]


def test_a_text_that_is_too_long_is_refused_before_anything_is_looked_for(world: World) -> None:
    for text in ("案 " * 1_200, "a" * 201):
        refused("R54", partial(world.ask, "guan1", looking.look_up, text=text))


def test_a_case_is_not_found_by_those_who_may_not_see_it(world: World) -> None:
    case_id = world.case("案甲")
    number = world.ask("cha1", cases.view, case_id=case_id).row.number

    for login in ("cha3", "xi1"):
        for text in (number, "案甲", "案甲专案"):
            assert _cases(world, login, text) == []
    assert _cases(world, "cha2", number) == ["案甲"]
    recused = {"case_id": case_id, "account_id": world.id_of("cha2"), "duty": "recused"}
    world.do("shen1", cases.set_member, **recused)
    for text in (number, "案甲", "案甲专案"):
        assert _cases(world, "cha2", text) == []
