"""The tests of tests/app/leads/test_links.py before a real server process."""

import pytest

from tests.app.leads.test_links import *  # noqa: F403

pytestmark = pytest.mark.nightly
