"""Where a store lies: which places can be one, and why one that was named does not open."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from app import errors
from db import session as sql

#: What a driver of PostgreSQL says when the server answers and does not let us in (it has no code for that yet).
_ANSWERED: Final = ("FATAL", "致命")
_ENGINES: Final = ("sqlite", "postgresql")
#: So much must be free for a store to be opened at all.
_LEAST: Final = 65_536


def require_url(url: str) -> URL:
    """The address of a store, of an engine that there is here."""
    try:
        made = make_url(url)
        made.get_dialect().import_dbapi()
    except (ArgumentError, ImportError, ValueError) as trouble:
        raise errors.StoreUrlInvalid(url=shown(url), why=_line(trouble)) from trouble
    if made.get_backend_name() not in _ENGINES:
        raise errors.StoreUrlInvalid(url=shown(url), why=made.get_backend_name())
    return made


def shown(url: str) -> str:
    """The address as people read it, without its password."""
    try:
        made = make_url(url)
        if made.get_backend_name() == "sqlite":
            return f"sqlite:///{made.database or ''}"  # a path in Chinese is read by people
        return made.render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return url.partition("@")[0].partition("://")[0][:40]


def not_opened(url: str, trouble: Exception) -> errors.Refusal:
    """Why a store does not open: the disk, the network, the password, its tables, or the file itself."""
    why = _line(trouble)
    file = make_url(url).database or ""
    if make_url(url).get_backend_name() == "sqlite":
        full = _full(Path(file).parent)
        if full or is_full(trouble):
            return errors.DiskTrouble(why=full or why)
    elif isinstance(trouble, DBAPIError) and sql.is_refused(trouble):
        if any(word in str(trouble.orig) for word in _ANSWERED):
            return errors.StoreLetsNobodyIn(url=shown(url), why=why)
        return errors.StoreUnreachable(url=shown(url), why=why)
    if isinstance(trouble, DBAPIError) and sql.is_incomplete(trouble):
        return errors.StoreIncomplete(url=shown(url), what=why)
    return errors.StoreUnreadable(url=shown(url), why=why)


def met(url: str, trouble: Exception) -> Exception:
    """What a trouble in the middle of the work means, where it is of the place: the server that no longer answers, the
    full disk. Any other stays what it is.
    """
    if not isinstance(trouble, DBAPIError):
        return trouble
    if make_url(url).get_backend_name() == "sqlite":
        of_place = sql.is_disk_trouble(trouble)
        return errors.DiskTrouble(why=_line(trouble)) if of_place else trouble
    if sql.is_refused(trouble):
        return not_opened(url, trouble)
    return (
        errors.StoreUnreachable(url=shown(url), why=_line(trouble))
        if sql.is_cut(trouble)
        else trouble
    )


def _line(trouble: Exception) -> str:
    told = str(getattr(trouble, "orig", None) or trouble).strip()
    return told.splitlines()[0] if told else type(trouble).__name__


def is_full(trouble: Exception) -> bool:
    """Whether it is for want of room that something was not written."""
    if isinstance(trouble, OSError):
        return trouble.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return "disk is full" in str(trouble)


def _full(folder: Path) -> str:
    """What the system says when there is no room beside a store; SQLite itself says only that reading failed."""
    probe = folder / f".anku-room-{os.getpid()}"
    try:
        with probe.open("wb") as file:
            file.write(bytes(_LEAST))
    except OSError as trouble:
        return (trouble.strerror or str(trouble)) if is_full(trouble) else ""
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return ""


def require_local(url: str, mounts: str | None = None) -> None:
    """A SQLite file on a network share loses locks and then data: refuse it (R53)."""
    made = require_url(url)
    if made.get_backend_name() != "sqlite" or not made.database:
        return
    kind = file_system(Path(made.database), mounts)
    if kind in {"cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "fuse.sshfs", "remote"}:
        raise errors.OnNetworkShare(url=shown(url), kind=kind)


def file_system(path: Path, mounts: str | None = None) -> str:
    """The kind of file system a path lies on ("ext4", "cifs" …; Windows: "remote" or "local").

    `mounts` is the system's table of mounts, read from where Linux shows it unless it is given.
    """
    if mounts is None and sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(path.resolve())[0] + "\\"
        remote = drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(drive) == 4
        return "remote" if remote else "local"
    if mounts is None:
        table = Path("/proc/self/mounts")
        mounts = table.read_text("utf-8", "replace") if table.exists() else ""
    here = path.resolve().as_posix()
    best = ("", "local")
    for line in mounts.splitlines():
        _, at, kind, *_ = line.split(" ")
        at = at.replace("\\040", " ")
        if (here == at or here.startswith(at.rstrip("/") + "/")) and len(at) >= len(best[0]):
            best = (at, kind)
    return best[1]
