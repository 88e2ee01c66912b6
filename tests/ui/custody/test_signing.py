"""Signing at the counter: pen or mouse on the pad, paper with the scan owed, a refusal with its witness."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import progress
from app.custody.types import ItemRow
from app.forms import signed as signed_forms
from app.requests import desk
from app.requests.types import Scanned
from app.signatures import service as signatures
from app.signatures import strokes
from app.signatures.types import SignatureRow
from tests.app.forms.reading import pictures
from tests.support import borrowing, signing
from tests.support.world import World
from tests.ui.custody.counter import PHOTOS, Counter, child, settled
from ui.custody.scans import ScansPage
from ui.forms import making
from ui.forms.page import FormPage
from ui.widgets.sign_pad import SignPad
from ui.work import Work


def _pen(pad: SignPad, kind: QEvent.Type, x: float, y: float, pressure: float) -> None:
    event = QTabletEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        QPointF(x, y),
        QPointF(x, y),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
    )
    QApplication.sendEvent(pad, event)


def _write(qtbot: QtBot, pad: SignPad, nth: int = 0) -> None:
    """Two strokes with the mouse, a little elsewhere each time: nobody writes twice alike."""
    for y in (0.3 + 0.02 * nth, 0.6):
        points = [pad.rect().topLeft() + _at(pad, 0.1 + 0.06 * n, y + 0.02 * n) for n in range(10)]
        qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            qtbot.mouseMove(pad, pos=point)
        qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def _at(pad: SignPad, x: float, y: float) -> Any:
    return QPointF(pad.width() * x, pad.height() * y).toPoint()


def test_a_pens_pressure_and_a_mouses_strokes_are_kept(qtbot: QtBot) -> None:
    pad = SignPad()
    qtbot.addWidget(pad)
    pad.resize(600, 200)
    pad.show()
    assert pad.is_empty()
    _pen(pad, QEvent.Type.TabletPress, 50, 100, 0.2)
    for n in range(1, 10):
        _pen(pad, QEvent.Type.TabletMove, 50 + 10 * n, 100, 0.2 + 0.08 * n)
    _pen(pad, QEvent.Type.TabletRelease, 140, 100, 0.0)
    _write(qtbot, pad)
    written = pad.written("ab" * 32)
    assert written.wide == 3_000
    assert [point[2] for point in written.strokes[0]][:3] == [200, 280, 360]
    assert written.strokes[0][0][:2] == (250, 500)
    assert written.strokes[1][0][2] == 500, "a mouse tells no pressure"
    assert len(written.strokes) == 3
    assert strokes.read(written.text()) == written
    pad.clear()
    assert pad.is_empty()


@pytest.fixture
def page(qtbot: QtBot, room: World, counter: Counter) -> FormPage:
    """The release slip of what is out, printed, and open to be signed."""
    (row,) = room.received(room.new("平板"))
    borrowing.out(room, row)
    return _opened(qtbot, room, counter, row, "F11")


def _opened(qtbot: QtBot, room: World, counter: Counter, row: ItemRow, form: str) -> FormPage:
    signing.printed(room, row, form)
    counter.second = "cha2"
    made = FormPage(counter.station("guan1"))
    counter.pages.append(made)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.show_target(f"item {row.id}", form)
    qtbot.waitUntil(lambda: not made.picture.pixmap().isNull())
    settled(qtbot, counter.work)
    child(made, "form.sign").click()
    settled(qtbot, counter.work)
    return made


def _signed(room: World, page: FormPage) -> dict[str, SignatureRow]:
    assert page.signing._sheet is not None
    rows = room.ask("guan1", signatures.of_sheet, sheet=page.signing._sheet)
    return {row.place: row for row in rows}


def test_the_sheet_is_signed_by_each_in_turn_on_the_pad_and_shows_it(
    qtbot: QtBot, room: World, page: FormPage, work: Work
) -> None:
    places = page.signing._places
    assert len(places) >= 2
    assert not child(page, "sign.do").isEnabled(), "nothing is written yet"
    named = [place for place in places if place.name]
    assert 0 < len(named) < len(places), "the form has room for one more"
    for at, place in enumerate(places):
        page.signing.places.setCurrentRow(at)
        assert child(page, "sign.name").isReadOnly() == bool(place.name), (
            "a printed name is not changed"
        )
        if not place.name:
            child(page, "sign.name").setText("管二")
        _write(qtbot, page.signing.pad, at)
        child(page, "sign.do").click()
        qtbot.waitUntil(lambda p=place: p.id in page.signing._rows)  # type: ignore[misc]
        settled(qtbot, work)
        is_done = all(each.id in page.signing._rows for each in named)
        assert (child(page, "sign.next").text() == "Everything is signed") == is_done
    signed = _signed(room, page)
    assert set(signed) == {place.id for place in places}
    assert {row.method for row in signed.values()} == {"pad"}
    assert page._sheet is not None
    store = room.store("guan1")
    drawn = signed_forms.drawn(store.read, page._sheet)
    assert drawn.keys() == signed.keys()
    child(page, "sign.leave").click()
    qtbot.waitUntil(page.view.isVisible)
    settled(qtbot, work)


def test_the_sheet_under_the_camera_leads_nobody_away_from_signing_it(page: FormPage) -> None:
    assert page._sheet is not None
    number = page._sheet.number
    assert page.take_scan(Scanned("form", id="x", number=number))
    assert not page.take_scan(Scanned("form", id="x", number="CK-20260101-999"))
    assert page.at_work() == number

    child(page, "sign.leave").click()
    assert page.at_work() == ""
    assert not page.take_scan(Scanned("form", id="x", number=number))


@pytest.mark.scenario("C5")
def test_who_does_not_sign_is_written_down_with_reason_and_witness(
    qtbot: QtBot, room: World, page: FormPage, work: Work
) -> None:
    first = page.signing._places[0]
    if not first.name:
        qtbot.keyClicks(child(page, "sign.name"), "Li Si")
    child(page, "sign.refuse").click()
    settled(qtbot, work)
    assert _signed(room, page) == {}, "no reason yet"
    qtbot.keyClicks(child(page, "sign.reason"), "disputes the count")
    child(page, "sign.refuse").click()
    qtbot.waitUntil(lambda: first.id in page.signing._rows)
    settled(qtbot, work)
    row = _signed(room, page)[first.id]
    assert (row.method, row.reason, row.witness_name) == ("refused", "disputes the count", "查二")


def test_who_bears_the_name_of_one_of_ours_signs_once_it_is_said_that_he_is_another(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new(owner=""))
    page = _opened(qtbot, room, counter, row, "F1")
    at = [place.id for place in page.signing._places].index("holders.0")
    page.signing.places.setCurrentRow(at)
    assert not child(page, "sign.namesake").isVisible(), "asked of nobody else"
    child(page, "sign.name").setText("审一")
    _write(qtbot, page.signing.pad)
    child(page, "sign.do").click()
    qtbot.waitUntil(child(page, "sign.namesake").isVisible)
    settled(qtbot, work)
    assert _signed(room, page) == {}
    child(page, "sign.namesake").setChecked(True)
    child(page, "sign.do").click()
    qtbot.waitUntil(lambda: "holders.0" in page.signing._rows)
    settled(qtbot, work)
    assert _signed(room, page)["holders.0"].name == "审一"


@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_a_paper_sheet_is_owed_until_its_scan_is_found_by_its_code(
    qtbot: QtBot,
    room: World,
    page: FormPage,
    counter: Counter,
    work: Work,
    tmp_path: Path,
    suffix: str,
) -> None:
    child(page, "sign.paper").click()
    settled(qtbot, work)
    assert room.ask("guan1", desk.desk).owed_scans.count == 1
    assert page._sheet is not None
    data = making.sheet(
        room.store("guan1"), page._sheet, report=progress.unheard, cancelled=lambda: False
    )
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(data)
    if suffix == "png":
        pictures(data, tmp_path)
        (scan,) = tmp_path.glob("page*.png")
    scans = ScansPage(counter.station("guan1"))
    counter.pages.append(scans)
    qtbot.addWidget(scans)
    scans.show()
    scans.refresh()
    settled(qtbot, work)
    assert scans.list.count() == 1
    (owed,) = scans._rows.values()
    paper = Scanned("form", id="another", number=owed.number)
    assert scans.take_scan(paper), "the paper under the camera leads nobody away from here"
    assert scans.list.currentRow() == 0
    scans.take_files([str(PHOTOS / "coins.png")])
    settled(qtbot, work)
    assert room.ask("guan1", desk.desk).owed_scans.count == 1
    scans.take_files([str(scan)])
    qtbot.waitUntil(lambda: room.ask("guan1", desk.desk).owed_scans.count == 0)
    settled(qtbot, work)
    assert scans.list.count() == 0
    (row,) = _signed(room, page).values()
    assert row.scan
    assert room.store("guan1").blobs.has(row.scan)
