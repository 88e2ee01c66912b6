"""The tests of tests/app/custody/test_corrections.py over the wire."""

import pytest

from tests.app.custody.test_corrections import *  # noqa: F403

pytestmark = pytest.mark.nightly
