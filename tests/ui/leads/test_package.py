"""A report leaves as a package on disc and is taken in above, each from the page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.leads import letters, packing, supervising, upward
from app.leads.types import Reported
from app.packages import keys
from app.packages import service as packages
from db.ledger import queries as trail
from tests.app.reporting.test_attachments import photo
from tests.support import leading
from tests.support.city import City
from tests.support.pages import Seat
from ui.leads import package
from ui.leads.page import LeadsPage

Sit = Callable[[str], Seat]


@pytest.mark.scenario("P53")
def test_a_package_is_written_below_and_taken_in_above(
    sit_in_town: Sit, qtbot: QtBot, town: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANKU_HOME", str(tmp_path / "home"))
    persons = (Reported("戊某", unit="甲区", post="区长"),)
    lead = leading.registered(town, ref="区一号", by="qag1", persons=persons)
    leading.act(town, "qag1", upward.report_upward, lead, kind="lead", content="情况报告")
    file, answer = tmp_path / "a.ankupkg", tmp_path / "b.ankupkg"

    below = sit_in_town("qag1")
    page: LeadsPage = below.show(LeadsPage(below.station))
    page.refresh()
    page.show_target(lead)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    assert page.detail._package.isVisible()
    page.detail._package.click()
    assert page.package.isVisible()
    page.package.form.set_values(
        {**page.package.form.draft(), "package_to": "SHI", "key": "kein Schlüssel"}
    )
    page.package.write_to(file)
    qtbot.waitUntil(lambda: bool(page.package.form.field("key").error()))
    assert not file.exists()
    page.package.form.field("key").set_value(keys.here().public)
    page.package.write_to(file)
    qtbot.waitUntil(page.package.isHidden)
    assert file.exists()
    assert "SHI" in below.notices.text()

    above = sit_in_town("ag1")
    page = above.show(LeadsPage(above.station))
    package.take_from(page, above.station, file, answer)
    qtbot.waitUntil(lambda: "vouched" in above.notices.text())
    public = keys.here().public
    town.do("bao1", packing.trust_sender, "xi1", public=public, organ="QU1", name="甲区纪委监委")
    package.take_from(page, above.station, file, answer)
    qtbot.waitUntil(lambda: "Taken in" in above.notices.text())
    report = leading.view(town, lead, "qag1").reports[0].number
    assert report in above.notices.text()
    assert packages.read(answer, keys.here(), {public}).manifest.label.kind == "receipt"
    package.take_from(page, above.station, file, tmp_path / "c.ankupkg")
    qtbot.waitUntil(lambda: "before" in above.notices.text())
    with town.database.read() as session:
        assert trail.count(session, kind="UPWARD_TAKEN") == 1
    page.tabs.setCurrentIndex(3)
    qtbot.waitUntil(lambda: page.packages.table.model.rowCount() == 2)
    rows = [page.packages.table.model.loaded_row(at) for at in range(2)]
    assert [getattr(row, "way", "") for row in rows] == ["in", "refused"]
    page.packages.table.select_row(1)
    qtbot.waitUntil(lambda: "vouched" in page.packages.why.text())
    (first,) = leading.view(town, lead, "qag1").reports
    given = {"kind": "lead", "content": "更正后的报告", "corrects": first.id}
    second = leading.act(town, "qag1", upward.report_upward, lead, **given)
    packing.write(town.store("qag1"), lead, second, "SHI", tmp_path / "d.ankupkg")
    package.take_from(page, above.station, tmp_path / "d.ankupkg", answer, page.packages.refresh)
    qtbot.waitUntil(lambda: page.packages.table.model.rowCount() == 3)
    newest, number = page.packages.table.model.loaded_row(0), page.packages.table.model.columns[4]
    assert number.show(newest).endswith(f"Corrects report: {report}")  # wherever that one stands


@pytest.mark.scenario("P33")
def test_a_letter_is_sent_and_saved_from_its_list(
    sit_in_town: Sit, qtbot: QtBot, town: City, tmp_path: Path
) -> None:
    leading.registered(town)
    town.clock.at += timedelta(days=33)
    (number,) = town.do("ag1", supervising.remind)
    seat = sit_in_town("ag1")
    page: LeadsPage = seat.show(LeadsPage(seat.station))
    page.tabs.setCurrentIndex(2)
    listed = page.letters
    qtbot.waitUntil(lambda: listed.table.model.rowCount() == 1)
    listed.table.select_row(0)
    qtbot.waitUntil(listed.send.isEnabled)
    assert "说明原因" in listed.text.text()
    listed.send.click()
    qtbot.waitUntil(lambda: number in seat.notices.text())
    qtbot.waitUntil(lambda: listed.pdf.isEnabled() and not listed.send.isEnabled())
    listed.save_to(tmp_path / "letter.pdf")
    qtbot.waitUntil((tmp_path / "letter.pdf").exists)
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.scenario("P33")
def test_a_letter_is_answered_with_a_file_and_settled_from_the_window(
    sit_in_town: Sit, qtbot: QtBot, town: City, tmp_path: Path
) -> None:
    lead = leading.analysing(town)
    town.clock.at += timedelta(days=33)
    town.do("ag1", supervising.remind)
    (draft,) = town.ask("ag1", letters.letters)
    leading.act(town, "ag1", letters.send_letter, lead, letter_id=draft.id)
    file = tmp_path / "说明.jpg"
    file.write_bytes(photo())

    office = sit_in_town("jcz")
    page: LeadsPage = office.show(LeadsPage(office.station))
    page.show_target("letters")
    listed = page.letters
    qtbot.waitUntil(lambda: listed.table.model.rowCount() == 1)
    listed.table.select_row(0)
    qtbot.waitUntil(listed.answer.isVisible)
    assert listed.send.isHidden()
    listed.answer.click()
    qtbot.waitUntil(page.act.isVisible)
    page.act.form.field("reply").set_value("证人外出，月底前办结。")
    page.act.attach(file)
    qtbot.waitUntil(lambda: page.act._attached.text() == "说明.jpg")
    page.act.submit()
    qtbot.waitUntil(page.act.isHidden)

    seat = sit_in_town("ag1")
    page = seat.show(LeadsPage(seat.station))
    page.show_target("letters")
    listed = page.letters
    qtbot.waitUntil(lambda: listed.table.model.rowCount() == 1)
    listed.table.select_row(0)
    qtbot.waitUntil(listed.judge.isVisible)
    assert "证人外出" in listed.text.text()
    listed.save_paper_to(tmp_path / "out.jpg")
    qtbot.waitUntil((tmp_path / "out.jpg").exists)
    assert (tmp_path / "out.jpg").read_bytes() == file.read_bytes()
    listed.judge.click()
    qtbot.waitUntil(page.act.isVisible)
    page.act.form.field("verdict").set_value("return")
    page.act.submit()
    qtbot.waitUntil(lambda: bool(page.act.form.field("reason").error()))
    page.act.form.field("verdict").set_value("cancel")
    page.act.submit()
    qtbot.waitUntil(page.act.isHidden)
    assert town.ask("ag1", letters.letters)[0].state == "settled"
