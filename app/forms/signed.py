"""What was signed on a sheet, as it is drawn into the form: asked for through the store's door, as extracts are."""

from app import errors
from app.forms.extracts import Ask, Blob
from app.forms.parts import Mark, Refused
from app.forms.service import Sheet
from app.signatures import service as signatures
from app.signatures import types
from app.signatures.types import Method


def drawn(ask: Ask, blob: Blob, sheet: Sheet) -> dict[str, Mark]:
    """The pictures of signatures by place, and the refusals; none where the asker may not see them."""
    if not sheet.reason_needed:  # never printed as it stands: nobody can have signed it
        return {}
    try:
        rows = ask(signatures.of_sheet, sheet=types.Sheet(sheet.form, sheet.number, sheet.digest))
    except errors.Refusal:
        return {}
    found: dict[str, Mark] = {}
    for row in rows:
        if row.method in (Method.REFUSED, Method.ABSENT):
            witness = f"（见证人 {row.witness_name}）" if row.witness_name else ""
            found[row.place] = Refused(row.method, row.reason + witness)
        if row.method == Method.PAD:
            try:
                found[row.place] = blob(row.picture)
            except (KeyError, OSError):
                continue  # verify tells of it; the line stays empty
    return found
