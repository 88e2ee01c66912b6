"""A centre in a process of its own, and a clerk at a desk of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sync.store import DeskStore
from tests.support import centre, desks
from tests.support.city import City


@pytest.fixture
def city(sqlite_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    made = desks.lay(sqlite_city, tmp_path, monkeypatch)
    yield made
    made.close()


@pytest.fixture
def there(city: City) -> Iterator[centre.Serving]:
    with centre.serving(city.url) as found:
        yield found


@pytest.fixture
def desk(there: centre.Serving) -> Iterator[DeskStore]:
    with desks.sitting(there, "xf1") as store:
        yield store
