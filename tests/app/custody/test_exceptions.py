"""What is wrong with a thing stands in the account until two others resolve it; moves that may not be."""

from typing import Any

import pytest

from app.cases import service as cases
from app.custody import loans, moves, views
from app.custody.types import ItemRow
from app.requests import desk
from tests.support import borrowing as b
from tests.support.world import World, refused


def report(world: World, item: ItemRow, by: str = "guan1", **more: Any) -> ItemRow:
    """Something is wrong."""
    given: dict[str, Any] = {"item_id": item.id, "kind": "damage", "text": "锁扣断裂"}
    row: ItemRow = world.do(by, loans.report, **{**given, **more})
    return row


def resolve(world: World, item: ItemRow, second: str = "an1", **more: Any) -> ItemRow:
    """Two others have found what it was."""
    given: dict[str, Any] = {
        "item_id": item.id,
        "finding": "搬运时碰损，责任已明",
        "document": "处〔2026〕1号",
        "place": "A-01",
    }
    row: ItemRow = world.do("ku1", loans.resolve, second, **{**given, **more})
    return row


def test_anybody_of_the_case_reports_and_the_thing_is_held(world: World) -> None:
    item = world.received()[0]
    refused("R16", lambda: report(world, item, kind="odd"))
    refused("R16", lambda: report(world, item, text=" "))
    refused("R19", lambda: report(world, item, by="cha3"))
    held = report(world, item, by="cha1", photos=world.shots("damage"))
    assert (held.custody, held.place) == ("HOLD", item.place)
    assert report(world, item, kind="label", text="标签脱落").custody == "HOLD"

    refused("R41", lambda: resolve(world, item, second=""))
    assert resolve(world, item).custody == "IN"
    card = world.ask("guan1", views.card, item_id=item.id)
    assert sorted(card.entries[0].facts["resolved"]) == ["damage", "label"]
    assert (card.entries[0].actor_name, card.entries[0].second_name) == ("库长", "案一")


def test_who_reported_does_not_resolve(world: World) -> None:
    item = world.received()[0]
    report(world, item, by="ku1")
    refused("R03", lambda: resolve(world, item))


def test_a_thing_that_is_out_comes_back_before_it_is_held_but_may_be_missing(
    world: World,
) -> None:
    item = world.received()[0]
    b.out(world, item)
    refused("R06", lambda: report(world, item))
    lost = report(world, item, by="cha1", kind="missing", text="途中遗失", missing=True)
    assert lost.custody == "MISSING"
    balance = world.ask("guan1", cases.balance, case_id=item.case_id)
    assert (balance.difference, balance.outside, balance.holds) == (1, 0, True)
    assert world.ask("cha1", views.loans, mine=True), "the borrower still answers for it"

    assert resolve(world, item, finding="已追回").custody == "IN"
    assert world.ask("cha1", views.loans, mine=True) == ()
    balance = world.ask("guan1", cases.balance, case_id=item.case_id)
    assert (balance.difference, balance.inside) == (0, 1)


def test_a_missing_thing_lies_nowhere_and_stays_missing_when_more_is_said(world: World) -> None:
    item = world.received()[0]
    lost = report(world, item, kind="missing", text="盘点未见")
    assert (lost.custody, lost.place) == ("MISSING", "")
    assert report(world, item, kind="other", text="监控已调取").custody == "MISSING"


def test_a_move_says_why_it_is_made(world: World) -> None:
    item = world.received()[0]

    def pick_up(reason: str) -> Any:
        return world.do("guan1", moves.pick_up, item_id=item.id, reason=reason)

    assert refused("R16", lambda: pick_up("")).facts["field"] == "move.reason"
    refused("R16", lambda: pick_up("  "))
    refused("R54", lambda: pick_up("长" * 201))
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "IN"
    pick_up(" 腾空货架 ")
    card = world.ask("guan1", views.card, item_id=item.id)
    told = card.entries[0].facts
    assert (told["reason"], told["left"]) == ("腾空货架", "A-01")
    assert card.hold is not None
    assert card.hold.why[0].text == "腾空货架"


@pytest.mark.scenario("C56")
def test_a_valuable_thing_moves_under_four_eyes_with_two_scans(world: World) -> None:
    watch = world.received(world.new("手表", "watch"))[0]
    refused("R41", lambda: world.do("guan1", moves.pick_up, item_id=watch.id, reason="整理货架"))
    refused("R06", lambda: world.do("guan1", moves.place, "ku1", item_id=watch.id, place="G-02"))
    moving = world.do("guan1", moves.pick_up, "ku1", item_id=watch.id, reason="调整库位")
    assert (moving.custody, moving.holder, moving.place) == ("MOVING", "管一", "")
    refused("R41", lambda: world.do("guan1", moves.place, item_id=watch.id, place="G-02"))
    moved = world.do("guan1", moves.place, "ku1", item_id=watch.id, place="G-02")
    assert (moved.custody, moved.place) == ("IN", "K1/G-02")


@pytest.mark.scenario("C56")
def test_what_lies_between_two_places_for_over_four_hours_is_an_alarm(world: World) -> None:
    item = world.received()[0]
    world.do("guan1", moves.pick_up, item_id=item.id, reason="整理货架")
    world.clock.forward(hours=3, minutes=50)
    assert world.ask("ku1", desk.desk).moving_long.count == 0
    world.clock.forward(minutes=20)
    (task,) = world.ask("ku1", desk.desk).moving_long.rows
    assert (task.number, task.who) == (item.number, "管一")
    assert "moving_long" not in world.ask("cha1", desk.desk).shown
    world.do("guan1", moves.place, item_id=item.id, place="A-02")
    assert world.ask("ku1", desk.desk).moving_long.count == 0


def test_what_is_held_stays_among_the_held_while_it_is_carried(world: World) -> None:
    held, plain = world.received(world.new(), world.new())
    report(world, held, kind="seal", text="封条边缘翘起")
    for item in (held, plain):
        world.do("guan1", moves.pick_up, item_id=item.id, reason="移入异常区")
    assert world.ask("guan1", views.card, item_id=held.id).row.custody == "MOVING"

    pile = world.ask("ku1", desk.desk).on_hold
    assert (pile.count, [(t.number, t.state) for t in pile.rows]) == (
        1,
        [(held.number, "difference.seal")],
    )
    for given in ({}, {"case_id": held.case_id}):
        trouble = {"states": ("HOLD", "MISSING"), **given}
        assert world.ask("guan1", views.count, **trouble) == 1
        assert [r.id for r in world.ask("guan1", views.rows, **trouble)] == [held.id]
        assert world.ask("guan1", views.count, states=("MOVING",), **given) == 2
        assert world.ask("guan1", views.count, states=("HOLD", "MOVING"), **given) == 2
    hold = world.ask("guan1", views.card, item_id=held.id).hold
    assert [(why.kind, why.text) for why in hold.why] == [
        ("difference.seal", "封条边缘翘起"),
        ("", "移入异常区"),
    ]
    for item in (held, plain):
        world.do("guan1", moves.place, item_id=item.id, place="A-02")
    assert world.ask("ku1", desk.desk).on_hold.count == 1
    assert world.ask("guan1", views.count, states=("HOLD",)) == 1


@pytest.mark.scenario("C57")
def test_a_place_of_another_class_takes_nothing(world: World) -> None:
    item = world.received()[0]
    world.do("guan1", moves.pick_up, item_id=item.id, reason="整理货架")
    no = refused("R17", lambda: world.do("guan1", moves.place, item_id=item.id, place="G-01"))
    assert no.facts["storage"] == "storage.general"
    refused("R08", lambda: world.do("guan1", moves.place, item_id=item.id, place="Z-99"))
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "MOVING"


@pytest.mark.scenario("C57")
def test_a_secret_thing_lies_in_no_open_place(world: World) -> None:
    row = world.declared(world.new("手表", "watch", secrecy=2))[0]
    refused("R18", lambda: world.receive(row.id, place="G-01"))
    open_row = world.declared(world.new(secrecy=1))[0]
    refused("R18", lambda: world.receive(open_row.id, place="A-01"))
