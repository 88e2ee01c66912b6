"""The tests of tests/app/leads/test_packing.py before a real server process."""

import pytest

from tests.app.leads.test_packing import *  # noqa: F403

pytestmark = pytest.mark.nightly
