"""What does not fit the shape of a call is told by argument, in Chinese and English, and never in a library's words."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from app import bootstrap, misfits, registry


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclasses.dataclass(frozen=True)
class Inner:
    name: str
    day: date | None = None


@dataclasses.dataclass(frozen=True)
class Outer:
    inner: Inner
    rows: tuple[Inner, ...] = ()


def told(hint: Any, value: Any, **more: Any) -> tuple[str, str]:
    with pytest.raises(misfits.Misfits) as no:
        misfits.fitted(hint, value, "x", **more)
    return no.value.told("zh"), no.value.told("en")


@pytest.mark.parametrize(
    ("hint", "given", "zh", "en"),
    [
        (str, 3, "x：给的是 3，应为文字，写在引号内。", "x: 3 was given; it should be a text in quotes."),
        (int, "a", "x：给的是 \"a\"，应为整数。", "x: \"a\" was given; it should be a whole number."),
        (int, 1.5, "x：给的是 1.5，应为整数。", "x: 1.5 was given; it should be a whole number."),
        (int, float("nan"), "x：给的是 NaN，应为整数。", "x: NaN was given; it should be a whole number."),
        (bool, "perhaps", "x：给的是 \"perhaps\"，应为是或否，写作 true 或 false。", "x: \"perhaps\" was given; it should be true or false."),
        (date, "soon", "x：给的是 \"soon\"，应为日期，如 \"2026-05-14\"。", "x: \"soon\" was given; it should be a date like \"2026-05-14\"."),
        (date | None, [], "x：给的是 []，应为日期，如 \"2026-05-14\"。", "x: [] was given; it should be a date like \"2026-05-14\"."),
        (datetime, "soon", "x：给的是 \"soon\"，应为时间，如 \"2026-05-14T10:02:00+08:00\"。", "x: \"soon\" was given; it should be a moment like \"2026-05-14T10:02:00+08:00\"."),
        (tuple[str, ...], "a", "x：给的是 \"a\"，应为列表，如 [ … ]。", "x: \"a\" was given; it should be a list like [ … ]."),
        (tuple[int, ...], [1, "b"], "x[1]：给的是 \"b\"，应为整数。", "x[1]: \"b\" was given; it should be a whole number."),
        (Mapping[str, int], {"a": []}, "x.a：给的是 []，应为整数。", "x.a: [] was given; it should be a whole number."),
        (Inner, [], "x：给的是 []，应为对象，如 { \"名\": 值 }。", "x: [] was given; it should be an object like { \"name\": value }."),
        (Inner, {}, "x.name：没有给出；应为文字，写在引号内。", "x.name: is missing; it should be a text in quotes."),
        (Inner, {"name": "a", "dya": 1}, "x.dya：没有这一项；可用的有：name、day。", "x.dya: there is no such name; there are: name, day."),
        (Outer, {"inner": {"name": "a"}, "rows": [{"name": "b", "nmae": 1}]}, "x.rows[0].nmae：没有这一项；可用的有：name、day。", "x.rows[0].nmae: there is no such name; there are: name, day."),
        (Colour, "green", "x：给的是 \"green\"，只能是：red、blue。", "x: \"green\" was given; it is one of: red, blue."),
        (Literal["a", "b"], "c", "x：给的是 \"c\"，只能是：a、b。", "x: \"c\" was given; it is one of: a, b."),
        (Annotated[str, Field(max_length=3)], "长长长长", "x：给的是 \"长长长长\"，太长，最多 3。", "x: \"长长长长\" was given, which is too long, at most 3."),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_told_in_both_languages(
    hint: Any, given: Any, zh: str, en: str
) -> None:
    assert told(hint, given) == (zh, en)


def test_what_is_long_is_cut_and_a_secret_is_never_told_again() -> None:
    zh, en = told(int, "长" * 5_000)
    assert len(zh) < 80
    assert len(en) < 100
    hidden = frozenset({"x.name"})
    for given in ({"name": 98765}, [98765]):
        assert "98765" not in "".join(told(Inner, given, secrets=hidden))


def test_what_stands_inside_a_secret_is_no_more_told_than_the_secret() -> None:
    bootstrap.load_features()
    spec = registry.verbs["petitions.receive"]
    for inside in ({"phone": 98765}, {"names": [98765]}, {"names": {"98765": 1}}):
        with pytest.raises(misfits.Misfits) as no:
            misfits.typed(spec, {"reporter": inside})
        zh, en = no.value.told("zh"), no.value.told("en")
        assert f"reporter.{next(iter(inside))}" in en
        assert "98765" not in zh + en


def test_every_fault_is_told_at_once_and_of_many_the_first_ten() -> None:
    zh, en = told(tuple[int, ...], ["a"] * 13)
    assert len(zh.splitlines()) == 11
    assert zh.splitlines()[-1] == "……另有 3 处。"
    assert en.splitlines()[-1] == "… and 3 more."


def test_whatever_is_given_for_any_argument_of_any_verb_is_told_in_our_words() -> None:
    bootstrap.load_features()
    for spec in (*registry.verbs.values(), *registry.queries.values()):
        known = registry.parameters(spec)
        for wrong in ("no", 7.5, ["no"], {"no": "no"}, None, True):
            given = dict.fromkeys(known, wrong) | {"stray": 1}
            with pytest.raises(misfits.Misfits) as no:
                misfits.typed(spec, given)
            zh, en = no.value.told("zh"), no.value.told("en")
            assert "stray" in en.splitlines()[0]
            assert "Input should" not in zh + en
            assert "cannot be used" not in en, (spec.name, en)
