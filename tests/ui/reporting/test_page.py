"""网上举报 in the window: sealed until the key is open, read, answered, taken in; nothing stays when the key is put away."""

import hashlib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ledger import service as ledger
from app.petitions import views
from app.reporting import filing, keys, opening, receipts, service
from app.reporting.types import Letter, ReportStatus, Upload
from db.ledger import queries as trail
from tests.app.reporting.test_attachments import photo
from tests.app.reporting.test_filing import PEPPER
from tests.support import window
from tests.support.city import City
from tests.support.pages import Seat
from ui.reporting.page import ReportsPage
from ui.work import Work

WORDS = "某局长在项目招标中收受礼金，共三次。\n有照片为证。"
PASSPHRASE = "a passphrase of the organ"


@pytest.fixture
def desk(sqlite_city: Path, tmp_path: Path, work: Work, qtbot: QtBot):
    """A petition clerk of the district, a report for it, and the key file on his stick."""
    import shutil

    file = tmp_path / "city.db"
    shutil.copyfile(sqlite_city, file)
    city = City(f"sqlite:///{file}")
    key, text = keys.make("甲区纪委监委", PASSPHRASE)
    stick = tmp_path / "organ.ankukey"
    stick.write_text(text, "utf-8")
    city.do("bao1", service.add_key, organ_id=city.organ("QU1"), public=key.public.hex())
    box = receipts.box(receipts.draw(), PEPPER)
    filing.file(
        city.store("guan1"),
        city.clock(),
        organ_id=city.organ("QU1"),
        channel="微",
        box=box,
        letter=Letter(WORDS, "贾某某", "甲区某局", "局长", "section", "2025年春节前后"),
        uploads=(Upload("现场.jpg", photo()), Upload("talk.mp3", b"ID3" + bytes(200))),
    )
    seat = Seat(city, work, "qxf1")
    page = seat.show(ReportsPage(seat.station))
    page.refresh()
    # shown and asked again: what the second answer empties for a moment must be there
    qtbot.waitUntil(lambda: not work.waiting() and page.table.current_row() is not None)
    yield city, seat, page, stick, box
    seat.close()
    city.close()


def opened(qtbot: QtBot, page: ReportsPage, stick: Path) -> None:
    page.key.use(stick)
    page.key.passphrase.setText(PASSPHRASE)
    page.key.open_file()
    qtbot.waitUntil(lambda: page.key.key is not None)
    page.panel.open_report()
    qtbot.waitUntil(lambda: WORDS in page.panel._words.text())


def test_a_report_is_read_answered_and_taken_in(desk, qtbot: QtBot) -> None:
    city, seat, page, stick, box = desk
    assert "微" in page.table.as_text()
    assert not page.panel._open.isEnabled()
    opened(qtbot, page, stick)
    assert "贾某某" in page.panel._facts.text()
    qtbot.waitUntil(lambda: not page.panel.pictures.viewer.image().isNull())
    page.panel.answer.setPlainText("请补充时间。")
    page.panel.send_answer()
    qtbot.waitUntil(lambda: "请补充时间。" in page.panel._words.text())
    assert filing.progress(city.store("guan1"), box=box).said[-1].text == "请补充时间。"
    page.panel.take_in()
    qtbot.waitUntil(lambda: city.ask("qxf1", service.rows)[0].status is ReportStatus.TAKEN)
    qtbot.waitUntil(page.panel._take.isHidden)
    assert seat.notices.tone() == "done"
    # what he adds afterwards is passed on to the petition, by one press
    assert page.panel._pass.isHidden()
    filing.add(city.store("guan1"), city.clock(), box=box, message="想起了日期", once="later")
    page.panel.open_report()
    qtbot.waitUntil(page.panel._pass.isVisible)
    page.panel._pass.click()
    qtbot.waitUntil(page.panel._pass.isHidden)
    (row,) = city.ask("qxf1", service.rows)
    seen = city.ask("qxf1", views.view, petition_id=row.petition_id)
    assert [o.part for o in seen.originals][-1] == "supplement"


def test_a_wrong_passphrase_is_refused_and_a_key_put_away_leaves_nothing(
    desk, qtbot: QtBot, tmp_path: Path
) -> None:
    _city, seat, page, stick, _box = desk
    page.key.use(stick)
    page.key.passphrase.setText("another passphrase")
    page.key.open_file()
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
    assert page.key.key is None
    opened(qtbot, page, stick)
    page.key.close_key()
    assert page.panel._report is None
    assert page.panel._body.isHidden()
    assert WORDS not in page.panel._words.text()


def test_what_comes_in_meanwhile_never_stands_in_for_what_is_read(desk, qtbot: QtBot) -> None:
    """The row that is marked is the report that is shown: an answer goes to whom it was written for."""
    city, seat, page, stick, box = desk
    page.key.use(stick)
    page.key.passphrase.setText("another passphrase")
    page.key.open_file()
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
    opened(qtbot, page, stick)
    assert seat.notices.tone() == ""  # what was refused has been done since
    first = page.panel.shown()
    filing.file(
        city.store("guan1"),
        city.clock(),
        organ_id=city.organ("QU1"),
        channel="网",
        box=receipts.box(receipts.draw(), PEPPER),
        letter=Letter("另一封", "易某", "甲区某局", "科长", "section", ""),
    )
    filing.add(city.store("guan1"), city.clock(), box=box, message="想起了日期", once="later")
    assert page.panel._open.isHidden()
    page.refresh()
    (other,) = {row.id for row in city.ask("qxf1", service.rows)} - {first}
    qtbot.waitUntil(lambda: page.table.model.place_of(other) is not None)
    qtbot.waitUntil(lambda: page.table.current_row() is not None)
    assert page.table.current_row().id == page.panel.shown() == first
    # what he added is told of, and opened by a press
    qtbot.waitUntil(page.panel._open.isVisible)
    page.panel._open.click()
    qtbot.waitUntil(lambda: "想起了日期" in page.panel._words.text())
    assert page.panel._open.isHidden()
    page.table.select_row(page.table.model.place_of(other))
    qtbot.waitUntil(lambda: page.panel.shown() == other)
    assert WORDS not in page.panel._words.text()


def test_an_original_is_taken_out_for_a_reason_that_stands_in_the_trail(
    desk, qtbot: QtBot, tmp_path: Path
) -> None:
    city, seat, page, stick, _box = desk
    opened(qtbot, page, stick)
    (message,) = page.panel._report.messages
    picture = message.letter.attached[0]
    page.panel._take_original(message, picture)
    sheet = page.panel.original
    assert sheet.isVisible()
    sheet.submit()
    assert sheet.form.field("reason").error()
    sheet.form.field("reason").set_value("送技术部门检验")
    sheet.write_to(tmp_path / "现场.jpg")
    qtbot.waitUntil(sheet.isHidden)
    assert hashlib.sha256((tmp_path / "现场.jpg").read_bytes()).hexdigest() == picture.sha256
    with city.database.read() as session:
        (entry,) = trail.page(session, kind="TAKE_ORIGINAL", limit=9, offset=0)
        told = ledger.facts(entry)
    assert entry.actor == city.id_of("qxf1")
    assert told["reason"] == "送技术部门检验"
    assert "machine apart" in seat.notices.text()


def test_what_nobody_has_opened_is_counted_beside_the_page(desk, qtbot: QtBot) -> None:
    """A report rings no bell: the petition office sees at its rail that one lies there."""
    city, _seat, _page, _stick, _box = desk
    with window.opened(qtbot, city, "qxf1") as shown:
        assert shown.inside is not None
        item = shown.inside.frame.rail._items["reports"]
        window.until(qtbot, lambda: item.count() == 1)
        # it is his organ that stands before his name: the storeroom means nothing to him
        chip = shown.inside.frame.top._chip
        window.until(qtbot, lambda: chip.text().startswith("甲区纪委监委"))


def test_what_is_the_superiors_goes_up_sealed_and_is_gone_from_here(desk, qtbot: QtBot) -> None:
    city, seat, page, stick, box = desk
    opened(qtbot, page, stick)
    page.panel._up.click()
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")  # nobody above can open it yet
    assert page.panel.up.isHidden()
    key, _ = keys.make("某市纪委监委", PASSPHRASE)
    city.do("bao1", service.add_key, organ_id=city.organ("SHI"), public=key.public.hex())
    page.panel._up.click()
    qtbot.waitUntil(page.panel.up.isVisible)
    page.panel.up.submit()
    qtbot.waitUntil(lambda: page.panel._words.text() == "")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 0)
    assert seat.notices.tone() == "done"
    (row,) = city.ask("xf1", service.rows)
    assert filing.progress(city.store("guan1"), box=box).status is ReportStatus.FILED
    assert opening.open_report(city.store("xf1"), key, row.id).messages[0].letter.text == WORDS
