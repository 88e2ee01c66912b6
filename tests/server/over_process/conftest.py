"""The scenarios of petitions and leads again, before a real server process on PostgreSQL: each person at a door over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.petitions.conftest import own_vault
from tests.support import lending, remote, timed_centre

__all__ = ["own_vault"]


@pytest.fixture
def city(
    request: pytest.FixtureRequest,
    own_vault: Path,
    lender: lending.Lender,
    tmp_path: Path,
) -> Iterator[remote.RemoteCity]:
    """The city, reached through `anku server`."""
    url = lender.lend(lending.CITY)
    # as in tests/app/petitions: a lead's own walk is over, unless a test counts the living ones
    ended = (
        ".leads." not in request.function.__module__ and "its_lead_lives" not in request.node.name
    )
    with remote.over_process(
        url, tmp_path, **({timed_centre.LEADS_ENDED: "1"} if ended else {})
    ) as found:
        yield found
    lender.take_back(url)
