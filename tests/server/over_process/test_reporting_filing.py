"""What citizens filed, opened by the organ's clerks before a real server process; the pages have tests of their own."""

import pytest

from tests.app.reporting.test_filing import *  # noqa: F403
from tests.app.reporting.test_filing import (
    test_the_organ_is_chosen_before_anything_is_kept,
    test_without_any_key_nothing_is_taken,
)

del test_the_organ_is_chosen_before_anything_is_kept  # both are the public door's own:
del test_without_any_key_nothing_is_taken  # it stands where the books are

pytestmark = pytest.mark.nightly
