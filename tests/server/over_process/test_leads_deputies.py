"""The tests of tests/app/leads/test_deputies.py before a real server process."""

import pytest

from tests.app.leads.test_deputies import *  # noqa: F403

pytestmark = pytest.mark.nightly
