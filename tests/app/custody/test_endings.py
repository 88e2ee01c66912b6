"""去向: every way out needs its own approval, its papers and the right people; nothing leaves twice."""

import functools
from typing import Any

import pytest

from app import errors, ids, words
from app.cases import service as cases
from app.custody import endings, labelling, views
from app.custody.errors import ReceiverIsStaff, StillUnderMeasure
from app.custody.types import Legal
from app.identity import service as identity
from app.identity.errors import MayNotSign
from app.requests import service as requests
from app.requests.types import Terms
from tests.support import ends
from tests.support.world import PASSWORD, World, refused


def card(world: World, item_id: str) -> Any:
    return world.ask("guan1", views.card, item_id=item_id)


def cash(world: World, notes: int = 100, **more: Any) -> Any:
    rows = [{"face": 10_000, "count": notes}]
    details = {"denominations": rows}
    return world.new("现金", "cash_cny", unit="笔", details=details, **more)


# -- return ------------------------------------------------------------------------------------------


@pytest.mark.scenario("C70")
def test_a_thing_goes_back_to_its_owner_with_papers_and_a_photo(world: World) -> None:
    (item,) = world.received(world.new())
    label = world.ask("guan1", labelling.label, item_id=item.id)
    request = ends.approved(world, (item.id,), "return")
    row = ends.returned(world, item.id, request_id=request)
    assert (row.custody, row.legal, row.place, row.holder) == ("T_RETURNED", "CLOSED", "", "")
    assert row.seal_no == item.seal_no
    kept = card(world, item.id)
    entry = kept.entries[0]
    assert entry.kind == "RETURN_TO_OWNER"
    assert entry.facts["id_document"] == "110***********1234"
    assert "19900101" not in str(entry.facts)
    assert entry.facts["receiver"] == "刘某"
    assert entry.second_name == "查一"
    assert {p.kind for p in kept.photos if p.entry_seq == entry.seq} == {"handover"}
    assert ("identity", "110***********1234") in {(d.kind, d.number) for d in kept.documents}
    assert not [a for a in kept.actions if a.allowed]
    no = refused("R09", lambda: world.ask("guan1", views.find, code=label.payload))
    assert no.facts["living"] == ""
    assert "登记异常" not in words.refusal(no).next
    assert world.ask("cha1", requests.view, request_id=request).row.status == "DONE"


@pytest.mark.scenario("C70")
def test_one_of_ours_never_collects(world: World) -> None:
    (item,) = world.received(world.new())
    request = ends.approved(world, (item.id,), "return")
    for name in ("查三", "计一", " 管二 "):
        given = {"request_id": request, "receiver": name}
        no = refused("R20", functools.partial(ends.returned, world, item.id, **given))
        assert isinstance(no, ReceiverIsStaff)
    assert card(world, item.id).row.custody == "DISPOSING"


@pytest.mark.scenario("C70")
def test_without_a_paper_or_the_photo_nothing_is_given_back(room: World) -> None:
    (item,) = room.received(room.new())
    request = ends.approved(room, (item.id,), "return")
    for missing, code in (
        ({"receiver": " "}, "R16"),
        ({"id_document": ""}, "R16"),
        ({"relation": ""}, "R16"),
        ({"photos": ()}, "R14"),
        ({"relation": "family"}, "R15"),
        ({"relation": "agent"}, "R15"),
    ):
        given: dict[str, Any] = {"request_id": request, **missing}
        refused(code, functools.partial(ends.returned, room, item.id, **given))
    assert card(room, item.id).row.custody == "DISPOSING"


def test_an_agent_comes_with_his_authority(room: World) -> None:
    (item,) = room.received(room.new())
    row = ends.returned(room, item.id, relation="agent", authority="委托书1号")
    assert row.custody == "T_RETURNED"
    assert "authority" in {d.kind for d in card(room, item.id).documents}


def test_only_the_receiver_of_the_decision_collects_without_authority(room: World) -> None:
    (item,) = room.received(room.new())
    request = ends.approved(room, (item.id,), "return", receiver="王某")
    refused("R20", lambda: ends.returned(room, item.id, request_id=request))
    assert ends.returned(room, item.id, request_id=request, receiver="王某").custody == "T_RETURNED"


def test_a_lifted_measure_is_shown_and_cannot_be_lifted_twice(world: World) -> None:
    (item,) = world.received(world.new())
    given: dict[str, Any] = {"item_ids": (item.id,), "notice_no": "解〔2026〕1号"}
    refused("R15", lambda: world.do("cha1", endings.lift, **{**given, "notice_no": " "}))
    refused("R19", lambda: world.do("cha3", endings.lift, "shen3", **given))
    refused("R41", lambda: world.do("cha1", endings.lift, **given))
    refused("R38", lambda: world.do("cha1", endings.lift, "cha2", **given))
    (row,) = world.do("cha1", endings.lift, "shen1", **given)
    assert (row.legal, row.custody) == ("LIFTED", "IN")
    refused("R06", lambda: world.do("cha1", endings.lift, "shen1", **given))
    assert ends.returned(world, item.id).legal == Legal.CLOSED


def test_what_is_seized_goes_back_only_when_lifted_or_by_a_decision_on_it(world: World) -> None:
    one, two = world.received(world.new(), world.new())
    no = refused("R06", lambda: ends.returned(world, one.id, still_seized=True))
    assert isinstance(no, StillUnderMeasure)
    request = ends.approved(world, (two.id,), "return", decision="甲发还决〔2026〕2号")
    row = ends.returned(world, two.id, request_id=request, still_seized=True)
    assert row.custody == "T_RETURNED"


def test_a_signature_is_weighed_for_its_place_when_it_is_given(world: World) -> None:
    (item,) = world.received(world.new())
    given = ends.destruction(world, item.id)
    sign = functools.partial(world.store("guan1").vouch, endings.destroy)
    no = refused("R38", lambda: sign("guan2", PASSWORD, **given))
    assert isinstance(no, MayNotSign)
    assert (no.facts["name"], no.facts["held"]) == ("管二", "custodian")
    assert no.facts["roles"] == "oversight, reviewer"
    token = sign("an1", PASSWORD, **given)
    given["second"] = token
    refused("R42", lambda: sign("an1", PASSWORD, **given))
    no = refused("R38", lambda: sign("shen1", PASSWORD, **given))
    assert isinstance(no, MayNotSign)
    assert no.facts["roles"] == "custodian, handler, store_head"
    given["second"] = f"{token} {sign('guan2', PASSWORD, **given)}"
    (row,) = world.store("guan1").run(endings.destroy, **given)
    assert row.custody == "T_DESTROYED"


# -- approval ----------------------------------------------------------------------------------------


def test_nothing_leaves_without_its_own_approved_disposal(world: World) -> None:
    one, two = world.received(world.new(), world.new())
    request = ends.approved(world, (one.id,), "return")
    refused("R06", lambda: ends.returned(world, two.id, request_id=request))
    wrong = {"request_id": request, "item_ids": (one.id,), "file_no": "卷1"}
    refused("R06", lambda: world.do("guan1", endings.archive, "cha1", **wrong))
    refused("R47", lambda: ends.returned(world, one.id, request_id=ids.new()))
    asked = world.do(
        "cha1",
        requests.submit,
        kind="DISPOSAL",
        item_ids=(two.id,),
        reason="办结",
        terms=Terms(way="return", basis=ends.DECISION, receiver="刘某"),
    )
    refused("R06", lambda: ends.returned(world, two.id, request_id=asked.id))
    assert card(world, two.id).row.custody == "IN"


def test_what_is_done_once_is_not_done_again(world: World) -> None:
    (item,) = world.received(world.new())
    request = ends.approved(world, (item.id,), "return")
    ends.returned(world, item.id, request_id=request)
    refused("R06", lambda: ends.returned(world, item.id, request_id=request))


def test_a_request_is_done_when_all_of_it_is(world: World) -> None:
    one, two = world.received(world.new(), world.new())
    request = ends.approved(world, (one.id, two.id), "return")
    ends.returned(world, one.id, request_id=request)
    seen = world.ask("cha1", requests.view, request_id=request)
    assert seen.row.status == "APPROVED"
    assert [bool(i.done_at) for i in seen.items] == [True, False]
    ends.returned(world, two.id, request_id=request)
    assert world.ask("cha1", requests.view, request_id=request).row.status == "DONE"


def test_who_seized_a_thing_never_gives_it_out(room: World) -> None:
    (row,) = room.declared(room.new(seizers=(room.id_of("cha1"), room.id_of("guan1"))))
    room.receive(row.id, by="guan2")
    refused("R02", lambda: ends.returned(room, row.id))


@pytest.mark.scenario("C71")
def test_what_is_away_for_appraisal_is_not_disposed_of(world: World) -> None:
    from datetime import timedelta

    from app.custody import exams

    (item,) = world.received(world.new())
    terms = Terms(
        institution="价格认定中心",
        letter_no="委1",
        due_at=world.clock.at + timedelta(days=3),
        carriers=(world.id_of("cha1"),),
    )
    row = world.do(
        "cha1", requests.submit, kind="EXAM", item_ids=(item.id,), reason="估价", terms=terms
    )
    world.do("shen1", requests.approve, request_id=row.id, version=1)
    world.do(
        "guan1",
        exams.send_exam,
        "cha1",
        request_id=row.id,
        item_id=item.id,
        seal_no=item.seal_no,
        photos=world.shots("out"),
        scanned=item.number,
    )
    assert card(world, item.id).row.custody == "EXAM"
    no = refused("R07", lambda: ends.approved(world, (item.id,), "return"))
    assert no.facts["state"] == "status.EXAM"
    refused("R06", lambda: ends.returned(world, item.id, request_id=row.id))


@pytest.mark.scenario("C71")
@pytest.mark.parametrize("way", ["transfer", "sell"])
def test_what_has_no_known_value_is_neither_transferred_nor_sold(world: World, way: str) -> None:
    (item,) = world.received(world.new())
    refused("R22", lambda: ends.approved(world, (item.id,), way, receiver="检察院"))
    assert card(world, item.id).row.custody == "IN"


# -- transfer ----------------------------------------------------------------------------------------


@pytest.mark.scenario("C72", "C73")
def test_what_the_other_side_signed_for_is_gone_and_the_rest_comes_back(world: World) -> None:
    items = world.received(*(world.new(f"公文包{i}", value_fen=10_000) for i in range(5)))
    keys = tuple(i.id for i in items)
    request = ends.approved(world, keys, "transfer", receiver="市检察院")
    given = {"request_id": request, "item_ids": keys, "receiver": "市检察院"}
    refused(
        "R20", lambda: world.do("guan1", endings.transfer, "cha1", **{**given, "receiver": "法院"})
    )
    rows = world.do("guan1", endings.transfer, "cha1", **given)
    assert {(r.custody, r.holder, r.place) for r in rows} == {("HANDOVER", "市检察院", "")}

    scan = world.store("guan1").keep(b"receipt")
    told: dict[str, Any] = {"item_ids": keys[:3], "not_signed": keys[3:], "receipt_no": "回1"}
    refused("R15", lambda: world.do("guan1", endings.sign_transfer, **told, receipt_scan=""))
    refused("R16", lambda: world.do("guan1", endings.sign_transfer, **told, receipt_scan=scan))
    assert card(world, keys[0]).row.custody == "HANDOVER"
    rows = world.do("guan1", endings.sign_transfer, **told, receipt_scan=scan, place="A-02")
    assert [r.custody for r in rows] == ["T_TRANSFERRED"] * 3 + ["IN"] * 2
    assert {r.place for r in rows[3:]} == {"K1/A-02"}
    assert ("receipt", "回1", scan) in {
        (d.kind, d.number, d.sha256) for d in card(world, keys[0]).documents
    }
    assert world.ask("guan1", labelling.label, item_id=keys[4]).payload
    balance = world.ask("an1", cases.balance, case_id=world.case("案甲"))
    assert (balance.ended, balance.inside, balance.holds) == (3, 2, True)


def test_a_receipt_number_serves_once(world: World) -> None:
    one, two = world.received(world.new(value_fen=1), world.new(value_fen=1))
    scan = world.store("guan1").keep(b"receipt")
    for item in (one, two):
        request = ends.approved(world, (item.id,), "transfer", receiver="市检察院")
        given = {"request_id": request, "item_ids": (item.id,), "receiver": "市检察院"}
        world.do("guan1", endings.transfer, "cha1", **given)
    signed = {"receipt_no": "回1", "receipt_scan": scan}
    world.do("guan1", endings.sign_transfer, item_ids=(one.id,), **signed)
    refused("R25", lambda: world.do("guan1", endings.sign_transfer, item_ids=(two.id,), **signed))
    assert card(world, two.id).row.custody == "HANDOVER"


# -- money -------------------------------------------------------------------------------------------


def test_what_goes_to_the_treasury_is_what_the_cards_say(world: World) -> None:
    items = world.received(cash(world), cash(world, 7, tier="valuable"))
    keys = tuple(i.id for i in items)
    given: dict[str, Any] = {
        "request_id": ends.approved(world, keys, "treasury"),
        "item_ids": keys,
        "receipt_no": "缴1",
        "amount_fen": 1_070_000,
    }
    short = {**given, "amount_fen": 1_069_900}
    no = refused("R26", lambda: world.do("cai1", endings.pay_treasury, "cai2", **short))
    assert (no.facts["cards"], no.facts["told"]) == ("10700.00", "10699.00")
    refused("R41", lambda: world.do("cai1", endings.pay_treasury, **given))
    rows = world.do("cai1", endings.pay_treasury, "cai2", **given)
    assert {r.custody for r in rows} == {"T_TREASURY"}
    entry = card(world, keys[0]).entries[0]
    assert (entry.facts["receipt_no"], entry.facts["amount_fen"]) == ("缴1", 1_070_000)


def test_two_currencies_are_never_paid_as_one_sum(room: World) -> None:
    dollars = {"details": {"denominations": [{"face": 10_000, "count": 1}]}, "currency": "USD"}
    items = room.received(
        cash(room, tier="valuable"),
        room.new("外币", "cash_foreign", unit="笔", **dollars),
        place="G-01",
    )
    keys = tuple(i.id for i in items)
    given: dict[str, Any] = {"request_id": ends.approved(room, keys, "treasury")}
    given |= {"item_ids": keys, "receipt_no": "缴1", "amount_fen": 1_010_000}
    refused("R26", lambda: room.do("cai1", endings.pay_treasury, "cai2", **given))


def test_a_thing_is_sold_to_an_outsider_at_a_price_that_is_written_down(world: World) -> None:
    (item,) = world.received(world.new(value_fen=100_000))
    given: dict[str, Any] = {
        "request_id": ends.approved(world, (item.id,), "sell"),
        "item_ids": (item.id,),
        "receipt_no": "成1",
        "amount_fen": 120_000,
        "buyer": "某拍卖行",
    }
    staff, nothing = {**given, "buyer": "查二"}, {**given, "amount_fen": 0}
    refused("R20", lambda: world.do("cai1", endings.sell, "cai2", **staff))
    refused("R16", lambda: world.do("cai1", endings.sell, "cai2", **nothing))
    (row,) = world.do("cai1", endings.sell, "cai2", **given)
    assert row.custody == "T_SOLD"


# -- destruction -------------------------------------------------------------------------------------


@pytest.mark.scenario("C74")
def test_a_destruction_is_watched_by_somebody_who_never_had_a_hand_in_it(world: World) -> None:
    (item,) = world.received(world.new("手表", "watch"))  # 管一 and 管二 received it
    given = ends.destruction(world, item.id)
    refused("R41", lambda: world.do("guan1", endings.destroy, **given))
    refused("R38", lambda: world.do("guan1", endings.destroy, "ku1 an1", **given))
    held = {
        a.role: a.id
        for a in world.ask("bao1", identity.appointments, account_id=world.id_of("guan2"))
    }
    world.do("bao1", identity.end_appointment, appointment_id=held["custodian"])
    world.do("bao1", identity.appoint, account_id=world.id_of("guan2"), role="oversight")
    refused("R32", lambda: world.do("guan1", endings.destroy, "guan2 ku1", **given))
    assert card(world, item.id).row.custody == "DISPOSING"
    (row,) = world.do("guan1", endings.destroy, "an1 ku1", **given)
    assert row.custody == "T_DESTROYED"
    entry = card(world, item.id).entries[0]
    assert entry.facts["executors"] == [world.id_of("guan1"), world.id_of("ku1")]
    assert entry.second_name == "案一"
    assert ("overseer", world.id_of("an1"), "案一") in card(world, item.id).parts


@pytest.mark.scenario("C74")
def test_a_destruction_wants_two_hands_the_label_and_the_photo(room: World) -> None:
    (item,) = room.received(room.new())
    whole = ends.destruction(room, item.id)
    for wrong, code in (
        ({"scanned": ()}, "R16"),
        ({"scanned": ("1000000000000000",)}, "R08"),
        ({"photos": ()}, "R14"),
        ({"method": ""}, "R16"),
    ):
        given: dict[str, Any] = {**whole, **wrong}
        refused(code, functools.partial(room.do, "guan1", endings.destroy, "an1 guan2", **given))
    assert card(room, item.id).row.custody == "DISPOSING"


def test_both_who_carry_a_destruction_out_sign_it_themselves(world: World) -> None:
    (item,) = world.received(world.new())
    given = ends.destruction(world, item.id)

    def destroy(beside: str, **more: Any) -> Any:
        return world.do("guan1", endings.destroy, beside, **given, **more)

    no = refused("R01", lambda: destroy("an1"))
    assert no.facts == {"named": 1}
    no = refused("R01", lambda: destroy("an1 guan2", executors=("处理站周某",)))
    assert isinstance(no, errors.ExecutorNotSigned)
    refused("R01", lambda: destroy("an1 guan2", executors=(world.id_of("ku1"),)))
    refused("R32", lambda: destroy("an1 guan2", executors=(world.id_of("an1"),)))
    refused("R42", lambda: destroy("an1 an1"))
    refused("R38", lambda: destroy("guan2 an1"))  # who watches signs first, and is an overseer
    refused("R38", lambda: destroy("an1 cai1"))
    refused("R19", lambda: destroy("an1 cha3"))  # of another case
    refused("R03", lambda: destroy("an1 cha1"))  # who asked for it
    both = tuple(world.id_of(who) for who in ("guan1", "cha2"))
    (row,) = destroy("an1 cha2", executors=both)
    assert row.custody == "T_DESTROYED"
    assert card(world, item.id).entries[0].facts["executors"] == list(both)


def test_things_go_into_the_file(world: World) -> None:
    (item,) = world.received(world.new())
    given = {"request_id": ends.approved(world, (item.id,), "archive"), "item_ids": (item.id,)}
    refused("R16", lambda: world.do("guan1", endings.archive, "cha1", **given, file_no=""))
    (row,) = world.do("guan1", endings.archive, "cha1", **given, file_no="2026年第3卷")
    assert row.custody == "T_ARCHIVED"


def test_identity_numbers_are_masked() -> None:
    from app.custody import leaving

    assert leaving.masked("110101199001011234") == "110***********1234"
    assert leaving.masked("E1234 5678") == "E12**5678"
    assert leaving.masked("1234567") == "*****67"
