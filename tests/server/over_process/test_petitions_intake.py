"""The tests of tests/app/petitions/test_intake.py before a real server process."""

import pytest

from tests.app.petitions.test_intake import *  # noqa: F403

pytestmark = pytest.mark.nightly
