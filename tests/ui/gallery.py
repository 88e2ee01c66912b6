"""Draws the frame and every widget in both languages and both brightnesses: python -m tests.ui.gallery FOLDER."""

import functools
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tests.ui import samples
from tests.ui.samples import say
from ui.shell import icons, lang, theme
from ui.shell.frame import Frame
from ui.shell.theme import Mode
from ui.shell.top import Health
from ui.work import Work

PAGES = (
    ("desk", "工作台", "Work desk", "layout-dashboard"),
    ("intake", "入库", "Intake", "package-plus"),
    ("cases", "案件", "Cases", "folder-open"),
    ("items", "物品", "Items", "boxes"),
    ("requests", "审批", "Approvals", "stamp"),
    ("places", "库位", "Places", "map-pin"),
    ("audit", "审计", "Audit", "shield-check"),
)


def framed(page: QWidget) -> Frame:
    """The frame around a sample page."""
    frame = Frame()
    for name, zh, en, icon in PAGES:
        frame.add_page(name, functools.partial(say, zh, en), icon, QWidget)
    frame.add_page("settings", lambda: say("设置", "Settings"), "settings", QWidget, bottom=True)
    frame.add_hidden_page("sample", page)
    for name, zh, en in (
        ("camera", "相机", "Camera"),
        ("printer", "打印机", "Printer"),
        ("books", "数据库", "Database"),
    ):
        frame.add_dot(name, functools.partial(say, zh, en))
    frame.set_dot("camera", Health.OK)
    frame.set_dot("printer", Health.TROUBLE, say("缺纸", "out of paper"))
    frame.set_dot("books", Health.OK)
    frame.set_counts({"desk": 12, "requests": 3}, urgent=("requests",))
    frame.set_person(say("一号库", "Room 1"), say("王保管", "Wang"))
    frame.set_status(
        say(
            "10:02 物品 2026-0001-0007 已入库 A-03-2", "10:02 item 2026-0001-0007 stored at A-03-2"
        ),
        say("撤销打印", "Undo printing"),
    )
    frame.set_head("K7QF-2M9C")
    frame.show_page("sample")
    frame.rail.choose("intake")
    return frame


def controls(work: Work) -> QWidget:
    """Every plain control."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(16, 16, 16, 16)
    grid.setSpacing(12)
    title = QLabel(say("控件", "Controls"))
    title.setProperty("role", "title")
    grid.addWidget(title, 0, 0)
    buttons = QHBoxLayout()
    for kind, zh, en in (
        ("primary", "同意", "Approve"),
        ("", "退回", "Send back"),
        ("danger", "否决", "Reject"),
        ("quiet", "为什么不能…", "Why not…"),
    ):
        button = QPushButton(say(zh, en))
        button.setProperty("kind", kind)
        buttons.addWidget(button)
    off = QPushButton(icons.icon("printer"), say("打印标签", "Print label"))
    off.setEnabled(False)
    buttons.addWidget(off)
    buttons.addStretch()
    grid.addLayout(buttons, 1, 0, 1, 2)
    fields = QVBoxLayout()
    line = QLineEdit(say("华为手机", "Phone"))
    bad = QLineEdit("58.6x")
    bad.setProperty("bad", True)
    box = QComboBox()
    box.addItems([say("手机", "Phone"), say("现金", "Cash")])
    spin = QSpinBox()
    moment = QDateTimeEdit()
    moment.setCalendarPopup(True)
    for each in (line, bad, box, spin, moment, QPlainTextEdit(say("备注", "Note"))):
        fields.addWidget(each)
    grid.addLayout(fields, 2, 0)
    more = QVBoxLayout()
    check, radio = QCheckBox(say("已拍照", "Photographed")), QRadioButton(say("在库", "In store"))
    check.setChecked(True)
    radio.setChecked(True)
    bar = QProgressBar()
    bar.setValue(40)
    bar.setTextVisible(False)
    chips = QHBoxLayout()
    for chip, zh, en in (
        ("ok", "在库", "In store"),
        ("accent", "在外", "Out"),
        ("late", "逾期", "Overdue"),
        ("danger", "异常", "Exception"),
        ("ended", "已处置", "Disposed"),
    ):
        label = QLabel(say(zh, en))
        label.setProperty("chip", chip)
        chips.addWidget(label)
    chips.addStretch()
    tabs = QTabWidget()
    listing = QListWidget()
    listing.addItems(["A-03-1", "A-03-2", "A-03-3"])
    listing.setCurrentRow(1)
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    root = QTreeWidgetItem(["A"])
    root.addChild(QTreeWidgetItem(["A-03"]))
    tree.addTopLevelItem(root)
    tree.expandAll()
    tabs.addTab(listing, say("台账", "Ledger"))
    tabs.addTab(tree, say("库位", "Places"))
    other: QWidget
    for other in (check, radio, QCheckBox(say("未选", "Not chosen")), bar):
        more.addWidget(other)
    more.addLayout(chips)
    more.addWidget(tabs, 1)
    grid.addLayout(more, 2, 1)
    return page


def settled(app: QApplication, work: Work) -> None:
    """Let everything come and lay itself out."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        app.processEvents()
        if not work.waiting():
            break
    for _ in range(4):
        app.processEvents()


SAMPLES: dict[str, Callable[[Work], QWidget]] = {"controls": controls, **samples.SAMPLES}


def _grab(app: QApplication, work: Work, file: Path, make: Callable[[Work], QWidget]) -> None:
    frame = framed(make(work))
    frame.resize(1366, 768)
    frame.show()
    if make is controls:
        frame.notices.refuse(
            say("同一人不能既申请又审批。", "Who requests may not approve."),
            say("请由另一位审批人处理。", "Ask another approver."),
            "R12",
            say("规定第 23 条", "Rule 23"),
        )
    settled(app, work)
    frame.grab().save(str(file))
    frame.close()
    frame.deleteLater()
    settled(app, work)


def main(folder: Path, only: str = "") -> None:
    """Draw all into the folder, or the named one."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    work = Work()
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        for tongue in lang.LANGUAGES if only in ("", name) else ():
            for mode in Mode:
                lang.apply(app, tongue)
                theme.apply(app, mode)
                _grab(app, work, folder / f"{name}-{tongue}-{mode}.png", make)
    work.close()
    print(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
