"""A pytest plugin that writes which test plays which scenario of the brief."""

import json
import re
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--scenarios", type=Path, default=None, help="write the map to this file")


def pytest_collection_finish(session: pytest.Session) -> None:
    target = session.config.getoption("--scenarios")
    if target is not None:
        target.write_text(json.dumps(scenarios_of(session.items)), encoding="utf-8")


def scenarios_of(items: list[pytest.Item]) -> dict[str, list[str]]:
    """`{"C1": [node ids]}`, in the order of the numbers."""
    found: dict[str, list[str]] = {}
    for item in items:
        for mark in item.iter_markers("scenario"):
            for name in mark.args:
                found.setdefault(name, []).append(item.nodeid)
    return dict(sorted(found.items(), key=lambda pair: natural(pair[0])))


def natural(name: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]
