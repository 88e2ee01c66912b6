"""The tests of tests/app/custody/test_intake.py over the wire."""

from tests.app.custody.test_intake import *  # noqa: F403
