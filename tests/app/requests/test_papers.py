"""A form that is scanned back finds its act, and says whether the paper is what the books say."""

from pathlib import Path

import pytest

from app.cases import service as cases
from app.custody import labelling, views
from app.forms import imprint, pages, service
from app.forms.service import Sheet
from app.labels import rules as labels
from app.requests import scanning
from app.requests.types import Scanned
from tests.app.forms import reading
from tests.support import borrowing
from tests.support.world import World, refused


def read_back(world: World, pdf: bytes, folder: Path, login: str = "guan1") -> Scanned:
    """The code on the first page as a scanner reads it, and what the books make of it."""
    folder.mkdir(exist_ok=True)
    ((_, text),) = reading.codes(reading.pictures(pdf, folder, 150)[0])
    found: Scanned = world.ask(login, scanning.scan, text=text)
    return found


def print_first(world: World, item_id: str, form: str) -> Sheet:
    offer = next(
        o for o in world.ask("guan1", service.offered, kind="item", id=item_id) if o.form == form
    )
    sheet: Sheet = world.do("guan1", service.print_sheet, form=form, kind=offer.kind, id=offer.id)
    return sheet


@pytest.mark.scenario("C33")
def test_a_sheet_of_an_act_opens_its_thing(world: World, tmp_path: Path) -> None:
    (item,) = world.received(world.new())
    borrowing.out(world, item)
    sheet = print_first(world, item.id, "F11")
    found = read_back(world, pages.sheet_pdf(sheet), tmp_path / "one")
    assert (found.kind, found.page, found.id) == ("form", "item", item.id)
    assert (found.number, found.name, found.detail) == (sheet.number, "form.F11", "paper.newest")
    assert found.case_id == item.case_id
    refused("R19", lambda: read_back(world, pages.sheet_pdf(sheet), tmp_path / "two", "cha3"))


@pytest.mark.scenario("C31")
def test_a_request_s_form_opens_the_request_and_an_older_print_says_so(
    room: World, tmp_path: Path
) -> None:
    (item,) = room.received(room.new())
    asked = borrowing.ask(room, item)
    given = {"form": "F10", "kind": "request", "id": asked.id}
    early = room.do("cha1", service.print_sheet, **given)
    borrowing.agree(room, asked)
    late = room.do("cha1", service.print_sheet, **given)
    old = read_back(room, pages.sheet_pdf(early), tmp_path / "old")
    new = read_back(room, pages.sheet_pdf(late), tmp_path / "new")
    assert (old.page, old.id, old.detail) == ("request", asked.id, "paper.older")
    assert (new.page, new.id, new.detail) == ("request", asked.id, "paper.newest")


def test_card_and_ledger_lead_back_and_tell_whether_more_has_happened(
    room: World, tmp_path: Path
) -> None:
    (item,) = room.received(room.new())
    seen = room.ask("guan1", imprint.imprint)
    card = pages.card_pdf(room.ask("guan1", views.card, item_id=item.id), imprint=seen)
    view = room.ask("guan1", cases.view, case_id=item.case_id)
    rows = room.ask("guan1", views.rows, case_id=item.case_id)
    ledger = pages.ledger_pdf(view, rows, imprint=seen)
    # the card's label stands on the form too: the form's own code is the one that names the hash
    fresh = room.ask("guan1", scanning.scan, text=f"{item.number} {card_head(room, item.id)}")
    assert (fresh.page, fresh.id, fresh.detail) == ("item", item.id, "paper.newest")
    found = read_back(room, ledger, tmp_path / "ledger")
    assert (found.kind, found.page, found.id) == ("form", "case", item.case_id)
    head = card_head(room, item.id)
    borrowing.out(room, item)
    old = room.ask("guan1", scanning.scan, text=f"{item.number} {head}")
    assert old.detail == "paper.older"
    assert card.startswith(b"%PDF-")


def card_head(world: World, item_id: str) -> str:
    return str(world.ask("guan1", views.card, item_id=item_id).head)


@pytest.mark.scenario("C30")
def test_a_hash_that_no_print_ever_had_is_called_strange(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    sheet = print_first(room, item.id, "F11")
    wrong = ("A" if sheet.code[0] != "A" else "B") + sheet.code[1:]
    found = room.ask("guan1", scanning.scan, text=f"{sheet.number} {wrong}")
    assert (found.kind, found.detail) == ("form", "paper.strange")
    nobody = room.ask("guan1", scanning.scan, text=f"CK-20260514-999 {wrong}")
    assert (nobody.kind, nobody.number) == ("unknown", "CK-20260514-999")
    small = room.ask("guan1", scanning.scan, text=f"{sheet.number} {sheet.code.lower()}")
    assert small.detail == "paper.newest"


@pytest.mark.scenario("C36")
def test_where_the_codes_are_torn_the_numbers_in_clear_still_lead_there(
    room: World, tmp_path: Path
) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    sheet = print_first(room, item.id, "F11")
    label = room.ask("guan1", labelling.label, item_id=item.id)
    card = room.ask("guan1", views.card, item_id=item.id)
    (image, *_) = reading.pictures(pages.card_pdf(card, (), label), tmp_path, 200)
    image.paste(
        "white", (0, 0, image.width, image.height // 3)
    )  # half of the label, the form's code too
    assert reading.codes(image) == set()
    # what a person still reads: the digits of the label, the number of the sheet
    typed = labels.grouped(label.payload)
    assert room.ask("guan1", scanning.scan, text=typed).id == item.id
    wrong = typed[:-1] + str((int(typed[-1]) + 1) % 10)
    assert room.ask("guan1", scanning.scan, text=wrong).kind == "unreadable"
    found = room.ask("guan1", scanning.scan, text=sheet.number.lower())
    assert (found.kind, found.page, found.id, found.detail) == ("form", "item", item.id, "")
    refused("R19", lambda: room.ask("cha3", scanning.scan, text=sheet.number))
