"""The single places: what only one module may do, no other module does.

Ruff's list of banned names says the same while one types; this test also sees what a per-file
exception there would let through.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CLOCK = {"now", "utcnow", "today"}
STATEMENTS = {"select", "insert", "update", "delete", "text", "func"}


def modules(*floors: str) -> Iterator[tuple[str, ast.Module]]:
    for floor in floors:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def dotted(node: ast.AST) -> str:
    """`datetime.now` of `datetime.now()`; empty for what is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def calls(tree: ast.AST) -> Iterator[str]:
    return (dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


def imported(tree: ast.AST) -> Iterator[str]:
    """Every name that is imported, in full: `sqlalchemy.select`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reads_the_clock(tree: ast.AST) -> bool:
    wanted = {f"{kind}.{name}" for kind in ("datetime", "date") for name in CLOCK}
    found = {".".join(name.split(".")[-2:]) for name in calls(tree)}
    return bool(found & (wanted | {"time.time", "time.time_ns"}))


def makes_ids(tree: ast.AST) -> bool:
    return bool({name.split(".")[-1] for name in calls(tree)} & {"uuid1", "uuid4", "uuid7"})


def commits(tree: ast.AST) -> bool:
    return any(name.endswith(".commit") for name in calls(tree))


def writes_statements(tree: ast.AST) -> bool:
    return any(
        name.split(".")[0] == "sqlalchemy" and name.split(".")[-1] in STATEMENTS
        for name in imported(tree)
    )


def hops_threads(tree: ast.AST) -> bool:
    hops = {"threading.Thread", "PySide6.QtCore.QThread", "PySide6.QtCore.QThreadPool"}
    return bool(set(imported(tree)) & hops) or "threading.Thread" in set(calls(tree))


def shows_message_boxes(tree: ast.AST) -> bool:
    return "PySide6.QtWidgets.QMessageBox" in set(imported(tree))


@pytest.mark.parametrize(
    ("power", "floors", "places"),
    [
        # an id carries its moment (UUIDv7)
        (reads_the_clock, ("app", "db", "ui", "server"), {"app/clock.py", "app/ids.py"}),
        (makes_ids, ("app", "db", "ui", "server"), {"app/ids.py"}),
        (commits, ("app", "db", "ui", "server"), {"db/session.py"}),
        (writes_statements, ("app", "ui", "server"), set()),
        # the watchdog must stand outside the thread that it watches
        (hops_threads, ("ui",), {"ui/work.py", "ui/shell/watchdog.py"}),
        (shows_message_boxes, ("ui",), {"ui/shell/notices.py"}),
    ],
)
def test_only_its_one_place(power, floors, places):
    assert {name for name, tree in modules(*floors) if power(tree)} <= places


def test_the_test_sees_what_it_forbids():
    tree = ast.parse(
        "import threading\nfrom sqlalchemy import select\nfrom PySide6.QtWidgets import QMessageBox\n"
        "datetime.now(UTC); uuid.uuid4(); session.commit(); threading.Thread()"
    )
    powers = (reads_the_clock, makes_ids, commits, writes_statements, hops_threads)

    assert all(power(tree) for power in (*powers, shows_message_boxes))
