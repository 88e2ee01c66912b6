"""The tests of tests/app/requests/test_requests.py over the wire."""

from tests.app.requests.test_requests import *  # noqa: F403
