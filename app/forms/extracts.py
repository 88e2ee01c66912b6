"""Extracts of the books as they stand: a card (F8), a case's ledger (F9), the booklet of a case's cards.

They are asked for through the store's door (`ask`), so that the window and the command line make the same paper.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from app import errors
from app.cases import service as cases
from app.cases import settling
from app.custody import labelling, views
from app.custody.types import Card, ItemRow
from app.forms import card_sheet, imprint, lines, pages
from app.forms.imprint import Imprint
from app.labels.types import Label
from app.progress import Heed, Part, unheard, within

Ask = Callable[..., Any]
Blob = Callable[[str], bytes]
_PAGE: Final = 2_000
#: In a booklet each card has two photos: it is read beside the shelf, not before the court.
_IN_BOOKLET: Final = 2
#: Of the time that a long ledger takes, how much goes by until its rows are read.
_READ: Final = 0.1


def card(ask: Ask, blob: Blob, item_id: str) -> bytes:
    """F8 of one thing, with its label and its photos."""
    found: Card = ask(views.card, item_id=item_id)
    photos = [_photo(blob, photo.sha256) for photo in found.photos[: card_sheet.MOST_PHOTOS]]
    return pages.card_pdf(found, photos, _label(ask, item_id), imprint=ask(imprint.imprint))


def ledger(ask: Ask, case_id: str, heed: Heed = unheard) -> bytes:
    """F9 of a case."""
    return pages.ledger_pdf(
        ask(cases.view, case_id=case_id),
        _rows(ask, case_id, within(heed, 0, _READ)),
        totals=ask(settling.totals, case_id=case_id),
        imprint=ask(imprint.imprint),
        lines=ask(lines.ledger_lines, case_id=case_id),
        closings=ask(settling.settlements, case_id=case_id),
        heed=within(heed, _READ, 1),
    )


def booklet(ask: Ask, blob: Blob, case_id: str, heed: Heed = unheard) -> bytes:
    """Every card of a case, one after the other, each counting its own pages."""
    row = ask(cases.view, case_id=case_id).row
    seen: Imprint = ask(imprint.imprint)
    title = f"物品卡册 {row.number}"
    return card_sheet.booklet_pdf(title, _cards(ask, blob, case_id, heed), imprint=seen)


def _cards(
    ask: Ask, blob: Blob, case_id: str, heed: Heed
) -> Iterator[tuple[Card, list[bytes], Label | None]]:
    rows = _rows(ask, case_id, unheard)
    for at, row in enumerate(rows):
        heed(Part(at / len(rows)))
        found: Card = ask(views.card, item_id=row.id)
        few = replace(found, photos=found.photos[:_IN_BOOKLET])
        photos = [_photo(blob, photo.sha256) for photo in few.photos]
        yield few, photos, _label(ask, row.id)


def _rows(ask: Ask, case_id: str, heed: Heed) -> list[ItemRow]:
    rows: list[ItemRow] = []
    total = max(ask(views.count, case_id=case_id), 1)
    while True:
        found = ask(views.rows, case_id=case_id, sort="number", limit=_PAGE, offset=len(rows))
        rows += found
        heed(Part(min(1.0, len(rows) / total)))
        if len(found) < _PAGE:
            return rows


def _label(ask: Ask, item_id: str) -> Label | None:
    try:
        told: Label = ask(labelling.label, item_id=item_id)
    except errors.NotFound:
        return None  # not received yet, or gone for good
    return told


def _photo(blob: Blob, sha256: str) -> bytes:
    """A photo; one that is not there is said to be so on the form."""
    try:
        return blob(sha256)
    except (KeyError, OSError):
        return b""
