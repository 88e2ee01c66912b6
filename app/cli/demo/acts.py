"""The acts on things that lie in the demo storeroom: requests and loans, exceptions, endings, settlement."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from app import errors
from app.cases import service as cases
from app.cases import settling
from app.cli.demo.goods import Thing
from app.cli.demo.story import TWO_KEYS, Plot, Story, shelves_for
from app.custody import categories, endings, exceptions, labelling, loans, views
from app.custody import service as custody
from app.custody.types import ItemRow
from app.requests import service as requests
from app.requests.types import RequestRow, Terms

#: Labels that are still to be printed at the end.
_OWED: Final = 10
_WHY: Final = ("讯问时辨认", "核对账目", "提取电子数据", "庭前核验", "与证人辨认", "制作笔录附图")
#: How what is left of a settled case goes its way.
_WAYS: Final = {
    "cash_cny": "treasury",
    "drink_tobacco": "destroy",
    "document_book": "archive",
    "seal_key_certificate": "archive",
    "watch": "transfer",
    "precious_metal": "transfer",
    "jewellery": "transfer",
}


@dataclass(slots=True)
class Loan:
    """A check-out on its way: who asks, what for, how it ends."""

    plot: Plot
    row: ItemRow
    thing: Thing
    days: int
    request: RequestRow | None = None
    heavier: bool = False

    @property
    def valuable(self) -> bool:
        """Whether two persons must carry it and two approve."""
        return self.row.tier != "ordinary"


class Acts:
    """Plans what happens to things once they lie in the store."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.stage = story.stage
        self._busy: set[str] = set()

    # -- planning ----------------------------------------------------------------------------------

    def plan(self) -> None:
        """Everything that stands in the books at the end, and what led there."""
        story, end = self.story, self.stage.end
        for plot in story.plots:
            if plot.settles:
                self.stage.later(
                    plot.at + timedelta(days=story.chance.randint(38, 60)),
                    partial(self.dispose, plot),
                )
        count = min(40, max(3, story.total // 45))
        first = story.plots[0].at + timedelta(days=12)
        span = (end - timedelta(days=16) - first).days
        for number in range(count):
            at = first + timedelta(days=span * number / count, hours=story.chance.randint(0, 7))
            self.stage.later(
                at, partial(self.lend, days=3 + number % 6, heavier=number == count // 2)
            )
        self._plan_ending(end)

    def _plan_ending(self, end: datetime) -> None:
        """The last days: what is open now."""
        for hours, deed in (
            (190, lambda: self.lend(days=4, returns=False)),  # overdue by the end
            (120, lambda: self.lend(days=8, returns=False)),
            (100, lambda: self.lend(days=6, returns=False)),
            (74, self.damage),
            (50, self.send_exam),
            (30, lambda: self.lend(days=5, returns=False)),
            (28, lambda: self.decide("reject", "理由不充分，不同意调用")),
            (26, lambda: self.decide("send_back", "请补充使用地点后重报")),
            (20, self.ask),
            (18, self.ask),
            (16, self.ask_valuable),
            (12, self.ask_disposal),
            (9, lambda: self.lend(days=3, returns=False, stops="approved")),
            (5, self.ask_longer),
            (4, self.mistakes),
            (2, lambda: self.stage.do("custodian1", loans.mark_overdue)),
        ):  # fmt: skip
            self.stage.later(end - timedelta(hours=hours), deed)
        self.stage.later(end - timedelta(hours=1), self.print_labels)

    def pick(
        self, *, valuable: bool = False, seen: Callable[[Thing], bool] = lambda _: True
    ) -> Loan | None:
        """A thing at rest in an open case that nobody has asked for."""
        plots = [p for p in self.story.plots if p.id and p.received and not p.settles]
        self.story.chance.shuffle(plots)
        for plot in plots[:8]:
            found = [
                (row, thing)
                for row, thing in self.story.at_rest(plot)
                if (row.tier != "ordinary") == valuable
                and row.id not in self._busy
                and categories.get(thing.category).storage not in ("none", "estate", "vehicle")
                and seen(thing)
            ]
            if found:
                row, thing = self.story.chance.choice(found)
                self._busy.add(row.id)
                return Loan(plot, row, thing, 3)
        return None

    # -- check-outs --------------------------------------------------------------------------------

    def lend(
        self, *, days: int, returns: bool = True, heavier: bool = False, stops: str = ""
    ) -> None:
        """A check-out from the request to the counter; unless `returns` is off it comes back in time."""
        loan = self.pick(valuable=heavier) or self.pick()
        if loan is None:
            return
        loan.days, loan.heavier = days, heavier
        self.submit(loan)
        at = self.stage.clock.at
        self.stage.later(at + timedelta(hours=1), lambda: self.approve(loan))
        if stops:
            return
        out = at + timedelta(hours=3)
        self.stage.later(out, lambda: self.hand_over(loan))
        if returns:
            back = out + timedelta(days=days - 1, hours=5)
            self.stage.later(back, lambda: self.give_back(loan))

    def submit(self, loan: Loan, kind: str = "CHECK_OUT", **more: Any) -> RequestRow:
        """The handler asks."""
        first, second = loan.plot.handlers
        given: dict[str, Any] = {"place": "谈话室", **more}
        if kind in ("CHECK_OUT", "EXAM"):
            given["due_at"] = self.stage.clock.at + timedelta(days=loan.days)
            given["carriers"] = (self.stage.ids[first], self.stage.ids[second])
        loan.request = self.stage.do(
            first,
            requests.submit,
            kind=kind,
            item_ids=(loan.row.id,),
            reason=self.story.chance.choice(_WHY),
            terms=Terms(**given),
        )
        assert loan.request is not None
        return loan.request

    def approve(self, loan: Loan) -> None:
        """Everybody whose consent it takes gives it."""
        assert loan.request is not None
        for login in (loan.plot.head, loan.plot.leader):
            row = self.stage.do(
                login,
                requests.approve,
                request_id=loan.request.id,
                version=loan.request.version,
                opinion="同意" if login.startswith("head") else "同意，注意保管安全",
            )
            if row.status == "APPROVED":
                return

    def hand_over(self, loan: Loan) -> None:
        """出库交付: the second officer signs for it."""
        assert loan.request is not None
        first, second = loan.plot.handlers
        row = self._now(loan)
        self.stage.do(
            self.story.keeper()[0],
            loans.hand_over,
            second,
            request_id=loan.request.id,
            item_id=row.id,
            carriers=(self.stage.ids[first], self.stage.ids[second]),
            photos=self.story.shots(loan.thing, row.seal_no, "out"),
            seal_no=row.seal_no,
            weight_mg=row.weight_mg,
            weighing=self.story.weighed(row.weight_mg),
            scanned=self._payload(row),
            request_version=loan.request.version,
        )

    def give_back(self, loan: Loan) -> None:
        """归还: compared; the one that weighs less than it did is held."""
        keeper, beside = self.story.keeper()
        _, second = loan.plot.handlers
        row = self._now(loan)
        self.stage.do(keeper, loans.take_back, item_id=row.id, returned_by=self.stage.ids[second])
        weight = row.weight_mg
        if loan.heavier:
            weight = (weight or 90_000) * 9 // 10
        shelves = shelves_for(row, categories.get(loan.thing.category).storage)
        self.stage.do(
            keeper,
            loans.accept_back,
            beside if shelves[0] in TWO_KEYS else second,
            item_id=row.id,
            quantity=row.quantity,
            photos=self.story.shots(loan.thing, row.seal_no, "in"),
            weight_mg=weight,
            weighing=self.story.weighed(weight),
            seal_no=row.seal_no,
            place=shelves[0],
        )
        self._busy.discard(row.id)

    def _now(self, loan: Loan) -> ItemRow:
        row: ItemRow = self.stage.ask("custodian1", views.card, item_id=loan.row.id).row
        return row

    def _payload(self, row: ItemRow) -> str:
        return str(self.stage.ask("custodian1", labelling.label, item_id=row.id).payload)

    # -- what waits --------------------------------------------------------------------------------

    def ask(self) -> None:
        """A request that waits for the head."""
        if loan := self.pick():
            self.submit(loan)

    def ask_valuable(self) -> None:
        """A request for a valuable thing: the head has agreed, the leader not yet."""
        if loan := self.pick(valuable=True):
            row = self.submit(loan)
            self.stage.do(
                loan.plot.head,
                requests.approve,
                request_id=row.id,
                version=row.version,
                opinion="同意",
            )

    def ask_disposal(self) -> None:
        """A disposal that waits."""
        if loan := self.pick(seen=lambda t: t.category == "other"):
            self.submit(
                loan,
                "DISPOSAL",
                way="return",
                basis="云处决〔2026〕18号",
                receiver=loan.row.holder or "原持有人",
            )

    def ask_longer(self) -> None:
        """Somebody wants to keep a thing longer."""
        found = [
            loan
            for loan in self.stage.ask("custodian1", views.loans)
            if loan.due_at > self.stage.clock.at + timedelta(days=1)
        ]
        if not found:
            return
        loan = found[0]
        login = next(k for k, v in self.stage.ids.items() if v == loan.borrower)
        self.stage.do(
            login,
            requests.submit,
            kind="EXTENSION",
            item_ids=(loan.item_id,),
            reason="证人改期，需延长使用",
            terms=Terms(due_at=loan.due_at + timedelta(days=3)),
        )

    def decide(self, how: str, opinion: str) -> None:
        """A request that the head does not grant."""
        if loan := self.pick():
            row = self.submit(loan)
            self.stage.do(
                loan.plot.head,
                getattr(requests, how),
                request_id=row.id,
                version=row.version,
                opinion=opinion,
            )
            self._busy.discard(loan.row.id)

    # -- what goes wrong ---------------------------------------------------------------------------

    def damage(self) -> None:
        """A damaged bag is found and the thing held."""
        if loan := self.pick():
            self.stage.do(
                "custodian2",
                exceptions.report,
                item_id=loan.row.id,
                kind="damage",
                text="巡检发现物证袋边缘开裂，封条完好",
                photos=self.story.shots(loan.thing, loan.row.seal_no, "damage"),
            )

    def mistakes(self) -> None:
        """Attempts that the rules refuse; each leaves its line in the trail."""
        loan = self.pick()
        if loan is None:
            return
        self._busy.discard(loan.row.id)
        first, _ = loan.plot.handlers
        for login, verb, arguments in (
            ("custodian3", custody.receive, {"item_id": loan.row.id, "quantity": 1, "place": "A-01", "photos": ()}),
            (first, requests.submit, {"kind": "CHECK_OUT", "item_ids": (loan.row.id,), "reason": "辨认", "terms": Terms()}),
            ("sysadmin", custody.void, {"item_id": loan.row.id, "reason": "误登"}),
            ("auditor1", cases.open_case, {"case": None}),
        ):  # fmt: skip
            try:
                self.stage.do(login, verb, **arguments)
            except errors.Refusal:
                continue

    def send_exam(self) -> None:
        """A jewel goes to the appraiser."""
        loan = self.pick(
            valuable=True, seen=lambda t: t.category in ("jewellery", "relic_art", "watch")
        )
        if loan is None:
            return
        loan.days = 12
        self.submit(loan, "EXAM", institution="省珠宝玉石质量检验站", letter_no="云委鉴〔2026〕7号")
        self.approve(loan)
        assert loan.request is not None
        row = self._now(loan)
        self.stage.do(
            "custodian1",
            loans.send_exam,
            loan.plot.handlers[1],
            request_id=loan.request.id,
            item_id=row.id,
            seal_no=row.seal_no,
            photos=self.story.shots(loan.thing, row.seal_no, "out"),
            weight_mg=row.weight_mg,
            weighing=self.story.weighed(row.weight_mg),
            scanned=self._payload(row),
        )

    def print_labels(self) -> None:
        """Every label was printed but the newest; those of the shelves long ago."""
        for place in self.stage.ask("custodian1", labelling.owed_location_labels):
            self.stage.do(
                "custodian1",
                labelling.location_label_printed,
                location_id=place.object_id,
                payload=place.payload,
            )
        while len(owed := self.stage.ask("custodian1", labelling.owed_labels)) > _OWED:
            for label in owed[: len(owed) - _OWED]:
                self.stage.do(
                    "custodian1",
                    labelling.label_printed,
                    item_id=label.object_id,
                    payload=label.payload,
                )

    # -- endings -----------------------------------------------------------------------------------

    def dispose(self, plot: Plot) -> None:
        """处置: each thing of a finished case goes its way; then the case is settled."""
        ways: dict[str, list[tuple[ItemRow, Thing]]] = {}
        for row, thing in self.story.at_rest(plot):
            ways.setdefault(_WAYS.get(thing.category, "return"), []).append((row, thing))
        if not ways:
            return
        for way, told in ways.items():
            self._dispose(plot, way, told)
        self.stage.do(
            plot.head,
            settling.settle,
            "oversight1",
            case_id=plot.id,
            decision_no=f"云处决〔{plot.at.year}〕{len(plot.things)}号",
        )

    def _dispose(self, plot: Plot, way: str, told: list[tuple[ItemRow, Thing]]) -> None:
        receiver = {"transfer": "云川市人民检察院", "return": "原持有人"}.get(way, "")
        row: RequestRow = self.stage.do(
            plot.handlers[0],
            requests.submit,
            kind="DISPOSAL",
            item_ids=tuple(r.id for r, _ in told),
            reason="案件办结，按处置决定办理",
            terms=Terms(way=way, basis=f"云处决〔{plot.at.year}〕{plot.alias}", receiver=receiver),
        )
        self.approve(Loan(plot, told[0][0], told[0][1], 0, row))
        if way == "return":
            self.stage.do(
                plot.handlers[0],
                endings.lift,
                plot.head,
                item_ids=tuple(r.id for r, _ in told),
                notice_no=f"云解扣〔{plot.at.year}〕{plot.alias}",
            )
        getattr(self, f"_{way}")(plot, row.id, told)

    def _return(self, plot: Plot, request: str, told: list[tuple[ItemRow, Thing]]) -> None:
        for row, thing in told:
            self.stage.do(
                "custodian1",
                endings.return_to_owner,
                "custodian2",
                request_id=request,
                item_id=row.id,
                receiver="原持有人",
                id_document="530102199001011234",
                relation="本人",
                photos=self.story.shots(thing, row.seal_no, "handover"),
            )

    def _transfer(self, plot: Plot, request: str, told: list[tuple[ItemRow, Thing]]) -> None:
        ids = tuple(row.id for row, _ in told)
        self.stage.do(
            "custodian1",
            endings.transfer,
            plot.handlers[1],
            request_id=request,
            item_ids=ids,
            receiver="云川市人民检察院",
        )
        scan = self.story.picture("paper", "", "document")
        self.stage.do(
            "custodian1",
            endings.sign_transfer,
            item_ids=ids,
            receipt_no=f"云检收〔{plot.at.year}〕{plot.alias}",
            receipt_scan=scan,
        )

    def _treasury(self, plot: Plot, request: str, told: list[tuple[ItemRow, Thing]]) -> None:
        self.stage.do(
            "cashier1",
            endings.pay_treasury,
            "cashier2",
            request_id=request,
            item_ids=tuple(row.id for row, _ in told),
            receipt_no=f"非税{plot.at:%Y%m%d}{plot.alias}",
            amount_fen=sum(row.value_fen or 0 for row, _ in told),
        )

    def _destroy(self, plot: Plot, request: str, told: list[tuple[ItemRow, Thing]]) -> None:
        self.stage.do(
            "custodian1",
            endings.destroy,
            "oversight1 custodian2",
            request_id=request,
            item_ids=tuple(row.id for row, _ in told),
            method="倾倒破碎",
            place="市环保处理站",
            photos=self.story.shots(told[0][1], "", "handover"),
            scanned=tuple(self._payload(row) for row, _ in told),
        )

    def _archive(self, plot: Plot, request: str, told: list[tuple[ItemRow, Thing]]) -> None:
        self.stage.do(
            "custodian1",
            endings.archive,
            plot.handlers[1],
            request_id=request,
            item_ids=tuple(row.id for row, _ in told),
            file_no=f"云卷{plot.at.year}-{plot.alias}",
        )
