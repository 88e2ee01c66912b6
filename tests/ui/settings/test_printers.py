"""Label printers in the settings: set up by hand, seen before they print, asked how they are, tried at once."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from pytestqt.qtbot import QtBot

from app.labels import layout, printers, render
from app.labels.printers import Printer
from tests.support import window as windows
from tests.support.sim_printer import SimPrinter, networked
from tests.support.world import World
from tests.ui.settings.sections import section
from ui.settings import printing
from ui.settings.printers import PrintersSection
from ui.window import Window


@pytest.fixture(autouse=True)
def none_set_up() -> Iterator[None]:
    yield
    printers.save(())


def choose(shown: PrintersSection, box: str, value: object) -> None:
    field = getattr(shown.fields, box)
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def opened(qtbot: QtBot, window: Window) -> PrintersSection:
    shown = section(qtbot, window, "printers")
    assert isinstance(shown, PrintersSection)
    return shown


def pixels(shown: PrintersSection) -> np.ndarray:
    """What the person sees."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    shown.picture.pixmap().save(buffer, "PNG")
    with Image.open(io.BytesIO(bytes(buffer.data().data()))) as image:
        return np.asarray(image.convert("L")) > 127


@pytest.mark.parametrize("language", ["zpl", "tspl", "ezpl", "escpos-label"])
def test_a_printer_is_added_asked_tried_and_what_was_shown_is_what_came_out(
    qtbot: QtBot, room: World, language: str
) -> None:
    sim = SimPrinter(language)
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        shown = opened(qtbot, window)
        shown.add_one()
        choose(shown, "language", language)
        choose(shown, "way", "tcp")
        choose(shown, "stock", "60x40")
        shown.fields.address.setEditText(plug.address)
        shown.fields.name.setText("柜台一")
        shown.fields.right.setValue(0.5)
        shown.fields.name.editingFinished.emit()
        shown.look_at_it()
        qtbot.waitUntil(lambda: shown.status.text() == "ready")
        qtbot.waitUntil(lambda: not shown._soon.isActive())
        windows.settled(qtbot, window)
        seen = pixels(shown)
        shown.print_test()
        qtbot.waitUntil(shown.test.isEnabled)
        assert window.inside is not None
        assert window.inside.frame.notices.tone() == "done"
        windows.settled(qtbot, window)

    (out,) = sim.out
    assert np.array_equal(np.asarray(out), seen)
    render.check(out, printing.sample(), layout.BOX, moved=(4, 0))
    kept = printers.load()
    assert (kept[1].name, kept[1].language, kept[1].right) == ("柜台一", language, 0.5)


def test_each_trouble_is_one_sentence(qtbot: QtBot, room: World) -> None:
    sim = SimPrinter("tspl", paper=0)
    with networked(sim) as plug, windows.opened(qtbot, room, "guan1") as window:
        printers.save((Printer(language="tspl", way="tcp", address=plug.address),))
        shown = opened(qtbot, window)
        qtbot.waitUntil(lambda: "out of paper" in shown.status.text())
        sim.head_open = True
        shown.look_at_it()
        qtbot.waitUntil(lambda: "open" in shown.status.text())
        plug.switch_off()
        shown.look_at_it()
        qtbot.waitUntil(lambda: "refuses" in shown.status.text())
        shown.print_test()
        qtbot.waitUntil(shown.test.isEnabled)
        assert window.inside is not None
        assert window.inside.frame.notices.tone() == "refused"
        windows.settled(qtbot, window)
        plug.switch_on()
    assert sim.out == []


def test_the_printer_in_use_is_the_one_that_stands_first(qtbot: QtBot, room: World) -> None:
    printers.save((Printer(name="甲"), Printer(name="乙")))
    with windows.opened(qtbot, room, "guan1") as window:
        shown = opened(qtbot, window)
        shown.list.setCurrentRow(1)
        shown.use_this()
        windows.settled(qtbot, window)
        assert [each.name for each in printers.load()] == ["乙", "甲"]
        shown.list.setCurrentRow(1)
        shown.remove_one()
        windows.settled(qtbot, window)
        assert [each.name for each in printers.load()] == ["乙"]
        assert not shown.remove.isEnabled()


def test_the_list_is_read_and_written_behind_the_window_and_locked_until_it_is_there(
    qtbot: QtBot, room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers.save((Printer(name="甲"), Printer(name="乙")))
    hands, load, save, may_read = list[threading.Thread](), printers.load, printers.save, Event()

    def slow_load() -> tuple[Printer, ...]:
        hands.append(threading.current_thread())
        assert may_read.wait(10)
        return load()

    def noted_save(kept: tuple[Printer, ...]) -> None:
        hands.append(threading.current_thread())
        save(kept)

    with windows.opened(qtbot, room, "guan1") as window:
        monkeypatch.setattr(printers, "load", slow_load)
        monkeypatch.setattr(printers, "save", noted_save)
        assert window.inside is not None
        shown = PrintersSection(window.inside.station)
        shown.setParent(window)
        assert not shown.add.isEnabled()
        may_read.set()
        qtbot.waitUntil(shown.add.isEnabled)
        shown.list.setCurrentRow(1)
        shown.use_this()
        windows.settled(qtbot, window)
        assert [each.name for each in load()] == ["乙", "甲"]
    assert len(hands) >= 2
    assert threading.main_thread() not in hands


def test_a_list_that_cannot_be_kept_is_refused_and_shown_as_it_was(
    qtbot: QtBot, room: World, own_home: Path
) -> None:
    printers.save((Printer(name="甲"), Printer(name="乙")))
    with windows.opened(qtbot, room, "guan1") as window:
        shown = opened(qtbot, window)
        taken = own_home / "printers.new"
        taken.mkdir()  # nothing can be written in its place
        shown.list.setCurrentRow(1)
        shown.remove_one()
        qtbot.waitUntil(lambda: shown.list.count() == 2)
        assert window.inside is not None
        assert window.inside.frame.notices.tone() == "refused"
        windows.settled(qtbot, window)
        taken.rmdir()


def test_an_offset_that_leaves_the_label_is_said_where_the_picture_was(
    qtbot: QtBot, room: World
) -> None:
    printers.save((Printer(language="zpl", way="tcp", address="127.0.0.1:9"),))
    with windows.opened(qtbot, room, "guan1") as window:
        shown = opened(qtbot, window)
        shown.fields.down.setValue(4.0)
        qtbot.waitUntil(lambda: "offset" in shown.said_of_picture)
        assert shown.picture.pixmap().isNull()
        windows.settled(qtbot, window)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (Printer(), {"language": "zpl"}, ("zpl", "tcp", "60x40", "")),
        (Printer(language="zpl", way="tcp"), {"language": "png"}, ("png", "folder", "60x40", "")),
        (
            Printer(language="ezpl", way="serial"),
            {"language": "pdf"},
            ("pdf", "folder", "60x40", ""),
        ),
        (Printer(language="pdf"), {"sheet": "a4-40x25"}, ("pdf", "folder", "40x25", "a4-40x25")),
        (
            Printer(language="pdf", size="40x25", sheet="a4-40x25"),
            {"size": "30x20"},
            ("pdf", "folder", "30x20", "a4-30x20"),
        ),
    ],
)
def test_what_does_not_fit_the_last_choice_follows_it(
    before: Printer, change: dict[str, str], after: tuple[str, ...]
) -> None:
    from dataclasses import replace

    now = printing.fitting(replace(before, **change), before)  # type: ignore[arg-type]
    assert (now.language, now.way, now.size, now.sheet) == after


def test_what_a_hand_wrote_wrongly_into_the_file_falls_back(own_home: Path) -> None:
    file = own_home / "printers.json"
    for text in ("", "{", "[]", "7", '[{"dpi": "x", "language": "zpl"}]', '[{"size": "9x9"}, 3]'):
        file.write_text(text, "utf-8")
        assert printers.load()[0].size == "60x40"
    file.write_text(
        '[{"name": "柜台", "language": "tspl", "way": "tcp", "gap": 3, "new": 1}]', "utf-8"
    )
    (kept,) = printers.load()
    assert (kept.name, kept.language, kept.gap) == ("柜台", "tspl", 3)


def test_a_printer_is_told_in_the_language_shown_and_what_is_half_typed_stays(
    qtbot: QtBot, room: World
) -> None:
    with windows.opened(qtbot, room, "guan1") as window:
        shown = opened(qtbot, window)
        windows.settled(qtbot, window)
        shown.fields.name.setText("柜")
        window.set_language("zh")
        windows.settled(qtbot, window)
        assert shown.list.item(0).text().startswith("文件夹")
        assert shown.status.text() == "保存到文件夹"
        assert shown.fields.name.text() == "柜"
        window.set_language("en")
        windows.settled(qtbot, window)
        assert shown.status.text() == "kept in a folder"
