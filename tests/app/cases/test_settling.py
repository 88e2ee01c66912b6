"""案结物清: the gate names what still stands open; a settled case is closed, and opened again it has lost nothing."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from app.cases import service as cases
from app.cases import settling
from app.custody import labelling, loans, views
from app.custody import service as custody
from app.forms import extracts
from app.requests import service as requests
from app.requests.types import Terms
from tests.app.forms.reading import text
from tests.support import ends
from tests.support.world import World, refused


def settle(world: World, **more: Any) -> Any:
    given = {"case_id": world.case("案甲"), "decision_no": "甲纪处〔2026〕9号", **more}
    return world.do("shen1", settling.settle, "an1", **given)


def lent(world: World, item: Any) -> None:
    """A thing that 查一 and 查二 took out for three days."""
    carriers = (world.id_of("cha1"), world.id_of("cha2"))
    terms = Terms(due_at=world.clock.at + timedelta(days=3), place="谈话室", carriers=carriers)
    row = world.do(
        "cha1", requests.submit, kind="CHECK_OUT", item_ids=(item.id,), reason="辨认", terms=terms
    )
    world.do("shen1", requests.approve, request_id=row.id, version=1)
    label = world.ask("guan1", labelling.label, item_id=item.id)
    world.do(
        "guan1",
        loans.hand_over,
        "cha1",
        request_id=row.id,
        item_id=item.id,
        carriers=carriers,
        photos=world.shots("out"),
        seal_no=item.seal_no,
        scanned=label.payload,
        request_version=world.ask("cha1", requests.view, request_id=row.id).row.version,
    )


@pytest.mark.scenario("C75")
def test_a_case_with_a_thing_still_out_is_not_settled_and_the_list_says_which(
    world: World,
) -> None:
    one, two = world.received(world.new("皮箱"), world.new("公文包"))
    ends.returned(world, two.id)
    lent(world, one)
    world.clock.forward(days=2, hours=1)
    no = refused("R23", lambda: settle(world))
    assert (no.facts["number"], no.facts["name"]) == (one.number, "皮箱")
    assert (no.facts["holder"], no.facts["days"]) == ("查一", 2)
    assert no.facts["state"] == "status.OUT"
    (line,) = (
        b for b in world.ask("shen1", settling.blockers, case_id=world.case("案甲")) if b.item_id
    )
    assert (line.item_id, line.number, line.name) == (one.id, one.number, "皮箱")
    assert (line.why, line.holder, line.days) == ("status.OUT", "查一", 2)
    assert world.ask("shen1", cases.find, number="2026-0001").status == "ACTIVE"
    refused("R38", lambda: world.do("shen2", settling.settle, "an1", case_id="x", decision_no="1"))


@pytest.mark.scenario("C76")
def test_a_case_where_everything_has_gone_its_way_is_settled_and_reopened_with_its_history(
    world: World,
) -> None:
    items = world.received(world.new(), world.new())
    labels = [world.ask("guan1", labelling.label, item_id=i.id) for i in items]
    for item in items:
        ends.returned(world, item.id)
    assert world.ask("shen1", settling.blockers, case_id=world.case("案甲")) == ()
    row = settle(world)
    assert (row.status, row.ended, row.inside) == ("SETTLED", 2, 0)
    assert row.settled_at is not None
    for label in labels:
        refused("R09", lambda label=label: world.ask("guan1", views.find, code=label.payload))  # type: ignore[misc]
    refused("R06", lambda: world.registered(world.new()))
    refused("R06", lambda: settle(world))

    again = {"case_id": row.id, "reason": "发现新的涉案财物"}
    refused("R41", lambda: world.do("an1", settling.reopen, **again))
    refused("R38", lambda: world.do("shen1", settling.reopen, "shen2", **again))
    opened = world.do("an1", settling.reopen, "shen2", **again)
    assert (opened.status, opened.settled_at, opened.ended) == ("ACTIVE", None, 2)
    from app.ledger import service as ledger
    from db.ledger import queries as trail

    with world.database.read() as session:
        kinds = [e.kind for e in trail.of_object(session, "case", row.id)]
        told = ledger.facts(trail.of_object(session, "case", row.id)[-1])
    assert kinds[-2:] == ["SETTLE", "REOPEN"]
    assert told["reason"] == "发现新的涉案财物"
    assert told["settled_at"]
    refused("R19", lambda: world.ask("cha3", settling.settlements, case_id=row.id))
    acts = world.ask("cha1", settling.settlements, case_id=row.id)
    assert [(a.event, a.by, a.second, a.decision_no, a.reason, a.items) for a in acts] == [
        ("SETTLE", "审一", "案一", "甲纪处〔2026〕9号", "", 2),
        ("REOPEN", "案一", "审二", "", "发现新的涉案财物", 0),
    ]
    paper = text(extracts.ledger(partial(world.ask, "cha1"), row.id))
    for part in ("结清与重开", "结案清账", "甲纪处〔2026〕9号", "发现新的涉案财物", "审二"):
        assert part in paper, part
    assert len(world.received(world.new("新发现的皮箱"))) == 1
    card = world.ask("guan1", views.card, item_id=items[0].id)
    assert card.entries[0].kind == "RETURN_TO_OWNER"


def test_settling_takes_the_decision_and_the_eyes_of_oversight(world: World) -> None:
    given = {"case_id": world.case("案甲"), "decision_no": "1号"}
    refused("R41", lambda: world.do("shen1", settling.settle, **given))
    refused("R38", lambda: world.do("shen1", settling.settle, "guan1", **given))
    refused("R15", lambda: settle(world, decision_no=" "))
    refused("R19", lambda: world.do("shen3", settling.settle, "an1", **given))
    assert settle(world).status == "SETTLED"


@pytest.mark.scenario("C4")
def test_an_open_difference_alone_is_told_as_a_difference(world: World) -> None:
    (row,) = world.declared(world.new(quantity=12))
    item = world.receive(row.id, quantity=11, as_counted=True)
    assert item.custody == "HOLD"
    no = refused("R24", lambda: settle(world))
    assert no.facts["count"] == 2
    held, line = world.ask("an1", settling.blockers, case_id=world.case("案甲"))
    assert (held.why, held.number) == ("status.HOLD", item.number)
    assert (line.why, line.number, line.holder) == ("blocker.difference", item.number, "管一")


def test_whatever_is_not_finished_stands_in_the_list_with_who_and_how_long(room: World) -> None:
    (pending,) = room.declared(room.new("待收皮箱"))
    (kept,) = room.received(room.new("在库皮箱"))
    (draft,) = room.registered(room.new("登记皮箱"))
    (voided,) = room.registered(room.new("误登皮箱"))
    room.do("cha1", custody.void, "shen1", item_id=voided.id, reason="重复")
    room.clock.forward(days=5)
    room.do(
        "cha1",
        requests.submit,
        kind="DISPOSAL",
        item_ids=(kept.id,),
        reason="办结",
        terms=Terms(way="return", basis=ends.DECISION, receiver="刘某"),
    )
    room.do("guan1", custody.add_photo, item_id=kept.id, photos=room.shots("feature"))
    found = room.ask("cha1", settling.blockers, case_id=room.case("案甲"))
    assert [(b.number, b.why, b.holder, b.days) for b in found] == [
        (pending.number, "status.PENDING", "查一", 5),
        (kept.number, "status.IN", "管一", 5),
        (draft.number, "status.DRAFT", "查一", 5),
        (found[-1].number, "blocker.request", "查一", 0),
    ]
    assert found[-1].number.startswith("SQ2026-")
    refused("R19", lambda: room.ask("cha3", settling.blockers, case_id=room.case("案甲")))


def test_totals_keep_classes_and_currencies_apart(world: World) -> None:
    sheet = {"denominations": [{"face": 10_000, "count": 3}]}
    world.registered(
        world.new("现金", "cash_cny", unit="笔", details=sheet),
        world.new("外币", "cash_foreign", unit="笔", details=sheet, currency="USD"),
        world.new("外币", "cash_foreign", unit="笔", details=sheet, currency="HKD"),
    )
    world.received(world.new(value_fen=500))
    found = world.ask("an1", settling.totals, case_id=world.case("案甲"))
    assert [(t.category, t.currency, t.items, t.value_fen, t.kept_fen) for t in found] == [
        ("cash_cny", "CNY", 1, 30_000, 0),
        ("cash_foreign", "HKD", 1, 30_000, 0),
        ("cash_foreign", "USD", 1, 30_000, 0),
        ("other", "CNY", 1, 500, 500),
    ]
