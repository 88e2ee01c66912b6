"""The tests of tests/app/analysis/test_counts.py before a real server process."""

import pytest

from tests.app.analysis.test_counts import *  # noqa: F403

pytestmark = pytest.mark.nightly
