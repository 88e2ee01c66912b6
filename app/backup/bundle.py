"""What is in a backup file: a copy of the books, the photos, a first page with the hashes of both."""

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import clock, errors, registry
from app.backup.errors import BackupUnreadable, ToolMissing
from app.backup.types import Manifest
from db.backup import copying
from db.blobs import Blobs
from db.ledger import queries as trail
from db.migrations import run as schema
from db.session import Database

_BOOKS: Final = {"sqlite": "books.db", "postgresql": "books.dump"}
_SHA: Final = re.compile(r"[0-9a-f]{64}")


def books(database: Database, folder: Path) -> tuple[Path, Manifest]:
    """A copy of the books in a folder, and what stands in it, both of one moment."""
    engine = "sqlite" if database.is_sqlite else "postgresql"
    copy = folder / _BOOKS[engine]
    if database.is_sqlite:
        try:
            copying.copy_sqlite(database, copy)
        except (DBAPIError, *copying.TROUBLE) as trouble:
            raise errors.StoreUnreadable(url=database.file, why=str(trouble)) from trouble
        with opened(copying.url_of_file(copy)) as made, made.read() as session:
            return copy, manifest_of(session, engine)
    program = copying.tool("pg_dump")
    if not program:
        raise ToolMissing(tool="pg_dump")
    with database.read() as session, copying.exported(session) as snapshot:
        manifest = manifest_of(session, engine)
        wrong = copying.dump(program, database, snapshot, copy)
    if wrong:
        raise BackupUnreadable(file=copy.name, why=wrong)
    return copy, manifest


def manifest_of(session: Session, engine: str) -> Manifest:
    """What a store says of itself now."""
    store, last = trail.installation(session), trail.last_moment(session)
    if store is None or last is None:
        raise errors.StoreEmpty(url="")
    return Manifest(
        engine=engine,
        revision=schema.current(session.connection()),
        installation=store.id,
        unit=store.unit,
        room=store.name,
        made_at=clock.now(),
        last_entry_at=last,
        heads=copying.heads(session),
        counts=copying.counts(session),
    )


def write(part: Path, books: Path, manifest: Manifest, blobs: Blobs) -> None:
    files = {books.name: hash_of(books)}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as bundle:
        bundle.write(books, books.name, zipfile.ZIP_DEFLATED)
        if manifest.engine == "sqlite":  # on PostgreSQL the photos lie in the dump
            for sha in sorted(blobs.all()):
                bundle.writestr(f"blobs/{sha}", blobs.get(sha))
                files[f"blobs/{sha}"] = sha
        told = {**registry.plain(manifest), "files": files}
        bundle.writestr("manifest.json", json.dumps(told, ensure_ascii=False, indent=1))
    with part.open("rb+") as handle:
        os.fsync(handle.fileno())


# -- reading -----------------------------------------------------------------------------------------


def read_manifest(file: Path) -> Manifest:
    """A backup's first page. Raises `BackupUnreadable`."""
    try:
        with zipfile.ZipFile(file) as bundle:
            told = json.loads(bundle.read("manifest.json"))
        moments = {k: clock.moment(told[k]) for k in ("made_at", "last_entry_at")}
        manifest = Manifest(**{**told, **moments})
        _require_own_names(manifest)
    except OSError as trouble:
        raise errors.PathUnusable.of(trouble, file) from trouble
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as trouble:
        raise BackupUnreadable(file=Path(file).name, why="backup.none") from trouble
    return manifest


def _require_own_names(manifest: Manifest) -> None:
    """Only the books and photos under their own hash: a name from outside would be written anywhere."""
    books = _BOOKS[manifest.engine]
    if books not in manifest.files:
        raise ValueError(books)
    for name, sha in manifest.files.items():
        if _SHA.fullmatch(sha) is None or name not in (books, f"blobs/{sha}"):
            raise ValueError(name[:80])


def unpack(file: Path, manifest: Manifest, folder: Path) -> Path:
    """Put a backup's files into a folder, each against its hash; answers where the books are."""
    try:
        with zipfile.ZipFile(file) as bundle:
            for name, sha in manifest.files.items():
                target = folder / (
                    f"blobs/{sha[:2]}/{sha}" if name != _BOOKS[manifest.engine] else name
                )
                target.parent.mkdir(parents=True, exist_ok=True)
                with bundle.open(name) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)
                    out.flush()
                    os.fsync(out.fileno())
                if hash_of(target) != sha:
                    raise BackupUnreadable(file=Path(file).name, why="backup.altered", part=name)
    except (zipfile.BadZipFile, KeyError, EOFError) as trouble:
        raise BackupUnreadable(file=Path(file).name, why="backup.altered") from trouble
    return folder / _BOOKS[manifest.engine]


def hash_of(file: Path) -> str:
    """SHA-256 of a file's bytes."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database for as long as the block lasts."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def as_of(moment: datetime) -> str:
    """A moment as refusals tell it."""
    return clock.local(moment).strftime("%Y-%m-%d %H:%M:%S")
