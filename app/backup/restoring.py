"""Bringing a backup back: checked beside, verified whole, and only then put in its place."""

import os
import shutil
import tempfile
from dataclasses import fields
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from app import clock, errors, places
from app.audit import verifying
from app.backup.bundle import as_of, manifest_of, opened, read_manifest, unpack
from app.backup.errors import BackupUnreadable, DoesNotVerify, OtherStore, StoreHasMore, ToolMissing
from app.backup.types import Manifest, Restored
from app.ledger.types import Verdict
from db.backup import copying
from db.blobs import blobs_of
from db.migrations import run as schema
from db.session import Database


def restore(file: Path, url: str) -> Restored:
    """Bring a store back from a backup and verify it; refuses to lose entries that the backup lacks.

    A SQLite store that stood there is kept beside under another name, which the answer tells.
    """
    manifest = read_manifest(file)
    sqlite = places.require_url(url).get_backend_name() == "sqlite"
    if sqlite != (manifest.engine == "sqlite"):
        raise BackupUnreadable(
            file=Path(file).name, why="backup.other_engine", part=manifest.engine
        )
    if manifest.revision not in schema.known_revisions():
        raise errors.StoreNewer(at=manifest.revision, known="")
    _require_older(manifest, url)
    if sqlite:
        verdict, aside = _restore_file(Path(file), manifest, Path(make_url(url).database or ""))
    else:
        verdict, aside = _restore_server(Path(file), manifest, url), None
    told = {each.name: getattr(verdict, each.name) for each in fields(verdict)}
    return Restored(**told, aside=str(aside or ""))


def _require_older(manifest: Manifest, url: str) -> None:
    """Refuse when another store stands there, or the same one with newer entries."""
    made = make_url(url)
    here = Path(made.database or "")
    if manifest.engine == "sqlite" and (not here.exists() or here.stat().st_size == 0):
        return
    try:
        with opened(url) as database, database.read() as session:
            if copying.is_empty(session):
                return
            known = manifest_of(session, manifest.engine)
    except errors.StoreEmpty:
        return
    except (DBAPIError, *copying.TROUBLE) as trouble:
        if manifest.engine == "sqlite":
            return  # what cannot be read any more is why one restores; it is kept beside
        raise errors.StoreUnreadable(url=made.render_as_string(), why=str(trouble)) from trouble
    if known.installation != manifest.installation:
        raise OtherStore(room=f"{known.unit} {known.room}")
    if known.last_entry_at > manifest.last_entry_at:
        raise StoreHasMore(store=as_of(known.last_entry_at), backup=as_of(manifest.last_entry_at))


def _restore_file(file: Path, manifest: Manifest, target: Path) -> tuple[Verdict, Path | None]:
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".restore-") as folder:
        books = unpack(file, manifest, Path(folder))
        photos = Path(f"{books}.blobs")
        found = Path(folder) / "blobs"
        found.replace(photos) if found.exists() else photos.mkdir()
        with opened(copying.url_of_file(books)) as database:
            verdict = _checked(database, manifest)
        aside = _set_aside(target)
        _join(photos, Path(f"{target}.blobs"))
        books.replace(target)
    return verdict, aside


def _restore_server(file: Path, manifest: Manifest, url: str) -> Verdict:
    program = copying.tool("pg_restore")
    if not program:
        raise ToolMissing(tool="pg_restore")
    with tempfile.TemporaryDirectory(prefix="anku-restore-") as folder:
        wrong = copying.undump(program, make_url(url), unpack(file, manifest, Path(folder)))
    if wrong:
        raise BackupUnreadable(file=file.name, why=wrong)
    with opened(url) as database:
        return _checked(database, manifest)


def _checked(database: Database, manifest: Manifest) -> Verdict:
    """The figures of the first page against the books, then the whole verification."""
    with database.read() as session:
        now = manifest_of(session, manifest.engine)
    if (now.counts, now.heads) != (manifest.counts, manifest.heads):
        raise DoesNotVerify(where="manifest")
    verdict = verifying.verify(database, blobs_of(database))
    if verifying.is_of_the_trail(verdict):
        raise DoesNotVerify(where=verdict.broken[0].where)
    return verdict


def _set_aside(target: Path) -> Path | None:
    """Keep what stood there beside, its write-ahead log with it; where it lies now, if anything stood there."""
    stamp = f"before-restore-{clock.now():%Y%m%d-%H%M%S}"
    aside = target.with_name(f"{target.name}.{stamp}") if target.exists() else None
    for tail in ("", "-wal", "-shm"):
        old = Path(f"{target}{tail}")
        if old.exists():
            old.replace(target.with_name(f"{target.name}.{stamp}{tail}"))
    return aside


def _join(source: Path, target: Path) -> None:
    """Add photos to those already there; one that was changed on the disk gives way to the true one."""
    for photo in source.glob("??/*"):
        place = target / photo.parent.name / photo.name
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(photo, place)
    shutil.rmtree(source, ignore_errors=True)
