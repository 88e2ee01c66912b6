"""The words of an office document of today, and nothing else of it: no maker, no remark, no change that was taken back.

A document is a packed folder of XML (Office Open XML, ISO/IEC 29500; OpenDocument, ISO/IEC 26300). Layout and pictures
stay in the sealed original.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

#: Where the words lie, in the order in which they are read.
_PARTS: Final = (
    re.compile(r"word/document\.xml"),
    re.compile(r"word/(?:footnotes|endnotes)\.xml"),
    re.compile(r"word/(?:header|footer)\d*\.xml"),
    re.compile(r"ppt/slides/slide(\d+)\.xml"),
    re.compile(r"content\.xml"),
)
_SHARED: Final = "xl/sharedStrings.xml"
_SHEET: Final = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
#: What tells of its writers: remarks, what they took back, their names; and what stands there a second time.
_UNSAID: Final = frozenset(
    {"annotation", "tracked-changes", "delText", "instrText", "del", "moveFrom", "Fallback"}
    | {"author-name", "author-initials", "creator", "initial-creator", "printed-by"}
)
_PARAGRAPHS: Final = frozenset({"p", "h"})
_CELLS: Final = frozenset({"tc", "table-cell"})
_ROWS: Final = frozenset({"tr", "table-row"})


def words_of(data: bytes) -> str:
    """Its words, a line for each paragraph and for each row of a table; raises on what is no such document."""
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        names = folder.namelist()
        lines: list[str] = []
        for part in _PARTS:
            for name in sorted(filter(part.fullmatch, names), key=_number):
                lines.extend(_lines(ET.fromstring(folder.read(name))))
        sheets = sorted(filter(_SHEET.fullmatch, names), key=_number)
        if sheets:
            shared = _shared(folder) if _SHARED in names else []
            for name in sheets:
                lines.extend(_rows(ET.fromstring(folder.read(name)), shared))
    return "\n".join(line.rstrip() for line in lines).strip()


def _number(name: str) -> int:
    return int("".join(filter(str.isdigit, name)) or 0)


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _lines(element: ET.Element) -> Iterator[str]:
    """Paragraphs one below another; the cells of a table side by side."""
    tag = _tag(element)
    if tag in _UNSAID:
        return
    if tag in _ROWS:
        yield "\t".join(" ".join(_below(cell)) for cell in _cells(element))
    elif tag in _PARAGRAPHS:
        yield "".join(_text(element))
    else:
        yield from _below(element)


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    """Those of this row, also where each stands in a frame of its own, as in a form that is filled in."""
    for inner in row:
        if _tag(inner) in _CELLS:
            yield inner
        elif _tag(inner) not in _UNSAID:
            yield from _cells(inner)


def _below(element: ET.Element) -> Iterator[str]:
    for inner in element:
        yield from _lines(inner)


def _text(element: ET.Element) -> Iterator[str]:
    tag = _tag(element)
    if tag in _UNSAID or _is_hidden(element):
        return
    if tag in ("tab", "br", "cr", "line-break", "s"):
        yield "\n" if tag in ("br", "cr", "line-break") else " "
    # in Office Open XML only `t` holds words; in OpenDocument the paragraph itself does
    holds = tag == "t" or "opendocument" in element.tag
    if holds and element.text:
        yield element.text
    for inner in element:
        yield from _text(inner)
        if "opendocument" in inner.tag and inner.tail:
            yield inner.tail


def _is_hidden(run: ET.Element) -> bool:
    return any(_tag(each) == "vanish" for inner in run if _tag(inner) == "rPr" for each in inner)


def _shared(folder: zipfile.ZipFile) -> list[str]:
    """The texts of a workbook, which its cells name by number."""
    return ["".join(_text(each)) for each in ET.fromstring(folder.read(_SHARED))]


def _rows(sheet: ET.Element, shared: list[str]) -> Iterator[str]:
    for row in sheet.iter():
        if _tag(row) == "row":
            yield "\t".join(_cell(cell, shared) for cell in row)


def _cell(cell: ET.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(_text(cell))
    value = next((each.text or "" for each in cell if _tag(each) == "v"), "")
    return shared[int(value)] if cell.get("t") == "s" and value else value
