"""What the pictures show: who sits there, which page, and what was done before the picture is taken."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.cases import service as cases
from app.custody import service as custody
from tests import scenes_centre as centre
from tests import scenes_daily as daily
from ui import guide as guides
from ui.shell import lang


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


def _in_store(guide: guides.Guide) -> str:
    """A thing that lies in its place."""
    from app.custody import views

    rows = guide.ask(views.rows, states=("IN",), limit=50)
    return str(next((row.id for row in rows if row.photo), rows[0].id))


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


def _desk_labels(guide: guides.Guide) -> None:
    """The same, on the work desk."""
    _in_doubt(guide)
    page: Any = guide.show("workdesk")
    page.tiles.choose("owed_labels")
    guide.settle(0.3)


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
    inside.second(custody.receive, {}, words[lang.now()], lambda _: None, lambda: None)
    guide.settle(0.4)


def _person(guide: guides.Guide) -> None:
    page: Any = guide.show("people")
    page.table.select_row(3)
    guide.settle()


def _place(guide: guides.Guide) -> str:
    """The place with the most things in it."""
    from app.locations import service as locations

    return str(max(guide.ask(locations.tree), key=lambda place: place.items).id)


def _visitors(guide: guides.Guide) -> None:
    """Two are inside, and the form waits for the next one."""
    from app.custody import visits
    from app.locations import service as locations

    room = next(p.code for p in guide.ask(locations.tree) if p.kind == "room")
    told = (("马工", "市价格认定中心", "现场查看手表"), ("周某", "区公安分局", "辨认涉案车辆钥匙"))
    if not guide.ask(visits.inside):
        for name, unit, why in told:
            guide.do(visits.let_in, room=room, name=name, unit=unit, reason=why)
    page: Any = guide.show("locations")
    page.open_visitors()
    guide.settle(0.5)


def _unseal(guide: guides.Guide) -> None:
    """A sealed thing on its shelf, about to be opened."""
    from app.custody import views

    rows = guide.ask(views.rows, states=("IN",), limit=200)
    page: Any = guide.show("item", next(row.id for row in rows if row.seal_no))
    guide.settle(0.5)
    page.act("UNSEAL")
    guide.settle(0.5)


def _correct(category: str, field: str) -> Callable[[guides.Guide], object]:
    """A field of a card of this kind, about to be put right."""

    def prepare(guide: guides.Guide) -> None:
        from app.custody import views

        rows = guide.ask(views.rows, states=("IN",), limit=500)
        page: Any = guide.show("item", next(row.id for row in rows if row.category == category))
        guide.settle(0.5)
        page.act("CORRECT")
        chooser = page.deed.form.field("field")
        chooser.set_value(field)
        chooser.editor.changed.emit()
        guide.settle(0.5)

    return prepare


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
    Scene("petition-repeats", "petition1", "petitions", prepare=centre.petition_repeats),
    Scene("petition-supervision", "lead1", "petitions", prepare=centre.petition_supervision),
    Scene("petition-erasing", "identity1", "petitions", prepare=centre.petition_erasing),
    Scene("petition-accept", "petition1", "petitions", prepare=daily.accept_petition),
    Scene("petitions-village", "village1", "petitions"),
    Scene("reports", "petition1", "reports"),
    Scene("report-open", "petition1", "reports", prepare=daily.report_key),
    Scene("petition-sealed-ledger", "petition1", "petitions", prepare=centre.tab("petitions", 2)),
    Scene("leads", "lead1", "leads"),
    Scene("lead-letters", "lead1", "leads", prepare=centre.tab("leads", 2)),
    Scene("lead-packages", "lead1", "leads", prepare=centre.tab("leads", 3)),
    Scene("lead-form", "lead1", "leads", prepare=daily.lead_form),
    Scene("lead-assign", "lead1", "leads", prepare=daily.lead_assign),
    Scene("lead-month", "lead1", "leads", prepare=daily.lead_month),
    Scene("lead-merge", "lead1", "leads", prepare=centre.lead_merge),
    Scene("lead-persons", "lead1", "leads", prepare=centre.lead_persons),
    Scene("settings-clock", "sysadmin", "settings", prepare=centre.books_ahead),
    Scene("settings-packages", "secadmin", "settings", lambda _: "packages"),
    Scene("settings-stations", "sysadmin", "settings", lambda _: "stations"),
    Scene("leads-handler", "handler1", "leads"),
    Scene("lead-meeting", "handler1", "leads", prepare=daily.lead_meeting),
    Scene("analysis", "petitionhead1", "analysis"),
    Scene("sync-none", "lead1", "sync"),
    Scene("sync", "village1", "sync", prepare=daily.sync_state),
    Scene("workdesk", "custodian1", "workdesk"),
    Scene("workdesk-handler", "handler1", "workdesk"),
    Scene("intake", "custodian1", "intake"),
    Scene("intake-handler", "handler1", "intake"),
    Scene("intake-in-hand", "custodian1", "intake", prepare=daily.in_hand),
    Scene("intake-trouble", "custodian1", "intake", prepare=daily.in_trouble),
    Scene("intake-same", "custodian1", "intake", prepare=daily.same_picture),
    Scene("cases", "custodian1", "cases"),
    Scene("case", "custodian1", "case", _case),
    Scene("case-settlement", "custodian1", "case", _case, "settlement"),
    Scene("items", "custodian1", "items"),
    Scene("item", "custodian1", "item", _item),
    Scene("item-move", "custodian1", "item", _in_store, prepare=daily.deed),
    Scene("item-why-not", "custodian1", "item", _in_store, prepare=daily.why_not),
    Scene("case-new", "handler1", "cases", prepare=daily.case_new),
    Scene("place-new", "storehead1", "locations", prepare=daily.place_new),
    Scene("search", "custodian1", "items", prepare=daily.search),
    Scene("search_case", "custodian1", "items", prepare=daily.search_case),
    Scene("refused", "custodian1", "items", prepare=daily.refused),
    Scene("scans", "custodian1", "scans"),
    Scene("request-new", "handler1", "request", prepare=daily.request_new),
    Scene("forms", "custodian1", "form", lambda guide: f"item {_item(guide)}"),
    Scene("forms-ledger", "custodian1", "form", lambda guide: f"case {_case(guide)}", "F9"),
    Scene("approvals", "head1", "approvals"),
    Scene("request", "handler1", "request", _request),
    Scene("hand_over", "custodian1", "hand_over", _ready),
    Scene("handing", "custodian1", "hand_over", _ready, prepare=daily.handing),
    Scene("return", "custodian1", "return", _out),
    Scene("taking-back", "custodian1", "return", _out, prepare=daily.taking_back),
    Scene("counted-back", "custodian1", "return", _out, prepare=daily.counted_back),
    Scene("locations", "custodian1", "locations"),
    Scene("visitors", "custodian1", "locations", prepare=_visitors),
    Scene("correct", "custodian1", "item", prepare=_correct("electronics", "details.imei")),
    Scene(
        "correct-cash",
        "custodian1",
        "item",
        prepare=_correct("cash_cny", "details.denominations"),
    ),
    Scene("unseal", "custodian1", "item", prepare=_unseal),
    Scene("forms-store", "oversight1", "form", lambda _: "store ", "F25"),
    Scene("shelf", "custodian1", "shelf", _place, "A", _shelf),
    Scene("audit", "oversight1", "audit"),
    Scene("people", "secadmin", "people", prepare=_person),
    Scene("labels", "custodian1", "labels", prepare=_in_doubt),
    Scene("workdesk-labels", "custodian1", "workdesk", prepare=_desk_labels),
    Scene("settings", "custodian1", "settings", lambda _: "general"),
    Scene("settings-printers", "custodian1", "settings", lambda _: "printers"),
    Scene("settings-cameras", "custodian1", "settings", lambda _: "cameras"),
    Scene("settings-scanners", "custodian1", "settings", lambda _: "scanners", prepare=_learn),
    Scene("settings-scale", "custodian1", "settings", lambda _: "scale"),
    Scene("settings-doctor", "custodian1", "settings", lambda _: "doctor"),
    Scene("settings-organs", "secadmin", "settings", lambda _: "organs"),
    Scene("settings-rules", "secadmin", "settings", lambda _: "rules"),
    Scene("settings-wording", "secadmin", "settings", lambda _: "wording"),
    Scene("settings-store", "custodian1", "settings", lambda _: "store"),
    Scene("settings-about", "custodian1", "settings", lambda _: "about"),
    Scene("help", "custodian1", "items", prepare=_help),
    Scene("second", "custodian1", "workdesk", prepare=_second),
    Scene("lock", "custodian1", "workdesk", prepare=lambda guide: guide.window.lock()),
)
