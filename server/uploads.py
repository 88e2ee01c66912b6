"""Uploads under way: each in a file of its own until it is whole, so that a cut line goes on where it ended.

Another process that knows nothing of an upload says so (offset 0), and the sender begins again: no process needs
to be met twice.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from app.line_errors import BlobDiffers, OffsetDiffers

#: An upload that nobody went on with for so long is thrown away.
FORGOTTEN_S: Final = 7 * 86_400.0


class Uploads:
    """The folder of parts; `keep` puts a whole one where it stays."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def offset(self, who: str, sha256: str, keep: Callable[[bytes], str]) -> int | None:
        """How far somebody's upload is. One that was whole when its process died is finished now: then None."""
        for part in sorted(self._folder.glob(f"{sha256}.{who}.*.part")):
            with _held(part):
                if not part.exists():
                    continue
                if part.stat().st_size == _length(part):
                    self._finish(part, sha256, keep)
                    return None
                return part.stat().st_size
        return 0

    def add(
        self,
        who: str,
        sha256: str,
        at: int,
        length: int,
        data: bytes,
        keep: Callable[[bytes], str],
    ) -> int | None:
        """Add a part that begins at `at`; None once the upload is whole and kept for good.

        Each person has parts of his own: by another's nobody learns of them, and nobody completes them.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        part = self._folder / f"{sha256}.{who}.{length}.part"
        with _held(part):
            there = part.stat().st_size if part.exists() else 0
            if at != there:
                raise OffsetDiffers(offset=there)
            if at + len(data) > length:
                raise BlobDiffers(sha256=sha256)
            with part.open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if at + len(data) < length:
                return at + len(data)
            self._finish(part, sha256, keep)
            return None

    def sweep(self, now: float) -> int:
        """Throw away what nobody went on with; how many."""
        old = [p for p in self._folder.glob("*.part") if now - p.stat().st_mtime > FORGOTTEN_S]
        for part in old:
            part.unlink(missing_ok=True)
        return len(old)

    def _finish(self, part: Path, sha256: str, keep: Callable[[bytes], str]) -> None:
        data = part.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            part.unlink()
            raise BlobDiffers(sha256=sha256)
        keep(data)
        part.unlink()


def _length(part: Path) -> int:
    return int(part.name.split(".")[2])


@contextlib.contextmanager
def _held(part: Path) -> Iterator[None]:
    """One writer at a time, of all processes on this computer; waiting for it is short."""
    part.parent.mkdir(parents=True, exist_ok=True)
    lock = part.parent / "lock"
    with lock.open("a+b") as handle:
        if os.name != "nt":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
