"""Default limits and tolerances, each with its basis; the store keeps them as dated rows."""

from typing import Any, Final, NamedTuple


class Default(NamedTuple):
    """A rule as it ships: its value (JSON), where it comes from, and what a number may be set to."""

    value: Any
    basis: str
    least: int = 0
    most: int = 0


def _limit(
    n: int, unit: str, basis: str, *extend: dict[str, Any], roll: bool | None = False
) -> Default:
    """A time limit: `n` working days (WD), calendar days (CD) or months (MON) after the day it starts.

    `extend`: what each extension adds and which role decides it ("again": as often as he says); `roll`: whether a
    rest day moves the end to the next working day (null: the office has not confirmed it, both days are shown).
    """
    return Default({"n": n, "unit": unit, "roll": roll, "extend": list(extend)}, basis)


_RULES: Final = "纪检监察机关处理检举控告工作规则(2020)"
_SUPERVISION: Final = "监督执纪工作规则"
_PETITIONS: Final = "信访工作条例(2022)"


def _limits() -> dict[str, Default]:
    """The limits of casework by their names in casework.md §1.3; [K] there: to be held against the text in force."""
    months = {"n": 3, "unit": "MON"}
    return {
        "limit.T-P1": _limit(5, "WD", f"{_RULES} 第15条"),
        "limit.T-P2": _limit(5, "WD", f"{_RULES} 第16条"),
        "limit.T-P3": _limit(15, "WD", f"{_RULES} 实名告知受理"),
        "limit.T-P4": _limit(15, "WD", f"{_RULES} 实名反馈结果"),
        "limit.T-P5": _limit(
            3,
            "MON",
            f"{_RULES} 第21条",
            {**months, "by": "chief"},
            {**months, "by": "superior", "again": True},
            roll=None,
        ),
        "limit.T-P6": _limit(3, "MON", f"{_RULES} 第18条", roll=None),
        "limit.T-P7": _limit(5, "WD", "监察法实施条例 第169条、第171条"),
        "limit.T-X1": _limit(15, "CD", f"{_PETITIONS} 第22条", roll=None),
        "limit.T-X2": _limit(15, "CD", f"{_PETITIONS} 第23条", roll=None),
        "limit.T-X3": _limit(5, "WD", f"{_PETITIONS} 第23条"),
        "limit.T-X4": _limit(
            60,
            "CD",
            f"{_PETITIONS} 第34条",
            {"n": 30, "unit": "CD", "by": "chief"},
            roll=None,
        ),
        "limit.T-L1": _limit(1, "MON", f"{_RULES} 第21条(2)", roll=None),
        "limit.T-L2": _limit(15, "WD", f"{_SUPERVISION} 第29条"),
        "limit.T-L3": _limit(1, "MON", f"{_SUPERVISION} 谈话函询", roll=None),
        "limit.T-L4": _limit(
            90,
            "CD",
            f"{_SUPERVISION}(试行) 第28条",
            {"n": 90, "unit": "CD", "by": "superior"},
            roll=None,
        ),
        "limit.T-L5": _limit(5, "WD", f"{_SUPERVISION} 第22条“及时”，本单位规定"),
        "limit.T-L7": _limit(2, "MON", "本单位规定（红灯）"),
        "limit.T-L8": _limit(15, "WD", "本单位规定（初核）"),
        "limit.talk": _limit(5, "WD", "本单位规定（批准后谈话函询）"),
        "limit.park": _limit(180, "CD", "本单位规定（暂存复查）", roll=None),
        "limit.sign_in": _limit(2, "WD", "本单位规定（签收提醒）"),
        "limit.letter": _limit(5, "WD", "本单位规定（督办函答复）"),
        "limit.receipts": _limit(3, "CD", "本单位规定（上报回执）", roll=None),
    }


DEFAULTS: Final[dict[str, Default]] = {
    "goods_days": Default(30, "监察法实施条例(2021) 第130条", 1, 90),
    "cash_days": Default(15, "监察法实施条例(2021) 第130条", 1, 60),
    "loan_default_days": Default(3, "本单位规定", 1, 90),
    "loan_max_days": Default(15, "本单位规定", 1, 365),
    "loan_max_renewals": Default(2, "本单位规定", 0, 20),
    "approval_valid_hours": Default(24, "本单位规定", 1, 720),
    "overdue_head_days": Default(1, "本单位规定", 0, 60),
    "overdue_oversight_days": Default(3, "本单位规定", 0, 90),
    "wet_sign_days": Default(5, "本单位规定", 1, 60),
    "moving_hours": Default(4, "本单位规定", 1, 168),
    "tier_valuable_fen": Default(500_000, "本单位规定", 1, 10**12),
    "tier_valuable_cash_fen": Default(100_000, "本单位规定", 1, 10**12),
    # category group → [[up to mg, tolerance mg], …]; the last row has null for "above"
    "weight_tolerance": Default(
        {
            "jewellery": [[50_000, 20], [1_000_000, 100], [None, 1_000]],
            "liquid": [[None, "3%"]],
            "powder": [[None, 10]],
            "goods": [[None, "1%"]],
        },
        "本单位规定",
    ),
    "password_length": Default(12, "GB/T 22239-2019 8.1.4.1", 8, 64),
    "lock_after_failures": Default(5, "GB/T 22239-2019 8.1.4.1", 3, 10),
    "idle_lock_minutes": Default(5, "GB/T 22239-2019 8.1.4.1", 1, 60),
    "clock_drift_minutes": Default(5, "本单位规定", 1, 60),
    "second_person_seconds": Default(60, "本单位规定", 15, 600),
    **_limits(),
    "lead_quorum": Default(3, "本单位规定（集体研究到会人数）", 2, 20),
    "reprint_head_count": Default(3, "本单位规定", 1, 100),
    "reprint_head_days": Default(30, "本单位规定", 1, 366),
}


def weight_tolerance(table: dict[str, list[list[Any]]], group: str, weight_mg: int) -> int:
    """How many mg a weight may differ, by category group and the weight itself."""
    for up_to, tolerance in table.get(group, table["goods"]):
        if up_to is None or weight_mg <= up_to:
            if isinstance(tolerance, str):
                return weight_mg * int(tolerance.rstrip("%")) // 100
            return int(tolerance)
    return 0


def fits(name: str, value: Any) -> bool:
    """Whether a rule may be set to a value: a number in its range, a table of tolerances that is whole."""
    default = DEFAULTS[name]
    if type(value) is not type(default.value):
        return False
    if name.startswith("limit."):
        return _is_limit(value)
    if isinstance(value, dict):
        return value.keys() == default.value.keys() and all(map(_is_scale, value.values()))
    return bool(default.least <= value <= default.most)


_UNITS: Final = ("WD", "CD", "MON")


def _is_limit(value: dict[str, Any]) -> bool:
    """A span, whether a rest day moves its end, and its extensions, each with who decides it."""
    return (
        value.keys() == {"n", "unit", "roll", "extend"}
        and _is_span(value)
        and value["roll"] in (True, False, None)
        and isinstance(value["extend"], list)
        and all(isinstance(e, dict) and _is_span(e) and e.get("by") for e in value["extend"])
    )


def _is_span(value: dict[str, Any]) -> bool:
    return type(value.get("n")) is int and 0 < value["n"] <= 400 and value.get("unit") in _UNITS


def _is_scale(rows: Any) -> bool:
    """Steps of rising weight, the last without an end, each with milligrams or a per cent."""
    if not isinstance(rows, list) or not rows:
        return False
    if not all(isinstance(row, list) and len(row) == 2 and _is_tolerance(row[1]) for row in rows):
        return False
    *steps, last = [row[0] for row in rows]
    rising = all(type(step) is int and step > 0 for step in steps) and steps == sorted(set(steps))
    return last is None and rising


def _is_tolerance(value: Any) -> bool:
    if isinstance(value, str):
        number = value.removesuffix("%")
        return value.endswith("%") and number.isascii() and number.isdigit() and int(number) <= 100
    return type(value) is int and value >= 0
