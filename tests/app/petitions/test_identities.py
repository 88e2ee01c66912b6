"""Who reported: asked for, granted by another office, seen once; nowhere else in the books."""

from typing import Any

import pytest

from app.audit import verifying
from app.petitions import identities, service, views
from app.petitions.types import IdentityRequestRow
from db.blobs import blobs_of
from tests.support import petitioning as p
from tests.support import raw
from tests.support.city import City
from tests.support.world import refused


def asked(city: City, petition_id: str, by: str = "jc1") -> IdentityRequestRow:
    given: dict[str, Any] = {"petition_id": petition_id, "reason": "需当面核实关键情节"}
    row: IdentityRequestRow = city.do(by, identities.ask_identity, **given)
    return row


def granted(city: City, petition_id: str) -> IdentityRequestRow:
    row = asked(city, petition_id)
    given: dict[str, Any] = {"request_id": row.id, "motivation": "情况属实，准予查看一次"}
    done: IdentityRequestRow = city.do("bao2", identities.decide_identity, grants=True, **given)
    return done


@pytest.mark.scenario("P15")
def test_an_identity_is_seen_once_after_another_offices_grant(city: City) -> None:
    row = p.handled(city, p.named(city))
    wish = asked(city, row.id)
    show = {"request_id": wish.id}
    refused("X15", lambda: city.do("jc1", identities.show_identity, **show))
    refused(
        "R38",
        lambda: city.do("jc2", identities.decide_identity, grants=True, motivation="", **show),
    )
    (seen,) = city.ask("bao2", identities.identity_requests, open_only=True)
    assert (seen.reason, seen.number) == (wish.reason, row.number)
    refused("R38", lambda: p.view(city, row.id, "bao2"))
    city.do("bao2", identities.decide_identity, grants=True, motivation="准予", **show)
    refused("X15", lambda: city.do("jc2", identities.show_identity, **show))
    shown = city.do("jc1", identities.show_identity, act="look", **show)
    assert shown.reporter == p.WHO
    assert "检一 jc1" in shown.watermark
    assert row.number in shown.watermark
    refused("X15", lambda: city.do("jc1", identities.show_identity, **show))
    refused("R48", lambda: city.do("jc1", identities.show_identity, act="look", **show))
    kinds = [e.kind for e in p.view(city, row.id).entries]
    assert kinds[:3] == ["SHOW_IDENTITY", "DECIDE_IDENTITY", "ASK_IDENTITY"]
    assert city.ask("ji1", identities.identity_requests)[0].shown_at is not None


def test_a_custodian_of_the_own_office_grants_nothing(city: City) -> None:
    from app.organs import service as organs

    row = p.handled(city, p.named(city))
    wish = asked(city, row.id)
    post = {"account_id": city.id_of("bao2"), "organ_id": city.organ("SHI"), "office": "JC"}
    city.do("bao1", organs.post, **post)
    given: dict[str, Any] = {"request_id": wish.id, "grants": True, "motivation": "准予"}
    refused("X16", lambda: city.do("bao2", identities.decide_identity, **given))


def test_a_refused_request_shows_nothing(city: City) -> None:
    row = p.handled(city, p.named(city))
    wish = asked(city, row.id)
    given: dict[str, Any] = {"request_id": wish.id, "grants": False, "motivation": "无必要"}
    assert city.do("bao2", identities.decide_identity, **given).decision == "refused"
    refused("X15", lambda: city.do("jc1", identities.show_identity, request_id=wish.id))
    refused("R05", lambda: city.do("bao2", identities.decide_identity, **given))


@pytest.mark.scenario("P15")
def test_no_table_holds_a_word_of_who_reported_also_after_it_was_seen(city: City) -> None:
    row = p.handled(city, p.named(city))
    city.do("jc1", identities.show_identity, request_id=granted(city, row.id).id)
    city.do("xf1", identities.look_up, phone=p.WHO.phone)
    with raw.opened(city.url) as books:
        for table in books.tables():
            told = str(books.do(f'SELECT * FROM "{table}"'))
            for word in ("无名氏甲", "0000001", "000-0000", "某路一号", "下午联系"):
                assert word not in told, table
    assert verifying.verify(city.database, blobs_of(city.database)).ok


def test_a_repeat_is_found_by_the_number_and_each_look_is_written_down(city: City) -> None:
    row = p.registered(city, p.named(city))
    found = city.do("xf1", identities.look_up, phone="０００ ００００ ０００１")
    assert found == (row.number,)
    assert city.do("xf1", identities.look_up, phone="000-0000-0002") == ()
    assert city.do("exf1", identities.look_up, phone=p.WHO.phone) == ()
    with raw.opened(city.url) as books:
        assert books.one("SELECT count(*) FROM entry WHERE kind = 'LOOK_UP'") == 3


def test_an_erased_identity_is_gone_for_good(city: City) -> None:
    row = p.handled(city, p.named(city))
    wish = granted(city, row.id)
    given: dict[str, Any] = {"petition_id": row.id, "reason": "保存期满"}
    refused("R41", lambda: city.do("bao2", identities.erase_identity, **given))
    city.do("bao2", identities.erase_identity, "xfz", **given)
    refused("X14", lambda: city.do("jc1", identities.show_identity, request_id=wish.id))
    assert city.do("xf1", identities.look_up, phone=p.WHO.phone) == ()
    with raw.opened(city.url) as books:
        assert books.do("SELECT wrapped, sealed FROM identity_secret") == [("", "")]
    assert not p.view(city, row.id).has_identity


@pytest.mark.scenario("P18")
def test_who_is_reported_finds_nothing_and_the_auditor_hears_of_the_search(city: City) -> None:
    told = p.new(city, accused=(p.accused("检长", "某市纪委监委"),))
    p.registered(city, told)
    mine = p.registered(city)
    assert [r.id for r in city.do("xf1", views.search, words="检长")] != []
    assert city.do("jcz", views.search, words="检长") == ()
    assert city.do("fen1", views.search, words=" 分一 ") == ()
    assert city.do("xf2", views.search, words="某市纪委监委") == ()
    assert [r.id for r in city.do("xf2", views.search, words="钱某 工程")] == [mine.id]
    from app.audit import service as audit

    alerts = city.ask("ji1", audit.entries, kind="DARK_SEARCH")
    assert [a.entry.actor_name for a in alerts] == ["信二", "分一", "检长"]


@pytest.mark.scenario("P18")
def test_a_petition_about_somebody_is_not_there_for_him(city: City) -> None:
    row = p.registered(city, p.new(city, accused=(p.accused("信二", "某单位"),)))
    assert city.ask("xf1", views.count) == 1
    assert city.ask("xf2", views.count) == 0
    assert sum(c.count for c in city.ask("xf2", views.channels)) == 0
    refused("X02", lambda: p.view(city, row.id, "xf2"))
    refused("X02", lambda: city.ask("xf2", views.find, number=row.number))
    refused(
        "X21",
        lambda: city.do(
            "xf2", service.register, petition=p.new(city, accused=(p.accused("信二", "某单位"),))
        ),
    )


def test_who_must_keep_away_sees_the_petition_no_more(city: City) -> None:
    from app.petitions import righting

    row = p.registered(city)
    who = {"account_id": city.id_of("xf2"), "reason": "亲属"}
    city.do("xfz", righting.recuse, petition_id=row.id, **who)
    assert city.ask("xf2", views.rows) == ()
    refused("X02", lambda: p.view(city, row.id, "xf2"))
    assert p.view(city, row.id, "xf1").row.id == row.id


def test_the_trail_shows_petitions_to_nobody_of_the_storeroom(city: City) -> None:
    from app.audit import service as audit

    row = p.registered(city, p.named(city))
    for reader in ("an1", "ku1"):
        found = city.ask(reader, audit.entries, limit=5_000)
        assert {e.entry.object_kind for e in found}.isdisjoint({"petition", "sealed"})
    assert city.ask("an1", audit.count, object_id=row.id) == 0
    assert city.ask("ji1", audit.count, object_id=row.id) == 2


def test_a_custodian_answers_for_his_organ_and_never_for_what_is_about_himself(city: City) -> None:
    from app.organs import service as organs
    from app.petitions import righting

    row = p.handled(city, p.named(city))
    wish = asked(city, row.id)
    given: dict[str, Any] = {"request_id": wish.id, "grants": True, "motivation": "准予"}
    erased: dict[str, Any] = {"petition_id": row.id, "reason": "保存期满"}
    # who heads the petition office of another organ signs no erasing here
    refused("X22", lambda: city.do("bao2", identities.erase_identity, "qxfz", **erased))
    # a custodian of another organ is told nothing and decides nothing
    post = {"account_id": city.id_of("bao2"), "office": "AUD"}
    city.do("bao1", organs.post, organ_id=city.organ("QU1"), **post)
    assert city.ask("bao2", identities.identity_requests) == ()
    refused("R47", lambda: city.ask("bao2", identities.sealed_identity, number=row.number))
    refused("X02", lambda: city.do("bao2", identities.decide_identity, **given))
    refused("X02", lambda: city.do("bao2", identities.erase_identity, "xfz", **erased))
    # nor does one who must keep away
    city.do("bao1", organs.post, organ_id=city.organ("SHI"), **post)
    who = {"account_id": city.id_of("bao2"), "reason": "亲属"}
    assert len(city.ask("bao2", identities.identity_requests)) == 1
    city.do("xfz", righting.recuse, petition_id=row.id, **who)
    assert city.ask("bao2", identities.identity_requests) == ()
    refused("X02", lambda: city.do("bao2", identities.decide_identity, **given))
    assert p.view(city, row.id).has_identity
    assert len(city.ask("ji1", identities.identity_requests)) == 1
