"""A case is settled when everything has gone its way, not before, and opened again with its history."""

from typing import TYPE_CHECKING

import pytest

from app.cases import service as cases
from app.custody import labelling, views
from db.ledger import queries as trail
from tests.journeys.stage import Outcome, Stage, before, verified
from tests.support import borrowing, ends

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps


def looks_what_blocks(player: "Player") -> "Steps":
    """审一: the settlement tab names the thing, the borrower and the days, and does not settle."""
    yield from player.sign_in("shen1")
    yield from player.go("case", player.given["case"], "settlement")
    yield lambda: player.sees("case.blockers") and len(player.rows("case.blockers")) == 1
    player.told["rows"] = player.rows("case.blockers")
    assert player.sees("case.settle")
    assert not player.find("case.settle").isEnabled(), (
        "a case with a thing still out can be settled"
    )
    player.picture("blocked")
    tabs = player.find("case.tabs")
    assert tabs.tabText(3).endswith("1"), tabs.tabText(3)
    yield player.calm


@pytest.mark.scenario("C75")
def test_the_settlement_tab_blocks_and_says_which_thing_is_out_with_whom_and_how_long(
    stage: Stage,
) -> None:
    def once() -> Outcome:
        with stage.room(days_ago=2.5) as world:
            one, two = world.received(world.new("皮箱"), world.new("公文包"))
            ends.returned(world, two.id)
            borrowing.out(world, one)
            world.clock.at = before()
            outcome = stage.play(looks_what_blocks, world, case=world.case("案甲"))
            (row,) = outcome.told["rows"]
            assert [one.number, "皮箱", "查一", "2"] == [row[0], row[1], row[3], row[4]]
            (case,) = [c for c in world.ask("an1", cases.rows) if c.alias == "案甲"]
            assert (case.status, case.settled_at) == ("ACTIVE", None)
            assert verified(world)
            return outcome

    stage.calm(once)


def settles_and_reopens(player: "Player") -> "Steps":
    """审一 settles with 案一 beside; a label is void then; 案一 opens it again with 审二 beside."""
    case = player.given["case"]
    yield from player.sign_in("shen1")
    yield from player.go("case", case, "settlement")
    yield from player.click("case.settle")
    yield lambda: player.sees("settle.decision_no")
    yield from player.write("settle.decision_no", "甲纪处〔2026〕9号")
    player.press("ctrl+s")
    yield from player.second("an1")
    yield lambda: player.tone() == "done" and player.calm()
    assert "结清" in player.says(), player.says()
    yield lambda: not player.find("case.reopen").isVisible() if player.sees("case.reopen") else True
    player.picture("settled")

    yield from player.sign_in("guan1")
    player.scan(player.given["label"])
    yield lambda: player.tone() == "refused"
    player.told["void"] = player.says()

    yield from player.sign_in("an1")
    yield from player.go("case", case, "settlement")
    yield from player.click("case.reopen")
    yield lambda: player.sees("settle.reason")
    yield from player.write("settle.reason", "发现新的涉案财物")
    player.press("ctrl+s")
    yield from player.second("shen2")
    yield lambda: player.tone() == "done" and player.calm()
    player.told["reopened"] = player.says()
    yield from player.go("item", player.given["item"])
    yield lambda: len(player.page._timeline.moments()) > 3
    player.told["history"] = [moment.title for moment in player.page._timeline.moments()]
    player.picture("history")
    yield player.calm


@pytest.mark.scenario("C76")
def test_a_finished_case_is_settled_its_labels_are_void_and_it_is_opened_again_with_its_history(
    stage: Stage,
) -> None:
    def once() -> Outcome:
        with stage.room(days_ago=1) as world:
            items = world.received(world.new(), world.new())
            label = world.ask("guan1", labelling.label, item_id=items[0].id)
            for item in items:
                ends.returned(world, item.id)
            world.clock.at = before()
            case = world.case("案甲")
            outcome = stage.play(
                settles_and_reopens, world, case=case, label=label.payload, item=items[0].id
            )
            told = outcome.told
            assert told["void"]
            assert told["reopened"]
            assert any("返还" in deed for deed in told["history"]), told["history"]
            with world.database.read() as session:
                kinds = [entry.kind for entry in trail.of_object(session, "case", case)]
            assert kinds[-2:] == ["SETTLE", "REOPEN"]
            (row,) = [c for c in world.ask("shen1", cases.rows) if c.id == case]
            assert (row.status, row.settled_at, row.ended) == ("ACTIVE", None, 2)
            card = world.ask("shen1", views.card, item_id=items[0].id)
            assert card.row.custody == "T_RETURNED"
            assert verified(world)
            return outcome

    stage.calm(once)
