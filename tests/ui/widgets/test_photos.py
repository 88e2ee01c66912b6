"""Photographs: strip, viewer, compare."""

from dataclasses import replace
from io import BytesIO

from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.samples import photo, picture
from ui.shell import lang
from ui.shell.watchdog import Watchdog
from ui.widgets.photos import Compare, Photos
from ui.widgets.picture import Picture
from ui.work import Work


def test_arrows_go_through_the_photographs_and_round(qtbot: QtBot, work: Work) -> None:
    photos = Photos(work)
    qtbot.add_widget(photos)
    photos.show()
    with qtbot.wait_signal(photos.shown):
        photos.show_pictures([picture(number) for number in range(1, 4)])
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        with qtbot.wait_signal(photos.shown) as shown:
            qtbot.keyClick(photos.viewer, key)
        seen += shown.args
    assert seen == ["p2", "p3", "p1", "p3"]


def test_the_small_pictures_of_another_thing_stand_where_those_before_stood(
    qtbot: QtBot, work: Work
) -> None:
    photos = Photos(work)
    qtbot.add_widget(photos)
    photos.show()
    photos.show_pictures([picture(number) for number in range(1, 4)])
    before = list(photos.strip._buttons)
    qtbot.keyClick(photos.viewer, Qt.Key.Key_Right)
    assert [each.isChecked() for each in before] == [False, True, False]
    photos.show_pictures([picture(number) for number in range(7, 9)])
    now = photos.strip._buttons
    assert now == before[:2]
    assert [each.isChecked() for each in now] == [True, False]
    assert [each.picture.id for each in now] == ["p7", "p8"]
    photos.show_pictures([picture(number) for number in range(1, 6)])
    wanted = [f"p{number}" for number in range(1, 6)]
    assert [each.picture.id for each in photos.strip._buttons] == wanted


def test_no_photographs_say_so(qtbot: QtBot, work: Work) -> None:
    photos = Photos(work)
    qtbot.add_widget(photos)
    photos.show_pictures([])
    assert photos.current() == ""
    assert photos.viewer.image().isNull()


def test_a_large_photograph_never_holds_the_window_up(qtbot: QtBot, work: Work) -> None:
    large = photo(33, 4000, 3000)
    photos = Photos(work)
    qtbot.add_widget(photos)
    photos.resize(800, 600)
    photos.show()
    qtbot.wait_exposed(photos)
    qtbot.wait(50)
    dog = Watchdog(limit_ms=50)
    dog.start()
    with qtbot.wait_signal(photos.shown):
        photos.show_pictures([Picture("big", lambda: large, lambda: large)])
    qtbot.wait(50)
    dog.stop()
    assert [stall for stall in dog.stalls() if stall.ms > 100] == []
    assert photos.viewer.image().width() == 4000


def test_a_photograph_is_turned_as_the_camera_was_held(qtbot: QtBot, work: Work) -> None:
    made = BytesIO()
    tags = Image.Exif()
    tags[0x0112] = 6
    Image.new("RGB", (40, 20)).save(made, "JPEG", exif=tags)
    photos = Photos(work)
    qtbot.add_widget(photos)
    with qtbot.wait_signal(photos.shown):
        photos.show_pictures([Picture("turned", made.getvalue, made.getvalue)])
    assert (photos.viewer.image().width(), photos.viewer.image().height()) == (20, 40)


def test_zoom_stays_inside_the_picture_and_nought_fits_again(qtbot: QtBot, work: Work) -> None:
    photos = Photos(work)
    qtbot.add_widget(photos)
    with qtbot.wait_signal(photos.shown):
        photos.show_pictures([picture(1)])
    for _ in range(40):
        qtbot.keyClick(photos.viewer, Qt.Key.Key_Plus)
    assert photos.viewer.zoom() == 16
    photos.viewer.set_view(4, QPointF(9, 9))
    assert photos.viewer.view()[1] == QPointF(0.875, 0.875)
    qtbot.keyClick(photos.viewer, Qt.Key.Key_0)
    assert photos.viewer.zoom() == 1


def test_looking_closer_at_one_looks_at_the_same_spot_of_the_other(
    qtbot: QtBot, work: Work
) -> None:
    compare = Compare(work)
    qtbot.add_widget(compare)
    compare.show_pair(picture(1), picture(2), ("out", "in"))
    left, right = compare.viewers
    qtbot.wait_until(lambda: not left.image().isNull() and not right.image().isNull())
    left.set_zoom(3)
    assert right.view() == left.view()


def test_a_missing_side_stays_empty(qtbot: QtBot, work: Work) -> None:
    compare = Compare(work)
    qtbot.add_widget(compare)
    compare.show_pair(picture(1), None)
    qtbot.wait_until(lambda: not compare.viewers[0].image().isNull())
    assert compare.viewers[1].image().isNull()


def test_what_is_said_of_a_photograph_follows_the_language(
    qtbot: QtBot, work: Work, qapp: QApplication
) -> None:
    def says() -> tuple[str, str]:
        return ("全貌", "") if lang.now() == "zh" else ("Overall", "")

    photos = Photos(work)
    qtbot.add_widget(photos)
    both = [replace(picture(number), says=says) for number in (1, 2)]
    with qtbot.wait_signal(photos.shown):
        photos.show_pictures(both)
    thumb = photos.strip.findChildren(QToolButton)[0]
    assert thumb.accessibleName() == "Overall"
    lang.apply(qapp, "zh")
    qtbot.wait_until(lambda: thumb.accessibleName() == "全貌")
    assert photos.viewer._words == "全貌"
