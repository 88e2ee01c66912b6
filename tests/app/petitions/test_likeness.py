"""Candidates for one matter: copies about one person are found, model letters about another are not."""

import random

import pytest

from app.petitions import likeness

WORDS = (
    "征地 补偿 款项 公示 村务 账目 工程 招标 低保 名额 发放 亲属 虚报 冒领 宴请 礼金 车辆 公款 "
    "检查 整改 会议 决定 群众 反映 多次 至今 没有 结果 证据 票据 银行 转账 合同 单位 领导 干部"
).split()


def letter(dice: random.Random) -> str:
    return "，".join("".join(dice.choices(WORDS, k=4)) for _ in range(20))


def edited(text: str, share: float, dice: random.Random) -> str:
    signs = list(text)
    for at in dice.sample(range(len(signs)), int(len(signs) * share)):
        signs[at] = dice.choice("的了在是有和人这中大")
    return "".join(signs)


def alike(one: str, other: str) -> bool:
    return likeness.share(likeness.grams(one), likeness.grams(other)) >= likeness.ALIKE


def test_copies_and_light_edits_are_found_and_other_letters_are_not() -> None:
    dice = random.Random(7)
    letters = [letter(dice) for _ in range(60)]
    assert all(alike(text, f"《{text}》\n") for text in letters)
    assert all(alike(text, edited(text, 0.05, dice)) for text in letters)
    assert not any(alike(a, b) for a in letters for b in letters if a is not b)


@pytest.mark.scenario("P21")
def test_the_same_text_about_somebody_else_has_another_key() -> None:
    assert likeness.person_key("甲某", "城东街道") != likeness.person_key("乙某", "城东街道")
    assert likeness.person_key("甲某", "城东街道") != likeness.person_key("甲某", "城西街道")


def test_a_name_is_one_however_it_is_written() -> None:
    assert likeness.person_key("甲某 书记", "城东 街道") == likeness.person_key("甲某", "城东街道")
    assert likeness.person_key("", "") == ""
    assert likeness.person_key("", "城东街道") == "|城东街道"
