"""A station's key (Ed25519): what it signs of each request, and how the centre proves it."""

import base64
import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

STATION: Final = "Anku-Station"
AT: Final = "Anku-At"
SIGNATURE: Final = "Anku-Signature"


def new() -> str:
    """A private key, as text."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def public_of(private: str) -> str:
    """The public half, as text."""
    return _text(_private(private).public_key().public_bytes_raw())


def is_public(text: str) -> bool:
    """Whether it is a public key at all."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(text))
    except ValueError:
        return False
    return True


def sign(private: str, method: str, target: str, at: str, sent: bytes) -> str:
    """The signature under a request: method, path with its question, moment and body."""
    return _text(_private(private).sign(_told(method, target, at, sent)))


def is_signed(public: str, signature: str, method: str, target: str, at: str, sent: bytes) -> bool:
    """Whether the holder of the key sent this very request."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(public)).verify(
            _bytes(signature), _told(method, target, at, sent)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _told(method: str, target: str, at: str, sent: bytes) -> bytes:
    lines = ("anku-station/1", method, target, at, hashlib.sha256(sent).hexdigest())
    return "\n".join(lines).encode()


def _private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_bytes(text))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
