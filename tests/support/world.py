"""The people, places and cases that the scenarios of the custody brief speak of, and builders on top of them."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import bootstrap, errors, ids
from app.cases import service as cases
from app.cases.types import NewCase
from app.custody import service as custody
from app.custody.types import ItemRow, NewItem, Paper, Shot, Weighing
from app.identity import service as identity
from app.identity.types import NewPerson
from app.locations.types import NewLocation
from app.store import Store
from db.cases.models import CaseFile
from db.identity.models import Account, SignIn
from db.session import Database

PASSWORD = "Lantern-Harbor-42"
FIRST_PASSWORD = "Cinder-Meadow-17"
START = datetime(2026, 5, 14, 1, 0, tzinfo=UTC)
#: login → (name, role); 查1 查2 work on 案甲, 查3 and 审3 on 案乙 (custody.md §7).
PEOPLE = {
    "cha1": ("查一", "handler"),
    "cha2": ("查二", "handler"),
    "cha3": ("查三", "handler"),
    "guan1": ("管一", "custodian"),
    "guan2": ("管二", "custodian"),
    "ku1": ("库长", "store_head"),
    "shen1": ("审一", "head"),
    "shen2": ("审二", "leader"),
    "shen3": ("审三", "head"),
    "an1": ("案一", "oversight"),
    "cai1": ("财一", "cashier"),
    "cai2": ("财二", "cashier"),
    "ji1": ("计一", "auditor"),
}
ADMINS = {"xi1": ("系一", "sysadmin"), "bao1": ("保一", "secadmin")}
PLACES = (
    NewLocation("A-01", "普通架一", "shelf", classes="general electronic document drink"),
    NewLocation("A-02", "普通架二", "shelf", classes="general electronic document drink"),
    NewLocation("G-01", "贵重柜一", "shelf", classes="valuable cash", two_person=True, secrecy=1),
    NewLocation("G-02", "贵重柜二", "shelf", classes="valuable cash", two_person=True, secrecy=1),
    NewLocation("D-01", "防磁柜", "shelf", classes="electronic", capacity=2),
    NewLocation("Y-01", "车场一号位", "virtual", classes="vehicle"),
)


@dataclass
class Clock:
    """A clock that a test moves."""

    at: datetime = START

    def __call__(self) -> datetime:
        """A little later at each look, as clocks are."""
        self.at += timedelta(milliseconds=1)
        return self.at

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


@dataclass
class World:
    """A store with everybody in it; `do` plays one act as one person, with another beside him."""

    url: str
    clock: Clock = field(default_factory=Clock)
    _stores: dict[str, Store] = field(default_factory=dict)
    _cases: dict[str, str] = field(default_factory=dict)
    _accounts: dict[str, str] = field(default_factory=dict)

    def store(self, login: str) -> Store:
        """The store at this person's own station, signed in; all stations of a world share its connections."""
        if login not in self._stores:
            station = f"站-{login}"
            if self._stores:
                store = Store(self.database, station=station, time_of=self.clock)
            else:
                store = bootstrap.open_store(self.url, station=station, time_of=self.clock)
            self._sit_down(store, login)
            self._stores[login] = store
        return self._stores[login]

    @staticmethod
    def _sit_down(store: Store, login: str) -> None:
        """Behind the sign-in that was opened when the world was laid; one who is not behind it any more signs in."""
        asked = (
            select(SignIn.id)
            .join(Account, Account.id == SignIn.account_id)
            .where(
                Account.login == login,
                SignIn.station == store.station,
                SignIn.closed_at.is_(None),
            )
        )
        with store.database.read() as session:
            opened = session.scalar(asked)
        if opened is None:
            store.sign_in(login, PASSWORD)
        else:
            store.resume(opened)

    def do(self, login: str, verb: Callable[..., Any], second: str = "", **arguments: Any) -> Any:
        """One act; `second` is the login of who signs beside, or the logins of all who do."""
        store = self.store(login)
        key = arguments.pop("act", ids.new())
        tokens = ""
        for each in second.split():
            token = store.vouch(verb, each, PASSWORD, **{**arguments, "second": tokens})
            tokens = f"{tokens} {token}".strip()
        return store.run(verb, act=key, second=tokens, **arguments)

    def ask(self, login: str, query: Callable[..., Any], **arguments: Any) -> Any:
        """One question."""
        return self.store(login).read(query, **arguments)

    def id_of(self, login: str) -> str:
        """A person's account id."""
        if login not in self._accounts:
            with self.database.read() as session:
                found = session.execute(select(Account.login, Account.id))
                self._accounts |= {row.login: row.id for row in found}
        return self._accounts[login]

    @property
    def database(self) -> Database:
        """The store below, for looking at rows."""
        return (next(iter(self._stores.values()), None) or self.store("guan1")).database

    def case(self, alias: str) -> str:
        """A case's id by its alias."""
        if alias not in self._cases:
            with self.database.read() as session:
                asked = select(CaseFile.id).where(CaseFile.alias == alias)
                self._cases[alias] = session.scalars(asked).all()[0]
        return self._cases[alias]

    def refusals(self) -> list[str]:
        """The codes of every refusal in the trail, oldest first."""
        import json

        from db.ledger import queries

        with self.database.read() as session:
            found = queries.page(session, kind="REFUSED", limit=1_000, offset=0)
            return [json.loads(e.body)["code"] for e in reversed(found)]

    # -- builders ----------------------------------------------------------------------------------

    def shots(self, *kinds: str) -> tuple[Shot, ...]:
        """Photos already kept, one of each kind."""
        store = self.store("guan1")
        return tuple(
            Shot(store.keep(f"photo {k} {ids.new()}".encode()), k, self.clock.at) for k in kinds
        )

    def weighed(self, weight_mg: int | None) -> Weighing | None:
        """What the scale of the counter says when a thing weighs so much."""
        if weight_mg is None:
            return None
        return Weighing(weight_mg, f"{weight_mg / 1000:.3f} g", "一号秤", step_mg=1)

    def new(self, name: str = "公文包", category: str = "other", **more: Any) -> NewItem:
        """A card to be registered."""
        given: dict[str, Any] = {
            "quantity": 1,
            "unit": "件",
            "measure": "seize",
            "measured_at": self.clock.at - timedelta(days=1),
            "list_no": "清单1",
            "list_row": 1,
            "description": "棕色皮质，无明显破损，内空",
        }
        if category == "watch":
            given |= {"unit": "块", "details": {"brand": "欧米茄", "case_no": ids.new()[:12]}}
        return NewItem(name=name, category=category, **{**given, **more})

    def registered(
        self, *items: NewItem, case: str = "案甲", by: str = "cha1"
    ) -> tuple[ItemRow, ...]:
        """Cards in DRAFT."""
        rows: tuple[ItemRow, ...] = self.do(
            by, custody.register, case_id=self.case(case), items=items or (self.new(),)
        )
        return rows

    def declared(self, *items: NewItem, case: str = "案甲") -> tuple[ItemRow, ...]:
        """Cards in PENDING, declared by two officers of the case."""
        by, beside = ("cha1", "cha2") if case == "案甲" else ("cha3", "cha2")
        rows = self.registered(*items, case=case, by=by)
        lists = dict.fromkeys(row.list_no for row in rows)
        told: tuple[ItemRow, ...] = self.do(
            by,
            custody.declare,
            beside,
            case_id=self.case(case),
            item_ids=tuple(r.id for r in rows),
            listed=len(rows),
            papers=(*(Paper("list", n) for n in lists), Paper("notice", "通知1")),
            witness="见证人甲",
        )
        return told

    def received(
        self, *items: NewItem, case: str = "案甲", place: str = "A-01"
    ) -> tuple[ItemRow, ...]:
        """Cards in IN, on a shelf."""
        return tuple(self.receive(row.id, place=place) for row in self.declared(*items, case=case))

    def receive(self, item_id: str, *, place: str = "A-01", **more: Any) -> ItemRow:
        """Receive one pending card; a valuable one into the valuables' cabinet, with a second custodian."""
        from app.custody import views

        card = self.ask("guan1", views.card, item_id=item_id)
        valuable = card.row.tier != "ordinary"
        kinds = ("overall", "feature", "seal", "scale") if valuable else ("overall", "seal")
        given: dict[str, Any] = {
            "item_id": item_id,
            "quantity": card.row.quantity,
            "place": "G-01" if valuable and place == "A-01" else place,
            "photos": self.shots(*kinds),
            "seal_no": card.row.seal_no or f"S{ids.digits(9)}",
            "delivered_by": tuple(who for part, who, _ in card.parts if part == "seizer"),
        }
        given |= {"weighing": self.weighed(more.get("weight_mg"))}
        row: ItemRow = self.do(
            more.pop("by", "guan1"),
            custody.receive,
            "guan2" if valuable else "",
            **{**given, **more},
        )
        return row

    def close(self) -> None:
        """Give back every connection."""
        for store in self._stores.values():
            store.close()
        self._stores.clear()


def sign_in_all(store: Store, logins: Iterable[str]) -> None:
    """Each at his own station, where `World.store` finds him."""
    for login in logins:
        Store(store.database, station=f"站-{login}", time_of=store.time_of).sign_in(login, PASSWORD)


def found(url: str) -> None:
    """Lay a store with everybody, the places and the two cases."""
    one, two = (
        NewPerson(login, name, password)
        for (login, (name, _)), password in zip(
            ADMINS.items(), (PASSWORD, FIRST_PASSWORD), strict=True
        )
    )
    clock = Clock(START - timedelta(days=60))
    store = bootstrap.lay(
        url,
        bootstrap.Founding("某市纪委监委", "一号库", one, two, places=PLACES),
        station="站-0",
        time_of=clock,
    )
    store.sign_in("xi1", PASSWORD)
    known = {
        login: store.run(identity.create_account, person=NewPerson(login, name, FIRST_PASSWORD)).id
        for login, (name, _) in PEOPLE.items()
    }
    for login in ("bao1", *PEOPLE):  # everybody chooses his own
        store.sign_in(login, FIRST_PASSWORD)
        store.run(identity.change_password, old=FIRST_PASSWORD, new=PASSWORD)
        store.sign_out()
    store.sign_in("bao1", PASSWORD)
    for login, (_, role) in PEOPLE.items():
        arguments = {"account_id": known[login], "role": role}
        token = store.vouch(identity.appoint, "xi1", PASSWORD, **arguments)
        store.run(identity.appoint, second=token, **arguments)
    for alias, by, head in (
        ("案甲", "cha1", "shen1"),
        ("案乙", "cha3", "shen3"),
    ):
        store.sign_in(by, PASSWORD)
        case = store.run(
            cases.open_case,
            case=NewCase(alias, f"{alias}专案", "discipline", "第一审查调查室", "立〔2026〕1号"),
        )
        # who opened the case names nobody: the leader puts a head on it, the head the others
        for names, login, duty in (
            ("shen2", head, "head"),
            (head, "shen2", "leader"),
            (head, "cha2", "handler"),
        ):
            store.sign_in(names, PASSWORD)
            store.run(cases.set_member, case_id=case.id, account_id=known[login], duty=duty)
    store.sign_out()
    sign_in_all(store, (*ADMINS, *PEOPLE))
    store.close()


@contextmanager
def sqlite_world(template: Path, folder: Path) -> Iterator[World]:
    """A copy of the template file."""
    file = folder / "store.db"
    shutil.copyfile(template, file)
    world = World(f"sqlite:///{file}")
    try:
        yield world
    finally:
        world.close()


def refused(code: str, deed: Callable[[], Any]) -> errors.Refusal:
    """The refusal that a deed meets; fails the test when it is another one or none."""
    with pytest.raises(errors.Refusal) as caught:
        deed()
    assert caught.value.code == code, f"refused with {caught.value}, not {code}"
    return caught.value
