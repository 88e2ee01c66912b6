"""What the tests of the counter's pages share."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings

from tests.support.world import World
from tests.ui.custody.counter import Counter
from ui.shell import settings
from ui.work import Work


@pytest.fixture
def counter(room: World, work: Work) -> Iterator[Counter]:
    """Stations on the store of the scenarios."""
    settings.prepare()
    QSettings().clear()
    made = Counter(room, work)
    yield made
    made.close()
