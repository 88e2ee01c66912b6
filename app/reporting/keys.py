"""The organ's key as it lies at the organ's own station: wrapped by a passphrase, in a file, on no server."""

import base64
import json
import os
from dataclasses import dataclass
from typing import Any, Final

from app.reporting import envelope
from app.reporting import errors as no

SUFFIX: Final = ".ankukey"
SUITE: Final = "anku-key/1:ARGON2ID-A256GCM"
_TIME, _MEMORY = 3, 65_536
_MOST_MEMORY: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class OrganKey:
    """The opened key: it stays in the memory of the station where it was opened."""

    private: bytes
    organ: str = ""

    @property
    def public(self) -> bytes:
        """The half that everybody may know."""
        return envelope.public_of(self.private)

    @property
    def fingerprint(self) -> str:
        """How the key is named."""
        return envelope.fingerprint(self.public)

    def __repr__(self) -> str:  # no log ever shows a key
        return f"OrganKey({self.fingerprint})"


def make(organ: str, passphrase: str) -> tuple[OrganKey, str]:
    """A new key of an organ, and the text of its file."""
    _public, private = envelope.new_key()
    key = OrganKey(private, organ)
    return key, wrapped(key, passphrase)


def wrapped(key: OrganKey, passphrase: str) -> str:
    """The text of a key file; without the passphrase it is worth nothing."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    told: dict[str, Any] = {
        "suite": SUITE,
        "organ": key.organ,
        "public": key.public.hex(),
        "salt": salt.hex(),
        "time": _TIME,
        "memory": _MEMORY,
        "nonce": nonce.hex(),
    }
    sealing = AESGCM(_derived(passphrase, salt, _TIME, _MEMORY))
    sealed = sealing.encrypt(nonce, key.private, _about(told))
    told["key"] = base64.b64encode(sealed).decode()
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def opened(text: str, passphrase: str) -> OrganKey:
    """The key of a key file; refuses (R121) another file and a wrong passphrase alike."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        told = json.loads(text)
        sealed = base64.b64decode(told.pop("key"), validate=True)
        time, memory = int(told["time"]), int(told["memory"])
        if told["suite"] != SUITE or not 0 < time <= 20 or not 8 <= memory <= _MOST_MEMORY:
            raise no.KeyFileWrong
        opening = AESGCM(_derived(passphrase, bytes.fromhex(told["salt"]), time, memory))
        private = opening.decrypt(bytes.fromhex(told["nonce"]), sealed, _about(told))
        return OrganKey(private, str(told["organ"]))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag) as wrong:
        raise no.KeyFileWrong from wrong


def _about(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def _derived(passphrase: str, salt: bytes, time: int, memory: int) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(passphrase.encode(), salt, time, memory, 1, envelope.KEY, Type.ID)
