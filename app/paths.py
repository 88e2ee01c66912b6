"""Paths: where what ships lies, and where this person's data lies."""

import functools
import os
import sys
from pathlib import Path


@functools.cache
def resources() -> Path:
    """The folder of what ships with the program and does not run (also in the frozen build)."""
    base = getattr(sys, "_MEIPASS", None)
    return (Path(base) if base else Path(__file__).resolve().parent.parent) / "resources"


def data() -> Path:
    """The person's data folder (`ANKU_HOME` moves it); made when it is not there."""
    home = os.environ.get("ANKU_HOME")
    if home:
        folder = Path(home)
    else:
        import platformdirs

        folder = Path(platformdirs.user_data_dir("anku", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def default_url() -> str:
    """The store that is opened when none is named: `ANKU_DB`, else a file in the data folder."""
    return named(os.environ.get("ANKU_DB", "")) or url_of(data() / "anku.db")


def url_of(file: Path) -> str:
    """The address of the store in this file; a sign that means something in an address stands for itself."""
    return "sqlite:///" + file.as_posix().replace("%", "%25").replace("?", "%3F")


def named(told: str) -> str:
    """The address that somebody typed; the path of a file stands for the store in it."""
    if "://" in told or not (set(told) & {"/", os.sep} or told.endswith((".anku", ".db"))):
        return told
    return url_of(Path(told).absolute())
