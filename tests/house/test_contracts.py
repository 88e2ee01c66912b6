"""The import contracts bite: each is broken on purpose in a copy of the tree."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = [
    sys.executable,
    "-c",
    "from importlinter.cli import lint_imports_command as c; c()",
    "--no-logo",
    "--no-cache",
]


@pytest.fixture
def copy(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for floor in ("app", "db", "ui", "server"):
        shutil.copytree(
            ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path


def lint(tree: Path) -> tuple[int, str]:
    env = {"PATH": "", "PYTHONPATH": str(tree)}
    done = subprocess.run(LINT, cwd=tree, env=env, capture_output=True, text=True, check=False)
    return done.returncode, " ".join(done.stdout.split())


def test_the_tree_keeps_its_contracts(copy):
    code, told = lint(copy)

    assert code == 0, told


@pytest.mark.parametrize(
    ("module", "imports", "broken"),
    [
        ("db/session.py", "app.clock", "by importlib) BROKEN"),
        ("app/clock.py", "ui.work", "by importlib) BROKEN"),
        ("ui/work.py", "server.app", "by importlib) BROKEN"),
        ("server/app.py", "ui.work", "by importlib) BROKEN"),
        ("ui/work.py", "db.session", "through the store only BROKEN"),
        ("server/app.py", "db.session", "through the store only BROKEN"),
        ("server/app.py", "PySide6.QtCore", "Qt only in ui BROKEN"),
        ("app/clock.py", "PySide6.QtCore", "Qt only in ui BROKEN"),
        ("app/ledger/types.py", "app.custody.types", "Features in app lean one way BROKEN"),
        ("app/custody/rules.py", "sqlalchemy", "even through a friend BROKEN"),
        ("ui/work.py", "ui.shell.theme", "below them BROKEN"),
    ],
)
def test_a_broken_contract_is_told(copy, module, imports, broken):
    target = copy / module
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("a", encoding="utf-8") as code:
        code.write(f"\nimport {imports}\n")

    code, told = lint(copy)

    assert code == 1
    assert broken in told


def test_a_feature_without_a_place_is_told(copy):
    (copy / "app" / "gossip").mkdir()
    (copy / "app" / "gossip" / "__init__.py").touch()

    code, told = lint(copy)

    assert code == 1
    assert "app.gossip" in told
