"""Lines of the trail in words: what each says of a thing's way stands in the language shown."""

import json

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.ledger import queries
from tests.support import borrowing, ends
from tests.support.world import World
from ui import entries
from ui.shell import lang


def test_no_fact_of_a_things_life_is_named_in_english_where_chinese_is_shown(
    qtbot: QtBot, room: World
) -> None:
    lent, back = room.received(room.new(), room.new("钥匙", list_row=2))
    borrowing.out(room, lent)
    ends.returned(room, back.id)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    lang.apply(app, "zh")
    try:
        with room.database.read() as session:
            trail = [
                entry
                for item in (lent, back)
                for entry in queries.of_object(session, "item", item.id)
            ]
            told = {name for entry in trail for name, _ in entries.lines(json.loads(entry.body))}
    finally:
        lang.apply(app, "en")
    assert told
    assert not {name for name in told if name.isascii()}
