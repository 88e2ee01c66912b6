"""Forms as files, made in a worker: the sheet of an act, a card, a case's ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app import progress
from app.progress import Part, Stopped
from ui.signing import Place

if TYPE_CHECKING:
    from app.forms.service import Sheet
    from app.store import Store


def sheet(
    store: Store,
    made: Sheet,
    copies: Sequence[str] = (),
    *,
    report: Callable[[Part], object],
    cancelled: Callable[[], bool],
) -> bytes:
    """A sheet of the books."""
    from app.forms import imprint, pages, signed  # heavy, and only a form needs them

    told = signed.drawn(store.read, made)
    heed = progress.heed(report, cancelled)
    seen = store.read(imprint.imprint)
    return pages.sheet_pdf(made, seen, copies=copies, signed=told, heed=heed)


def places_of(made: Sheet) -> tuple[Place, ...]:
    """Where a sheet is signed, and whose name stands there."""
    from app.forms import layout, places

    form = layout.get(made.form).on(made.day, made.words)
    return tuple(Place(*told) for told in places.places(form, made.value))


def copies(made: Sheet) -> tuple[str, ...]:
    """Who gets a copy of a sheet."""
    from app.forms import layout

    return layout.get(made.form).copies


def extract(
    store: Store,
    form: str,
    kind: str,
    id_: str,
    *,
    report: Callable[[Part], object],
    cancelled: Callable[[], bool],
) -> bytes:
    """A card (F8), a case's ledger (F9) or the cards of a whole case (F8 of a case), as the books stand now."""
    from app.forms import extracts

    def ask(query: Callable[..., Any], /, **given: Any) -> Any:
        if cancelled():
            raise Stopped
        return store.read(query, **given)

    heed = progress.heed(report, cancelled)
    if form == "F9":
        return extracts.ledger(ask, id_, heed)
    if kind == "case":
        return extracts.booklet(ask, store.blobs.get, id_, heed)
    return extracts.card(ask, store.blobs.get, id_)
