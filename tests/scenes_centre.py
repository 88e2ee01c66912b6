"""Scenes of the centre: leads that become one, desks, the time of the books."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ui import guide as guides


def tab(name: str, at: int) -> Callable[[guides.Guide], None]:
    """One of the tabs of a page, its first row chosen."""

    def prepare(guide: guides.Guide) -> None:
        page: Any = guide.show(name)
        page.tabs.setCurrentIndex(at)
        guide.settle(0.8)
        page.tabs.currentWidget().table.select_row(0)
        guide.settle(0.3)

    return prepare


def lead_merge(guide: guides.Guide) -> None:
    """A lead beside the one that it goes into."""
    page: Any = guide.show("leads")
    guide.settle(0.8)
    rows = [page.table.model.loaded_row(at) for at in range(page.table.model.rowCount())]
    page._only(page.merge)
    page.merge.begin(page.detail.view())
    page.merge.take_code(next(r.number for r in rows if r.id != page.detail.view().row.id))
    guide.settle(0.5)


def lead_persons(guide: guides.Guide) -> None:
    """A lead about several persons half written down."""
    page: Any = guide.show("leads")
    guide.settle(0.5)
    page.open_form()
    for name, key in (("演示甲", True), ("演示乙", False)):
        page.sheet.form.field("name").set_value(name)
        page.sheet.form.field("unit").set_value("青溪区民政局")
        page.sheet.form.field("key").set_value(key)
        page.sheet.one_more()
    guide.settle(0.5)


def books_ahead(guide: guides.Guide) -> None:
    """The books ran ahead of this computer."""
    page: Any = guide.show("settings", "clock")
    guide.settle(0.5)
    section = page.section()
    books, here = section._found
    section._show((replace(books, is_served=False, at=here + timedelta(days=40, hours=3)), here))
    section._begin()
    guide.settle(0.3)


def petition_repeats(guide: guides.Guide) -> None:
    """What is alike, about the same person."""
    page: Any = guide.show("petitions")
    guide.settle(0.5)
    linked = next(
        (
            row
            for at in range(page.table.model.rowCount())
            if (row := page.table.model.loaded_row(at)) is not None and row.linked
        ),
        page.table.model.loaded_row(0),
    )
    page.show_target(linked.id)
    guide.settle(0.5)
    page._act("petitions.link")
    guide.settle(0.5)


def petition_supervision(guide: guides.Guide) -> None:
    """Notices, the ladder, the measures."""
    page: Any = guide.show("petitions")
    page.tabs.setCurrentIndex(1)
    guide.settle(0.8)


def petition_erasing(guide: guides.Guide) -> None:
    """The custodian is about to erase an identity."""
    page: Any = guide.show("petitions")
    guide.settle(0.5)
    page.requests._erase()
    guide.settle(0.3)
