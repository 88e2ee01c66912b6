"""A seal is opened and put on anew from the card: the seal is scanned, two officers sign beside the keeper."""

from pytestqt.qtbot import QtBot

from app.custody import views
from app.custody.types import Card
from app.devices.fakes import FakeCamera
from app.requests.types import Scanned
from tests.support.world import World
from tests.ui.custody.counter import Counter, child, settled
from ui.custody.card import CardPage
from ui.work import Work


def _act(qtbot: QtBot, page: CardPage, work: Work, event: str, scanned: Scanned) -> None:
    page.act(event)
    assert page.take_scan(scanned)
    form = page.deed.form
    if event == "UNSEAL":
        form.set_values(
            {"seal_no": scanned.number, "document": "启封审批2026-7", "reason": "核对内装物品"}
        )
    page.add_photo()
    qtbot.waitUntil(lambda: len(page.deed.tray.shots()) == 1)
    child(page, "card.deed.do").click()
    settled(qtbot, work)


def test_a_seal_is_opened_and_put_on_anew_from_the_card(
    qtbot: QtBot, room: World, counter: Counter, work: Work
) -> None:
    (row,) = room.received(room.new("公文包"))
    counter.second, counter.other = "cha1", "cha2"
    station = counter.station("guan1")
    assert station.devices is not None
    station.devices.use_camera(FakeCamera())
    page = CardPage(station)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_target(row.id)
    settled(qtbot, work)

    def card() -> Card:
        found: Card = room.ask("guan1", views.card, item_id=row.id)
        return found

    _act(qtbot, page, work, "UNSEAL", Scanned("seal", id=row.id, number=row.seal_no))
    assert card().seal_status == "OPENED"
    _act(qtbot, page, work, "RESEAL", Scanned("unknown", number="F5000007"))
    assert (card().seal_status, card().row.seal_no) == ("SEALED", "F5000007")
    assert card().entries[0].facts["officers"] == [room.id_of("cha1"), room.id_of("cha2")]
