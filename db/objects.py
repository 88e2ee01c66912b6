"""Photos and scans in an S3-compatible store: what a centre uses whose pictures outgrow its database."""

import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

#: So long an object store may stay away before whoever waits is told.
_PATIENCE: Final = timedelta(seconds=10)
_NAME: Final = re.compile(r"[0-9a-f]{64}")


class ObjectBlobs:
    """The port of db/blobs.py on `s3://bucket/prefix?endpoint=URL`; who may is in AWS_ACCESS_KEY_ID and its kin."""

    def __init__(self, url: str) -> None:
        import obstore
        from obstore.store import S3Store

        self.where = url
        at = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(at.query).items()}
        endpoint = asked.get("endpoint", "")
        more: dict[str, Any] = {"endpoint": endpoint} if endpoint else {}
        self._do = obstore
        self._store = S3Store(
            at.netloc,
            prefix=at.path.strip("/") or None,
            region=asked.get("region", "us-east-1"),
            retry_config={"max_retries": 4, "retry_timeout": _PATIENCE},
            client_options={
                "timeout": "60s",
                "connect_timeout": "5s",
                "allow_http": endpoint.startswith("http://"),
            },
            **more,
        )

    def put(self, data: bytes) -> str:
        """Keep the bytes; a second writer of the same ones changes nothing."""
        sha256 = hashlib.sha256(data).hexdigest()
        with _as_disk(), suppress(self._do.exceptions.AlreadyExistsError):
            self._do.put(self._store, _key(sha256), data, mode="create", use_multipart=False)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes."""
        with _as_disk():
            try:
                return bytes(self._do.get(self._store, _key(sha256)).bytes())
            except FileNotFoundError:
                raise KeyError(sha256) from None

    def has(self, sha256: str) -> bool:
        """Whether an object lies there."""
        if not _NAME.fullmatch(sha256):
            return False
        with _as_disk():
            try:
                self._do.head(self._store, _key(sha256))
            except FileNotFoundError:
                return False
            return True

    def all(self) -> Iterator[str]:
        """Every hash."""
        yield from (name for name, _ in self._listed())

    def strays(self, named: Collection[str], before: float) -> list[str]:
        """What no row names, older than a moment."""
        return sorted(n for n, at in self._listed() if n not in named and at < before)

    def _listed(self) -> Iterator[tuple[str, float]]:
        with _as_disk():
            for page in self._do.list(self._store, "blobs/"):
                for each in page:
                    yield each["path"].rpartition("/")[2], each["last_modified"].timestamp()


def _key(sha256: str) -> str:
    return f"blobs/{sha256[:2]}/{sha256}"


@contextmanager
def _as_disk() -> Iterator[None]:
    """What the object store says no to is trouble with the disk, as for every other place of pictures."""
    from obstore.exceptions import BaseError

    try:
        yield
    except KeyError:
        raise
    except BaseError as trouble:
        raise OSError(str(trouble).splitlines()[0][:200]) from trouble
