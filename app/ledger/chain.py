"""The chain: each entry carries the hash of the one before; pure functions, no store."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

SUITE: Final = "anku/1:sha256"
NO_PREVIOUS: Final = "0" * 64
#: Fields in the order they are hashed, the body by its own hash. The separator can stand in none of
#: them (`preimage` refuses it), so the joined text is read back in one way only.
FIELDS: Final = (
    "suite",
    "prev",
    "id",
    "act",
    "object_kind",
    "object_id",
    "seq",
    "kind",
    "actor",
    "second",
    "on_behalf",
    "station",
    "occurred_at",
    "recorded_at",
    "drift_ms",
)
SEPARATOR: Final = "\x1f"


def body_text(facts: Mapping[str, Any]) -> str:
    """The canonical JSON exactly as it is kept and hashed; salted by the caller."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(fields: Sequence[str], body: str) -> str:
    """The hash of an entry from its FIELDS as kept (text) and its body's text.

    Raises `ValueError` when a field carries the separator.
    """
    head = SEPARATOR.join(fields)
    if head.count(SEPARATOR) != len(FIELDS) - 1:
        raise ValueError("a field of the entry carries the separator")
    digest = hashlib.sha256(body.encode()).hexdigest()
    return hashlib.sha256(f"{head}{SEPARATOR}{digest}".encode()).hexdigest()


def head_words(hash_: str) -> str:
    """The head as paper carries it in clear: 20 base32 characters (100 bits) in groups of five."""
    text = base64.b32encode(bytes.fromhex(hash_)).decode()[:20]
    return "-".join(text[i : i + 5] for i in range(0, 20, 5))
