"""Unfinished forms, kept beside the person's data until they are stored or thrown away: a crash loses none."""

import contextlib
import json
import os
import re
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote, unquote

from app import paths

_SHA: Final = re.compile(r"\b[0-9a-f]{64}\b")


class Draft(NamedTuple):
    """A form as it was left: what kind, of what, and what was written into it."""

    kind: str
    key: str
    value: dict[str, Any]


def save(kind: str, key: str, value: dict[str, Any]) -> None:
    """Keep a form as it stands (plain JSON values); a power cut leaves this state or the one before."""
    file = _file(kind, key)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.part")
    with part.open("w", encoding="utf-8") as handle:
        json.dump(value, handle, ensure_ascii=False)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(file)


def load(kind: str, key: str) -> dict[str, Any] | None:
    """The form as it was left; `None` when there is none, or none that can be read."""
    try:
        value = json.loads(_file(kind, key).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def all(kind: str = "") -> tuple[Draft, ...]:
    """Every unfinished form (of a kind), the one left last first."""
    files = _folder().glob(f"{quote(kind, safe='')}/*.json" if kind else "*/*.json")
    found = []
    for file in sorted(files, key=lambda f: f.stat().st_mtime_ns, reverse=True):
        name, key = unquote(file.parent.name), unquote(file.stem)
        value = load(name, key)
        if value is not None:
            found.append(Draft(name, key, value))
    return tuple(found)


def mentioned() -> set[str]:
    """The hashes of every photo and scan that an unfinished form still names."""
    found: set[str] = set()
    for file in _folder().glob("*/*.json"):
        with contextlib.suppress(FileNotFoundError):  # stored a moment ago
            found.update(_SHA.findall(file.read_text("utf-8", "replace")))
    return found


def discard(kind: str, key: str) -> None:
    """The form was stored, or is not wanted any more."""
    _file(kind, key).unlink(missing_ok=True)


def _folder() -> Path:
    return paths.data() / "drafts"


def _file(kind: str, key: str) -> Path:
    return _folder() / quote(kind, safe="") / f"{quote(key, safe='')}.json"
