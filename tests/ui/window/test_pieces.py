"""A page that is made piece by piece is a widget from its first piece on: it may be measured, drawn and pressed."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.support.pages import Seat
from ui.catalogue import PAGES
from ui.shell.pages import InPieces


def _in_pieces() -> list[type[Any]]:
    named = (spec.path.rpartition(".") for spec in PAGES)
    made = (getattr(importlib.import_module(module), name) for module, _, name in named)
    return [page for page in made if issubclass(page, InPieces)]


@pytest.mark.parametrize("page", _in_pieces(), ids=lambda page: page.__name__)
def test_a_page_bears_another_size_a_look_and_a_key_after_each_of_its_pieces(
    sit: Callable[[str], Seat], page: type[Any]
) -> None:
    # An error in an event amid Qt's own work is more than a line in a log: Shiboken may free another event's
    # method for it, and the window dies later, elsewhere (docs/STATUS.md).
    seat = sit("guan1")
    half = seat.show(page(seat.station, whole=False))
    for at, _ in enumerate(half.pieces()):
        half.resize(1100 if at % 2 else 700, 600)
        half.grab()
        QTest.keyClick(half, Qt.Key.Key_Escape)
    assert half.is_whole
    half.grab()
