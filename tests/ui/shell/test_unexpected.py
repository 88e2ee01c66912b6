"""What nobody foresaw is seen on the screen, by its kind and place; the values that it names are not."""

from pytestqt.qtbot import QtBot

from tests.support import window as windows
from tests.support.world import World
from ui.shell import troubles


def test_the_banner_repeats_no_value_that_an_unforeseen_trouble_names(
    qtbot: QtBot, room: World
) -> None:
    trouble = ValueError("not a number: 110101199003070011 张三")
    with windows.opened(qtbot, room, "guan1") as window:
        inside = window.inside
        assert inside is not None
        seen: list[Exception] = []
        window.work.on_failure = seen.append
        inside.station.refuse(trouble)
        notices = inside.frame.notices
        assert notices.tone() == "refused"
        assert notices._basis.text() == "ValueError"
        assert seen == [trouble]
    assert troubles.sentence(trouble) == "ValueError"
