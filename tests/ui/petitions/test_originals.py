"""P31 at a desk: a file is kept as it came, its working copy tells nothing but its content, traps are refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.petitions import originals, papers
from app.petitions.errors import OriginalRefused, PetitionHidden
from app.reporting import papers as taking
from tests.app.reporting.test_attachments import SECRETS, photo
from tests.support import petitioning as p
from tests.support import raw
from tests.support.city import City
from tests.support.pages import Seat
from ui.petitions.page import PetitionsPage

Sit = Callable[[str], tuple[PetitionsPage, Seat]]


def packed(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, data)
    return out.getvalue()


@pytest.mark.scenario("P31")
def test_a_photograph_is_kept_as_it_came_and_looked_at_as_a_clean_copy(
    town: City, sit_down: Sit, qtbot: QtBot, tmp_path: Path
) -> None:
    data = photo()
    file = tmp_path / "照片.jpg"
    file.write_bytes(data)
    page, _ = sit_down("xf1")
    page.open_form()
    page.sheet.attach(file)
    qtbot.waitUntil(lambda: len(page.sheet._files) == 2, timeout=30_000)
    assert page.sheet._attached.text() == "照片.jpg"  # one line, though two are kept
    kept = tuple(page.sheet._files)
    page.sheet.leave()
    row = p.registered(town, p.new(town, originals=kept))
    page.show_target(row.id)
    qtbot.waitUntil(lambda: page.detail.view() is not None)
    page.detail._papers.click()
    view = page.detail.view()
    assert view is not None
    ((original, copy),) = papers.paired(view.originals)
    assert copy is not None
    store = town.store("xf1")
    clean = town.ask("xf1", papers.original, original_id=copy.id)
    drawn = originals.opened(store.blobs.get(clean.sha256), clean.key)
    assert not Image.open(io.BytesIO(drawn)).getexif()
    assert not [secret for secret in SECRETS if secret in drawn]
    with pytest.raises(PetitionHidden):
        town.ask("xf1", papers.original, original_id=original.id)

    qtbot.waitUntil(lambda: bool(page.papers.photos._kept))
    other = p.registered(town, p.new(town))
    page.show_target(other.id)  # nothing of the one before stays, nor comes late
    assert page.papers.isHidden()
    assert not page.papers.photos._kept
    assert (page.papers._lines.count(), page.papers.photos.current()) == (0, "")
    page.acting.begin("petitions.feed_back", view)
    before = set(store.blobs.all())
    page.acting.attach(file)  # one file goes with it: no copy of it is left lying about
    qtbot.waitUntil(lambda: bool(page.acting._files))
    assert set(store.blobs.all()) - before == {each.sha256 for each in page.acting._files}
    assert len(page.acting._files) == 1
    page.acting.leave()

    page.show_target(row.id)
    qtbot.waitUntil(lambda: page._shown() == row.id)
    page.detail._papers.click()
    page.papers._want(original)
    page.papers.form.set_values({"reason": "送检"})
    page.papers.write_to(tmp_path / "out.jpg")
    qtbot.waitUntil((tmp_path / "out.jpg").exists)
    assert (tmp_path / "out.jpg").read_bytes() == data
    with raw.opened(town.url) as books:
        body = books.one("SELECT body FROM entry WHERE kind = 'TAKE_ORIGINAL'")
        assert "送检" in body
        assert row.id in body
    qtbot.waitUntil(page.papers.isHidden)


@pytest.mark.scenario("P31")
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed("a.txt", bytes(30_000_000)), "file.bomb"),
        (packed("word/vbaProject.bin", b"macro"), "file.macros"),
        (b"MZ\0\0 program", "file.unknown"),
        (b"%PDF-" + bytes(50 << 20), "file.large"),
    ],
)
def test_a_trap_is_refused_before_anything_is_kept(data: bytes, why: str) -> None:
    kept: list[bytes] = []

    def keep(each: bytes) -> str:
        kept.append(each)
        return "0" * 64

    with pytest.raises(OriginalRefused) as no:
        taking.keep(keep, data, kind="file", name="附件")
    assert no.value.facts["why"] == why
    assert kept == []


def test_a_recording_is_kept_without_a_copy() -> None:
    kept: tuple[Any, ...] = taking.keep(
        lambda _: "0" * 64, b"ID3" + bytes(99), kind="recording", name="a.mp3"
    )
    assert [each.kind for each in kept] == ["recording"]
