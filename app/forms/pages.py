"""Forms as PDF: a sheet of the books, the case ledger (F9), the card of a thing (F8)."""

from collections.abc import Mapping, Sequence

from app.forms import layout, page
from app.forms.card_sheet import card_pdf
from app.forms.imprint import Imprint
from app.forms.ledger_sheet import ledger_pdf
from app.forms.page import Marks
from app.forms.parts import Mark
from app.forms.service import Sheet
from app.progress import Heed, unheard

__all__ = ["card_pdf", "ledger_pdf", "sheet_pdf"]


def sheet_pdf(
    sheet: Sheet,
    imprint: Imprint | None = None,
    *,
    copies: Sequence[str] = (),
    signed: Mapping[str, Mark] | None = None,
    size: str = "",
    heed: Heed = unheard,
) -> bytes:
    """A sheet as PDF, once or once for each of the named `copies`; `signed` are pictures of signatures by place."""
    form = layout.get(sheet.form).on(sheet.day, sheet.words)
    marks = Marks(
        number=sheet.number,
        code=sheet.code,
        repeat=sheet.repeat if sheet.number else 1,
        reason=sheet.reason,
        repeated_at=sheet.at,
        imprint=imprint,
        copies=tuple(form.say(copy) for copy in copies),
        signed=signed or {},
    )
    return page.render(form, sheet.value, marks, size, heed=heed)
