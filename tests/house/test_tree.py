"""The tree: no floor beside the floors, no word of this computer in it, nothing left half done."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = {"app", "db", "ui", "bench", "tests"}
BESIDE = {"resources", "docs"}  # nothing in them runs
MADE = {"build", "dist", "shots"}  # by dev.py; git does not know them


def texts() -> list[Path]:
    """Every file of the repository that is text, also those not committed yet."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0")
    found = [ROOT / name for name in names if name] or list(ROOT.glob("[!.]*/**/*"))
    kinds = {".py", ".toml", ".md", ".json", ".ts", ".in", ".spec", ".lock", ".ini", ".mako", ""}
    return [path for path in found if path.suffix in kinds and path.is_file()]


def python_files() -> list[Path]:
    return [path for path in texts() if path.suffix == ".py"]


def test_there_is_no_other_top_level_package():
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith((".", "_"))}

    assert {f for f in folders if not f.endswith(".egg-info")} <= FLOORS | BESIDE | MADE


def test_dev_py_is_the_only_program_beside_the_floors():
    assert [p.name for p in ROOT.glob("*.py")] == ["dev.py"]


def test_what_lies_in_resources_does_not_run():
    assert not list((ROOT / "resources").rglob("*.py"))


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of one computer", r"(?<![\w./])/(work|root|home/\w+)/\w"),
        (
            "a package index",
            r"(files\.pythonhosted|pypi)\.(org|io)|registry\.npm|--(extra-)?index-url ",
        ),
        ("a thing not done", r"\b(TO" + r"DO|FIX" + r"ME|XXX)\b|NotImplemented" + "Error"),
    ],
)
def test_no_file_holds(what, pattern):
    mine = Path(__file__)
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in texts()
        if path != mine
        for match in [re.search(pattern, path.read_text("utf-8", errors="replace"))]
        if match
    ]
    assert found == [], what


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.relative_to(ROOT).parts[0] in FLOORS and not _opens_with_a_sentence(path)
    ]
    assert silent == []


def _opens_with_a_sentence(path: Path) -> bool:
    text = path.read_text("utf-8").removeprefix("#!/usr/bin/env python3\n").strip()
    return not text or text.startswith(('"""', 'r"""'))
