"""What ships is used: every icon is named somewhere in the window's code."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def named(floor: Path) -> set[str]:
    """Every text constant in the code: an icon is always named by one."""
    return {
        node.value
        for path in floor.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_icon_is_used():
    icons = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert len(icons) > 40
    assert icons - named(ROOT / "ui") == set(), "delete what no code names"


def test_an_icon_that_nobody_names_is_noticed(tmp_path):
    (tmp_path / "page.py").write_text('button.setIcon(icons.icon("printer"))\n')
    assert {"printer", "unused"} - named(tmp_path) == {"unused"}
