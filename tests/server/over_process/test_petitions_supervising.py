"""The tests of tests/app/petitions/test_supervising.py before a real server process."""

import pytest

from tests.app.petitions.test_supervising import *  # noqa: F403

pytestmark = pytest.mark.nightly
