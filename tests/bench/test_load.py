"""The bulk loader's stores are as valid as if the services had made them."""

from pathlib import Path

import pytest

from app import bootstrap
from app.audit import verifying
from app.custody import views
from app.requests import desk
from bench import books, load


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A small store by the bulk loader."""
    monkeypatch.setenv("ANKU_BENCH_DIR", str(tmp_path))
    return load.store(150, received=3)


def test_a_bulk_laid_store_verifies_and_keeps_its_guards(url: str) -> None:
    store = bootstrap.open_store(url)
    verdict = verifying.verify(store.database, store.blobs)
    with store.database.read() as session:
        guards = session.connection().exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        )
        count = guards.scalar_one()
    store.close()

    assert verdict.broken == ()
    assert verdict.cards == 150
    assert count > 10


def test_its_items_are_found_by_words_and_by_label(url: str) -> None:
    (payload,) = load.payloads(url, 1)
    with books.opened(url) as keeper:
        card = keeper.read(views.card, item_id=keeper.read(desk.scan, text=payload).id)
        hits = keeper.read(views.search_, text="手表")

    assert card.row.custody == "IN"
    assert hits
    assert all("手表" in hit.name for hit in hits)


def test_a_delivery_can_be_declared_in_it(url: str) -> None:
    """What the intake's figure begins with: its two officers, and the head who puts the second on the case."""
    assert [row.custody for row in books.pending(url, 3)] == ["PENDING"] * 3


def test_it_is_laid_once(url: str) -> None:
    file = Path(url.removeprefix("sqlite:///"))
    before = file.stat().st_ino

    assert load.store(150, received=3) == url
    assert file.stat().st_ino == before
