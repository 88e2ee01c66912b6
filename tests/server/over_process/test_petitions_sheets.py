"""The tests of tests/app/petitions/test_sheets.py before a real server process."""

import pytest

from tests.app.petitions.test_sheets import *  # noqa: F403

pytestmark = pytest.mark.nightly
