"""Who may sign in, who may sign beside, and what an administrator can not do."""

import dataclasses
from datetime import date
from functools import partial
from typing import Any

import pytest

from app import bootstrap, registry, words
from app.audit import verifying
from app.cases import service as cases
from app.cases.types import NewCase
from app.custody import service as custody
from app.custody import views
from app.custody.types import Paper
from app.identity import rules
from app.identity import service as identity
from app.identity.errors import RolesClash
from app.identity.roles import Role
from app.identity.types import NewPerson
from app.requests import desk
from app.store import Store
from db.ledger import queries as trail
from tests.support import raw
from tests.support.world import PASSWORD, World, refused


def station(world: World, name: str) -> Store:
    """Another station of the same store."""
    return bootstrap.open_store(world.url, station=name, time_of=world.clock)


def kinds(world: World, login: str) -> list[str]:
    """What a person's trail tells of his doings, oldest first."""
    with world.database.read() as session:
        told = [e.kind for e in trail.of_object(session, "account", world.id_of(login))]
    return [kind for kind in told if kind != "ROWS"]


def declaring(world: World) -> dict[str, Any]:
    """What it takes to declare one registered thing, which two must sign."""
    (row,) = world.registered()
    return {
        "case_id": row.case_id,
        "item_ids": (row.id,),
        "listed": 1,
        "papers": (Paper("list", "清单1"), Paper("notice", "通知1")),
        "witness": "见证人甲",
    }


# -- signing in --------------------------------------------------------------------------------------


@pytest.mark.scenario("C83")
def test_the_fifth_wrong_password_locks_and_another_administrator_unlocks(world: World) -> None:
    store = station(world, "站-甲")
    for _ in range(5):
        refused("R43", lambda: store.sign_in("guan2", "wrong"))
    refused("R44", lambda: store.sign_in("guan2", PASSWORD))
    assert kinds(world, "guan2")[-2:] == ["SIGN_IN_FAILED", "LOCK"]
    refused("R38", lambda: world.do("xi1", identity.unlock, account_id=world.id_of("guan2")))
    world.do("bao1", identity.unlock, account_id=world.id_of("guan2"))
    assert store.sign_in("guan2", PASSWORD).login == "guan2"
    store.close()


def test_a_right_password_in_between_begins_the_count_anew(world: World) -> None:
    store = station(world, "站-甲")
    for _ in range(2):
        for _ in range(4):
            refused("R43", lambda: store.sign_in("guan2", "wrong"))
        store.sign_in("guan2", PASSWORD)
    store.close()


def test_an_unknown_login_gets_the_same_answer_and_leaves_a_line(world: World) -> None:
    store = station(world, "站-甲")
    refused("R43", lambda: store.sign_in("nobody", "wrong"))
    with world.database.read() as session:
        assert trail.count(session, kind="SIGN_IN_FAILED", object_id="unknown") == 1
    store.close()


@pytest.mark.scenario("C83")
def test_a_second_sign_in_takes_over_and_the_first_station_is_locked(world: World) -> None:
    first, second = station(world, "站-甲"), station(world, "站-乙")
    first.sign_in("guan1", PASSWORD)
    second.sign_in("guan1", PASSWORD)
    no = refused("R45", lambda: first.read(cases.rows))
    assert no.facts["why"] == "sign_in.taken_over"
    refused("R45", lambda: first.run(custody.void, item_id="x", reason="x"))
    assert second.read(cases.rows)
    assert second.actor is not None
    assert second.actor.last_station == "站-甲"
    first.sign_in("guan1", PASSWORD)
    refused("R45", lambda: second.read(cases.rows))
    first.close()
    second.close()


def test_who_is_locked_or_has_left_stops_at_once_also_where_he_is_signed_in(world: World) -> None:
    store = world.store("guan2")
    world.do("xi1", identity.disable, account_id=world.id_of("guan2"))
    refused("R45", lambda: store.read(cases.rows))
    refused("R44", lambda: store.sign_in("guan2", PASSWORD))


def test_nobody_acts_without_signing_in(world: World) -> None:
    store = station(world, "站-甲")
    refused("R45", lambda: store.read(cases.rows))
    refused("R45", lambda: store.check_password(PASSWORD))
    store.sign_in("guan1", PASSWORD)
    store.check_password(PASSWORD)
    refused("R43", lambda: store.check_password("wrong"))
    store.sign_out()
    refused("R45", lambda: store.read(cases.rows))
    store.close()


# -- the first password ------------------------------------------------------------------------------

GIVEN = "Zebra-Meadow-77"


def newcomer(world: World, role: str = "handler") -> tuple[str, Store]:
    """Somebody with a role who still has the password that he was given, signed in."""
    new = world.do("xi1", identity.create_account, person=NewPerson("neu", "新人", GIVEN))
    world.do("bao1", identity.appoint, "xi1", account_id=new.id, role=role)
    store = station(world, "站-新")
    store.sign_in("neu", GIVEN)
    return new.id, store


def test_with_the_first_password_nothing_is_done_but_changing_it(world: World) -> None:
    _, store = newcomer(world)
    new = NewCase("案新", "新案", "lead", "第一室")
    refused("R46", lambda: store.run(cases.open_case, case=new))
    refused("R46", lambda: store.read(cases.rows))
    assert store.read(desk.desk).my_requests.count == 0
    store.run(identity.change_password, old=GIVEN, new=PASSWORD)
    assert store.run(cases.open_case, case=new).alias == "案新"
    store.close()


def test_with_the_first_password_nobody_signs_beside(world: World) -> None:
    _, store = newcomer(world)
    given = declaring(world)
    refused("R46", lambda: world.store("cha1").vouch(custody.declare, "neu", GIVEN, **given))
    store.close()


def test_no_password_and_no_identity_number_can_be_guessed_from_the_books(world: World) -> None:
    id_, store = newcomer(world)
    store.run(identity.change_password, old=GIVEN, new="Amber-Window-19")
    reset = {"account_id": id_, "password": "Orange-Harbour-99"}
    world.do("xi1", identity.reset_password, "bao1", **reset)
    guesses = (
        {"person": NewPerson("neu", "新人", GIVEN)},
        {"old": GIVEN, "new": "Amber-Window-19"},
        reset,
    )
    with raw.opened(world.url) as books:
        kept = {
            *(row[0] for row in books.do("SELECT arguments_sha256 FROM act")),
            *(row[0] for row in books.do("SELECT arguments_sha256 FROM vouch")),
        }
        told = " ".join(row[0] for row in books.do("SELECT body FROM entry"))
    for guess in guesses:
        digest = registry.digest(guess)
        assert digest not in kept
        assert digest not in told
    assert registry.verbs["custody.return_to_owner"].secrets == {"id_document"}
    store.close()


@pytest.mark.parametrize(
    "spec",
    [s for s in registry.verbs.values() if s.secrets],
    ids=lambda spec: spec.name,
)
def test_a_secret_argument_is_one_that_the_verb_takes(spec: registry.Spec) -> None:
    known = registry.parameters(spec)
    for path in spec.secrets:
        first, _, inner = path.partition(".")
        assert first in known
        assert not inner or inner in {f.name for f in dataclasses.fields(NewPerson)}


def test_a_new_password_ends_the_sign_in_of_who_had_the_old_one(world: World) -> None:
    store = world.store("guan2")
    given = {"account_id": world.id_of("guan2"), "password": GIVEN}
    world.do("xi1", identity.reset_password, "bao1", **given)
    no = refused("R45", lambda: store.read(cases.rows))
    assert no.facts["why"] == "sign_in.password_reset"


def test_wrong_old_passwords_count_like_those_at_the_door(world: World) -> None:
    store = world.store("guan2")
    for _ in range(5):
        refused(
            "R43",
            lambda: store.run(identity.change_password, old="wrong", new="Amber-Window-19"),
        )
    refused("R44", lambda: store.read(cases.rows))
    assert "LOCK" in kinds(world, "guan2")


def test_a_known_act_is_answered_only_to_who_did_it(world: World) -> None:
    given: dict[str, Any] = {"case": NewCase("案新", "新案", "lead", "第一室"), "act": "the-key"}
    first = world.do("cha1", cases.open_case, **given)
    assert world.do("cha1", cases.open_case, **given) == first
    refused("R48", lambda: world.do("ji1", cases.open_case, **given))
    nobody = station(world, "站-空")
    refused("R45", lambda: nobody.run(cases.open_case, **given))
    nobody.close()


def test_a_colleague_is_told_by_name_only(world: World) -> None:
    found = world.ask("cha1", identity.colleagues, role="sysadmin")
    assert [registry.plain(row) for row in found] == [
        {"id": world.id_of("xi1"), "login": "xi1", "name": "系一", "department": ""}
    ]


def test_an_appointment_does_not_end_before_it_begins(world: World) -> None:
    given = {"account_id": world.id_of("guan2"), "role": "store_head"}
    days = {"since": date(2030, 1, 2), "until": date(2030, 1, 1)}
    refused("R16", lambda: world.do("bao1", identity.appoint, "xi1", **given, **days))


# -- the second person -------------------------------------------------------------------------------


@pytest.mark.scenario("C84")
def test_the_second_person_is_another_one(world: World) -> None:
    given = declaring(world)
    store = world.store("cha1")
    refused("R42", lambda: store.vouch(custody.declare, "cha1", PASSWORD, **given))
    refused("R42", lambda: store.vouch(custody.declare, "CHA1 ", PASSWORD, **given))
    refused("R43", lambda: store.vouch(custody.declare, "cha2", "wrong", **given))
    refused("R38", lambda: store.vouch(custody.declare, "ji1", PASSWORD, **given))


@pytest.mark.scenario("C84")
def test_a_signature_is_for_one_act_with_these_arguments_for_a_minute_and_once(
    world: World,
) -> None:
    given = declaring(world)
    store = world.store("cha1")

    def declare(token: str, **other: Any) -> Any:
        return store.run(custody.declare, second=token, **{**given, **other})

    token = store.vouch(custody.declare, "cha2", PASSWORD, **given)
    no = refused("R51", lambda: declare(token, witness="见证人乙"))
    assert no.facts["why"] == "token.other_act"
    refused("R51", lambda: store.run(custody.void, item_id="x", reason="x", second=token))
    refused("R51", lambda: declare("guessed"))
    world.clock.forward(seconds=61)
    assert refused("R51", lambda: declare(token)).facts["why"] == "token.late"

    token = store.vouch(custody.declare, "cha2", PASSWORD, **given)
    assert declare(token)[0].custody == "PENDING"
    assert refused("R51", lambda: declare(token)).facts["why"] == "token.used"
    # the very same act asked again (its answer was lost) is answered from the books
    with world.database.read() as session:
        (mine,) = [
            e for e in trail.of_object(session, "item", given["item_ids"][0]) if e.kind == "DECLARE"
        ]
    assert mine.second == world.id_of("cha2")
    assert declare(token, act=mine.act)[0].custody == "PENDING"


def test_who_signs_after_one_whose_token_nobody_gave_is_refused(world: World) -> None:
    given = declaring(world)
    store = world.store("cha1")
    token = store.vouch(custody.declare, "cha2", PASSWORD, **given)
    for before in ("guessed", f"{token} guessed"):
        no = refused(
            "R51",
            partial(store.vouch, custody.declare, "guan1", PASSWORD, **{**given, "second": before}),
        )
        assert no.facts["why"] == "token.other_act"
    after = {**given, "second": token}
    refused("R42", lambda: store.vouch(custody.declare, "cha2", PASSWORD, **after))


def test_a_signature_given_to_one_serves_nobody_else(world: World) -> None:
    """查三 is of another case; what counts is that the law and the rules are asked again."""
    given = declaring(world)
    token = world.store("cha1").vouch(custody.declare, "cha2", PASSWORD, **given)
    with pytest.raises(Exception, match="R"):
        world.store("cha3").run(custody.declare, second=token, **given)
    with pytest.raises(Exception, match="R"):
        world.store("cha2").run(custody.declare, second=token, **given)


def test_a_signature_serves_only_the_station_and_the_sign_in_it_was_given_beside(
    world: World,
) -> None:
    given = declaring(world)
    here = world.store("cha1")

    def signed(store: Store) -> str:
        return store.vouch(custody.declare, "cha2", PASSWORD, **given)

    there = bootstrap.open_store(world.url, station="站-二", time_of=world.clock)
    token = signed(here)
    there.sign_in("cha1", PASSWORD)  # the very same person takes his account over, at another desk
    no = refused("R51", lambda: there.run(custody.declare, second=token, **given))
    assert no.facts["why"] == "token.other_act"
    token = signed(there)
    there.sign_out()
    there.sign_in("cha1", PASSWORD)
    refused("R51", lambda: there.run(custody.declare, second=token, **given))
    assert there.run(custody.declare, second=signed(there), **given)[0].custody == "PENDING"
    there.close()


# -- administrators ----------------------------------------------------------------------------------


@pytest.mark.scenario("C81")
@pytest.mark.parametrize("login", ["xi1", "bao1"])
def test_an_administrator_sees_no_item_and_no_case(world: World, login: str) -> None:
    (row,) = world.received()
    assert world.ask(login, views.rows) == ()
    assert world.ask(login, views.count) == 0
    assert world.ask(login, cases.rows) == ()
    assert world.ask(login, views.search_, text="公文包") == ()
    refused("R47", lambda: world.ask(login, views.card, item_id=row.id))


@pytest.mark.scenario("C81")
def test_the_administrators_roles_carry_no_verb_over_items() -> None:
    bootstrap.load_features()
    admins = {Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR}
    wrong = [
        name
        for name, spec in registry.verbs.items()
        if name.partition(".")[0] in ("custody", "requests", "cases")
        and (spec.roles | spec.seconds) & admins
    ]
    assert wrong == []


@pytest.mark.scenario("C81")
def test_nobody_gives_a_role_to_himself_nor_makes_and_appoints_alone(world: World) -> None:
    for login in ("xi1", "bao1"):
        given = {"account_id": world.id_of(login), "role": "custodian"}
        _refuses_himself(world, login, given)
    assert world.refusals() == ["R38", "R38"]
    new = world.do("xi1", identity.create_account, person=NewPerson("new", "新一", PASSWORD))
    refused("R38", lambda: world.do("xi1", identity.appoint, account_id=new.id, role="custodian"))
    refused("R41", lambda: world.do("bao1", identity.appoint, account_id=new.id, role="auditor"))


def _refuses_himself(world: World, login: str, given: dict[str, Any]) -> None:
    refused("R38", lambda: world.do(login, identity.appoint, **given))


@pytest.mark.parametrize(
    ("login", "role"),
    [("cha1", "custodian"), ("guan1", "handler"), ("guan1", "oversight"), ("shen1", "sysadmin")],
)
def test_no_person_holds_two_roles_that_watch_each_other(
    world: World, login: str, role: str
) -> None:
    given = {"account_id": world.id_of(login), "role": role}
    no = refused("R55", lambda: world.do("bao1", identity.appoint, "xi1", **given))
    assert isinstance(no, RolesClash)
    said = words.refusal(no)
    assert "一人兼任" in said.what
    assert words.word(f"role.{role}") in said.what
    assert "编号" not in said.next


def test_a_role_ends_with_its_day(world: World) -> None:
    (mine,) = world.ask("bao1", identity.appointments, account_id=world.id_of("guan2"))
    assert world.ask("guan2", cases.rows)
    world.do("bao1", identity.end_appointment, appointment_id=mine.id)
    assert world.ask("guan2", cases.rows) == ()
    (row,) = world.declared()
    refused("R38", lambda: world.receive(row.id, by="guan2"))
    given = {"account_id": world.id_of("guan2"), "role": "custodian", "since": date(2030, 1, 1)}
    world.do("bao1", identity.appoint, "xi1", **given)
    assert world.ask("guan2", cases.rows) == ()
    assert verifying.verify(world.database, world.store("guan1").blobs).ok


# -- passwords ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Short-1", "password.short"),
        ("password1234", "password.common"),
        ("aaaa1111aaaa1111", "password.common"),
        ("my-cha1-is-fine", "password.own_name"),
        ("查一的好密码二三四五六七8", "password.own_name"),
        ("onlyletterswithin", "password.one_kind"),
        ("83920174659201", "password.one_kind"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, why: str) -> None:
    no = refused("R46", lambda: rules.require_strong(password, "cha1", "查一", 12))
    assert no.facts["why"] == why


def test_a_password_is_changed_by_its_owner_who_knows_the_old_one(world: World) -> None:
    other = "Harbor-Lantern-24"
    change = identity.change_password
    refused("R43", lambda: world.do("cha1", change, old="wrong", new=other))
    refused("R46", lambda: world.do("cha1", change, old=PASSWORD, new=PASSWORD))
    world.do("cha1", change, old=PASSWORD, new=other)
    store = station(world, "站-甲")
    refused("R43", lambda: store.sign_in("cha1", PASSWORD))
    assert not store.sign_in("cha1", other).must_change
    store.close()


def test_a_password_is_reset_by_two_administrators_and_must_be_changed(world: World) -> None:
    given = {"account_id": world.id_of("cha1"), "password": "Harbor-Lantern-24"}
    refused("R41", lambda: world.do("xi1", identity.reset_password, **given))
    world.do("xi1", identity.reset_password, "bao1", **given)
    store = station(world, "站-甲")
    assert store.sign_in("cha1", "Harbor-Lantern-24").must_change
    store.close()


def test_no_password_stands_in_the_books(world: World) -> None:
    world.do("cha1", identity.change_password, old=PASSWORD, new="Harbor-Lantern-24")
    old = "Harbor-Lantern-24"
    refused("R46", lambda: world.do("cha1", identity.change_password, old=old, new="x-1-y"))
    from db.ledger.models import ActRow, Entry

    with world.database.read() as session:
        told = [e.body for e in session.query(Entry)]
        told += [f"{a.arguments_sha256} {a.result}" for a in session.query(ActRow)]
    assert not [t for t in told if PASSWORD in t or "Harbor-Lantern-24" in t or "x-1-y" in t]
