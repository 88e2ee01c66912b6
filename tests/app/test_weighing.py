"""What the rules refuse whoever signs is refused before anybody is asked to sign, and trying it out leaves nothing."""

from typing import Any

import pytest

from app import errors
from app.custody import endings, views
from app.custody import service as custody
from app.identity import service as identity
from app.identity.errors import AccountClosed
from app.petitions import deciding
from tests.app.cases.test_team import recuse
from tests.support import ends
from tests.support import petitioning as p
from tests.support.city import City
from tests.support.world import PASSWORD, World, refused


def receiving(world: World, item_id: str, **more: Any) -> dict[str, Any]:
    """A watch that comes to its cabinet of two keys."""
    given: dict[str, Any] = {
        "item_id": item_id,
        "quantity": 1,
        "place": "G-01",
        "photos": world.shots("overall", "feature", "seal", "scale"),
        "weight_mg": 150_000,
        "weighing": world.weighed(150_000),
        "seal_no": world.ask("guan1", views.card, item_id=item_id).row.seal_no or "S000812",
    }
    return given | more


@pytest.mark.scenario("P22")
def test_a_repeat_with_new_facts_calls_no_second_pair_of_eyes(city: City) -> None:
    first, again = p.accepted(city), p.screened(city)
    given: dict[str, Any] = {"petition_id": again.id, "first_id": first.id}
    store = city.store("xf1")
    refused("X07", lambda: store.weigh(deciding.keep_as_repeat, no_new_facts=False, **given))
    assert city.refusals() == ["X07"]  # the attempt stays in the trail as that of the act would
    before = store.newest_hash()
    store.weigh(deciding.keep_as_repeat, no_new_facts=True, **given)
    assert store.newest_hash() == before
    assert p.view(city, again.id).row.status == "P_SCREENING"


def test_a_wrong_place_and_a_wrong_count_call_nobody_and_what_fits_leaves_nothing(
    world: World,
) -> None:
    (row,) = world.declared(world.new("表", "watch"))
    store = world.store("guan1")
    refused("R17", lambda: store.weigh(custody.receive, **receiving(world, row.id, place="Y-01")))
    refused("R13", lambda: store.weigh(custody.receive, **receiving(world, row.id, quantity=2)))
    before = store.newest_hash()
    store.weigh(custody.receive, **receiving(world, row.id))
    assert store.newest_hash() == before
    done = world.do("guan1", custody.receive, "guan2", **receiving(world, row.id))
    assert done.custody == "IN"  # the seal, the number, the label were not used up by the trial
    assert world.ask("guan1", views.card, item_id=row.id).row.number == row.number


def test_what_was_done_under_its_key_is_not_weighed_again(world: World) -> None:
    (row,) = world.declared(world.new("表", "watch"))
    given = receiving(world, row.id)
    world.do("guan1", custody.receive, "guan2", act="a-key-of-its-own", **given)
    world.store("guan1").weigh(custody.receive, act="a-key-of-its-own", **given)
    assert world.refusals() == []


def test_who_may_not_is_told_before_another_signs(world: World) -> None:
    given = {"account_id": world.id_of("cha1"), "role": "auditor"}
    refused("R38", lambda: world.store("guan1").weigh(identity.appoint, **given))
    world.store("bao1").read_only = True
    try:
        with pytest.raises(errors.StoreReadOnly):
            world.store("bao1").weigh(identity.appoint, **given)
    finally:
        world.store("bao1").read_only = False


def test_no_password_is_tried_out_where_nobody_signs_beside(world: World) -> None:
    store = world.store("cha1")
    for old in ("a wrong one", PASSWORD):
        store.weigh(identity.change_password, old=old, new="Harbor-Lantern-77")
    assert world.refusals() == []
    store.check_password(PASSWORD)  # nothing was changed, nothing counted


def test_who_may_sign_is_known_before_anybody_has_signed_and_leaves_nothing(world: World) -> None:
    (row,) = world.declared(world.new("表", "watch"))
    store, of = world.store("guan1"), {world.id_of(who): who for who in ("guan2", "ku1", "cha3")}
    before = store.newest_hash()

    def told(**more: Any) -> dict[str, str]:
        asked = {**receiving(world, row.id, **more), "ticks": lambda: 0.0}  # however busy all is
        found = store.may_sign(custody.receive, tuple(of), **asked)
        return {of[id_]: no.code if no else "" for id_, no in found.items()}

    assert told() == {"guan2": "", "ku1": "", "cha3": "R38"}
    assert store.newest_hash() == before
    assert world.refusals() == []
    recuse(world, "guan2")
    assert told() == {"guan2": "R19", "ku1": "", "cha3": "R38"}
    refused(
        "R19",
        lambda: world.do("guan1", custody.receive, "guan2", **receiving(world, row.id)),
    )
    assert world.do("guan1", custody.receive, "ku1", **receiving(world, row.id)).custody == "IN"


def test_a_long_act_is_not_done_over_and_over_while_the_signature_waits(world: World) -> None:
    (row,) = world.declared(world.new("表", "watch"))
    store, who = world.store("guan1"), tuple(map(world.id_of, ("cha3", "guan2", "ku1")))
    clock = iter((0.0, 0.0, 0.3, 0.6, 0.9))
    found = store.may_sign(
        custody.receive, who, ticks=lambda: next(clock), **receiving(world, row.id)
    )
    assert [*found] == [*who[:2]]  # of the third nothing is known
    done = iter((False, True))
    found = store.may_sign(
        custody.receive, who, cancelled=lambda: next(done), **receiving(world, row.id)
    )
    assert [*found] == [who[0]]


def test_what_only_says_not_now_is_no_word_about_who_might_sign(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = world.declared(world.new("表", "watch"))
    store, who = world.store("guan1"), (world.id_of("guan2"),)

    def told(no: errors.Refusal) -> dict[str, errors.Refusal | None]:
        def refuse(*_: Any) -> None:
            raise no

        with monkeypatch.context() as patch:
            patch.setattr(store, "_try_out", refuse)
            return store.may_sign(custody.receive, who, **receiving(world, row.id))

    assert told(errors.StoreBusy(why="")) == {}
    assert told(errors.PhotoNotKept()) == {}
    for his_own in (
        errors.SignedInElsewhere(why="sign_in.taken_over"),
        AccountClosed(),
    ):
        with pytest.raises(type(his_own)):  # nobody can sign beside him
            told(his_own)


def test_of_an_act_that_more_than_two_sign_each_is_judged_by_himself(world: World) -> None:
    item = world.received()[0]
    given = ends.destruction(world, item.id)
    of = {world.id_of(who): who for who in ("an1", "guan2")}
    found = world.store("guan1").may_sign(endings.destroy, tuple(of), **given)
    assert {of[id_]: no.code if no else "" for id_, no in found.items()} == {
        "an1": "",
        "guan2": "R38",
    }


def test_where_nobody_signs_beside_or_nothing_is_written_nobody_is_judged(world: World) -> None:
    store = world.store("guan1")
    assert store.may_sign(identity.change_password, (world.id_of("guan2"),)) == {}
    (row,) = world.declared(world.new("表", "watch"))
    given = receiving(world, row.id)
    store.read_only = True
    try:
        assert store.may_sign(custody.receive, (world.id_of("guan2"),), **given) == {}
    finally:
        store.read_only = False
