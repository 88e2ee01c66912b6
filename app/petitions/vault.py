"""The identity vault: who reported, enciphered for one petition, under a key that never lies in the database.

A random key per petition (DEK) enciphers the identity; it is itself wrapped by a key-encrypting key (KEK)
that only the centre holds: in a file, or in `ANKU_VAULT`. Deleting the wrapped key erases the identity for
good, in every backup that is made from then on. The blind index finds repeats without opening anything;
whoever holds its key could try out all telephone numbers, so it stays beside the KEK.
"""

import base64
import hmac
import json
import os
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from app import paths
from app.petitions.errors import VaultClosed, VaultTampered

TABLE: Final = "identity_secret"
#: What is enciphered is filled up to a multiple of this: the length tells nothing about the name.
PAD: Final = 256
_NONCE: Final = 12
_ENV: Final = "ANKU_VAULT"


class Sealed(NamedTuple):
    """An identity as the table keeps it: every part in text."""

    suite: str
    kek_id: str
    wrapped: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a vault: by which it seals now, those it can still open with, and that of the blind index."""

    current: str
    keks: Mapping[str, bytes] = field(repr=False)
    index: bytes = field(repr=False)


# -- suites --------------------------------------------------------------------------------------------


def _aes_seal(key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).encrypt(nonce, data, bound)


def _aes_open(key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(nonce, data, bound)


def _sm4_seal(key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(bound)
    return cipher.update(data) + cipher.finalize() + cipher.tag


def _sm4_open(key: bytes, nonce: bytes, data: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce, data[-16:])).decryptor()
    cipher.authenticate_additional_data(bound)
    return cipher.update(data[:-16]) + cipher.finalize()


_Way = Callable[[bytes, bytes, bytes, bytes], bytes]


class Suite(NamedTuple):
    """A way to encipher: how long its key is, how it seals and opens."""

    key_bytes: int
    seal: _Way
    open: _Way


SUITES: Final = {
    "A256GCM": Suite(32, _aes_seal, _aes_open),
    "SM4GCM": Suite(16, _sm4_seal, _sm4_open),
}


# -- keys ----------------------------------------------------------------------------------------------


def fresh_keys() -> Keys:
    """Keys of a new vault."""
    return Keys("k1", {"k1": os.urandom(32)}, os.urandom(32))


def rotated(keys: Keys) -> Keys:
    """The same vault with a new key for what is sealed from now on; the old ones still open."""
    name = f"k{len(keys.keks) + 1}"
    return Keys(name, {**keys.keks, name: os.urandom(32)}, keys.index)


def written(keys: Keys) -> str:
    """The keys as a file holds them."""
    told = {
        "current": keys.current,
        "keys": {name: base64.b64encode(key).decode() for name, key in keys.keks.items()},
        "index": base64.b64encode(keys.index).decode(),
    }
    return json.dumps(told, indent=1)


def read(text: str) -> Keys:
    """The keys that `written` wrote."""
    told: dict[str, Any] = json.loads(text)
    keks = {name: base64.b64decode(key) for name, key in told["keys"].items()}
    return Keys(told["current"], keks, base64.b64decode(told["index"]))


def key_file() -> Path:
    """Where the keys lie when `ANKU_VAULT` does not hold them: beside no database, in the data folder."""
    return paths.data() / "vault.json"


def keys_here(*, make: bool = False) -> Keys:
    """The keys of this centre; refuses where there are none (a desk beyond the centre has none)."""
    told = os.environ.get(_ENV, "").strip()
    if told.startswith("{"):
        return read(told)
    file = Path(told) if told else key_file()
    if not file.exists():
        if not make:
            raise VaultClosed
        _write(file, written(fresh_keys()))
    return read(file.read_text("utf-8"))


def _write(file: Path, text: str) -> None:
    """Readable by its owner only, from its first byte on; whoever comes second keeps what is there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(made, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


# -- sealing and opening -------------------------------------------------------------------------------


def seal(keys: Keys, petition_id: str, told: Mapping[str, Any], suite: str = "A256GCM") -> Sealed:
    """Encipher an identity for one petition: moved to another one it does not open."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    way = SUITES[suite]
    dek, nonce = os.urandom(way.key_bytes), os.urandom(_NONCE)
    data = _padded(json.dumps(told, ensure_ascii=False).encode())
    sealed = nonce + way.seal(dek, nonce, data, _bound(petition_id, suite, keys.current))
    wrapped = aes_key_wrap(keys.keks[keys.current], dek)
    return Sealed(suite, keys.current, _text(wrapped), _text(sealed))


def open_(keys: Keys, petition_id: str, kept: Sealed) -> dict[str, Any]:
    """The identity; refuses what was erased, altered, or sealed for another petition."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    if not kept.wrapped:
        raise VaultTampered(why="vault.erased")
    if kept.kek_id not in keys.keks or kept.suite not in SUITES:
        raise VaultClosed
    try:
        dek = aes_key_unwrap(keys.keks[kept.kek_id], base64.b64decode(kept.wrapped))
        blob = base64.b64decode(kept.sealed)
        bound = _bound(petition_id, kept.suite, kept.kek_id)
        data = SUITES[kept.suite].open(dek, blob[:_NONCE], blob[_NONCE:], bound)
    except (InvalidTag, InvalidUnwrap, ValueError) as trouble:
        raise VaultTampered(why="vault.altered") from trouble
    told: dict[str, Any] = json.loads(data.rstrip(b"\0"))
    return told


def rewrapped(keys: Keys, petition_id: str, kept: Sealed) -> Sealed:
    """The same identity under the newest key (rotation)."""
    return seal(keys, petition_id, open_(keys, petition_id, kept), kept.suite)


def _bound(petition_id: str, suite: str, kek_id: str) -> bytes:
    return "|".join((TABLE, petition_id, suite, kek_id)).encode()


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % PAD)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


# -- blind index ---------------------------------------------------------------------------------------


def blind(keys: Keys, kind: str, value: str) -> str:
    """The blind form of something that identifies: alike only for the same kind and value. Empty stays empty."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", value).upper() if sign.isalnum())
    if not plain:
        return ""
    return hmac.digest(keys.index, f"{kind}|{plain}".encode(), "sha256").hex()
