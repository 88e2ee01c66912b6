"""Out and back side by side: the second is laid over the first, the likeness is said as a hint."""

from pytestqt.qtbot import QtBot

from tests.app.devices.test_likeness import again, encoded, photo
from tests.support.world import World
from tests.ui.custody.counter import Counter
from ui.custody.side_by_side import SideBySide
from ui.widgets.picture import Picture


def picture(name: str, data: bytes) -> Picture:
    return Picture(name, lambda: data, lambda: data)


def shown(qtbot: QtBot, counter: Counter, left: bytes, right: bytes) -> SideBySide:
    made = SideBySide(counter.station("guan1"), None)  # type: ignore[arg-type]
    counter.pages.append(made)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.show_pair(picture("out", left), picture("in", right), ("Out", "In"))
    qtbot.waitUntil(lambda: made._ticket is None)
    return made


def test_the_same_thing_is_shown_laid_over_itself_and_as_it_was_taken(
    qtbot: QtBot, room: World, counter: Counter
) -> None:
    side = shown(qtbot, counter, encoded(photo("coins.png")), encoded(again("coins.png")))
    qtbot.waitUntil(lambda: not side.compare.viewers[1].image().isNull())

    assert "of 100" in side.told.text()
    assert "A hint only: you decide." in side.told.text()
    assert side.compare.viewers[1].image().size().width() == 1280
    side.align.click()
    qtbot.waitUntil(lambda: side.compare.viewers[1].image().width() == 1280)
    assert side.align.text().strip() == "Laid over each other"


def test_another_thing_is_said_to_fit_nowhere(qtbot: QtBot, room: World, counter: Counter) -> None:
    side = shown(qtbot, counter, encoded(photo("coins.png")), encoded(photo("coffee.png")))

    assert "cannot be laid over each other" in side.told.text()
    assert side.align.isHidden()


def test_the_titles_follow_the_language(qtbot: QtBot, room: World, counter: Counter) -> None:
    side = shown(qtbot, counter, encoded(photo("coins.png")), encoded(photo("coffee.png")))
    side.say_titles(("出库照", "归还照"))
    assert [title.text() for title in side.compare._titles] == ["出库照", "归还照"]
    side._took(None)  # what is found behind it says them anew
    assert [title.text() for title in side.compare._titles] == ["出库照", "归还照"]
