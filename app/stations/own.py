"""The keys that this computer holds as a station, one for each centre; the private half never leaves it."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from app import paths
from app.stations import keys


@dataclass(frozen=True, slots=True)
class StationKey:
    """What this station is at one centre."""

    id: str
    name: str
    private: str

    def signed(self, method: str, target: str, at: str, sent: bytes) -> dict[str, str]:
        """The headers that prove a request to be this station's."""
        return {
            keys.STATION: self.id,
            keys.AT: at,
            keys.SIGNATURE: keys.sign(self.private, method, target, at, sent),
        }


def of(url: str) -> StationKey | None:
    """The key for a centre, once this computer was enrolled there."""
    kept = _kept().get(url)
    return StationKey(**kept) if kept else None


def keep(url: str, key: StationKey) -> None:
    """Keep the key of an enrolment."""
    _write({**_kept(), url: {"id": key.id, "name": key.name, "private": key.private}})


def forget(url: str) -> None:
    """The centre has revoked this station: its key is of no use any more."""
    _write({at: kept for at, kept in _kept().items() if at != url})


def _file() -> Path:
    return paths.data() / "stations.json"


def _kept() -> dict[str, dict[str, str]]:
    file = _file()
    if not file.exists():
        return {}
    found: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return found


def _write(kept: dict[str, dict[str, str]]) -> None:
    file = _file()
    part = file.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(kept, out)
    part.replace(file)
