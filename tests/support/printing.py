"""Printing sheets in the world of the tests: which are offered, one printed, what it says to a reader."""

from typing import Any

from app.custody.types import ItemRow
from app.forms import imprint, pages, service
from app.forms.service import Sheet
from tests.app.forms import reading
from tests.support.world import World


def offers(world: World, item_id: str, login: str = "guan1") -> dict[str, service.Offer]:
    """The newest offer of each form."""
    found = world.ask(login, service.offered, kind="item", id=item_id)
    return {offer.form: offer for offer in reversed(found)}


def printed(world: World, item: ItemRow, form: str, by: str = "guan1", **more: Any) -> Sheet:
    """The newest sheet of a form of a thing, printed."""
    offer = offers(world, item.id, by)[form]
    sheet: Sheet = world.do(
        by, service.print_sheet, form=form, kind=offer.kind, id=offer.id, **more
    )
    return sheet


def told(sheet: Sheet, world: World, **more: Any) -> str:
    """What stands on it, without spaces."""
    seen = world.ask("guan1", imprint.imprint)
    return "".join(reading.leaves(pages.sheet_pdf(sheet, seen, **more)))
