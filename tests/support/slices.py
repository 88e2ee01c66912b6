"""Which tests run: the nightly ones only when asked for, and one slice of all when that is asked for."""

import argparse
import zlib

import pytest


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
    """Deselect in place; a test never moves between slices when others come or go."""
    kept = [item for item in items if _is_wanted(config, item)]
    dropped = [item for item in items if not _is_wanted(config, item)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


def _is_wanted(config: pytest.Config, item: pytest.Item) -> bool:
    if item.get_closest_marker("nightly") and not config.getoption("--nightly"):
        return False
    chosen = config.getoption("--slice")
    if chosen is None:
        return True
    part, parts = chosen
    return zlib.crc32(item.nodeid.encode()) % parts == part - 1
