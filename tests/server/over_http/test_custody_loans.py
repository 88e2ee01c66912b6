"""The tests of tests/app/custody/test_loans.py over the wire."""

import pytest

from tests.app.custody.test_loans import *  # noqa: F403

pytestmark = pytest.mark.nightly
