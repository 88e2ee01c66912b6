"""The tree: no floor beside the floors, no word of this computer in it, nothing left half done."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = {"app", "db", "ui", "server", "bench", "tests"}
BESIDE = {"resources", "docs"}  # nothing in them runs
MADE = {"build", "dist", "shots"}  # by dev.py; git does not know them


def texts() -> list[Path]:
    """Every file of the project that is text, also those not committed yet."""
    kinds = {".py", ".toml", ".md", ".json", ".ts", ".in", ".spec", ".lock", ".mako", ".txt"}
    tops = [ROOT / ".ci", *(p for p in ROOT.iterdir() if not _is_made(p.name))]
    found = [path for top in tops for path in (top.rglob("*") if top.is_dir() else [top])]
    return [p for p in found if p.is_file() and (p.suffix in kinds or p.parent.name == ".ci")]


def _is_made(name: str) -> bool:
    return name.startswith(".") or name.endswith(".egg-info") or name in MADE


def python_files() -> list[Path]:
    return [path for path in texts() if path.suffix == ".py"]


def test_there_is_no_other_top_level_package():
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not _is_made(p.name)}

    assert folders - {"__pycache__"} <= FLOORS | BESIDE


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
        (
            "a moment's day without its zone",
            r"\b(now|now\(\)|recorded_at)\.date\(\)(?! - )(?!\.iso)",
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
