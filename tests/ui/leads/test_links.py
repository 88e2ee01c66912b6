"""信访 → 线索 → 案件 → 物品 in the window: each is shown at the other, and a press leads there and back."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.custody import service as custody
from app.leads import converting, disposing, views
from app.petitions import handling
from tests.support import leading
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.pages import Seat
from ui.cases.case import CasePage
from ui.custody.card import CardPage
from ui.leads.page import LeadsPage
from ui.petitions.page import PetitionsPage

Sit = Callable[[str], Seat]


@pytest.fixture
def town(sqlite_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """The city on SQLite, with a vault of its own."""
    monkeypatch.setenv("ANKU_VAULT", str(tmp_path / "vault.json"))
    shutil.copyfile(sqlite_city, tmp_path / "town.db")
    made = City(f"sqlite:///{tmp_path}/town.db")
    yield made
    made.close()


def press(qtbot: QtBot, page: QWidget, leads_to: str) -> None:
    """Press the one value that leads to this page."""

    def there() -> list[QPushButton]:
        found = page.findChildren(QPushButton, f"fact.{leads_to}")
        return [each for each in found if each.isVisible()]

    qtbot.waitUntil(lambda: bool(there()))
    there()[0].click()


@pytest.mark.scenario("P36")
def test_from_the_petition_to_the_lead_to_the_case_and_back(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    petition = p.signed(town)
    lead = leading.filed(town)
    leading.act(town, "jck", converting.link, lead, petition_id=petition.id)
    number = town.ask("jc1", views.view, lead_id=lead).row.number
    case = next(link for link in leading.view(town, lead, "jc1").links if link.kind == "case")
    seat = sit_in_town("jc1")

    def gone() -> tuple[str, str]:
        return (seat.went[-1].page, seat.went[-1].target)

    petitions: PetitionsPage = seat.show(PetitionsPage(seat.station))
    petitions.show_target(petition.id)
    press(qtbot, petitions, "leads")
    assert gone() == ("leads", lead)
    assert number in petitions.detail._facts.text()

    leads: LeadsPage = seat.show(LeadsPage(seat.station))
    leads.show_target(lead)
    press(qtbot, leads, "case")
    assert gone() == ("case", case.id)
    press(qtbot, leads, "petitions")
    assert gone() == ("petitions", petition.id)

    page: CasePage = seat.show(CasePage(seat.station))
    page.show_target(case.id)
    press(qtbot, page, "leads")
    assert gone() == ("leads", lead)
    new = (town.new("公文包", measure="seize"),)
    (item,) = town.do("jc1", custody.register, case_id=case.id, items=new)
    card: CardPage = seat.show(CardPage(seat.station))
    card.show_target(item.id)
    press(qtbot, card, "case")
    assert gone() == ("case", case.id)
    # who may not see the lead finds no trace of it at the case
    assert town.ask("guan1", converting.of_petition, petition_id=petition.id) == ()


@pytest.mark.scenario("P5")
def test_who_may_not_see_the_petition_reads_no_number_of_it_at_its_lead(
    sit_in_town: Sit, qtbot: QtBot, town: City
) -> None:
    head = p.accused("丙某", "甲区", post="甲区区委书记")
    petition = p.signed(town, p.new(town, accused=(head,)))
    p.do(town, "jck", handling.convert, petition_id=petition.id)
    (row,) = town.ask("ag1", converting.of_petition, petition_id=petition.id)
    lead = leading.proposed(town, "verify", leading.analysing(town, row.id))
    for login in ("fen1", "zhu1"):
        leading.act(town, login, disposing.approve_disposal, lead)

    def read(login: str) -> str:
        seat = sit_in_town(login)
        page: LeadsPage = seat.show(LeadsPage(seat.station))
        page.show_target(lead)
        qtbot.waitUntil(lambda: row.number in page.detail._number.text())
        qtbot.waitUntil(lambda: "甲区区委书记" in page.detail._facts.text())
        return page.detail._facts.text()

    assert petition.number in read("jck")
    assert petition.number not in read("dang1")
