"""Commands that look after a store: verify, backup, restore; the benchmarks; the walk without a screen."""

import importlib
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from sqlalchemy import make_url

from app import bootstrap, errors, paths, registry, words
from app.cli.desk import BROKEN, DONE, MISUSE, REFUSED, Desk, progress, say, shared
from app.ledger.types import Fault


@click.command(
    "verify", help="Replay the whole trail and hold everything against it. Exit 3: broken."
)
@shared
def verify_command(desk: Desk) -> int:
    """Replay the whole trail and hold everything against it."""
    from app.audit import verifying

    try:
        store, lacks = bootstrap.open_to_look(desk.url)
    except errors.Refusal as no:
        return _not_opened(desk, no)
    began = time.monotonic()
    try:
        verdict = verifying.verify(
            store.database,
            store.blobs,
            report=Told("verify"),
        )
    finally:
        store.close()
    if lacks:
        gone = Fault("fault.GUARD", store.database.file, "fault.GUARD.why")
        verdict = replace(verdict, ok=False, broken=(gone, *verdict.broken))
    told = verifying.in_words(verdict, desk.lang)
    desk.answer(told, [f"✗ {f.where}: {f.what}: {f.why}" for f in told.broken])
    say(
        f"{'whole' if told.ok else 'BROKEN'}: {told.events} events, {told.cards} cards, {told.blobs} photos,"
        f" {told.strays} strays, {time.monotonic() - began:.1f} s"
    )
    return DONE if told.ok else BROKEN


class Told:
    """Hears the fraction done and says each hundredth once."""

    def __init__(self, what: str) -> None:
        self._what, self._last = what, 0

    def __call__(self, part: float) -> None:
        """Say it when it has moved."""
        now = round(part * 100)
        if now > self._last:
            self._last = now
            progress(self._what, now, 100)


def _not_opened(desk: Desk, no: errors.Refusal) -> int:
    """No store is misuse; one that is there and cannot be read is broken; a full disk says nothing of it."""
    desk.refuse(no)
    if isinstance(no, errors.DiskTrouble):
        return REFUSED
    if isinstance(no, errors.StoreIncomplete):
        return BROKEN
    if isinstance(no, errors.StoreEmpty | errors.StoreUrlInvalid):
        return MISUSE
    file = make_url(desk.url).database if desk.url.startswith("sqlite") else None
    return BROKEN if file and os.path.isfile(file) else MISUSE


@click.command(
    "backup",
    help="One file that holds everything: books, photos, manifest. It overwrites none; without FILE, or"
    " with a folder, it is named by room and time (without: in the folder backups beside the store).",
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@shared
def backup_command(desk: Desk, file: Path | None) -> None:
    """One file that holds everything."""
    from app.backup import service
    from app.forms import imprint

    if desk.store.actor is None or not desk.store.actor.has("sysadmin"):
        raise errors.NotPermitted(verb="verb.backup.backup", roles="sysadmin")
    folder = service.folder_of(desk.store.database) if file is None else file
    if file is None or folder.is_dir():
        file = folder / service.default_name(desk.ask(imprint.imprint).room)
    manifest = service.backup(desk.store, file)
    desk.answer({"file": str(file), **registry.plain(manifest)}, [str(file)])


@click.command(
    "restore",
    help="Lay a store anew from a backup; never over newer entries. What stood there is kept beside.",
)
@click.argument("file", type=click.Path(path_type=Path))
@shared
def restore_command(desk: Desk, file: Path) -> None:
    """Lay a store anew from a backup."""
    from app.backup import service

    told = service.restore(file, desk.url)
    desk.answer(told, [desk.url])
    if told.aside:
        say(words.told(words.word("restore.aside", desk.lang), {"path": told.aside}))


@click.command(
    "bench",
    help="Figures beside their baselines.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("names", nargs=-1)
@shared
def bench_command(desk: Desk, names: tuple[str, ...]) -> int:
    """Figures beside their baselines (from a checkout: the figures are no part of the program)."""
    try:
        runs: Any = importlib.import_module("bench.__main__")
    except ModuleNotFoundError as missing:
        raise click.UsageError("bench runs from a checkout of the source") from missing
    return int(runs.main([*names, *(["--json"] if desk.as_json else [])]))


@click.command(
    "walk", help="Walk the main job through the window off screen and leave its pictures."
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@shared
def walk_command(desk: Desk, folder: Path | None) -> int:
    """Walk the main job through the window off screen, on a demo store of its own."""
    from app.cli import demo

    kept = folder or Path(tempfile.mkdtemp(prefix="anku-walk-"))
    kept.mkdir(parents=True, exist_ok=True)
    url = paths.url_of(kept / "demo.db")
    demo.build(
        url, demo.Wish(cases=6, items=120, photos=24), lambda at, of: progress("demo", at, of)
    )
    return int(importlib.import_module("ui.walk").main(url, str(kept)))
