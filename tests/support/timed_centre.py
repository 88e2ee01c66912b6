"""`anku server` by the clock of a test, which lies in a file and jumps over days."""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

from app import bootstrap
from app import main as program
from app.centre import Centre
from app.petitions import handling
from app.store import Store
from tests.support.timing import SharedClock

CLOCK = "ANKU_TEST_CLOCK"
LEADS_ENDED = "ANKU_TEST_LEADS_ENDED"


def main(args: Sequence[str]) -> int:
    """As the program's own."""
    clock, of = SharedClock(Path(os.environ[CLOCK])), Centre.of

    def unending(store: Store, blobs: str = "") -> Centre:
        found = of(store, blobs)
        found.longest = timedelta.max  # the scenarios jump over days
        return found

    with ExitStack() as changed:
        opening = partial(bootstrap.open_store, time_of=clock)
        changed.enter_context(patch.object(bootstrap, "open_store", opening))
        changed.enter_context(patch.object(Centre, "of", unending))
        if LEADS_ENDED in os.environ:
            bootstrap.load_features()
            changed.enter_context(patch.object(handling, "lead_counters", []))
        return program.main(args)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
