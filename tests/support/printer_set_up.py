"""A printer set up at this computer, as a person would have done in the settings."""

import contextlib
from collections.abc import Iterator
from typing import Any

from app.labels import printers
from app.labels.printers import Printer


@contextlib.contextmanager
def using(**what: Any) -> Iterator[Printer]:
    """One printer with these fields, in use until the end."""
    printers.save((Printer(**what),))
    try:
        yield printers.load()[0]
    finally:
        printers.save(())
