"""The working copy of a file: made from its content alone, in a process that may do next to nothing.

Run as `python -m app.reporting.cleaning FORM`: the file comes in at one end, the copy goes out at the other,
nothing is written to a disk. What cannot be cleaned comes back with the reason, and is held back.
"""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.reporting.attachments import Form

_SECONDS: Final = 30
_MEMORY: Final = 1536 * 1024 * 1024
_PIXELS_MOST: Final = 60_000_000
_PAGES_MOST: Final = 1_000
_OBJECTS_MOST: Final = 200_000
_DONE, _HELD = b"+", b"-"
#: By this word a frozen program is told to do nothing else.
ALONE: Final = "--clean-file"


class Copy(NamedTuple):
    """A cleaned copy, or none and why."""

    data: bytes = b""
    why: str = ""


def clean(form: Form, data: bytes) -> Copy:
    """The copy, made in another process with little memory, little time and no right to write a file."""
    root = str(Path(__file__).resolve().parents[2])
    itself = [sys.executable, "-s", "-B", "-m", __name__]
    if getattr(sys, "frozen", False):  # the program has no other door
        itself = [sys.executable, ALONE]
    try:
        done = subprocess.run(
            [*itself, form.value],
            input=data,
            capture_output=True,
            check=False,
            timeout=_SECONDS + 10,
            cwd="/" if os.name == "posix" else None,
            env={"PYTHONPATH": root, "LC_ALL": "C.UTF-8", **_needed_by_windows()},
        )
    except subprocess.TimeoutExpired:
        return Copy(why="clean.broken")
    if done.returncode == 0 and done.stdout.startswith(_DONE):
        return Copy(done.stdout[1:])
    if done.returncode == 0 and done.stdout.startswith(_HELD):
        return Copy(why=done.stdout[1:].decode())
    return Copy(why="clean.broken")


def _needed_by_windows() -> dict[str, str]:
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


class _Held(Exception):
    """The file is no worse for it, but no copy is made: why."""


def _picture(data: bytes, form: Form) -> bytes:
    """Drawn anew from the pixels: whatever else was in the file is not in the copy."""
    from PIL import Image, ImageOps

    if form is Form.HEIC:
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = _PIXELS_MOST
    read_as = "HEIF" if form is Form.HEIC else form.value.upper()
    with Image.open(io.BytesIO(data), formats=[read_as]) as opened:
        if opened.width * opened.height > _PIXELS_MOST:
            raise _Held("clean.large")
        upright = ImageOps.exif_transpose(opened)
        pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
        del upright  # a large one is not held three times
    out = io.BytesIO()
    if form is Form.PNG:
        _bare(pixels).save(out, "PNG")
        return out.getvalue()
    if pixels.mode == "RGBA":
        white = Image.new("RGB", pixels.size, "white")
        white.paste(pixels, mask=pixels.getchannel("A"))
        pixels = white
    _bare(pixels).save(out, "JPEG", quality=90)
    return out.getvalue()


def _bare(pixels: Any) -> Any:
    """The same pixels in a picture that knows of nothing else."""
    from PIL import Image

    return Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())


#: What a PDF does by itself, tells of its maker, or carries along unseen.
_STRAY: Final = (
    "/Metadata", "/PieceInfo", "/LastModified", "/OpenAction", "/AA", "/JS", "/JavaScript", "/EmbeddedFiles",
    "/EF", "/AF", "/XFA", "/Launch", "/URI", "/Thumb", "/SpiderInfo", "/Perms", "/DSS", "/Collection",
    "/CreationDate", "/ModDate", "/Producer", "/Creator", "/Author", "/Title", "/Subject", "/Keywords", "/RichMedia",
)  # fmt: skip
_ACTS: Final = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/URI",
                          "/Rendition", "/Movie", "/Sound"})  # fmt: skip


def _pdf(data: bytes) -> bytes:
    import pikepdf

    try:
        book = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as locked:
        raise _Held("clean.locked") from locked
    with book:
        if len(book.pages) > _PAGES_MOST or len(book.objects) > _OBJECTS_MOST:
            raise _Held("clean.large")
        for thing in book.objects:
            _strip(pikepdf, thing)
        _strip(pikepdf, book.Root)
        for name in ("/Info", "/ID"):
            if name in book.trailer:
                del book.trailer[name]
        out = io.BytesIO()
        # what nothing points at any more is not written; the number of the file comes of its content
        book.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _strip(pikepdf: Any, thing: Any, depth: int = 0) -> None:
    """Take out of a dictionary, and of those that lie within it, whatever is stray."""
    if isinstance(thing, pikepdf.Array):
        for inner in thing:
            _strip_direct(pikepdf, inner, depth)
        return
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    for name in list(thing.keys()):
        inner = thing[name]
        if name in _STRAY or (name in ("/A", "/PA") and _acts(pikepdf, inner)):
            del thing[name]
        else:
            _strip_direct(pikepdf, inner, depth)
    if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        thing.write(bare_jpeg(thing.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)


def _strip_direct(pikepdf: Any, inner: Any, depth: int) -> None:
    is_object = isinstance(inner, pikepdf.Object)
    if is_object and not inner.is_indirect and depth < 40:
        _strip(pikepdf, inner, depth + 1)


def _acts(pikepdf: Any, action: Any) -> bool:
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in _ACTS


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG without its remarks: EXIF and every other APPn (Adobe's colour mark stays), comments, what trails."""
    if not data.startswith(b"\xff\xd8"):
        return data
    out, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:  # the picture itself begins
            end = data.rfind(b"\xff\xd9")
            return bytes(out + data[at : end + 2 if end > at else len(data)])
        length = int.from_bytes(data[at + 2 : at + 4])
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            out += data[at : at + 2 + length]
        at += 2 + length
    return data


def _text(data: bytes) -> bytes:
    for coding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(coding).encode()
        except UnicodeDecodeError:
            continue
    raise _Held("clean.broken")


def _words(data: bytes) -> bytes:
    from app import words
    from app.reporting import documents

    found = documents.words_of(data)
    if not found:
        raise _Held("clean.wordless")
    return f"{words.word('clean.words', 'zh')}\n\n{found}\n".encode()


def copy_of(form: Form, data: bytes) -> bytes:
    """The copy itself, in this process; `clean` runs it apart."""
    match form:
        case Form.PDF:
            return _pdf(data)
        case Form.TEXT:
            return _text(data)
        case Form.OFFICE:
            return _words(data)
        case _:
            return _picture(data, form)


def _confined() -> None:
    """From here on: so much memory, so much time, no file written, no second process."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(form: str) -> int:
    """The other process: one file in, its copy out."""
    _confined()
    data = sys.stdin.buffer.read()
    try:
        answer = _DONE + copy_of(Form(form), data)
    except _Held as why:
        answer = _HELD + str(why).encode()
    except Exception:  # noqa: BLE001 - whatever a hostile file does to a library, the answer is one word
        answer = _HELD + b"clean.broken"
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
