"""Schema revisions. `HEAD` is kept beside them so that a start need not load Alembic to compare."""

from typing import Final

HEAD: Final = "0025"
