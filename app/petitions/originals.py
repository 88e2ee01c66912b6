"""Originals lie in the store enciphered, each under a key of its own: without the key nothing is left of them."""

import base64
import os
from collections.abc import Callable
from typing import Final

from app.petitions.types import Original

_NONCE: Final = 12


def keep(
    store_keep: Callable[[bytes], str], data: bytes, *, kind: str, pages: int = 1, name: str = ""
) -> Original:
    """Keep a paper, a picture or a recording; the key goes into the books, the blob alone tells nothing."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, nonce = os.urandom(32), os.urandom(_NONCE)
    sha256 = store_keep(nonce + AESGCM(key).encrypt(nonce, data, b"petition original"))
    return Original(sha256, base64.b64encode(key).decode(), kind, pages, name)


def opened(blob: bytes, key: str) -> bytes:
    """The original as it came; raises `InvalidTag` when blob and key are not of one another."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(base64.b64decode(key))
    return cipher.decrypt(blob[:_NONCE], blob[_NONCE:], b"petition original")
