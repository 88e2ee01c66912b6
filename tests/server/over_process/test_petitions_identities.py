"""The tests of tests/app/petitions/test_identities.py before a real server process."""

import pytest

from tests.app.petitions.test_identities import *  # noqa: F403

pytestmark = pytest.mark.nightly
