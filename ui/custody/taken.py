"""A photograph that was taken: kept for good, judged in a worker, and as a draft remembers it (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.custody.types import PhotoKind, Shot
from app.store import Store

if TYPE_CHECKING:
    from app.devices.camera import Shot as Raw


@dataclass(frozen=True, slots=True)
class Taken:
    """A kept photograph with what was found wrong with it (fault codes)."""

    shot: Shot
    faults: tuple[str, ...] = ()
    #: Of a document the same sheet made flat; the photograph itself stays the evidence.
    flat: Shot | None = None


def keep(store: Store, raw: Raw, kind: str, label: str = "") -> Taken:
    """Keep a photograph for good, then judge it (with the label that must be legible on it); for a worker."""
    from app.devices import quality

    sha256 = store.keep(raw.data)
    verdict = quality.judge(raw.data, quality.Expected(label, number=kind == PhotoKind.SEAL))
    shot = Shot(sha256, kind, raw.taken_at, raw.source, raw.marked_fallback)
    flat = _flat(store, raw, sha256) if kind == PhotoKind.DOCUMENT else None
    return Taken(shot, tuple(str(reason) for reason in verdict.reasons), flat)


def _flat(store: Store, raw: Raw, sha256: str) -> Shot | None:
    """The sheet on the photograph, made flat and kept beside it; it names the photograph that it was made from."""
    from app.devices import document

    made = document.flat(raw.data)
    if made is None:
        return None
    source = f"flat:{sha256}"
    return Shot(
        store.keep(made.data), PhotoKind.DOCUMENT, raw.taken_at, source, raw.marked_fallback
    )


def keep_file(store: Store, file: str, kind: str, label: str = "") -> Taken:
    """Keep a photograph taken elsewhere, marked as such; for a worker."""
    from app.devices import camera

    return keep(store, camera.shot_from_file(file), kind, label)


def as_draft(taken: Taken) -> dict[str, Any]:
    """As it is written into a draft."""
    shot = taken.shot
    return {
        "sha256": shot.sha256,
        "kind": shot.kind,
        "taken_at": shot.taken_at.isoformat(),
        "source": shot.source,
        "fallback": shot.fallback,
        "faults": list(taken.faults),
    }


def from_draft(kept: dict[str, Any]) -> Taken:
    """As it was."""
    shot = Shot(
        kept["sha256"],
        kept["kind"],
        datetime.fromisoformat(kept["taken_at"]),
        kept["source"],
        bool(kept["fallback"]),
    )
    return Taken(shot, tuple(kept["faults"]))
