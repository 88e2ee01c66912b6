"""Codes in real photographs: the ladder reads at least what zxing-cpp alone reads, and nothing where nothing is."""

import json
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from app.devices import decode, errors
from tests.support.labels import WATCH

FOLDER = Path(__file__).parents[2] / "data" / "barcodes"
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))
PHOTOS = [row for row in EXPECTED if row["kind"] == "real"]
NEGATIVES = [row for row in EXPECTED if row["kind"] == "negative"]


def plain(text: str) -> str:
    """As the set asks to compare: without GS, line ends trimmed."""
    return text.replace("\x1d", "").replace("\r\n", "\n").strip()


def wanted(row: dict) -> set[tuple[str, str]]:
    return {(each["format"], plain(each["text"])) for each in row["expect"]}


def said(reads: list[decode.Read] | tuple[decode.Read, ...]) -> set[tuple[str, str]]:
    return {(read.format, plain(read.text)) for read in reads}


def by_name(row: dict) -> str:
    return Path(row["file"]).stem


@pytest.mark.parametrize("row", PHOTOS, ids=by_name)
def test_a_photograph_says_what_it_says_and_nothing_else(row: dict) -> None:
    read = decode.decode_file(FOLDER / row["file"])

    assert read.error == ""
    assert said(read.codes) == wanted(row)


@pytest.mark.parametrize("row", NEGATIVES, ids=by_name)
def test_a_picture_without_a_code_gives_nothing(row: dict) -> None:
    assert decode.decode_file(FOLDER / row["file"]).codes == ()


def test_the_ladder_reads_more_than_its_first_rung() -> None:
    pictures = [((FOLDER / row["file"]).read_bytes(), wanted(row)) for row in PHOTOS]
    ladder = sum(said(decode.read_image(data)) == codes for data, codes in pictures)
    alone = sum(said(decode.by_zxing(decode.pixels_of(data))) == codes for data, codes in pictures)

    assert ladder > alone
    assert ladder == len(pictures)


@pytest.mark.parametrize("name", ["README.md", "expected.json"])
def test_what_is_no_picture_has_an_error_and_stops_nothing(name: str) -> None:
    read = decode.decode_file(FOLDER / name)

    assert read.error == "not a picture"
    assert read.codes == ()


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\x00" * 20, b"\xff\xd8\xff" * 9]
)
def test_broken_pictures_are_refused_as_such(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(data)

    assert decode.decode_file(tmp_path / "broken").error == "not a picture"
    with pytest.raises(errors.NotAPicture):
        decode.read_image(data)


def test_a_photograph_cut_off_in_the_middle_is_an_error(tmp_path: Path) -> None:
    whole = (FOLDER / PHOTOS[0]["file"]).read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])

    assert decode.decode_file(tmp_path / "half.jpg").error == "not a picture"


def test_a_file_that_is_not_there_has_the_systems_reason(tmp_path: Path) -> None:
    read = decode.decode_file(tmp_path / "gone.png")

    assert read.error == "No such file or directory"
    assert read.file == str(tmp_path / "gone.png")


@pytest.mark.parametrize("text", ["证物手机", "保管室 A-03", "0123456789", "Ж-7"])
def test_a_chinese_qr_code_keeps_its_text(text: str) -> None:
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    picture = np.array(symbol.to_image(scale=5))

    assert said(decode.read_image(picture)) == {("QRCode", text)}


def test_chinese_bytes_in_the_national_coding_are_understood() -> None:
    symbol = zxingcpp.create_barcode("证物手机袋".encode("gb18030"), zxingcpp.BarcodeFormat.QRCode)
    (read,) = decode.read_image(np.array(symbol.to_image(scale=5)))

    assert read.text == "证物手机袋"


def test_several_codes_in_one_picture_are_all_read_with_their_places() -> None:
    sheet = Image.new("L", (900, 500), 255)
    for number, at in enumerate([(40, 40), (500, 40), (40, 280), (500, 280)]):
        symbol = zxingcpp.create_barcode(f"item {number}", zxingcpp.BarcodeFormat.DataMatrix)
        sheet.paste(Image.fromarray(np.array(symbol.to_image(scale=8))), at)
    reads = {read.text: read for read in decode.read_image(sheet)}

    assert set(reads) == {f"item {number}" for number in range(4)}
    assert all(x > 450 and y > 250 for x, y in reads["item 3"].corners)


def test_a_slanted_linear_code_is_read_beside_a_straight_matrix_code() -> None:
    scene = Image.new("L", (1200, 800), 255)
    matrix = zxingcpp.create_barcode(WATCH.payload, zxingcpp.BarcodeFormat.DataMatrix)
    scene.paste(Image.fromarray(np.array(matrix.to_image(scale=8))), (60, 60))
    linear = zxingcpp.create_barcode("6901234567892", zxingcpp.BarcodeFormat.EAN13)
    paper = Image.fromarray(np.array(linear.to_image(scale=4))).rotate(
        30, expand=True, fillcolor=255
    )
    scene.paste(paper, (500, 200))

    assert said(decode.read_image(scene)) == {
        ("DataMatrix", WATCH.payload),
        ("EAN13", "6901234567892"),
    }


def test_a_transparent_picture_is_read_on_white() -> None:
    symbol = zxingcpp.create_barcode("AB-1", zxingcpp.BarcodeFormat.QRCode)
    ink = Image.fromarray(255 - np.array(symbol.to_image(scale=5)))
    picture = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    picture.putalpha(ink)

    assert said(decode.read_image(picture)) == {("QRCode", "AB-1")}


def test_the_live_view_reads_quickly_what_it_can() -> None:
    photo = decode.pixels_of((FOLDER / PHOTOS[0]["file"]).read_bytes())

    assert said(decode.read_quickly(photo, harder=True)) == wanted(PHOTOS[0])


def test_a_scan_in_sixteen_bits_of_grey_is_read() -> None:
    symbol = zxingcpp.create_barcode("AB-1", zxingcpp.BarcodeFormat.QRCode)
    deep = Image.fromarray(np.array(symbol.to_image(scale=5)).astype(np.uint16) * 256)

    assert said(decode.read_image(deep)) == {("QRCode", "AB-1")}


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (39, 39), (3000, 1), (1, 5000)])
@pytest.mark.parametrize("shade", [0, 255])
def test_no_shape_of_picture_upsets_the_ladder(size: tuple[int, int], shade: int) -> None:
    assert decode.read_image(np.full((*size, 3), shade, dtype=np.uint8)) == []


def test_the_second_decoder_alone_is_believed_only_when_it_says_the_same_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["A0012", "A0012", "A0013", "7777", "7778", "7779"])

    def seen(_: object) -> list[decode.Read]:
        return [decode.Read(next(answers), "Code39")]

    monkeypatch.setattr(decode, "by_zbar", seen)
    blank = np.full((60, 200), 255, dtype=np.uint8)

    assert said(decode.by_zbar_twice(blank)) == {("Code39", "A0012")}
    assert decode.by_zbar_twice(blank) == []


def test_the_live_view_looks_harder_for_light_codes_on_dark_and_for_slanted_ones() -> None:
    symbol = zxingcpp.create_barcode("356938035643809", zxingcpp.BarcodeFormat.DataMatrix)
    engraved = 255 - np.array(symbol.to_image(scale=6))

    assert decode.read_quickly(engraved) == []
    assert said(decode.read_quickly(engraved, harder=True)) == {("DataMatrix", "356938035643809")}


def without_white_beside() -> np.ndarray:
    """A linear code, its bars cut off right at the edge of a grey tray: the first decoder wants white on both sides."""
    symbol = zxingcpp.create_barcode(WATCH.payload, zxingcpp.BarcodeFormat.Code128)
    bars = np.array(symbol.to_image(scale=2))
    ink = np.flatnonzero((bars < 128).any(axis=0))
    tray = np.full((400, 900), 120, dtype=np.uint8)
    cut = bars[:, ink[0] : ink[-1] + 1]
    tray[150 : 150 + cut.shape[0], 120 : 120 + cut.shape[1]] = cut
    return tray


def test_what_the_second_decoder_alone_reads_is_read_in_a_photograph_and_in_the_live_view() -> None:
    tray = without_white_beside()

    assert decode.by_zxing(tray) == []
    assert said(decode.read_image(tray)) == {("Code128", WATCH.payload)}
    assert decode.read_quickly(tray) == []
    assert said(decode.read_quickly(tray, harder=True)) == {("Code128", WATCH.payload)}
