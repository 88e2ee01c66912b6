"""A history in a narrow column: nothing of it lies under the scroll bar."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.timeline import Moment, Timeline


def test_a_narrow_history_wraps_and_cuts_no_minute_off(qtbot: QtBot) -> None:
    shown = Timeline()
    qtbot.addWidget(shown)
    shown.resize(184, 300)
    shown.show()
    inner = shown.widget()
    assert inner is not None
    why = "S120000AG-2026-00001-G"
    shown.show_moments(
        [Moment(str(at), "转问题线索", "检签", "2026-11-27 15:14", why) for at in range(12)]
    )
    qtbot.waitUntil(lambda: len(inner.findChildren(QLabel)) >= 36)
    qtbot.waitUntil(lambda: shown.verticalScrollBar().isVisible())
    whole = shown.viewport().width()
    qtbot.waitUntil(lambda: inner.width() <= whole)
    for label in inner.findChildren(QLabel):
        right = label.mapTo(shown.viewport(), label.rect().topRight()).x()
        assert right < whole, label.text()
        told = label.fontMetrics().boundingRect(
            0, 0, label.width(), 1_000, 0x1000 | 0x2000, label.text()
        )
        assert told.width() <= label.width(), label.text()


def test_no_line_lies_upon_another_where_a_number_is_wider_than_the_column(qtbot: QtBot) -> None:
    shown = Timeline()
    qtbot.addWidget(shown)
    shown.resize(318, 400)
    shown.show()
    inner = shown.widget()
    assert inner is not None
    why = "S120000AG-2026-00010-E"
    shown.show_moments([Moment("1", "转问题线索", "检签", "2026-11-28 01:12", why)])
    qtbot.waitUntil(lambda: len(inner.findChildren(QLabel)) == 3)
    shown.resize(170, 400)

    def whole() -> bool:
        labels = inner.findChildren(QLabel)
        return all(label.height() >= label.heightForWidth(label.width()) for label in labels)

    qtbot.waitUntil(lambda: inner.width() <= 170 and whole())
