"""A sheet is read whole: it is of one case, and nobody reads at any door what a case that is shut to him put on it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from app import ids
from app.audit import service as audit
from app.audit import verifying
from app.custody import moves
from app.custody.types import ItemRow
from app.forms import rules, service
from app.forms.service import Sheet
from app.ledger import service as ledger
from app.ledger.types import Act, Line
from app.requests import papers, scanning
from db.ledger import queries as trail
from tests.app.cases.test_team import recuse
from tests.support.printing import offers, printed
from tests.support.world import World, refused

OURS, THEIRS = "公文包", "绝密皮箱"


@pytest.fixture
def moved(world: World) -> tuple[ItemRow, ItemRow]:
    """A thing of each of two cases, put on another shelf on one day by the same keeper."""
    both = world.received(world.new(OURS)) + world.received(world.new(THEIRS), case="案乙")
    for item in both:
        world.do("guan1", moves.pick_up, item_id=item.id, reason="整理")
        world.do("guan1", moves.place, item_id=item.id, place="A-02")
    return both[0], both[1]


def given(world: World, item: ItemRow, by: str = "guan1") -> dict[str, Any]:
    return {"form": "F20", "kind": "entry", "id": offers(world, item.id, by)["F20"].id}


def prints(world: World, number: str) -> list[dict[str, Any]]:
    """What the books say of a sheet."""
    with world.database.read() as session:
        return [dict(ledger.facts(entry)) for entry in trail.of_object(session, "sheet", number)]


def of_two_cases(world: World, items: tuple[ItemRow, ItemRow]) -> tuple[str, str]:
    """(number, code) of a sheet over both cases, as earlier versions of the program printed them."""
    found = [world.ask("guan1", service.preview, **given(world, item)) for item in items]
    rows = [row for sheet in found for row in sheet.value["rows"]]
    on = [given(world, item)["id"] for item in items]
    number, value = "YK-20260514-901", {**found[0].value, "rows": rows}
    digest = rules.digest("F20", number, value)
    said = {
        "form": "F20",
        "digest": digest,
        "of": "item",
        "of_id": items[0].id,
        "cases": [item.case_id for item in items],
    }
    lines = [Line("sheet", number, "PRINT_FORM", {**said, "value": value, "on": on})]
    lines += [Line("on_form", id_, "ON_FORM", {"form": "F20", "number": number}) for id_ in on]
    # the reprint that such a version let somebody of one case make tells of his case alone
    once_more = {**said, "cases": [items[0].case_id], "repeat": 2, "reason": "补"}
    for part in (lines, [Line("sheet", number, "REPRINT_FORM", once_more)]):
        with world.database.write() as session:
            at = world.clock()
            act = Act(ids.new(), world.id_of("guan1"), "站-guan1", at, at)
            ledger.write_all(session, act, part)
            ledger.seal(session, act, "forms.print_sheet")
    return number, rules.code(digest)


def names(sheet: Sheet) -> list[str]:
    return [row["name"] for row in sheet.value["rows"]]


def test_what_was_moved_for_two_cases_stands_on_two_sheets(
    world: World, moved: tuple[ItemRow, ItemRow]
) -> None:
    ours, theirs = moved
    first, second = printed(world, ours, "F20"), printed(world, theirs, "F20")
    assert first.number != second.number
    for sheet, item in ((first, ours), (second, theirs)):
        assert names(sheet) == [item.name]
        (told,) = prints(world, sheet.number)
        assert told["cases"] == [item.case_id]
        assert [row["number"] for row in told["value"]["rows"]] == [item.number]
    assert names(world.ask("cha1", service.preview, **given(world, ours, "cha1"))) == [OURS]
    assert names(printed(world, ours, "F20", by="cha1", reason="遗失")) == [OURS]
    refused("R19", lambda: world.ask("cha1", scanning.scan, text=second.number))
    store = world.store("guan1")
    assert verifying.verify(store.database, store.blobs).ok


def test_an_old_sheet_of_two_cases_is_open_only_to_who_sees_both(
    world: World, moved: tuple[ItemRow, ItemRow]
) -> None:
    number, code = of_two_cases(world, moved)
    before = prints(world, number)
    mine = given(world, moved[0], "cha1")
    doors: list[Callable[[str], Any]] = [
        lambda who: world.ask(who, service.preview, **mine),
        lambda who: world.do(who, service.print_sheet, **mine, reason="遗失"),
        lambda who: world.ask(who, scanning.scan, text=number),
        lambda who: world.ask(who, scanning.scan, text=f"{number} {code}"),
    ]
    for look in doors:
        refused("R19", partial(look, "cha1"))
    (hidden,) = world.ask("cha1", scanning.scan_all, texts=(f"{number} {code}",))
    assert (hidden.kind, hidden.id, hidden.case_id) == ("hidden", "", "")
    assert prints(world, number) == before
    assert world.refusals() == ["R19"]  # the print that was tried
    assert names(world.ask("guan1", service.preview, **mine)) == [OURS, THEIRS]
    assert world.ask("guan1", scanning.scan, text=f"{number} {code}").detail == papers.NEWEST
    again = world.do("guan1", service.print_sheet, **mine, reason="遗失")
    assert (again.number, again.repeat) == (number, 3)


def test_who_must_keep_away_reads_no_print_in_the_trail(
    world: World, moved: tuple[ItemRow, ItemRow]
) -> None:
    ours, theirs = moved
    first, second = printed(world, ours, "F20"), printed(world, theirs, "F20")
    both, _ = of_two_cases(world, moved)
    asked = {"kind": "PRINT_FORM"}
    assert world.ask("an1", audit.count, **asked) == 3
    recuse(world, "an1")  # from the case of the first thing
    (left,) = world.ask("an1", audit.entries, **asked)
    assert left.entry.object_id == second.number
    assert world.ask("an1", audit.count, **asked) == 1
    for number in (first.number, both):
        assert world.ask("an1", audit.entries, object_id=number) == ()
    stood = {row.entry.object_id for row in world.ask("an1", audit.entries, kind="ON_FORM")}
    assert given(world, theirs)["id"] in stood
    assert given(world, ours)["id"] not in stood
    assert world.ask("ji1", audit.count, **asked) == 3
