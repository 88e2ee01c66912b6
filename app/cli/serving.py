"""`server`: the store for everybody beyond this room, over HTTPS; and how a computer becomes one of its stations."""

import importlib
import logging
import os
from pathlib import Path
from typing import Any

import click

from app import bootstrap, doors
from app.centre import Centre
from app.cli.desk import Desk, say, shared

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("server", help="Serve the store over HTTPS until a signal comes.")
@click.option("--host", default="127.0.0.1", help="Where to listen; beyond this computer with TLS.")
@click.option("--port", default=8443, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--cert", type=_FILE, default=None, help="The certificate chain (PEM).")
@click.option("--key", type=_FILE, default=None, help="Its private key (PEM).")
@click.option("--blobs", default="", help="database, a folder, or s3://bucket/prefix?endpoint=URL.")
@click.option(
    "--uploads", type=click.Path(path_type=Path), default=None, help="Pictures on the way."
)
@click.option(
    "--enrolled-only/--any-station",
    default=None,
    help="Serve enrolled stations only; so it is beyond this computer, unless told otherwise.",
)
@click.option("--proxied", is_flag=True, help="A proxy stands before it and tells who asks.")
@click.option("--public-only", is_flag=True, help="The public pages alone, without the API.")
@shared
def server_command(
    desk: Desk,
    host: str,
    port: int,
    cert: Path | None,
    key: Path | None,
    blobs: str,
    uploads: Path | None,
    enrolled_only: bool | None,
    proxied: bool,
    public_only: bool,
) -> None:
    """Serve the store over HTTPS until a signal comes."""
    run: Any = importlib.import_module("server.run")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    centre = Centre.of(bootstrap.open_store(desk.url, station="centre"), blobs)
    is_ours_alone = run.is_loopback(host) and not proxied
    centre.enrolled_only = not is_ours_alone if enrolled_only is None else enrolled_only
    try:
        run.serve(
            centre,
            run.Place(host, port, str(cert or ""), str(key or "")),
            run.options(uploads=uploads, proxied=proxied, public_only=public_only),
            lambda url: _told(desk, url),
        )
    finally:
        centre.close()


def _told(desk: Desk, url: str) -> None:
    if desk.as_json:
        desk.answer({"url": url})
    say(f"anku server: {url}")


@click.command(
    "invite", help="Let a computer become the station NAME: a code, good once within two days."
)
@click.argument("name")
@click.option("--organ", default="", help="The organ (id) whose station it is.")
@shared
def invite_command(desk: Desk, name: str, organ: str) -> None:
    """Let a computer become a station."""
    from app.stations import rules, service

    code = rules.new_code()
    found = desk.do(service.invite, name=name, code=code, organ_id=organ)
    until = found.until.isoformat()
    desk.answer({"name": found.name, "code": code, "until": until}, [code])


@click.command("enrol", help="Make this computer a station of the centre at --db, by a code.")
@click.argument("code")
@shared
def enrol_command(desk: Desk, code: str) -> None:
    """Make this computer a station."""
    from app import remote

    if not doors.is_centre(desk.url):
        raise click.UsageError("--db names the centre: https://…")
    bootstrap.load_features()
    name = remote.enrol(desk.url, code, ca=os.environ.get("ANKU_CA", ""))
    desk.answer({"station": name}, [name])
