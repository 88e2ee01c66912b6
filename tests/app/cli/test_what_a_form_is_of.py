"""`anku form` says what a form is of when it is asked of something else, and books nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.cli.conftest import Said, anku

WHO = ("--as", "custodian1", "--json")


@pytest.fixture
def number(url: str) -> str:
    """A thing that came into the store and was never lent."""
    args = json.dumps({"states": ["IN"], "limit": 1})
    rows = anku("query", "custody.rows", "--args", args, "--db", url, *WHO).json
    return str(rows[0]["number"])


@pytest.fixture
def form(url: str, tmp_path: Path) -> Any:
    """A form by its id and what was typed beside it: refused, with nothing written and nothing booked."""

    def asked(sheet: str, *given: str, lang: str = "zh") -> Said:
        before = anku("verify", "--db", url, "--json").json["events"]
        file = tmp_path / "none.pdf"
        told = anku("form", sheet, *given, "-o", str(file), "--db", url, "--lang", lang, *WHO)
        assert told.code == 1, told.err
        assert not list(tmp_path.iterdir())
        known = anku("verify", "--db", url, "--json").json
        assert known["ok"]
        assert known["events"] <= before + 3  # who signed in and out, and that he was refused
        return told

    return asked


def test_a_form_of_an_act_on_a_thing_asked_of_a_case_says_so(
    form: Any, demo: tuple[str, Any]
) -> None:
    case = demo[1]["cases"][0]

    zh, en = form("F11", case), form("F11", case, lang="en")

    assert zh.json["refused"] == en.json["refused"] == "R180"
    assert zh.json["why"] == (
        f"F11“出库单”针对物品（办理过：出库交付、送鉴、变卖、随卷归档）；“{case}”是案件。"
    )
    assert en.json["why"] == (
        "F11 “Release slip” is of an item that went through one of: Hand over, Send to examination, Sell, Archive;"
        f" “{case}” is a case."
    )
    assert "anku forms" in zh.json["next"]
    assert "anku forms" in en.json["next"]


def test_a_form_whose_act_the_thing_never_had_names_the_act_and_what_there_is(
    form: Any, number: str
) -> None:
    zh, en = form("F11", number), form("F11", number, lang="en")

    assert zh.json["refused"] == en.json["refused"] == "R181"
    assert zh.json["why"] == (
        f"“{number}”没有 F11“出库单”：它针对物品，由这些办理产生：出库交付、送鉴、变卖、随卷归档。"
    )
    assert "F6 涉案财物入库单" in zh.json["next"]
    assert "F6 Intake sheet" in en.json["next"]


@pytest.mark.parametrize(
    ("sheet", "given", "why"),
    [
        ("F13", "2026", "F13“延期（续借）审批单”针对申请（续借）；“2026”查不到。"),
        ("F11", "", "F11“出库单”针对物品（办理过：出库交付、送鉴、变卖、随卷归档）。"),
        ("F25", "abc", "F25“年度涉案财物情况统计表”针对一个年度（如 2026，不晚于今年）；“abc”不是。"),
        ("F26", "2090-01", "F26“出入库房登记”针对一个月份（如 2026-05，不晚于本月）；“2090-01”不是。"),
        ("ledger", "x", "ledger“一案一账台账”针对案件；“x”查不到。"),
        ("F21", "x", "F21“盘点表（差异报告）”针对盘点，本程序还没有产生它的办理事项。"),
    ],
)  # fmt: skip
def test_each_form_says_what_it_is_of(form: Any, sheet: str, given: str, why: str) -> None:
    assert form(sheet, *filter(None, [given])).json["why"] == why


def test_a_case_without_frozen_assets_has_no_list_of_them(form: Any, demo: tuple[str, Any]) -> None:
    why = form("F2", demo[1]["cases"][0], lang="en").json["why"]

    assert why.endswith("it is of a case (only of a case with frozen assets).")


def test_the_list_of_forms_says_of_what_each_is() -> None:
    zh, en = anku("forms").out, anku("forms", "--lang", "en").out

    assert "F11        出库单  ←  物品（出库交付、送鉴、变卖、随卷归档）" in zh
    assert "F10        Check-out approval  ←  a request (Check-out)" in en
    told = {form["id"]: form for form in anku("forms", "--json").json}
    assert told["F26"]["of_what"].startswith("一个月份")
    assert told["F3"]["of_what"] == "物品（提交移交）"
