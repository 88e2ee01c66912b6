"""What every test of the window shares."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.shell import lang, theme
from ui.work import Work


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Each test begins in English and light, and leaves it so."""
    theme.apply(qapp, theme.Mode.LIGHT)
    lang.apply(qapp, "en")
    yield
    lang.apply(qapp, "en")
    theme.apply(qapp, theme.Mode.LIGHT)


@pytest.fixture
def work(qapp: QApplication) -> Iterator[Work]:
    """Real worker threads, joined at the end."""
    made = Work()
    yield made
    assert made.close(5.0)
