"""Builders of sheets that lie there to be signed."""

from app.custody.types import ItemRow
from app.signatures.types import Sheet
from tests.support import printing
from tests.support.world import World


def printed(world: World, item: ItemRow, form: str = "F11", by: str = "guan1") -> Sheet:
    """A sheet of a thing, printed for the first time."""
    made = printing.printed(world, item, form, by)
    return Sheet(made.form, made.number, made.digest)
