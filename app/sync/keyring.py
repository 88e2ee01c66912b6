"""The key of a desk's file: random, kept only wrapped by what argon2id makes of the person's password, on a lease.

The moment at which the centre was last seen is bound into the wrapping: nobody can put it forward without the
password. Who signs in without the centre after the lease ran out, and a revocation, remove the wrapped key for good, and
with it every copy of the file; whom the centre has let in opens what he had, however late: it holds what was not sent.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from app import clock, errors
from app.ledger import clocks
from app.sync.errors import DeskLocked, DeskUnknown

#: argon2id: 64 MiB, three passes: a quarter of a second at a desk.
_COST: Final = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 1, "hash_len": 32}
_NONCE: Final = 12
#: The ending of a ring while it is written.
_HALF_MADE: Final = ".part"
#: A clock may be set back by so much and the desk still opens.
_BACK: Final = timedelta(hours=12)


@dataclass(slots=True)
class Keyring:
    """One person's key at one desk."""

    file: Path
    _kek: bytes = field(default=b"", repr=False)
    _key: bytes = field(default=b"", repr=False)

    @classmethod
    def of(cls, folder: Path, centre: str, login: str) -> "Keyring":
        """The keyring of a person for a centre; each has a file of his own, named by nothing that tells who."""
        name = hashlib.sha256(f"{centre}\0{login.strip()}".encode()).hexdigest()[:16]
        return cls(folder / f"{name}.keys")

    @property
    def books(self) -> Path:
        """The file that the key opens."""
        return self.file.with_suffix(".desk")

    def open(self, password: str, now: datetime) -> bytes:
        """The key, without the centre; refuses a wrong password, and closes for good when the lease has run out."""
        kept = self._kept()
        seen = clock.moment(kept["seen"])
        if now > seen + timedelta(days=kept["days"]):
            self.erase()
            raise DeskLocked(days=kept["days"])
        if now < seen - _BACK:
            raise clocks.wrong(now, seen, round(_BACK / timedelta(minutes=1)))
        return self._opened_by(password, kept)

    def open_welcomed(self, password: str) -> bytes:
        """The key, for whom the centre has just let in: neither lease nor clock matters."""
        return self._opened_by(password, self._kept())

    def _kept(self) -> dict[str, Any]:
        if not self.file.exists():
            raise DeskUnknown
        kept: dict[str, Any] = json.loads(self.file.read_text("utf-8"))
        return kept

    def _opened_by(self, password: str, kept: dict[str, Any]) -> bytes:
        self._kek = _derived(password, bytes.fromhex(kept["salt"]))
        self._key = _opened(self._kek, kept)
        return self._key

    def make(self, password: str, now: datetime, days: int) -> bytes:
        """A new key for a new file."""
        salt = os.urandom(16)
        self._key, self._kek = os.urandom(32), _derived(password, salt)
        self._write(salt.hex(), now, days)
        return self._key

    def renew(self, now: datetime, days: int) -> None:
        """The centre was seen: the lease begins anew."""
        self._write(json.loads(self.file.read_text("utf-8"))["salt"], now, days)

    def rewrap(self, password: str, now: datetime, days: int) -> None:
        """The same key under another password."""
        salt = os.urandom(16)
        self._kek = _derived(password, salt)
        self._write(salt.hex(), now, days)

    def lay_aside(self) -> None:
        """Out of the way of a new file, whole, with what its journal still holds."""
        books, aside = self.books, os.urandom(4).hex()
        for old, end in ((self.file, ""), (books, ""), (books, "-wal"), (books, "-shm")):
            lying = Path(f"{old}{end}")
            if lying.exists():
                lying.replace(f"{old}.{aside}{end}")

    def erase(self) -> None:
        """Remove the key: the file is noise from now on; it goes as well, and so does what was laid aside or lies half
        made beside them: a ring laid aside still opens to the password of then."""
        self._kek = self._key = b""
        lying = sorted(self.file.parent.glob(f"{self.file.stem}.*"))
        rings = [file for file in lying if file.suffixes[0] in (self.file.suffix, _HALF_MADE)]
        for ring in rings:
            # another request of his may be told the same at this moment
            with suppress(FileNotFoundError), ring.open("r+b") as kept:  # before the name goes
                kept.write(os.urandom(ring.stat().st_size))
                os.fsync(kept.fileno())
        for gone in (*rings, *lying):
            gone.unlink(missing_ok=True)

    def _write(self, salt: str, now: datetime, days: int) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        kept: dict[str, Any] = {"salt": salt, "seen": clock.text(now), "days": days}
        nonce = os.urandom(_NONCE)
        kept["wrapped"] = (nonce + AESGCM(self._kek).encrypt(nonce, self._key, _bound(kept))).hex()
        part = self.file.with_suffix(_HALF_MADE)
        part.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as made:
            made.write(json.dumps(kept).encode())
            made.flush()
            os.fsync(made.fileno())
        os.replace(part, self.file)


def _bound(kept: dict[str, Any]) -> bytes:
    return f"{kept['seen']}|{kept['days']}".encode()


def _derived(password: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(password.encode(), salt, type=Type.ID, **_COST)


def _opened(kek: bytes, kept: dict[str, Any]) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapped = bytes.fromhex(kept["wrapped"])
    try:
        return AESGCM(kek).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound(kept))
    except InvalidTag:
        raise errors.SignInFailed from None
