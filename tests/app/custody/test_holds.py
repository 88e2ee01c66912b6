"""Why a thing is not free: since when, what it was, what releases it; told by the card from its own trail."""

from typing import Any

from app.custody import holds, moves, rules, views
from app.custody import service as custody
from app.custody.types import Card
from app.states import INSIDE, TERMINAL, Custody
from tests.app.custody.test_exceptions import report, resolve
from tests.support import borrowing as b
from tests.support import ends
from tests.support.world import World


def card(world: World, item_id: str) -> Card:
    found: Card = world.ask("guan1", views.card, item_id=item_id)
    return found


def said(world: World, item_id: str, lang: str = "zh") -> str:
    hold = card(world, item_id).hold
    assert hold is not None
    return "\n".join(holds.said(hold, lang))


def test_what_is_amiss_says_since_when_what_and_who_resolves_it(world: World) -> None:
    item = world.received()[0]
    assert card(world, item.id).hold is None
    report(world, item, kind="seal", text="封条边缘翘起")
    since = world.clock.at
    world.clock.forward(hours=3)
    report(world, item, kind="damage", text="锁扣断裂", by="cha1")
    world.do("guan1", moves.pick_up, item_id=item.id, reason="整理货架")
    world.do("guan1", moves.place, item_id=item.id, place="A-02")

    hold = card(world, item.id).hold
    assert hold is not None
    assert (hold.state, hold.event, hold.by) == ("HOLD", "REPORT", "管一")
    assert abs((hold.since - since).total_seconds()) < 1, "a move does not make it younger"
    assert [(r.kind, r.text) for r in hold.why] == [
        ("difference.seal", "封条边缘翘起"),
        ("difference.damage", "锁扣断裂"),
    ]
    told = said(world, item.id)
    assert "异常封控：自 2026-05-14" in told
    assert "封条异常 封条边缘翘起" in told
    assert "解除办法：处理异常（保管部门负责人办理，案管监督同签，须经分管领导批准）。" in told
    assert "Released by: Resolve (Store head; signing beside: Oversight" in said(
        world, item.id, "en"
    )

    resolve(world, item)
    assert card(world, item.id).hold is None


def test_what_was_counted_otherwise_at_the_receipt_says_so(world: World) -> None:
    (row,) = world.declared(world.new(quantity=3))
    world.receive(row.id, quantity=2, as_counted=True)
    hold = card(world, row.id).hold
    assert hold is not None
    assert (hold.event, hold.by) == ("RECEIVE", "管一")
    assert [(r.kind, r.text) for r in hold.why] == [("difference.quantity", "3 → 2")]


def test_an_approved_disposal_names_its_request_and_its_own_way_out(world: World) -> None:
    item = world.received()[0]
    ends.approved(world, (item.id,), "return")
    hold = card(world, item.id).hold
    assert hold is not None
    assert (hold.state, hold.event) == ("DISPOSING", "APPROVE_DISPOSAL")
    assert [r.kind for r in hold.why] == ["request.number", "way.return"]
    assert "返还" in said(world, item.id)
    assert [r.event for r in hold.released_by] == ["RETURN_TO_OWNER", "RELEASE"]


def test_an_approved_check_out_and_what_lies_on_the_counter_say_what_comes_next(
    world: World,
) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    assert request.number in said(world, item.id)
    b.hand_over(world, request, item)
    assert card(world, item.id).hold is None, "what is out is with somebody: the loan says so"
    b.on_the_counter(world, item)
    hold = card(world, item.id).hold
    assert hold is not None
    assert [r.event for r in hold.released_by] == ["ACCEPT_BACK"]


def test_what_was_refused_says_the_custodians_reason(world: World) -> None:
    (row,) = world.declared()
    world.do("guan1", custody.refuse, item_id=row.id, reason="seal", text="封条号与清单不符")
    hold = card(world, row.id).hold
    assert hold is not None
    assert [(r.kind, r.text) for r in hold.why] == [
        ("refuse.seal", ""),
        ("", "封条号与清单不符"),
    ]
    assert [r.event for r in hold.released_by] == ["DECLARE", "VOID"]


def test_every_bound_state_is_released_by_acts_that_the_law_knows_from_it() -> None:
    free = {Custody.IN, Custody.TEMP}
    assert set(holds.RELEASED_BY) == (INSIDE - free) | {Custody.REFUSED, Custody.MISSING}
    for state, events in holds.RELEASED_BY.items():
        for event in events:
            law = rules.LAW[event]
            assert state in law.froms, f"{event} from {state}"
            assert set(law.to) - {state}, f"{event} leaves {state}"
    ending: Any = {e for e, r in rules.LAW.items() if set(r.froms) == {Custody.DISPOSING}}
    assert set(holds.WAYS) == ending
    assert all(set(rules.LAW[e].to) & (TERMINAL | {Custody.HANDOVER}) for e in holds.WAYS)
