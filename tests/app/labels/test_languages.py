"""Every printer language says the whole label: what comes out is the picture, dot for dot, and reads back."""

import itertools

import numpy as np
import pytest
from PIL import Image

from app.devices import decode
from app.labels import languages, layout, press, printers, render
from app.labels.languages import bits
from app.labels.layout import Stock
from app.labels.types import Kind, Label
from tests.support.labels import WATCH, label_of
from tests.support.printed import label_of as printed
from tests.support.symbols import Measured, measured
from tests.support.zpl_foreign import rendered

EVERY = list(itertools.product(layout.SIZES.values(), layout.DPIS))
LABELS = [WATCH, label_of(Kind.LOCATION, number="A-03-2", name="三号架第二层")]


def same(one: Image.Image, other: Image.Image) -> bool:
    return bool(np.array_equal(np.asarray(one.convert("1")), np.asarray(other.convert("1"))))


def _reads(image: Image.Image, label: Label, size: layout.Size) -> None:
    """Both decoders read the printed picture, and its symbols keep the label's own rule."""
    render.check(image, label, size)
    found = {each.format: each for each in measured(image)}
    dpi = layout.DPIS[0] if image.size == size.dots(203) else layout.DPIS[1]
    rule = layout.rule(label, size, dpi)
    _holds(found["DataMatrix"], label, rule.matrix_module, rule.matrix_quiet)
    assert ("Code128" in found) is (rule.linear_module > 0)
    if rule.linear_module:
        _holds(found["Code128"], label, rule.linear_module, rule.linear_quiet)


def _holds(found: Measured, label: Label, module: int, quiet: int) -> None:
    assert found.text == label.payload
    assert found.module >= module
    assert found.quiet >= quiet * found.module


@pytest.mark.parametrize("name", languages.LANGUAGES)
@pytest.mark.parametrize(("size", "dpi"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_what_comes_out_is_the_picture_and_reads_back(name: str, size, dpi: int) -> None:
    for label in LABELS:
        image = render.render(label, size, dpi)
        out = printed(name, languages.LANGUAGES[name].encode(image, Stock(size)), image.width)

        assert same(out, image)
        _reads(out, label, size)


@pytest.mark.parametrize(("size", "dpi"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_a_zpl_renderer_that_we_did_not_write_prints_the_same(size, dpi: int) -> None:
    images = [render.render(label, size, dpi) for label in LABELS]
    jobs = [languages.LANGUAGES["zpl"].encode(image, Stock(size)) for image in images]
    outs = rendered(jobs, images[0].size, dpi)
    for label, image, out in zip(LABELS, images, outs, strict=True):
        assert same(out, image)
        _reads(out, label, size)


def test_a_head_that_burns_the_wrong_dots_is_seen_by_its_black() -> None:
    """A wrongly inverted DataMatrix still decodes, so it is the share of black that tells."""
    image = render.render(WATCH, layout.BOX)
    job = languages.LANGUAGES["tspl"].encode(image, Stock(layout.BOX))
    black = 1 - np.asarray(printed("tspl-inverted", job, image.width)).mean()

    assert black > 0.7
    assert 1 - np.asarray(printed("tspl", job, image.width)).mean() < 0.35


def test_a_width_that_is_no_whole_byte_is_filled_with_white() -> None:
    image = render.render(WATCH, layout.SMALL, 300)
    wide, rest = bits.row_bytes(image), image.width % 8
    lasts = bits.black_is_one(image)[wide - 1 :: wide], bits.black_is_zero(image)[wide - 1 :: wide]

    assert rest == 2
    assert {byte & 0x3F for byte in lasts[0]} == {0}
    assert {byte & 0x3F for byte in lasts[1]} == {0x3F}


def test_the_names_that_a_person_chooses_from_are_those_that_there_are() -> None:
    assert tuple(languages.LANGUAGES) == printers.LANGUAGES


def test_zpl_is_small() -> None:
    image = render.render(WATCH, layout.BOX)
    assert (
        len(languages.LANGUAGES["zpl"].encode(image, Stock(layout.BOX)))
        < image.width * image.height / 8
    )


@pytest.mark.parametrize(
    ("name", "answer", "troubles", "is_busy"),
    [
        ("zpl", b"\x02030,0,0,0320,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n", "", False),
        ("zpl", b"\x02030,1,0,0320,001,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n", "NO_PAPER", True),
        ("zpl", b"\x02030,0,1,0320,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,1,1,0,2,4,0,00000003,1,000\x03\r\n\x021234,0\x03\r\n", "HEAD_OPEN NO_RIBBON PAUSED", True),
        ("tspl", b"\x00", "", False),
        ("tspl", b"\x20", "", True),
        ("tspl", b"\x05", "HEAD_OPEN NO_PAPER", False),
        ("tspl-inverted", b"\x10", "PAUSED", False),
        ("ezpl", b"00\r\n", "", False),
        ("ezpl", b"50\r\n", "", True),
        ("ezpl", b"01\r\n", "NO_PAPER", False),
        ("ezpl", b"04\r\n", "HEAD_OPEN", False),
        ("ezpl", b"77\r\n", "FAULT", False),
        ("escpos", b"\x12\x12\x00", "", False),
        ("escpos", b"\x12\x12", "", True),
        ("escpos", b"\x32\x72", "NO_PAPER", True),
        ("escpos-label", b"\x16\x12\x00", "HEAD_OPEN", False),
    ],
)  # fmt: skip
def test_what_a_printer_says_of_itself_is_understood(name, answer, troubles, is_busy) -> None:
    language = languages.LANGUAGES[name]
    state = language.read(answer)

    assert state is not None
    assert " ".join(state.troubles) == troubles
    assert state.is_busy is is_busy
    assert language.whole(answer) or name == "escpos"


@pytest.mark.parametrize("name", languages.LANGUAGES)
def test_half_an_answer_is_waited_for_and_noise_is_none(name: str) -> None:
    language = languages.LANGUAGES[name]
    assert not language.whole(b"")
    assert language.read(b"") is None


def test_an_offset_moves_the_print_and_is_read_back() -> None:
    printer = printers.Printer(language="zpl", right=0.5, down=-0.5)
    moved, plain = (
        press.picture(printer, WATCH),
        press.picture(printers.Printer(language="zpl"), WATCH),
    )

    assert same(moved.crop((4, 0, 480, 316)), plain.crop((0, 4, 476, 320)))
    assert {read.text for read in decode.by_zxing(moved.convert("L"))} == {WATCH.payload}


def test_an_offset_that_would_cut_the_print_is_refused() -> None:
    from app.devices import errors

    with pytest.raises(errors.OffsetTooFar):
        press.picture(printers.Printer(language="zpl", right=3.0), WATCH)


def test_the_proof_of_a_build_makes_every_label() -> None:
    assert press.prove() == (len(languages.LANGUAGES) + 2) * len(EVERY)


@pytest.mark.parametrize(
    ("set_up", "state", "says"),
    [
        (printers.Printer(), "untold", "保存到文件夹"),
        (printers.Printer(language="zpl", way="tcp"), "bad", "尚未填写打印机的地址"),
        (
            printers.Printer(language="zpl", way="tcp", address="127.0.0.1:9"),
            "bad",
            "打印机拒绝连接",
        ),
        (
            printers.Printer(language="tspl", way="device", address="/dev/usb/lp97"),
            "bad",
            "打印机没有接上",
        ),
    ],
)
def test_how_a_printer_is_stands_in_one_sentence(set_up, state: str, says: str) -> None:
    status = press.status(set_up)
    assert (status.state, status.says()) == (state, says)
