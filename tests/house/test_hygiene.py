"""The watch over the tests itself: what it must notice, and what it must let pass."""

import argparse
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.support import hygiene, scenarios, slices

ROOT = Path(__file__).parents[2]


@pytest.mark.expects_warnings
def test_a_warning_in_the_log_is_heard_and_a_remark_is_not():
    with hygiene.listening() as heard:
        logging.getLogger("anku.test").info("all is well")
        logging.getLogger("anku.test").warning("the scale is silent")

    assert heard == ["WARNING anku.test: the scale is silent"]


def test_a_thread_that_goes_on_is_named_and_one_that_ends_in_time_is_not(monkeypatch):
    monkeypatch.setattr(hygiene, "GRACE", 0.2)
    before = hygiene.threads()
    stop = threading.Event()
    going_on = threading.Thread(target=stop.wait, name="grabber")
    going_on.start()
    try:
        assert hygiene.leftover_threads(before) == ["grabber"]
    finally:
        stop.set()
    assert hygiene.leftover_threads(before) == []


def test_a_window_left_open_is_named(qapp):
    before = set(hygiene.windows())
    window = QWidget()
    window.setObjectName("forgotten")

    assert "forgotten" in hygiene.leftover_windows(before)[0]

    window.deleteLater()
    assert hygiene.leftover_windows(before) == []


def test_slices_share_the_tests_among_them(request):
    """What pytest deselects for `--slice` is what `is_in` says, and each test is in one slice."""
    here = [item.nodeid for item in request.session.items if item.path == Path(__file__)]
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n0", "--slice", "2/3"]
    done = subprocess.run(
        [*command, __file__], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = {line for line in done.stdout.splitlines() if "::" in line}

    for name in here:
        (part,) = (part for part in (1, 2, 3) if slices.is_in(name, (part, 3)))
        assert (name in found) == (part == 2)
    assert found


@pytest.mark.parametrize("wrong", ["0/3", "4/3", "1", "a/b"])
def test_a_slice_that_is_none_is_refused(wrong):
    with pytest.raises(argparse.ArgumentTypeError):
        slices.slice_of(wrong)


def test_scenarios_stand_in_the_order_of_their_numbers():
    assert sorted(["C10", "C2", "C1"], key=scenarios.natural) == ["C1", "C2", "C10"]
