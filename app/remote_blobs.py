"""Photos and scans at the centre: sent in parts that go on where they were cut off, fetched by their hash."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from app import errors
from app.line_errors import OffsetDiffers, OnlyAtTheCentre

#: So many bytes in one request.
PART: Final = 4 << 20
OFFSET: Final = "Upload-Offset"
LENGTH: Final = "Upload-Length"

Ask = Callable[[str, str, bytes, dict[str, str]], Any]


class RemoteBlobs:
    """The port of db/blobs.py over the wire."""

    where = ""  # only the centre knows

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def put(self, data: bytes) -> str:
        """Keep the bytes at the centre, from where an earlier sending was cut off."""
        sha256 = hashlib.sha256(data).hexdigest()
        at = self._offset(sha256)
        while at is not None:
            part = data[at : at + PART]
            headers = {OFFSET: str(at), LENGTH: str(len(data))}
            try:
                answer = self._ask("PATCH", f"/v1/blobs/{sha256}", part, headers)
            except OffsetDiffers as no:
                at = int(str(no.facts["offset"]))
                continue
            at = None if answer.headers.get("Upload-Complete") == "?1" else at + len(part)
        return sha256

    def _offset(self, sha256: str) -> int | None:
        """From where to send; None when it is all there."""
        try:
            answer = self._ask("HEAD", f"/v1/blobs/{sha256}", b"", {})
        except errors.NotFound:
            return 0
        done = answer.headers.get("Upload-Complete") == "?1"
        return None if done else int(answer.headers.get(OFFSET, "0"))

    def get(self, sha256: str) -> bytes:
        """The bytes; raises `KeyError` if they are not there, or not those."""
        try:
            data: bytes = self._ask("GET", f"/v1/blobs/{sha256}", b"", {}).content
        except errors.NotFound:
            raise KeyError(sha256) from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise KeyError(sha256)
        return data

    def has(self, sha256: str) -> bool:
        """Whether the centre has it whole."""
        return self._offset(sha256) is None

    def all(self) -> Iterator[str]:
        """Only the centre itself counts its pictures."""
        raise OnlyAtTheCentre(url="")

    def strays(self, named: Collection[str], before: float) -> list[str]:
        """Only the centre itself looks for strays."""
        raise OnlyAtTheCentre(url="")
