"""Ids: UUIDv7 for what we make, random for what must not tell its time."""

import os
import secrets
import time


def new() -> str:
    """A UUIDv7 as 32 hex digits: sorts by the moment it was made."""
    ms = time.time_ns() // 1_000_000
    value = (ms << 80) | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return f"{value:032x}"


def blind() -> str:
    """32 random hex digits, for whatever a citizen files: it says nothing about when."""
    return secrets.token_hex(16)


def token() -> str:
    """32 random bytes in URL-safe text; says nothing about when."""
    return secrets.token_urlsafe(32)


def digits(count: int) -> str:
    """`count` random decimal digits."""
    return f"{secrets.randbelow(10**count):0{count}d}"


def salt() -> str:
    """16 hex digits that keep a body's hash from being guessed."""
    return os.urandom(8).hex()
