"""Photos that were kept and never used: set aside after a day, never deleted."""

from collections.abc import Collection

from app import clock
from app.audit.verifying import FRESH_FOR
from db import naming
from db.blobs import Blobs, FolderBlobs
from db.session import Database


def sweep(database: Database, blobs: Blobs, wanted: Collection[str] = ()) -> int:
    """Set strays aside and answer how many; `wanted` are those that an unfinished form still names."""
    if not isinstance(blobs, FolderBlobs):
        return 0  # the table of a networked store is append-only: strays stay, and are counted
    with database.read() as session:
        named = {*naming.everything(session), *wanted}
    strays = blobs.strays(named, (clock.now() - FRESH_FOR).timestamp())
    for name in strays:
        blobs.set_aside(name)
    return len(strays)
