"""A delivery of twelve is received at the counter with scanner and keyboard alone."""

from typing import TYPE_CHECKING

import pytest

from app.cases import service as cases
from app.custody import labelling, views
from app.labels import rules
from app.labels.types import Command
from app.locations import service as locations
from tests.journeys.stage import Outcome, Stage, verified
from tests.support import tcp_printer
from tests.support.zpl_reader import read_zpl

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps

CONFIRM = rules.encode(rules.code_for(Command.CONFIRM))
NAMES = [f"公文包{at}" for at in range(1, 12)]


def receives_a_delivery(player: "Player") -> "Steps":
    """管一: photograph, count, seal, place, Enter; the watch with a second custodian."""
    yield from player.sign_in("guan1", by_hand=True)
    player.press("ctrl+2")
    yield lambda: player.here().page == "intake"
    side = player.page.receiving
    for at in range(len(NAMES) + 1):
        yield lambda at=at: (  # type: ignore[misc]
            side.counter.thing is not None
            and side.pending.balance() == (12, at, 0)
            and player.calm()
        )
        is_watch = side.counter.thing.row.category == "watch"
        assert player.find("intake.next").text().startswith("下一步：拍照"), player.find(
            "intake.next"
        ).text()
        yield from player.photograph(side.tray, 4 if is_watch else 1)
        # The photographs are taken: the keys are at the next step by themselves.
        yield lambda: player.find("intake.quantity").hasFocus()
        player.hands.type("1")
        yield lambda: side.steps.next_step() == "place"
        player.scan(player.given["places"]["G-01" if is_watch else "A-01"])
        yield lambda: side.steps.next_step() == ""
        if at == 3 or is_watch:
            # One with a seal; the scan is no field's, and the photograph of the seal is asked for then.
            player.scan(f"88000{at:04d}")
            yield lambda: player.find("intake.seal").text().startswith("88000")
            yield lambda: side.steps.next_step() == "photos"
            yield from player.photograph(side.tray)
        yield lambda: side.steps.next_step() == "" and player.find("intake.commit").hasFocus()
        assert "Enter" in player.find("intake.next").text()
        if at == 5:
            player.picture("everything-there")
        if at == 6:
            player.scan(CONFIRM)
        else:
            player.press("Return")
        if is_watch:
            yield from player.second("guan2")
    yield lambda: side.pending.balance() == (12, 12, 0)
    yield player.calm
    assert player.tone() == "done"
    player.told["says"] = player.says()
    player.picture("received")


@pytest.mark.scenario("C1")
def test_twelve_things_are_received_with_scanner_and_keyboard_and_each_label_comes_out(
    stage: Stage,
) -> None:
    def once() -> Outcome:
        with stage.room() as world, tcp_printer.listening() as printer:
            world.declared(*(world.new(name) for name in NAMES), world.new("手表", "watch"))
            places = {p.code: p.payload for p in world.ask("guan1", locations.tree)}
            window = stage.open(
                receives_a_delivery,
                world,
                places=places,
                printer={
                    "language": "zpl",
                    "way": "tcp",
                    "address": f"127.0.0.1:{printer.port}",
                    "tells": False,
                },
            )
            outcome = window.ended()
            balance = world.ask("an1", cases.balance, case_id=world.case("案甲"))
            assert (balance.received, balance.inside, balance.holds) == (12, 12, True)
            rows = world.ask("an1", views.rows, states=("IN",), limit=50)
            assert sorted(row.name for row in rows) == sorted([*NAMES, "手表"])
            cards = {row.name: world.ask("an1", views.card, item_id=row.id) for row in rows}
            assert all(photo.source for card in cards.values() for photo in card.photos)
            assert [len(cards[name].photos) for name in ("公文包1", "公文包4", "手表")] == [1, 2, 5]
            assert {card.row.place for card in cards.values()} == {"K1/A-01", "K1/G-01"}
            assert world.ask("ku1", labelling.owed_labels) == ()
            assert len(printer.jobs) == 12
            read_zpl(printer.jobs[0])
            assert world.refusals() == []
            assert verified(world)
            return outcome

    stage.calm(once)
