"""The tests of tests/app/sync/test_witness.py before a real server process."""

import pytest

from tests.app.sync.test_witness import *  # noqa: F403

pytestmark = pytest.mark.nightly
