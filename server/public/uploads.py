"""Reads a form as it streams in: into memory only, never a temporary file, and no further than its limits."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.reporting import rules
from app.reporting.types import Upload

# it writes what it stumbles over into the log, and with that a word of the reporter's and the moment
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
_FIELD_MOST = 128 * 1024
_FIELDS_MOST = 40
#: What is still read, and thrown away, after the limit: a browser shows no answer before it has sent all.
_DRAINED_MOST = 256 * 1024 * 1024


class FormBroken(Exception):
    """What came is no form, or is endless."""


@dataclass(slots=True)
class Form:
    """The fields and files of a form. `over` names the file that went beyond the limits."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Upload] = field(default_factory=list)
    over: str = ""

    def __repr__(self) -> str:
        return "Form(…)"


async def read(content_type: str, stream: AsyncIterator[bytes]) -> Form:
    """The form of a request."""
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise FormBroken
    reading = _Reading()
    parser = MultipartParser(boundary, reading.callbacks())  # type: ignore[arg-type]
    seen = 0
    try:
        async for stretch in stream:
            seen += len(stretch)
            if seen > _DRAINED_MOST:
                raise FormBroken
            parser.write(stretch)
        parser.finalize()
    except FormParserError as wrong:
        raise FormBroken from wrong
    return reading.form


class _Reading:
    """What the parser has told so far."""

    def __init__(self) -> None:
        self.form = Form()
        self._held = 0
        self._name = self._header = b""
        self._headers: dict[bytes, bytes] = {}
        self._field = ""
        self._file: str | None = None
        self._data = bytearray()

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._more,
            "on_part_end": self._end,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
        }

    def _begin(self) -> None:
        self._headers, self._data = {}, bytearray()
        self._name = self._header = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._header
        self._name = self._header = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        name = options.get(b"filename")
        self._file = None if name is None else _base(name.decode("utf-8", "replace"))

    def _more(self, data: bytes, start: int, end: int) -> None:
        length = end - start
        if self._file is None:
            if len(self._data) + length > _FIELD_MOST:
                raise FormBroken
        elif len(self._data) + length > rules.FILE_MOST or self._held + length > rules.TOTAL_MOST:
            self.form.over = self.form.over or self._file
            self._data.clear()
            return
        else:
            self._held += length
        if not (self.form.over and self._file is not None):
            self._data += data[start:end]

    def _end(self) -> None:
        if self._file is None:
            if len(self.form.fields) >= _FIELDS_MOST:
                raise FormBroken
            text = bytes(self._data).decode("utf-8", "replace")
            self.form.fields.setdefault(self._field, text.replace("\r\n", "\n"))
        elif (self._file or self._data) and not self.form.over:
            if len(self.form.files) > rules.FILES_MOST:
                raise FormBroken
            self.form.files.append(Upload(self._file or "—", bytes(self._data)))
        self._data = bytearray()


def _base(name: str) -> str:
    """The name alone: some senders tell the whole path, and with it who they are."""
    return name.replace("\\", "/").rpartition("/")[2][: rules.LINE_MOST]
