"""Draws every page of the real window on demo data: python -m tests.shots [--out DIR] [--only PAGE…]."""

import argparse
import os
import shutil
import tempfile
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
from app.custody import views
from app.custody.types import NewItem, Paper
from app.requests import service as requests
from app.requests.types import Terms
from app.store import Store
from tests import scenes_daily
from tests.scenes import SCENES, Scene
from ui import guide as guides
from ui.shell import lang
from ui.shell.search import SearchField
from ui.shell.theme import Mode

SMALL, LARGE = (1366, 768), (1920, 1080)
#: Every page in these two; the five most used in all eight.
BOTH = (("zh", Mode.LIGHT, SMALL), ("en", Mode.DARK, LARGE))
ALL = tuple(
    (tongue, mode, size) for tongue in lang.LANGUAGES for mode in Mode for size in (SMALL, LARGE)
)
MOST_USED = ("workdesk", "intake", "item", "case", "approvals")


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
        if not given.only or "labels" in given.only:
            _draw_labels(given.out)
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


def _draw_labels(out: Path) -> None:
    """A label of each kind on every stock, dot for dot as it is printed."""
    from app.labels import layout, render
    from app.labels.types import Kind
    from tests.support.labels import label_of

    for size in layout.SIZES.values():
        for dpi in layout.DPIS:
            for kind in (Kind.ITEM, Kind.CONTAINER, Kind.LOCATION, Kind.COMMAND):
                name = f"label-{kind.name.lower()}-{size.name}-{dpi}.png"
                render.render(label_of(kind), size, dpi).save(out / name)


def _demo(folder: Path) -> str:
    url = f"sqlite:///{(folder / 'demo.db').as_posix()}"
    kept = os.environ.get("ANKU_SHOTS_DEMO")  # a store made before saves the time to make one
    if kept:
        shutil.copyfile(kept, folder / "demo.db")
        shutil.copytree(f"{kept}.blobs", folder / "demo.db.blobs")
    else:
        demo.build(url, demo.Wish(cases=8, items=120, photos=90))
    _deliver(url)
    scenes_daily.file_report(url)
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
    _ask(store, case.id)
    store.sign_out()
    store.close()


def _ask(store: Store, case_id: str) -> None:
    """Three things of the case are asked for: the head has something to decide."""
    team = tuple(
        each.account_id
        for each in store.read(cases.view, case_id=case_id).members
        if each.duty == "handler"
    )
    held = store.read(views.rows, case_id=case_id, states=("IN",), sort="number", limit=3)
    store.run(
        requests.submit,
        kind="CHECK_OUT",
        item_ids=tuple(row.id for row in held),
        reason="讯问时由当事人当面辨认，核对物品特征与来源",
        terms=Terms(
            due_at=clock.now() + timedelta(days=2),
            place="第三谈话室",
            carriers=team[:2],
        ),
    )


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
    for field in guide.window.findChildren(SearchField):
        field.clear()
        field.hide_hits()
    inside.help.hide()
    if guide.window.is_locked():
        guide.window._unlocked()
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
