"""The tests of tests/app/cases/test_settling.py over the wire."""

from tests.app.cases.test_settling import *  # noqa: F403
