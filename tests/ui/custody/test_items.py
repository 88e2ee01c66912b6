"""The list of items: filtered in the books, looked at beside, opened by one key."""

from pytestqt.qtbot import QtBot

from tests.support.world import World
from tests.ui.custody.counter import Counter, child, settled
from ui.custody.items import ItemsPage
from ui.shell.station import Place
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
    assert _shown(page) == ["平板"]
    page.table.select_row(0)
    child(page, "items.request").click()
    assert counter.went == [Place("request", mine.id, "CHECK_OUT")]
    page.table.view.clearSelection()
    assert page.preview.row() is not None
    child(page, "items.request").click()
    assert counter.went[1:] == [Place("request", mine.id, "CHECK_OUT")], "what the pane shows"
