"""The tests of tests/app/reporting/test_filing.py before a real server process."""

import pytest

from tests.app.reporting.test_filing import *  # noqa: F403

pytestmark = pytest.mark.nightly
