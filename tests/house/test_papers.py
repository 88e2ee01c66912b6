"""The papers agree with the house: the README's commands, the decisions' numbers and tests."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.fixture
def door(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    import dev

    yield dev
    sys.modules.pop("dev", None)


def test_the_first_two_commands_of_the_readme_are_run_and_test():
    block = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert block is not None
    commands = re.findall(r"^python3 dev\.py (\w+)", block.group(1), re.MULTILINE)

    assert commands == ["run", "test"]


def test_every_command_that_a_paper_names_is_one_of_the_door(door):
    named = set(re.findall(r"dev\.py (\w+)", README))

    assert named <= door.COMMANDS.keys()
    assert {name for name in door.COMMANDS if name in door.USAGE} == door.COMMANDS.keys()


def test_ci_runs_the_readmes_test_command():
    assert "python3 dev.py test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_has_its_five_lines(path):
    words = re.findall(r"^- \*\*(.+?)\.\*\*", path.read_text("utf-8"), re.MULTILINE)

    assert words == ["Context", "Decision", "Price", "Not chosen", "Kept by"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_the_tests_that_keep_a_decision_are_there(path):
    kept_by = path.read_text("utf-8").split("**Kept by.**")[1]
    named = re.findall(r"`(tests/[^`]+)`", kept_by)

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
