"""`anku doctor`: devices, fonts, database, clock and disk, each with a state and a cure."""

import importlib.util
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from app import bootstrap, clock, errors, paths, words
from app.cli.desk import DONE, Desk, shared

OK: Final = "ok"
MISSING: Final = "missing"
BAD: Final = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, and what to do when it is not well."""

    name: str
    state: str
    detail: str
    cure: str = ""


@click.command("doctor", help="Look at devices, fonts, database, clock and disk.")
@shared
def doctor_command(desk: Desk) -> int:
    """Look at everything the program stands on."""
    found = list(findings(desk))
    signs = {OK: "✓", MISSING: "–", BAD: "✗"}
    desk.answer(
        found,
        [
            f"{signs[f.state]} {f.name:<10} {f.detail}" + (f"  → {f.cure}" if f.cure else "")
            for f in found
        ],
    )
    return DONE


def findings(desk: Desk) -> Iterator[Finding]:
    """Every finding, in the order a person would look."""
    yield _database(desk)
    yield _disk(desk)
    yield _clock()
    yield _fonts()
    yield _cameras()
    yield _ports()
    yield _decoder("zxing", "zxingcpp")
    yield _zbar()


def _database(desk: Desk) -> Finding:
    try:
        store = bootstrap.open_store(desk.url)
    except errors.Refusal as no:
        said = words.refusal(no, desk.lang)
        return Finding("database", MISSING if no.code == "R56" else BAD, said.what, said.next)
    try:
        kind = "SQLite" if store.database.is_sqlite else "PostgreSQL"
        return Finding(
            "database", OK, f"{kind} {store.database.url.render_as_string(hide_password=True)}"
        )
    finally:
        store.close()


def _disk(desk: Desk) -> Finding:
    folder = _folder(desk.url)
    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:.1f} GB free at {folder}"
    if not os.access(folder, os.W_OK):
        return Finding(
            "disk", BAD, told, "the folder cannot be written to: give yourself the right"
        )
    if free < 1_000_000_000:
        return Finding("disk", BAD, told, "make room: photographs need it")
    return Finding("disk", OK, told)


def _folder(url: str) -> Path:
    _, three, file = url.partition(":///")
    folder = Path(file).parent if three and url.startswith("sqlite") and file else paths.data()
    while not folder.exists():
        folder = folder.parent
    return folder


def _clock() -> Finding:
    now = clock.now()
    told = f"{clock.local(now):%Y-%m-%d %H:%M:%S %Z}"
    if now.year < 2025:
        return Finding("clock", BAD, told, "set the computer's clock: acts carry its time")
    return Finding("clock", OK, told)


def _fonts() -> Finding:
    found = sorted(f.name for f in (paths.resources() / "fonts").glob("*.ttf"))
    if len(found) < 2:
        return Finding("fonts", BAD, ", ".join(found) or "none", "install the program again")
    return Finding("fonts", OK, ", ".join(found))


def _cameras() -> Finding:
    from app.devices import cameras

    return _listed(
        "camera",
        lambda: [found.title for found in cameras.find()],
        "plug one in; photos may also be imported from files",
    )


def _ports() -> Finding:
    from app.devices import serial_line

    return _listed(
        "serial",
        lambda: [port.path for port in serial_line.ports()],
        "scanners that type like a keyboard need no port",
    )


def _listed(name: str, look: Callable[[], list[str]], cure: str) -> Finding:
    began = time.monotonic()
    try:
        found = look()
    except OSError as trouble:
        return Finding(name, BAD, str(trouble), cure)
    if not found:
        return Finding(name, MISSING, f"none found in {time.monotonic() - began:.1f} s", cure)
    return Finding(name, OK, ", ".join(found))


def _decoder(name: str, module: str) -> Finding:
    if importlib.util.find_spec(module) is None:
        return Finding(name, BAD, "not installed", "install the program again")
    return Finding(name, OK, "reads and writes matrix codes")


def _zbar() -> Finding:
    from app.devices import decode

    if decode.has_zbar():
        return Finding("zbar", OK, "the second reader of linear codes")
    return Finding("zbar", MISSING, "labels are read back by one decoder only", "install libzbar0")
