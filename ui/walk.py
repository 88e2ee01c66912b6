"""A walk through the real window without a screen: the main job step by step, and every page once as a self-test."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from app import clock
from app.labels import printers
from app.labels.printers import Printer
from ui.guide import Guide, demo_accounts, own_settings

#: Those of the demo storeroom who together see every page; the first of them goes where no rail leads, too.
_SEERS: Final = ("custodian1", "handler1", "head1", "oversight1", "secadmin", "petition1")


# -- the self-test ---------------------------------------------------------------------------------


def self_test(url: str = "") -> int:
    """Show every page once to somebody who may see it; 0 when every page came and nothing failed."""
    from app.cli import demo
    from ui import catalogue

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with own_settings() as home:
        if not url:
            url = f"sqlite:///{(home / 'demo.db').as_posix()}"
            demo.build(url, demo.Wish(cases=3, items=40, photos=6, petitions=12))
        guide = Guide(url, demo_accounts())
        faults: list[str] = []
        guide.window.work.on_failure = lambda trouble: faults.append(repr(trouble))
        try:
            guide.open()
            shown = _show_all(guide)
        finally:
            guide.close()
    missed = {page.id for page in catalogue.PAGES} - shown
    faults += [f"nobody was shown this page: {page}" for page in sorted(missed)]
    for fault in faults:
        _tell(fault)
    _tell(f"{len(shown)} pages: {' '.join(sorted(shown))}")
    return 1 if faults else 0


def _show_all(guide: Guide) -> set[str]:
    shown: set[str] = set()
    for login in _SEERS:
        guide.sign_in(login)
        for page in guide.pages():
            guide.show(page)
            shown.add(page)
        if login == _SEERS[0]:
            shown |= _show_hidden(guide)
    return shown


def _show_hidden(guide: Guide) -> set[str]:
    from app.custody import views
    from app.locations import service as locations
    from app.requests import service as requests

    row = guide.ask(views.rows, limit=1)[0]
    out = guide.ask(views.rows, states=("OUT", "OVERDUE"), limit=1)
    asked = guide.ask(requests.rows, limit=1)
    ready = guide.ask(requests.to_hand_over)
    place = guide.ask(locations.tree)[-1]
    targets = {
        "item": (row.id,),
        "case": (row.case_id,),
        "form": (f"item {row.id}",),
        "return": (out[0].id if out else row.id,),
        "request": (asked[0].id if asked else "",),
        "hand_over": (ready[0].id if ready else "",),
        "shelf": (place.id, place.code),
        "scans": (),
        "labels": (),
    }
    for page, target in targets.items():
        guide.show(page, *target)
    guide.show("settings", "printers")
    return set(targets)


# -- the main job ----------------------------------------------------------------------------------


def main(url: str, folder: str = "") -> int:
    """Walk the main job on the demo store, tell each step, leave pictures, the label and the ledger."""
    kept = Path(folder or tempfile.mkdtemp(prefix="anku-walk-"))
    kept.mkdir(parents=True, exist_ok=True)
    with own_settings():
        printers.save((Printer(address=str(kept)),))
        guide = Guide(url, demo_accounts())
        try:
            guide.open()
            _Job(guide, kept).play()
        finally:
            guide.close()
    _tell(f"全部留在 / everything is in: {kept}")
    return 0


class _Job:
    """One thing's way through the storeroom."""

    def __init__(self, guide: Guide, folder: Path) -> None:
        self.guide = guide
        self.folder = folder
        self.number = self.pictures = 0
        self.item = ""
        self.case = ""
        self.request = ""

    def play(self) -> None:
        """Every step in its order."""
        for step in (
            self.declare,
            self.receive,
            self.label,
            self.ask_for_it,
            self.approve,
            self.hand_over,
            self.take_back,
            self.ledger,
        ):
            step()

    def declare(self) -> None:
        """A case is opened, a thing registered and declared by two officers."""
        from app.cases import service as cases
        from app.cases.types import NewCase
        from app.custody import service as custody
        from app.custody.types import NewItem, Paper

        guide = self.guide
        guide.sign_in("handler1")
        case = guide.do(
            cases.open_case,
            say="建账",
            case=NewCase("云杉", "云杉专案", "discipline", "第一审查调查室", "立〔2026〕88号"),
        )
        self.case = case.id
        for names, login, duty in (("leader1", "head1", "head"), ("head1", "handler2", "handler")):
            guide.sign_in(names)
            guide.do(cases.set_member, case_id=case.id, account_id=self.id_of(login), duty=duty)
        guide.sign_in("handler1")
        new = NewItem(
            name="公文包",
            category="other",
            quantity=1,
            unit="件",
            measure="seize",
            measured_at=clock.now() - timedelta(hours=3),
            list_no="清单88",
            list_row=1,
            description="棕色皮质，无明显破损，内空",
        )
        row = guide.do(custody.register, case_id=case.id, items=(new,))[0]
        self.item = row.id
        guide.do(
            custody.declare,
            second="handler2",
            say="移交：公文包 1 件，二人签名",
            case_id=case.id,
            item_ids=(row.id,),
            listed=1,
            papers=(Paper("list", "清单88"), Paper("notice", "通知88")),
            witness="见证人甲",
        )
        guide.show("case", case.id)
        self.told(f"登记并移交  {row.number} 公文包 / registered and declared")

    def receive(self) -> None:
        """The custodian counts, photographs, seals, and puts it on a shelf."""
        from app.custody import service as custody

        guide = self.guide
        guide.sign_in("custodian1")
        guide.show("intake", self.item)
        self.told("保管员打开入库 / the custodian opens the intake")
        row = guide.do(
            custody.receive,
            say="入库",
            item_id=self.item,
            quantity=1,
            place="A-03",
            photos=self.shots("overall", "feature", "seal"),
            seal_no="S880000001",
            delivered_by=(self.id_of("handler1"), self.id_of("handler2")),
        )
        guide.show("item", self.item)
        self.told(f"已入库 {row.place} / received")

    def label(self) -> None:
        """The label is drawn, read back and kept as a picture."""
        from app.custody import labelling

        guide = self.guide
        label = guide.ask(labelling.label, item_id=self.item)
        sent: list[Any] = []
        guide.window.services.devices.print_label(guide.window, label, sent.append, sent.append)
        guide.wait(lambda: bool(sent))
        if isinstance(sent[0], Exception):
            raise sent[0]
        guide.do(
            labelling.label_printed, item_id=self.item, payload=label.payload, say="标签已打印"
        )
        _tell(f"   标签 / label: {sent[0]}")

    def ask_for_it(self) -> None:
        """The handler asks for it."""
        from app.requests import service as requests
        from app.requests.types import Terms

        guide = self.guide
        guide.sign_in("handler1")
        guide.show("request", self.item, "CHECK_OUT")
        self.told("承办人填写调用申请 / the handler asks for it")
        row = guide.do(
            requests.submit,
            say="申请调用",
            kind="CHECK_OUT",
            item_ids=(self.item,),
            reason="讯问时辨认",
            terms=Terms(
                due_at=clock.now() + timedelta(days=2),
                place="第二谈话室",
                carriers=(self.id_of("handler1"), self.id_of("handler2")),
            ),
        )
        self.request = row.id

    def approve(self) -> None:
        """Whoever has to agree agrees."""
        from app.requests import service as requests

        guide = self.guide
        view = guide.ask(requests.view, request_id=self.request)
        logins = {"head": "head1", "leader": "leader1", "store_head": "storehead1"}
        for step in view.steps:
            guide.sign_in(logins[step.role])
            guide.show("approvals", self.request)
            self.told("审批人查看 / the approver looks at it")
            now = guide.ask(requests.view, request_id=self.request)
            guide.do(
                requests.approve,
                say="同意",
                request_id=self.request,
                version=now.row.version,
                opinion="同意",
            )

    def hand_over(self) -> None:
        """The label is scanned, the carrier signs for himself."""
        from app.custody import labelling, loans

        guide = self.guide
        guide.sign_in("custodian1")
        guide.show("hand_over", self.request)
        self.told("出库交付 / handing over")
        label = guide.ask(labelling.label, item_id=self.item)
        guide.do(
            loans.hand_over,
            second="handler1",
            say="出库交付：公文包 1 件，交承办人",
            request_id=self.request,
            item_id=self.item,
            carriers=(self.id_of("handler1"), self.id_of("handler2")),
            photos=self.shots("out"),
            seal_no="S880000001",
            scanned=label.payload,
        )
        guide.show("item", self.item)
        self.told("已出库 / it is out")

    def take_back(self) -> None:
        """It comes back, is compared with what went out, and goes on its shelf again."""
        from app.custody import loans

        guide = self.guide
        guide.do(loans.take_back, say="收回", item_id=self.item, returned_by=self.id_of("handler1"))
        guide.show("return", self.item)
        self.told("归还核对 / comparing what came back")
        guide.do(
            loans.accept_back,
            second="handler1",
            say="归还入库：数量、封条一致",
            item_id=self.item,
            quantity=1,
            photos=self.shots("in"),
            seal_no="S880000001",
            place="A-03",
        )
        guide.show("item", self.item)
        self.told("已归还入库 / back on its shelf")

    def ledger(self) -> None:
        """The case's ledger on paper."""
        from app.cases import service as cases
        from app.forms import extracts

        guide = self.guide
        guide.show("case", self.case)
        self.told("案件账 / the ledger")
        number = guide.ask(cases.view, case_id=self.case).row.number
        file = self.folder / f"ledger-{number}.pdf"
        file.write_bytes(extracts.ledger(guide.ask, self.case))
        _tell(f"   案件账 / ledger: {file}")
        guide.show("workdesk")
        self.told("工作台 / the work desk")

    # -- inside ------------------------------------------------------------------------------------

    def told(self, words: str) -> None:
        """Say the step and keep a picture of the window."""
        self.number += 1
        inside = self.guide.window.inside
        assert inside is not None
        page = inside.navigation.here().page
        file = self.guide.keep(self.folder / f"{self.number:02d}-{page}.png")
        _tell(f"{self.number:2d}. {words}   [{file.name}]")

    def id_of(self, login: str) -> str:
        """A person's account id."""
        from app.identity import service as identity

        role = {"handler": "handler", "head": "head", "leader": "leader"}[
            login.rstrip("0123456789")
        ]
        found = self.guide.ask(identity.colleagues, role=role)
        return next(str(row.id) for row in found if row.login == login)

    def shots(self, *kinds: str) -> tuple[Any, ...]:
        """Photographs, kept in the books."""
        from app.cli.demo import pictures
        from app.custody.types import Shot

        store = self.guide.window.store
        assert store is not None
        made = []
        for kind in kinds:  # none is a picture that was there before
            self.pictures += 1
            data = pictures.draw("box", "S880000001", 88 + self.pictures)
            made.append(Shot(store.keep(data), kind, clock.now()))
        return tuple(made)


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
