"""The keys by which a computer signs packages and opens what was sealed to it.

They lie in the data folder of who is at work on it, beside no books: another computer of the same books has others.
"""

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app import paths

_FILE: Final = "packages.key"


@dataclass(frozen=True, slots=True)
class Keys:
    """A pair of private keys, Ed25519 for signing and X25519 for opening, as their raw bytes."""

    sign: bytes = field(repr=False)
    open: bytes = field(repr=False)

    @property
    def public(self) -> str:
        """What others are given: both public keys, 128 hex digits."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        signs = Ed25519PrivateKey.from_private_bytes(self.sign).public_key()
        opens = X25519PrivateKey.from_private_bytes(self.open).public_key()
        return (signs.public_bytes_raw() + opens.public_bytes_raw()).hex()


def fresh() -> Keys:
    """A new pair."""
    return Keys(os.urandom(32), os.urandom(32))


def file() -> Path:
    """Where this computer's own lie: to be kept in a second place, and carried to the computer that follows it."""
    return paths.data() / _FILE


def here() -> Keys:
    """This computer's own, made when they are first asked for; readable by their owner only."""
    kept = _made_once(file())
    return Keys(kept[:32], kept[32:64])


def _made_once(file: Path) -> bytes:
    if not file.exists():
        made = fresh()
        file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):  # somebody was quicker: his stand
            _keep(file, made.sign + made.open)
    return file.read_bytes()


def _keep(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as made:
        made.write(content)
        made.flush()
        os.fsync(made.fileno())
