"""The tests of tests/app/leads/test_sheets.py before a real server process."""

import pytest

from tests.app.leads.test_sheets import *  # noqa: F403

pytestmark = pytest.mark.nightly
