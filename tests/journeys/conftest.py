"""The storeroom and the screen that every journey through the real window stands on."""

import compileall
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import bootstrap
from app.identity import service as identity
from tests.journeys.stage import ROOT, Stage, before
from tests.support import world as world_of
from tests.support import xvfb

_FIRST = "First-Of-All-2026"


@pytest.fixture(scope="session")
def todays_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with everybody in it, laid three months ago; all have chosen their own password since."""
    file = tmp_path_factory.mktemp("today") / "store.db"
    url = f"sqlite:///{file}"
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
    return file


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
def stage(tmp_path: Path, todays_template: Path, display: str, nightly: bool) -> Stage:
    """Plays journeys through the real window."""
    return Stage(tmp_path, todays_template, display, asserts_limit=nightly)
