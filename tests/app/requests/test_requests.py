"""Requests: who may ask for what, who must agree, on which version; and who stands in for whom."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app import clock, words
from app.custody import labelling, loans, views
from app.identity import service as identity
from app.requests import service as requests
from app.requests.types import RequestRow, Terms
from db.requests.models import RequestPart
from tests.support import borrowing as b
from tests.support.world import World, refused


def appoint(world: World, login: str, role: str, until: date | None = None) -> None:
    """Give somebody another post by two administrators' decision; the old one ends."""
    id_ = world.id_of(login)
    for old in world.ask("bao1", identity.appointments, account_id=id_):
        if old.until is None or old.until >= clock.day(world.clock()):
            world.do("bao1", identity.end_appointment, appointment_id=old.id)
    world.do("bao1", identity.appoint, "xi1", account_id=id_, role=role, until=until)


@pytest.mark.scenario("C38")
def test_neither_a_custodian_nor_the_asker_approves(world: World) -> None:
    item = world.received()[0]
    appoint(world, "cha1", "handler", until=clock.day(world.clock()))
    asked = b.ask(world, item)
    given: dict[str, Any] = {"request_id": asked.id, "version": 1}
    refused("R38", lambda: world.do("guan1", requests.approve, **given))
    refused("R38", lambda: world.do("cha1", requests.approve, **given))

    world.clock.forward(days=1)  # his duty ran out with the day
    appoint(world, "cha1", "head")
    refused("R03", lambda: world.do("cha1", requests.approve, **given))
    assert world.ask("cha1", requests.view, request_id=asked.id).why_mine == "R03"
    assert b.agree(world, asked, "shen1").status == "APPROVED"


@pytest.mark.scenario("C38")
def test_who_approved_hands_nothing_over(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    appoint(world, "shen1", "custodian")
    refused("R03", lambda: b.hand_over(world, request, item, by="shen1"))
    b.hand_over(world, request, item)


@pytest.mark.scenario("C38")
def test_nobody_agrees_to_both_steps(world: World) -> None:
    watch = world.received(world.new("手表", "watch"))[0]
    asked = b.agree(world, b.ask(world, watch), "shen1")
    assert asked.status == "SUBMITTED"
    refused("R03", lambda: b.agree(world, asked, "shen1"))
    world.do("bao1", identity.appoint, "xi1", account_id=world.id_of("shen1"), role="leader")
    refused("R03", lambda: b.agree(world, asked, "shen1"))
    assert b.agree(world, asked, "shen2").status == "APPROVED"


@pytest.mark.scenario("C38")
def test_the_books_themselves_give_nobody_two_parts_in_a_request(world: World) -> None:
    asked = b.ask(world, world.received()[0])
    row = {"request_id": asked.id, "account_id": world.id_of("cha1"), "part": "approver"}
    with pytest.raises(IntegrityError), world.database.write() as session:
        session.execute(insert(RequestPart), row)


@pytest.mark.scenario("C39")
def test_an_approver_decides_on_the_version_that_he_read(world: World) -> None:
    item = world.received()[0]
    asked = b.ask(world, item)
    seen = world.ask("shen1", requests.view, request_id=asked.id)
    assert (seen.mine, seen.why_mine) == (True, "role.head")
    changed = world.do(
        "cha1",
        requests.amend,
        request_id=asked.id,
        reason="辨认，另作比对",
        terms=b.terms(world, 5),
        version=1,
    )
    assert changed.version == 2

    no = refused("R05", lambda: b.agree(world, asked, "shen1"))
    assert no.facts == {"seen": 1, "current": 2}
    assert b.agree(world, changed, "shen1").status == "APPROVED"


def test_an_amended_request_needs_every_approval_anew(world: World) -> None:
    watch = world.received(world.new("手表", "watch"))[0]
    asked = b.agree(world, b.ask(world, watch), "shen1")
    changed = world.do(
        "cha1",
        requests.amend,
        request_id=asked.id,
        reason="改期",
        terms=b.terms(world, 5),
        version=1,
    )
    steps = world.ask("shen1", requests.view, request_id=asked.id).steps
    assert [s.decision for s in steps] == ["", ""]
    assert b.agree(world, changed, "shen1", "shen2").status == "APPROVED"


@pytest.mark.scenario("C51")
@pytest.mark.parametrize("known_by", ["number", "label", "seal"])
def test_of_another_cases_thing_what_stands_on_it_is_enough_to_ask_for_it(
    world: World, known_by: str
) -> None:
    (item,) = world.received()
    label = world.ask("guan1", labelling.label, item_id=item.id).payload
    told = {"number": item.number, "label": label, "seal": item.seal_no}[known_by]
    own = b.terms(world, by=("cha3",), facts={"for_case": world.case("案乙")})
    given: dict[str, Any] = {"kind": "CHECK_OUT", "reason": "两案比对", "terms": own}
    asked = world.do("cha3", requests.submit, item_ids=(told,), **given)
    seen = world.ask("cha3", requests.view, request_id=asked.id)
    assert (seen.items[0].number, seen.items[0].name) == (item.number, "")
    wrong = label[:-1] + ("A" if label[-1] != "A" else "B")
    refused("R47", lambda: world.do("cha3", requests.submit, item_ids=(wrong,), **given))


@pytest.mark.scenario("C51")
def test_a_thing_of_another_case_takes_both_heads(world: World) -> None:
    item = world.received()[0]
    carriers = ("cha3",)
    refused("R19", lambda: b.ask(world, item, by="cha3", terms=b.terms(world, by=carriers)))
    refused(
        "R19",
        lambda: b.ask(
            world,
            item,
            by="cha3",
            terms=b.terms(world, by=carriers, facts={"for_case": world.case("案甲")}),
        ),
    )

    own = b.terms(world, by=carriers, facts={"for_case": world.case("案乙")})
    asked = world.do(
        "cha3",
        requests.submit,
        kind="CHECK_OUT",
        item_ids=(item.number,),
        reason="两案比对",
        terms=own,
    )
    seen = world.ask("cha3", requests.view, request_id=asked.id)
    assert [s.role for s in seen.steps] == ["head", "owner_head"]
    assert (seen.items[0].number, seen.items[0].name) == (item.number, "")
    refused("R38", lambda: b.agree(world, asked, "shen1"))
    assert [r.id for r in world.ask("shen3", requests.rows, to_decide=True)] == [asked.id]
    b.agree(world, asked, "shen3")
    assert world.ask("shen3", requests.count, to_decide=True) == 0
    assert world.ask("shen1", requests.count, to_decide=True) == 1
    request = b.agree(world, asked, "shen1")
    assert request.status == "APPROVED"
    assert world.ask("cha3", requests.view, request_id=asked.id).items[0].name == item.name
    b.hand_over(world, request, item, to="cha3", carriers=carriers)
    assert [r.item_id for r in world.ask("cha3", views.loans, mine=True)] == [item.id]


@pytest.mark.scenario("C54")
def test_a_deputy_decides_until_the_delegation_ends(world: World) -> None:
    first, second = world.received(world.new(), world.new("公文包二"))
    shen1, shen3 = world.id_of("shen1"), world.id_of("shen3")
    asked = b.ask(world, first)
    refused("R47", lambda: b.agree(world, asked, "shen3"))
    given: dict[str, Any] = {"since": world.clock.at, "until": b.due(world, 2)}
    refused(
        "R38", lambda: world.do("shen1", requests.delegate, deputy=world.id_of("guan1"), **given)
    )
    refused("R42", lambda: world.do("shen1", requests.delegate, deputy=shen1, **given))
    world.do("shen1", requests.delegate, deputy=shen3, **given)
    assert [d.deputy_name for d in world.ask("shen3", requests.delegations)] == ["审三"]

    seen = world.ask("shen3", requests.view, request_id=asked.id)
    assert (seen.mine, seen.on_behalf, seen.on_behalf_name) == (True, shen1, "审一")
    done = world.do(
        "shen3", requests.approve, request_id=asked.id, version=1, on_behalf=seen.on_behalf
    )
    assert done.status == "APPROVED"
    (step,) = world.ask("cha1", requests.view, request_id=asked.id).steps
    assert (step.approver_name, step.on_behalf_name) == ("审三", "审一")

    world.clock.forward(days=3)
    late = b.ask(world, second)
    assert world.ask("shen3", requests.count, to_decide=True) == 0
    no = refused("R31", lambda: on_behalf(world, late.id, shen1))
    assert str(no.facts["until"]).startswith("2026-05-16")


def on_behalf(world: World, request_id: str, principal: str) -> None:
    """The deputy agrees in the other's place."""
    world.do("shen3", requests.approve, request_id=request_id, version=1, on_behalf=principal)


@pytest.mark.scenario("C54")
def test_a_deputy_of_somebody_whose_account_is_closed_decides_nothing(world: World) -> None:
    asked, principal = deputised(world)
    world.do("xi1", identity.disable, account_id=principal)
    no = refused("R31", lambda: on_behalf(world, asked.id, principal))
    assert "审一" in words.refusal(no).what
    assert world.ask("shen3", requests.count, to_decide=True) == 0
    assert world.ask("cha1", requests.view, request_id=asked.id).row.status == "SUBMITTED"


@pytest.mark.scenario("C54")
def test_a_deputy_of_somebody_who_is_no_approver_any_more_decides_nothing(world: World) -> None:
    asked, principal = deputised(world)
    for row in world.ask("bao1", identity.appointments, account_id=principal):
        world.do("bao1", identity.end_appointment, appointment_id=row.id)
    refused("R47", lambda: on_behalf(world, asked.id, principal))  # he does not even see it
    assert world.ask("cha1", requests.view, request_id=asked.id).row.status == "SUBMITTED"


def deputised(world: World) -> tuple[RequestRow, str]:
    """A request that is due, and the head who named 审三 to decide it in his place."""
    (item,) = world.received()
    asked = b.ask(world, item)
    given: dict[str, Any] = {"since": world.clock.at, "until": b.due(world, 2)}
    world.do("shen1", requests.delegate, deputy=world.id_of("shen3"), **given)
    return asked, world.id_of("shen1")


def test_a_delegation_is_taken_back_at_once(world: World) -> None:
    item = world.received()[0]
    asked = b.ask(world, item)
    row = world.do(
        "shen1",
        requests.delegate,
        deputy=world.id_of("shen3"),
        since=world.clock.at,
        until=b.due(world, 2),
    )
    assert world.ask("shen3", requests.count, to_decide=True) == 1
    refused("R47", lambda: world.do("shen2", requests.end_delegation, delegation_id=row.id))
    world.do("shen1", requests.end_delegation, delegation_id=row.id)
    assert world.ask("shen3", requests.count, to_decide=True) == 0
    refused("R31", lambda: on_behalf(world, asked.id, world.id_of("shen1")))


def test_what_is_promised_or_out_is_asked_for_in_vain(world: World) -> None:
    item, held = world.received(world.new(), world.new("公文包二"))
    waiting = b.ask(world, item, by="cha2")
    request = b.approved(world, item)
    no = refused("R07", lambda: b.ask(world, item, by="cha2"))
    assert (no.facts["who"], no.facts["state"]) == ("查一", "status.RESERVED")
    refused("R07", lambda: b.agree(world, waiting, "shen1"))
    b.hand_over(world, request, item)
    assert refused("R07", lambda: b.ask(world, item)).facts["state"] == "status.OUT"
    world.do("guan1", loans.report, item_id=held.id, kind="damage", text="锁扣断裂")
    refused("R06", lambda: b.ask(world, held))


def test_a_check_out_has_an_end_a_reason_and_somebody_who_fetches(world: World) -> None:
    item = world.received()[0]
    carriers = (world.id_of("cha1"),)
    for terms, code in (
        (Terms(carriers=carriers), "R21"),
        (b.terms(world, 16), "R21"),
        (b.terms(world, -1), "R21"),
        (b.terms(world, by=()), "R16"),
        (b.terms(world, by=("guan1",)), "R20"),
    ):
        refused(code, partial(b.ask, world, item, terms=terms))
    refused("R16", lambda: b.ask(world, item, reason=" "))
    refused("R16", lambda: b.ask(world, item, kind="GIFT"))
    refused("R16", lambda: b.ask(world))
    refused("R19", lambda: b.ask(world, item, by="cha3"))
    other = world.received(case="案乙")[0]
    refused("R34", lambda: b.ask(world, item, other, by="cha2"))
    assert world.ask("cha1", requests.count, mine=True) == 0


def test_a_disposal_names_its_way_and_its_basis_and_is_valued_before_it_is_transferred(
    world: World,
) -> None:
    item = world.received()[0]
    for terms, code in (
        (Terms(way="give"), "R16"),
        (Terms(way="return"), "R15"),
        (Terms(way="transfer", basis="决〔2026〕1号"), "R22"),
        (Terms(way="return", basis="决〔2026〕1号"), "R16"),
    ):
        refused(code, partial(b.ask, world, item, kind="DISPOSAL", terms=terms))
    returned = Terms(way="return", basis="决〔2026〕1号", receiver="刘某")
    asked = b.ask(world, item, kind="DISPOSAL", terms=returned)
    assert b.agree(world, asked, "shen1", "shen2").status == "APPROVED"
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "DISPOSING"
    assert world.do("cha1", requests.withdraw, request_id=asked.id).status == "WITHDRAWN"
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "IN"


def test_a_withdrawn_or_rejected_request_leaves_the_shelf_as_it_was(world: World) -> None:
    item = world.received()[0]
    request = b.approved(world, item)
    refused("R47", lambda: world.do("cha2", requests.withdraw, request_id=request.id))
    world.do("cha1", requests.withdraw, request_id=request.id)
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "IN"
    refused("R06", lambda: b.hand_over(world, request, item))

    asked = b.ask(world, item)
    given: dict[str, Any] = {"request_id": asked.id, "version": 1}
    refused("R16", lambda: world.do("shen1", requests.reject, opinion="", **given))
    back = world.do("shen1", requests.send_back, opinion="请写明地点", **given)
    assert back.status == "SENT_BACK"
    again = world.do(
        "cha1",
        requests.amend,
        request_id=asked.id,
        reason="在二号谈话室辨认",
        terms=b.terms(world, place="二号谈话室"),
        version=1,
    )
    assert (again.status, again.version) == ("SUBMITTED", 2)
    no = world.do("shen1", requests.reject, request_id=asked.id, version=2, opinion="不必要")
    assert no.status == "REJECTED"
    refused("R06", lambda: b.agree(world, no, "shen1"))


def test_a_request_is_seen_by_its_case_and_its_parties_only(world: World) -> None:
    item = world.received()[0]
    asked = b.ask(world, item)
    assert [r.id for r in world.ask("cha2", requests.rows)] == [asked.id]
    assert world.ask("cha3", requests.rows) == ()
    refused("R47", lambda: world.ask("cha3", requests.view, request_id=asked.id))
    assert world.ask("guan1", requests.count, status="SUBMITTED") == 1
    assert world.ask("shen1", requests.count, to_decide=True) == 1
    assert world.ask("shen2", requests.count, to_decide=True) == 0
    seen = world.ask("guan1", requests.view, request_id=asked.id)
    assert (seen.mine, seen.why_mine, seen.carrier_names) == (False, "R38", ("查一", "查二"))


def test_the_terms_are_read_back_as_they_were_asked(world: World) -> None:
    item = world.received()[0]
    terms = b.terms(world, place="二号谈话室", facts={"note": "带手套"})
    asked = b.ask(world, item, terms=terms)
    seen = world.ask("cha1", requests.view, request_id=asked.id)
    assert seen.terms == terms
    assert asked.due_at == terms.due_at
    assert asked.number == "SQ2026-0001"


def test_an_approval_serves_only_its_own_items(world: World) -> None:
    item, other = world.received(world.new(), world.new("公文包二"))
    request = b.approved(world, item)
    b.approved(world, other)
    refused("R06", lambda: b.hand_over(world, request, other))
    world.clock.forward(hours=23)
    b.hand_over(world, request, item)


def test_a_thing_held_for_a_fault_does_not_keep_the_sweep_from_its_work(world: World) -> None:
    item, other = world.received(world.new(), world.new("公文包二"))
    first, second = b.approved(world, item), b.approved(world, other)
    world.do("guan1", loans.report, item_id=item.id, kind="label", text="标签脱落")
    refused("R06", lambda: b.hand_over(world, first, item))
    world.clock.forward(hours=30)
    assert world.do("guan1", requests.expire) == 2
    for asked in (first, second):
        assert world.ask("cha1", requests.view, request_id=asked.id).row.status == "EXPIRED"
    assert world.ask("guan1", views.card, item_id=item.id).row.custody == "HOLD"
    assert world.ask("guan1", views.card, item_id=other.id).row.custody == "IN"
