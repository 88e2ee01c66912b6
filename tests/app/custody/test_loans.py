"""Check-outs: named carriers, true seals and weights on the way out; compared on the way back."""

from datetime import timedelta

import pytest

from app.custody import loans, views
from app.requests import desk
from app.requests import service as requests
from tests.support import borrowing as b
from tests.support.world import World, refused


@pytest.mark.scenario("C37")
def test_two_items_go_out_for_three_days_and_come_back_in_time_as_they_were(world: World) -> None:
    bag = world.received()[0]
    watch = world.received(world.new("手表", "watch", weight_mg=150_000))[0]
    request = b.ask(world, bag, watch)
    assert world.ask("guan1", requests.to_hand_over) == ()
    request = b.agree(world, request, "shen1", "shen2")
    assert request.status == "APPROVED"
    assert [r.id for r in world.ask("guan1", requests.to_hand_over)] == [request.id]
    assert world.ask("guan1", views.card, item_id=bag.id).row.custody == "RESERVED"

    for item in (bag, watch):
        loan = b.hand_over(world, request, item)
        assert (loan.borrower_name, loan.out_seal) == ("查一", item.seal_no)
    assert world.ask("cha1", requests.view, request_id=request.id).row.status == "DONE"
    world.clock.forward(days=2)
    for item in (bag, watch):
        assert b.on_the_counter(world, item).custody == "RETURNING"
        compared = world.ask(
            "guan1",
            loans.compare_back,
            item_id=item.id,
            quantity=1,
            weight_mg=item.weight_mg,
            seal_no=item.seal_no,
        )
        assert compared.agrees
        assert [p.kind for p in compared.out_photos] == ["out"]
        back = b.accept(world, item)
        assert (back.custody, back.holder) == ("IN", "")
    assert world.ask("cha1", views.loans, mine=True) == ()
    assert world.refusals() == []
