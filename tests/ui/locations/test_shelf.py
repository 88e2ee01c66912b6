"""A shelf in one photograph: what lies there against the books, and frames around what was not read."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from pytestqt.qtbot import QtBot

from app.custody import labelling
from app.labels import layout, render
from app.labels.types import Command, Label
from app.locations import service as locations
from app.requests import scanning
from tests.support.pages import Seat
from tests.support.world import World
from ui.locations.shelf import ShelfPage

Sit = Callable[[str], Seat]


def picture(folder: Path, labels: list[Label], smeared: int = 0) -> str:
    """The labels on a wall, the last of them smeared."""
    wall = np.full((1100, 1800, 3), 110, dtype=np.uint8)
    for number, label in enumerate(labels):
        face = np.asarray(render.render(label, layout.BOX).convert("L"), dtype=np.uint8)
        if number >= len(labels) - smeared:
            face = np.asarray(cv2.GaussianBlur(face, (0, 0), 7), dtype=np.uint8)
        x, y = 60 + 560 * (number % 3), 60 + 400 * (number // 3)
        wall[y : y + face.shape[0], x : x + face.shape[1]] = face[:, :, None]
    file = folder / "shelf.png"
    cv2.imwrite(str(file), wall)
    return str(file)


def place(world: World, code: str) -> str:
    return next(p.id for p in world.ask("guan1", locations.tree) if p.code == code)


def labelled(world: World, *names: str) -> list[tuple[str, Label]]:
    made = world.received(*(world.new(name, list_row=n + 1) for n, name in enumerate(names)))
    return [(row.id, world.ask("guan1", labelling.label, item_id=row.id)) for row in made]


def groups(page: ShelfPage) -> dict[str, list[str]]:
    """What the list shows: each group's name and the names of the things in it."""
    told = {}
    for at in range(page.list.topLevelItemCount()):
        head = page.list.topLevelItem(at)
        assert head is not None
        told[head.text(0)] = [head.child(n).text(1) for n in range(head.childCount())]  # type: ignore[union-attr]
    return told


def test_a_photograph_of_a_shelf_is_compared_with_the_books_and_changes_nothing(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    things = labelled(room, "手表", "手机", "账册", "硬盘")
    seat = sit("guan1")
    page: ShelfPage = seat.show(ShelfPage(seat.station))
    page.show_target(place(room, "A-01"), "A-01")
    qtbot.waitUntil(lambda: len(page._expected) == 4)

    page.read_files([picture(tmp_path, [label for _, label in things[:3]], smeared=1)])

    qtbot.waitUntil(lambda: len(page._seen) == 2)
    assert groups(page) == {
        "Here, as the books say  2": ["手表", "手机"],
        "Should lie here, not seen  2": ["账册", "硬盘"],
    }
    assert page.picture.frames()[1] == 1
    assert "1 not read" in page._verdict.text()

    page.read_files([picture(tmp_path, [label for _, label in things[2:]])])

    qtbot.waitUntil(lambda: len(page._seen) == 4)
    assert list(groups(page)) == ["Here, as the books say  4"]


def test_a_thing_that_lies_elsewhere_by_the_books_is_told_and_opens_its_card(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    (id_, label), *_ = labelled(room, "手表")
    seat = sit("guan1")
    page: ShelfPage = seat.show(ShelfPage(seat.station))
    page.show_target(place(room, "G-01"), "G-01")
    page.read_files([picture(tmp_path, [label])])
    qtbot.waitUntil(lambda: bool(page._seen))
    assert list(groups(page)) == ["Here, but the books say elsewhere  1"]

    line = page.list.topLevelItem(0)
    assert line is not None
    page.list.itemActivated.emit(line.child(0), 0)

    assert (seat.went[-1].page, seat.went[-1].target) == ("item", id_)


def test_a_label_under_the_scanner_counts_as_seen_and_leads_nobody_away(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    things = labelled(room, "手表", "手机")
    seat = sit("guan1")
    page: ShelfPage = seat.show(ShelfPage(seat.station))
    page.show_target(place(room, "A-01"), "A-01")
    qtbot.waitUntil(lambda: len(page._expected) == 2)
    for _, label in (*things, things[0]):  # faster than the books answer
        (scanned,) = room.ask("guan1", scanning.scan_all, texts=(label.payload,))
        assert page.take_scan(scanned)

    qtbot.waitUntil(lambda: len(page._seen) == 2)
    assert groups(page) == {"Here, as the books say  2": ["手表", "手机"]}
    assert seat.went == []
    (unknown,) = room.ask("guan1", scanning.scan_all, texts=("9999",))
    assert not page.take_scan(unknown)


def test_a_file_that_is_no_picture_is_refused_and_the_page_stays(
    sit: Sit, qtbot: QtBot, room: World, tmp_path: Path
) -> None:
    (tmp_path / "no.jpg").write_bytes(b"no picture")
    seat = sit("guan1")
    page: ShelfPage = seat.show(ShelfPage(seat.station))
    page.show_target("")

    page.read_files([str(tmp_path / "no.jpg")])

    qtbot.waitUntil(lambda: bool(seat.notices.text()))
    assert page._photograph.isEnabled()
    assert not page.command(Command.PRINT)


def test_one_look_at_many_codes_hides_what_is_not_the_askers(room: World) -> None:
    (id_, label), *_ = labelled(room, "手表")

    seen = room.ask("guan1", scanning.scan_all, texts=(label.payload, "9999"))
    hidden = room.ask("cha3", scanning.scan_all, texts=(label.payload,))

    assert [(each.kind, each.id) for each in seen] == [("item", id_), ("unknown", "")]
    assert [(each.kind, each.name) for each in hidden] == [("hidden", "")]
