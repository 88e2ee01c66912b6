"""封转上级 from an officer's station before a real server process: sealed anew there, emptied at the centre."""

import pytest

from tests.app.reporting.test_passing_up import *  # noqa: F403
from tests.app.reporting.test_passing_up import filed

__all__ = ["filed"]

pytestmark = pytest.mark.nightly
