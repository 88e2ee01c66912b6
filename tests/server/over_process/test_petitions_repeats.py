"""The tests of tests/app/petitions/test_repeats.py before a real server process."""

import pytest

from tests.app.petitions.test_repeats import *  # noqa: F403

pytestmark = pytest.mark.nightly
