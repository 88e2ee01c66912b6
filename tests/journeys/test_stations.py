"""Two windows, two screens, one storeroom: the same thing is handed over once."""

import re
from typing import TYPE_CHECKING

import pytest

from app.custody import labelling, views
from app.requests import service as requests
from db.ledger import queries as trail
from tests.journeys.stage import Outcome, Stage, verified
from tests.support import borrowing, xvfb

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps


def hands_over_at_once(player: "Player") -> "Steps":
    """Everything is looked at and the carrier has written his password; Enter comes when both are so far."""
    given = player.given
    yield from player.sign_in(given["who"])
    yield from player.go("hand_over", given["request"])
    page = player.page
    yield lambda: page._card is not None and player.calm()
    player.scan(given["label"])
    yield lambda: bool(page._scanned)
    player.scan(given["seal"])
    yield lambda: page.steps.next_step() == "photo"
    yield from player.photograph(page.tray)
    yield lambda: page.steps.next_step() == "" and player.find("hand_over.commit").isEnabled()
    player.press("ctrl+Return")
    inside = player.window.inside
    assert inside is not None
    yield inside.second.is_open
    dialog = inside.second.dialog
    assert dialog is not None
    yield lambda: dialog.isActiveWindow() and dialog.login.hasFocus()
    player.put(given["carrier"])
    player.press("Return")
    yield dialog.password.hasFocus
    player.put(given["password"])
    yield player.calm
    player.tell("ready")
    yield lambda: player.hears("now")
    player.press("Return")
    yield lambda: not inside.second.is_open()
    yield lambda: player.tone() in ("done", "refused")
    yield player.calm
    player.told["tone"], player.told["says"] = player.tone(), player.says()
    player.picture("after")


@pytest.mark.scenario("C42")
@pytest.mark.parametrize(
    "fresh",
    [
        pytest.param("sqlite", marks=pytest.mark.nightly),
        "postgresql",
    ],  # two stations need a network
    indirect=True,
)
def test_two_windows_hand_over_one_thing_once_and_the_other_reads_when_and_where(
    stage: Stage,
) -> None:
    from tests.support.world import PASSWORD

    def once() -> Outcome:
        with stage.room() as world, xvfb.screen() as other:
            (item,) = world.received(world.new("公文包"))
            request = borrowing.approved(world, item)
            label = world.ask("guan1", labelling.label, item_id=item.id)
            windows = [
                stage.open(
                    hands_over_at_once,
                    world,
                    display=display,
                    settings={"station": station},
                    who=who,
                    carrier=carrier,
                    password=PASSWORD,
                    request=request.id,
                    label=label.payload,
                    seal=item.seal_no,
                )
                for who, carrier, station, display in (
                    ("guan1", "cha1", "1号站", ""),
                    ("guan2", "cha2", "2号站", other),
                )
            ]
            for window in windows:
                window.wait_for("ready")
            for window in windows:
                window.say("now")
            first, second = sorted(
                (window.ended() for window in windows), key=lambda o: str(o.told["tone"])
            )
            assert (first.told["tone"], second.told["tone"]) == ("done", "refused")
            said = second.told["says"]
            assert re.search(r"\d\d:\d\d:\d\d", said), said
            assert re.search(r"[12]号站", said), said
            with world.database.read() as session:
                kinds = [entry.kind for entry in trail.of_object(session, "item", item.id)]
            assert kinds.count("HAND_OVER") == 1
            assert world.refusals() == ["R07"]
            assert world.ask("an1", views.card, item_id=item.id).row.custody == "OUT"
            assert world.ask("cha1", requests.view, request_id=request.id).row.status == "DONE"
            assert verified(world)
            return max(first, second, key=lambda outcome: outcome.worst_ms)

    stage.calm(once)
