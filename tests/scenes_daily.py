"""The sheets and states that people meet every day, as the pictures show them."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from app import bootstrap, clock, errors
from app.cli import demo
from app.custody.errors import SealDiffers
from ui import guide as guides

PASSPHRASE: Final = "a passphrase of the organ"


def file_report(url: str) -> None:
    """A citizen has filed a report with a picture; the organ's key lies beside the store."""
    from PIL import Image

    from app.organs import service as organs
    from app.reporting import filing, keys, receipts, service
    from app.reporting.types import Letter, Upload

    key, text = keys.make("云川市纪委监委", PASSPHRASE)
    key_file(url).write_text(text, "utf-8")
    store = bootstrap.open_store(url, station="centre")
    store.sign_in("secadmin", demo.PASSWORD)
    organ = next(o for o in store.read(organs.tree) if o.code == "SHI")
    store.run(service.add_key, organ_id=organ.id, public=key.public.hex())
    picture = io.BytesIO()
    Image.linear_gradient("L").resize((640, 420)).save(picture, "JPEG")
    words = "某局长在项目招标中收受礼金，共三次。\n有照片为证，可以当面说明。"
    letter = Letter(words, "贾某某", "青溪区建设局", "局长", "section", "2025年春节前后")
    for channel, uploads in (("微", ()), ("网", (Upload("现场.jpg", picture.getvalue()),))):
        filing.file(
            store,
            clock.now(),
            organ_id=organ.id,
            channel=channel,
            box=receipts.box(receipts.draw(), b"pepper of the pictures, 32 bytes"),
            letter=letter,
            uploads=uploads,
        )
    store.sign_out()
    store.close()


def key_file(url: str) -> Path:
    """Where the organ's key lies."""
    return Path(url.removeprefix("sqlite:///")).with_name("organ.ankukey")


def _press(guide: guides.Guide, *names: str) -> None:
    """Press the first of these buttons that can be seen; where there is none, the page stays as it is."""
    from PySide6.QtWidgets import QPushButton

    for name in names:
        for button in guide.window.findChildren(QPushButton, name):
            if button.isVisible() and button.isEnabled():
                button.click()
                guide.settle(0.4)
                return


def in_hand(guide: guides.Guide) -> None:
    """A thing lies on the counter: counted, two photographs taken, one of its place scanned."""
    page: Any = guide.show("intake")
    guide.settle(0.5)
    side = page.receiving
    for _ in range(2):
        side.tray.take()
        while side.tray.is_waiting():
            guide.settle(0.1)
    side.card.form.field("quantity").set_value(1)
    side._put("place", "A-01")
    guide.settle(0.4)


def in_trouble(guide: guides.Guide) -> None:
    """The counter at its fullest: a banner, a photograph with a remark, a place nobody knows, too many counted."""
    same_picture(guide)
    side = _page(guide).receiving
    side.card.form.field("quantity").set_value(2)
    side._put("place", "X-09")
    guide.settle(0.3)
    side._station.refuse(errors.UnknownCode(code="X-09"))
    guide.settle(0.4)


def same_picture(guide: guides.Guide) -> None:
    """The first photograph is offered once more as another kind."""
    in_hand(guide)
    tray = _page(guide).receiving.tray
    first = tray.taken()[0]
    tray._add(replace(first, shot=replace(first.shot, kind="feature")))
    guide.settle(0.5)


def handing(guide: guides.Guide) -> None:
    """Its thing is on the counter, scanned and photographed."""
    from app.requests.types import Scanned

    page: Any = _page(guide)
    if page._card is not None:
        page.take_scan(Scanned("item", id=page._card.row.id, number=page._card.row.number))
    page.tray.take()
    guide.settle(0.6)


def accept_petition(guide: guides.Guide) -> None:
    """A petition that waits to be screened, and the sheet that accepts it."""
    from PySide6.QtWidgets import QPushButton

    page: Any = guide.show("petitions", "")
    page.sheet.leave()
    for at in range(min(page.table.model.rowCount(), 30)):
        page.table.select_row(at)
        guide.settle(0.25)
        if page.detail.findChild(QPushButton, "petition.accept") is not None:
            _press(guide, "petition.accept")
            return


def lead_form(guide: guides.Guide) -> None:
    """A lead is being registered."""
    page: Any = guide.show("leads", "new")
    guide.settle()
    given = {
        "source": "SJ",
        "source_ref": "审移〔2026〕12号",
        "received_at": "2026-05-14 09:30",
        "name": "冯某",
        "unit": "市属某水务公司",
        "post": "财务部经理",
        "summary": "套取专项资金设立账外账",
    }
    page.sheet.form.set_values(given)
    guide.settle(0.3)


def _lead_act(guide: guides.Guide, *events: str) -> None:
    from PySide6.QtWidgets import QPushButton

    page: Any = guide.show("leads")
    page.sheet.leave()
    guide.settle(0.5)
    for at in range(min(page.table.model.rowCount(), 12)):
        page.table.select_row(at)
        guide.settle(0.3)
        for event in events:
            if page.detail.findChild(QPushButton, f"lead.act.{event}") is not None:
                _press(guide, f"lead.act.{event}")
                return


def lead_assign(guide: guides.Guide) -> None:
    """The clerk proposes an office."""
    _lead_act(guide, "PROPOSE_ASSIGNMENT", "ADD_MATTER")


def lead_meeting(guide: guides.Guide) -> None:
    """The minutes of a meeting on a lead."""
    _lead_act(guide, "HOLD_MEETING", "ANALYSE", "PROPOSE_DISPOSAL")


def lead_month(guide: guides.Guide) -> None:
    """The month's table."""
    page: Any = guide.show("leads")
    page.tabs.setCurrentIndex(1)
    guide.settle(0.8)


def report_key(guide: guides.Guide) -> None:
    """A report is open: letter, a cleaned picture, an answer half written."""
    page: Any = guide.show("reports")
    guide.settle(0.5)
    page.key.use(key_file(guide.url))
    page.key.passphrase.setText(PASSPHRASE)
    page.key.open_file()
    guide.wait(lambda: page.key.key is not None)
    page.panel.open_report()
    guide.settle(0.8)
    page.panel.answer.setPlainText("请补充收受礼金的时间和经手人。")
    guide.settle(0.3)


def sync_state(guide: guides.Guide) -> None:
    """A desk of a village: one intent waits, one was refused because the centre went on."""
    from app.sync.types import Outcome
    from app.sync.views import Difference, Intent, State

    page: Any = guide.show("sync")
    now = clock.now()
    why = {
        "why": {
            "zh": "这件信访件在您离线期间已由信访室受理，您改的内容没有写入。",
            "en": "While you had no network the petitions office accepted it; what you changed was not written.",
        },
        "next": {
            "zh": "看清楚现在的内容；需要时改写后再次提交，或写明理由放弃。",
            "en": "Look at what it says now; write your part anew and send it, or give it up with a reason.",
        },
    }
    page._show(
        (
            State(
                "云川市纪委监委", seen=now - timedelta(minutes=3), waiting=1, refused=1, held=214
            ),
            (
                Intent(
                    "a",
                    "petitions.accept",
                    "X990101-2026-信-000011",
                    now - timedelta(hours=2),
                    Outcome.CONFLICT,
                    why=why,
                    differences=(
                        Difference("status", "P_REGISTERED", "", "P_ACCEPTED"),
                        Difference(
                            "summary", "反映低保名额", "反映低保名额分配不公", "反映低保评定"
                        ),
                    ),
                ),
                Intent("b", "petitions.receive", "柳桥村　来访", now - timedelta(minutes=20), ""),
            ),
        )
    )
    guide.settle(0.3)


def deed(guide: guides.Guide) -> None:
    """The card with the panel of an act."""
    page: Any = _page(guide)
    guide.settle(0.5)
    page.act("PICK_UP")
    guide.settle(0.5)


def why_not(guide: guides.Guide) -> None:
    """The card with what the law does not allow now."""
    guide.settle(0.5)
    _press(guide, "card.why")


def refused(guide: guides.Guide) -> None:
    """A refusal stands where the act was."""
    inside = guide.window.inside
    assert inside is not None
    guide.settle(0.3)
    inside.station.refuse(SealDiffers(expected="S000812", shown="S000821"))
    guide.settle(0.3)


def search(guide: guides.Guide, text: str = "手表") -> None:
    """Hits under the scan field."""
    from ui.shell.search import SearchField

    fields = guide.window.findChildren(SearchField)  # those of who left are still to be taken away
    field = next(each for each in fields if each.isVisible())
    guide.window.activateWindow()
    field.take_focus()
    field.setText(text)
    field.textEdited.emit(text)
    guide.settle(0.8)


def search_case(guide: guides.Guide) -> None:
    """A case's number: the case above its things."""
    search(guide, "2026-0005")


def taking_back(guide: guides.Guide) -> None:
    """The thing that comes back is scanned and photographed."""
    from app.requests.types import Scanned

    page: Any = _page(guide)
    if page._card is not None:
        page.take_scan(Scanned("item", id=page._card.row.id, number=page._card.row.number))
    page.photograph()
    guide.settle(0.6)


def counted_back(guide: guides.Guide) -> None:
    """What came back was taken, counted, weighed and photographed, and two digits of its seal are swapped."""
    page: Any = _page(guide)
    page.take_back()
    guide.settle(0.8)
    page.photograph()
    while page.tray.is_waiting():
        guide.settle(0.1)
    seal = page._card.row.seal_no
    page.card.form.set_values({"quantity": page._card.row.quantity, "weight": "12.5"})
    page.card.form.field("seal").set_value(seal[:-3] + seal[-2] + seal[-3] + seal[-1])
    page._changed()
    guide.settle(1.2)


def case_new(guide: guides.Guide) -> None:
    """A new case ledger is being opened."""
    guide.show("cases", "new")


def place_new(guide: guides.Guide) -> None:
    """A new place is being made."""
    page: Any = _page(guide)
    page.open_form()
    guide.settle(0.3)


def request_new(guide: guides.Guide) -> None:
    """A handler asks for two things."""
    from app.custody import views

    rows = guide.ask(views.rows, states=("IN",), limit=2)
    guide.show("request", ",".join(str(row.id) for row in rows), "CHECK_OUT")


def _page(guide: guides.Guide) -> Any:
    inside = guide.window.inside
    assert inside is not None
    return inside.navigation.page()
