"""`server`: the store for everybody beyond this room, over HTTPS."""

import importlib
from pathlib import Path
from typing import Any

import click

from app import bootstrap
from app.centre import Centre
from app.cli.desk import Desk, say, shared

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("server", help="Serve the store over HTTPS until a signal comes.")
@click.option("--host", default="127.0.0.1", help="Where to listen; beyond this computer with TLS.")
@click.option("--port", default=8443, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--cert", type=_FILE, default=None, help="The certificate chain (PEM).")
@click.option("--key", type=_FILE, default=None, help="Its private key (PEM).")
@shared
def server_command(desk: Desk, host: str, port: int, cert: Path | None, key: Path | None) -> None:
    """Serve the store over HTTPS until a signal comes."""
    run: Any = importlib.import_module("server.run")
    place = run.Place(host, port, str(cert or ""), str(key or ""))
    centre = Centre.of(bootstrap.open_store(desk.url, station="centre"))
    try:
        run.serve(centre, place, lambda url: _told(desk, url))
    finally:
        centre.close()


def _told(desk: Desk, url: str) -> None:
    if desk.as_json:
        desk.answer({"url": url})
    say(f"anku server: {url}")
