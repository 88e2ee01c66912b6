"""The tests of tests/app/petitions/test_life.py before a real server process."""

import pytest

from tests.app.petitions.test_life import *  # noqa: F403

pytestmark = pytest.mark.nightly
