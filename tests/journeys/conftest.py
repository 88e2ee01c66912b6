"""The storeroom and the screen that every journey through the real window stands on."""

import compileall
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import bootstrap
from app.identity import service as identity
from tests.journeys.stage import ROOT, Stage, before
from tests.support import postgres, xvfb
from tests.support import world as world_of
from tests.support.common import made_once

_FIRST = "First-Of-All-2026"


@pytest.fixture(scope="session")
def todays_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that every storeroom of a journey is a copy of."""

    def lay(folder: Path) -> None:
        _lay_today(f"sqlite:///{folder}/store.db")

    return made_once(tmp_path_factory, "today", lay) / "store.db"


@pytest.fixture(scope="session")
def todays_database(postgres_server: postgres.Server) -> str:
    """The same on the server."""
    return postgres_server.lay_template(_lay_today, "today")


def _lay_today(url: str) -> None:
    """A store with everybody in it, laid three months ago; all have chosen their own password since."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world_of, "START", before() - timedelta(days=30))
        world_of.found(url)
    clock = world_of.Clock(before() - timedelta(days=29))
    store = bootstrap.open_store(url, station="站-0", time_of=clock)
    for login in world_of.PEOPLE:
        store.sign_in(login, world_of.PASSWORD)
        store.run(identity.change_password, old=world_of.PASSWORD, new=_FIRST)
        store.run(identity.change_password, old=_FIRST, new=world_of.PASSWORD)
    store.sign_out()
    store.close()


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """An installed program brings its bytecode: no window compiles a page in the middle of a person's work."""
    for part in ("app", "db", "ui", "tests"):
        compileall.compile_dir(ROOT / part, quiet=1)


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen for this run."""
    with xvfb.screen() as name:
        yield name


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Iterator[Callable[[Path], str]]:
    """Makes a storeroom of today in a folder, or on the server when the test asks for "postgresql"; answers its URL."""
    if getattr(request, "param", "sqlite") == "sqlite":
        template = request.getfixturevalue("todays_file")
        yield lambda folder: f"sqlite:///{shutil.copyfile(template, folder / 'store.db')}"
        return
    server, template = (
        request.getfixturevalue(name) for name in ("postgres_server", "todays_database")
    )
    made: list[str] = []

    def copy(_: Path) -> str:
        made.append(server.create(template))
        return made[-1]

    yield copy
    for url in made:
        server.drop(url)


@pytest.fixture
def stage(tmp_path: Path, fresh: Callable[[Path], str], display: str, nightly: bool) -> Stage:
    """Plays journeys through the real window."""
    return Stage(tmp_path, fresh, display, asserts_limit=nightly)
