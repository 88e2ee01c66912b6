"""The tests of tests/app/custody/test_loans.py over the wire."""

from tests.app.custody.test_loans import *  # noqa: F403
