"""The tests of tests/app/custody/test_endings.py over the wire."""

import pytest

from tests.app.custody.test_endings import *  # noqa: F403

pytestmark = pytest.mark.nightly
