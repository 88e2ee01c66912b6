"""Check-outs: named carriers, true seals and weights on the way out; compared on the way back."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from app import words
from app.cases import service as cases
from app.custody import corrections, labelling, loans, views
from app.custody.errors import NeedsKeeperBeside
from app.custody.types import ItemRow
from app.identity import service as identity
from app.identity.errors import HoldsItems
from app.requests import desk
from app.requests import service as requests
from app.requests.types import Terms
from tests.support import borrowing as b
from tests.support.world import World, refused


@pytest.mark.scenario("C37")
def test_two_items_go_out_for_three_days_and_come_back_in_time_as_they_were(world: World) -> None:
    bag = world.received()[0]
    watch = world.received(world.new("手表", "watch", weight_mg=150_000))[0]
    request = b.ask(world, bag, watch)
    assert world.ask("guan1", requests.to_hand_over) == ()
    request = b.agree(world, request, "shen1", "shen2")
    assert request.status == "APPROVED"
    assert [r.id for r in world.ask("guan1", requests.to_hand_over)] == [request.id]
    assert world.ask("guan1", views.card, item_id=bag.id).row.custody == "RESERVED"

    for item in (bag, watch):
        loan = b.hand_over(world, request, item)
        assert (loan.borrower_name, loan.out_seal) == ("查一", item.seal_no)
    assert world.ask("cha1", requests.view, request_id=request.id).row.status == "DONE"
    world.clock.forward(days=2)
    for item in (bag, watch):
        assert b.on_the_counter(world, item).custody == "RETURNING"
        compared = world.ask(
            "guan1",
            loans.compare_back,
            item_id=item.id,
            quantity=1,
            weight_mg=item.weight_mg,
            seal_no=item.seal_no,
        )
        assert compared.agrees
        assert [p.kind for p in compared.out_photos] == ["out"]
        back = b.accept(world, item)
        assert (back.custody, back.holder) == ("IN", "")
    assert world.ask("cha1", views.loans, mine=True) == ()
    assert world.refusals() == []


@pytest.mark.scenario("C40")
def test_an_approval_older_than_a_day_hands_nothing_over_and_is_swept(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    world.clock.forward(hours=25)

    no = refused("R04", lambda: b.hand_over(world, request, item))
    assert no.facts["number"] == request.number
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "RESERVED"

    assert world.do("guan1", requests.expire) == 1
    assert world.do("guan1", requests.expire) == 0
    assert world.ask("cha1", requests.view, request_id=request.id).row.status == "EXPIRED"
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "IN"
    b.hand_over(world, b.approved(world, item), item)


@pytest.mark.scenario("C41")
def test_only_who_the_approval_names_may_fetch_it(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item, terms=b.terms(world, by=("cha1",)))

    no = refused("R20", lambda: b.hand_over(world, request, item, to="cha3", carriers=("cha3",)))
    assert no.facts["name"] == "查三"
    refused("R20", lambda: b.hand_over(world, request, item, to="cha2", carriers=("cha1",)))
    refused("R16", lambda: b.hand_over(world, request, item, carriers=()))
    b.hand_over(world, request, item, carriers=("cha1",))


@pytest.mark.scenario("C41")
def test_a_valuable_thing_is_never_fetched_by_one_alone(world: World) -> None:
    watch = world.received(world.new("手表", "watch"))[0]
    refused("R01", lambda: b.ask(world, watch, terms=b.terms(world, by=("cha1",))))

    request = b.approved(world, watch)
    refused("R01", lambda: b.hand_over(world, request, watch, carriers=("cha1",)))
    b.hand_over(world, request, watch)


def test_nothing_leaves_without_the_receiver_signing_himself(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    refused("R41", lambda: b.hand_over(world, request, item, to=""))


def test_label_seal_weight_and_photo_are_proved_on_the_way_out(world: World) -> None:
    item, other = world.received(world.new(weight_mg=2_000_000), world.new("公文包二"))
    request = b.approved(world, item)
    label = world.ask("guan1", labelling.label, item_id=item.id)
    foreign = world.ask("guan1", labelling.label, item_id=other.id)

    refused("R16", lambda: b.hand_over(world, request, item, scanned=""))
    refused("R09", lambda: b.hand_over(world, request, item, scanned=foreign.payload))
    refused("R08", lambda: b.hand_over(world, request, item, scanned="1999999999990195"))
    refused("R14", lambda: b.hand_over(world, request, item, photos=world.shots("overall")))
    refused("R12", lambda: b.hand_over(world, request, item, weight_mg=2_021_000))
    refused("R10", lambda: b.hand_over(world, request, item, seal_no="S000"))
    refused("R05", lambda: b.hand_over(world, request, item, request_version=7))
    loan = b.hand_over(world, request, item, scanned=label.payload, weight_mg=2_019_000)
    assert loan.out_weight_mg == 2_019_000


@pytest.mark.scenario("C31")
def test_a_label_that_was_replaced_lets_nothing_out(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    old = world.ask("guan1", labelling.label, item_id=item.id).payload
    world.do("guan1", corrections.reprint, "guan2", item_id=item.id, reason="磨损")

    no = refused("R09", lambda: b.hand_over(world, request, item, scanned=old))
    assert (no.facts["generation"], no.facts["living"]) == (1, 2)


@pytest.mark.scenario("C44")
def test_gold_that_lost_half_a_gram_is_held_until_a_paper_explains_it(world: World) -> None:
    gold = world.received(world.new("金饰", "watch", weight_mg=58_620))[0]
    b.out(world, gold)
    b.on_the_counter(world, gold)

    compared = world.ask(
        "guan1",
        loans.compare_back,
        item_id=gold.id,
        quantity=1,
        weight_mg=58_110,
        seal_no=gold.seal_no,
    )
    assert not compared.agrees
    assert compared.weight.difference == -510
    assert compared.weight.tolerance == 100
    held = b.accept(world, gold, weight_mg=58_110)
    assert (held.custody, held.weight_mg) == ("HOLD", 58_620)
    assert world.ask("cha1", views.loans, mine=True) == ()
    (task,) = world.ask("an1", desk.desk).on_hold.rows
    assert (task.number, task.state) == (gold.number, "difference.weight")
    assert [t.number for t in world.ask("shen1", desk.desk).on_hold.rows] == [gold.number]
    assert task.tell == ("role.head", "role.oversight")
    refused("R06", lambda: b.ask(world, gold))

    cured = world.do(
        "ku1",
        loans.resolve,
        "an1",
        item_id=gold.id,
        finding="实验室取样 0.51 g，有消耗证明",
        document="鉴〔2026〕7号",
        place="G-01",
        weight_mg=58_110,
    )
    assert (cured.custody, cured.weight_mg) == ("IN", 58_110)
    assert world.ask("an1", desk.desk).on_hold.count == 0


def test_a_weight_within_tolerance_is_the_same(world: World) -> None:
    gold = world.received(world.new("金饰", "watch", weight_mg=58_620))[0]
    b.out(world, gold)
    b.on_the_counter(world, gold)
    back = b.accept(world, gold, weight_mg=58_520)
    assert (back.custody, back.weight_mg) == ("IN", 58_620)


def test_who_brings_a_thing_back_is_no_second_person_at_a_place_of_two_keys(world: World) -> None:
    gold = world.received(world.new("金饰", "watch", weight_mg=58_620))[0]
    b.out(world, gold)
    b.on_the_counter(world, gold)
    no = refused("R41", lambda: b.accept(world, gold, second="cha1"))
    assert isinstance(no, NeedsKeeperBeside)
    said = words.refusal(no, "zh")
    assert said.what == "“G-01”须双人在场，查一 不是保管或监督人员，不能算作第二人。"
    assert "保管员、保管部门负责人、案管监督" in said.next
    assert world.refusals()[-1] == "R41"
    card = world.ask("guan1", views.card, item_id=gold.id)
    assert (card.row.custody, card.row.place) == ("RETURNING", "")

    assert b.accept(world, gold, second="guan2").place.endswith("G-01")
    card = world.ask("guan1", views.card, item_id=gold.id)
    assert card.entries[0].second_name == "管二"
    assert card.entries[1].facts["returned_by"] == world.id_of("cha1")


def test_an_examined_valuable_goes_back_under_two_keys_as_well(world: World) -> None:
    watch = world.received(world.new("手表", "watch", weight_mg=150_000))[0]
    sent(world, watch)
    given: dict[str, Any] = {
        "item_id": watch.id,
        "quantity": 1,
        "photos": world.shots("in"),
        "report_no": "价认〔2026〕12号",
        "result": "真品",
        "weight_mg": 150_000,
        "weighing": world.weighed(150_000),
        "seal_no": watch.seal_no,
        "place": "G-01",
    }
    no = refused("R41", lambda: world.do("guan1", loans.return_exam, "cha1", **given))
    assert isinstance(no, NeedsKeeperBeside)
    assert world.do("guan1", loans.return_exam, "guan2", **given).custody == "IN"


@pytest.mark.scenario("C45")
def test_two_swapped_digits_of_a_seal_are_hinted_at_and_never_accepted(world: World) -> None:
    item = world.received(world.new(seal_no="A000812"))[0]
    b.out(world, item)
    b.on_the_counter(world, item)

    compared = world.ask(
        "guan1", loans.compare_back, item_id=item.id, quantity=1, weight_mg=None, seal_no="a000821"
    )
    assert (compared.seal.verdict, compared.seal.hint) == ("differs", "transposed")
    held = b.accept(world, item, seal_no="A000821")
    card = world.ask("guan1", views.card, item_id=item.id)
    assert (held.custody, held.seal_no, card.seal_status) == ("HOLD", "A000812", "BROKEN")
    assert card.entries[0].facts["seal_no"] == ["A000812", "A000821"]


@pytest.mark.scenario("C46")
def test_a_torn_bag_is_photographed_signed_by_two_and_held(world: World) -> None:
    item = world.received()[0]
    b.out(world, item)
    b.on_the_counter(world, item)
    torn: dict[str, Any] = {"bag_torn": True, "place": "", "note": "封口处撕裂 3 cm"}

    refused("R14", lambda: b.accept(world, item, **torn))
    photos = world.shots("in", "damage")
    refused("R41", lambda: b.accept(world, item, second="", photos=photos, **torn))
    held = b.accept(world, item, photos=photos, **torn)
    card = world.ask("guan1", views.card, item_id=item.id)
    assert (held.custody, card.seal_status) == ("HOLD", "BROKEN")
    assert card.entries[0].second_name == "查一"

    again = world.do(
        "ku1",
        loans.resolve,
        "an1",
        item_id=item.id,
        finding="袋体磨损，内物无异",
        document="处〔2026〕3号",
        place="A-02",
        seal_no="S777000001",
    )
    assert (again.custody, again.seal_no) == ("IN", "S777000001")


def test_a_return_with_fewer_pieces_is_held_with_both_counts(world: World) -> None:
    item = world.received(world.new("纪念币", quantity=10))[0]
    b.out(world, item)
    b.on_the_counter(world, item)
    held = b.accept(world, item, quantity=9)
    assert (held.custody, held.quantity) == ("HOLD", 10)
    assert world.ask("guan1", views.card, item_id=item.id).entries[0].facts["quantity"] == [10, 9]


def test_only_who_had_the_thing_or_a_keeper_signs_its_return(world: World) -> None:
    item = world.received()[0]
    b.out(world, item)
    refused("R47", lambda: world.do("guan1", loans.take_back, item_id=item.id, returned_by="x"))
    b.on_the_counter(world, item)
    refused("R20", lambda: b.accept(world, item, second="cha3"))
    refused("R14", lambda: b.accept(world, item, photos=world.shots("overall")))
    refused("R16", lambda: b.accept(world, item, place=""))
    refused("R17", lambda: b.accept(world, item, place="G-01"))
    assert b.accept(world, item, second="guan2").custody == "IN"


def test_who_seized_a_thing_neither_hands_it_over_nor_takes_it_back(world: World) -> None:
    seizers = (world.id_of("cha1"), world.id_of("guan2"))
    item = world.received(world.new(seizers=seizers))[0]
    request = b.approved(world, item)
    refused("R02", lambda: b.hand_over(world, request, item, by="guan2"))
    b.hand_over(world, request, item)
    refused("R02", lambda: b.on_the_counter(world, item, by="guan2"))


@pytest.mark.scenario("C49")
def test_what_is_late_is_told_to_the_head_then_to_the_overseers(world: World) -> None:
    item = world.received()[0]
    b.out(world, item)
    assert world.do("guan1", loans.mark_overdue) == 0
    world.clock.forward(days=3, hours=1)

    assert world.do("guan1", loans.mark_overdue) == 1
    assert world.do("guan1", loans.mark_overdue) == 0
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "OVERDUE"
    assert lately(world) == {"guan1": 1, "cha1": 1, "shen1": 0, "an1": 0}
    world.clock.forward(days=1)
    assert lately(world) == {"guan1": 1, "cha1": 1, "shen1": 1, "an1": 0}
    world.clock.forward(days=2)
    assert lately(world) == {"guan1": 1, "cha1": 1, "shen1": 1, "an1": 1}
    (task,) = world.ask("an1", desk.desk).overdue.rows
    assert (task.days, task.who) == (3, "查一")
    assert task.tell == ("role.handler", "role.head", "role.oversight")

    b.on_the_counter(world, item)
    assert world.ask("guan1", desk.desk).overdue.count == 0


def lately(world: World) -> dict[str, int]:
    """How many late things each of them sees on his desk."""
    people = ("guan1", "cha1", "shen1", "an1")
    return {login: world.ask(login, desk.desk).overdue.count for login in people}


@pytest.mark.scenario("C49")
def test_an_extension_takes_the_rank_of_the_check_out_and_there_are_two(world: World) -> None:
    watch = world.received(world.new("手表", "watch"))[0]
    b.out(world, watch)
    world.clock.forward(days=3, hours=2)
    world.do("guan1", loans.mark_overdue)

    for days in (2, 4):
        asked = b.ask(world, watch, kind="EXTENSION", terms=b.terms(world, days, by=()))
        waiting = b.agree(world, asked, "shen1")
        assert waiting.status == "SUBMITTED", "the leader has agreed to the check-out too"
        assert b.agree(world, waiting, "shen2").status == "DONE"
    loan = world.ask("cha1", views.loans, mine=True)[0]
    assert loan.renewals == 2
    assert loan.due_at - world.clock.at > timedelta(days=3)
    assert world.ask("guan1", views.card, item_id=watch.id).row.custody == "OUT"

    no = refused(
        "R36",
        lambda: b.ask(world, watch, kind="EXTENSION", terms=b.terms(world, 6, by=())),
    )
    assert no.facts["limit"] == 2


def test_only_who_has_a_thing_asks_to_keep_it_and_only_once_at_a_time(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item, by="cha1", terms=b.terms(world, by=("cha1",)))
    later = b.terms(world, 5, by=())
    refused("R06", lambda: b.ask(world, item, kind="EXTENSION", terms=later))
    b.hand_over(world, request, item, carriers=("cha1",))
    refused("R20", lambda: b.ask(world, item, by="cha2", kind="EXTENSION", terms=later))
    refused("R21", lambda: b.ask(world, item, kind="EXTENSION", terms=b.terms(world, 1, by=())))
    b.ask(world, item, kind="EXTENSION", terms=later)
    refused("R55", lambda: b.ask(world, item, kind="EXTENSION", terms=later))


@pytest.mark.scenario("C55")
def test_nobody_leaves_the_organ_while_he_has_things_out(world: World) -> None:
    item = world.received()[0]
    b.out(world, item)
    cha1 = world.id_of("cha1")

    no = refused("R37", lambda: world.do("xi1", identity.disable, account_id=cha1))
    assert (no.facts["count"], no.facts["numbers"]) == (1, item.number)
    b.on_the_counter(world, item)
    b.accept(world, item, second="cha2")
    world.do("xi1", identity.disable, account_id=cha1)


@pytest.mark.scenario("C55")
def test_the_duty_under_which_he_holds_things_does_not_end_either(world: World) -> None:
    item = world.received()[0]
    b.out(world, item)
    cha1 = world.id_of("cha1")
    (duty,) = world.ask("bao1", identity.appointments, account_id=cha1)
    end = partial(world.do, "bao1", identity.end_appointment, appointment_id=duty.id)

    no = refused("R37", end)
    assert isinstance(no, HoldsItems)
    assert (no.facts["count"], no.facts["numbers"]) == (1, item.number)
    assert world.ask("bao1", identity.appointments, account_id=cha1) == (duty,)
    assert "R37" in world.refusals()
    refused("R37", partial(end, "xi1"))  # nobody is asked to sign beside: who does is not judged
    b.on_the_counter(world, item)
    b.accept(world, item, second="cha2")
    end()
    assert world.ask("bao1", identity.appointments, account_id=cha1)[0].until is not None


@pytest.mark.scenario("C71")
def test_what_is_with_the_appraiser_is_not_disposed_of(world: World) -> None:
    item = world.received()[0]
    sent(world, item)
    no = refused("R07", lambda: b.ask(world, item, kind="DISPOSAL", terms=Terms(way="return")))
    assert no.facts["state"] == "status.EXAM"


def sent(world: World, item: ItemRow) -> ItemRow:
    """With the appraiser."""
    asked = b.ask(
        world,
        item,
        kind="EXAM",
        terms=b.terms(world, institution="市价格认证中心", letter_no="委1"),
    )
    request = (
        b.agree(world, asked, "shen1")
        if item.tier == "ordinary"
        else b.agree(world, asked, "shen1", "shen2")
    )
    row: ItemRow = world.do(
        "guan1",
        loans.send_exam,
        "cha1",
        request_id=request.id,
        item_id=item.id,
        seal_no=item.seal_no,
        photos=world.shots("out"),
        weight_mg=item.weight_mg,
        weighing=world.weighed(item.weight_mg),
        scanned=item.number,
    )
    return row


def examined(world: World, item: ItemRow, **more: Any) -> ItemRow:
    """Back from the appraiser."""
    given: dict[str, Any] = {
        "item_id": item.id,
        "quantity": item.quantity,
        "photos": world.shots("in"),
        "report_no": "价认〔2026〕12号",
        "result": "真品，估价 50 000 元",
        "weight_mg": item.weight_mg,
        "seal_no": item.seal_no,
        "place": "G-01",
        "assessed_fen": 5_000_000,
        "weighing": world.weighed(more.get("weight_mg", item.weight_mg)),
    }
    row: ItemRow = world.do("guan1", loans.return_exam, "guan2", **{**given, **more})
    return row


def test_an_appraiser_opens_the_bag_and_its_new_seal_is_booked(world: World) -> None:
    watch = world.received(world.new("手表", "watch", weight_mg=150_000))[0]
    assert sent(world, watch).holder == "市价格认证中心"
    back = examined(world, watch, seal_no="JD00000001")
    assert (back.custody, back.seal_no) == ("IN", "JD00000001")
    card = world.ask("guan1", views.card, item_id=watch.id)
    assert card.entries[0].facts["report_no"] == "价认〔2026〕12号"


def test_a_loss_at_the_appraiser_is_held_and_a_seal_that_served_is_refused(world: World) -> None:
    watch, other = world.received(
        world.new("手表", "watch", weight_mg=150_000), world.new("手表二", "watch")
    )
    sent(world, watch)
    refused("R11", lambda: examined(world, watch, seal_no=other.seal_no))
    refused("R16", lambda: examined(world, watch, report_no=" "))
    held = examined(world, watch, weight_mg=140_000)
    assert held.custody == "HOLD"


@pytest.mark.scenario("C41")
def test_who_must_keep_away_since_the_approval_carries_nothing(world: World) -> None:
    (item,) = world.received()
    request = b.approved(world, item)
    world.do(
        "shen1", cases.set_member,
        case_id=world.case("案甲"), account_id=world.id_of("cha2"), duty="recused",
    )  # fmt: skip
    no = refused("R20", lambda: b.hand_over(world, request, item, to="cha1"))
    assert no.facts["name"] == "查二"
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "RESERVED"
    assert b.hand_over(world, request, item, to="cha1", carriers=("cha1",)).item_id == item.id
