"""Sample pages for the gallery: each widget with believable contents."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.shell import icons, lang
from ui.widgets.balance import Balance, Part
from ui.widgets.busy import Busy
from ui.widgets.camera import CameraView
from ui.widgets.checklist import Checklist, Stage, Step
from ui.widgets.chips import Chip, Filter, FilterBar
from ui.widgets.empty import EmptyState
from ui.widgets.facts import Fact, Facts, Group
from ui.widgets.field import FieldDef, Kind
from ui.widgets.form import Form
from ui.widgets.photos import Compare, Photos
from ui.widgets.picture import Picture
from ui.widgets.table import Ask, Column, DataTable
from ui.widgets.tiles import Tile, Tiles
from ui.widgets.timeline import Moment, Photo, Timeline
from ui.work import Work


def say(zh: str, en: str) -> str:
    """Sample words in the language shown."""
    return zh if lang.now() == "zh" else en


@cache
def photo(hue: int, wide: int = 1600, high: int = 1200) -> bytes:
    """A drawn stand-in for a photograph."""
    picture = Image.new("RGB", (wide, high), (200 - hue, 205, 190 + hue // 3))
    draw = ImageDraw.Draw(picture)
    for ring in range(12):
        size = 40 + ring * high // 30
        angle = ring * math.pi / 6
        x, y = wide / 2 + math.cos(angle) * high / 4, high / 2 + math.sin(angle) * high / 4
        draw.rectangle(
            (x, y, x + size, y + size), fill=(40 + ring * 12, hue + 40, 90), outline="white"
        )
    made = BytesIO()
    picture.save(made, "JPEG")
    return made.getvalue()


def picture(number: int) -> Picture:
    """One sample photograph."""
    return Picture(
        f"p{number}",
        lambda: photo(number * 25),
        lambda: photo(number * 25, 168, 126),
        say(f"正面 {number}", f"Front {number}"),
        say("清晰", "sharp") if number != 2 else say("模糊", "blurred"),
        "ok" if number != 2 else "late",
    )


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One sample item."""

    number: int

    @property
    def state(self) -> tuple[str, str]:
        states = (
            ("ok", say("在库", "In store")),
            ("accent", say("在外", "Out")),
            ("late", say("逾期", "Overdue")),
            ("ended", say("已处置", "Disposed")),
        )
        return states[0 if self.number % 5 else self.number // 5 % 4]


class Items:
    """A million sample items."""

    def count(self, ask: Ask) -> int:
        return 1_000_000

    def page(self, offset: int, limit: int, ask: Ask) -> Sequence[ItemRow]:
        return [ItemRow(number) for number in range(offset, offset + limit)]


def _holder() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(12)
    return page, column


def table(work: Work) -> QWidget:
    """Tiles above a table, as on the work desk."""
    page, column = _holder()
    tiles = Tiles(
        (
            Tile("receive", say("待接收", "To receive"), "inbox"),
            Tile("approve", say("待审批", "To approve"), "stamp"),
            Tile("hand", say("待交付", "To hand over"), "handshake"),
            Tile("late", say("逾期", "Overdue"), "clock", "danger"),
            Tile("hold", say("异常", "On hold"), "triangle-alert", "late"),
            Tile("owed", say("欠签欠扫", "Owed"), "pencil", "late"),
            Tile("tomorrow", say("明天到期", "Due tomorrow"), "calendar-clock"),
        )
    )
    for tile, count in (("receive", 12), ("approve", 3), ("late", 2), ("hold", 0), ("tomorrow", 7)):
        tiles.set_count(tile, count)
    tiles.choose("receive")
    column.addWidget(tiles)
    columns = (
        Column(
            "number",
            lambda: say("编号", "Number"),
            lambda row: f"2026-0001-{row.number:07d}",
            width=180,
        ),
        Column(
            "name",
            lambda: say("名称", "Name"),
            lambda row: say("华为 Mate 60 手机 黑色", "Huawei Mate 60, black"),
            width=260,
        ),
        Column(
            "state",
            lambda: say("状态", "State"),
            lambda row: row.state[1],
            width=110,
            chip=lambda row: row.state[0],
        ),
        Column(
            "place",
            lambda: say("库位", "Place"),
            lambda row: f"A-{row.number % 40:02d}-{row.number % 7}",
            width=110,
        ),
        Column(
            "worth",
            lambda: say("估价", "Worth"),
            lambda row: f"¥{row.number * 137 % 99991:,}.00",
            width=140,
            align="right",
            number=lambda row: Decimal(row.number),
        ),
        Column(
            "when", lambda: say("接收时间", "Received"), lambda row: "2026-05-14 10:02", width=160
        ),
    )
    bar = FilterBar()
    bar.show_filters(
        (
            Filter("all", say("全部", "All"), 1_000_000),
            Filter("in", say("在库", "In store"), 51),
            Filter("out", say("在外", "Out"), 3),
        )
    )
    bar.set_on("all")
    column.addWidget(bar)
    made = DataTable(work, Items(), columns)
    made.reload()
    made.sort_by("number")
    column.addWidget(made, 1)
    return page


def card(work: Work) -> QWidget:
    """Photographs, facts and timeline, as on an item's card."""
    page, column = _holder()
    head = QHBoxLayout()
    title = QLabel("2026-0001-0007")
    title.setProperty("role", "title")
    chip = Chip(say("在库", "In store"), "ok")
    head.addWidget(title)
    head.addWidget(chip)
    head.addStretch()
    for kind, icon, words in (
        ("primary", "", say("出库申请", "Request")),
        ("", "printer", say("打印标签", "Print label")),
        ("quiet", "", say("为什么不能…", "Why not…")),
    ):
        button = QPushButton(words)
        button.setProperty("kind", kind)
        if icon:
            button.setIcon(icons.icon(icon))
        head.addWidget(button)
    column.addLayout(head)
    photos = Photos(work)
    photos.show_pictures([picture(number) for number in range(1, 6)])
    facts = Facts()
    facts.show_groups(
        (
            Group(
                say("物品", "Item"),
                (
                    Fact(say("名称", "Name"), say("华为 Mate 60 手机", "Huawei Mate 60")),
                    Fact(say("数量", "Quantity"), say("1 部", "1")),
                    Fact(say("重量", "Weight"), "58.62 g"),
                    Fact("IMEI", "860000000000017"),
                ),
            ),
            Group(
                say("保管", "Custody"),
                (
                    Fact(say("状态", "State"), say("在库", "In store"), chip="ok"),
                    Fact(say("库位", "Place"), "A-03-2"),
                    Fact(
                        say("期限", "Due"),
                        say("2026-05-20（逾期 2 天）", "2026-05-20 (2 days late)"),
                        tone="late",
                    ),
                    Fact(say("封条", "Seal"), "A000812"),
                    Fact(say("持有人", "Holder"), ""),
                ),
            ),
        )
    )
    timeline = Timeline()
    timeline.show_moments(
        tuple(
            Moment(
                str(at),
                words,
                say("王保管 · 李复核", "Wang · second: Li"),
                f"2026-05-{14 - at:02d} 10:02",
                say("送检鉴定，期限七日", "Sent for examination, seven days") if at == 1 else "",
                icon,
                tone,
                tuple(Photo(f"t{n}", photo(n * 30, 128, 96)) for n in range(2)) if at < 2 else (),
            )
            for at, (words, icon, tone) in enumerate(
                (
                    (say("归还入库", "Returned to store"), "archive-restore", "ok"),
                    (say("出库交付", "Handed over"), "send", "accent"),
                    (say("移库", "Moved"), "move", "accent"),
                    (say("接收登记", "Received"), "package-check", "accent"),
                )
            )
        )
    )
    body = QHBoxLayout()
    body.setSpacing(24)
    body.addWidget(photos, 5)
    body.addWidget(facts, 3)
    body.addWidget(timeline, 4)
    column.addLayout(body, 1)
    return page


def counter(work: Work) -> QWidget:
    """The counter posture: live view, form, checklist, balance."""
    page, column = _holder()
    page.setProperty("posture", "counter")
    line = QLabel(say("下一步：扫描封条", "Next: scan the seal"))
    line.setProperty("role", "huge")
    column.addWidget(line)
    body = QHBoxLayout()
    body.setSpacing(16)
    camera = CameraView()
    camera.set_state(say("相机断开，正在重连…", "Camera lost, reconnecting…"))
    form = Form(
        (
            FieldDef("name", say("名称", "Name"), required=True),
            FieldDef("weight", say("重量", "Weight"), Kind.DECIMAL, unit="g", required=True),
            FieldDef("seal", say("封条", "Seal"), Kind.CODE),
        )
    )
    form.set_values({"name": say("手机", "Phone"), "weight": "58.62"})
    body.addWidget(camera, 3)
    body.addWidget(form, 2)
    column.addLayout(body, 1)
    steps = Checklist()
    steps.show_steps(
        (
            Step("photo", say("照片", "Photos"), "4/4", Stage.DONE, "F3"),
            Step("weight", say("重量", "Weight"), "58.62 g", Stage.DONE, "F8"),
            Step("seal", say("封条", "Seal"), "", Stage.OPEN),
            Step("place", say("库位", "Place"), "", Stage.OPEN),
            Step("count", say("数量", "Count"), say("1 ≠ 2", "1 ≠ 2"), Stage.DONE),
        )
    )
    column.addWidget(steps)
    return page


def forms(work: Work) -> QWidget:
    """Every kind of field, some with trouble, and the balance."""
    page, column = _holder()
    balance = Balance()
    balance.show_balance(
        Part(say("接收", "Received"), 60, "text"),
        (
            Part(say("在库", "In store"), 51, "ok"),
            Part(say("在外", "Out"), 3, "accent"),
            Part(say("终结", "Ended"), 6, "ended"),
            Part(say("差异", "Difference"), 0, "danger"),
        ),
    )
    column.addWidget(balance)
    sheet = QFrame()
    sheet.setProperty("kind", "card")
    inner = QVBoxLayout(sheet)
    inner.setContentsMargins(16, 16, 16, 16)
    form = Form(
        (
            FieldDef("name", say("名称", "Name"), required=True),
            FieldDef(
                "kind",
                say("类别", "Category"),
                Kind.CHOICE,
                required=True,
                choices=(("phone", say("手机", "Phone")), ("cash", say("现金", "Cash"))),
            ),
            FieldDef("count", say("数量", "Quantity"), Kind.NUMBER, unit=say("件", "pcs")),
            FieldDef("worth", say("估价", "Worth"), Kind.MONEY, unit=say("元", "CNY")),
            FieldDef("seized", say("扣押日期", "Seized on"), Kind.DATE, required=True),
            FieldDef("taken", say("接收时间", "Received at"), Kind.MOMENT),
            FieldDef("imei", "IMEI", Kind.CODE),
            FieldDef(
                "open",
                say("启封", "Opened"),
                Kind.CHECK,
                hint=say("封条已当面启封", "The seal was opened in presence"),
            ),
            FieldDef("note", say("外观与瑕疵", "Looks and flaws"), Kind.LONG),
        ),
        columns=2,
    )
    form.set_values({"kind": "cash", "worth": "348250.00", "taken": None})
    form.check()
    inner.addWidget(form)
    column.addWidget(sheet)
    busy = Busy()
    busy.begin(say("正在导入…", "Importing…"))
    busy._show_timer.stop()
    busy._measure()
    busy.report(0.42)
    busy.show()
    column.addWidget(busy)
    column.addStretch()
    return page


def compare(work: Work) -> QWidget:
    """Out-photo and in-photo side by side."""
    page, column = _holder()
    made = Compare(work)
    made.show_pair(
        picture(1), picture(3), (say("出库时", "When it left"), say("归还时", "When it came back"))
    )
    column.addWidget(made)
    return page


def nothing(work: Work) -> QWidget:
    """An empty state."""
    made = EmptyState("inbox")
    made.say(
        say("今天没有待接收的物品", "Nothing to receive today"),
        say(
            "办案部门提交移交清单后会出现在这里。",
            "A delivery appears here when a handler declares it.",
        ),
        say("登记移交", "Declare a delivery"),
    )
    return made


SAMPLES: dict[str, Callable[[Work], QWidget]] = {
    "table": table,
    "card": card,
    "counter": counter,
    "forms": forms,
    "compare": compare,
    "nothing": nothing,
}
