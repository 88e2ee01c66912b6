"""A centre with its public pages in a process of its own, over a city whose organs have keys."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.reporting import keys, service
from tests.support import centre
from tests.support.city import City
from tests.support.world import Clock


@dataclass(slots=True)
class Public:
    """The city, the address of its pages, the organs' keys, and where its log goes."""

    city: City
    url: str
    keys: dict[str, keys.OrganKey]
    home: Path
    log: Path


def opened(city: City, tmp_path: Path) -> Iterator[Public]:
    """Keys for the city and one district, and the process."""
    made: dict[str, keys.OrganKey] = {}
    for code in ("SHI", "QU1"):
        made[code], _ = keys.make(code, "a passphrase of the organ")
        public = made[code].public.hex()
        city.do("bao1", service.add_key, organ_id=city.organ(code), public=public)
    home, log = tmp_path / "home", tmp_path / "server.log"
    home.mkdir()
    env = {
        "ANKU_HOME": str(home),
        "TMPDIR": str(home),
        "ANKU_EXIT_URL": "/zh/protect",
    }
    with (
        log.open("wb") as heard,
        centre.serving(city.url, "--public-only", "--proxied", heard=heard, **env) as run,
    ):
        yield Public(city, run.url, made, home, log)


@pytest.fixture
def public(city: City, tmp_path: Path) -> Iterator[Public]:
    """On both engines."""
    yield from opened(city, tmp_path)


@pytest.fixture
def pages(sqlite_city: Path, tmp_path: Path) -> Iterator[Public]:
    """On SQLite only: for what a browser sees."""
    file = tmp_path / "city.db"
    shutil.copyfile(sqlite_city, file)
    city = City(f"sqlite:///{file}", clock=Clock())
    yield from opened(city, tmp_path)
    city.close()
