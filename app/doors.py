"""The three ways to a store by its URL: a file, a database server, or the centre over HTTPS."""

import os
from collections.abc import Callable

from app import bootstrap
from app.progress import Upgrade
from app.store import Store


def is_centre(url: str) -> bool:
    """Whether the URL names a centre and no books."""
    return url.startswith(("https://", "http://"))


def open_store(
    url: str, *, station: str = "", told: Callable[[Upgrade], object] = lambda _: None
) -> Store:
    """Open a store, wherever it is; `ANKU_CA` names the file with the organ's own authority (PEM).

    `told` hears of each step when books are brought up to date first.
    """
    if not is_centre(url):
        return bootstrap.open_store(url, station=station, told=told)
    from app import remote  # what crosses a network is loaded when one does
    from app.sync.store import DeskStore

    bootstrap.load_features()
    line = remote.line_to(url, ca=os.environ.get("ANKU_CA", ""))
    found = DeskStore(line, station=station or bootstrap.station_name())
    try:
        found.about()
    except BaseException:
        found.close()
        raise
    return found
