"""The tests of tests/app/leads/test_walk.py before a real server process."""

import pytest

from tests.app.leads.test_walk import *  # noqa: F403

pytestmark = pytest.mark.nightly
