"""A form as it streams in: in memory, within its limits, whatever is sent."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from app.reporting import rules
from server.public import uploads

KIND = "multipart/form-data; boundary=xyz"


def read(body: bytes, kind: str = KIND, step: int = 7_001) -> uploads.Form:
    async def stream() -> AsyncIterator[bytes]:
        for at in range(0, len(body), step):
            yield body[at : at + step]

    return asyncio.run(uploads.read(kind, stream()))


def part(name: str, data: bytes, file: str | None = None) -> bytes:
    also = "" if file is None else f'; filename="{file}"'
    head = f'--xyz\r\nContent-Disposition: form-data; name="{name}"{also}\r\n\r\n'
    return head.encode() + data + b"\r\n"


END = b"--xyz--\r\n"


def test_fields_and_files_come_out_whole() -> None:
    body = part("text", "举报\r\n内容".encode()) + part(
        "files", b"\xff" * 30_000, "C:\\甲\\现场.jpg"
    )
    form = read(body + part("files", b"", "") + END, step=3)
    assert form.fields == {"text": "举报\n内容"}
    (file,) = form.files
    assert (file.name, len(file.data)) == ("现场.jpg", 30_000)


def test_a_file_beyond_the_limit_is_not_held_and_the_words_stay() -> None:
    large = b"x" * (rules.FILE_MOST + 1)
    form = read(part("text", b"words") + part("files", large, "a.jpg") + END, step=1 << 20)
    assert (form.over, form.files, form.fields) == ("a.jpg", [], {"text": "words"})


def test_files_that_are_too_large_together_are_not_held() -> None:
    one = b"x" * (rules.FILE_MOST - 10)
    files = b"".join(part("files", one, f"{n}.jpg") for n in range(4))
    form = read(files + END, step=1 << 20)
    assert form.over == "3.jpg"
    assert sum(len(f.data) for f in form.files) <= rules.TOTAL_MOST


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"a=b"),
        ("multipart/form-data", part("a", b"b") + END),
        ("", b""),
        (KIND, part("a", b"x" * 200_000) + END),
        (KIND, b"".join(part(f"f{n}", b"x") for n in range(60)) + END),
        (KIND, b"".join(part("files", b"x", f"{n}.txt") for n in range(20)) + END),
        (KIND, b"no form at all"),
    ],
)
def test_what_is_no_form_is_refused(kind: str, body: bytes) -> None:
    with pytest.raises(uploads.FormBroken):
        read(body, kind)


def test_a_form_that_breaks_off_gives_what_was_there_and_nothing_of_the_rest() -> None:
    form = read(
        part("text", b"words") + b'--xyz\r\nContent-Disposition: form-data; name="files"; fil'
    )
    assert form.fields == {"text": "words"}
    assert form.files == []
