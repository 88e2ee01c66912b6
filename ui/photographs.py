"""How a kept photograph is read for the window: its own bytes or none, never others that lie in their place."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store import Store
    from ui.widgets.picture import Read


def reader(store: Store, sha256: str) -> Read:
    """Reads one; for a worker. Nothing when it is gone or was replaced (C80): `verify` says which, the viewer warns."""

    def read() -> bytes:
        try:
            data = store.blobs.get(sha256)
        except (KeyError, OSError):
            return b""
        return _shown(data) if hashlib.sha256(data).hexdigest() == sha256 else b""

    return read


def _shown(data: bytes) -> bytes:
    """A photograph as it is; of a clip a picture that stands for it."""
    if data[:1] != b"G":  # no transport stream begins otherwise
        return data
    from app.devices import clips

    return clips.poster(data) if clips.is_clip(data) else data
