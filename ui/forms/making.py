"""Forms as files, made in a worker: the sheet of an act, a card, a case's ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.forms.service import Sheet
    from app.store import Store


def sheet(store: Store, made: Sheet, copies: Sequence[str] = ()) -> bytes:
    """A sheet of the books."""
    from app.forms import imprint, pages  # heavy, and only a form needs them

    return pages.sheet_pdf(made, store.read(imprint.imprint), copies=copies)


def copies(made: Sheet) -> tuple[str, ...]:
    """Who gets a copy of a sheet."""
    from app.forms import layout

    return layout.get(made.form).copies


def extract(store: Store, form: str, id_: str) -> bytes:
    """A card (F8) or a case's ledger (F9) as it stands now."""
    return _card(store, id_) if form == "F8" else _ledger(store, id_)


def _card(store: Store, item_id: str) -> bytes:
    from app import errors
    from app.custody import labelling, views
    from app.forms import imprint, pages

    card = store.read(views.card, item_id=item_id)
    photos = [_photo(store, photo.sha256) for photo in card.photos[:6]]
    try:
        label = store.read(labelling.label, item_id=item_id)
    except errors.NotFound:
        label = None  # not received yet, or gone for good
    return pages.card_pdf(card, photos, label, imprint=store.read(imprint.imprint))


def _photo(store: Any, sha256: str) -> bytes:
    try:
        data: bytes = store.blobs.get(sha256)
    except (KeyError, OSError):
        return b""
    return data


def _ledger(store: Store, case_id: str) -> bytes:
    from app.cases import service as cases
    from app.cases import settling
    from app.custody import views
    from app.forms import imprint, lines, pages

    rows: list[Any] = []
    while True:
        found = store.read(
            views.rows, case_id=case_id, sort="number", limit=2_000, offset=len(rows)
        )
        rows += found
        if len(found) < 2_000:
            break
    return pages.ledger_pdf(
        store.read(cases.view, case_id=case_id),
        rows,
        totals=store.read(settling.totals, case_id=case_id),
        imprint=store.read(imprint.imprint),
        lines=store.read(lines.ledger_lines, case_id=case_id),
    )
