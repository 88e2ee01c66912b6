"""What every test stands on: no screen, no traces left, a real PostgreSQL, and the store on both engines."""

import builtins
import gc
import importlib
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# before anything imports Qt: the tests open no window on a developer's desk
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import argon2
import hypothesis
import pytest
import sqlalchemy
from pytestqt.qtbot import QtBot

import ui
from app.audit import verifying
from app.identity import secrets
from app.reporting import keys
from app.sync import keyring
from db.migrations import run as migrations
from tests.support import city as city_of
from tests.support import hygiene, lending, postgres, slices
from tests.support import world as world_of
from tests.support.common import made_once

# ------------------------------------------------------------------ which tests run, and how hard


def pytest_addoption(parser: pytest.Parser) -> None:
    slices.add_options(parser)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    # thousands of stores are laid and thrown away: in memory, where there is plenty, a slow disk holds nobody up
    memory = Path("/dev/shm")
    if "TMPDIR" not in os.environ and memory.is_dir() and shutil.disk_usage(memory).free > 8 << 30:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)
    # Qt's own import reads the source of all that is loaded, and two threads that load at once collide in it
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = ui.IMPORT
    if config.getoption("--nightly"):
        config.option.timeout = 0  # there is all night
    # nothing here is timed: a wait ends when it is so, and only what never comes is given up
    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
        wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": 30_000}
    # a kill is taken as Ctrl-C: the workers are ended and the fixtures tidy up
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # two cores are shared with the rest of the suite: a slow example is no fault of the code
    hypothesis.settings.register_profile("suite", deadline=None, max_examples=60, print_blob=True)
    hypothesis.settings.register_profile(
        "nightly", deadline=None, max_examples=2000, print_blob=True
    )
    hypothesis.settings.load_profile("nightly" if config.getoption("--nightly") else "suite")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    slices.choose(config, items)
    slices.deal(config, items)


def pytest_collection_finish() -> None:
    # what was loaded for the tests stays: no collection looks through its half million objects again
    gc.freeze()


@pytest.fixture(scope="session")
def nightly(pytestconfig: pytest.Config) -> bool:
    """Whether there is all night: `200 if nightly else 20` kills."""
    return bool(pytestconfig.getoption("--nightly"))


# ------------------------------------------------------------------ nothing is left behind


@pytest.fixture(autouse=True)
def leaves_no_trace(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs an unexpected warning, or leaves a thread or a window behind."""
    threads, windows = hygiene.threads(), set(hygiene.windows())
    with hygiene.listening() as warnings:
        yield
    if request.node.get_closest_marker("expects_warnings"):
        warnings.clear()
    left = {
        "warnings in the log": warnings,
        "threads left running": hygiene.leftover_threads(threads),
        "windows left open": hygiene.leftover_windows(windows),
    }
    found = {what: which for what, which in left.items() if which}
    if found:
        pytest.fail("; ".join(f"{what}: {which}" for what, which in found.items()), pytrace=False)


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The program's data folder for this run: nobody's real storeroom is touched."""
    home = tmp_path_factory.mktemp("anku-home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANKU_HOME", str(home))
        for name in ("ANKU_DB", "ANKU_PASSWORD", "ANKU_SECOND_PASSWORD"):
            patch.delenv(name, raising=False)
        # children that the tests start find our packages from any folder
        patch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
        yield home


@pytest.fixture(autouse=True, scope="session")
def cheap_passwords() -> Iterator[None]:
    """Thousands sign in, hundreds at desks of their own: here a hash costs nearly nothing. What it costs in the field,
    test_secrets and the tests of processes of their own tell."""
    with pytest.MonkeyPatch.context() as patch:
        cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(secrets, "_hasher", lambda: cheap)
        patch.setattr(keyring, "_COST", {**keyring._COST, "time_cost": 1, "memory_cost": 8})
        patch.setattr(keys, "_TIME", 1)
        patch.setattr(keys, "_MEMORY", 8)
        yield


@pytest.fixture(autouse=True, scope="session")
def verified_here() -> Iterator[None]:
    """Hundreds of windows open: here no process is started for each. That one is, the journeys and test_apart show."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verifying, "verify_apart", verifying.verify)
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled_once() -> Iterator[None]:
    """Thousands of stores of two kinds are opened: what a statement becomes is made out once for each kind.

    The first of a kind that reached its database is shared: before that a dialect does not know what it speaks to.
    """
    first: dict[str, sqlalchemy.Engine] = {}

    def create(url: sqlalchemy.URL, **given: Any) -> sqlalchemy.Engine:
        made = sqlalchemy.create_engine(url, query_cache_size=4_000, **given)
        kind = f"{made.dialect.name} {given.get('module')}"
        if known := first.get(kind):
            made.dialect, made._compiled_cache = known.dialect, known._compiled_cache
            lending.share(made, str(given.get("connect_args")))
        else:
            sqlalchemy.event.listen(made, "connect", lambda *_: first.setdefault(kind, made))
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.session.create_engine", create)
        yield


@pytest.fixture(autouse=True, scope="session")
def laid_once() -> Iterator[None]:
    """Hundreds of desks begin their file: what the migrations make of an empty one is worked out once, and told again."""
    told: list[str] = []
    real = migrations.upgrade_unguarded

    def upgrade(connection: sqlalchemy.Connection) -> None:
        if migrations.current(connection):
            real(connection)  # a file of an older program
            return
        if not told:
            real(connection)
            made = connection.exec_driver_sql(
                "SELECT sql FROM pragma_table_list JOIN sqlite_master USING (name)"
                " WHERE pragma_table_list.type <> 'shadow'"
                " UNION ALL SELECT sql FROM sqlite_master WHERE type <> 'table' AND sql IS NOT NULL"
            )
            at = f"INSERT INTO alembic_version VALUES ('{migrations.current(connection)}')"
            told.extend([*made.scalars(), at])
            return
        for statement in told:
            connection.exec_driver_sql(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "upgrade_unguarded", upgrade)
        yield


# ------------------------------------------------------------------ a real PostgreSQL


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Server]:
    """One server for each worker, started when the first test asks for it: a copy of what was laid once for all."""
    laid = made_once(tmp_path_factory, "postgres", _lay_server)
    with postgres.running(like=laid) as server:
        yield server


def _lay_server(folder: Path) -> None:
    with postgres.running(into=folder) as server:
        server.lay_template(lay_schema, lending.WORLD)
        server.lay_template(city_of.found, lending.CITY)


@pytest.fixture(scope="session")
def lender(postgres_server: postgres.Server) -> Iterator[lending.Lender]:
    """Lends databases that were used before and are as good as new."""
    made = lending.Lender(postgres_server)
    yield made
    made.close()


@pytest.fixture
def postgres_url_factory(
    postgres_server: postgres.Server,
) -> Iterator[Callable[[], str]]:
    """Each call makes a fresh database with the schema laid, gone after the test."""
    made: list[str] = []

    def fresh() -> str:
        made.append(postgres_server.create(lending.WORLD))
        return made[-1]

    yield fresh
    for url in made:
        postgres_server.drop(url)


# ------------------------------------------------------------------ the store on both engines


def lay_schema(url: str) -> None:
    """Lay what every store of the tests begins with."""
    world_of.found(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that every fresh SQLite store is a copy of."""
    return made_once(tmp_path_factory, "world", _laid(world_of.found)) / "store.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[world_of.World]:
    """The people, places and cases of the scenarios, on both engines."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        with world_of.sqlite_world(template, tmp_path) as made:
            yield made
        return
    lender = request.getfixturevalue("lender")
    made = world_of.World(lender.lend(lending.WORLD))
    yield made
    made.close()
    lender.take_back(made.url)


@pytest.fixture
def room(sqlite_template: Path, tmp_path: Path) -> Iterator[world_of.World]:
    """The same on SQLite only: for what does not depend on the engine."""
    with world_of.sqlite_world(sqlite_template, tmp_path) as made:
        yield made


# ------------------------------------------------------------------ the city, on both engines


@pytest.fixture(scope="session")
def sqlite_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that every fresh city on SQLite is a copy of."""
    return made_once(tmp_path_factory, "city", _laid(city_of.found)) / "store.db"


def _laid(found: Callable[[str], object]) -> Callable[[Path], object]:
    return lambda folder: found(f"sqlite:///{folder}/store.db")


@pytest.fixture(params=["sqlite", "postgresql"])
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[city_of.City]:
    """The world with the organs of a city and their people, on both engines."""
    if request.param == "sqlite":
        file = tmp_path / "city.db"
        shutil.copyfile(request.getfixturevalue("sqlite_city"), file)
        made = city_of.City(f"sqlite:///{file}")
        yield made
        made.close()
        return
    lender = request.getfixturevalue("lender")
    made = city_of.City(lender.lend(lending.CITY))
    yield made
    made.close()
    lender.take_back(made.url)
