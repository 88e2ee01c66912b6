"""封转上级 from an officer's station before a real server process: sealed anew there, emptied at the centre."""

import pytest

from tests.app.reporting.test_passing_up import (
    filed,
    test_it_goes_up_sealed_with_all_that_was_said_and_the_receipt_goes_on,
    test_nothing_is_lost_or_put_in_on_the_way_and_only_the_superior_can_open_it,
)

__all__ = [
    "filed",
    "test_it_goes_up_sealed_with_all_that_was_said_and_the_receipt_goes_on",
    "test_nothing_is_lost_or_put_in_on_the_way_and_only_the_superior_can_open_it",
]

pytestmark = pytest.mark.nightly
