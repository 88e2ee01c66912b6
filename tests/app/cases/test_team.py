"""Who may name whom for a case, what a case is numbered, and that nobody sees what he must keep away from."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app import bootstrap, words
from app.audit import verifying
from app.cases import service as cases
from app.cases import settling
from app.cases.types import NewCase
from app.custody import endings
from app.custody import service as custody
from app.custody.types import Paper
from app.identity import service as identity
from app.identity.types import NewPerson
from db.cases import queries
from tests.support import ends, raw
from tests.support.world import FIRST_PASSWORD, PASSWORD, World, refused


def opened(world: World, **more: Any) -> str:
    """A case that a handler opens; its number."""
    new = NewCase("案丙", "案丙专案", "discipline", "第一审查调查室", "立〔2026〕3号", **more)
    number: str = world.do("cha1", cases.open_case, case=new).number
    return number


def recuse(world: World, login: str, *, by: str = "shen1", case: str = "案甲") -> None:
    """Somebody must keep away from a case."""
    world.do(
        by,
        cases.set_member,
        case_id=world.case(case),
        account_id=world.id_of(login),
        duty="recused",
    )


def test_a_handler_names_nobody_for_his_case_and_a_head_recuses_no_leader(world: World) -> None:
    given = {"case_id": world.case("案甲"), "account_id": world.id_of("shen1"), "duty": "recused"}
    refused("R38", lambda: world.do("cha2", cases.set_member, **given))
    refused("R38", lambda: recuse(world, "shen2"))
    recuse(world, "shen1", by="shen2")
    assert world.ask("shen1", cases.rows) == ()


def test_who_keeps_away_comes_back_by_a_leaders_word_alone(world: World) -> None:
    recuse(world, "cha2")
    back = {"case_id": world.case("案甲"), "account_id": world.id_of("cha2"), "duty": "handler"}
    refused("R38", lambda: world.do("shen1", cases.set_member, **back))
    assert [case.alias for case in world.ask("cha2", cases.rows)] == ["案乙"]
    world.do("shen2", cases.set_member, **back)
    assert {case.alias for case in world.ask("cha2", cases.rows)} == {"案甲", "案乙"}


@pytest.mark.parametrize(
    ("field", "most", "called"),
    [
        ("alias", 40, ("案件代号", "Alias")),
        ("title", 200, ("案件名称", "Title")),
        ("department", 120, ("承办部门", "Department")),
        ("filing_no", 80, ("立案文号", "Filing number")),
    ],
)
def test_the_names_of_a_case_are_no_longer_than_they_are_read(
    room: World, field: str, most: int, called: tuple[str, str]
) -> None:
    new = NewCase("案丙", "案丙专案", "discipline", "第一审查调查室", "立〔2026〕3号")
    given: dict[str, Any] = {field: "长" * (most + 1)}
    long = replace(new, **given)
    no = refused("R54", lambda: room.do("cha1", cases.open_case, case=long))
    zh, en = called
    assert words.refusal(no, "zh").what == f"“{zh}”太长：{most + 1} 字，最多 {most} 字。"
    assert words.refusal(no, "en").what == (
        f"“{en}” is too long: {most + 1} characters, at most {most}."
    )
    assert [case.alias for case in room.ask("cha1", cases.rows)] == ["案甲"]
    given = {field: f" {'长' * most} "}
    fits = replace(new, **given)
    assert room.do("cha1", cases.open_case, case=fits).number == "2026-0003"


def test_a_number_that_is_still_to_come_is_refused_and_one_that_is_taken_is_left_out(
    world: World,
) -> None:
    assert opened(world) == "2026-0003"
    no = refused("R25", lambda: opened(world, number="2026-0004"))
    assert no.facts == {"number": "2026-0004", "last": "2026-0003"}
    refused("R55", lambda: opened(world, number="2026-0002"))
    refused("R54", lambda: opened(world, number="X" * 33))
    assert opened(world, number="2025-0007") == "2025-0007"
    assert opened(world, number="云纪〔2026〕4号") == "云纪〔2026〕4号"
    assert opened(world) == "2026-0004"


def test_the_next_number_skips_those_that_older_books_gave_away(world: World) -> None:
    with raw.opened(world.url) as books:
        books.unguard()
        books.do("UPDATE counter SET value = 1 WHERE name = 'case:2026'")
    assert opened(world) == "2026-0003"


def test_who_must_keep_away_signs_nothing_beside_another(world: World) -> None:
    settle = {"case_id": world.case("案乙"), "decision_no": "决1"}
    recuse(world, "an1", by="shen3", case="案乙")
    refused("R19", lambda: world.do("shen3", settling.settle, "an1", **settle))
    row = world.registered()[0]
    given = {
        "case_id": world.case("案甲"),
        "item_ids": (row.id,),
        "listed": 1,
        "papers": (Paper("list", "清单1"), Paper("notice", "1")),
        "witness": "见证人甲",
    }
    refused("R19", lambda: world.do("cha1", custody.declare, "cha3", **given))
    recuse(world, "cha2")
    refused("R19", lambda: world.do("cha1", custody.declare, "cha2", **given))


def test_an_archiving_is_not_attended_by_a_handler_of_another_case(world: World) -> None:
    item = world.received()[0]
    given = {
        "request_id": ends.approved(world, (item.id,), "archive"),
        "item_ids": (item.id,),
        "file_no": "卷12",
    }
    refused("R19", lambda: world.do("guan1", endings.archive, "cha3", **given))
    assert world.do("guan1", endings.archive, "cha1", **given)[0].custody == "T_ARCHIVED"


def test_a_case_that_is_taken_to_be_changed_is_read_anew(
    postgres_url_factory: Callable[[], str],
) -> None:
    """Two connections: what the first has read is settled by the second before the first holds it."""
    world = World(postgres_url_factory())
    try:
        case_id = world.case("案甲")
        with world.database.write() as session:
            read = queries.case_file(session, case_id)
            assert read is not None
            assert read.status == "ACTIVE"
            world.do("shen1", settling.settle, "an1", case_id=case_id, decision_no="决1")
            held = queries.locked(session, case_id)
            assert held is not None
            assert held.status == "SETTLED"
    finally:
        world.close()


def test_the_head_of_the_handling_department_is_on_the_case_and_staffs_it(world: World) -> None:
    new = NewPerson("zhu1", "主任一", FIRST_PASSWORD, "第一审查调查室")
    head = world.do("xi1", identity.create_account, person=new)
    world.do("bao1", identity.appoint, "xi1", account_id=head.id, role="head")
    store = bootstrap.open_store(world.url, station="站-zhu1", time_of=world.clock)
    store.sign_in("zhu1", FIRST_PASSWORD)
    store.run(identity.change_password, old=FIRST_PASSWORD, new=PASSWORD)

    number = opened(world)
    case = store.read(cases.find, number=number)
    team = {m.name: m.duty for m in store.read(cases.view, case_id=case.id).members}
    assert team == {"查一": "handler", "主任一": "head"}
    store.run(cases.set_member, case_id=case.id, account_id=world.id_of("cha2"), duty="handler")
    assert "查二" in {m.name for m in store.read(cases.view, case_id=case.id).members}
    # another department's case is none of his
    other = NewCase("案丁", "案丁专案", "discipline", "第二审查调查室", "立〔2026〕4号")
    hidden = world.do("cha3", cases.open_case, case=other)
    refused("R19", lambda: store.read(cases.view, case_id=hidden.id))
    store.close()
    assert verifying.verify(world.database, world.store("guan1").blobs).broken == ()
