"""What a station does by itself from time to time: the nightly backup, photos that nobody names set aside."""

from pathlib import Path

from app import drafts
from app.audit import strays
from app.backup.service import backup_if_due
from app.store import Store

#: Who may see to the room's files; nobody else's station does.
ROLES = ("custodian", "store_head", "oversight", "sysadmin")


def upkeep(store: Store) -> Path | None:
    """Look after a store that lies on this computer; answers the backup, if one was due.

    A networked store is backed up where it stands, not by every station over the wire.
    """
    if not store.database.is_sqlite or store.read_only:
        return None
    made = backup_if_due(store)
    strays.sweep(store.database, store.blobs, drafts.mentioned())
    return made
