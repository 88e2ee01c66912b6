"""同步 in the window: what waits, what was refused and what has changed, and the ways on; before a real server."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from app import clock, doors
from app.leads import adding, views
from app.leads.types import LeadPaper, Matter
from app.petitions import deciding, righting, service
from app.sync.errors import Queued
from app.sync.store import DeskStore
from app.sync.types import Outcome
from tests.support import centre, desks, leading, petitioning
from tests.support.city import City
from tests.support.pages import Seat
from tests.support.world import PASSWORD
from ui.petitions.register import RegisterSheet
from ui.shell import lang
from ui.sync.page import SyncPage
from ui.work import Work


@pytest.fixture
def shown(
    city: City, desk: DeskStore, work: Work, qapp: QApplication
) -> Iterator[tuple[Seat, SyncPage]]:
    lang.apply(qapp, "zh")
    seat = Seat(city, work, "guan1")
    seat.station.store = desk
    page = seat.show(SyncPage(seat.station))
    yield seat, page
    seat.close()


def new() -> Any:
    from dataclasses import replace

    return replace(petitioning.a_visit(clock.now() - timedelta(hours=2)), originals=())


def unplugged(desk: DeskStore, *asked: tuple[Any, dict[str, Any]]) -> None:
    """Ask for something while the cable is out."""
    with desks.unplugged(desk):
        for verb, given in asked:
            with pytest.raises(Queued):
                desk.run(verb, **given)


def cell(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item is not None
    return item.text()


def words(page: SyncPage) -> list[str]:
    return [
        " ".join(cell(page.list, at, column) for column in range(2))
        for at in range(page.list.rowCount())
    ]


def test_what_waits_is_listed_and_goes_when_the_centre_is_met(
    desk: DeskStore, shown: tuple[Seat, SyncPage], qtbot: QtBot
) -> None:
    _, page = shown
    page.refresh()
    qtbot.waitUntil(lambda: page.empty.isVisible() and bool(page.line.text()))
    unplugged(desk, (service.register, {"petition": new()}))
    page.refresh()
    qtbot.waitUntil(lambda: words(page) == ["待同步 登记信访"])
    assert "待同步 1" in page.told.text()
    assert "最早一项" in page.told.text()
    assert not page.again.isVisible()
    written = {
        cell(page.fields, at, 0): cell(page.fields, at, 2) for at in range(page.fields.rowCount())
    }
    assert written["渠道"] == "来访"  # what was written can be read again, in words
    qtbot.mouseClick(page.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(page) == [] and page.now.isEnabled())
    assert page.empty.isVisible()
    assert "待同步 0" in page.told.text()


def test_a_draft_that_waits_is_given_up_with_a_reason(
    desk: DeskStore, shown: tuple[Seat, SyncPage], qtbot: QtBot
) -> None:
    _, page = shown
    unplugged(desk, (service.register, {"petition": new()}))
    page.refresh()
    qtbot.waitUntil(lambda: words(page) == ["待同步 登记信访"])
    page.reason.setText("录错，已由他人登记")
    qtbot.mouseClick(page.drop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(page) == [] and page.now.isEnabled())
    kept = [(i.closed, i.reason, i.outcome) for i in desk.intents(closed=True)]
    assert kept == [("dropped", "录错，已由他人登记", "")]


@pytest.mark.scenario("P71")
def test_a_refused_intent_shows_what_has_changed_and_is_sent_anew_or_given_up(
    desk: DeskStore, shown: tuple[Seat, SyncPage], qtbot: QtBot
) -> None:
    seat, page = shown
    row = desk.run(service.register, petition=new())
    desk.meet()
    given = {"petition_id": row.id, "level": "low", "version": row.seq}
    unplugged(desk, (righting.protect, given))
    other = doors.open_store(desk.url, station="二号机")
    other.sign_in("xf2", PASSWORD)
    other.run(deciding.screen, petition_id=row.id, version=row.seq)
    other.sign_out()
    other.close()
    page.meet()
    qtbot.waitUntil(lambda: [w[:4] for w in words(page)] == ["内容已变"])
    assert "更改" in page.why.text()
    fields = {
        cell(page.fields, at, 0): [cell(page.fields, at, n) for n in (1, 2, 3)]
        for at in range(page.fields.rowCount())
    }
    assert fields["状态"] == ["已登记", "", "甄别中"]
    assert ["", "low", ""] in fields.values()
    assert row.number in cell(page.list, 0, 2)
    assert page.again.isVisible()
    qtbot.mouseClick(page.drop, Qt.MouseButton.LeftButton)  # not without a reason
    qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(page) == [] and page.now.isEnabled())
    done = [i.outcome for i in desk.intents(closed=True) if i.verb == "petitions.protect"]
    assert sorted(done) == [Outcome.APPLIED, Outcome.CONFLICT]


def test_a_clock_that_is_wrong_is_told_as_a_person_says_it_and_all_is_not_well(
    desk: DeskStore, shown: tuple[Seat, SyncPage], qtbot: QtBot
) -> None:
    _, page = shown
    assert desk.desk is not None
    signs = []
    for drift, told in ((0, "上次"), (86_400_000, "快 1 天"), (-5_400_000, "慢 1 小时 30 分")):
        desk.desk.keep_note("drift_ms", str(drift))
        page.refresh()
        qtbot.waitUntil(partial(_is_told, page, told))
        assert ("本机时钟" in page.told.text()) == bool(drift)
        signs.append(page.sign._tone)
    assert signs == ["ok", "late", "late"]


@pytest.mark.scenario("P71")
def test_a_refused_act_on_a_lead_shows_what_it_asks_for_apart_from_what_has_changed(
    city: City, there: centre.Serving, work: Work, qapp: QApplication, qtbot: QtBot
) -> None:
    """A matter is no new summary of its lead, the number of a paper no new code; what is behind it says that it waits."""
    lang.apply(qapp, "zh")
    city.clock.at = clock.now()
    lead = leading.registered(city)
    with desks.sitting(there, "ag2") as desk:
        seat = Seat(city, work, "guan1")
        seat.station.store = desk
        page = seat.show(SyncPage(seat.station))
        given = {"lead_id": lead, "version": desk.read(views.view, lead_id=lead).row.version}
        matter = {"matter": Matter("另收受购物卡"), "source_ref": "口头反映"}
        paper = {"paper": LeadPaper("other", "附1")}
        unplugged(desk, (adding.add_matter, given | matter), (adding.file_paper, given | paper))
        leading.act(city, "ag1", adding.add_alias, lead, organ="省纪委", code="SJ-1")
        desk.meet()
        page.refresh()
        qtbot.waitUntil(lambda: words(page) == ["内容已变 补充问题", "等待前一项 归入材料"])
        assert _fields(page) == {
            "反映问题": ["", "另收受购物卡", ""],
            "来源文号": ["", "口头反映", ""],
        }
        page.drop.click()  # not without a reason
        qtbot.waitUntil(lambda: seat.notices.tone() == "refused")
        page.list.selectRow(1)
        assert "前一项" in page.why.text()
        assert _fields(page) == {"文号": ["", "附1", ""], "材料类型": ["", "其他材料", ""]}
        page.list.selectRow(0)
        page.again.click()
        qtbot.waitUntil(lambda: words(page) == [] and page.now.isEnabled())
        assert seat.notices.text() == ""  # what was refused before is decided
        assert [p.number for p in desk.read(views.view, lead_id=lead).papers] == ["附1"]
        seat.close()


def _fields(page: SyncPage) -> dict[str, list[str]]:
    """What stands of each field: as it was read, as it is asked for, as it is now."""
    return {
        cell(page.fields, at, 0): [cell(page.fields, at, n) for n in (1, 2, 3)]
        for at in range(page.fields.rowCount())
    }


def _is_told(page: SyncPage, told: str) -> bool:
    return told in page.told.text()


def test_a_window_on_the_books_has_nothing_to_sync(city: City, work: Work, qtbot: QtBot) -> None:
    seat = Seat(city, work, "xf1")
    page = seat.show(SyncPage(seat.station))
    page.refresh()
    assert page.empty.isVisible()
    assert not page.now.isVisible()
    seat.close()


def test_a_form_kept_as_a_draft_is_empty_again_and_gives_no_second_one(
    city: City, desk: DeskStore, work: Work, qapp: QApplication, qtbot: QtBot
) -> None:
    lang.apply(qapp, "zh")
    seat = Seat(city, work, "guan1")
    seat.station.store = desk
    told: list[object] = []
    sheet = seat.show(RegisterSheet(seat.station, told.append))
    sheet.begin()
    call = {"channel": "phone", "received_at": "2026-01-05 09:00", "region": "120000"}
    who = {"reporter_mode": "anonymous", "name": "钱某", "unit": "甲区某局", "rank": "division"}
    what = {"kind": "accusation", "summary": petitioning.TEXT}
    sheet.form.set_values({"channel": "phone"})
    sheet._again("channel")
    sheet.form.set_values({**call, **who, **what})
    qtbot.waitUntil(lambda: not work.waiting())  # an answer under way would say that it is in
    desk._at.away_since = float("inf")  # the cable is out
    sheet.submitted.emit()
    qtbot.waitUntil(lambda: told == [None])
    assert seat.notices.tone() == "warn"
    assert sheet.form.draft().get("summary", "") == ""
    assert len(desk.intents()) == 1
    desk._at.away_since = float("-inf")
    assert desk.meet().sent == 1
    seat.close()
