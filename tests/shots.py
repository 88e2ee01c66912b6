"""Draws every page of the real window on demo data: python -m tests.shots [--out DIR] [--only PAGE…]."""

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app import bootstrap, clock, errors
from app.cases import service as cases
from app.cli import demo
from app.custody import service as custody
from app.custody.types import NewItem, Paper
from ui import guide as guides
from ui.shell import lang
from ui.shell.theme import Mode

SMALL, LARGE = (1366, 768), (1920, 1080)
#: Every page in these two; the five most used in all eight.
BOTH = (("zh", Mode.LIGHT, SMALL), ("en", Mode.DARK, LARGE))
ALL = tuple(
    (tongue, mode, size) for tongue in lang.LANGUAGES for mode in Mode for size in (SMALL, LARGE)
)
MOST_USED = ("workdesk", "intake", "item", "case", "approvals")


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: who sits there, which page, and what it shows."""

    name: str
    login: str
    page: str = ""
    target: Callable[[guides.Guide], str] = lambda _: ""
    extra: str = ""
    prepare: Callable[[guides.Guide], object] = lambda _: None


# -- what the pages show -------------------------------------------------------------------------------


def _item(guide: guides.Guide) -> str:
    """A thing with a long history and photographs."""
    from app.custody import views

    rows = guide.ask(views.rows, limit=500)
    seen = [row for row in rows if row.photo]
    back = [row for row in seen if row.custody in ("OUT", "OVERDUE")]
    return str((back or seen or rows)[0].id)


def _out(guide: guides.Guide) -> str:
    from app.custody import views

    rows = guide.ask(views.rows, states=("RETURNING", "OUT", "OVERDUE"), limit=50)
    return str(next((row.id for row in rows if row.photo), rows[0].id if rows else ""))


def _in_doubt(guide: guides.Guide) -> None:
    """One of the owed labels was sent, and nothing was heard of it."""
    from app.custody import labelling

    owed = guide.ask(labelling.owed_labels)
    if owed and owed[0].sent_at is None:
        guide.do(
            labelling.label_sent,
            item_id=owed[0].object_id,
            payload=owed[0].payload,
            printer="柜台一",
        )


def _case(guide: guides.Guide) -> str:
    return str(max(guide.ask(cases.rows), key=lambda row: (row.outside > 0, row.items)).id)


def _request(guide: guides.Guide) -> str:
    from app.requests import service as requests

    found = guide.ask(requests.rows, mine=True) or guide.ask(requests.rows)
    return str(found[0].id) if found else ""


def _ready(guide: guides.Guide) -> str:
    from app.requests import service as requests

    found = guide.ask(requests.to_hand_over)
    return str(found[0].id) if found else ""


def _help(guide: guides.Guide) -> None:
    assert guide.window.inside is not None
    guide.window.inside.toggle_help()


def _second(guide: guides.Guide) -> None:
    """The second person stands before the window."""
    inside = guide.window.inside
    assert inside is not None
    words = {
        "zh": "入库：欧米茄手表 1 块，封条 S000812，贵重柜一号",
        "en": "Receive: 1 Omega watch, seal S000812, valuables cabinet 1",
    }
    inside.station.do_with_second(
        inside, custody.receive, words[lang.now()], item_id="x", quantity=1
    )
    guide.settle(0.4)


def _person(guide: guides.Guide) -> None:
    page: Any = guide.show("people")
    page.table.select_row(3)
    guide.settle()


def _place(guide: guides.Guide) -> str:
    """The place with the most things in it."""
    from app.locations import service as locations

    return str(max(guide.ask(locations.tree), key=lambda place: place.items).id)


def _shelf(guide: guides.Guide) -> None:
    """A photograph of that shelf: one label smeared, one that was not there."""
    import cv2
    import numpy as np

    from app.custody import labelling, views
    from app.labels import layout, render

    page: Any = guide.show("shelf", _place(guide), "A")
    rows = guide.ask(views.rows, location_id=page._place, limit=6)
    wall = np.full((1300, 1900, 3), 105, dtype=np.uint8)
    for number, row in enumerate(rows[:5]):
        face = np.asarray(
            render.render(guide.ask(labelling.label, item_id=row.id), layout.BOX).convert("L")
        )
        face = cv2.GaussianBlur(face, (0, 0), 7) if number == 1 else face
        x, y = 80 + 600 * (number % 3), 90 + 520 * (number // 3)
        wall[y : y + face.shape[0], x : x + face.shape[1]] = np.asarray(face)[:, :, None]
    with tempfile.TemporaryDirectory() as folder:
        cv2.imwrite(f"{folder}/shelf.png", wall)
        page.read_files([f"{folder}/shelf.png"])
        guide.settle(2.0)


def _learn(guide: guides.Guide) -> None:
    """A scanner is being learned."""
    page: Any = guide.show("settings", "scanners")
    page.section()._begin()
    guide.settle(0.5)


def _petition_form(guide: guides.Guide) -> None:
    """A petition half written down."""
    page: Any = guide.show("petitions", "new")
    guide.settle()
    form = page.sheet.form
    form.field("channel").set_value("letter")
    page.sheet._changed("channel")
    form.set_values(
        {
            **{k: v for k, v in form.draft().items() if k not in ("received_at",)},
            "received_at": "2026-05-14 09:30",
            "sub_channel": "post",
            "name": "钱某",
            "unit": "青溪区民政局",
            "post": "科长",
            "rank": "section",
            "summary": "虚报低保评定名额，套取补助资金，群众多次反映没有结果",
            "discipline": "mass",
            "offence": "abuse",
        }
    )
    page.sheet._asks = {"rank", "summary"}
    page.sheet._ask_about()
    guide.settle(0.5)


def _petition_sealed(guide: guides.Guide) -> None:
    """It turned out to be the superior's."""
    page: Any = guide.show("petitions", "new")
    guide.settle()
    form = page.sheet.form
    form.set_values({**form.draft(), "channel": "letter", "unit": "某部", "rank": "province"})
    page.sheet._asks = {"rank"}
    page.sheet._ask_about()
    guide.settle(0.5)


def _petition_act(guide: guides.Guide) -> None:
    """The sheet of an act beside the petition, and why others are closed."""
    page: Any = guide.show("petitions")
    guide.settle(0.5)
    page.detail._toggle_why()
    page._act("petitions.ask_identity")
    guide.settle(0.5)


def _petition_identity(guide: guides.Guide) -> None:
    """The one view of who reported, under its watermark."""
    from app.petitions.types import Reporter, Shown

    page: Any = guide.show("petitions")
    guide.settle(0.5)
    who = Reporter(("演示举报人",), phone="000-0000-0000", relation="居民", wishes="工作日下午联系")
    mark = "林知远 handler1 2026-05-14 10:02:31 X990000-2026-信-000007-K"
    page.detail.identity.show_identity(Shown("x", "X990000-2026-信-000007-K", who, mark))
    guide.settle(0.3)


SCENES = (
    Scene("petitions", "petition1", "petitions"),
    Scene("petition-form", "petition1", "petitions", prepare=_petition_form),
    Scene("petition-sealed", "petition1", "petitions", prepare=_petition_sealed),
    Scene("petitions-handler", "handler1", "petitions", prepare=_petition_act),
    Scene("petition-identity", "handler1", "petitions", prepare=_petition_identity),
    Scene("petition-custodian", "identity1", "petitions"),
    Scene("workdesk", "custodian1", "workdesk"),
    Scene("workdesk-handler", "handler1", "workdesk"),
    Scene("intake", "custodian1", "intake"),
    Scene("intake-handler", "handler1", "intake"),
    Scene("cases", "custodian1", "cases"),
    Scene("case", "custodian1", "case", _case),
    Scene("case-settlement", "custodian1", "case", _case, "settlement"),
    Scene("items", "custodian1", "items"),
    Scene("item", "custodian1", "item", _item),
    Scene("forms", "custodian1", "form", lambda guide: f"item {_item(guide)}"),
    Scene("forms-ledger", "custodian1", "form", lambda guide: f"case {_case(guide)}", "F9"),
    Scene("approvals", "head1", "approvals"),
    Scene("request", "handler1", "request", _request),
    Scene("hand_over", "custodian1", "hand_over", _ready),
    Scene("return", "custodian1", "return", _out),
    Scene("locations", "custodian1", "locations"),
    Scene("shelf", "custodian1", "shelf", _place, "A", _shelf),
    Scene("audit", "oversight1", "audit"),
    Scene("people", "secadmin", "people", prepare=_person),
    Scene("labels", "custodian1", "labels", prepare=_in_doubt),
    Scene("settings", "custodian1", "settings", lambda _: "general"),
    Scene("settings-printers", "custodian1", "settings", lambda _: "printers"),
    Scene("settings-cameras", "custodian1", "settings", lambda _: "cameras"),
    Scene("settings-scanners", "custodian1", "settings", lambda _: "scanners", prepare=_learn),
    Scene("settings-rules", "secadmin", "settings", lambda _: "rules"),
    Scene("settings-wording", "secadmin", "settings", lambda _: "wording"),
    Scene("settings-store", "custodian1", "settings", lambda _: "store"),
    Scene("settings-about", "custodian1", "settings", lambda _: "about"),
    Scene("help", "custodian1", "items", prepare=_help),
    Scene("second", "custodian1", "workdesk", prepare=_second),
    Scene("lock", "custodian1", "workdesk", prepare=lambda guide: guide.window.lock()),
)


# -- drawing -------------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Draw what is asked for, and say where the pictures are."""
    asked = argparse.ArgumentParser(prog="shots")
    asked.add_argument("--out", type=Path, default=Path("shots"))
    asked.add_argument("--only", nargs="*", default=[])
    given = asked.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    chosen = [s for s in SCENES if not given.only or s.name in given.only]
    folder = Path(tempfile.mkdtemp(prefix="anku-shots-"))
    try:
        url = _demo(folder)
        with guides.own_settings():
            _draw_all(url, chosen, given.out, only=given.only)
        if not given.only or "paper" in given.only:
            _draw_papers(given.out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(given.out.resolve())
    return 0


def _draw_papers(out: Path) -> None:
    """Every form of the house with a few rows, page by page."""
    from app import registry
    from app.forms import layout, page, raster
    from tests.support import sheets

    for form in layout.all_().values():
        marks = page.Marks(
            number=f"{form.prefix or 'SQ'}-20260514-003", code="ABCDE-FGHIJ-KLMNO-PQRST"
        )
        pdf = page.render(form, registry.plain(sheets.value(form, 12)), marks)
        pages = raster.page(pdf, 1, 72).pages
        for number in range(1, pages + 1):
            leaf = raster.page(pdf, number, 96)
            image = QImage(
                leaf.data, leaf.width, leaf.height, leaf.stride, QImage.Format.Format_Grayscale8
            )
            image.save(str(out / f"paper-{form.id}-{number}.png"))


def _demo(folder: Path) -> str:
    url = f"sqlite:///{(folder / 'demo.db').as_posix()}"
    kept = os.environ.get("ANKU_SHOTS_DEMO")  # a store made before saves the time to make one
    if kept:
        shutil.copyfile(kept, folder / "demo.db")
        shutil.copytree(f"{kept}.blobs", folder / "demo.db.blobs")
    else:
        demo.build(url, demo.Wish(cases=8, items=120, photos=90))
    _deliver(url)
    return url


def _deliver(url: str) -> None:
    """Two officers have just declared a delivery: the intake has something to receive."""
    store = bootstrap.open_store(url, station="handler1 工位")
    store.sign_in("handler1", demo.PASSWORD)
    case = store.read(cases.rows, status="ACTIVE")[0]
    names = (
        ("公文包", "棕色皮质，无明显破损，内空"),
        ("紫砂茶壶", "底款清晰，壶嘴完好，无磕碰"),
        ("礼盒", "红色硬纸礼盒，未拆封，封口完好"),
    )
    items = tuple(
        NewItem(
            name=name,
            category="other",
            quantity=1,
            unit="件",
            measure="seize",
            measured_at=clock.now() - timedelta(hours=5),
            list_no="清单31",
            list_row=row,
            description=told,
        )
        for row, (name, told) in enumerate(names, 1)
    )
    rows = store.run(custody.register, case_id=case.id, items=items)
    given = {
        "case_id": case.id,
        "item_ids": tuple(row.id for row in rows),
        "listed": len(rows),
        "papers": (Paper("list", "清单31"), Paper("notice", "通知31")),
        "witness": "见证人甲",
    }
    token = store.vouch(custody.declare, "handler2", demo.PASSWORD, **given)
    store.run(custody.declare, second=token, **given)
    store.sign_out()
    store.close()


def _draw_all(url: str, scenes: list[Scene], out: Path, *, only: list[str]) -> None:
    for look in ALL:
        here = [s for s in scenes if look in BOTH or s.name in MOST_USED]
        if here:
            _draw(url, here, look, out, gates=look in BOTH and (not only or "gates" in only))


def _draw(
    url: str,
    scenes: list[Scene],
    look: tuple[lang.Lang, Mode, tuple[int, int]],
    out: Path,
    *,
    gates: bool,
) -> None:
    tongue, mode, size = look
    ending = f"{tongue}-{mode}-{size[0]}x{size[1]}.png"
    guide = guides.Guide(url, guides.demo_accounts(), size)
    guide.dress(tongue, mode)
    try:
        guide.open()
        if gates:
            _draw_gates(guide, out, ending)
        for login in dict.fromkeys(scene.login for scene in scenes):
            guide.sign_in(login)
            for scene in (s for s in scenes if s.login == login):
                _draw_scene(guide, scene, out / f"{scene.name}-{ending}")
    finally:
        guide.close()


def _draw_scene(guide: guides.Guide, scene: Scene, file: Path) -> None:
    guide.show(scene.page, scene.target(guide), scene.extra)
    scene.prepare(guide)
    guide.settle(0.5)  # the live picture, the photographs
    _grab(guide, file)
    inside = guide.window.inside
    assert inside is not None
    inside.second.give_up()
    inside.help.hide()
    if guide.window.is_locked():
        guide.window._unlocked(None)
    guide.settle()


def _grab(guide: guides.Guide, file: Path) -> None:
    """The window, with the dialog that stands before it."""
    picture = guide.window.grab()
    dialog = guide.window.inside.second.dialog if guide.window.inside is not None else None
    if dialog is not None:
        _put_over(picture, guide.window, dialog)
    picture.save(str(file))


def _put_over(picture: Any, window: QWidget, dialog: QWidget) -> None:
    from PySide6.QtGui import QPainter

    painter = QPainter(picture)
    painter.drawPixmap(
        (window.width() - dialog.width()) // 2,
        (window.height() - dialog.height()) // 2,
        dialog.grab(),
    )
    painter.end()


def _draw_gates(guide: guides.Guide, out: Path, ending: str) -> None:
    """What stands before the work: sign-in, the first start, a store that cannot be opened, a first password."""
    window = guide.window
    guide.settle()
    guide.keep(out / f"signin-{ending}")
    window._not_opened(errors.StoreEmpty(url="…"))
    page: Any = window.currentWidget()
    for step in range(5):
        page._show(step)
        guide.settle()
        guide.keep(out / f"wizard-{step + 1}-{ending}")
    window._not_opened(errors.StoreNewer(at="0099", known="0002"))
    guide.settle()
    guide.keep(out / f"trouble-{ending}")
    window._change_password(must=True)
    guide.settle()
    guide.keep(out / f"password-{ending}")
    window._stand(window.signin)


if __name__ == "__main__":
    raise SystemExit(main())
