"""The single places: what only one module may do, no other module does.

Ruff's list of banned names says the same while one types; this test also sees what a per-file
exception there would let through.
"""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CLOCK = {"now", "utcnow", "today"}
STATEMENTS = {"select", "insert", "update", "delete", "text", "func"}


@dataclass(frozen=True)
class Module:
    """What a module calls, as it is written, and every name that it imports, in full: `sqlalchemy.select`."""

    calls: frozenset[str]
    imported: frozenset[str]


def modules(*floors: str) -> Iterator[tuple[str, Module]]:
    for floor in floors:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), read(path)


@functools.cache
def read(path: Path) -> Module:
    return module(path.read_text("utf-8"))


def module(source: str) -> Module:
    calls: set[str] = set()
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            calls.add(dotted(node.func))
        elif isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imported.update(f"{node.module}.{alias.name}" for alias in node.names)
    return Module(frozenset(calls), frozenset(imported))


def dotted(node: ast.AST) -> str:
    """`datetime.now` of `datetime.now()`; empty for what is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def reads_the_clock(it: Module) -> bool:
    wanted = {f"{kind}.{name}" for kind in ("datetime", "date") for name in CLOCK}
    found = {".".join(name.split(".")[-2:]) for name in it.calls}
    return bool(found & (wanted | {"time.time", "time.time_ns"}))


def makes_ids(it: Module) -> bool:
    return bool({name.split(".")[-1] for name in it.calls} & {"uuid1", "uuid4", "uuid7"})


def commits(it: Module) -> bool:
    return any(name.endswith(".commit") for name in it.calls)


def writes_statements(it: Module) -> bool:
    return any(
        name.split(".")[0] == "sqlalchemy" and name.split(".")[-1] in STATEMENTS
        for name in it.imported
    )


def hops_threads(it: Module) -> bool:
    hops = {"threading.Thread", "PySide6.QtCore.QThread", "PySide6.QtCore.QThreadPool"}
    return bool(it.imported & hops) or "threading.Thread" in it.calls


def shows_message_boxes(it: Module) -> bool:
    return "PySide6.QtWidgets.QMessageBox" in it.imported


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
    assert {name for name, it in modules(*floors) if power(it)} <= places


def test_the_test_sees_what_it_forbids():
    it = module(
        "import threading\nfrom sqlalchemy import select\nfrom PySide6.QtWidgets import QMessageBox\n"
        "datetime.now(UTC); uuid.uuid4(); session.commit(); threading.Thread()"
    )
    powers = (reads_the_clock, makes_ids, commits, writes_statements, hops_threads)

    assert all(power(it) for power in (*powers, shows_message_boxes))
