"""A small demo storeroom, built once through the command line, and a way to call the program."""

import contextlib
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app import main as door
from tests.support.common import made_once

PASSWORD = "Harbor-Lantern-77"


@dataclass(frozen=True)
class Said:
    """What one call of the program answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)


def anku(*args: str) -> Said:
    """The program, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = door.main(list(args))
    return Said(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    """(the store's URL, what `anku demo --json` printed)."""
    made = made_once(tmp_path_factory, "demo", _build)
    own = shutil.copytree(made, tmp_path_factory.mktemp("演示 库") / "demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANKU_PASSWORD", PASSWORD)
        yield f"sqlite:///{own}/demo.db", json.loads((own / "told.json").read_text("utf-8"))


def _build(folder: Path) -> None:
    size = ("--cases", "3", "--items", "30", "--photos", "3", "--petitions", "20")
    url = f"sqlite:///{folder}/demo.db"
    told = anku("demo", "--db", url, *size, "--password", PASSWORD, "--json")
    assert told.code == 0, told.err
    (folder / "told.json").write_text(told.out, "utf-8")


@pytest.fixture
def url(demo: tuple[str, Any]) -> str:
    """The store that the demo laid."""
    return demo[0]
