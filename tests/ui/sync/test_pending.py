"""What waits at a desk stands where its object is: over the list, in its row, at the object, with the way to 同步."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app import clock, remote
from app.leads import supervising
from app.leads.types import LeadEvent
from app.petitions import righting, service
from app.sync.errors import Queued
from app.sync.store import DeskStore
from tests.support import centre, desks, leading, petitioning
from tests.support.city import City
from tests.support.pages import Seat
from ui.leads.page import LeadsPage
from ui.petitions import telling
from ui.petitions.page import PetitionsPage
from ui.shell import lang
from ui.work import Work


def _mark(page: Any, row: int = 0) -> str:
    model = page.table.model
    column = [c.id for c in model.columns].index("pending")
    return str(model.index(row, column).data() or "")


def _offered(widget: Any) -> set[str]:
    return {b.objectName() for b in widget.findChildren(QPushButton) if b.isVisible()}


@pytest.mark.scenario("P71")
def test_a_petition_shows_what_waits_about_it_and_what_was_refused(
    city: City, there: centre.Serving, desk: DeskStore, work: Work, qapp: QApplication, qtbot: QtBot
) -> None:
    lang.apply(qapp, "zh")
    told = replace(petitioning.a_visit(clock.now() - timedelta(hours=2)), originals=())
    row = desk.run(service.register, petition=told)
    desk.meet()
    seat = Seat(city, work, "guan1")
    seat.station.store = desk
    page = seat.show(PetitionsPage(seat.station))
    page.refresh()
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    qtbot.waitUntil(lambda: "petition.screen" in _offered(page.detail))
    assert page.strip.isHidden()

    # an answer still on its way would say that the centre is there
    qtbot.waitUntil(lambda: not work.waiting())
    with desks.unplugged(desk):
        page.detail.act_asked.emit("petitions.screen")  # by its button
        qtbot.waitUntil(lambda: _mark(page) == "待同步")
        with pytest.raises(Queued):
            desk.run(service.register, petition=told)
        page.refresh()
        qtbot.waitUntil(lambda: "DRAFT-街道一号机-" in page.strip.text.text())
        assert "没有网络" in page.strip.text.text()
        assert not page._export.isVisible()
        assert "待同步：开始甄别" in page.detail.mark.text.text()
        assert "petition.screen" not in _offered(page.detail)  # nobody asks for it twice
        page.detail._toggle_why()
        assert "开始甄别: 已在本机待同步" in page.detail._reasons.text()

    with desks.sitting(there, "xf2", "二号机") as other:
        other.run(righting.protect, petition_id=row.id, level="high", version=row.seq)
    desk.meet()
    page.refresh()
    qtbot.waitUntil(lambda: _mark(page, 1) == "已退回" or _mark(page) == "已退回")
    page.show_target(row.id)
    qtbot.waitUntil(lambda: "被退回：开始甄别" in page.detail.mark.text.text())
    with qtbot.waitSignal(seat.station.going) as went:
        qtbot.mouseClick(page.detail.mark.link, Qt.MouseButton.LeftButton)
    assert went.args[0].page == "sync"
    seat.close()


def test_a_lead_shows_what_waits_about_it(
    city: City, there: centre.Serving, work: Work, qapp: QApplication, qtbot: QtBot
) -> None:
    lang.apply(qapp, "zh")
    city.clock.at = clock.now()
    leading.registered(city)
    with desks.sitting(there, "ag2") as desk:
        seat = Seat(city, work, "guan1")
        seat.station.store = desk
        page = seat.show(LeadsPage(seat.station))
        page.refresh()
        qtbot.waitUntil(lambda: page.detail.view() is not None)
        # an answer still on its way would say that the centre is there
        qtbot.waitUntil(lambda: not work.waiting())
        with desks.unplugged(desk):
            page.detail.act_asked.emit(LeadEvent.ADD_MATTER, page.detail.view())  # by its button
            qtbot.waitUntil(page.act.isVisible)
            page.act.form.set_values({"matter": "另收购物卡", "source_ref": "口头"})
            page.act.submit()
            qtbot.waitUntil(page.act.isHidden)
            assert seat.notices.tone() == "warn"
            page.refresh()
            qtbot.waitUntil(lambda: _mark(page) == "待同步")
            qtbot.waitUntil(lambda: "补充问题" in page.detail.mark.text.text())
            assert "lead.act.PROPOSE_ASSIGNMENT" not in _offered(page.detail)
            page.detail._toggle_why()
            assert "须联网在中心办理" in page.detail._why_not.text()
        desk.meet()
        page.refresh()
        qtbot.waitUntil(lambda: _mark(page) == "" and page.detail.mark.isHidden())
        assert len(page.detail.view().matters) == 2
        seat.close()


def test_the_letters_are_at_the_centre_and_without_it_nothing_is_offered_about_them(
    city: City,
    there: centre.Serving,
    work: Work,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lang.apply(qapp, "zh")
    city.clock.at = clock.now() - timedelta(days=33)
    leading.registered(city, received_at=city.clock.at)
    city.clock.at = clock.now()
    city.do("ag1", supervising.remind)
    with desks.sitting(there, "ag2") as desk:
        seat = Seat(city, work, "guan1")
        seat.station.store = desk
        page = seat.show(LeadsPage(seat.station))
        page.refresh()
        page.show_target("letters")
        letters = page.letters
        qtbot.waitUntil(lambda: letters.table.model.rowCount() == 1)
        letters.table.select_row(0)
        qtbot.waitUntil(letters.send.isVisible)
        qtbot.waitUntil(lambda: not work.waiting())
        with monkeypatch.context() as cable:
            cable.setattr(remote.Line, "ask", _unheard)
            page.refresh()
            qtbot.waitUntil(letters.table.empty.isVisible)
            assert "没有网络，“查看督办函”须联网" in _texts(letters.table.empty)
            buttons = (letters.send, letters.pdf, letters.answer, letters.judge, letters.attached)
            assert not any(each.isVisible() for each in (*buttons, page._due.button))
            qtbot.waitUntil(page._export.isHidden)  # two sign for it, at the centre
            lang.apply(qapp, "en")  # said again, not the words of an empty list
            qtbot.waitUntil(lambda: "No network" in _texts(letters.table.empty))
            qtbot.waitUntil(lambda: not work.waiting())
        desk.meet()
        seat.station.changed.emit(frozenset({"sync"}))  # as the window does once the centre answers
        qtbot.waitUntil(lambda: letters.table.model.rowCount() == 1 and letters.pdf.isVisible())
        assert letters.send.isVisible()
        assert page._export.isVisible()
        seat.close()


def _unheard(*_: object, **__: object) -> None:
    raise httpx.ConnectError("the cable is out")


def _texts(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_village_without_a_network_reads_its_receipt_and_where_the_rest_is(
    city: City, there: centre.Serving, work: Work, qapp: QApplication, qtbot: QtBot
) -> None:
    lang.apply(qapp, "zh")
    with desks.sitting(there, "cxf1", "村一号机") as village:
        told = replace(petitioning.a_visit(clock.now() - timedelta(hours=2)), originals=())
        village.run(service.receive, petition=told)
        village.meet()
        seat = Seat(city, work, "guan1")
        seat.station.store = village
        with desks.unplugged(village):
            page = seat.show(PetitionsPage(seat.station))
            page.refresh()
            qtbot.waitUntil(lambda: page.detail.view() is not None)
            shown = repr(telling.groups(page.detail.view()))
            assert "本机只存回执" in shown
            assert petitioning.TEXT not in shown
            assert "被反映人" not in shown
            qtbot.waitUntil(lambda: not work.waiting())  # an answer on its way wants the page
        seat.close()
