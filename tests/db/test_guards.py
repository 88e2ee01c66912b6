"""The database itself refuses what the law forbids, whatever tool speaks to it, on both engines."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from app import ids
from app.custody import service as custody
from app.ledger import chain
from db.guards import law
from tests.support import raw
from tests.support.full import fill
from tests.support.raw import Raw, Refusals
from tests.support.world import World, refused

NOW = "2026-05-14T02:00:00.000000Z"


@pytest.fixture
def back(world: World) -> Iterator[Raw]:
    """A database tool, with every guard in its place."""
    world.store("guan1")
    with raw.opened(world.url) as made:
        yield made


def forbidden(back: Raw, sql: str, *values: object) -> str:
    """The database's own words when it refuses."""
    with pytest.raises(Refusals) as caught:
        back.do(sql, *values)
    return str(caught.value)


def insert(back: Raw, table: str, row: Mapping[str, object], verb: str = "INSERT INTO") -> None:
    marks = ", ".join("?" for _ in row)
    back.do(f"{verb} {table} ({', '.join(row)}) VALUES ({marks})", *row.values())


def forged(back: Raw, after: str, **other: object) -> dict[str, object]:
    """An entry that follows the newest one of an item, with a true hash and an act of its own."""
    seq, hash_, body, actor = back.do(
        "SELECT seq, hash, body, actor FROM entry WHERE object_id = ? ORDER BY seq DESC LIMIT 1",
        after,
    )[0]
    act = ids.new()
    insert(
        back,
        "act",
        {
            "id": act,
            "verb": "x",
            "actor": actor,
            "arguments_sha256": "",
            "result": "null",
            "recorded_at": NOW,
        },
    )
    row: dict[str, object] = {
        "suite": chain.SUITE,
        "prev": hash_,
        "id": ids.new(),
        "act": act,
        "object_kind": "item",
        "object_id": after,
        "seq": seq + 1,
        "kind": "CORRECT",
        "actor": actor,
        "second": "a" * 32,
        "on_behalf": "",
        "station": "",
        "occurred_at": NOW,
        "recorded_at": NOW,
        "drift_ms": 0,
        "body": body,
        **other,
    }
    fields = [str(row[name]) for name in chain.FIELDS]
    return {**row, "hash": chain.entry_hash(fields, str(row["body"]))}


@pytest.mark.parametrize("table", ["entry", "act", "photo", "seal", "item_part"])
def test_what_is_written_is_never_changed_nor_removed(world: World, back: Raw, table: str) -> None:
    world.received()
    column = {"seal": "number", "item_part": "part", "photo": "kind"}.get(table, "id")
    assert "guard" in forbidden(back, f"UPDATE {table} SET {column} = {column}")
    assert "guard" in forbidden(back, f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "table", ["item", "case_file", "account", "appointment", "label", "counter"]
)
def test_a_row_of_the_books_is_never_removed(world: World, back: Raw, table: str) -> None:
    world.received()
    assert "guard" in forbidden(back, f"DELETE FROM {table}")


def test_an_entry_is_not_replaced_by_another(world: World, back: Raw) -> None:
    (row,) = world.received()
    other = forged(back, row.id, seq=3)
    if back.is_sqlite:
        with pytest.raises(Refusals, match="guard"):
            insert(back, "entry", other, verb="INSERT OR REPLACE INTO")
        return
    marks = ", ".join("?" for _ in other)
    told = forbidden(
        back,
        f"INSERT INTO entry ({', '.join(other)}) VALUES ({marks})"
        " ON CONFLICT (object_kind, object_id, seq) DO UPDATE SET body = excluded.body",
        *other.values(),
    )
    assert "guard" in told
    assert "guard" in forbidden(back, "TRUNCATE entry CASCADE")


@pytest.mark.scenario("C79")
def test_no_row_is_replaced_by_a_tool_that_hears_no_triggers_below(room: World) -> None:
    """`recursive_triggers` is off in most tools: then REPLACE removes rows past the guards against DELETE."""
    fill(room)
    with raw.opened(room.url) as back:
        back.do("PRAGMA recursive_triggers=OFF")
        for table in (*law.APPEND_ONLY, *law.KEPT):
            before = back.do(f"SELECT * FROM {table}")
            assert before or table == "blob", table  # beside a file, pictures lie in a folder
            if before:
                told = forbidden(back, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
                assert "guard" in told, table
                forbidden(back, f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
            assert back.do(f"SELECT * FROM {table}") == before
        for table, column in TAKEN_OVER.items():
            before = back.do(f"SELECT * FROM {table}")
            least = f"(SELECT min({column}) FROM {table})"
            told = forbidden(back, f"UPDATE OR REPLACE {table} SET {column} = {least}")
            assert "guard" in told, table
            assert back.do(f"SELECT * FROM {table}") == before


@pytest.mark.scenario("C79")
def test_an_entry_of_an_object_without_a_law_is_not_replaced(room: World) -> None:
    with raw.opened(room.url) as back:
        back.do("PRAGMA recursive_triggers=OFF")
        told = forbidden(
            back,
            "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE object_kind = 'account' AND seq = 1",
        )
        assert "guard" in told


#: Keys by which one row could take another's place.
TAKEN_OVER = {"account": "login", "item": "number", "label": "payload", "location": "code"}


def test_a_chain_forks_nowhere(world: World, back: Raw) -> None:
    (row,) = world.received()
    (before,) = back.do("SELECT hash FROM entry WHERE object_id = ? AND seq = 2", row.id)
    for wrong in ({"prev": before[0]}, {"seq": 9}, {"seq": 3, "prev": before[0]}):
        with pytest.raises(Refusals):
            insert(back, "entry", forged(back, row.id, **wrong))
    with pytest.raises(Refusals, match="guard"):
        insert(back, "entry", forged(back, row.id, object_kind="label", object_id="new", seq=1))


def test_a_step_that_the_law_does_not_know_is_refused(world: World, back: Raw) -> None:
    (row,) = world.received()
    body = json.loads(back.one("SELECT body FROM entry WHERE object_id = ? AND seq = 3", row.id))
    body["after"]["custody"] = "T_DESTROYED"
    wrong = forged(back, row.id, kind="DESTROY", body=chain.body_text(body))
    with pytest.raises(Refusals, match="the law has no such step"):
        insert(back, "entry", wrong)


def test_an_event_that_needs_two_is_refused_to_one(world: World, back: Raw) -> None:
    (row,) = world.received()
    with pytest.raises(Refusals, match="the law has no such step"):
        insert(back, "entry", forged(back, row.id, second=""))
    insert(back, "entry", forged(back, row.id))


@pytest.mark.parametrize(
    "change",
    [
        "custody = 'OUT'",
        "legal = 'LIFTED'",
        "quantity = 7",
        "holder = 'somebody'",
        "seq = seq + 1",
        "location_id = NULL, custody = 'T_SOLD', seq = seq + 1",
    ],
)
def test_a_card_changes_only_with_its_entry(world: World, back: Raw, change: str) -> None:
    (row,) = world.received()
    assert "guard" in forbidden(back, f"UPDATE item SET {change} WHERE id = ?", row.id)


def test_a_case_changes_only_with_its_entry(world: World, back: Raw) -> None:
    told = forbidden(back, "UPDATE case_file SET status = 'SETTLED', seq = seq + 1")
    assert "guard" in told


def test_no_quantity_goes_below_zero(world: World, back: Raw) -> None:
    (row,) = world.received()
    back.unguard()
    assert "quantity" in forbidden(back, "UPDATE item SET quantity = -1 WHERE id = ?", row.id)


def test_no_item_is_out_twice_at_once(world: World, back: Raw) -> None:
    (row,) = world.received()

    def lend(closed: str | None) -> None:
        insert(
            back,
            "loan",
            {
                "id": ids.new(),
                "item_id": row.id,
                "request_id": "",
                "borrower": world.id_of("cha1"),
                "purpose": "",
                "out_at": NOW,
                "out_station": "",
                "due_at": NOW,
                "renewals": 0,
                "out_quantity": 1,
                "out_weight_mg": None,
                "out_seal": "",
                "closed_at": closed,
            },
        )

    lend(NOW)
    lend(None)
    with pytest.raises(Refusals, match=r"loan"):
        lend(None)


def test_no_item_has_two_living_labels(world: World, back: Raw) -> None:
    (row,) = world.received()
    (label,) = back.do("SELECT * FROM label WHERE object_id = ?", row.id)
    columns = [r[0] for r in back.do(_columns_of(back, "label"))]
    known = dict(zip(columns, label, strict=True))
    with pytest.raises(Refusals, match=r"label"):
        insert(back, "label", {**known, "id": ids.new(), "payload": "1" * 16, "generation": 2})


def _columns_of(back: Raw, table: str) -> str:
    if back.is_sqlite:
        return f"SELECT name FROM pragma_table_info('{table}') ORDER BY cid"
    return (
        "SELECT column_name FROM information_schema.columns"
        f" WHERE table_name = '{table}' ORDER BY ordinal_position"
    )


def test_a_seal_and_a_receipt_serve_once(world: World, back: Raw) -> None:
    rows = world.received(world.new(), world.new())
    number = back.one("SELECT number FROM seal WHERE item_id = ?", rows[0].id)
    seal = {"number": number, "item_id": rows[1].id, "used_at": NOW}
    receipt = {"kind": "treasury", "number": "财0001", "act": ids.new()}
    insert(back, "receipt", receipt)
    for table, row in (("seal", seal), ("receipt", receipt)):
        with pytest.raises(Refusals):
            insert(back, table, dict(row))


@pytest.mark.parametrize("part", ["keeper", "overseer"])
def test_who_seized_neither_keeps_nor_oversees(world: World, back: Raw, part: str) -> None:
    (row,) = world.received()
    mine = {"item_id": row.id, "account_id": world.id_of("cha1"), "part": part}
    with pytest.raises(Refusals):
        insert(back, "item_part", dict(mine))


def test_who_asks_does_not_approve(world: World, back: Raw) -> None:
    (row,) = world.received()
    body = {"after": {"status": "SUBMITTED", "version": 1}, "salt": "1"}
    asked = ids.new()
    genesis = back.one("SELECT genesis FROM installation")
    entry = forged(
        back,
        row.id,
        object_kind="request",
        object_id=asked,
        seq=1,
        prev=genesis,
        kind="SUBMIT",
        body=chain.body_text(body),
    )
    insert(back, "entry", entry)
    insert(
        back,
        "request",
        {
            "id": asked,
            "number": "Q1",
            "kind": "CHECK_OUT",
            "case_id": row.case_id,
            "requester": world.id_of("cha1"),
            "status": "SUBMITTED",
            "version": 1,
            "seq": 1,
            "reason": "",
            "terms": "{}",
            "submitted_at": NOW,
        },
    )
    part = {"request_id": asked, "account_id": world.id_of("cha1"), "part": "requester"}
    insert(back, "request_part", dict(part))
    for other in ("approver", "releaser"):
        with pytest.raises(Refusals):
            insert(back, "request_part", {**part, "part": other})
    assert "guard" in forbidden(
        back, "UPDATE request SET status = 'APPROVED', version = 2, seq = 2"
    )


def test_nobody_grants_to_himself(world: World, back: Raw) -> None:
    me = world.id_of("xi1")
    with pytest.raises(Refusals):
        insert(
            back,
            "appointment",
            {
                "id": ids.new(),
                "account_id": me,
                "role": "custodian",
                "since": "2026-01-01",
                "granted_by": me,
                "second": "",
            },
        )


def test_a_number_is_given_once(world: World, back: Raw) -> None:
    world.received()
    assert "guard" in forbidden(back, "UPDATE counter SET value = value - 1")


def test_a_key_serves_one_act_only(world: World, back: Raw) -> None:
    given: dict[str, Any] = {"case_id": world.case("案甲"), "items": (world.new("甲"),)}
    first = world.do("cha1", custody.register, act="one-key", **given)
    assert world.do("cha1", custody.register, act="one-key", **given) == first
    other = {**given, "items": (world.new("乙"),)}
    refused("R48", lambda: world.do("cha1", custody.register, act="one-key", **other))
    assert back.one("SELECT count(*) FROM item") == 1
    (known,) = back.do("SELECT * FROM act WHERE id = 'one-key'")
    with pytest.raises(Refusals):
        back.do("INSERT INTO act VALUES (?, ?, ?, ?, ?, ?)", *known)
