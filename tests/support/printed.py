"""What comes out of a printer: the bytes of each language drawn by its specification, not by our encoder.

Each reader eats one label from the front of a buffer and returns (picture, rest), or None while it is not whole.
"""

import re
from collections.abc import Callable

from PIL import Image

from tests.support.zpl_reader import read_zpl

Printed = tuple[Image.Image, bytes] | None


def _picture(data: bytes, row_bytes: int, rows: int, *, one_is_black: bool) -> Image.Image:
    """Rows of bits as they burn: black 0, white 1, the way PIL keeps one-bit pictures."""
    if one_is_black:
        data = bytes(byte ^ 0xFF for byte in data)
    return Image.frombytes("1", (row_bytes * 8, rows), data)


def zpl(buffer: bytes) -> Printed:
    """Everything from ^XA to ^XZ."""
    end = buffer.find(b"^XZ")
    if end < 0:
        return None
    return read_zpl(buffer[: end + 3].lstrip()), buffer[end + 3 :].lstrip(b"\n")


def _tspl(buffer: bytes, *, one_is_black: bool) -> Printed:
    """TSPL2: CLS clears the image buffer, BITMAP draws by length, PRINT burns `SIZE` of it."""
    size: tuple[float, float] | None = None
    drawn: tuple[int, int, Image.Image] | None = None
    at = 0
    while True:
        end = buffer.find(b"\r\n", at)
        head = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,").match(buffer, at)
        if head:
            x, y, row_bytes, rows = map(int, head.groups())
            data = buffer[head.end() : head.end() + row_bytes * rows]
            if len(data) < row_bytes * rows:
                return None
            drawn = (x, y, _picture(data, row_bytes, rows, one_is_black=one_is_black))
            at = head.end() + len(data)
            assert buffer[at : at + 2] in (b"\r\n", b""), "the data end where the head says"
            at += 2
            continue
        if end < 0:
            return None
        line, at = buffer[at:end].decode("ascii"), end + 2
        command, _, rest = line.partition(" ")
        if command == "SIZE":
            found = re.fullmatch(r"([\d.]+) mm,([\d.]+) mm", rest)
            assert found
            size = float(found[1]), float(found[2])
        elif command == "PRINT":
            assert rest == "1,1"
            assert size
            assert drawn
            x, y, picture = drawn
            scale = round(picture.height / size[1] * 25.4) / 25.4
            paper = Image.new("1", (round(size[0] * scale), round(size[1] * scale)), 1)
            paper.paste(picture, (x, y))
            return paper, buffer[at:]
        else:
            assert command in {"GAP", "DIRECTION", "REFERENCE", "CLS"}, line


def tspl(buffer: bytes) -> Printed:
    """A TSC head: 0 is black."""
    return _tspl(buffer, one_is_black=False)


def tspl_inverted(buffer: bytes) -> Printed:
    """A clone's head: 1 is black."""
    return _tspl(buffer, one_is_black=True)


def ezpl(buffer: bytes) -> Printed:
    """EZPL: set-up lines, ^L, Qx,y,bytes,rows and the data, E prints."""
    head = re.match(
        rb"\^Q([\d.]+),([\d.]+)\r\n\^W([\d.]+)\r\n(?:[\^~][A-Z][+\d]*\r\n)*\^L\r\nQ(\d+),(\d+),(\d+),(\d+)\n",
        buffer,
    )
    if not head:
        return None
    height, width = float(head[1]), float(head[3])
    x, y, row_bytes, rows = (int(each) for each in head.groups()[3:])
    end = head.end() + row_bytes * rows
    if not buffer[end:].startswith(b"\r\nE\r\n"):
        assert len(buffer) < end + 5, "E stands where the data end"
        return None
    scale = round(rows / height * 25.4) / 25.4
    paper = Image.new("1", (round(width * scale), round(height * scale)), 1)
    paper.paste(_picture(buffer[head.end() : end], row_bytes, rows, one_is_black=True), (x, y))
    return paper, buffer[end + 5 :]


def _escpos(buffer: bytes, end_of_label: bytes) -> Printed:
    """ESC/POS: GS v 0 burns rows one below the other until the paper is cut or fed to the next label."""
    bands: list[Image.Image] = []
    at = 0
    while True:
        rest = buffer[at:]
        if rest.startswith(b"\x1dv0\x00") and len(rest) >= 8:
            row_bytes, rows = rest[4] + 256 * rest[5], rest[6] + 256 * rest[7]
            data = rest[8 : 8 + row_bytes * rows]
            if len(data) < row_bytes * rows:
                return None
            bands.append(_picture(data, row_bytes, rows, one_is_black=True))
            at += 8 + len(data)
        elif rest.startswith(end_of_label):
            paper = Image.new("1", (bands[0].width, sum(band.height for band in bands)), 1)
            top = 0
            for band in bands:
                paper.paste(band, (0, top))
                top += band.height
            return paper, rest[len(end_of_label) :]
        else:
            known = next((each for each in _SETTINGS if rest.startswith(each)), None)
            if known is None:
                assert len(rest) < 8, rest[:16]
                return None
            at += len(known)


_SETTINGS = (b"\x1b@", b"\x1dL\x00\x00", b"\x1ba\x00")


def escpos(buffer: bytes) -> Printed:
    """A continuous roll: each label ends with a cut (GS V 66 0)."""
    return _escpos(buffer, b"\x1dVB\x00")


def escpos_label(buffer: bytes) -> Printed:
    """A roll of labels: each ends by feeding to the next one (GS FF)."""
    return _escpos(buffer, b"\x1d\x0c")


READERS: dict[str, Callable[[bytes], Printed]] = {
    "zpl": zpl,
    "tspl": tspl,
    "tspl-inverted": tspl_inverted,
    "ezpl": ezpl,
    "escpos": escpos,
    "escpos-label": escpos_label,
}


def label_of(language: str, job: bytes, width: int) -> Image.Image:
    """The one label of a job, cut to the stock's width."""
    found = READERS[language](job)
    assert found, "the job is not whole"
    assert found[1].strip() == b"", f"after the label comes more: {found[1][:20]!r}"
    return found[0].crop((0, 0, width, found[0].height))
