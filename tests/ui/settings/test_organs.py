"""The organs in the settings: added one below another, ended into a successor, each with who is posted there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.identity import service as identity
from app.organs import service as organs
from tests.support.city import City
from tests.support.pages import Seat
from ui.identity.people import PeoplePage
from ui.settings.organs import OrgansSection
from ui.work import Work


@pytest.fixture
def town(sqlite_city: Path, tmp_path: Path) -> Iterator[City]:
    """The city on a file of its own."""
    copyfile(sqlite_city, tmp_path / "city.db")
    made = City(f"sqlite:///{tmp_path / 'city.db'}")
    yield made
    made.close()


@pytest.fixture
def at(town: City, work: Work) -> Iterator[Callable[[str], Seat]]:
    """Somebody's desk in the city."""
    seats: list[Seat] = []

    def made(login: str) -> Seat:
        seats.append(Seat(town, work, login))
        return seats[-1]

    yield made
    for seat in seats:
        seat.close()


def section(qtbot: QtBot, seat: Seat) -> OrgansSection:
    """The section, with the tree in it."""
    shown = seat.show(OrgansSection(seat.station))
    assert isinstance(shown, OrgansSection)
    shown.refresh()
    qtbot.wait_until(lambda: shown.tree.topLevelItemCount() == 1)
    return shown


def names(item: QTreeWidgetItem | None) -> list[str]:
    """What hangs below an organ."""
    assert item is not None
    below = (item.child(i) for i in range(item.childCount()))
    return [each.text(1) for each in below if each is not None]


def test_an_organ_is_added_below_the_chosen_one(
    qtbot: QtBot, town: City, at: Callable[[str], Seat]
) -> None:
    shown = section(qtbot, at("xi1"))
    shown.choose("JIE1")
    qtbot.wait_until(lambda: "街信" in shown.staff.text())
    shown.add.click()
    assert shown.sheet.form.values()["level"] == "4"
    shown.sheet.form.set_values(
        {
            "name": "东街二村联络站",
            "code": "CUN3",
            "region": "120101001202",
            "kind": "station",
            "level": "4",
        }
    )
    shown.sheet.submit()
    qtbot.wait_until(lambda: any(o.code == "CUN3" for o in town.ask("xi1", organs.tree)))
    shown.choose("JIE1")
    qtbot.wait_until(lambda: "CUN3" in names(shown.tree.currentItem()))


def test_an_organ_ends_into_its_successor_with_a_second_signature(
    qtbot: QtBot, town: City, at: Callable[[str], Seat]
) -> None:
    seat = at("xi1")
    seat.beside.login = "bao1"
    shown = section(qtbot, seat)
    shown.choose("CUN2")
    shown.end.click()
    shown.sheet.form.set_values({"successor": town.organ("CUN1")})
    shown.sheet.submit()
    qtbot.wait_until(
        lambda: any(o.code == "CUN2" and o.until for o in town.ask("xi1", organs.tree))
    )
    assert "东街一村联络站" in seat.beside.summaries[0]


def test_whoever_may_not_sees_the_tree_only(qtbot: QtBot, at: Callable[[str], Seat]) -> None:
    shown = section(qtbot, at("bao1"))
    assert not shown.add.isVisible()
    assert not shown.end.isVisible()


def test_somebody_is_posted_from_his_own_page(
    qtbot: QtBot, town: City, at: Callable[[str], Seat]
) -> None:
    page = at("bao1").show(PeoplePage(at("bao1").station))
    page.refresh()
    person = next(p for p in town.ask("ji1", identity.people) if p.login == "ejc1")
    page.person.show_person(person)
    qtbot.wait_until(page.person.post.isVisible)
    page.person.post.click()
    page.person.sheet.form.set_values({"organ": town.organ("QU1"), "office": "SC"})
    page.person.sheet.submit()
    qtbot.wait_until(lambda: town.ask("ejc1", organs.mine).name == "甲区纪委监委")
    qtbot.wait_until(lambda: "甲区纪委监委" in page.person._works_at())
