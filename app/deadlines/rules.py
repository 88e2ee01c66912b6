"""Default limits and tolerances, each with its basis; the store keeps them as dated rows."""

from typing import Any, Final, NamedTuple


class Default(NamedTuple):
    """A rule as it ships: its value (JSON), where it comes from, and what a number may be set to."""

    value: Any
    basis: str
    least: int = 0
    most: int = 0


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
    if isinstance(value, dict):
        return value.keys() == default.value.keys() and all(map(_is_scale, value.values()))
    return bool(default.least <= value <= default.most)


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
