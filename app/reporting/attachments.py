"""What a file is, by its first bytes and not by its name, and whether it is taken at all."""

import io
import zipfile
from enum import StrEnum
from typing import Final

from app.reporting import errors as no
from app.reporting import rules
from app.reporting.types import Upload


class Form(StrEnum):
    """How a file is treated: cleaned as a picture, a PDF, a text or a document's words, or held back as it is."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"
    TEXT = "text"
    OFFICE = "office"
    HELD_DOCUMENT = "held_document"
    RECORDING = "recording"


#: Those of which a cleaned copy can be made; the others are sealed and held back.
CLEANED: Final = frozenset(Form) - {Form.HELD_DOCUMENT, Form.RECORDING}
#: How the names of photographs end; those of the second kind are drawn anew as JPEG.
_SHOWN: Final = (".jpg", ".jpeg", ".png")
_REDRAWN: Final = (".webp", ".heic", ".heif")
#: Of these the copy is the words alone.
_WORDS: Final = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp")
#: The brands of a HEIF file whose pictures are HEVC (ISO/IEC 23008-12, annex B).
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
_UNPACKED_MOST: Final = 100 * 1024 * 1024
_RATIO_MOST: Final = 100
_ENTRIES_MOST: Final = 2_000
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_BEGINNINGS: Final = (
    (Form.JPEG, b"\xff\xd8\xff"),
    (Form.PNG, b"\x89PNG\r\n\x1a\n"),
    (Form.PDF, b"%PDF-"),
)
#: Texts by their signs, and full of what nobody sees.
_MARKED_UP: Final = (b"{\\rtf", b"<!doctype", b"<html", b"<?xml")
_MACROS: Final = ("vbaproject.bin", "macrosheets/", "activex/")


def form_of(upload: Upload, most: int = rules.FILE_MOST) -> Form:
    """The form of a file; refuses (R129) what is larger than `most`, unknown, packed or carries macros."""
    data, name = upload.data, upload.name
    if len(data) > most:
        raise no.AttachmentRefused(name=name, why="file.large", limit=most >> 20)
    if not data:
        raise no.AttachmentRefused(name=name, why="file.empty")
    if data.startswith(b"PK"):
        return _packed(upload)
    if data.startswith(_OLE):
        return _old_office(upload)
    form = _known(data)
    if form is None:
        raise no.AttachmentRefused(name=name, why="file.unknown")
    return form


def _known(data: bytes) -> Form | None:
    for form, begins in _BEGINNINGS:
        if data.startswith(begins):
            return form
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Form.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return Form.HEIC
    if _is_recording(data):
        return Form.RECORDING
    if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKED_UP):
        return Form.HELD_DOCUMENT
    return Form.TEXT if _is_text(data) else None


def is_picture(name: str) -> bool:
    """Whether the cleaned copy of a file of this name is a picture."""
    return name.casefold().endswith(_SHOWN + _REDRAWN)


def copy_name(name: str) -> str:
    """What the cleaned copy is called: IMG_1.HEIC is drawn anew as IMG_1.jpg, of minutes.docx the words are there."""
    for ends, anew in ((_REDRAWN, ".jpg"), (_WORDS, ".txt")):
        if name.casefold().endswith(ends):
            return name[: name.rindex(".")] + anew
    return name


def _old_office(upload: Upload) -> Form:
    if b"_\0V\0B\0A\0" in upload.data or b"M\0a\0c\0r\0o\0s\0" in upload.data:
        raise no.AttachmentRefused(name=upload.name, why="file.macros")
    return Form.HELD_DOCUMENT


def _packed(upload: Upload) -> Form:
    """An office document of today is a packed folder; it is looked at and never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as folder:
            inside = folder.infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError) as wrong:
        raise no.AttachmentRefused(name=upload.name, why="file.unknown") from wrong
    unpacked = sum(each.file_size for each in inside)
    packed = max(sum(each.compress_size for each in inside), 1)
    overlaps = packed > len(upload.data)  # the entries share their bytes: only a bomb does
    bomb = unpacked > _UNPACKED_MOST or unpacked / packed > _RATIO_MOST or overlaps
    if bomb or len(inside) > _ENTRIES_MOST:
        raise no.AttachmentRefused(name=upload.name, why="file.bomb")
    names = [each.filename.casefold() for each in inside]
    if any(macro in name for name in names for macro in _MACROS):
        raise no.AttachmentRefused(name=upload.name, why="file.macros")
    if "[content_types].xml" in names or "mimetype" in names:
        return Form.OFFICE
    raise no.AttachmentRefused(name=upload.name, why="file.archive")


def _is_recording(data: bytes) -> bool:
    return (
        data[4:8] == b"ftyp"
        or data.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"#!AMR", b"OggS", b"fLaC"))
        or (data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"AVI "))
        or data.startswith(b"\x1aE\xdf\xa3")
    )  # fmt: skip


def _is_text(data: bytes) -> bool:
    return b"\0" not in data and any(_reads(data, coding) for coding in ("utf-8", "gb18030"))


def _reads(data: bytes, coding: str) -> bool:
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign.isspace() or sign > "\x9f" for sign in text)
