"""The wording of the forms: changed by two administrators, in force from a day on; an old act keeps its words."""

from typing import Any

import pytest

from app import errors
from app.audit import verifying
from app.custody import views
from app.forms import wording
from tests.support import borrowing
from tests.support.printing import printed, told
from tests.support.world import World, refused


def verdict(world: World) -> bool:
    store = world.store("guan1")
    return bool(verifying.verify(store.database, store.blobs).ok)


def test_an_old_act_is_printed_in_the_words_of_its_day(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    old = printed(room, item, "F11")
    room.clock.forward(days=3)
    changed = room.do(
        "bao1",
        wording.set_wording,
        "xi1",
        form="F11",
        words={"出库单": "涉案财物出库单", "保管员": "库管员", "领取人": "领取人"},
        basis="办公室通知〔2026〕3号",
    )
    assert dict(changed.texts)["保管员"] == "库管员"
    again = told(printed(room, item, "F11", reason="补"), room)
    assert "涉案财物出库单" not in again
    assert "保管员：" in again
    assert old.words == {}
    borrowing.on_the_counter(room, item)
    borrowing.accept(room, item)
    borrowing.out(room, room.ask("guan1", views.card, item_id=item.id).row)
    text = told(printed(room, item, "F11"), room)
    assert "涉案财物出库单" in text
    assert "库管员：" in text
    assert "保管员：" not in text
    assert verdict(room)


def test_wording_is_changed_by_two_administrators_and_only_where_there_is_a_text(
    room: World,
) -> None:
    given: dict[str, Any] = {"form": "F11", "words": {"出库单": "单"}, "basis": "通知"}
    refused("R38", lambda: room.do("guan1", wording.set_wording, "xi1", **given))
    refused("R41", lambda: room.do("bao1", wording.set_wording, **given))

    def put(**more: Any) -> None:
        room.do("bao1", wording.set_wording, "xi1", **{**given, **more})

    refused("R47", lambda: put(words={"没有": "x"}))
    refused("R47", lambda: put(form="F99"))
    refused("R16", lambda: put(words={"出库单": " "}))
    refused("R16", lambda: put(words={"出库单": "出库单"}))
    refused("R16", lambda: put(basis=" "))
    with pytest.raises(errors.TooLong):
        room.do("bao1", wording.set_wording, "xi1", **{**given, "words": {"出库单": "单" * 201}})
    assert room.ask("bao1", wording.wording, form="F11").since is None
