"""A day at the counter as a new custodian has it, with simulated devices and through the window only.

The camera shows photographs from files, the scanner types, the label printer is on the network, the scale on a line.
"""

import itertools
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image

from app.cases import service as cases
from app.custody import labelling, views
from app.locations import service as locations
from tests.app.forms import reading
from tests.journeys.stage import Stage, verified
from tests.journeys.test_life import is_agreed_to, is_asked_for
from tests.journeys.test_loan import hands_over, takes_back
from tests.support.pty_scale import PtyScale
from tests.support.sim_printer import SimPrinter, networked

if TYPE_CHECKING:
    from tests.journeys.player import Player, Steps

#: Category → what its own fields say; the first is the one that goes out.
THINGS: Final[dict[str, dict[str, str]]] = {
    "watch": {"name": "手表（疑似金质）", "unit": "块", "details.brand": "欧米茄"},
    "jewellery": {"name": "翡翠手镯", "unit": "件", "details.kind": "手镯", "weight_mg": "150"},
    "electronics": {"name": "手机", "unit": "部", "details.kind": "phone", "details.brand": "华为"},
    "drink_tobacco": {"name": "白酒", "unit": "瓶", "details.brand": "茅台"},
    "document_book": {
        "name": "账册",
        "unit": "本",
        "details.title": "二〇二五年流水",
        "details.pages": "48",
        "details.original": "original",
    },
    "other": {"name": "公文包", "unit": "件", "description": "棕色皮质，无明显破损，内空"},
}
VALUABLE: Final = ("watch", "jewellery")
SCALE: Final = {"scale/name": "一号秤 SN 0612", "scale/calibrated_until": "2999-01-31"}


# -- the handlers' office ------------------------------------------------------------------------------


def opens_and_declares(player: "Player") -> "Steps":
    """审一 opens the ledger and names its team; 查一 writes six cards and declares them with 查二."""
    yield from player.sign_in("shen1")
    yield from player.go("cases")
    player.press("ctrl+n")
    yield lambda: player.sees("new_case.alias")
    for field, text in (("alias", "案丙"), ("title", "案丙专案"), ("department", "第一审查调查室")):
        yield from player.write(f"new_case.{field}", text)
    yield from player.choose("new_case.kind", "discipline")
    yield from player.write("new_case.filing_no", "立〔2026〕7号")
    player.picture("new-case")
    player.press("ctrl+s")
    yield lambda: player.here().page == "case" and player.calm()
    player.told["case"] = player.here().target
    yield from player.click_tab(player.find("case.tabs").tabBar(), 1)
    for who in ("cha1", "cha2"):
        yield from player.click("case.add_member")
        yield lambda: player.sees("member.account_id") and player.calm()
        yield from player.choose("member.duty", "handler")
        yield from player.choose("member.account_id", player.given["ids"][who])
        player.press("ctrl+s")
        yield lambda: not player.sees("member.account_id") and player.calm()
    player.picture("team")
    yield from player.sign_in("cha1")
    player.press("ctrl+2")
    yield lambda: player.here().page == "intake" and player.sees("register.name") and player.calm()
    yield lambda: player.find("register.case").value() == player.told["case"]
    for row, (category, told) in enumerate(THINGS.items(), 1):
        yield from writes_a_card(player, category, row, told)
    yield from player.click_tab(player.find("register.tabs").tabBar(), 2)
    yield lambda: player.sees("declare.list") and player.calm()
    yield from player.write("declare.listed", "6")
    yield from player.write("declare.witness", "见证人甲")
    yield from player.click("declare.do")
    yield from player.second("cha2")
    yield lambda: player.tone() == "done" and player.calm()
    player.picture("declared")


def writes_a_card(player: "Player", category: str, row: int, told: dict[str, str]) -> "Steps":
    """One card of the list."""
    yield from player.choose("register.category", category)
    yield lambda: all(player.sees(f"register.{field}") for field in told)
    if row == 1:
        for field, text in (
            ("list_no", "清单9"),
            ("notice_no", "通知9"),
            ("measured_at", player.given["measured_at"]),
            ("owner", "刘某"),
        ):
            yield from player.write(f"register.{field}", text)
    for field, text in {**told, "list_row": str(row), "quantity": "1"}.items():
        if hasattr(player.find(f"register.{field}"), "findData"):
            yield from player.choose(f"register.{field}", text)
        elif player.page.register.card.form.field(field).value() in (None, ""):
            yield from player.write(f"register.{field}", text)
    player.press("ctrl+Return")
    yield lambda: player.tone() == "done" and told["name"] in player.says() and player.calm()


# -- the counter ---------------------------------------------------------------------------------------


def receives_all(player: "Player") -> "Steps":
    """管一 looks whether everything works, then receives six things with weight, seal and place."""
    yield from player.sign_in("guan1")
    yield from looks_at_the_devices(player, "morning")
    player.press("ctrl+2")
    yield lambda: player.here().page == "intake"
    side = player.page.receiving
    for at in range(len(THINGS)):
        yield lambda at=at: (  # type: ignore[misc]
            side.counter.thing is not None
            and side.pending.balance() == (6, at, 0)
            and player.calm()
        )
        yield from receives_one(player, side, f"77000{at:04d}")
    yield lambda: side.pending.balance() == (6, 6, 0) and player.calm()
    player.picture("received")


def receives_one(player: "Player", side: Any, seal: str) -> "Steps":
    """What the line at the top asks for, until Enter receives it."""
    category = side.counter.thing.row.category
    player.press("F8")
    yield lambda: player.find("intake.weight").text() != ""
    player.scan(seal)
    yield lambda: player.find("intake.seal").text() == seal
    while step := side.steps.next_step():
        if step == "photos":
            yield from player.photograph(side.tray)
        elif step == "quantity":
            yield from player.write("intake.quantity", "1")
        else:
            player.scan(player.given["places"]["G-01" if category in VALUABLE else "A-01"])
            yield lambda: player.find("intake.place").text() != ""
    yield player.find("intake.commit").isEnabled
    player.picture(f"receiving-{category}")
    if not player.find("intake.commit").hasFocus():
        player.find("intake.commit").setFocus()
        yield player.find("intake.commit").hasFocus
    player.press("Return")
    if category in VALUABLE:
        yield from player.second("guan2")


def looks_at_the_devices(player: "Player", when: str) -> "Steps":
    """The check-up page: every line is well."""
    yield from player.go("settings", "doctor")
    section = player.page.section()
    yield lambda: section.lines() and all(line.found for line in section.lines().values())
    player.picture(f"devices-{when}")
    player.told[f"devices-{when}"] = section.sum.text()


def lends_and_signs(player: "Player") -> "Steps":
    """查一 asks for the bag, 审一 agrees; 管一 hands it over before the camera, takes it back, and the slip is signed."""
    thing = player.given["thing"]
    player.told["id"] = thing["id"]
    yield from is_asked_for(player, "CHECK_OUT")
    yield from is_agreed_to(player, "shen1")
    yield from player.sign_in("guan1")
    yield from player.go("hand_over", player.told["request"])
    page = player.page
    yield lambda: page._card is not None and page.tray.is_live() and player.calm()
    player.press("F7")
    yield page.tray.filming.is_filming
    yield from hands_over(player, thing)
    yield from takes_back(player, thing)
    yield from player.go("form", f"item {thing['id']}", "F11")
    yield lambda: not player.page.picture.pixmap().isNull() and player.calm()
    player.picture("slip")
    yield from saves_the_form(player, player.folder / "slip.pdf")
    yield from signs_the_form(player)


def saves_the_form(player: "Player", file: Path) -> "Steps":
    """Ctrl+S, and the name of the file in the dialog of the system."""
    from PySide6.QtWidgets import QApplication, QLineEdit

    player.press("ctrl+s")
    yield lambda: QApplication.activeModalWidget() is not None
    yield lambda: isinstance(QApplication.focusWidget(), QLineEdit)
    name: Any = QApplication.focusWidget()
    # what is written takes the place of the proposal
    yield lambda: name.selectedText() == name.text() != ""
    player.put(str(file))
    yield lambda: name.text() == str(file)
    player.press("Return")
    yield lambda: file.exists() and QApplication.activeModalWidget() is None
    yield lambda: player.sees("form.reason") and player.calm()


def signs_the_form(player: "Player") -> "Steps":
    """The first whose place is on the sheet writes his name on the pad."""
    yield from player.click("form.sign")
    yield lambda: player.sees("sign.pad") and player.calm()
    pad = player.find("sign.pad")
    left, right = pad.width() // 5, pad.width() * 4 // 5
    wave = [
        pad.mapToGlobal(pad.rect().topLeft())
        + _point(x, pad.height() // 2 + (30 if n % 2 else -30))
        for n, x in enumerate(range(left, right, max(1, (right - left) // 24)))
    ]
    player.hands.draw([(at.x(), at.y()) for at in wave])
    yield lambda: not pad.is_empty() and player.find("sign.do").isEnabled()
    player.picture("signing")
    yield from player.click("sign.do")
    yield lambda: player.calm() and len(player.page.signing._rows) == 1
    player.picture("signed")


def _point(x: int, y: int) -> Any:
    from PySide6.QtCore import QPoint

    return QPoint(x, y)


def counts_the_shelf(player: "Player") -> "Steps":
    """管一 photographs the shelf: four labels in one picture, all where the books say; then the check-up once more."""
    yield from player.sign_in("guan1")
    yield from player.go("shelf", player.given["place"], "A-01")
    page = player.page
    yield lambda: len(page._expected) == 4 and page.live.shown() > 0 and player.calm()
    player.press("F3")
    yield lambda: len(page._seen) == 4 and player.calm()
    assert player.here().page == "shelf"  # the labels in the live picture lead nobody away
    player.picture("shelf")
    player.told["shelf"] = {
        head.text(0): sorted(head.child(n).text(1) for n in range(head.childCount()))
        for head in (page.list.topLevelItem(at) for at in range(page.list.topLevelItemCount()))
    }
    yield from looks_at_the_devices(player, "evening")


# -- the day -------------------------------------------------------------------------------------------


def wall(labels: Iterable[Image.Image], file: Path) -> None:
    """The labels as they hang on the shelf, in one photograph."""
    picture = Image.fromarray(np.full((1080, 1920), 110, dtype=np.uint8))
    for (y, x), label in zip(itertools.product((80, 580), (160, 1040)), labels, strict=True):
        picture.paste(label.convert("L"), (x, y))
    picture.convert("RGB").save(file)


def test_a_new_custodian_s_first_day_goes_well_from_the_ledger_to_the_count_of_the_shelf(
    stage: Stage, tmp_path: Path
) -> None:
    scale, sim = PtyScale(tmp_path / "scale", "S S     150.00 g"), SimPrinter("zpl")
    try:
        with stage.room() as world, networked(sim) as plug:
            places = {p.code: p for p in world.ask("guan1", locations.tree)}
            printer = {"language": "zpl", "way": "tcp", "address": plug.address, "name": "柜台"}
            devices = {"scale/port": str(scale.path), **SCALE}
            ids = {who: world.id_of(who) for who in ("cha1", "cha2")}
            measured_at = f"{datetime.now().astimezone() - timedelta(hours=20):%Y-%m-%d %H:%M}"

            morning = stage.play(opens_and_declares, world, ids=ids, measured_at=measured_at)
            counter = stage.play(
                receives_all,
                world,
                places={code: place.payload for code, place in places.items()},
                printer=printer,
                settings=devices,
            )

            balance = world.ask("an1", cases.balance, case_id=morning.told["case"])
            assert (balance.received, balance.inside, balance.holds) == (6, 6, True)
            rows = {r.category: r for r in world.ask("an1", views.rows, states=("IN",), limit=9)}
            assert {row.place for row in rows.values()} == {"K1/A-01", "K1/G-01"}
            cards = {name: world.ask("an1", views.card, item_id=r.id) for name, r in rows.items()}
            assert {card.row.weight_mg for card in cards.values()} == {150_000}
            assert len(cards["jewellery"].photos) >= 4
            payloads = {
                name: world.ask("guan1", labelling.label, item_id=row.id).payload
                for name, row in rows.items()
            }
            assert sorted(sim.payloads()) == sorted(payloads.values())
            assert world.ask("guan1", labelling.owed_labels) == ()

            bag = rows["other"]
            thing = {
                "id": bag.id,
                "number": bag.number,
                "label": payloads["other"],
                "seal": bag.seal_no,
                "place": places["A-01"].payload,
                "grams": "",
                "beside": "cha1",
            }
            noon = stage.play(
                lends_and_signs, world, thing=thing, printer=printer, settings=devices
            )
            card = world.ask("an1", views.card, item_id=bag.id)
            assert (card.row.custody, card.row.place) == ("IN", "K1/A-01")
            assert {"out", "in", "clip"} <= {photo.kind for photo in card.photos}
            assert bag.number in "".join(reading.leaves((noon.folder / "slip.pdf").read_bytes()))

            shelf = tmp_path / "shelf"
            shelf.mkdir()
            here = [payloads[name] for name in THINGS if name not in VALUABLE]
            came = dict(zip(sim.payloads(), sim.out, strict=True))
            wall((came[payload] for payload in here), shelf / "shelf.png")
            evening = stage.play(
                counts_the_shelf,
                world,
                place=places["A-01"].id,
                printer=printer,
                settings={**devices, "camera/source": str(shelf)},
            )
            (told,) = evening.told["shelf"].items()
            assert told[1] == sorted(
                THINGS[name]["name"] for name in THINGS if name not in VALUABLE
            )
            assert counter.told["devices-morning"] == "已设置的都正常；另有 1 项没有设置"
            assert evening.told["devices-evening"] == "已设置的都正常；另有 1 项没有设置"
            assert world.refusals() == []
            assert verified(world)
            stage.held(*map(stage.told, (morning, counter, noon, evening)))
    finally:
        scale.close()
