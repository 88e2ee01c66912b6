"""The work desk shows each one his own tasks; a scan says what lies behind it and nothing that is not his."""

from functools import partial
from typing import Any

import pytest

from app.custody import corrections, endings, labelling
from app.labels import rules as labels
from app.labels.types import Code, Command, Kind
from app.locations import service as locations
from app.requests import desk
from app.requests import service as requests
from app.requests.types import IN_DOUBT
from tests.support import borrowing as b
from tests.support import ends
from tests.support.world import World, refused


def counts(world: World, login: str) -> dict[str, int]:
    """What somebody's desk counts, empty piles left out."""
    seen = world.ask(login, desk.desk)
    return {p.kind: p.count for p in seen.piles() if p.count}


def test_everybody_sees_his_own_piles(world: World) -> None:
    item, other = world.received(world.new(), world.new("公文包二"))
    world.declared(world.new("公文包三"))
    asked = b.ask(world, item)
    assert counts(world, "guan1") == {"to_receive": 1, "owed_labels": 2}
    assert counts(world, "cha1") == {"my_requests": 1}
    assert counts(world, "shen1") == {"to_approve": 1}
    assert counts(world, "shen3") == {}
    assert counts(world, "cha3") == {}
    assert counts(world, "ji1") == {}

    request = b.agree(world, asked, "shen1")
    assert counts(world, "shen1") == {}
    assert counts(world, "guan1")["to_hand_over"] == 1
    b.hand_over(world, request, item)
    assert counts(world, "cha1") == {"i_hold": 1}
    (held,) = world.ask("cha1", desk.desk).i_hold.rows
    assert (held.number, held.due_at) == (item.number, asked.due_at)
    world.clock.forward(days=2, hours=12)
    assert counts(world, "cha1") == {"due_tomorrow": 1, "i_hold": 1}
    world.clock.forward(days=1)
    assert counts(world, "cha1") == {"overdue": 1, "i_hold": 1}
    assert world.ask("guan1", desk.desk).to_receive.rows[0].days == 3
    (late,) = world.ask("guan1", desk.desk).overdue.rows
    assert (late.since, late.due_at, late.days) == (held.since, asked.due_at, 0)
    assert late.since is not None
    assert late.due_at is not None
    assert late.since < late.due_at
    world.clock.forward(days=2)
    (late,) = world.ask("guan1", desk.desk).overdue.rows
    assert (late.since, late.days) == (
        held.since,
        2,
    )  # it began when it went out, and is two days late
    assert other.custody == "IN"


def test_a_decided_disposal_stands_with_who_may_carry_it_out(world: World) -> None:
    money, bag, gone, file = world.received(*(world.new(value_fen=100_000) for _ in range(4)))
    ends.free(world, bag.id)
    treasury = ends.approved(world, (money.id,), "treasury")
    back = ends.approved(world, (bag.id,), "return")
    ends.approved(world, (file.id,), "archive")
    away = ends.approved(world, (gone.id,), "transfer")

    def shown(login: str) -> list[tuple[str, str]]:
        pile = world.ask(login, desk.desk).to_dispose
        assert pile.count == len(pile.rows)
        return [(row.id, row.state) for row in pile.rows]

    assert shown("cai1") == [(money.id, "way.treasury")]
    ways = [(bag.id, "way.return"), (file.id, "way.archive"), (gone.id, "way.transfer")]
    assert shown("guan1") == ways
    for login in ("ku1", "cha1", "shen2", "an1"):
        assert shown(login) == [], login
        assert "to_dispose" not in world.ask(login, desk.desk).shown
    (task,) = world.ask("cai1", desk.desk).to_dispose.rows
    assert (task.object_kind, task.number, task.who) == ("item", money.number, "查一")
    told = {"receipt_no": "缴1", "amount_fen": 100_000}
    given: dict[str, Any] = {"request_id": treasury, "item_ids": (money.id,), **told}
    world.do("cai1", endings.pay_treasury, "cai2", **given)
    assert shown("cai1") == []
    ends.returned(world, bag.id, request_id=back)
    given = {"request_id": away, "item_ids": (gone.id,), "receiver": "市检察院"}
    world.do("guan1", endings.transfer, "cha1", **given)
    assert shown("guan1") == [ways[1], (gone.id, "status.HANDOVER")]
    assert world.ask("guan1", desk.desk).to_dispose.rows[1].who == "市检察院"


@pytest.mark.scenario("C40")
def test_an_approval_that_lapsed_stays_with_who_asked_until_he_asks_anew(world: World) -> None:
    item = world.received()[0]
    asked = b.approved(world, item)
    world.clock.forward(hours=30)
    assert world.do("guan1", requests.expire) == 1

    (task,) = world.ask("cha1", desk.desk).my_requests.rows
    assert (task.id, task.state) == (asked.id, "status.EXPIRED")
    assert asked.id in {row.id for row in world.ask("cha1", requests.rows, mine=True)}
    assert asked.id in {row.id for row in world.ask("cha1", requests.rows)}
    anew = b.ask(world, item)
    (task,) = world.ask("cha1", desk.desk).my_requests.rows
    assert (task.id, task.state) == (anew.id, "status.SUBMITTED")


def test_an_approval_that_lapsed_long_ago_is_no_task(room: World) -> None:
    """It may have stood for a month, or nobody looked so long: the days are counted from the lapse."""
    asked = b.approved(room, room.received()[0])
    room.clock.forward(days=31)
    assert room.do("guan1", requests.expire) == 1
    room.clock.forward(days=13)
    (task,) = room.ask("cha1", desk.desk).my_requests.rows
    assert (task.id, task.state) == (asked.id, "status.EXPIRED")
    room.clock.forward(days=2)
    assert room.ask("cha1", desk.desk).my_requests.rows == ()
    assert [row.status for row in room.ask("cha1", requests.rows, mine=True)] == ["EXPIRED"]


def test_a_label_is_owed_until_it_was_printed(world: World) -> None:
    item = world.received()[0]
    (task,) = world.ask("guan1", desk.desk).owed_labels.rows
    assert task.number == item.number
    label = world.ask("guan1", labelling.label, item_id=item.id)
    world.do("guan1", labelling.label_printed, item_id=item.id, payload=label.payload)
    assert world.ask("guan1", desk.desk).owed_labels.count == 0


def test_a_label_of_which_nothing_was_heard_stands_first_and_says_so(room: World) -> None:
    _, late = room.received(room.new(), room.new("公文包二"))
    label = room.ask("guan1", labelling.label, item_id=late.id)
    told = {"item_id": late.id, "payload": label.payload}
    room.do("guan1", labelling.label_sent, printer="柜台", **told)

    rows = room.ask("guan1", desk.desk).owed_labels.rows

    assert [(row.id == late.id, row.state == IN_DOUBT) for row in rows] == [(True, True), (False, False)]  # fmt: skip
    room.do("guan1", labelling.label_not_out, **told)
    assert not any(row.state == IN_DOUBT for row in room.ask("guan1", desk.desk).owed_labels.rows)


def test_a_scan_tells_things_places_commands_seals_and_requests_apart(world: World) -> None:
    item = world.received()[0]
    request = b.ask(world, item)
    label = world.ask("guan1", labelling.label, item_id=item.id).payload
    place = next(p for p in world.ask("guan1", locations.tree) if p.code == "A-02")
    command = labels.encode(labels.code_for(Command.CONFIRM))

    def told(text: str) -> tuple[str, str, str]:
        found = world.ask("guan1", desk.scan, text=text)
        return found.kind, found.id, found.number

    assert told(label) == ("item", item.id, item.number)
    assert told(labels.grouped(label)) == ("item", item.id, item.number)
    assert told(item.number) == ("item", item.id, item.number)
    assert told(place.payload) == ("location", place.id, "A-02")
    assert told("a-02") == ("location", place.id, "A-02")
    assert told(item.seal_no.lower()) == ("seal", item.id, item.seal_no)
    assert told(request.number) == ("request", request.id, request.number)
    assert told(command)[:2] == ("command", "CONFIRM")
    assert world.ask("guan1", desk.scan, text=item.number).case_id == item.case_id


@pytest.mark.scenario("C30")
def test_an_unknown_code_changes_nothing_and_is_noted_when_it_comes_again(world: World) -> None:
    item = world.received()[0]
    stranger = labels.encode(Code(Kind.ITEM, "12345678901", 1))
    wrong = stranger[:-1] + str((int(stranger[-1]) + 1) % 10)
    assert world.ask("guan1", desk.scan, text=stranger).kind == "strange"
    assert world.ask("guan1", desk.scan, text=wrong).kind == "unreadable"
    assert world.ask("guan1", desk.scan, text="6901234567892").kind == "unknown"
    assert world.ask("guan1", desk.scan, text="x" * 10_000).kind == "unknown"
    assert world.ask("guan1", desk.scan, text="  ").kind == "unknown"
    world.do("guan1", desk.note_unknown, code=stranger)

    from db.ledger import queries

    with world.database.read() as session:
        assert queries.count(session, kind="UNKNOWN_CODE") == 1
        assert len(queries.of_object(session, "item", item.id)) == 3


@pytest.mark.scenario("C31")
def test_a_label_that_was_replaced_tells_since_when_and_by_whom(world: World) -> None:
    item = world.received()[0]
    old = world.ask("guan1", labelling.label, item_id=item.id).payload
    world.do("guan1", corrections.reprint, "guan2", item_id=item.id, reason="磨损")
    found = world.ask("guan1", desk.scan, text=old)
    assert (found.kind, found.number) == ("void", item.number)
    assert (found.generation, found.living, found.living_by) == (1, 2, "管一")
    assert found.living_at is not None


@pytest.mark.scenario("C33")
def test_a_scan_tells_nothing_of_a_case_that_is_not_ones_own(world: World) -> None:
    item = world.received()[0]
    asked = b.ask(world, item)
    label = world.ask("guan1", labelling.label, item_id=item.id).payload
    for text in (label, item.number, item.seal_no, asked.number):
        no = refused("R19", partial(world.ask, "cha3", desk.scan, text=text))
        assert no.facts == {}
