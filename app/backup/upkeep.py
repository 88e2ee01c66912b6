"""What a station does by itself for the room's files, each hour, whoever is signed in there.

| store                   | the nightly backup                       | photos that nobody names         |
|-------------------------|------------------------------------------|----------------------------------|
| a file on this computer | made when the newest is 20 hours old     | set aside after a day            |
| the practice store      | none: nothing there is real              | set aside after a day            |
| at the centre          | none: it is made there                   | stay                             |
| networked (PostgreSQL)  | none: the server makes it (`anku backup` | stay: the table is append-only,  |
|                         | from its scheduler), not every station   | `verify` counts them             |

What time alone changes in the books (overdue, approvals that nobody used) is no matter of files: the
window's sweep does that beside this, on every kind of store.
"""

from dataclasses import dataclass
from pathlib import Path

from app import drafts
from app.audit import strays
from app.backup.service import backup_if_due
from app.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done: the backup, if one was due, and how many photos were set aside."""

    backup: Path | None = None
    strays: int = 0


def upkeep(store: Store, *, practice: bool) -> Kept:
    """Look after the files of a store; of one that is read only or lies elsewhere, nothing is touched."""
    if store.read_only or store.is_remote:
        return Kept()
    made = None
    if store.database.is_sqlite and not practice:
        made = backup_if_due(store)
    return Kept(made, strays.sweep(store.database, store.blobs, drafts.mentioned()))
