"""Facts beside one another: labels at the left, values at the right, all to be read."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.scroll import Scroll


def test_a_long_label_takes_more_lines_and_cuts_no_value(qtbot: QtBot) -> None:
    """The approver of a disposal read half a number: one label took two thirds of a narrow pane."""
    long = "Decision number (needed while the measure stands)"
    facts = Facts(label_width=72)
    place = Scroll(facts)
    qtbot.addWidget(place)
    place.resize(315, 300)
    place.show()
    facts.show_groups([Group("", (Fact("Item", "2026-0001-0001"), Fact(long, "CH-2026-3")))])
    qtbot.waitUntil(lambda: len(facts.findChildren(QLabel)) == 4)
    assert facts.minimumSizeHint().width() <= place.viewport().width()
    label = next(each for each in facts.findChildren(QLabel) if each.text() == long)
    qtbot.waitUntil(lambda: label.height() > 2 * label.fontMetrics().height())
