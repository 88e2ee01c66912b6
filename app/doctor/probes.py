"""Looks at one thing each: the books and what they lie on, and what reads and draws."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from app import clock, doors, errors, paths, places
from app.backup.service import SUFFIX, folder_of
from app.doctor.types import Finding, State, bad, missing, refused, well
from app.ledger import clocks
from db.session import Database

ROOM: Final = 1_000_000_000  # bytes; photographs need it
OLD: Final = timedelta(hours=48)
BEHIND: Final = timedelta(minutes=5)
FONTS: Final = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_SEEN: Final = "案库镕喆堃"
_CODE: Final = "1202600120070112"


def database(url: str) -> Finding:
    """The books can be opened and are of this program's revision."""
    try:
        store = doors.open_store(url)
    except errors.Refusal as no:
        return refused("database", no, State.MISSING if no.code == "R56" else State.BAD)
    try:
        if store.is_remote:
            return well("database", "doctor.database_centre", where=url)
        kind = "SQLite" if store.database.is_sqlite else "PostgreSQL"
        where = places.shown(store.url)
        return well("database", "doctor.database_ok", kind=kind, where=where)
    finally:
        store.close()


def disk(url: str) -> Finding:
    """There is room for photographs where the books lie, and it can be written to."""
    folder = _folder(url)
    free = shutil.disk_usage(folder).free
    told = {"free": f"{free / 1e9:.1f}", "folder": str(folder)}
    if not os.access(folder, os.W_OK):
        return bad("disk", "doctor.disk_locked", **told)
    if free < ROOM:
        return bad("disk", "doctor.disk_full", **told)
    return well("disk", "doctor.disk_ok", **told)


def _folder(url: str) -> Path:
    file = places.require_url(url).database if url.startswith("sqlite") else ""
    folder = Path(file).parent if file else paths.data()
    while not folder.exists():
        folder = folder.parent
    return folder


def time(url: str) -> Finding:
    """The clock is not before the last line of the trail, nor before this program was made."""
    now = clock.now()
    told = {"now": f"{clock.local(now):%Y-%m-%d %H:%M:%S}"}
    store = _store_time(url, now)
    if now < store - BEHIND:
        behind = f"{clock.local(store):%Y-%m-%d %H:%M:%S}"
        return bad("clock", "doctor.clock_behind", **told, last=behind)
    if now.year < 2025:
        return bad("clock", "doctor.clock_wrong", **told)
    return well("clock", "doctor.clock_ok", **told)


def _store_time(url: str, now: datetime) -> datetime:
    try:
        books = _opened(url)
    except errors.Refusal:
        return now
    if books is None:
        return now
    try:
        with books.read() as session:
            return clocks.local(session, now)
    except Exception:  # noqa: BLE001 — the database has its own finding
        return now
    finally:
        books.close()


def _opened(url: str) -> Database | None:
    if doors.is_centre(url):
        return None
    places.require_url(url)
    books = Database(url)
    if books.is_sqlite and not Path(books.file).exists():
        books.close()
        return None
    return books


def backup(url: str) -> Finding:
    """The newest backup of a local store is of yesterday; a server makes its own."""
    if doors.is_centre(url):
        return well("backup", "doctor.backup_server")
    try:
        books = _opened(url)
    except errors.Refusal:
        books = None  # the database has its own finding
    if books is None:
        return missing("backup", "doctor.backup_no_store")
    try:
        if not books.is_sqlite:
            return well("backup", "doctor.backup_server")
        folder = folder_of(books)
    finally:
        books.close()
    made = sorted(folder.glob(f"*{SUFFIX}"), key=lambda f: f.stat().st_mtime)
    if not made:
        return missing("backup", "doctor.backup_none", folder=str(folder))
    age = timedelta(seconds=max(0.0, clock.now().timestamp() - made[-1].stat().st_mtime))
    told = {"hours": int(age.total_seconds() // 3600), "file": str(made[-1])}
    return (
        bad("backup", "doctor.backup_old", **told)
        if age > OLD
        else well("backup", "doctor.backup_ok", **told)
    )


def fonts() -> Finding:
    """The fonts that ship draw names, rare ones too."""
    from PIL import ImageFont

    folder = paths.resources() / "fonts"
    for name in FONTS:
        try:
            font = ImageFont.truetype(str(folder / name), 24)
        except OSError:
            return bad("fonts", "doctor.fonts_gone", name=name)
        blank = bytes(font.getmask("\U0010fffe"))
        if any(bytes(font.getmask(sign)) == blank for sign in _SEEN):
            return bad("fonts", "doctor.fonts_poor", name=name)
    return well("fonts", "doctor.fonts_ok", names="、".join(FONTS))


def zxing() -> Finding:
    """The first reader draws a code and reads it again."""
    try:
        from app.devices import decode
        from app.labels import symbols

        found = {read.text for read in decode.by_zxing(symbols.matrix(_CODE, 240).convert("L"))}
    except ImportError:
        return bad("zxing", "doctor.zxing_gone")
    return (
        well("zxing", "doctor.zxing_ok") if _CODE in found else bad("zxing", "doctor.zxing_blind")
    )


def zbar() -> Finding:
    """The second reader reads a linear code that was drawn here."""
    from app.devices import decode
    from app.labels import symbols

    if not decode.has_zbar():
        return missing("zbar", "doctor.zbar_gone")
    drawn = symbols.linear(_CODE, 600, 120).convert("L")
    found = {read.text for read in decode.by_zbar(drawn)}
    return well("zbar", "doctor.zbar_ok") if _CODE in found else bad("zbar", "doctor.zbar_blind")


def opencv() -> Finding:
    """What reads cameras makes and reads a picture."""
    try:
        import cv2
        import numpy as np
    except ImportError:
        return bad("opencv", "doctor.opencv_gone")
    made, data = cv2.imencode(".jpg", np.full((32, 32, 3), 127, np.uint8))
    if not made or data.tobytes()[:2] != b"\xff\xd8":
        return bad("opencv", "doctor.opencv_broken")
    return well("opencv", "doctor.opencv_ok", version=cv2.__version__)
