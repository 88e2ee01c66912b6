"""The desk card: every command can be scanned from the printed page, by a laser and by a camera."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from app.devices import decode
from app.forms.desk_card import desk_card_pdf
from app.labels import rules
from app.labels.types import Command


@pytest.mark.parametrize("dpi", [200, 300])
def test_every_command_is_read_from_the_printed_page_in_both_symbols(
    dpi: int, tmp_path: Path
) -> None:
    assert shutil.which("pdftoppm")
    (tmp_path / "card.pdf").write_bytes(desk_card_pdf())
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "card.pdf", "page"], cwd=tmp_path, check=True
    )
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 1

    page = Image.open(pages[0]).convert("L")
    seen = {(read.format, read.text) for read in decode.by_zxing(page)}
    second = {read.text for read in decode.by_zbar(page)}

    for command in Command:
        payload = rules.encode(rules.code_for(command))
        assert {("Code128", payload), ("DataMatrix", payload)} <= seen
        assert payload in second
        code = rules.parse(payload)
        assert code is not None
        assert rules.command_of(code) is command


def test_the_card_is_the_same_bytes_each_time() -> None:
    assert desk_card_pdf() == desk_card_pdf()
