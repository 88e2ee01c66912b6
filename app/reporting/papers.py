"""What a desk takes in with a petition: the file as it came, under its key, and a working copy of its content alone (P31)."""

from collections.abc import Callable

from app.petitions import originals
from app.petitions.errors import OriginalRefused
from app.petitions.papers import COPY
from app.petitions.types import Original
from app.reporting import attachments, cleaning, rules
from app.reporting.errors import AttachmentRefused
from app.reporting.types import Upload


def keep(
    store_keep: Callable[[bytes], str], data: bytes, *, kind: str, name: str, copied: bool = True
) -> tuple[Original, ...]:
    """Keep a file; where a copy can be made of it, that one stands behind it if it is `copied`. Refuses what is too
    large, packed, unknown, broken or carries macros before anything is kept."""
    form = require_taken(data, name)
    copy = cleaning.clean(form, data).data if form in attachments.CLEANED else b""
    kept = originals.keep(store_keep, data, kind=kind, name=name)
    if not copy or not copied:
        return (kept,)
    return kept, originals.keep(store_keep, copy, kind=COPY, name=name)


def require_taken(data: bytes, name: str) -> attachments.Form:
    """The form of a file that a desk takes; refuses what is too large, packed, unknown, broken or carries macros."""
    try:
        return attachments.form_of(Upload(name, data), rules.DESK_FILE_MOST)
    except AttachmentRefused as no:
        raise OriginalRefused(**no.facts) from no
