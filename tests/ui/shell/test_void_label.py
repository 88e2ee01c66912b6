"""A dead label in the hand: the window says which version lives, since when and by whom, and opens what it is of."""

import pytest
from pytestqt.qtbot import QtBot

from app.custody import corrections, labelling
from app.locations import service as locations
from tests.support import window as windows
from tests.support.world import World


@pytest.mark.scenario("C31")
@pytest.mark.parametrize("kind", ["item", "location"])
def test_a_dead_label_tells_of_the_living_one(qtbot: QtBot, room: World, kind: str) -> None:
    if kind == "item":
        (row,) = room.received(room.new("平板"))
        old = room.ask("guan1", labelling.label, item_id=row.id).payload
        room.do("guan1", corrections.reprint, "ku1", item_id=row.id, reason="污损")
        where = ("item", row.id)
    else:
        place = next(p for p in room.ask("guan1", locations.tree) if p.code == "A-01")
        old = place.payload
        given = {"location_id": place.id, "reason": "磨损"}
        room.do("guan1", labelling.reprint_location, "ku1", **given)
        where = ("locations", place.id)
    with windows.opened(qtbot, room, "guan1") as window:
        assert window.inside is not None
        window.inside.desk.take(old)
        windows.settled(qtbot, window)
        here = window.inside.navigation.here()
        assert (here.page, here.target) == where
        notices = window.inside.frame.notices
        assert notices.tone() == "refused"
        assert "version 2" in notices.text()
        assert "version 1" in notices.text()
