"""`anku demo`: a storeroom with people, cases and a history, built through the services act by act."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from app import bootstrap, clock, errors
from app.cases import service as cases
from app.cli.demo import city
from app.cli.demo.acts import Acts
from app.cli.demo.goods import Thing, things
from app.cli.demo.leads import Leads
from app.cli.demo.people import PLACES, ROOM, UNIT, Person, aliases, people
from app.cli.demo.petitions import Petitions
from app.cli.demo.stage import Clock, Stage
from app.cli.demo.story import DAYS, Plot, Story
from app.custody import categories
from app.identity import service as identity
from app.identity.types import NewPerson
from db.cases import queries as case_queries
from db.identity import queries as account_queries

#: How many hours before the end the last things come in, and how many: declared, declared, not yet declared.
_LATE: Final = ((13, 12), (12, 5), (1.5, 4))
PASSWORD: Final = "Lantern-2026-Yunchuan"
_SIMPLE: Final = (
    "electronics", "document_book", "other", "card_passbook", "drink_tobacco", "cash_cny", "watch",
    "seal_key_certificate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """How large a demo is wanted."""

    cases: int = 30
    items: int = 2_000
    photos: int = 200
    petitions: int = 60
    seed: int = 1
    password: str = PASSWORD


def build(
    url: str, wish: Wish, told: Callable[[int, int], None] = lambda at, of: None
) -> dict[str, Any]:
    """Lay a demo storeroom and tell who may sign in; refuses a store that holds cases (R55)."""
    chance = random.Random(wish.seed)
    staff = people(chance)
    end = clock.now()
    start = end - timedelta(days=DAYS)
    stage = Stage(url, wish.password, Clock(start - timedelta(days=8)), end)
    try:
        _lay(stage, staff, wish.password)
        _hire(stage, staff, wish.password, told)
        plots = _plots(chance, wish, stage)
        _hold_back(plots, wish.items)
        story = Story(stage, chance, wish.photos, plots, told)
        story.begin()
        Acts(story).plan()
        townspeople = _found_city(stage, wish, told)
        stage.play()
        rows = stage.ask("custodian1", cases.rows, limit=100_000)
    finally:
        stage.close()
    return {
        "accounts": [
            {"name": p.name, "login": p.login, "roles": [p.role], "password": wish.password}
            for p in (*staff, *townspeople)
        ],
        "cases": sorted(row.number for row in rows),
        "items": sum(row.items for row in rows),
    }


def _found_city(stage: Stage, wish: Wish, told: Callable[[int, int], None]) -> list[Person]:
    """The city with its petitions and leads: drawn by chances of their own, so that the storeroom's story stays as it was."""
    chance = random.Random(wish.seed + 7)
    townspeople = city.staff(chance)
    found = city.lay(stage, townspeople, wish.password, lambda: told(0, 1))
    Petitions(stage, chance, found, wish.petitions).plan()
    Leads(stage, random.Random(wish.seed + 8)).plan()
    return townspeople


def _lay(stage: Stage, staff: list[Person], password: str) -> None:
    """The store, or the one that stands there if it is still empty."""
    first, second = (NewPerson(p.login, p.name, password, p.department) for p in staff[:2])
    founding = bootstrap.Founding(UNIT, ROOM, first, second, practice=True, places=PLACES)
    try:
        store = bootstrap.open_store(stage.url, time_of=stage.clock)
    except errors.StoreEmpty:
        store = bootstrap.lay(stage.url, founding, station="建库", time_of=stage.clock)
    try:
        with store.database.read() as session:
            if case_queries.count(session, among=None, without=(), status="", words=""):
                raise errors.AlreadyThere(key=stage.url)
            stage.ids |= {a.login: a.id for a in account_queries.accounts(session)}
    finally:
        store.close()


def _hire(
    stage: Stage, staff: list[Person], password: str, told: Callable[[int, int], None]
) -> None:
    """Everybody gets an account, a role, and a password of his own choosing; `told` may break it off at each."""
    first = f"{password}#0"
    for person in staff[2:]:
        told(0, 1)
        if person.login in stage.ids:
            continue  # an earlier build was broken off here
        new = NewPerson(person.login, person.name, first, person.department)
        stage.ids[person.login] = stage.do("sysadmin", identity.create_account, person=new).id
        stage.do(
            "secadmin",
            identity.appoint,
            "sysadmin",
            account_id=stage.ids[person.login],
            role=person.role,
        )
        stage.begin_as(person.login, first)


def _plots(chance: random.Random, wish: Wish, stage: Stage) -> list[Plot]:
    """The cases with their things; some small early ones are settled by the end."""
    goods = things(chance, wish.items)
    weights = [chance.uniform(0.4, 1.6) for _ in range(wish.cases)]
    settles = {at for at in (1, 4, 6, 9) if at < wish.cases // 2} if wish.cases >= 3 else set()
    if wish.cases >= 3 and not settles:
        settles = {0}
    held: list[list[Thing]] = [[] for _ in range(wish.cases)]
    _fill(chance, held, goods, weights, settles)
    step = (DAYS - 3) / wish.cases
    return [
        Plot(
            at=stage.end
            - timedelta(days=DAYS - step * at, hours=-chance.randint(0, 5) if step > 1 else 0),
            alias=alias,
            department=1 + at % 3,
            things=held[at],
            settles=at in settles,
        )
        for at, alias in enumerate(aliases(chance, wish.cases))
    ]


def _hold_back(plots: list[Plot], items: int) -> None:
    """Two deliveries still wait at the counter at the end, a third is still written down."""
    wanted = [(hours, size) for hours, size in _LATE if size * 10 <= items]
    open_ = sorted((p for p in plots if not p.settles), key=lambda p: len(p.things), reverse=True)
    for (hours, size), plot in zip(wanted, open_, strict=False):
        kept = [t for t in plot.things if categories.get(t.category).stored][-size:]
        plot.things = [t for t in plot.things if not any(t is k for k in kept)]
        plot.late.append((hours, kept))


def _fill(
    chance: random.Random,
    held: list[list[Thing]],
    goods: list[Thing],
    weights: list[float],
    settles: set[int],
) -> None:
    """Deal the things out: a few simple ones to each case that will be settled, the rest by weight."""
    small = max(1, min(9, len(goods) // (4 * len(held)) + 1))
    left = list(goods)
    chance.shuffle(left)
    for at in sorted(settles):
        simple = [t for t in left if t.category in _SIMPLE][:small]
        held[at] = simple
        left = [t for t in left if not any(t is s for s in simple)]
    open_ = [at for at in range(len(held)) if at not in settles]
    for at, thing in zip(
        chance.choices(open_, [weights[at] for at in open_], k=len(left)), left, strict=True
    ):
        held[at].append(thing)
