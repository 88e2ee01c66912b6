"""A batch of labels is one job: it waits for paper, survives a pulled plug and a kill, and prints none twice."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap, errors
from app.custody import corrections, labelling, printing
from app.custody.labelling import OwedLabel
from app.custody.printing import Outcome, Step
from app.labels.printers import Printer
from db.ledger import queries as trail
from tests.support.sim_printer import SimPrinter, networked, on_a_cable
from tests.support.waiting import until
from tests.support.world import PASSWORD, World, refused

LANGUAGES = ["zpl", "tspl", "tspl-inverted", "ezpl", "escpos", "escpos-label"]


def owed(world: World, login: str = "guan1") -> tuple[OwedLabel, ...]:
    found: tuple[OwedLabel, ...] = world.ask(login, labelling.owed_labels)
    return found


def print_(world: World, printer: Printer, login: str = "guan1", **how: Any) -> Outcome:
    return printing.print_owed(world.store(login), printer, owed(world, login), **how)


def look_after(sim: SimPrinter, steps: list[Step], roll: int = 100) -> Callable[[Step], None]:
    """A custodian who loads a roll when the program says that there is no paper."""

    def told(step: Step) -> None:
        steps.append(step)
        if step.why == "printer.NO_PAPER" and sim.paper <= 0:
            sim.load(roll)

    return told


def settle(world: World, sim: SimPrinter, doubtful: tuple[OwedLabel, ...]) -> None:
    """A custodian looks at what lies in the tray, and says so."""
    lying = sim.payloads()
    for each in doubtful:
        verb, more = (
            (labelling.label_printed, {"how": "seen"})
            if each.payload in lying
            else (labelling.label_not_out, {})
        )
        world.do("guan1", verb, item_id=each.object_id, payload=each.payload, **more)


def batch(world: World, count: int) -> list[str]:
    world.received(*(world.new(f"公文包{number}") for number in range(count)))
    return [each.payload for each in owed(world)]


@pytest.mark.scenario("C35")
@pytest.mark.parametrize(
    ("language", "count", "paper"),
    [("zpl", 40, 17), ("tspl", 40, 17), *((language, 10, 4) for language in LANGUAGES[2:])],
)
def test_a_batch_goes_on_after_the_paper_ran_out_and_prints_none_twice(
    room: World, language: str, count: int, paper: int
) -> None:
    payloads = batch(room, count)
    sim, steps = SimPrinter(language, paper=paper), list[Step]()
    with networked(sim) as plug:
        printer = Printer(language=language, way="tcp", address=plug.address, size="40x25")
        outcome = print_(room, printer, told=look_after(sim, steps))
        settle(room, sim, outcome.doubtful)
        again = print_(room, printer)

        assert sim.payloads() == payloads
    assert len(outcome.doubtful) <= 1
    assert outcome.printed + again.printed + len(outcome.doubtful) == count
    assert owed(room) == ()
    assert "printer.NO_PAPER" in {step.why for step in steps}
    assert steps[0].total == count
    assert room.refusals() == []


@pytest.mark.parametrize("language", ["tspl", "ezpl", "zpl"])
def test_the_same_over_a_serial_cable(room: World, language: str, tmp_path: Path) -> None:
    payloads, wanted = batch(room, 10), owed(room)
    sim, steps = SimPrinter(language, paper=4), list[Step]()
    with on_a_cable(sim, tmp_path / "tty") as path:
        printer = Printer(language=language, way="serial", address=str(path), size="30x20")
        outcome = printing.print_owed(
            room.store("guan1"), printer, wanted, told=look_after(sim, steps)
        )

        assert sim.payloads() == payloads
    settle(room, sim, outcome.doubtful)
    assert {each.payload for each in owed(room)}.isdisjoint(payloads)


def test_a_printer_that_forgets_the_label_under_way_leaves_it_in_doubt_and_owed(
    room: World,
) -> None:
    payloads, wanted = batch(room, 6), owed(room)
    sim = SimPrinter("tspl", paper=3)
    sim.on_printed = lambda count: setattr(sim, "head_open", count == 2)
    with networked(sim) as plug:
        printer = Printer(language="tspl", way="tcp", address=plug.address)

        def told(step: Step) -> None:
            if step.why == "printer.HEAD_OPEN":
                sim.head_open = False
                sim.load(10)

        outcome = printing.print_owed(room.store("guan1"), printer, wanted, told=told)
        settle(room, sim, outcome.doubtful)
        left = [each for each in owed(room) if each.payload in payloads]
        printing.print_owed(room.store("guan1"), printer, left)

        assert sorted(sim.payloads()) == sorted(payloads)


@pytest.mark.parametrize("language", ["zpl", "escpos-label", "tspl"])
def test_a_plug_pulled_in_the_middle_leaves_one_label_in_doubt_and_none_twice(
    room: World, language: str
) -> None:
    payloads = batch(room, 8)
    sim = SimPrinter(language, print_s=0.2)
    with networked(sim) as plug:
        printer = Printer(language=language, way="tcp", address=plug.address, size="40x25")
        is_pulled = threading.Event()

        def pull(count: int) -> None:
            if count == 3 and not is_pulled.is_set():
                is_pulled.set()
                threading.Thread(target=plug.pull_and_put_back).start()

        sim.on_printed = pull
        outcome = print_(room, printer)
        settle(room, sim, outcome.doubtful)
        print_(room, printer)

        assert sorted(sim.payloads()) == sorted(payloads)
    assert len(outcome.doubtful) <= 1
    assert owed(room) == ()


def _kill_at(program: subprocess.Popen[str], at: int, count: int) -> None:
    if count >= at:
        program.send_signal(signal.SIGKILL)


_BATCH = """
import json, sys
from app import bootstrap
from app.custody import labelling, printing
from app.labels.printers import Printer
from tests.support.world import PASSWORD
told = json.load(sys.stdin)
store = bootstrap.open_store(told["url"], station="杀")
store.sign_in("guan1", PASSWORD)
printing.print_owed(store, Printer(**told["printer"]), store.read(labelling.owed_labels))
"""


@pytest.mark.scenario("C17", "C35")
def test_a_program_killed_in_the_middle_of_a_batch_prints_none_twice(world: World) -> None:
    payloads = batch(world, 12)
    sim = SimPrinter("zpl", print_s=0.05)
    with networked(sim) as plug:
        printer = Printer(language="zpl", way="tcp", address=plug.address, size="40x25")
        for kill_at in (3, 7):
            killed = subprocess.Popen(
                [sys.executable, "-c", _BATCH], stdin=subprocess.PIPE, text=True
            )
            sim.on_printed = partial(_kill_at, killed, kill_at)
            assert killed.stdin is not None
            killed.stdin.write(json.dumps({"url": world.url, "printer": asdict(printer)}))
            killed.stdin.close()
            killed.wait(60)
            until(lambda: sim._held == [])
            world.store("guan1").sign_in("guan1", PASSWORD)  # he starts the program again
            doubtful = tuple(each for each in owed(world) if each.sent_at is not None)
            assert len(doubtful) <= 1
            settle(world, sim, doubtful)
        sim.on_printed = lambda _: None
        outcome = print_(world, printer)

        assert sorted(sim.payloads()) == sorted(payloads)
    assert outcome.doubtful == ()
    assert owed(world) == ()
    assert {each.generation for each in owed(world)} == set()  # no reprint was counted


def test_two_stations_print_the_same_list_at_once_and_no_label_twice(world: World) -> None:
    batch(world, 10)
    wanted = owed(world)
    one, other = SimPrinter("zpl"), SimPrinter("tspl")
    with networked(one) as first, networked(other) as second:
        jobs = [
            threading.Thread(
                target=printing.print_owed,
                args=(world.store(login), Printer(language=language, way="tcp", address=plug.address, size="30x20"), wanted),
            )
            for login, language, plug in (("guan1", "zpl", first), ("ku1", "tspl", second))
        ]  # fmt: skip
        for job in jobs:
            job.start()
        for job in jobs:
            job.join(60)

        assert sorted(one.payloads() + other.payloads()) == sorted(each.payload for each in wanted)
    assert owed(world) == ()


def test_a_stopped_job_leaves_what_was_not_begun_owed(room: World) -> None:
    batch(room, 20)
    sim = SimPrinter("zpl")
    with networked(sim) as plug:
        printer = Printer(language="zpl", way="tcp", address=plug.address, size="30x20")
        outcome = print_(room, printer, cancelled=lambda: len(sim.out) >= 5)

    assert outcome.printed + len(outcome.doubtful) + outcome.left == 20
    assert outcome.left >= 13
    assert len(owed(room)) == 20 - outcome.printed


def test_without_patience_a_printer_without_paper_is_a_refusal_and_nothing_was_sent(
    room: World,
) -> None:
    from app.devices import errors as device_errors

    room.received(room.new())
    sim = SimPrinter("ezpl", paper=0)
    with networked(sim) as plug:
        printer = Printer(language="ezpl", way="tcp", address=plug.address)
        with pytest.raises(device_errors.PrinterUnready) as no:
            print_(room, printer, waits=False)
    assert no.value.facts["why"] == "printer.NO_PAPER"
    assert owed(room)[0].sent_at is None


def test_a_label_counts_as_printed_only_when_it_was_scanned_if_that_is_wanted(room: World) -> None:
    room.received(room.new(), room.new("平板"))
    sim = SimPrinter("zpl")
    with networked(sim) as plug:
        printer = Printer(language="zpl", way="tcp", address=plug.address, read_back=True)
        outcome = print_(room, printer)
        again = print_(room, printer)
        lying = sim.payloads()

    assert len(outcome.doubtful) == 2
    assert again == Outcome(0)
    assert len(lying) == 2
    for each in owed(room):
        assert each.sent_to == plug.address
        room.do(
            "guan1", labelling.label_printed,
            item_id=each.object_id, payload=each.payload, how="scanned",
        )  # fmt: skip
    assert owed(room) == ()


def test_sheets_are_one_document_and_a_sheet_begun_is_used_up(room: World, tmp_path: Path) -> None:
    from app.labels import printers

    room.received(*(room.new(f"公文包{number}") for number in range(5)))
    printer = Printer(language="pdf", address=str(tmp_path), sheet="a4-60x40", first=2)
    printers.save((printer,))
    try:
        outcome = print_(room, printer)
        assert outcome.printed == 5
        assert printers.load()[0].first == 7
    finally:
        printers.save(())
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    assert owed(room) == ()


def test_a_folder_that_takes_nothing_leaves_the_label_owed_and_the_trail_says_why(
    room: World, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    (item,) = room.received(room.new())
    outcome = print_(room, Printer(address=str(tmp_path / "taken")))

    assert (outcome.printed, outcome.doubtful) == (0, ())
    (label,) = owed(room)
    assert label.sent_at is None
    with room.database.read() as session:
        from db.labels import queries

        row = queries.living(session, "item", item.id)
        assert row is not None
        kinds = [entry.kind for entry in trail.of_object(session, "label", row.id)]
    assert kinds == ["LABEL_SENT", "LABEL_NOT_OUT"]


def test_who_tells_again_and_again_that_the_printer_took_nothing_is_led_to_the_reprint(
    world: World,
) -> None:
    (item,) = world.received(world.new())
    (label,) = owed(world)
    of = {"item_id": item.id, "payload": label.payload}
    for _ in range(3):
        world.do("guan1", labelling.label_sent, printer="斑马", **of)
        world.do("guan1", labelling.label_not_out, refused="没纸", **of)
    world.do("guan1", labelling.label_sent, printer="斑马", **of)
    for said in ("没纸", ""):
        no = refused("R06", partial(world.do, "guan1", labelling.label_not_out, refused=said, **of))
        assert no.facts["state"] == "label.not_out_often"
    (label,) = owed(world)
    assert label.sent_at is not None
    assert (label.generation, world.refusals()) == (1, ["R06", "R06"])
    world.do("guan1", corrections.reprint, second="ku1", item_id=item.id, reason="四次未打出")
    (label,) = owed(world)
    assert (label.generation, label.sent_at) == (2, None)


def test_a_label_is_said_once_not_to_have_come_out_and_then_it_is_a_reprint(world: World) -> None:
    (item,) = world.received(world.new())
    (label,) = owed(world)
    of = {"item_id": item.id, "payload": label.payload}
    refused("R06", lambda: world.do("guan1", labelling.label_not_out, **of))
    world.do("guan1", labelling.label_sent, printer="斑马", **of)
    no = refused("R06", lambda: world.do("guan1", labelling.label_sent, printer="斑马", **of))
    assert no.facts["state"] == "label.sent"
    world.do("guan1", labelling.label_not_out, **of)
    world.do("guan1", labelling.label_sent, printer="斑马", **of)
    no = refused("R06", lambda: world.do("guan1", labelling.label_not_out, **of))
    assert no.facts["state"] == "label.not_out"
    world.do("guan1", corrections.reprint, second="ku1", item_id=item.id, reason="两次未打出")
    (label,) = owed(world)
    assert (label.generation, label.sent_at) == (2, None)
    with pytest.raises(errors.Refusal):
        world.do("guan1", labelling.label_printed, **of)


def test_a_places_label_goes_the_same_way(room: World) -> None:
    wanted = room.ask("guan1", labelling.owed_location_labels)[:3]
    sim = SimPrinter("ezpl")
    with networked(sim) as plug:
        printer = Printer(language="ezpl", way="tcp", address=plug.address)
        outcome = printing.print_owed(room.store("guan1"), printer, wanted)

        assert sim.payloads() == [each.payload for each in wanted]
    assert outcome == Outcome(3)


@pytest.mark.scenario("C35")
@pytest.mark.parametrize("leaves", ["another", "nobody"])
def test_a_job_signs_as_who_began_it_and_stops_when_he_leaves(room: World, leaves: str) -> None:
    payloads = batch(room, 4)
    sim, steps, ended = SimPrinter("zpl", paper=2), list[Step](), list[Outcome]()
    counter = bootstrap.open_store(room.url, station="柜台", time_of=room.clock)
    counter.sign_in("guan1", PASSWORD)
    wanted = counter.read(labelling.owed_labels)
    with networked(sim) as plug:
        printer = Printer(language="zpl", way="tcp", address=plug.address, size="40x25")

        def go() -> None:
            ended.append(printing.print_owed(counter, printer, wanted, told=steps.append))

        job = threading.Thread(target=go)
        job.start()
        until(lambda: any(step.why == "printer.NO_PAPER" for step in steps))
        counter.sign_out()
        if leaves == "another":
            counter.sign_in("guan2", PASSWORD)
        sim.load(10)
        job.join(20)
        assert not job.is_alive()
    counter.close()
    assert signed(room, "LABEL_PRINTED") == [room.id_of("guan1")] * len(sim.out)
    assert set(signed(room, "LABEL_SENT")) == {room.id_of("guan1")}
    assert sim.payloads() == payloads[:2]
    assert [(each.payload, each.sent_at) for each in owed(room, "ku1")] == [
        (p, None) for p in payloads[2:]
    ]
    assert [(each.printed, each.left) for each in ended] == [(2, 2)]


def signed(world: World, kind: str) -> list[str]:
    """Who did what of this kind is in the trail."""
    with world.database.read() as session:
        return [each.actor for each in trail.page(session, kind=kind, limit=50, offset=0)]
