"""Two things go out and come back in time as they were, through the counter's own pages."""

from typing import TYPE_CHECKING, Any

import pytest

from app.custody import labelling, views
from app.locations import service as locations
from app.requests import service as requests
from tests.journeys.stage import Outcome, Stage, verified
from tests.support import borrowing

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps


def goes_out_and_comes_back(player: "Player") -> "Steps":
    """管一 hands over to 查一 and 查二, and takes back from 查一."""
    yield from player.sign_in("guan1")
    yield from player.go("hand_over", player.given["request"])
    for thing in player.given["things"]:
        yield from hands_over(player, thing)
    yield lambda: player.sees("hand_over.slip")
    player.picture("handed-over")
    for thing in player.given["things"]:
        yield from takes_back(player, thing)
    yield player.calm


def hands_over(player: "Player", thing: dict[str, Any]) -> "Steps":
    """Label, seal, weight where one is kept, photograph; the carrier signs."""
    page = player.page
    yield lambda: page._card is not None and player.calm()
    player.scan(thing["label"])
    yield lambda: page._card.row.id == thing["id"] and bool(page._scanned) and player.calm()
    player.scan(thing["seal"])
    yield lambda: player.find("hand_over.seal").text() == thing["seal"]
    if thing["grams"]:
        yield from player.write("hand_over.weight", thing["grams"])
    yield lambda: page.steps.next_step() == "photo"
    # of a typed weight the display too
    yield from player.photograph(page.tray, 2 if thing["grams"] else 1)
    yield lambda: page.steps.next_step() == "" and player.find("hand_over.commit").isEnabled()
    player.press("Return")
    yield from player.second("cha1")
    yield lambda: player.tone() == "done" and thing["number"] in player.says()
    yield player.calm


def takes_back(player: "Player", thing: dict[str, Any]) -> "Steps":
    """The label opens the card; taken back, compared with what went out, stored."""
    player.scan(thing["label"])
    yield lambda: player.here().page == "item" and player.sees("card.action.TAKE_BACK")
    yield from player.click("card.action.TAKE_BACK")
    yield lambda: player.here().page == "return"
    page = player.page
    yield lambda: player.sees("return.who") and page.card.who.currentText() == "查一"
    yield from player.click("return.take_back")
    yield lambda: player.sees("return.quantity") and player.calm()
    yield from player.write("return.quantity", "1")
    player.scan(thing["seal"])
    yield lambda: player.find("return.seal").text() == thing["seal"]
    if thing["grams"]:
        yield from player.write("return.weight", thing["grams"])
    yield from player.photograph(page.tray, 2 if thing["grams"] else 1)
    yield lambda: player.sees("return.store")
    player.scan(thing["place"])
    yield lambda: player.find("return.store").isEnabled()
    assert "Enter" in player.find("return.next").text()
    player.picture(f"compared-{thing['number']}")
    yield player.find("return.store").hasFocus
    player.press("Return")
    # a place of two keys wants another keeper; elsewhere who brought it back signs
    yield from player.second(thing["beside"])
    yield lambda: player.here().page == "item" and player.calm()
    yield lambda: player.find("card.state").text() != ""


@pytest.mark.scenario("C37")
def test_two_things_go_out_for_three_days_and_come_back_in_time_as_they_were(stage: Stage) -> None:
    def once() -> Outcome:
        with stage.room() as world:
            (bag,) = world.received(world.new("公文包"))
            (watch,) = world.received(world.new("手表", "watch", weight_mg=150_000))
            request = borrowing.approved(world, bag, watch)
            places = {p.code: p.payload for p in world.ask("guan1", locations.tree)}
            things = [
                {
                    "id": item.id,
                    "number": item.number,
                    "label": world.ask("guan1", labelling.label, item_id=item.id).payload,
                    "seal": item.seal_no,
                    "place": places[item.place.rpartition("/")[2]],
                    "grams": "150.0" if item is watch else "",
                    "beside": "guan2" if item is watch else "cha1",
                }
                for item in (bag, watch)
            ]
            outcome = stage.play(goes_out_and_comes_back, world, request=request.id, things=things)
            for item in (bag, watch):
                card = world.ask("an1", views.card, item_id=item.id)
                assert (card.row.custody, card.row.place) == ("IN", item.place)
                kinds = [entry.kind for entry in card.entries]
                assert [k for k in kinds if k in ("HAND_OVER", "TAKE_BACK", "ACCEPT_BACK")] == [
                    "ACCEPT_BACK",
                    "TAKE_BACK",
                    "HAND_OVER",
                ]
                assert {"out", "in"} <= {photo.kind for photo in card.photos}
            assert world.ask("cha1", views.loans, mine=True) == ()
            assert world.ask("cha1", requests.view, request_id=request.id).row.status == "DONE"
            assert world.refusals() == []
            assert verified(world)
            return outcome

    stage.calm(once)
