"""The tests of tests/app/leads/test_adversarial.py before a real server process."""

import pytest

from tests.app.leads.test_adversarial import *  # noqa: F403

pytestmark = pytest.mark.nightly
