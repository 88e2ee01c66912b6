"""What is made once for all workers of a run, because it takes long: by whichever asks first, while the others wait."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this name with what `make` puts into it. It is to be copied, never written into."""
    here = factory.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / f"common-{name}"
    turn = QLockFile(f"{folder}.lock")
    turn.setStaleLockTime(0)  # it takes as long as it takes
    turn.lock()
    try:
        if not folder.exists():
            begun = folder.with_name(f"{folder.name}.begun")
            begun.mkdir()
            make(begun)
            begun.rename(folder)
    finally:
        turn.unlock()
    return folder
