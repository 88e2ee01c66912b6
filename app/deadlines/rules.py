"""Default limits and tolerances, each with its basis; the store keeps them as dated rows."""

from typing import Any, Final, NamedTuple


class Default(NamedTuple):
    """A rule as it ships: its value (JSON) and where it comes from."""

    value: Any
    basis: str


DEFAULTS: Final[dict[str, Default]] = {
    "goods_days": Default(30, "监察法实施条例(2021) 第130条"),
    "cash_days": Default(15, "监察法实施条例(2021) 第130条"),
    "loan_default_days": Default(3, "本单位规定"),
    "loan_max_days": Default(15, "本单位规定"),
    "loan_max_renewals": Default(2, "本单位规定"),
    "approval_valid_hours": Default(24, "本单位规定"),
    "overdue_head_days": Default(1, "本单位规定"),
    "overdue_oversight_days": Default(3, "本单位规定"),
    "moving_hours": Default(4, "本单位规定"),
    "tier_valuable_fen": Default(500_000, "本单位规定"),
    "tier_valuable_cash_fen": Default(100_000, "本单位规定"),
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
    "password_length": Default(12, "GB/T 22239-2019 8.1.4.1"),
    "lock_after_failures": Default(5, "GB/T 22239-2019 8.1.4.1"),
    "idle_lock_minutes": Default(5, "GB/T 22239-2019 8.1.4.1"),
    "clock_drift_minutes": Default(5, "本单位规定"),
    "second_person_seconds": Default(60, "本单位规定"),
    "reprint_head_count": Default(3, "本单位规定"),
    "reprint_head_days": Default(30, "本单位规定"),
}


def weight_tolerance(table: dict[str, list[list[Any]]], group: str, weight_mg: int) -> int:
    """How many mg a weight may differ, by category group and the weight itself."""
    for up_to, tolerance in table.get(group, table["goods"]):
        if up_to is None or weight_mg <= up_to:
            if isinstance(tolerance, str):
                return weight_mg * int(tolerance.rstrip("%")) // 100
            return int(tolerance)
    return 0
