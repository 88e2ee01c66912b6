"""The month: what moves a lead in or out of a stock, and that both books agree."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.leads import flow, rules
from app.leads.errors import LedgerUnbalanced
from app.leads.types import LeadStatus as S

STEPS = sorted({(before, after) for row in rules.ROWS for before in row.froms for after in row.to})


def test_a_lead_that_goes_to_another_office_is_out_there_and_new_here() -> None:
    assert flow.between(S.ASSIGN_PENDING, "AG", S.ASSIGNED, "JC") == {
        "out": ["AG", "out"],
        "in": ["JC", "new"],
    }


@pytest.mark.parametrize(
    ("was", "now", "moved"),
    [
        ("", S.REGISTERED, {"in": ["JC", "new"]}),
        (S.ANALYSING, S.DISPOSAL_PENDING, {}),
        (S.DISPOSAL_PENDING, S.PARKED, {"out": ["JC", "closed"]}),
        (S.PARKED, S.ANALYSING, {"in": ["JC", "woken"]}),
        (S.ARCHIVED, S.ANALYSING, {"in": ["JC", "woken"]}),
        (S.TO_FILE, S.FILED, {"out": ["JC", "closed"]}),
        (S.LEAVING, S.MOVED, {"out": ["JC", "out"]}),
        (S.REGISTERED, S.VOID, {"out": ["JC", "closed"]}),
        (S.FILED, S.ARCHIVED, {}),
    ],
)
def test_what_a_step_does_to_the_stock(was: str, now: str, moved: dict[str, list[str]]) -> None:
    assert flow.between(was, "JC", now, "JC") == moved


@pytest.mark.scenario("P39")
@given(st.lists(st.integers(min_value=0, max_value=10**6), max_size=60), st.integers(0, 40))
def test_any_walk_by_the_law_balances(turns: list[int], cut: int) -> None:
    """Leads walk by the law at random; a month that begins at any point of the walk balances office by office."""
    status, office = "", "AG"
    stock: dict[str, int] = {}
    opening: dict[str, int] = {}
    bodies: list[str] = []
    for at, turn in enumerate(turns):
        if at == cut:
            opening, bodies = dict(stock), []
        choices = [after for before, after in STEPS if before == status]
        if not choices:
            status, office = "", "AG"
            continue
        now = choices[turn % len(choices)]
        to = "JC" if now == S.ASSIGNED else office
        moved = flow.between(status, office, now, to)
        for way, (where, _) in moved.items():
            stock[where] = stock.get(where, 0) + (1 if way == "in" else -1)
        if moved:
            bodies.append(json.dumps({"flow": moved}))
        status, office = now, to
    lines, total = flow.month(opening, stock, bodies)
    assert total.holds
    assert sum(line.closing for line in lines) == total.closing


@pytest.mark.scenario("P39")
def test_a_month_that_does_not_balance_is_refused() -> None:
    body = json.dumps({"flow": {"in": ["JC", "new"]}})
    with pytest.raises(LedgerUnbalanced) as caught:
        flow.month({"JC": 3}, {"JC": 3}, [body])
    assert caught.value.facts == {"office": "JC", "told": 4, "counted": 3}
