"""Requests that nobody carries on, ends that have passed, approvals a discrepancy overtook, and who must keep away."""

from collections.abc import Callable
from typing import Any

import pytest

from app.audit import service as audit
from app.cases import service as cases
from app.custody import endings, loans, views
from app.custody.errors import OtherTransfer
from app.custody.types import ItemRow
from app.identity import service as identity
from app.requests import desk
from app.requests import service as requests
from app.requests.types import Terms
from tests.app.cases.test_team import recuse
from tests.support import borrowing as b
from tests.support import ends
from tests.support.world import World, refused


def test_who_leaves_open_requests_may_not_go_until_a_head_ends_them(world: World) -> None:
    one, two = world.received(world.new(), world.new())
    sent_back, idle = b.ask(world, one), b.approved(world, two)
    given: dict[str, Any] = {"opinion": "经办人调离", "version": 1}
    world.do("shen1", requests.send_back, request_id=sent_back.id, **given)
    gone = {"account_id": world.id_of("cha1")}
    assert refused("R37", lambda: world.do("xi1", identity.disable, **gone)).facts["count"] == 2

    assert world.ask("shen1", requests.view, request_id=idle.id).may_end
    assert not world.ask("cha1", requests.view, request_id=idle.id).may_end
    refused("R47", lambda: world.do("shen3", requests.reject, request_id=idle.id, **given))
    for asked in (sent_back, idle):
        row = world.do("shen1", requests.reject, request_id=asked.id, **given)
        assert row.status == "REJECTED"
    assert world.ask("guan1", views.card, item_id=two.id).row.custody == "IN"
    assert world.do("xi1", identity.disable, **gone).disabled
    assert audit.verify(world.store("guan1")).ok


@pytest.mark.scenario("C55")
def test_the_duty_under_which_requests_stand_open_does_not_end(world: World) -> None:
    one, two = world.received(world.new(), world.new())
    waits, idle = b.ask(world, one), b.approved(world, two)
    cha1 = world.id_of("cha1")
    (duty,) = world.ask("bao1", identity.appointments, account_id=cha1)

    def end() -> object:
        return world.do("bao1", identity.end_appointment, appointment_id=duty.id)

    no = refused("R37", end)
    assert (no.facts["count"], no.facts["numbers"]) == (2, f"{idle.number}、{waits.number}")
    assert world.ask("bao1", identity.appointments, account_id=cha1) == (duty,)
    world.do("cha1", requests.withdraw, request_id=waits.id)
    given: dict[str, Any] = {"opinion": "经办人调离", "version": 1}
    world.do("shen1", requests.reject, request_id=idle.id, **given)
    end()
    assert world.ask("bao1", identity.appointments, account_id=cha1)[0].until is not None


def test_a_duty_beside_the_handlers_ends_whatever_he_asked_for(world: World) -> None:
    (item,) = world.received()
    b.ask(world, item)
    cha1 = world.id_of("cha1")
    row = world.do("bao1", identity.appoint, account_id=cha1, role="door")
    ended = world.do("bao1", identity.end_appointment, appointment_id=row.id)
    assert ended.until is not None


def test_nothing_is_allowed_or_handed_over_whose_end_has_passed(world: World) -> None:
    one, two = world.received(world.new(), world.new())
    late = b.ask(world, one, days=1)
    ready = b.approved(world, two, days=0.5)
    world.clock.forward(hours=13)
    refused("R21", lambda: b.hand_over(world, ready, two))
    world.clock.forward(hours=12)
    refused("R21", lambda: b.agree(world, late, "shen1"))


def resolved(world: World, item: ItemRow) -> None:
    """Found amiss, and put in order."""
    world.do("guan1", loans.report, item_id=item.id, kind="damage", text="袋破")
    world.do(
        "ku1",
        loans.resolve,
        "an1",
        item_id=item.id,
        finding="重新封装",
        document="批示1",
        place="A-01",
    )


def test_what_was_found_amiss_is_asked_for_anew(world: World) -> None:
    one, two = world.received(world.new(), world.new())
    request = ends.approved(world, (one.id, two.id), "archive")
    resolved(world, one)
    view = world.ask("cha1", requests.view, request_id=request)
    assert view.row.status == "APPROVED"
    assert [line.done_at is not None for line in view.items] == [True, False]
    given = {"request_id": request, "file_no": "卷12"}
    refused("R06", lambda: world.do("guan1", endings.archive, "cha1", item_ids=(one.id,), **given))
    again = ends.approved(world, (one.id,), "archive")
    assert world.ask("cha1", requests.view, request_id=again).row.status == "APPROVED"
    resolved(world, two)
    assert world.ask("cha1", requests.view, request_id=request).row.status == "EXPIRED"
    assert audit.verify(world.store("guan1")).ok


def test_one_receipt_is_of_one_transfer(world: World) -> None:
    rows = world.received(world.new(value_fen=1), world.new(value_fen=1))
    for row, receiver in zip(rows, ("某区检察院", "某区法院"), strict=True):
        request = ends.approved(world, (row.id,), "transfer", receiver=receiver)
        given: dict[str, Any] = {
            "request_id": request,
            "item_ids": (row.id,),
            "receiver": receiver,
        }
        world.do("guan1", endings.transfer, "cha1", **given)
    scan = world.store("guan1").keep(b"receipt")
    given = {"receipt_no": "回1", "receipt_scan": scan}
    both = tuple(row.id for row in rows)
    no = refused("R20", lambda: world.do("guan1", endings.sign_transfer, item_ids=both, **given))
    assert isinstance(no, OtherTransfer)
    signed = world.do("guan1", endings.sign_transfer, item_ids=both[:1], **given)
    assert signed[0].custody == "T_TRANSFERRED"


def test_who_must_keep_away_sees_nothing_of_the_case(world: World) -> None:
    item = world.received()[0]
    asked = b.ask(world, item)
    b.out(world, world.received()[0])
    seen: dict[str, Callable[[], Any]] = {
        "loans": lambda: world.ask("guan2", views.loans),
        "requests": lambda: world.ask("cha1", requests.rows),
        "mine": lambda: world.ask("cha1", requests.rows, mine=True),
        "desk": lambda: world.ask("cha1", desk.desk).my_requests.rows,
        "trail": lambda: world.ask("an1", audit.entries, object_id=item.id),
        "request in the trail": lambda: world.ask("an1", audit.entries, object_id=asked.id),
    }
    assert [name for name, look in seen.items() if not look()] == []
    for login in ("guan2", "cha1", "an1"):  # the last one is he who looks the case up
        recuse(world, login)
    assert [name for name, look in seen.items() if look()] == []
    assert world.ask("an1", audit.count, object_id=item.id) == 0
    assert world.ask("an1", audit.count) > 0
    refused("R47", lambda: world.ask("cha1", requests.view, request_id=asked.id))


def test_a_head_sees_the_check_outs_of_his_own_cases_only(world: World) -> None:
    b.out(world, world.received()[0])
    assert world.ask("shen3", views.loans) == ()
    assert len(world.ask("shen1", views.loans)) == 1


def test_an_end_that_moved_meanwhile_is_not_overdue(
    postgres_url_factory: Callable[[], str],
) -> None:
    """Two connections: what the first has read as due is given more time by the second."""
    from db.custody import queries

    world = World(postgres_url_factory())
    try:
        item = world.received()[0]
        b.out(world, item, days=1)
        more = Terms(due_at=b.due(world, 5))
        asked = b.ask(world, item, kind="EXTENSION", terms=more)
        with world.database.write() as session:
            (read,) = queries.open_loans(session)
            before = read.due_at
            b.agree(world, asked, "shen1")
            again = queries.open_loan(session, item.id)
            assert again is not None
            assert again.due_at > before
    finally:
        world.close()


def test_cash_is_late_sooner_than_goods(world: World) -> None:
    day = world.clock.at.date()
    from app.deadlines import service as deadlines

    with world.database.read() as session:
        found = [deadlines.days_to_deliver(session, s, day) for s in ("cash", "general")]
    assert found == [15, 30]


def test_lists_are_sorted_by_place_and_by_case_and_bounded(world: World) -> None:
    world.received(place="A-02")
    world.received(case="案乙")
    world.received()
    rows = world.ask("guan1", views.rows, sort="place")
    assert [r.place for r in rows] == sorted(r.place for r in rows)
    rows = world.ask("guan1", views.rows, sort="-case_number")
    assert [r.case_number for r in rows] == ["2026-0002", "2026-0001", "2026-0001"]
    for query in (views.rows, cases.rows, requests.rows):
        assert world.ask("guan1", query, limit=-1) == ()


@pytest.mark.parametrize("version", [0, 1])
def test_an_exam_is_sent_by_label_and_on_the_version_that_was_read(
    world: World, version: int
) -> None:
    item = world.received()[0]
    terms = b.terms(world, institution="鉴定中心", letter_no="委1")
    request = b.approved(world, item, kind="EXAM", terms=terms)
    given: dict[str, Any] = {
        "request_id": request.id,
        "item_id": item.id,
        "seal_no": item.seal_no,
        "photos": world.shots("out"),
        "request_version": version,
    }
    if version:
        refused(
            "R05",
            lambda: world.do("guan1", loans.send_exam, "cha1", **{**given, "request_version": 2}),
        )
    sent = world.do("guan1", loans.send_exam, "cha1", scanned=item.number, **given)
    assert sent.custody == "EXAM"
