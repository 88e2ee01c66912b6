"""One backup file holds everything: the books, the photos, and a first page to check both by."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Final

from app import clock, errors, paths
from app.backup import bundle
from app.backup.errors import FileThere
from app.backup.restoring import restore
from app.backup.types import Manifest
from app.store import Store
from db.blobs import blobs_of
from db.session import Database

__all__ = ["backup", "backup_if_due", "copy_books", "default_name", "folder_of", "restore"]
SUFFIX: Final = ".anku"
KEPT: Final = 14
DUE_AFTER: Final = timedelta(hours=20)


def backup(source: Store | Database, file: Path) -> Manifest:
    """Write everything into one file; it appears under its name only when it is whole, and overwrites none."""
    database = source.database if isinstance(source, Store) else source
    file = Path(file)
    _require_new(file)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            copy, manifest = bundle.books(database, Path(folder))
            bundle.write(part, copy, manifest, blobs_of(database))
        _require_new(file)
        part.replace(file)
    except OSError as trouble:
        raise errors.PathUnusable.of(trouble, file) from trouble
    finally:
        if part.exists():
            part.unlink()
    return bundle.read_manifest(file)


def _require_new(file: Path) -> None:
    if os.path.lexists(file):
        raise FileThere(file=str(file))


def default_name(room: str) -> str:
    """What a backup is called when nobody says otherwise: the room and the moment."""
    plain = "".join(sign for sign in room if sign.isalnum() or sign in "-_") or "anku"
    return f"{plain}-{clock.local(clock.now()):%Y%m%d-%H%M%S}{SUFFIX}"


def copy_books(database: Database, folder: Path | None = None) -> Path:
    """The books alone, without photos, beside the store: what an upgrade leaves before it begins."""
    folder = folder or folder_of(database)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as own:  # two programs may start at once
        copy, manifest = bundle.books(database, Path(own))
        stamp = manifest.made_at.strftime("%Y%m%d-%H%M%S")
        kept = folder / f"before-{manifest.revision}-{stamp}{copy.suffix}"
        copy.replace(kept)
    return kept


def backup_if_due(store: Store, folder: Path | None = None) -> Path | None:
    """The nightly backup: made when the newest is older than 20 hours; the newest fourteen are kept."""
    folder = folder or folder_of(store.database)
    nightly = sorted(folder.glob(f"nightly-*{SUFFIX}"))
    now = clock.now()
    if nightly and now.timestamp() - nightly[-1].stat().st_mtime < DUE_AFTER.total_seconds():
        return None
    made = folder / f"nightly-{now:%Y%m%d-%H%M%S}{SUFFIX}"
    backup(store, made)
    for old in sorted({*nightly, made})[:-KEPT]:
        old.unlink()
    return made


def folder_of(database: Database) -> Path:
    """Where backups of a store lie when nobody says otherwise."""
    beside = Path(database.file).resolve().parent if database.is_sqlite else paths.data()
    return beside / "backups"
