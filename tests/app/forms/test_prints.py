"""A print in the books: who may, when it is a copy, what was signed on it, who was first, and who must not read of it."""

import threading
from datetime import timedelta
from typing import Any

from app import errors
from app.audit import service as audit
from app.cases import service as cases
from app.forms import rules, service, signed
from app.requests import service as requests
from app.signatures import service as signatures
from app.signatures import strokes
from app.signatures import types as signed_types
from app.store import Store
from tests.support import borrowing
from tests.support.printing import offers, printed, told
from tests.support.world import World, refused


def test_who_may_not_see_the_case_gets_no_sheet_of_it(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    offer = offers(room, item.id)["F11"]
    given = {"form": "F11", "kind": "entry", "id": offer.id}
    refused("R47", lambda: room.ask("cha3", service.preview, **given))
    refused("R47", lambda: room.do("cha3", service.print_sheet, **given))
    refused("R47", lambda: room.ask("guan1", service.preview, **{**given, "form": "F19"}))
    refused("R47", lambda: room.ask("guan1", service.preview, **{**given, "form": "F99"}))
    refused("R47", lambda: room.ask("guan1", service.preview, **{**given, "id": "x"}))


def test_who_must_keep_away_from_a_case_reads_nothing_of_its_sheets_in_the_trail(
    world: World,
) -> None:
    (item,) = world.received(world.new("公文包"))
    (other,) = world.received(world.new("皮箱"), case="案乙")
    mine, others = printed(world, item, "F6"), printed(world, other, "F6")

    def seen() -> dict[str, str]:
        found = world.ask("an1", audit.entries, kind="PRINT_FORM")
        assert world.ask("an1", audit.count, kind="PRINT_FORM") == len(found)
        return {row.entry.object_id: row.label for row in found}

    assert seen() == {mine.number: mine.number, others.number: others.number}
    assert len(world.ask("an1", audit.entries, kind="ON_FORM")) == 2
    away = {"case_id": item.case_id, "account_id": world.id_of("an1"), "duty": "recused"}
    world.do("shen1", cases.set_member, **away)
    assert seen() == {others.number: others.number}
    assert len(world.ask("an1", audit.entries, kind="ON_FORM")) == 1


def test_a_deputy_s_approval_is_printed_as_one(room: World) -> None:
    (item,) = room.received(room.new())
    now = room.clock.at
    given: dict[str, Any] = {
        "deputy": room.id_of("shen3"),
        "since": now,
        "until": now + timedelta(days=2),
    }
    room.do("shen1", requests.delegate, **given)
    asked = borrowing.ask(room, item)
    room.do(
        "shen3",
        requests.approve,
        request_id=asked.id,
        version=asked.version,
        opinion="同意",
        on_behalf=room.id_of("shen1"),
    )
    sheet = room.do("cha1", service.print_sheet, form="F10", kind="request", id=asked.id)
    assert "签字：审三（代审一）" in told(sheet, room)


def test_what_was_signed_or_refused_after_the_print_stands_on_the_next_one(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    first = printed(room, item, "F11")
    of = signed_types.Sheet(first.form, first.number, first.digest)
    reason = "认为封条号与清单不一致，要求当面复核后再签，经解释仍不同意签字"
    given = {"sheet": of, "signer": signed_types.Signer("receivers.1", "查二"), "reason": reason}
    room.do("guan1", signatures.refuse, "cha1", **given)
    rise = tuple((100 + 60 * n, 800 - 40 * n, 300 + 30 * n, 12 * n) for n in range(16))
    written = strokes.Written(of.hash, 2400, (rise,))
    # whatever file is named as its picture: what is printed is what the pen wrote
    picture = signed_types.Kept(room.store("guan1").keep(b"another hand"))
    room.do(
        "guan1",
        signatures.sign,
        sheet=of,
        signer=signed_types.Signer("keepers.0", "管一"),
        written=written.text(),
        picture=picture,
    )
    again = printed(room, item, "F11", reason="存档")
    store = room.store("guan1")
    marks = signed.drawn(store.read, again)
    assert marks["keepers.0"] == strokes.png(written)
    text = told(again, room, signed=marks)
    assert f"■拒签□不在场原因：{reason}（见证人查一）" in text
    assert "■拒签" not in told(first, room)


def test_a_preview_changes_nothing_and_says_what_a_print_would(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    offer = offers(room, item.id)["F11"]
    given = {"form": "F11", "kind": "entry", "id": offer.id}
    before = room.ask("guan1", service.preview, **given)
    assert (before.number, before.code, before.reason_needed) == ("", "", False)
    assert "预览（未编号，不作凭证）" in told(before, room)
    sheet = room.do("guan1", service.print_sheet, **given)
    assert sheet.value == before.value
    after = room.ask("guan1", service.preview, **given)
    assert (after.number, after.repeat, after.reason_needed) == (sheet.number, 2, True)


def test_two_stations_print_one_sheet_at_once_and_it_is_numbered_once(world: World) -> None:
    """On PostgreSQL the chain of the act decides who was first; the other one hears that it is a copy."""
    (item,) = world.received(world.new())
    borrowing.out(world, item)
    offer = offers(world, item.id)["F11"]
    stores = [world.store(login) for login in ("guan1", "guan2", "cha1")]
    begin, got = threading.Barrier(len(stores)), []

    def print_at(store: Store) -> None:
        begin.wait(timeout=30)
        try:
            sheet = store.run(service.print_sheet, form="F11", kind=offer.kind, id=offer.id)
            got.append(sheet.number)
        except errors.Refusal as no:
            got.append(no.code)

    threads = [threading.Thread(target=print_at, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == ["CK-20260514-001", "R16", "R16"]
    assert offers(world, item.id)["F11"].prints == 1


def test_the_hash_on_paper_is_that_of_what_the_books_say(room: World) -> None:
    (item,) = room.received(room.new())
    borrowing.out(room, item)
    sheet = printed(room, item, "F11")
    assert sheet.digest == rules.digest("F11", sheet.number, sheet.value)
    assert sheet.code == rules.code(sheet.digest)
