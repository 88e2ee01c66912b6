"""What happened in the demo storeroom over the past months: cases, intake, loans, exceptions, endings."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from app import clock, errors
from app.cases import service as cases
from app.cases.types import CaseRow, NewCase
from app.cli.demo import pictures
from app.cli.demo.goods import Thing
from app.cli.demo.people import FILINGS, PLACES, SHELVES, holder
from app.cli.demo.stage import Stage
from app.custody import categories, moves
from app.custody import service as custody
from app.custody.types import ItemRow, NewItem, Paper, Shot, Weighing

DAYS: Final = 200
_BATCH: Final = 400
#: Of so many pictures of a shape the later photographs are looks at: they are kept decoded.
_LOOKED_AT: Final = 3
#: A very large demo leaves the rest of its things to be received: each receipt is an act of its own.
_RECEIPTS: Final = 12_000


TWO_KEYS: Final = frozenset(place.code for place in PLACES if place.two_person)


def shelves_for(row: ItemRow, storage: str) -> tuple[str, ...]:
    """Where a thing may lie: cards and vouchers of small worth need no two keys."""
    return SHELVES["voucher" if storage == "valuable" and row.tier == "ordinary" else storage]


@dataclass(slots=True)
class Plot:
    """One case of the story: its people, its things, when it begins."""

    at: datetime
    alias: str
    department: int
    things: list[Thing]
    settles: bool = False
    late: list[tuple[float, list[Thing]]] = field(default_factory=list)
    id: str = ""
    received: list[tuple[ItemRow, Thing]] = field(default_factory=list)

    @property
    def handlers(self) -> tuple[str, str]:
        """The two officers."""
        return f"handler{self.department * 2 - 1}", f"handler{self.department * 2}"

    @property
    def head(self) -> str:
        """The head of the handling department."""
        return f"head{self.department}"

    @property
    def leader(self) -> str:
        """The leader in charge."""
        return f"leader{1 + self.department % 2}"


@dataclass(slots=True)
class Story:
    """Everything that the deeds share."""

    stage: Stage
    chance: random.Random
    photos: int
    plots: list[Plot]
    told: Callable[[int, int], None]
    done: int = 0
    total: int = 1
    _seal: int = 0
    _drawn: dict[str, list[bytes]] = field(default_factory=dict)
    _left: int = -1
    _taken: int = 0

    # -- small things ------------------------------------------------------------------------------

    def seal(self) -> str:
        """The next seal of the roll."""
        self._seal += 1
        return f"F26{self._seal:06d}"

    def picture(self, shape: str, seal: str, kind: str) -> str:
        """A kept photograph of this shape: newly drawn while there are some to draw, else a look at an earlier one.

        No two are the same: a card refuses the picture that another act or another thing was shown with.
        """
        if self._left < 0:
            self._left = self.photos
        self._taken += 1
        drawn = self._drawn.setdefault(shape, [])
        if not self.photos:
            return self._keep(pictures.placeholder(self._taken))
        # One of each shape is drawn in any case: a watch is never shown as a bag.
        if not drawn or (self._left > 0 and len(drawn) < max(4, self.photos // 6)):
            self._left = max(0, self._left - 1)
            drawn.append(pictures.draw(shape, seal or "—", self._taken))
            return self._keep(drawn[-1])
        which = drawn[self.chance.randrange(len(drawn)) % _LOOKED_AT]
        return self._keep(pictures.look(which, kind, self._taken))

    def _keep(self, data: bytes) -> str:
        return self.stage.store("custodian1").keep(data)

    def shots(self, thing: Thing, seal: str, *kinds: str) -> tuple[Shot, ...]:
        """Pictures of a thing, one of each kind."""
        at = self.stage.clock.at
        taken = ((self.picture(thing.shape, seal, kind), kind) for kind in kinds)
        return tuple(Shot(sha256, kind, at, "演示相机") for sha256, kind in taken)

    def weighed(self, weight_mg: int | None) -> Weighing | None:
        """What the scale at the counter says."""
        if weight_mg is None:
            return None
        return Weighing(weight_mg, f"{weight_mg / 1000:.3f} g", "演示电子秤", step_mg=1)

    def tick(self, steps: int = 1) -> None:
        """So much of the story is told."""
        self.done = min(self.done + steps, self.total)
        if steps:
            self.told(self.done, self.total)

    def keeper(self) -> tuple[str, str]:
        """A custodian, and another beside him."""
        one, two = self.chance.sample(("custodian1", "custodian2", "custodian3"), 2)
        return one, two

    # -- cases -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Plan the opening of every case."""
        late = sum(len(things) for p in self.plots for _, things in p.late)
        self.total = sum(len(p.things) for p in self.plots) + late + len(self.plots)
        for place, plot in enumerate(self.plots):
            self.stage.later(plot.at, partial(self.open, plot, place))

    def open(self, plot: Plot, place: int) -> None:
        """建账: the ledger, its team, the person it is about."""
        first, second = plot.handlers
        kind = FILINGS[place % len(FILINGS)]
        row: CaseRow = self.stage.do(
            first,
            cases.open_case,
            case=NewCase(
                alias=plot.alias,
                title=f"“{plot.alias}”专案",
                kind=kind,
                department=f"第{'一二三'[plot.department - 1]}审查调查室",
                filing_no=f"云立〔{plot.at.year}〕{place + 1}号",
                filed_on=clock.day(plot.at),
                wording="supervision" if kind == "duty_crime" else "discipline",
            ),
        )
        plot.id = row.id
        # who opened the case names nobody: the head of its department is on it by his office, and names the others
        team = [
            (plot.head, plot.leader, "leader"),
            (plot.head, second, "handler"),
        ]
        if place == 2:
            team.append((plot.head, "oversight2", "recused"))
        for names, login, duty in team:
            self.stage.do(
                names,
                cases.set_member,
                case_id=plot.id,
                account_id=self.stage.ids[login],
                duty=duty,
            )
        owner = holder(self.chance)
        self.stage.do(first, cases.add_person, case_id=plot.id, name=owner, part="subject")
        self.tick()
        self._plan_batches(plot, owner)

    def _plan_late(self, plot: Plot, number: int, owner: str) -> None:
        """What came in so late that it still waits at the end: at the counter, or as a draft."""
        for place, (hours, things) in enumerate(plot.late, number):
            at = self.near(hours=hours)
            self.stage.later(at, partial(self.take, plot, things, place, owner, at))
            self.stage.later(at, partial(self.tick, len(things)))

    def _plan_batches(self, plot: Plot, owner: str) -> None:
        things = plot.things
        count = max(1, math.ceil(len(things) / _BATCH), min(3, len(things) // 25))
        size = math.ceil(len(things) / count) if things else 0
        at = plot.at
        for number in range(count):
            part = things[number * size : (number + 1) * size]
            if part:
                # what a case opened in the last days took is written down, late as it is
                at = min(at + timedelta(hours=self.chance.randint(20, 70)), self.near(hours=1))
                self.stage.later(at, partial(self.take, plot, part, number + 1, owner, at))
        self._plan_late(plot, count + 1, owner)

    # -- intake ------------------------------------------------------------------------------------

    def take(
        self, plot: Plot, things: Sequence[Thing], number: int, owner: str, at: datetime
    ) -> None:
        """登记 and 提交移交: one list of what was taken, declared by two officers."""
        first, _ = plot.handlers
        list_no = f"{plot.alias}清单{number}"
        rows = self.stage.do(
            first,
            custody.register,
            case_id=plot.id,
            items=tuple(
                self._new(plot, thing, list_no, row, owner, at)
                for row, thing in enumerate(things, 1)
            ),
        )
        told = list(zip(rows, things, strict=True))
        self.stage.later(
            at + timedelta(hours=self.chance.randint(2, 9)),
            lambda: self.declare(plot, told, list_no, number),
        )

    def _new(
        self, plot: Plot, thing: Thing, list_no: str, row: int, owner: str, at: datetime
    ) -> NewItem:
        return NewItem(
            name=thing.name,
            category=thing.category,
            quantity=thing.quantity,
            unit=thing.unit,
            measure=thing.measure,
            measured_at=at - timedelta(hours=5),
            list_no=list_no,
            list_row=row,
            notice_no=f"云扣通〔{at.year}〕{list_no}",
            seized_at_place="住所",
            source="搜查",
            owner=owner,
            description=thing.description,
            weight_mg=thing.weight_mg,
            value_fen=thing.value_fen,
            currency=thing.currency,
            details=thing.details,
            seizers=tuple(self.stage.ids[h] for h in plot.handlers),
        )

    def declare(
        self, plot: Plot, told: list[tuple[ItemRow, Thing]], list_no: str, number: int
    ) -> None:
        """移交: then each thing comes to the counter by itself."""
        first, second = plot.handlers
        self.stage.do(
            first,
            custody.declare,
            second,
            case_id=plot.id,
            item_ids=tuple(row.id for row, _ in told),
            listed=len(told),
            papers=(Paper("list", list_no), Paper("notice", f"云扣通〔{plot.at.year}〕{list_no}")),
            witness="见证人" + holder(self.chance),
        )
        at = self.stage.clock.at + timedelta(hours=self.chance.randint(14, 90))
        # a case that will be settled has everything received, however large the demo is
        most = len(plot.things) if plot.settles else max(6, _RECEIPTS // len(self.plots))
        room = max(0, most - len(plot.received))
        self.tick(len(told) - min(len(told), room))
        for place, (row, thing) in enumerate(told[:room]):
            self.stage.later(
                at + timedelta(minutes=3 * place),
                partial(self.receive, plot, row, thing, place),
            )

    def receive(self, plot: Plot, row: ItemRow, thing: Thing, place: int) -> None:
        """接收入库, or 拒收 of what may not be stored."""
        keeper, beside = self.keeper()
        category = categories.get(thing.category)
        self.tick()
        if not category.stored:
            self.stage.do(
                keeper, custody.refuse, item_id=row.id, reason="refuse.other",
                text="危险物品不得入库，请当日移交属地公安机关",
            )  # fmt: skip
            return
        if place % 97 == 41 and not plot.settles:
            self.stage.do(
                keeper, custody.refuse, item_id=row.id, reason="refuse.incomplete",
                text="清单特征记载不全，请补正后重新移交",
            )  # fmt: skip
            return
        seal = self.seal() if thing.sealed else ""
        valuable = row.tier != "ordinary"
        kinds = ("overall", "feature", "seal", "scale") if valuable else ("overall", "seal")
        shelf = self.chance.choice(shelves_for(row, category.storage))
        short = thing.quantity > 3 and place % 83 == 29 and not plot.settles
        got = self.stage.do(
            keeper,
            custody.receive,
            beside if valuable or shelf in TWO_KEYS else "",
            item_id=row.id,
            quantity=thing.quantity - 1 if short else thing.quantity,
            place=shelf,
            photos=self.shots(thing, seal, *(kinds if seal or valuable else kinds[:1])),
            weight_mg=thing.weight_mg,
            weighing=self.weighed(thing.weight_mg),
            seal_no=seal,
            delivered_by=tuple(self.stage.ids[h] for h in plot.handlers),
            as_counted=short,
        )
        plot.received.append((got, thing))
        if place % 31 == 7 and not valuable and category.storage == "general":
            self._plan_move(got, keeper)

    def _plan_move(self, row: ItemRow, keeper: str) -> None:
        at = self.stage.clock.at + timedelta(days=self.chance.randint(2, 20))

        def move() -> None:
            try:
                self.stage.do(keeper, moves.pick_up, item_id=row.id, reason="整理货架")
            except errors.NotAllowedNow:
                return  # it is out, or gone: the shelf is tidied without it
            shelf = self.chance.choice(SHELVES["general"])
            self.stage.do(keeper, moves.place, item_id=row.id, place=shelf)

        self.stage.later(at, move)

    def near(self, **before: float) -> datetime:
        """A moment so long before the end."""
        return self.stage.end - timedelta(**before)

    def at_rest(self, plot: Plot) -> list[tuple[ItemRow, Thing]]:
        """What lies in the store now, of a case."""
        from app.custody import views

        found: dict[str, Any] = {
            row.id: row
            for row in self.stage.ask(
                "custodian1", views.rows, case_id=plot.id, states=("IN",), limit=5_000
            )
        }
        return [(found[row.id], thing) for row, thing in plot.received if row.id in found]
