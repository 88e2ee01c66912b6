"""The tests of tests/app/sync/test_protocol.py before a real server process."""

import pytest

from tests.app.sync.test_protocol import *  # noqa: F403

pytestmark = pytest.mark.nightly
