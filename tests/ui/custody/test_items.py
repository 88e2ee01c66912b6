"""The list of items: filtered in the books, looked at beside, opened by one key."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.cases import service as cases
from app.cases.types import NewCase
from tests.support import borrowing
from tests.support.world import World
from tests.ui.custody.counter import Counter, child, settled
from ui.custody.items import ItemsPage
from ui.shell.frame import Frame
from ui.shell.station import Place
from ui.widgets.sought import OFFERED
from ui.work import Work


def _shown(page: ItemsPage) -> list[str]:
    rows = (page.table.model.loaded_row(at) for at in range(page.table.model.rowCount()))
    return [row.name for row in rows if row is not None]


def _page(qtbot: QtBot, counter: Counter, login: str) -> ItemsPage:
    page = ItemsPage(counter.station(login))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    settled(qtbot, counter.work)
    return page


def test_chips_show_the_items_of_a_group_of_states(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    room.received(room.new("平板"))
    room.declared(room.new("账册"))
    page = _page(qtbot, counter, "guan1")
    assert _shown(page) == ["账册", "平板"]
    page.show_target("inside")
    qtbot.waitUntil(lambda: _shown(page) == ["平板"])
    page.show_target("coming")
    qtbot.waitUntil(lambda: _shown(page) == ["账册"])


def test_enter_opens_the_card_of_the_chosen_row_and_its_photo_is_beside(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1")
    page.table.select_row(0)
    settled(qtbot, work)
    qtbot.waitUntil(lambda: child(page.preview, "items.open").isVisible())
    child(page.preview, "items.open").click()
    assert counter.went == [Place("item", row.id)]


def test_a_handler_asks_for_the_chosen_items_and_sees_his_own_cases_only(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (mine,) = room.received(room.new("平板"))
    room.received(room.new("别案的"), case="案乙")
    page = _page(qtbot, counter, "cha1")
    qtbot.waitUntil(lambda: _shown(page) == ["平板"])
    page.table.select_row(0)
    child(page, "items.request").click()
    assert counter.went == [Place("request", mine.id, "CHECK_OUT")]
    page.table.view.clearSelection()
    assert page.preview.row() is not None
    child(page, "items.request").click()
    assert counter.went[1:] == [Place("request", mine.id, "CHECK_OUT")], "what the pane shows"


def test_any_case_is_reached_by_its_words_and_the_list_says_how_many_it_does_not_show(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    """The newest cases are offered; an old one among very many is typed for."""
    (old,) = room.received(room.new("平板"))
    room.received(room.new("别案的"), case="案乙")
    for number in range(OFFERED + 3):
        told = (f"新案{number:02d}", "某专案", "discipline", "第一审查调查室", f"立{number}")
        room.do("cha1", cases.open_case, case=NewCase(*told))
    page = _page(qtbot, counter, "guan1")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    case = child(page, "items.case")
    case.look()
    qtbot.waitUntil(lambda: len(case.offered()) == OFFERED + 1)
    assert case.offered()[-1] == "and 5 more: type to find them"
    assert not any("案甲" in told for told in case.offered())

    qtbot.keyClicks(case, old.number.rpartition("-")[0])
    qtbot.waitUntil(lambda: len(case.offered()) == 1)
    qtbot.keyClick(case, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _shown(page) == ["平板"])
    assert case.value() == old.case_id
    assert case.text().startswith("案甲")

    qtbot.keyClicks(case, "zzz")
    qtbot.waitUntil(lambda: case.offered() == ["Nothing fits these words"])
    page.table.view.setFocus()
    assert case.text().startswith("案甲"), "what chose nothing does not stay"
    case.clear()
    qtbot.waitUntil(lambda: len(_shown(page)) == 2)


def test_a_page_that_is_opened_on_a_case_says_which(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    room.received(room.new("别案的"), case="案乙")
    page = _page(qtbot, counter, "guan1")
    page.show_target("all", row.case_id)
    case = child(page, "items.case")
    qtbot.waitUntil(lambda: case.text().startswith("案甲"))
    qtbot.waitUntil(lambda: _shown(page) == ["平板"])


def test_the_pane_beside_follows_the_list_when_other_states_are_chosen(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    """What is no longer listed is not shown either: a request would be for a thing that is not in sight."""
    room.received(room.new("平板"))
    room.declared(room.new("账册"))
    page = _page(qtbot, counter, "cha1")
    assert _beside(page) == "账册"
    page.show_target("inside")
    qtbot.waitUntil(lambda: _beside(page) == "平板")
    page.show_target("overdue")
    qtbot.waitUntil(lambda: _beside(page) == "")
    assert not child(page, "items.request").isEnabled()
    page.show_target("all")
    qtbot.waitUntil(lambda: _beside(page) == "账册")


def test_the_pane_says_what_became_of_its_thing_meanwhile(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "cha1")
    page.show_target("inside")
    qtbot.waitUntil(lambda: _beside(page) == "平板")
    borrowing.out(room, row)
    page.refresh()
    qtbot.waitUntil(lambda: _shown(page) == [])
    qtbot.waitUntil(lambda: page.preview._state.text() == "Checked out")
    assert _beside(page) == "平板"


def _beside(page: ItemsPage) -> str:
    row = page.preview.row()
    return row.name if row is not None else ""


def test_the_page_is_whole_on_a_small_screen_under_a_banner(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    """1366 × 768 in the practice storeroom, a refusal above the page: nothing of the page scrolls away."""
    (row,) = room.received(room.new("平板"))
    page = _page(qtbot, counter, "guan1")
    page.preview.show_row(replace(row, due_at=room.clock.at))
    settled(qtbot, work)
    page.preview._photos.strip.setVisible(True)  # as with several photographs
    frame = Frame()
    qtbot.addWidget(frame)
    frame.add_page("items", lambda: "Items", "inbox", lambda: page)
    frame.resize(1366, 768)
    frame.set_practice(True)
    frame.set_alarm("Practice storeroom")
    frame.show()
    frame.show_page("items")
    frame.notices.warn("It is refused, and this says why.", "And this what to do next.")
    place = frame._places["items"]
    qtbot.waitUntil(lambda: place.viewport().height() < 620 and not work.waiting())
    assert place.verticalScrollBar().maximum() == 0
