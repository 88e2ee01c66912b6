"""Signatures are bound to the sheet's hash; a paper's scan is owed until it is there; a refusal needs reason and witness."""

import dataclasses
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from app import words
from app.audit import service as audit
from app.audit import verifying
from app.forms import layout, rules
from app.identity.roles import Role
from app.ledger import service as ledger
from app.requests import desk
from app.signatures import rules as rules_of_places
from app.signatures import service as signatures
from app.signatures import strokes
from app.signatures.types import Kept, Sheet, SignatureRow, Signer
from db.blobs import FolderBlobs
from db.ledger import queries as trail
from tests.support import borrowing, raw, signing
from tests.support.world import World, refused

CARRIER = Signer("receivers.0", "查一")


def sheet(world: World) -> Sheet:
    """The release slip of a thing that is out."""
    (item,) = world.received()
    borrowing.out(world, item)
    return signing.printed(world, item)


def ink(of: Sheet) -> strokes.Written:
    """Two strokes of a pen."""
    rise = tuple((100 + 20 * n, 800 - 30 * n, 200 + 40 * n, 12 * n) for n in range(12))
    across = tuple((100 + 60 * n, 500, 600, 300 + 10 * n) for n in range(10))
    return strokes.Written(of.hash, 2400, (rise, across))


def other_hand(of: Sheet) -> str:
    """One stroke, by somebody else."""
    return dataclasses.replace(ink(of), strokes=ink(of).strokes[:1]).text()


def sign(world: World, of: Sheet, **more: Any) -> SignatureRow:
    """Signed on the pad before the custodian."""
    written = ink(of)
    given: dict[str, Any] = {
        "sheet": of,
        "signer": CARRIER,
        "written": written.text(),
        "picture": Kept(world.store("guan1").keep(strokes.png(written))),
    }
    row: SignatureRow = world.do("guan1", signatures.sign, **{**given, **more})
    return row


def told(world: World, of: Sheet) -> list[dict[str, Any]]:
    """What the sheet's chain says."""
    with world.database.read() as session:
        return [ledger.facts(e) for e in trail.of_object(session, "signature", of.hash[:32])]


def faults(world: World) -> tuple[Any, ...]:
    """What a verification finds."""
    return verifying.verify(world.database, world.store("guan1").blobs).broken


def test_a_signature_stands_point_by_point_in_the_entry_bound_to_the_sheet(world: World) -> None:
    of = sheet(world)
    row = sign(world, of)
    assert (row.method, row.name, row.sheet) == ("pad", "查一", of.hash)
    (entry,) = told(world, of)
    assert entry["sheet"] == of.hash
    assert strokes.read(entry["strokes"]) == ink(of)
    assert json.loads(entry["strokes"])["sheet"] == of.hash
    assert entry["picture"] == row.picture
    assert world.ask("guan1", signatures.of_sheet, sheet=of) == (row,)
    assert faults(world) == ()


def test_a_signature_that_was_changed_in_the_books_is_found(world: World) -> None:
    of = sheet(world)
    sign(world, of)
    with raw.opened(world.url) as back:
        back.unguard()
        back.do("UPDATE signature SET name = '李四'")
    assert [fault.what for fault in faults(world)] == ["fault.SIGNATURE"]


def test_a_picture_of_a_signature_that_is_gone_is_found(room: World) -> None:
    row = sign(room, sheet(room))
    blobs = room.store("guan1").blobs
    assert faults(room) == ()
    assert isinstance(blobs, FolderBlobs)
    file = blobs.folder / row.picture[:2] / row.picture
    file.chmod(0o644)
    file.write_bytes(b"another picture")
    assert [fault.what for fault in faults(room)] == ["fault.PHOTO_CHANGED"]


def test_what_was_written_for_another_sheet_is_refused(world: World) -> None:
    of = sheet(world)
    other = dataclasses.replace(of, hash=rules.digest("F11", of.number, {"lines": []}))
    refused("R05", lambda: sign(world, of, written=ink(other).text()))
    refused("R05", lambda: sign(world, other))  # no such sheet was ever printed
    refused("R16", lambda: sign(world, of, written='{"sheet":"x"}'))
    refused("R16", lambda: sign(world, of, written=strokes.Written(of.hash, 10, ()).text()))
    assert world.ask("guan1", signatures.of_sheet, sheet=of) == ()


def test_a_place_is_signed_once_and_never_changed(world: World) -> None:
    of = sheet(world)
    sign(world, of)
    refused("R06", lambda: sign(world, of))
    keeper = Signer("keepers.0", "管一", world.id_of("guan1"))
    sign(world, of, signer=keeper, written=other_hand(of))
    with pytest.raises(Exception, match="never changed"), world.database.write() as session:
        session.execute(text("UPDATE signature SET name = '李四'"))


def test_a_paper_signature_owes_its_scan_and_is_chased_until_it_is_there(world: World) -> None:
    of = sheet(world)
    owed = world.do("guan1", signatures.sign_on_paper, sheet=of, names=("张三", "李四"))
    assert owed.due_at == world.clock.at + timedelta(days=5)
    pile = world.ask("guan1", desk.desk).owed_scans
    assert (pile.count, pile.rows[0].number, pile.rows[0].id) == (1, of.number, owed.id)
    world.clock.forward(days=6)
    (task,) = world.ask("guan1", desk.desk).owed_scans.rows
    assert task.due_at < world.clock.at
    assert task.days == 6

    scan = Kept(world.store("guan1").keep(b"scanned paper"))
    given: dict[str, Any] = {"signature_id": owed.id, "scan": scan}
    refused(
        "R15", lambda: world.do("guan1", signatures.attach_scan, code=f"{of.number} 0000", **given)
    )
    assert world.ask("guan1", desk.desk).owed_scans.count == 1
    done = world.do("guan1", signatures.attach_scan, code=owed.code, **given)
    assert done.scan == scan.sha256
    assert world.ask("guan1", desk.desk).owed_scans.count == 0
    assert world.ask("guan1", signatures.owed) == ()
    refused("R06", lambda: world.do("guan1", signatures.attach_scan, code=owed.code, **given))
    assert told(world, of)[-1]["late"] is True
    assert faults(world) == ()


@pytest.mark.scenario("C5")
def test_a_refusal_to_sign_needs_a_reason_and_a_witness_who_signs_in_himself(world: World) -> None:
    of = sheet(world)
    given: dict[str, Any] = {"sheet": of, "signer": Signer("receivers.0", "查一")}
    refused("R16", lambda: world.do("guan1", signatures.refuse, "cha1", reason=" ", **given))
    refused("R41", lambda: world.do("guan1", signatures.refuse, reason="不认可清单", **given))
    assert world.ask("guan1", signatures.of_sheet, sheet=of) == ()
    row = world.do("guan1", signatures.refuse, "cha1", reason="不认可清单", **given)
    assert (row.method, row.reason, row.witness_name) == ("refused", "不认可清单", "查一")
    with world.database.read() as session:
        (entry,) = trail.of_object(session, "signature", of.hash[:32])
        assert entry.second == world.id_of("cha1")
    absent = Signer("receivers.1", "查二")
    row = world.do(
        "guan1", signatures.refuse, "cha1", sheet=of, signer=absent, reason="未到场", absent=True
    )
    assert row.method == "absent"


def test_who_may_not_see_the_case_neither_signs_nor_reads(world: World) -> None:
    of = sheet(world)
    sign(world, of)
    refused("R19", lambda: world.ask("cha3", signatures.of_sheet, sheet=of))
    refused("R19", lambda: world.do("cha3", signatures.sign_on_paper, sheet=of, names=("张三",)))
    assert "SIGN" in {row.entry.kind for row in world.ask("an1", audit.entries)}


def test_the_picture_shows_the_writing_thicker_where_the_pen_was_pressed() -> None:
    light = tuple((200 + 100 * n, 300, 100, n) for n in range(10))
    heavy = tuple((200 + 100 * n, 700, 1000, n) for n in range(10))
    data = strokes.png(strokes.Written("0" * 64, 2000, (light, heavy)))
    image = Image.open(io.BytesIO(data)).convert("L")
    wide, high = image.size
    assert wide > 200 > high, "cut to what was written"
    halves = ((0, high // 2), (high // 2, high))
    dark = [
        sum(value < 128 for value in image.crop((wide // 2, top, wide // 2 + 1, end)).tobytes())
        for top, end in halves
    ]
    assert 0 < dark[0] < dark[1]


def test_the_code_of_a_sheet_is_the_one_that_its_form_prints(world: World) -> None:
    of = sheet(world)
    assert of.code == f"{of.number} {rules.code(of.hash)}"


def test_a_signature_is_not_copied_to_another_place_of_its_sheet(world: World) -> None:
    of = sheet(world)
    sign(world, of)
    copied = Signer("receivers.1", "查二")
    no = refused("R06", lambda: sign(world, of, signer=copied))
    assert no.facts["name"] == "查一"
    assert sign(world, of, signer=copied, written=other_hand(of)).name == "查二"


def test_only_a_place_of_the_sheet_is_signed_and_by_whom_it_is_for(room: World) -> None:
    """The slip of a hand-over: 管一 beside room for another keeper, 查一 and 查二 who took it."""
    of = sheet(room)

    def at(place: str, name: str, code: str, **more: Any) -> Any:
        return refused(
            code, lambda: sign(room, of, signer=Signer(place, name, **more), written=other_hand(of))
        )

    at("holders.0", "王五", "R67")  # a release slip has no holder
    at("receivers.2", "王五", "R67")
    no = at("receivers.0", "管一", "R68")  # the keeper at the officer's place
    assert (no.facts["label"], no.facts["printed"]) == ("领取人", "查一")
    at("receivers.0", "查一", "R68", account_id=room.id_of("guan1"))
    at("keepers.1", "查一", "R01")  # he has a place already
    at("keepers.1", "查三", "R68")  # an officer where a keeper signs
    at("keepers.1", "王五", "R68")  # and who is none of ours
    refused("R67", lambda: room.do("guan1", signatures.refuse, "cha1", sheet=of, signer=Signer("witnesses.0", "王五"), reason="不在"))  # fmt: skip
    assert room.ask("guan1", signatures.of_sheet, sheet=of) == ()

    sign(room, of, signer=Signer("keepers.1", "管 二"), written=other_hand(of))
    sign(room, of)
    room.do("guan1", signatures.sign_on_paper, sheet=of, names=("管一", "查二"))
    at("keepers.0", "管一", "R06")  # signed by hand
    assert {row.place for row in room.ask("guan1", signatures.of_sheet, sheet=of)} == {
        "keepers.1", "receivers.0", "paper",
    }  # fmt: skip


def test_where_no_name_is_printed_the_office_of_the_place_decides() -> None:
    keeper, officer = rules_of_places.office("F11", "keepers.1"), rules_of_places.office("F6", "officers.1")  # fmt: skip
    assert Role.CUSTODIAN in keeper.roles
    assert not {*keeper.roles} & {*officer.roles}
    assert (keeper.strangers, officer.strangers) == (False, True)
    assert rules_of_places.office("F1", "holders.0").roles == ()  # none of ours
    assert rules_of_places.office("F1", "keepers.0") is rules_of_places.ANYBODY
    known = {part["field"] for form in layout.all_().values() for block in (*form.blocks, *form.foot) for part in block.get("signatures", ())}  # fmt: skip
    assert {name.rpartition(".")[2] for name in rules_of_places.OFFICES} <= known


@pytest.mark.parametrize("written", ["[" * 100_000, '{"sheet": "", "wide": 1e999, "strokes": []}'])
def test_what_is_no_writing_is_refused_however_it_is_twisted(world: World, written: str) -> None:
    of = sheet(world)
    refused("R16", lambda: sign(world, of, written=written))


def test_an_office_that_a_form_names_signs_there_and_no_other() -> None:
    """The words at the place, and who may sign at it."""
    named = {"分管领导": {Role.LEADER}, "案管室审核": {Role.OVERSIGHT}}
    found = {
        part["label"]: {*rules_of_places.office(id_, f"{part['field']}.0").roles}
        for id_, form in layout.all_().items()
        for block in (*form.blocks, *form.foot)
        for part in block.get("signatures", ())
        if part["label"] in named
    }
    assert found == named


def test_a_holder_who_bears_the_name_of_one_of_ours_signs_when_somebody_else_says_it_is_another(
    room: World,
) -> None:
    (item,) = room.received(room.new(owner=""))
    of = signing.printed(room, item, "F1")

    def at(name: str, **more: Any) -> SignatureRow:
        return sign(room, of, signer=Signer("holders.0", name, **more))

    assert type(refused("R68", lambda: at("审一"))).__name__ == "BearsName"
    refused("R68", lambda: at("管一", namesake=True))  # 管一 is who says so
    refused("R68", lambda: at("审一", namesake=True, account_id=room.id_of("shen1")))
    assert room.ask("guan1", signatures.of_sheet, sheet=of) == ()
    assert at("审一", namesake=True).name == "审一"
    assert [entry["namesake"] for entry in told(room, of)] == [True]


def test_who_may_not_sign_hears_which_rule_it_is(room: World) -> None:
    of = sheet(room)

    def no(name: str) -> str:
        signer = Signer("keepers.1", name)
        found = refused("R68", lambda: sign(room, of, signer=signer, written=other_hand(of)))
        return words.refusal(found).next

    assert "扣管分离" in no("查三")
    assert "扣管分离" not in no("王五")
