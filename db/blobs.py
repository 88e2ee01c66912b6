"""Where photos and scans lie: beside a SQLite file in a folder, on PostgreSQL in the table `blob`."""

import hashlib
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import func, insert, select

from db.blob import BlobPart
from db.session import Database

PART = 1 << 20
_NAME: Final = re.compile(r"[0-9a-f]{64}")


class Blobs(Protocol):
    """Content-addressed, append-only: nothing is ever overwritten or removed."""

    #: By this `blobs_at` finds it again.
    where: str

    def put(self, data: bytes) -> str:
        """Keep the bytes for good, then return their SHA-256 (hex). Raises `OSError` if it cannot."""

    def get(self, sha256: str) -> bytes:
        """The bytes; raises `KeyError` if they are not there."""

    def has(self, sha256: str) -> bool:
        """Whether bytes lie under this hash (they are not re-hashed)."""

    def all(self) -> Iterator[str]:
        """Every hash that is kept."""

    def strays(self, named: Collection[str], before: float) -> list[str]:
        """What no row names: whole blobs, and what a cut left half-written, older than a moment (epoch)."""


class FolderBlobs:
    """`<file>.blobs/ab/abcdef…`: written → fsynced → renamed → folder fsynced, before any row names it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.where = str(folder)

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep the bytes; a power cut leaves either the whole file or a stray `.part`."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync_folder(self.folder)
        part = path.with_name(f"{sha256}.{os.getpid()}.{id(data)}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes as they lie on the disk."""
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None

    def has(self, sha256: str) -> bool:
        """Whether the file is there."""
        return _NAME.fullmatch(sha256) is not None and self._path(sha256).is_file()

    def all(self) -> Iterator[str]:
        """Every whole file's name."""
        if self.folder.exists():
            for path in self.folder.glob("??/*"):
                if not path.name.endswith(".part"):
                    yield path.name

    def strays(self, named: Collection[str], before: float) -> list[str]:
        """File names that no row names, older than a moment; a photo just taken still waits for its row."""
        if not self.folder.exists():
            return []
        return sorted(
            path.name
            for path in self.folder.glob("??/*")
            if path.name not in named and path.stat().st_mtime < before
        )

    def set_aside(self, name: str) -> None:
        """Move a stray out of the way, into a folder beside; nothing is ever deleted."""
        aside = self.folder / "set-aside"
        aside.mkdir(exist_ok=True)
        (self.folder / name[:2] / name).replace(aside / name)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no folder fsync; replace() there is already written through
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class TableBlobs:
    """The same promises, kept by the database: one transaction per blob."""

    where = "database"

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, data: bytes) -> str:
        """Keep the bytes in parts of at most 1 MiB."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.has(sha256):
            return sha256
        pieces = [data[i : i + PART] for i in range(0, len(data), PART)] or [b""]
        rows = [
            {"sha256": sha256, "place": i, "parts": len(pieces), "data": p}
            for i, p in enumerate(pieces)
        ]
        with self._database.write() as session:
            session.execute(insert(BlobPart), rows)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The parts put together again."""
        with self._database.read() as session:
            rows = session.execute(
                select(BlobPart.parts, BlobPart.data)
                .where(BlobPart.sha256 == sha256)
                .order_by(BlobPart.place)
            ).all()
        if not rows or len(rows) != rows[0].parts:
            raise KeyError(sha256)
        return b"".join(row.data for row in rows)

    def has(self, sha256: str) -> bool:
        """Whether any part is there (parts of a blob come in one transaction)."""
        with self._database.read() as session:
            return bool(
                session.scalar(
                    select(func.count()).select_from(BlobPart).where(BlobPart.sha256 == sha256)
                )
            )

    def all(self) -> Iterator[str]:
        """Every hash in the table."""
        with self._database.read() as session:
            yield from session.scalars(select(BlobPart.sha256).where(BlobPart.place == 0)).all()

    def strays(self, named: Collection[str], before: float) -> list[str]:
        """Hashes that no row names; the table does not tell their age."""
        return sorted(set(self.all()) - set(named))


def blobs_of(database: Database) -> Blobs:
    """The blob store that belongs to a store."""
    if database.is_sqlite:
        return FolderBlobs(Path(f"{database.file}.blobs"))
    return TableBlobs(database)


def blobs_at(where: str, database: Database) -> Blobs:
    """The blob store that a centre was told to use: "" (the store's own), "database", a folder, or s3://…"""
    if not where:
        return blobs_of(database)
    if where == "database":
        return TableBlobs(database)
    if where.startswith("s3://"):
        from db.objects import ObjectBlobs

        return ObjectBlobs(where)
    return FolderBlobs(Path(where))
