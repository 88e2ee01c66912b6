"""Verification: whatever is changed past the program is found and named."""

import json
from pathlib import Path

import pytest

from app import words
from app.audit import service as audit
from app.audit import strays, told, verifying
from app.custody import views
from app.ledger.types import Verdict
from app.progress import Stopped
from db.audit import queries
from db.ledger.models import Entry
from tests.support import raw
from tests.support.full import give
from tests.support.raw import Raw
from tests.support.world import ADMINS, PEOPLE, World, refused


def verified(world: World) -> Verdict:
    store = world.store("guan1")
    return verifying.verify(store.database, store.blobs)


@pytest.fixture
def back(world: World):
    """The door behind: a connection without guards. (A store that is opened later would lay them again.)"""
    for login in (*ADMINS, *PEOPLE):
        world.store(login)
    with raw.opened(world.url) as made:
        made.unguard()
        yield made


def test_an_honest_store_verifies(world: World) -> None:
    world.received(world.new(), world.new("欧米茄", "watch"))
    verdict = verified(world)
    assert (verdict.ok, verdict.cards, verdict.blobs, verdict.strays) == (True, 2, 6, 0)
    assert verdict.events > 40


OTHER = {
    "id": "0" * 32,
    "kind": "REFUSE",
    "actor": "e" * 32,
    "second": "d" * 32,
    "on_behalf": "c" * 32,
    "station": "别处",
    "occurred_at": "2020-01-01T00:00:00.000000Z",
    "recorded_at": "2020-01-01T00:00:00.000000Z",
    "drift_ms": 7,
    "prev": "1" * 64,
    "hash": "2" * 64,
    "suite": "anku/0:none",
    "object_kind": "case",
    "object_id": "f" * 32,
    "seq": 99,
}


@pytest.mark.scenario("C79")
def test_each_column_of_an_entry_is_covered_and_the_entry_named(world: World, back: Raw) -> None:
    (row,) = world.received()
    id_, body = back.do("SELECT id, body FROM entry WHERE object_id = ? AND seq = 2", row.id)[0]
    act = back.one("SELECT id FROM act WHERE verb = 'bootstrap.lay'")
    other = {**OTHER, "body": body.replace("PENDING", "IN"), "act": act}
    moved = {
        "object_kind": f"{row.id} #2",
        "object_id": f"{'f' * 32} #2",
        "seq": f"{row.number} #99",
    }
    assert set(other) == {c.name for c in Entry.__table__.columns}
    for column, value in other.items():
        was = back.one(f"SELECT {column} FROM entry WHERE id = ?", id_)
        back.do(f"UPDATE entry SET {column} = ? WHERE id = ?", value, id_)
        named = [f.where for f in verified(world).broken if f.what == "fault.HASH"]
        assert named == [moved.get(column, f"{row.number} #2")], column
        back.do(
            f"UPDATE entry SET {column} = ? WHERE id = ?", was, value if column == "id" else id_
        )
    assert verified(world).ok


def test_the_separator_inside_a_field_changes_the_hash_or_is_found(world: World, back: Raw) -> None:
    (row,) = world.received()
    back.do(
        "UPDATE entry SET station = station || ? WHERE object_id = ? AND seq = 2", "\x1f", row.id
    )
    assert [f.where for f in verified(world).broken] == [f"{row.number} #2"]


def test_a_removed_entry_leaves_a_gap(world: World, back: Raw) -> None:
    (row,) = world.received()
    back.do("DELETE FROM entry WHERE object_id = ? AND seq = 2", row.id)
    first = verified(world).broken[0]
    assert (first.what, first.where) == ("fault.GAP", f"{row.number} #3")


def test_a_chain_cut_back_with_its_card_is_found_by_the_act(world: World, back: Raw) -> None:
    (row,) = world.received()
    back.do("DELETE FROM entry WHERE object_id = ? AND seq = 3", row.id)
    body = json.loads(back.one("SELECT body FROM entry WHERE object_id = ? AND seq = 2", row.id))
    after = body["after"]
    columns = ", ".join(f"{c} = ?" for c in after)
    back.do(f"UPDATE item SET seq = 2, {columns} WHERE id = ?", *after.values(), row.id)
    back.do("DELETE FROM photo")
    assert {f.what for f in verified(world).broken} == {"fault.EMPTY_ACT", "fault.PHOTO_ROW"}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE item SET custody = 'T_DESTROYED' WHERE id = ?", "fault.ROW"),
        ("UPDATE item SET quantity = 0 WHERE id = ?", "fault.ROW"),
        ("UPDATE item SET seq = seq + 1 WHERE id = ?", "fault.ROW"),
        ("UPDATE photo SET entry_seq = 2 WHERE item_id = ?", "fault.PHOTO_ROW"),
    ],
)
def test_a_card_changed_without_its_entry_is_named(
    world: World, back: Raw, change: str, what: str
) -> None:
    row = world.received(world.new(), world.new())[0]
    back.do(change, row.id)
    broken = verified(world).broken
    assert {f.what for f in broken} == {what}
    assert all(row.number in f.where for f in broken)


def test_a_card_without_entries_and_entries_without_a_card_are_found(
    world: World, back: Raw
) -> None:
    rows = world.received(world.new(), world.new(), world.new())
    first, last = rows[0], rows[2]
    back.do("DELETE FROM entry WHERE object_id = ?", first.id)
    if not back.is_sqlite:  # its foreign keys hold even for the owner
        for table in ("photo", "item_part", "item_search", "seal"):
            key = "pk" if table == "item_search" else "item_id"
            back.do(
                f"DELETE FROM {table} WHERE {key} IN (SELECT {'pk' if key == 'pk' else 'id'}"
                " FROM item WHERE id = ?)",
                last.id,
            )
    back.do("DELETE FROM item WHERE id = ?", last.id)
    found = {(f.what, f.where.split(" ")[0]) for f in verified(world).broken}
    assert ("fault.NO_ENTRY", first.number) in found
    assert ("fault.NO_ROW", last.id) in found


def test_a_role_that_nobody_gave_is_found(world: World, back: Raw) -> None:
    held = back.do("SELECT id, account_id FROM appointment WHERE role = 'custodian'")
    back.do("UPDATE appointment SET role = 'leader' WHERE id = ?", held[0][0])
    told = verified(world).broken
    assert {f.what for f in told} == {"fault.APPOINTMENT"}
    assert {f.where for f in told} == {
        back.one("SELECT name FROM account WHERE id = ?", held[0][1])
    }


GIVEN = {
    "a member put on the team": (
        "fault.TEAM",
        "INSERT INTO case_member (case_id, account_id, duty, since) SELECT c.id, a.id, 'handler',"
        " c.opened_at FROM case_file c, account a WHERE c.alias = '案甲' AND a.login = 'cha3'",
    ),
    "a recusal lifted": (
        "fault.TEAM",
        "UPDATE case_member SET duty = 'handler' WHERE duty = 'recused'",
    ),
    "a member taken off": (
        "fault.TEAM",
        "DELETE FROM case_member WHERE duty = 'recused'",
    ),
    "a deputy named": (
        "fault.DELEGATION",
        "INSERT INTO delegation (id, principal, deputy, since, until) SELECT 'd', a.id, b.id,"
        " a.created_at, a.created_at FROM account a, account b"
        " WHERE a.login = 'shen2' AND b.login = 'shen1'",
    ),
    "a deputy for longer": (
        "fault.DELEGATION",
        "UPDATE delegation SET until = (SELECT max(recorded_at) FROM entry)",
    ),
    "a limit loosened": ("fault.RULE", "UPDATE rule SET value = '9999'"),
    "a limit put in": (
        "fault.RULE",
        "INSERT INTO rule (id, name, value, basis, since, set_by) SELECT 'r', name, '999', basis,"
        " since, set_by FROM rule",
    ),
    "a role ended": (
        "fault.APPOINTMENT",
        "UPDATE appointment SET until = '2020-01-01' WHERE role = 'oversight'",
    ),
    "an ended role given back": (
        "fault.APPOINTMENT",
        "UPDATE appointment SET until = NULL WHERE until IS NOT NULL",
    ),
}
TABLES = ("case_member", "delegation", "rule", "appointment")


def test_what_was_given_past_the_program_is_found(world: World, back: Raw) -> None:
    give(world)
    assert verified(world).ok
    for story, (what, change) in GIVEN.items():
        kept = {table: back.do(f"SELECT * FROM {table}") for table in TABLES}
        back.do(change)
        assert {f.what for f in verified(world).broken} == {what}, story
        for table in TABLES:
            back.do(f"DELETE FROM {table}")
            for row in kept[table]:
                back.do(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", *row)
    assert verified(world).ok


def test_a_law_changed_in_the_store_is_found(world: World, back: Raw) -> None:
    back.do(
        "INSERT INTO law (object_kind, event, from_state, to_state, needs_second)"
        " VALUES ('item', 'DESTROY', 'IN', 'T_DESTROYED', ?)",
        False,
    )
    assert [f.what for f in verified(world).broken] == ["fault.LAW"]


@pytest.mark.scenario("C79")
def test_a_store_that_does_not_verify_is_read_only_and_says_so(world: World, back: Raw) -> None:
    (row,) = world.declared()
    back.do("UPDATE entry SET station = '别处' WHERE object_id = ? AND seq = 1", row.id)
    store = world.store("guan1")
    verdict = audit.verify(store)
    told = verifying.in_words(verdict).broken[0]
    assert (told.what, told.where) == ("记录被改动", f"{row.number} #1")
    assert store.read_only
    refused("R52", lambda: world.receive(row.id))
    assert world.ask("guan1", views.card, item_id=row.id).row.custody == "PENDING"


@pytest.mark.scenario("C80")
def test_a_photo_replaced_on_disk_is_found_and_the_item_can_be_put_on_hold(room: World) -> None:
    (row,) = room.received()
    store = room.store("guan1")
    photo = room.ask("guan1", views.card, item_id=row.id).photos[0].sha256
    file = Path(f"{store.database.file}.blobs") / photo[:2] / photo
    file.write_bytes(b"another picture")
    verdict = audit.verify(store)
    assert [(f.what, f.where) for f in verdict.broken] == [
        ("fault.PHOTO_CHANGED", f"{row.number} #3")
    ]
    assert not store.read_only
    file.unlink()
    assert [f.what for f in audit.verify(store).broken] == ["fault.PHOTO_MISSING"]


def test_strays_are_counted_after_a_day_and_set_aside_never_deleted(room: World) -> None:
    import os

    store = room.store("guan1")
    shas = [store.keep(f"photo {n}".encode()) for n in range(3)]
    folder = Path(f"{store.database.file}.blobs")
    part = folder / shas[0][:2] / f"{shas[0]}.1.2.part"
    part.write_bytes(b"ph")
    for sha in shas[:2]:
        os.utime(folder / sha[:2] / sha, (0, 0))
    os.utime(part, (0, 0))
    assert verified(room).strays == 3
    assert strays.sweep(store.database, store.blobs, wanted=[shas[1]]) == 2
    assert sorted(p.name for p in (folder / "set-aside").iterdir()) == sorted([shas[0], part.name])
    assert store.blobs.get(shas[1]) == b"photo 1"


def test_a_verification_tells_how_far_it_is_and_can_be_stopped(room: World) -> None:
    room.received()
    told: list[float] = []
    store = room.store("guan1")
    verifying.verify(store.database, store.blobs, report=told.append)
    assert told == sorted(told)
    assert told[-1] <= 1
    with pytest.raises(Stopped):
        verifying.verify(store.database, store.blobs, cancelled=lambda: True)


def test_a_long_trail_is_walked_in_two_processes_with_the_same_answer(
    room: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = room.received(*(room.new() for _ in range(4)))
    alone = verified(room)
    monkeypatch.setattr("app.audit.verifying.PAYS", 1)
    assert verified(room) == alone
    with raw.opened(room.url) as back:
        back.unguard()
        back.do("UPDATE entry SET station = '别处' WHERE object_kind = 'item' AND seq = 2")
        back.do("DELETE FROM entry WHERE object_id = ?", rows[1].id)
    found = verified(room)
    monkeypatch.setattr("app.audit.verifying.PAYS", 10**9)
    assert found == verified(room)
    assert len(found.broken) > 3


def test_every_half_of_the_trail_has_the_rows_of_its_objects(room: World) -> None:
    rows = sorted(r.id for r in room.received(room.new(), room.new(), room.new()))
    for middle in (("account", "5"), ("case", "0"), ("item", rows[1]), ("request", "1"), ("z", "")):
        with room.database.read() as session:
            halves = [
                [r[0] for r in queries.tied_rows(session, "item", "item", ("custody",), span)]
                for span in (queries.Span(before=middle), queries.Span(since=middle))
            ]
        assert sorted(halves[0] + halves[1]) == rows
        assert halves[0] == [r for r in rows if ("item", r) < middle]


def test_every_fault_has_its_name_and_its_meaning_in_both_languages() -> None:
    sources = [Path(p).read_text("utf-8") for p in (verifying.__file__, queries.__file__)]
    from app.audit import chains, given

    sources += [Path(str(m.__file__)).read_text("utf-8") for m in (chains, given)]
    import re

    raised = set(
        re.findall(r'(?:Found\(|_found\(|_differing\(|what=|else )"([A-Z_]+)"', "".join(sources))
    ) | set(told.FAULTS.values())
    assert len(raised) > 10
    for name in raised:
        for key in (f"fault.{name}", f"fault.{name}.why"):
            assert words.word(key, "zh") != words.word(key, "en") != ""
