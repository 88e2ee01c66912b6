"""`reporting-key`: an organ's key pair for reports over the web, made at the organ's own station."""

import os
from pathlib import Path

import click

from app import errors
from app.cli.desk import Desk, shared
from app.identity.errors import PasswordWeak

_LENGTH = 16


@click.command(
    "reporting-key",
    help="Make an organ's key for 网上举报: the file stays with the organ, the public half is told to the centre.",
)
@click.argument("organ")
@click.option("-o", "file", type=click.Path(path_type=Path), required=True, help="The key file.")
@shared
def reporting_key_command(desk: Desk, organ: str, file: Path) -> None:
    """Make a key file; the passphrase is asked for, or stands in ANKU_KEY_PASSPHRASE."""
    from app.reporting import keys

    passphrase = os.environ.get("ANKU_KEY_PASSPHRASE") or click.prompt(
        "Passphrase", hide_input=True, confirmation_prompt=True, err=True
    )
    if len(passphrase) < _LENGTH:
        raise PasswordWeak(why="password.short", length=_LENGTH)
    key, text = keys.make(organ, passphrase)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as made:
            made.write(text)
            made.flush()
            os.fsync(made.fileno())
    except OSError as trouble:
        raise errors.PathUnusable.of(trouble, file) from trouble
    told = {"file": str(file), "public": key.public.hex(), "fingerprint": key.fingerprint}
    desk.answer(told, [f"{name}: {value}" for name, value in told.items()])
