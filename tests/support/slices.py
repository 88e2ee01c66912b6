"""Which tests run, and in what order: the nightly ones only when asked for, one slice of all when that is asked for."""

import argparse
import zlib
from pathlib import Path
from typing import Final

import pytest

#: Folders and files whose tests take seconds each, much of it spent waiting for another process.
LONG: Final = frozenset({"journeys", "server", "test_walk.py", "test_told.py", "test_demo.py"})


def add_options(parser: pytest.Parser) -> None:
    group = parser.getgroup("anku")
    group.addoption(
        "--nightly", action="store_true", help="also what takes long, with large counts"
    )
    group.addoption(
        "--slice", type=slice_of, default=None, metavar="K/N", help="the K-th of N parts"
    )


def slice_of(text: str) -> tuple[int, int]:
    try:
        part, parts = (int(word) for word in text.split("/"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not K/N, as 2/5") from None
    if not 1 <= part <= parts:
        raise argparse.ArgumentTypeError(f"{text!r}: K must be from 1 to N")
    return part, parts


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect in place."""
    kept = [item for item in items if _is_wanted(config, item)]
    dropped = [item for item in items if not _is_wanted(config, item)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


def deal(config: pytest.Config, items: list[pytest.Item]) -> None:
    """File by file into as many hands as there are workers, the long ones first: nobody is left alone with one at the end."""
    hands = int(getattr(config, "workerinput", {}).get("workercount", 1))
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    order = sorted(files, key=lambda path: LONG.isdisjoint(path.parts))
    items[:] = [
        item for hand in range(hands) for path in order[hand::hands] for item in files[path]
    ]


def _is_wanted(config: pytest.Config, item: pytest.Item) -> bool:
    if item.get_closest_marker("nightly") and not config.getoption("--nightly"):
        return False
    chosen = config.getoption("--slice")
    return chosen is None or is_in(item.nodeid, chosen)


def is_in(nodeid: str, chosen: tuple[int, int]) -> bool:
    """Whether a test belongs to the K-th of N slices; it stays there when others come or go."""
    part, parts = chosen
    return zlib.crc32(nodeid.encode()) % parts == part - 1
