"""Builders of sheets that lie there to be signed."""

from app.custody.types import ItemRow
from app.forms import service as forms
from app.signatures.types import Sheet
from tests.support.world import World


def printed(world: World, item: ItemRow, form: str = "F11", by: str = "guan1") -> Sheet:
    """A sheet of a thing, printed for the first time."""
    found = world.ask(by, forms.offered, kind="item", id=item.id)
    offer = next(each for each in found if each.form == form)
    made = world.do(by, forms.print_sheet, form=form, kind=offer.kind, id=offer.id)
    return Sheet(made.form, made.number, made.digest)
