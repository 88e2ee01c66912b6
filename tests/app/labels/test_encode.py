"""A label's way to paper loses no dot: PNG, PDF in true size, ZPL over TCP."""

import io
import re
import shutil
import socket
import subprocess

import numpy as np
import pytest
from PIL import Image

from app import words
from app.devices import errors
from app.devices.printer import FilePrinter, TcpPrinter, send_tcp
from app.labels import encode, layout, render
from tests.support.labels import WATCH
from tests.support.tcp_printer import listening
from tests.support.waiting import until
from tests.support.zpl_reader import read_zpl


@pytest.fixture(scope="module")
def image() -> Image.Image:
    return render.proved(WATCH, layout.BOX)


def same(one: Image.Image, other: Image.Image) -> bool:
    return bool(np.array_equal(np.asarray(one.convert("1")), np.asarray(other.convert("1"))))


def test_a_png_holds_every_dot_and_its_density(image: Image.Image) -> None:
    read = Image.open(io.BytesIO(encode.to_png(image, 300)))

    assert read.mode == "1"
    assert same(read, image)
    assert round(read.info["dpi"][0]) == 300


def test_a_pdf_page_has_the_exact_size_and_the_same_dots(image, tmp_path) -> None:
    file = tmp_path / "labels.pdf"
    file.write_bytes(encode.to_pdf([image, image], layout.BOX))
    info = _run("pdfinfo", file)
    _run("pdftoppm", "-r", "203.2", "-mono", "-png", file, tmp_path / "page")
    pages = sorted(tmp_path.glob("page*.png"))

    assert re.search(r"Page size:\s+170\.079 x 113\.386 pts", info)
    assert len(pages) == 2
    page = Image.open(pages[0]).crop((0, 0, *image.size))
    assert same(page, image)
    render.check(page, WATCH, layout.BOX)


def test_the_same_label_is_the_same_pdf(image: Image.Image) -> None:
    assert encode.to_pdf([image], layout.BOX) == encode.to_pdf([image], layout.BOX)


@pytest.mark.parametrize("size", layout.SIZES.values(), ids=lambda size: size.name)
@pytest.mark.parametrize("dpi", layout.DPIS)
def test_zpl_holds_every_dot(size: layout.Size, dpi: int) -> None:
    drawn = render.render(WATCH, size, dpi)
    read = read_zpl(encode.LANGUAGES["zpl"](drawn))

    assert same(read, drawn)
    render.check(read, WATCH, size)


def test_zpl_is_small(image: Image.Image) -> None:
    assert len(encode.LANGUAGES["zpl"](image)) < image.width * image.height / 8


def test_a_network_printer_receives_every_byte(image: Image.Image) -> None:
    data = encode.LANGUAGES["zpl"](image)
    with listening() as printer:
        send_tcp("127.0.0.1", printer.port, data)
        TcpPrinter("127.0.0.1", printer.port).send(data)
        until(lambda: len(printer.jobs) == 2)

    assert printer.jobs == [data, data]


def test_a_printer_that_is_switched_off_is_a_refusal() -> None:
    with listening() as printer:
        pass
    with pytest.raises(errors.PrinterUnready) as no:
        send_tcp("127.0.0.1", printer.port, b"^XA^XZ", timeout_s=0.5)
    assert no.value.facts == {"printer": f"127.0.0.1:{printer.port}", "why": "printer.REFUSED"}
    assert words.refusal(no.value).what == (
        f"标签没有打印：127.0.0.1:{printer.port}，打印机拒绝连接。"
    )


def test_a_printer_that_hangs_is_a_refusal_after_the_patience_ran_out() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf:
        port = deaf.getsockname()[1]
        with pytest.raises(errors.PrinterUnready) as no:
            send_tcp("127.0.0.1", port, b"x" * 20_000_000, timeout_s=0.3)
    assert no.value.facts["why"] == "printer.TIMEOUT"


def test_a_file_printer_keeps_the_jobs_in_order(tmp_path) -> None:
    printer = FilePrinter(tmp_path / "jobs")
    for job in (b"one", b"two", b"three"):
        printer.send(job)

    assert [file.read_bytes() for file in sorted((tmp_path / "jobs").iterdir())] == [
        b"one",
        b"two",
        b"three",
    ]


def test_a_file_printer_without_a_place_is_a_refusal(tmp_path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(errors.PrinterUnready):
        FilePrinter(tmp_path / "taken").send(b"job")


def _run(program: str, *arguments: object) -> str:
    found = shutil.which(program)
    assert found, f"{program} (poppler-utils) is needed to look at a PDF"
    done = subprocess.run([found, *map(str, arguments)], check=True, capture_output=True, text=True)
    return done.stdout
