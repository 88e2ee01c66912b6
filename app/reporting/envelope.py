"""The sealed envelope: to one public key and nobody else, its suite named in the head.

Head and `about` (which report, which place) are authenticated with the content, so an envelope that
was put in another's place does not open. The length is padded: a dump tells sizes only roughly.
"""

import json
import struct
from typing import Any, Final

from app.reporting import errors as no

SUITE: Final = "anku-seal/1:X25519-HKDF-SHA256-A256GCM"
#: The place of the national profile: known by name, opened where a certified module is built in.
SM_SUITE: Final = "anku-seal/1:SM2-SM3-SM4GCM"
KEY: Final = 32
_MAGIC: Final = b"ANKUSEAL"
_SMALLEST: Final = 4096
_NONCE: Final = bytes(12)  # each envelope has a key of its own, used once


def new_key() -> tuple[bytes, bytes]:
    """A new pair of keys: public, private."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), private.private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public half of a private key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def fingerprint(public: bytes) -> str:
    """How a public key is named."""
    from hashlib import sha256

    return sha256(SUITE.encode() + public).hexdigest()[:32]


def seal(public: bytes, content: bytes, about: str) -> bytes:
    """The envelope to `public`; nobody who lacks its private half opens it, the sealer neither."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    head = _head({"suite": SUITE, "to": fingerprint(public), "from": mine.hex()})
    padded = struct.pack(">Q", len(content)) + content
    padded += bytes(padded_length(len(padded)) - len(padded))
    key = _derived(shared, mine + public)
    return head + AESGCM(key).encrypt(_NONCE, padded, head + about.encode())


def unseal(private: bytes, sealed: bytes, about: str) -> bytes:
    """The content of an envelope; refuses (R120) what is not to this key, was changed, or lies in another's place."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    told, head = read_head(sealed)
    if told.get("suite") != SUITE:
        raise no.SealBroken(why="seal.suite")
    public = public_of(private)
    if told.get("to") != fingerprint(public):
        raise no.SealBroken(why="seal.other_key")
    try:
        mine = bytes.fromhex(told["from"])
        theirs = X25519PublicKey.from_public_bytes(mine)
        key = _derived(X25519PrivateKey.from_private_bytes(private).exchange(theirs), mine + public)
        padded = AESGCM(key).decrypt(_NONCE, sealed[len(head) :], head + about.encode())
    except (InvalidTag, ValueError, KeyError, TypeError) as wrong:
        raise no.SealBroken(why="seal.changed") from wrong
    (length,) = struct.unpack(">Q", padded[:8])
    return padded[8 : 8 + length]


def read_head(sealed: bytes) -> tuple[dict[str, Any], bytes]:
    """What the envelope says of itself, and the head's own bytes."""
    begins = len(_MAGIC) + 2
    if len(sealed) < begins or not sealed.startswith(_MAGIC):
        raise no.SealBroken(why="seal.none")
    (length,) = struct.unpack(">H", sealed[len(_MAGIC) : begins])
    try:
        told = json.loads(sealed[begins : begins + length])
    except ValueError as wrong:
        raise no.SealBroken(why="seal.none") from wrong
    if not isinstance(told, dict):
        raise no.SealBroken(why="seal.none")
    return told, sealed[: begins + length]


def padded_length(length: int) -> int:
    """Padmé: at most an eighth more, and only few lengths there are; nothing is shorter than 4 KiB."""
    if length <= _SMALLEST:
        return _SMALLEST
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << (exponent - kept)) - 1
    return (length + mask) & ~mask


def _head(told: dict[str, str]) -> bytes:
    text = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    return _MAGIC + struct.pack(">H", len(text)) + text


def _derived(shared: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY, salt, SUITE.encode()).derive(shared)
