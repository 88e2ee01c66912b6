"""Passwords: argon2id hashes, made and checked outside any transaction."""

import functools
from typing import Any


@functools.cache
def _hasher() -> Any:
    from argon2 import PasswordHasher  # loaded when the first password comes

    return PasswordHasher(
        time_cost=2, memory_cost=19_456, parallelism=1
    )  # OWASP's floor for argon2id


def hashed(password: str) -> str:
    """The argon2id hash with its parameters."""
    return str(_hasher().hash(password))


def matches(secret: str, password: str) -> bool:
    """Whether the password is the one that was hashed; an unknown login costs the same time."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(secret or _nobody(), password))
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _nobody() -> str:
    return hashed("nobody has this password")
