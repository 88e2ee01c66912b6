"""What was signed on a sheet, as it is drawn into the form: asked for through the store's door, as extracts are."""

from app import errors
from app.forms.extracts import Ask
from app.forms.parts import Mark, Refused
from app.forms.service import Sheet
from app.signatures import service as signatures
from app.signatures import strokes, types
from app.signatures.types import Method


def drawn(ask: Ask, sheet: Sheet) -> dict[str, Mark]:
    """The pictures of signatures by place, and the refusals; none where the asker may not see them."""
    if not sheet.reason_needed:  # never printed as it stands: nobody can have signed it
        return {}
    signed = types.Sheet(sheet.form, sheet.number, sheet.digest)
    try:
        rows = ask(signatures.of_sheet, sheet=signed)
        written = ask(signatures.written, sheet=signed)
    except errors.Refusal:
        return {}
    found: dict[str, Mark] = {}
    for row in rows:
        if row.method in (Method.REFUSED, Method.ABSENT):
            witness = f"（见证人 {row.witness_name}）" if row.witness_name else ""
            found[row.place] = Refused(row.method, row.reason + witness)
        if row.method == Method.PAD:  # what the pen wrote, not what a file says that it wrote
            found[row.place] = strokes.png(strokes.read(written[row.place]))
    return found
