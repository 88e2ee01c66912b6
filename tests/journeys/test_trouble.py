"""What goes wrong at the counter: the camera is pulled out, the program is killed; nothing that was done is lost."""

from typing import TYPE_CHECKING, Any

import pytest

from app.custody import labelling, views
from app.locations import service as locations
from tests.journeys.stage import Outcome, Stage, verified
from tests.support.mjpeg import PHOTOS, MjpegCamera
from tests.support.sim_printer import SimPrinter, networked

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps
    from tests.support.world import World


def loses_the_camera(player: "Player") -> "Steps":
    """The form is filled, then the camera is gone: the step blocks, a file stands in, marked."""
    yield from player.sign_in("guan1")
    yield from player.go("intake")
    side = player.page.receiving
    yield lambda: side.counter.thing is not None and side.tray.is_live() and player.calm()
    yield from player.write("intake.quantity", "1")
    player.scan(player.given["place"])
    yield lambda: side.steps.next_step() == "photos"
    player.tell("filled")
    yield lambda: player.hears("unplugged") and not side.tray.is_live()
    player.press("F3")
    yield lambda: player.tone() == "refused"
    player.told["lost"] = player.says()
    assert side.steps.next_step() == "photos"
    assert not player.find("intake.commit").isEnabled()
    assert player.find("intake.quantity").text() == "1", "the form is not kept"
    assert player.find("intake.place").text() == "A-01", "the form is not kept"
    player.picture("lost")
    side.tray.import_files([player.given["file"]])
    yield lambda: len(side.tray.shots()) == 1
    assert side.tray.shots()[0].fallback
    yield lambda: player.find("intake.commit").isEnabled()
    player.picture("from-file")
    player.press("ctrl+Return")
    yield lambda: side.pending.balance() == (1, 1, 0) and player.calm()
    player.tell("stored")
    yield lambda: player.hears("plugged") and player.window.services.devices.camera_link() == "LIVE"


@pytest.mark.scenario("C15")
def test_a_pulled_camera_blocks_the_photograph_and_keeps_the_form_and_a_file_is_marked(
    stage: Stage,
) -> None:
    def once() -> Outcome:
        camera = MjpegCamera(fps=15)
        try:
            with stage.room() as world:
                (item,) = world.declared(world.new())
                window = stage.open(
                    loses_the_camera,
                    world,
                    settings={"camera/source": camera.url},
                    place=_place(world),
                    file=str(PHOTOS / "coins.png"),
                )
                window.wait_for("filled")
                camera.unplug()
                window.say("unplugged")
                window.wait_for("stored")
                camera.plug()
                window.say("plugged")
                outcome = window.ended()
                card = world.ask("an1", views.card, item_id=item.id)
                assert card.row.custody == "IN"
                assert [photo.fallback for photo in card.photos] == [True]
                assert verified(world)
                return outcome
        finally:
            camera.unplug()

    stage.calm(once)


def begins(player: "Player") -> "Steps":
    """One photograph, the quantity; then the plug is pulled."""
    yield from player.sign_in("guan1")
    yield from player.go("intake", player.given["item"])
    side = player.page.receiving
    yield (
        lambda: side.counter.thing is not None and side.counter.thing.row.id == player.given["item"]
    )
    yield from player.photograph(side.tray)
    yield from player.write("intake.quantity", "1")
    yield lambda: side.half_done.is_kept() and player.calm()
    player.tell("begun")
    yield lambda: False


def finishes(player: "Player") -> "Steps":
    """What was begun lies on the counter again; the place is scanned, and it is received."""
    yield from player.sign_in("guan1")
    yield from player.go("intake")
    side = player.page.receiving
    yield (
        lambda: side.counter.thing is not None and side.counter.thing.row.id == player.given["item"]
    )
    yield lambda: len(side.tray.shots()) == 1 and player.calm()
    player.told["says"] = player.says()
    assert player.find("intake.quantity").text() == "1"
    player.picture("offered-again")
    player.scan(player.given["place"])
    yield lambda: player.find("intake.commit").isEnabled()
    player.press("ctrl+Return")
    yield lambda: side.pending.balance() == (2, 1, 0)
    yield player.calm


@pytest.mark.scenario("C16")
def test_a_half_filled_intake_is_offered_again_with_its_photographs_after_a_kill(
    stage: Stage,
) -> None:
    def once() -> Outcome:
        with stage.room() as world:
            _, item = world.declared(world.new("公文包"), world.new("平板"))
            home = stage.folder / f"home-{item.id}"
            home.mkdir()
            given: dict[str, Any] = {"place": _place(world), "item": item.id, "home": home}
            window = stage.open(begins, world, **given)
            window.wait_for("begun")
            window.kill()
            assert world.ask("an1", views.card, item_id=item.id).row.custody == "PENDING"
            outcome = stage.play(finishes, world, **given)
            assert item.number in outcome.told["says"]
            card = world.ask("an1", views.card, item_id=item.id)
            assert (card.row.custody, len(card.photos)) == ("IN", 1)
            assert world.store("an1").blobs.has(card.photos[0].sha256)
            assert verified(world)
            return outcome

    stage.calm(once)


def prints_all(player: "Player") -> "Steps":
    """Everything that is owed goes to the printer; then the plug is pulled."""
    yield from player.sign_in("guan1")
    yield from player.go("labels")
    yield lambda: player.find("labels.all").isEnabled() and player.calm()
    player.press("F4")
    yield lambda: False


def settles_the_doubt(player: "Player") -> "Steps":
    """The label that was on its way is asked about first: it is there, and is scanned; the others are printed."""
    yield from player.sign_in("guan1")
    yield from player.go("labels")
    yield lambda: player.page.doubt.isVisible() and player.calm()
    player.told["asks"] = player.page._told.text()
    player.picture("asks")
    player.scan(player.given["out"])
    yield lambda: not player.page.doubt.isVisible() and player.calm()
    player.press("F4")
    yield lambda: player.page.table.model.rowCount() == 0 and player.calm()
    player.picture("all-out")


@pytest.mark.nightly
@pytest.mark.scenario("C35")
def test_a_label_on_its_way_when_the_power_fails_is_asked_about_and_none_comes_out_twice(
    stage: Stage,
) -> None:
    def once() -> Outcome:
        sim = SimPrinter("zpl", print_s=0.5)
        with stage.room() as world, networked(sim) as plug:
            world.received(*(world.new(name) for name in ("公文包", "平板", "手机")))
            payloads = [each.payload for each in world.ask("guan1", labelling.owed_labels)]
            printer = {"language": "zpl", "way": "tcp", "address": plug.address, "size": "40x25"}
            window = stage.open(prints_all, world, printer=printer)
            sim.on_printed = lambda _: window.kill()
            window.process.wait(60)
            sim.on_printed = lambda _: None
            (out,) = sim.payloads()
            owed = world.ask("guan1", labelling.owed_labels)
            assert [each.payload for each in owed if each.sent_at is not None] == [out]

            outcome = stage.play(settles_the_doubt, world, printer=printer, out=out)
            number = next(each.number for each in owed if each.payload == out)
            assert number in outcome.told["asks"]
            printed = sim.payloads()  # those of the places too
            assert len(set(printed)) == len(printed)
            assert set(printed) > set(payloads)
            assert world.ask("guan1", labelling.owed_labels) == ()
            assert verified(world)
            return outcome

    stage.calm(once)


def _place(world: "World") -> str:
    return next(p.payload for p in world.ask("an1", locations.tree) if p.code == "A-01")
